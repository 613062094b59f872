"""Control charts beside figures of a textbook, and run rules on patterns and on noise."""

import random
from datetime import date
from fractions import Fraction
from math import comb, exp

import pytest

from guicheng.domain.attainment.charts import (
    ChartRefusedError,
    Kind,
    Reading,
    Rule,
    advice,
    course,
    p_chart,
    phases,
    signals,
    u_chart,
    xmr_chart,
)
from guicheng.domain.attainment.charts.chances import EVEN, of_rate, of_share

#: Montgomery, Introduction to Statistical Quality Control: cans, 30 samples of 50 (chapter 7, p chart).
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
#: The same, 20 weeks of 50 shipments (chapter 7, u chart).
SHIPMENTS = [2, 3, 8, 1, 1, 4, 1, 4, 5, 1, 8, 2, 4, 3, 4, 1, 8, 3, 7, 4]
#: The same, cost of 20 weeks of loans (chapter 6, chart of individuals).
LOANS = [310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304]


def rules(chart):
    return [(each.rule, each.points) for each in signals(chart)]


def flat(*values):
    """A chart of single figures whose centre is 0 and whose deviation is 1, so that values are distances."""
    from guicheng.domain.attainment.charts import Chart, Point

    return Chart("xmr", 0.0, tuple(Point(value, -3.0, 3.0, 1.0, value) for value in values))


def test_the_p_chart_of_the_textbook():
    chart = p_chart(CANS, [50] * 30)
    assert chart.centre == pytest.approx(0.2313, abs=5e-5)
    assert {(round(point.low, 4), round(point.high, 4)) for point in chart.points} == {(0.0524, 0.4102)}
    assert [points for rule, points in rules(chart) if rule is Rule.BEYOND] == [(14,), (22,)]


def test_the_u_chart_of_the_textbook():
    chart = u_chart(SHIPMENTS, [50] * 20)
    assert chart.centre == pytest.approx(0.0740, abs=5e-5)
    assert (chart.points[0].low, round(chart.points[0].high, 4)) == (0.0, 0.1894)
    assert [rule for rule, _points in rules(chart)] == []


def test_the_chart_of_individuals_of_the_textbook():
    chart = xmr_chart(LOANS)
    assert (chart.centre, round(chart.moving_range, 2)) == (300.5, 7.79)
    assert (round(chart.points[0].low, 2), round(chart.points[0].high, 2)) == (279.78, 321.22)
    assert round(chart.range_limit, 2) == 25.45
    assert signals(chart) == ()


def test_limits_follow_the_size_of_each_period():
    chart = p_chart([1, 10], [10, 1000])
    assert chart.points[0].high - chart.centre > chart.points[1].high - chart.centre
    assert chart.points[0].low == 0.0


def test_large_groups_get_wider_limits_on_request():
    broken, counted = [500, 620, 480, 640, 510, 600], [10_000] * 6
    assert any(rule is Rule.BEYOND for rule, _points in rules(p_chart(broken, counted)))
    wide = p_chart(broken, counted, laney=True)
    assert wide.widened > 1
    assert rules(wide) == []
    assert any("widened" in said.render() for said in advice(wide, ()))
    steady = p_chart([5, 5, 5, 5], [50] * 4, laney=True)
    assert steady.widened == 1


def test_all_alike_is_no_signal():
    for chart in (xmr_chart([3, 3, 3, 3]), p_chart([0, 0], [5, 5]), u_chart([0, 0], [1.5, 2])):
        assert signals(chart) == ()
        assert all(point.distance == 0 for point in chart.points)


def test_two_of_three_far_out_on_one_side():
    assert rules(flat(0.5, 2.1, -1, 2.2, 0.4)) == [(Rule.TWO_OF_THREE, (1, 3))]
    assert rules(flat(-2.1, -2.5, 0.3)) == [(Rule.TWO_OF_THREE, (0, 1))]
    assert rules(flat(2.1, -2.1, 0.2)) == []
    assert rules(flat(2.1, 0, 0.1, 2.1)) == []
    assert rules(flat(2.1, 2.2, 2.3, 2.1)) == [(Rule.TWO_OF_THREE, (0, 1)), (Rule.TWO_OF_THREE, (2, 3))]


