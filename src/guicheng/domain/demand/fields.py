"""What a question asks for, field by field: the names, and what each may hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from guicheng.domain.demand.questions import (
    HALVES,
    OTHER,
    Kind,
    Option,
    Question,
    Questionnaire,
    pairs_of,
    sets_of,
)

#: Most characters of an open answer, where the question names no limit.
LONGEST: Final = 2000
#: Most characters of the words beside an option.
LONGEST_OTHER: Final = 200
#: Most points of the five Kano answers, and of Saaty's scale.
KANO_POINTS: Final = 5
SAATY: Final = 9
_MOST_NUMBER: Final = 1_000_000_000


class Sort(StrEnum):
    """What a field holds."""

    CHOICE = "choice"
    CHOICES = "choices"
    WHOLE = "whole"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Field:
    """One place of an answer set.

    Args:
        name: Its name, such as ``repair.satisfaction``.
        question: Id of its question.
        sort: What it holds.
        allowed: Names of the options (choice, choices).
        low: Lowest number, or fewest options.
        high: Highest number, most options, or most characters.
        unsure: Whether ``na`` may stand here too.
        required: Whether it must be filled where its question is shown.
        barred: Numbers between low and high that mean nothing.
        opened_by: The option of the question that opens it; "" where it is always open.
    """

    name: str
    question: str
    sort: Sort
    allowed: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    unsure: bool = False
    required: bool = False
    barred: tuple[int, ...] = ()
    opened_by: str = ""


def fields_of(question: Question, seed: int = 0) -> tuple[Field, ...]:
    """Return the fields of a question, in the order in which they are asked.

    Args:
        question: The question.
        seed: Seed of the respondent; the sets of a MaxDiff question depend on it.

    Example:
        >>> [field.name for field in fields_of(Question("repair", Kind.PAIR, "报修", points=5))]
        ['repair.importance', 'repair.satisfaction']
    """
    if question.kind in {Kind.SINGLE, Kind.MULTIPLE}:
        return tuple(_chosen(question))
    if question.kind is Kind.MATRIX:
        return tuple([_cell(question, row.id) for row in question.rows])
    if question.kind is Kind.MAXDIFF:
        return tuple(_extremes(question, seed))
    if question.kind is Kind.AHP:
        return tuple(_compared(question))
    if question.kind in HALVES:
        points = KANO_POINTS if question.kind is Kind.KANO else question.points
        return tuple([_number(question, f"{question.id}.{half}", 1, points) for half in HALVES[question.kind]])
    return tuple(_alone(question))


def fields_of_all(questionnaire: Questionnaire, seed: int = 0) -> dict[str, Field]:
    """Return all fields by name, in the order of the file."""
    return {field.name: field for question in questionnaire.questions for field in fields_of(question, seed)}


def _alone(question: Question) -> Iterator[Field]:
    """Yield the one field of a question that asks for one thing; none for a note."""
    if question.kind is Kind.RATING:
        yield _number(question, question.id, 1, question.points)
    elif question.kind is Kind.NPS:
        yield _number(question, question.id, 0, 10)
    elif question.kind is Kind.NUMBER:
        most = _MOST_NUMBER if question.most is None else question.most
        yield _number(question, question.id, question.least, most)
    elif question.kind is Kind.TEXT:
        most = LONGEST if question.most is None else question.most
        yield Field(question.id, question.id, Sort.TEXT, high=most, required=question.required)


def _chosen(question: Question) -> Iterator[Field]:
    names = tuple([option.id for option in question.options])
    if question.kind is Kind.SINGLE:
        yield Field(question.id, question.id, Sort.CHOICE, names, required=question.required)
    else:
        most = len(names) if question.most is None else question.most
        yield Field(question.id, question.id, Sort.CHOICES, names, question.least, most, required=question.required)
    for option in question.options:
        if option.other:
            name = f"{question.id}.{OTHER}"
            yield Field(name, question.id, Sort.TEXT, high=LONGEST_OTHER, opened_by=option.id)


def _cell(question: Question, row: str) -> Field:
    name = f"{question.id}.{row}"
    if question.options:
        columns = tuple([option.id for option in question.options])
        return Field(name, question.id, Sort.CHOICE, columns, unsure=question.unsure, required=question.required)
    return _number(question, name, 1, question.points)


def _extremes(question: Question, seed: int) -> Iterator[Field]:
    for index, shown in enumerate(sets_of(question, seed), 1):
        names = tuple([option.id for option in shown])
        for end in ("best", "worst"):
            name = f"{question.id}.{index}.{end}"
            yield Field(name, question.id, Sort.CHOICE, names, required=question.required)


def _compared(question: Question) -> Iterator[Field]:
    """Yield a field a pair: 3 where the first matters three times as much, -3 where the second does, 1 for alike."""
    for first, second in pairs_of(question):
        name = pair_field(question, first, second)
        yield replace(_number(question, name, -SAATY, SAATY), barred=(-1, 0))


def pair_field(question: Question, first: Option, second: Option) -> str:
    """Return the name of the field in which two options of a question are compared."""
    return f"{question.id}.{first.id}.{second.id}"


def _number(question: Question, name: str, low: int, high: int) -> Field:
    return Field(name, question.id, Sort.WHOLE, low=low, high=high, unsure=question.unsure, required=question.required)
