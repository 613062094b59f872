"""The words around the fields of a question: halves of a pair, ends of a scale, answers of a Kano question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.domain.demand.fields import SAATY, Field
from guicheng.domain.demand.questions import OTHER, Kind, Question

Word = str | Promise

#: The two scales of the kinds that ask twice.
HALVES: Final[dict[str, Word]] = {
    "importance": gettext_lazy("How important it is to you"),
    "satisfaction": gettext_lazy("How satisfied you are"),
    "expectation": gettext_lazy("How it should be"),
    "perception": gettext_lazy("How it is"),
    "functional": gettext_lazy("If it were so"),
    "dysfunctional": gettext_lazy("If it were not so"),
    "best": gettext_lazy("The most important of these"),
    "worst": gettext_lazy("The least important of these"),
}
_KANO: Final[tuple[Word, ...]] = (
    gettext_lazy("I would like that"),
    gettext_lazy("It ought to be so"),
    gettext_lazy("It is all the same to me"),
    gettext_lazy("I could live with it"),
    gettext_lazy("I would dislike that"),
)
_SAATY: Final[dict[int, Word]] = {
    9: gettext_lazy("{first} by far"),
    7: gettext_lazy("{first} much more"),
    5: gettext_lazy("{first} clearly more"),
    3: gettext_lazy("{first} a little more"),
    1: gettext_lazy("both alike"),
    -3: gettext_lazy("{second} a little more"),
    -5: gettext_lazy("{second} clearly more"),
    -7: gettext_lazy("{second} much more"),
    -9: gettext_lazy("{second} by far"),
}


def labels_of(question: Question, fields: Sequence[Field]) -> Iterator[str]:
    """Yield the words above each field of a question; "" where the question itself says it."""
    for one in fields:
        yield _label(question, one.name.removeprefix(question.id).removeprefix("."))


def _label(question: Question, rest: str) -> str:
    if not rest:
        return ""
    if rest == OTHER:
        return _("In your own words")
    if question.kind is Kind.MATRIX:
        row = question.option(rest)
        return row.text if row else rest
    if question.kind is Kind.MAXDIFF:
        number, _dot, end = rest.partition(".")
        return _("{number} of {count}: {what}").format(number=number, count=question.sets, what=HALVES[end])
    if question.kind is Kind.AHP:
        return _("{first} or {second}: which counts more?").format(**_pair(question, rest))
    return str(HALVES[rest])


def scale_of(question: Question, one: Field) -> Iterator[tuple[str, str]]:
    """Yield the values of a scale with their words."""
    if question.kind is Kind.KANO:
        yield from ((str(value), str(words)) for value, words in enumerate(_KANO, 1))
    elif question.kind is Kind.AHP:
        pair = _pair(question, one.name.removeprefix(f"{question.id}."))
        yield from ((str(value), str(words).format(**pair)) for value, words in _SAATY.items() if abs(value) <= SAATY)
    else:
        yield from ((str(value), str(value)) for value in range(one.low, one.high + 1))


def _pair(question: Question, rest: str) -> dict[str, str]:
    first, _dot, second = rest.partition(".")
    told = {name: question.option(option) for name, option in (("first", first), ("second", second))}
    return {name: option.text if option else "—" for name, option in told.items()}
