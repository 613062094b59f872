"""What is said of the time of a process, and what it rests on."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.domain.process.tables import row, table

from guicheng.domain.process import compile_table
from guicheng.domain.process.assumed import Assumed, AssumptionRefusedError, read_assumed
from guicheng.domain.process.spans import Span
from guicheng.domain.process.time_words import (
    calendar_in_words,
    latest_in_words,
    likely_in_words,
    model_in_words,
    percent,
)
from guicheng.domain.process.times import times_of

END = "结束"
THREE = [row(1, "2", limit="5分钟"), row(2, "3", limit="3分钟"), row(3, END, limit="20分钟")]
WEEK = read_assumed("", "mon-fri", "08:30-17:30")


def times(*rows, assumed=WEEK, span=Span(), within=None):  # noqa: B008  a span is a value
    return times_of(compile_table(table(*rows)), span, assumed, within)


def test_three_steps_are_said_to_keep_their_sum_and_to_be_kept_at_once():
    found = times(*THREE)
    assert (found.once.minutes, found.likely.within, found.likely.steps) == (28, 28, 3)
    said = likely_in_words(found.likely, WEEK).render()
    assert "97.5 % of cases end within 28 minutes" in said
    assert "85.7 % all 3 limits" in said
    assert dict(found.likely.quantiles)[0.95] < 28 < dict(found.likely.quantiles)[0.99]


def test_the_share_of_a_promise_is_that_of_its_minutes():
    assert times(*THREE, within=Fraction(20)).likely.share < times(*THREE).likely.share
    assert times(*THREE, assumed=Assumed(kept=0.8)).likely.share < 0.9


def test_branches_and_answers_that_do_not_count_are_not_among_the_steps():
    rows = [row(1, "并行→2、3"), row(2, "4"), row(3, "4"), row(4, "急→5；缓→6", join="全部"),
            row(5, "好→结束；坏→4", limit="1小时"), row(6, END)]  # fmt: skip
    assert times(*rows).likely.steps == 5
    again = [row(1, "2"), row(2, "好→结束；坏→1", limit="15分钟")]
    assert times(*again).likely.steps == 2


def test_a_call_on_friday_takes_longest_where_weeks_are_alike():
    found = times(*THREE).latest
    assert (found.weekly, found.start.strftime("%a %H:%M"), found.minutes) == (True, "Fri 17:03", 3808)
    assert "on Friday at 17:03 takes longest: 3808 minutes" in latest_in_words(found).render()
    assert "Monday to Friday, 08:30-17:30" in calendar_in_words(WEEK).render()


def test_the_day_before_the_longest_holidays_is_worst_on_workdays():
    found = times(*THREE, assumed=Assumed()).latest
    assert not found.weekly
    assert f"{found.start:%m-%d %H:%M}" == "02-14 17:03"
    assert "longest of all in 2026" in latest_in_words(found).render()


def test_nothing_is_said_where_a_step_has_no_limit():
    found = times(row(1, "2", limit="及时"), row(2, END))
    assert (found.once.minutes, found.likely, found.latest) == (None, None, None)


def test_nothing_is_rounded_up_to_all():
    assert [percent(share) for share in (0.97471, 0.99999, 1.0, 0.5)] == ["97.5", "99.9", "100", "50"]


def test_what_is_assumed_is_said():
    assert "σ = 0.6" in model_in_words(Assumed()).render()
    assert (Assumed().percent, Assumed().hours, Assumed(kept=0.975).percent) == ("95", "08:30-17:30", "97.5")


@pytest.mark.parametrize(
    ("kept", "days", "hours", "said"),
    [
        ("", "", "", "95 workdays 08:30-17:30"),
        (" 97.5％", "every_day", "0:00-24:00", "97.5 every_day 00:00-24:00"),
        ("80%", "mon-sat", "8：30–12：00、13:00至17:30", "80 mon-sat 08:30-12:00,13:00-17:30"),
        ("50", "mon-fri", "22:00-6:00", "50 mon-fri 22:00-06:00"),
    ],
)
def test_assumptions_are_read_as_people_write_them(kept, days, hours, said):
    found = read_assumed(kept, days, hours)
    assert f"{found.percent} {found.days} {found.hours}" == said


@pytest.mark.parametrize(
    ("kept", "days", "hours"),
    [("100", "", ""), ("49", "", ""), ("often", "", ""), ("", "sometimes", ""), ("", "", "8-17"),
     ("", "", "8:60-17:00"), ("", "", "8:30-8:30"), ("", "", "25:00-26:00"), ("", "", "8:30-17:30,x")],
)  # fmt: skip
def test_what_cannot_be_assumed_is_refused(kept, days, hours):
    with pytest.raises(AssumptionRefusedError) as refused:
        read_assumed(kept, days, hours)
    assert "Write" in refused.value.message.render()
