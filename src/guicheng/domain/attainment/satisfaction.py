"""What a metric of satisfaction is worked out by, and its value with how sure it is.

Two formulas of satisfaction are in use and give different figures of the same answers, so none is assumed: a metric
holds its own. References: Wilson 1927 for shares; Garwood, Biometrika 28 (1936), for rates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import exp, inf, lgamma, log
from typing import Any, Final

from guicheng.domain.attainment.figure import FEW
from guicheng.domain.attainment.ranks import wilson
from guicheng.domain.demand.estimates import mean_of
from guicheng.domain.demand.suppression import LEAST
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_TAIL: Final = 0.025
_HALVINGS: Final = 80
_MOST_POINTS: Final = 10
#: Households to which complaints are related.
HUNDRED: Final = 100


class FormulaRefusedError(GuichengError):
    """A metric cannot be worked out by this formula."""

    code = "formula-refused"


class Formula(StrEnum):
    """How a metric is worked out."""

    #: (Very + basically satisfied) / returned.
    SATISFIED = "satisfied"
    #: Sum of the scores / full score.
    SCORE = "score"
    #: Ratings after jobs of at least so many points / ratings.
    RATED = "rated"
    #: Sum of the ratings after jobs / full score.
    RATING_SCORE = "rating_score"
    #: Return visits at which the customer was satisfied / those who said whether.
    VISITED = "visited"
    #: Repairs that were not taken up again / finished repairs.
    MENDED = "mended"
    #: Complaints a hundred households and month.
    COMPLAINTS = "complaints"
    #: Complaints that were judged valid, likewise.
    VALID_COMPLAINTS = "valid_complaints"


OF_SURVEYS: Final = frozenset({Formula.SATISFIED, Formula.SCORE})
OF_RATINGS: Final = frozenset({Formula.RATED, Formula.RATING_SCORE})
OF_COMPLAINTS: Final = frozenset({Formula.COMPLAINTS, Formula.VALID_COMPLAINTS})
#: Formulas of which a greater value is the worse one.
FALLING: Final = OF_COMPLAINTS


class Base(StrEnum):
    """What the answers to a survey are divided by."""

    ANSWERED = "answered"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Definition:
    """A formula with what it leaves open.

    Args:
        formula: How it is worked out.
        question: Id of the question, for formulas of surveys; "" for the others.
        least: Fewest points that count as satisfied, from 1.
        points: Highest point of the scale.
        options: Ids of the options that count as satisfied, where the question has options in place of points.
        base: Whether answers are divided by the forms that answered the question or by all that came back.
    """

    formula: Formula
    question: str = ""
    least: int = 4
    points: int = 5
    options: tuple[str, ...] = ()
    base: Base = Base.ANSWERED

    def __post_init__(self) -> None:
        """Refuse what could not be worked out.

        Raises:
            FormulaRefusedError: The question is missing, or the points cannot be.
        """
        if self.formula in OF_SURVEYS and not self.question:
            raise FormulaRefusedError(_("Name the question of the survey, such as overall."))
        if not 1 <= self.least <= self.points <= _MOST_POINTS or self.points == 1:
            raise FormulaRefusedError(
                _("Points count from 1 to at most {most}; name how many of them are satisfied.", most=str(_MOST_POINTS))
            )


def definition_json(found: Definition) -> dict[str, Any]:
    """Return a definition as it is kept."""
    return {
        "formula": found.formula.value,
        "question": found.question,
        "least": found.least,
        "points": found.points,
        "options": list(found.options),
        "base": found.base.value,
    }


def read_definition(given: Mapping[str, Any]) -> Definition:
    """Return the definition that was kept or is asked for; what is left out has its usual value.

    Raises:
        FormulaRefusedError: There is no such formula, or a value is none.
    """
    try:
        return Definition(
            Formula(given.get("formula", "")),
            str(given.get("question", "")).strip(),
            int(given.get("least", 4)),
            int(given.get("points", 5)),
            tuple([str(each) for each in given.get("options", ())]),
            Base(given.get("base", Base.ANSWERED)),
        )
    except (ValueError, TypeError) as error:
        raise FormulaRefusedError(_("Choose one of the formulas, and write its numbers in digits.")) from error


class Standing(StrEnum):
    """What there is to say of a metric."""

    VALUE = "value"
    FEW = "few"
    NOTHING = "nothing"
    WITHHELD = "withheld"
    NO_SIZE = "no_size"


@dataclass(frozen=True, slots=True)
class Value:
    """A metric at one place in one month.

    Args:
        standing: What there is to say.
        value: From 0 to 1, or a number a hundred households; None where nothing was returned, or it is withheld.
        low: Lower end of the 95 % interval; None where it cannot be told.
        high: Upper end.
        count: How many it rests on: forms, ratings, visits, repairs or complaints; None where that is withheld too.
    """

    standing: Standing
    value: Fraction | None
    low: float | None
    high: float | None
    count: int | None


NOTHING: Final = Value(Standing.NOTHING, None, None, None, 0)
WITHHELD: Final = Value(Standing.WITHHELD, None, None, None, None)


def share_value(satisfied: int, whole: int) -> Value:
    """Return a share of those that said something.

    Args:
        satisfied: How many were satisfied, 0 to ``whole``.
        whole: Of how many.
    """
    ends = wilson(satisfied, whole)
    return Value(_of(whole), Fraction(satisfied, whole), *ends, whole) if ends else NOTHING


def score_value(marks: Sequence[int], points: int, *, returned: int | None = None) -> Value:
    """Return the sum of marks over the full score, with the interval of their mean.

    Args:
        marks: From 1 to ``points`` each.
        points: Highest point.
        returned: How many forms came back, those without a mark among them; None where only marks count.
    """
    whole = len(marks) if returned is None else returned
    if not whole:
        return NOTHING
    # A form without a mark brings no points, as the formula by returned forms has it.
    every = [*marks, *[0] * (whole - len(marks))]
    found = mean_of({place: mark / points for place, mark in enumerate(every)})
    low, high = (None if end is None else min(1.0, max(0.0, end)) for end in (found.low, found.high))
    return Value(_of(whole), Fraction(sum(marks), points * whole), low, high, whole)


def survey_value(definition: Definition, answers: Sequence[Any]) -> Value:
    """Return the value of the answers to one question, withheld where fewer than five would be told of.

    Args:
        definition: The formula, one of surveys.
        answers: The answer of each form that came back; None where the question has none.
    """
    given = [answer for answer in answers if answer is not None]
    whole = len(answers) if definition.base is Base.RETURNED else len(given)
    if not whole:
        return NOTHING
    if whole < LEAST:
        return WITHHELD
    if definition.formula is Formula.SCORE:
        marks = [answer for answer in given if isinstance(answer, int) and 1 <= answer <= definition.points]
        return score_value(marks, definition.points, returned=whole)
    return share_value(sum(is_satisfied(definition, answer) for answer in given), whole)


def is_satisfied(definition: Definition, answer: Any) -> bool:
    """Tell whether an answer counts as satisfied: one of the options, or at least so many points."""
    if isinstance(answer, int):
        return definition.least <= answer <= definition.points
    return answer in definition.options


def rate_value(count: int, households: int | None) -> Value:
    """Return how many came a hundred households, with the exact interval of a count; few never matters of one.

    Args:
        count: How many there were in the month.
        households: Of how many households; None where nobody said.
    """
    if not households:
        return Value(Standing.NO_SIZE, None, None, None, count)
    low, high = (end * HUNDRED / households for end in count_interval(count))
    return Value(Standing.VALUE, Fraction(count * HUNDRED, households), low, high, count)


def count_interval(count: int) -> tuple[float, float]:
    """Return the exact 95 % interval of the mean of a count (Garwood 1936).

    Args:
        count: From 0 on.

    Example:
        >>> [round(end, 3) for end in count_interval(4)]
        [1.09, 10.242]
    """
    # Above its upper end the chance of so few is below the tail; below its lower end that of so many.
    high = _where(lambda mean: _at_most(count, mean) > _TAIL, count)
    low = _where(lambda mean: 1 - _at_most(count - 1, mean) < _TAIL, count) if count else 0.0
    return low, high


def _where(holds: Any, count: int) -> float:
    """Return the mean up to which a condition holds, by halving."""
    low, high = 0.0, 2.0 * count + 20
    for _step in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return (low + high) / 2


def _at_most(count: int, mean: float) -> float:
    """Return the chance of at most so many where ``mean`` are expected."""
    expected = log(mean) if mean > 0 else -inf
    return sum(
        exp(number * expected - mean - lgamma(number + 1)) if number else exp(-mean) for number in range(count + 1)
    )


def _of(whole: int) -> Standing:
    return Standing.FEW if whole < FEW else Standing.VALUE
