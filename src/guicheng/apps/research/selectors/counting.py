"""The answers behind a figure, counted: how often each was given, and who is not among them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from guicheng.apps.research.models import Standing, Survey
from guicheng.apps.research.readings.forms import form_of
from guicheng.domain.demand.answers import answers_of_json
from guicheng.domain.demand.fields import Sort, fields_of_all
from guicheng.domain.demand.questions import UNSURE, Questionnaire
from guicheng.domain.demand.suppression import LEAST, hidden_groups


@dataclass(frozen=True, slots=True)
class Counted:
    """How often each answer was given in one field.

    Args:
        form: The questionnaire.
        values: Each answer with its count, in the order of the scale; None where it stands for too few people, or
            would give such a one away. Nothing where fewer than five answered at all.
        answered: How many answered, "I cannot say" left aside; None for fewer than five.
        several: Whether one response may hold several answers.
    """

    form: Questionnaire
    values: tuple[tuple[str, int | None], ...]
    answered: int | None
    several: bool


def counted_answers(survey: Survey, name: str) -> Counted | None:
    """Return the answers to one field, counted: two queries; None where there is no such field, or it is words.

    Raises:
        FormVersion.DoesNotExist: The survey was never opened.
    """
    form = form_of(survey.versions.order_by("-number")[:1].get())
    field = fields_of_all(form).get(name)
    if field is None or field.sort is Sort.TEXT:
        return None
    rows = survey.responses.exclude(standing=Standing.EXCLUDED).order_by("pk").values_list("answers", flat=True)
    given = [value for answers in rows if (value := answers_of_json(answers).get(name, UNSURE)) != UNSURE]
    if len(given) < LEAST:
        return Counted(form, (), None if given else 0, several=False)
    several = field.sort is Sort.CHOICES
    counts = Counter(each for value in given for each in (value if isinstance(value, tuple) else (value,)))
    order = list(field.allowed) if field.allowed else _scale(field.low, field.high, counts)
    numbers = [counts[each] for each in order]
    hidden = _hidden(numbers, len(given)) if several else hidden_groups(numbers)
    values = [(str(each), None if place in hidden else numbers[place]) for place, each in enumerate(order)]
    return Counted(form, tuple(values), len(given), several)


def _scale(low: int, high: int, counts: Counter[str | int]) -> list[str | int]:
    """Return all points of a short scale, and of a long one those that were given."""
    if high - low <= 20:
        return list(range(low, high + 1))
    return sorted(counts, key=int)


def _hidden(numbers: list[int], total: int) -> set[int]:
    return {place for place, count in enumerate(numbers) if 0 < count < LEAST or 0 < total - count < LEAST}