def test_eight_in_a_row_on_one_side():
    assert rules(flat(-1, *[0.5, 0.2] * 4, -0.1)) == [(Rule.RUN, tuple(range(1, 9)))]
    assert rules(flat(*[0.5, 0.2] * 3, 0.4)) == []
    assert rules(flat(*[0.5, 0.2, 0.0] * 4)) == []
    assert [each.above for each in signals(flat(*[-0.5, -0.2] * 4))] == [False]


def test_six_in_a_row_one_way():
    assert rules(flat(-0.5, -0.3, -0.1, 0.1, 0.3, 0.5)) == [(Rule.TREND, (0, 1, 2, 3, 4, 5))]
    assert rules(flat(-0.5, -0.3, -0.1, 0.1, 0.1, 0.5)) == []
    [falling] = signals(flat(0.6, 0.5, 0.3, 0.1, -0.1, -0.3, -0.2))
    assert (falling.points, falling.above) == ((0, 1, 2, 3, 4, 5), False)


def test_a_signal_says_what_to_do_and_none_says_what_not_to():
    chart = p_chart(CANS, [50] * 30)
    assert "Ask what was different" in signals(chart)[0].message.render()
    assert advice(chart, signals(chart)) == ()
    quiet = flat(0.5, -0.5, 0.2)
    said = [each.render() for each in advice(quiet, signals(quiet))]
    assert said[0].startswith("There are 3 points; below 12 the limits still move.")
    assert "Do not ask anybody about a single point" in said[1]


def test_noise_is_seldom_punished():
    chance = random.Random(20261128)  # noqa: S311
    alarms = 0
    for _chart in range(300):
        chart = p_chart([sum(chance.random() < 0.1 for _each in range(200)) for _month in range(24)], [200] * 24)
        alarms += any(each.rule is Rule.BEYOND for each in signals(chart))
    # 24 points at 0.27 % each: about 6 in 100 charts; a binomial is a little skewed.
    assert alarms < 300 * 0.13


def test_weeks_without_a_miss_are_no_shift_where_nearly_all_is_kept():
    assert rules(p_chart([7] * 8 + [6, 7], [7] * 10)) == []
    assert rules(p_chart([0] * 8 + [1, 0], [7] * 10)) == []
    half = p_chart([5] * 8 + [3] * 8, [7] * 16)
    assert [rule for rule, _points in rules(half)] == [Rule.RUN, Rule.RUN]


def test_one_miss_of_few_is_chance_and_the_chart_says_so():
    chart = p_chart([7] * 51 + [6], [7] * 52)
    assert chart.points[-1].distance < -3
    assert signals(chart) == ()
    assert "so few cases were counted" in advice(chart, ())[0].render()
    many = p_chart([7] * 51 + [3], [7] * 52)
    assert (Rule.BEYOND, (51,)) in rules(many)


def test_noise_of_few_cases_is_seldom_punished():
    chance = random.Random(20261129)  # noqa: S311
    alarms = 0
    for _chart in range(300):
        chart = p_chart([sum(chance.random() < 0.97 for _each in range(7)) for _week in range(52)], [7] * 52)
        alarms += any(each.rule in {Rule.BEYOND, Rule.RUN} for each in signals(chart))
    # With distances alone more than 150 of 300 are blamed or praised for nothing.
    assert alarms < 300 * 0.2


def exact(count, many, centre):
    """Return both chances by the sum of all cases."""
    parts = [comb(many, at) * centre**at * (1 - centre) ** (many - at) for at in range(many + 1)]
    mean = many * centre
    if count > mean:
        return sum(part for at, part in enumerate(parts) if at > mean), sum(parts[count:])
    return sum(part for at, part in enumerate(parts) if at < mean), sum(parts[: count + 1])


