"""A questionnaire as typed values: its sections, questions, options and conditions.

Each question asks for one or several *fields* (see ``fields``): a rating has one, named as the question; a pair has
``repair.importance`` and ``repair.satisfaction``; a matrix has one a row. An answer set is a flat mapping from
the name of a field to its value, so forms, files, conditions and figures all speak of the same names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from guicheng.domain.demand.chance import Chance
from guicheng.domain.demand.conditions import Condition

#: Name of a section, a question, an option or a row.
NAME: Final = re.compile(r"[a-z0-9][a-z0-9_]{0,39}")
#: The answer "I cannot say" of a scale that offers it; no option has this name.
UNSURE: Final = "na"
#: The part of an option that takes words of its own: ``why.other``.
OTHER: Final = "other"


class Kind(StrEnum):
    """What a question asks for."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    RATING = "rating"
    NPS = "nps"
    MATRIX = "matrix"
    PAIR = "importance_satisfaction"
    GAP = "expectation_perception"
    KANO = "kano"
    MAXDIFF = "maxdiff"
    AHP = "ahp"
    NUMBER = "number"
    TEXT = "text"
    NOTE = "note"


#: The two scales of the kinds that ask twice.
HALVES: Final = {
    Kind.PAIR: ("importance", "satisfaction"),
    Kind.GAP: ("expectation", "perception"),
    Kind.KANO: ("functional", "dysfunctional"),
}
#: Kinds with options to choose from.
OPTIONED: Final = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.MAXDIFF, Kind.AHP})
#: Kinds answered on a scale of points.
SCALED: Final = frozenset({Kind.RATING, Kind.NPS, Kind.MATRIX, Kind.PAIR, Kind.GAP, Kind.KANO})


class Audience(StrEnum):
    """Whom a questionnaire is written for."""

    OWNER = "owner"
    TENANT = "tenant"
    MERCHANT = "merchant"
    VISITOR = "visitor"
    COMMITTEE = "committee"
    ANYONE = "anyone"


class Dimension(StrEnum):
    """The five dimensions of service quality (Parasuraman, Zeithaml, Berry 1988)."""

    TANGIBLES = "tangibles"
    RELIABILITY = "reliability"
    RESPONSIVENESS = "responsiveness"
    ASSURANCE = "assurance"
    EMPATHY = "empathy"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, or one row of a matrix.

    Args:
        id: Its lasting name inside the question.
        text: What the reader sees; may hold ``{field}`` of an earlier question.
        other: Whether choosing it opens a line for words of one's own, kept as ``question.other``.
        fixed: Whether it keeps its place when the others are shuffled.
        alone: Whether it excludes all others, such as "none of these".
    """

    id: str
    text: str
    other: bool = False
    fixed: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Args:
        id: Its lasting name in the questionnaire; answers are kept under it in every version.
        kind: What it asks for.
        text: What it asks; ``{field}`` stands for the answer to an earlier question.
        hint: A line below it.
        required: Whether the form may not be sent without it, where it is shown.
        when: When it is shown; None for always.
        options: What may be chosen (single, multiple, maxdiff, ahp); the columns of a matrix that is no scale.
        rows: The rows of a matrix.
        points: Highest point of a scale that begins at 1; 0 where the kind has no scale or a scale of its own.
        low: Words at the low end of the scale.
        high: Words at its high end.
        unsure: Whether "I cannot say" is on offer, kept as ``na``.
        shuffle: Whether options or rows stand in an order by chance.
        least: Fewest options to choose (multiple), or the lowest number (number).
        most: Most options to choose, highest number, or most characters (text); None for the limit of the kind.
        item: Key of the service catalogue that it is about; "" for none.
        dimension: Dimension of service quality that it belongs to; None for none.
        shown: Options a set of a MaxDiff question.
        sets: Sets of a MaxDiff question.
    """

    id: str
    kind: Kind
    text: str
    hint: str = ""
    required: bool = False
    when: Condition | None = None
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    points: int = 0
    low: str = ""
    high: str = ""
    unsure: bool = False
    shuffle: bool = False
    least: int = 0
    most: int | None = None
    item: str = ""
    dimension: Dimension | None = None
    shown: int = 0
    sets: int = 0

    def option(self, name: str) -> Option | None:
        """Return an option or a row by its name."""
        return next((each for each in (*self.options, *self.rows) if each.id == name), None)


@dataclass(frozen=True, slots=True)
class Section:
    """Questions on one page of a phone.

    Args:
        id: Its lasting name.
        title: Its heading.
        questions: At least one.
        text: A line below the heading.
        when: When all of it is shown; None for always.
        shuffle: Whether its questions stand in an order by chance; then none of them refers to another.
    """

    id: str
    title: str
    questions: tuple[Question, ...]
    text: str = ""
    when: Condition | None = None
    shuffle: bool = False


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A whole questionnaire.

    Args:
        title: Its name, as respondents see it.
        sections: At least one.
        audience: Whom it is written for.
        opening: What stands before the first question: who asks, what for, how long it takes.
        closing: What stands after sending.
    """

    title: str
    sections: tuple[Section, ...]
    audience: Audience = Audience.ANYONE
    opening: str = ""
    closing: str = ""

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in the order of the file."""
        return tuple([question for section in self.sections for question in section.questions])

    def question(self, name: str) -> Question | None:
        """Return a question by its id, or by the name of one of its fields."""
        return next((each for each in self.questions if each.id == name.partition(".")[0]), None)

    def arranged(self, seed: int) -> Questionnaire:
        """Return it as one respondent sees it: what is shuffled stands in the order of the seed."""
        return replace(self, sections=tuple([_arranged(section, seed) for section in self.sections]))


def _arranged(section: Section, seed: int) -> Section:
    questions = [
        replace(
            question,
            options=_mixed(question.options, seed, f"{question.id}.options"),
            rows=_mixed(question.rows, seed, f"{question.id}.rows"),
        )
        if question.shuffle
        else question
        for question in section.questions
    ]
    if section.shuffle:
        return replace(section, questions=Chance(seed, section.id).shuffled(questions))
    return replace(section, questions=tuple(questions))


def _mixed(options: tuple[Option, ...], seed: int, about: str) -> tuple[Option, ...]:
    """Return the options in an order by chance; fixed ones keep their place."""
    moving = iter(Chance(seed, about).shuffled(each for each in options if not each.fixed))
    return tuple([each if each.fixed else next(moving) for each in options])


def pairs_of(question: Question) -> Iterator[tuple[Option, Option]]:
    """Yield each pair of options of a pairwise comparison once, in the order of the file."""
    for index, first in enumerate(question.options):
        yield from ((first, second) for second in question.options[index + 1 :])


def sets_of(question: Question, seed: int) -> tuple[tuple[Option, ...], ...]:
    """Return the sets of a MaxDiff question that one respondent sees.

    Every option is shown as often as every other, give or take one; no set holds an option twice.

    Args:
        question: The question.
        seed: Seed of the respondent.
    """
    chance = Chance(seed, f"{question.id}.sets")
    seen = {option.id: 0 for option in question.options}
    sets = []
    for _index in range(question.sets):
        order = sorted(chance.shuffled(question.options), key=lambda option: seen[option.id])
        chosen = chance.shuffled(order[: question.shown])
        seen |= {option.id: seen[option.id] + 1 for option in chosen}
        sets.append(chosen)
    return tuple(sets)
