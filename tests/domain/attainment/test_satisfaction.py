"""Metrics of satisfaction: two formulas side by side, intervals, what is withheld, and rates."""

from fractions import Fraction

import pytest
from scipy.stats import chi2
from statsmodels.stats.proportion import proportion_confint

from guicheng.domain.attainment import satisfaction
from guicheng.domain.attainment.satisfaction import (
    Base,
    Definition,
    Formula,
    FormulaRefusedError,
    Standing,
    count_interval,
    definition_json,
    rate_value,
    read_definition,
    score_value,
    share_value,
    survey_value,
)

ANSWERS = [5, 5, 4, 4, 4, 3, 2, 1, None, None]


def by(formula, **more):
    return Definition(formula, question="overall", **more)


def test_the_same_answers_give_two_figures_by_two_formulas():
    assert survey_value(by(Formula.SATISFIED), ANSWERS).value == Fraction(5, 8)
    assert survey_value(by(Formula.SCORE), ANSWERS).value == Fraction(28, 40)


def test_forms_that_came_back_without_an_answer_count_where_the_formula_divides_by_returned_forms():
    assert survey_value(by(Formula.SATISFIED, base=Base.RETURNED), ANSWERS).value == Fraction(5, 10)
    found = survey_value(by(Formula.SCORE, base=Base.RETURNED), ANSWERS)
    assert (found.value, found.count) == (Fraction(28, 50), 10)


def test_options_count_as_satisfied_where_the_question_has_options():
    definition = by(Formula.SATISFIED, options=("very", "basically"))
    answers = ["very", "basically", "basically", "not", "very"]
    assert survey_value(definition, answers).value == Fraction(4, 5)


def test_nothing_returned_is_no_value_and_fewer_than_five_are_withheld_with_their_number():
    assert survey_value(by(Formula.SATISFIED), []) == satisfaction.NOTHING
    assert survey_value(by(Formula.SATISFIED), [None, None]) == satisfaction.NOTHING
    withheld = survey_value(by(Formula.SCORE), [5, 5, 1, 1])
    assert withheld == satisfaction.WITHHELD
    assert (withheld.value, withheld.count) == (None, None)


def test_a_share_has_its_interval_and_says_when_it_rests_on_few():
    found = share_value(18, 20)
    low, high = proportion_confint(18, 20, method="wilson")
    assert (found.standing, found.count) == (Standing.VALUE, 20)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert share_value(3, 4).standing is Standing.FEW
    assert share_value(0, 0) is satisfaction.NOTHING


def test_a_score_stays_within_its_scale_and_has_no_interval_of_one_mark():
    assert score_value([], 5) is satisfaction.NOTHING
    one = score_value([4], 5)
    assert (one.value, one.low, one.high, one.standing) == (Fraction(4, 5), None, None, Standing.FEW)
    wide = score_value([1, 5, 5, 5, 5, 5], 5)
    assert 0 < wide.low < wide.value < wide.high == 1


@pytest.mark.parametrize("count", [0, 1, 4, 37, 400])
def test_the_interval_of_a_count_is_the_exact_one(count):
    low = chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
    assert count_interval(count) == pytest.approx((low, chi2.ppf(0.975, 2 * count + 2) / 2), rel=1e-9)


def test_complaints_are_told_by_hundred_households_or_not_at_all():
    found = rate_value(6, 300)
    assert (found.value, found.count, found.standing) == (Fraction(2), 6, Standing.VALUE)
    assert found.low < 2 < found.high
    assert rate_value(0, 300).value == 0
    assert (rate_value(6, None).standing, rate_value(6, None).value) == (Standing.NO_SIZE, None)


def test_a_definition_comes_back_as_it_was_kept():
    for found in (by(Formula.SATISFIED, options=("very",), base=Base.RETURNED), Definition(Formula.COMPLAINTS)):
        assert read_definition(definition_json(found)) == found


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"formula": "satisfied"}, "Name the question"),
        ({"formula": "rated", "least": 6}, "Points count from 1"),
        ({"formula": "rated", "points": 1, "least": 1}, "Points count from 1"),
        ({"formula": "rated", "points": 11}, "Points count from 1"),
        ({"formula": "mood"}, "Choose one of the formulas"),
        ({"formula": "rated", "least": "many"}, "Choose one of the formulas"),
        ({"formula": "score", "question": "overall", "base": "sent"}, "Choose one of the formulas"),
    ],
)
def test_a_formula_that_could_not_be_worked_out_is_refused(given, said):
    with pytest.raises(FormulaRefusedError, match=said):
        read_definition(given)