@pytest.mark.parametrize("centre", [Fraction(1, 50), Fraction(3, 10), Fraction(1, 2), Fraction(97, 100)])
@pytest.mark.parametrize("many", [1, 7, 40])
def test_chances_of_a_share_are_those_of_the_sum_of_all_cases(centre, many):
    for count in range(many + 1):
        if count == many * centre:
            continue
        found = of_share(count, many, float(centre))
        assert (found.side, found.tail) == pytest.approx(tuple(map(float, exact(count, many, centre))), abs=1e-9)


def test_chances_of_a_rate_are_those_of_poisson():
    assert of_rate(0, 2.0).tail == pytest.approx(exp(-2))
    assert of_rate(5, 2.0).tail == pytest.approx(1 - exp(-2) * (1 + 2 + 2 + 8 / 6 + 16 / 24))
    assert of_rate(5, 2.0).side == pytest.approx(1 - exp(-2) * 5)
    assert of_rate(1, 2.0).side == pytest.approx(exp(-2) * 3)


def test_many_cases_are_judged_by_their_distance():
    assert of_share(300, 1000, 0.4) is EVEN
    assert of_rate(90, 60.0) is EVEN
    assert of_share(0, 5, 0.0) is EVEN
    assert of_rate(0, 0.0) is EVEN


@pytest.mark.parametrize(
    "draw",
    [
        lambda: p_chart([1], [5]),
        lambda: p_chart([1, 2], [5]),
        lambda: p_chart([1, -2], [5, 5]),
        lambda: p_chart([1, 6], [5, 5]),
        lambda: u_chart([1, 2], [5, 0]),
        lambda: xmr_chart([1]),
    ],
)
def test_figures_of_which_no_chart_can_be_drawn_are_refused(draw):
    with pytest.raises(ChartRefusedError):
        draw()


def test_limits_begin_anew_with_an_edition():
    months = [date(2026, month, 1) for month in range(1, 8)]
    found = phases(months, [date(2026, 3, 1), date(2026, 5, 15), date(2026, 5, 20)])
    assert [(each.number, each.first, each.last) for each in found] == [(0, 0, 1), (1, 2, 4), (3, 5, 6)]
    assert all(each.has_limits for each in found)


def test_a_phase_of_one_point_has_no_limits_and_no_points_no_phase():
    assert [each.has_limits for each in phases([date(2026, 1, 1)], [])] == [False]
    assert phases([], [date(2026, 1, 1)]) == ()


def test_a_course_has_limits_for_each_edition_and_names_signals_by_their_place_in_the_whole():
    months = [date(2025, month, 1) for month in range(1, 13)]
    readings = [Reading(day, 60 if place < 6 else 95, 100) for place, day in enumerate(months)]
    readings[9] = Reading(months[9], 60, 100)
    before, after = course(Kind.SHARE, readings, [date(2025, 7, 1)])
    assert (before.chart.centre, before.signals) == (0.6, ())
    assert [(each.rule, each.points, each.above) for each in after.signals] == [(Rule.BEYOND, (9,), False)]
    assert after.point(9).value == 0.6
    assert (after.point(2), before.point(9)) == (None, None)
    whole = course(Kind.SHARE, readings, [])
    assert len(whole) == 1
    assert whole[0].signals


def test_each_kind_has_its_chart_and_a_phase_of_one_point_says_nothing():
    days = [date(2026, 1, day) for day in (1, 2, 3)]
    single = course(Kind.SINGLE, [Reading(day, value) for day, value in zip(days, (30, 20, 40), strict=True)], [])
    assert (single[0].chart.kind, single[0].chart.centre) == ("xmr", 30)
    rate = course(Kind.RATE, [Reading(day, 2, 4.0) for day in days], [days[2]])
    assert [each.chart and each.chart.kind for each in rate] == ["u", None]
    assert (rate[1].point(2), rate[1].advice) == (None, ())
    assert Reading(days[0], 2, 4.0).value == 0.5
