"""Cards: where lines take their figures from, what is left out, what praise may add."""

from fractions import Fraction

import pytest

from guicheng.domain.attainment.card import Judged, Measured, card_json, read_card, settle
from guicheng.domain.attainment.scorecard import ScorecardRefusedError

BANDS = [{"since": 95, "name": "优", "payout": 1}, {"since": 0, "name": "差", "payout": "0.7"}]


def line(key, weight, source="attainment", **more):
    return {"key": key, "name": key, "weight": weight, "source": source, **more}


GIVEN = {
    "lines": [
        line("达标", 50, subject="domain:engineering", section="承诺"),
        line("投诉", 30, "satisfaction", subject="metric", full=0, zero="2", fewest=0),
        line("整改", 20, "nonconformities", full=0, zero=5, veto=True, least="0.2"),
    ],
    "bands": BANDS,
    "most_extra": 3,
}
CARD = read_card(GIVEN)


def measured(value, count=None):
    return Measured(Fraction(value), count)


ALL = {"达标": measured("0.9", 40), "投诉": measured("0.5", 1), "整改": measured(1)}


def test_a_figure_becomes_points_on_its_scale():
    found = settle(CARD, ALL)
    assert [each.points for each in found.lines] == [45, Fraction(45, 2), 16]
    assert found.score.total == Fraction(167, 2)
    assert found.score.band.name == "差"


def test_beyond_the_ends_of_its_scale_a_line_has_all_its_points_or_none():
    found = settle(CARD, {**ALL, "整改": measured(9), "达标": measured(2, 40)})
    assert [each.points for each in found.lines] == [50, Fraction(45, 2), 0]


def test_a_line_without_a_figure_and_one_of_few_cases_leave_the_denominator():
    found = settle(CARD, {"达标": measured("0.25", 4), "整改": measured(0)})
    assert [each.judged for each in found.lines] == [Judged.FEW, Judged.NOTHING, Judged.COUNTED]
    assert (found.score.total, found.score.left_out) == (100, ("达标", "投诉"))


def test_a_month_without_evidence_has_neither_a_score_nor_a_band():
    found = settle(CARD, {})
    assert (found.score.total, found.score.band) == (None, None)


def test_a_veto_sets_the_lowest_band():
    found = settle(
        read_card({**GIVEN, "lines": [line("a", 99), line("b", 1, veto=True)]}), {"a": measured(1), "b": measured(0)}
    )
    assert (found.score.total, found.score.vetoes, found.score.band.name) == (99, ("b",), "差")


def test_praise_adds_no_more_than_the_card_allows_and_faults_take_off_all():
    assert settle(CARD, ALL, [Fraction(2), Fraction(2)]).score.extra == 3
    assert settle(CARD, ALL, [Fraction(5), Fraction(-4)]).score.total == Fraction(167, 2) - 1


def test_a_card_comes_back_as_it_was_kept():
    assert read_card(card_json(CARD)) == CARD


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"lines": [line("a", 70), line("b", 60)]}, "add up to 130"),
        ({"lines": [line("a", "viel")]}, "“viel” is no number"),
        ({"lines": [line("a", "1/0")]}, "is no number"),
        ({"lines": [line("a", 100, "gossip")]}, "Choose where the figure"),
        ({"lines": [{"key": "a"}]}, "A line needs"),
        ({"lines": ["a"]}, "A line needs"),
        ({"lines": [line("a", 100, full=1, zero=1)]}, "at the same value"),
        ({"lines": [line("a", 100, least=2)]}, "between 0 and 100 %"),
        ({"most_extra": -1}, "0 or more"),
        ({"bands": [{"since": 10, "name": "x", "payout": 1}]}, "one that begins at 0"),
    ],
)
def test_a_card_that_could_not_be_summed_up_honestly_is_refused(change, said):
    with pytest.raises(ScorecardRefusedError, match=said):
        read_card({**GIVEN, **change})
