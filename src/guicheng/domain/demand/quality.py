"""Responses that deserve a second look: sent twice, answered in one column, faster than anybody reads.

A flag accuses nobody: the response is kept, and whoever analyses the wave chooses whether it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from guicheng.domain.demand.conditions import Answers
from guicheng.domain.demand.fields import Field, Sort, fields_of
from guicheng.domain.demand.questions import SCALED, UNSURE, Questionnaire
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Fewest closed answers for which two alike sets are more than chance.
LEAST_ALIKE: Final = 8
#: Fewest characters for which two alike open answers are more than chance: 希望加强保洁 is written by many.
LEAST_WORDS: Final = 20
#: Fewest answers on scales for which one column is a pattern.
LEAST_SCALED: Final = 8
#: Seconds a field below which nobody has read it.
SECONDS: Final = 2.0


class Doubt(StrEnum):
    """Why a response deserves a second look."""

    TWICE = "duplicate"
    SAME_WORDS = "same_words"
    ONE_COLUMN = "straight_line"
    TOO_FAST = "too_fast"


@dataclass(frozen=True, slots=True)
class Sent:
    """A response.

    Args:
        id: Its id.
        answers: Its answers, as checked.
        seconds: From the first look to sending; None where unknown.
    """

    id: int
    answers: Answers
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A doubt about a response.

    Args:
        response: Id of the response.
        doubt: Why.
        message: The reason with its figures.
    """

    response: int
    doubt: Doubt
    message: Message


def doubts(questionnaire: Questionnaire, responses: Iterable[Sent]) -> Iterator[Flag]:
    """Yield the flags of responses, in their order; of twins the later is flagged.

    References:
        Meade, Craig: Identifying careless responses in survey data. Psychological Methods 17 (2012): long strings.
        Huang, Curran, Keeney, Poposki, DeShon: Detecting and deterring insufficient effort responding to surveys.
        Journal of Business and Psychology 27 (2012): two seconds an item.
    """
    fields = {field.name: field for question in questionnaire.questions for field in fields_of(question)}
    scaled = {question.id for question in questionnaire.questions if question.kind in SCALED}
    alike: dict[object, int] = {}
    words: dict[str, int] = {}
    for sent in responses:
        yield from _twins(sent, fields, alike, words)
        yield from _one_column(sent, [name for name, field in fields.items() if _on_scale(field, scaled)])
        yield from _too_fast(sent)


def longest_run(values: Iterable[object]) -> int:
    """Return how many equal values follow one another at most.

    Example:
        >>> longest_run([3, 5, 5, 5, 3])
        3
    """
    return max((len(list(run)) for _value, run in groupby(values)), default=0)


def _on_scale(field: Field, scaled: set[str]) -> bool:
    return field.question in scaled and field.sort is Sort.WHOLE


def _twins(sent: Sent, fields: dict[str, Field], alike: dict[object, int], words: dict[str, int]) -> Iterator[Flag]:
    kept = tuple(sorted(sent.answers.items(), key=lambda pair: pair[0]))
    if len(kept) >= LEAST_ALIKE:
        first = alike.setdefault(kept, sent.id)
        if first != sent.id:
            yield Flag(
                sent.id,
                Doubt.TWICE,
                _("All {count} answers are those of response {first}.", count=str(len(kept)), first=str(first)),
            )
            return
    for name, value in kept:
        if name in fields and fields[name].sort is Sort.TEXT and len(str(value)) >= LEAST_WORDS:
            first = words.setdefault(str(value), sent.id)
            if first != sent.id:
                yield Flag(
                    sent.id,
                    Doubt.SAME_WORDS,
                    _("An open answer is word for word that of response {first}.", first=str(first)),
                )
                return


def _one_column(sent: Sent, names: list[str]) -> Iterator[Flag]:
    values = [sent.answers[name] for name in names if sent.answers.get(name, UNSURE) != UNSURE]
    if len(values) >= LEAST_SCALED and longest_run(values) == len(values):
        message = _("All {count} answers on scales are {value}.", count=str(len(values)), value=str(values[0]))
        yield Flag(sent.id, Doubt.ONE_COLUMN, message)


def _too_fast(sent: Sent) -> Iterator[Flag]:
    count = len(sent.answers)
    if sent.seconds is not None and count and sent.seconds < SECONDS * count:
        message = _(
            "{count} answers in {seconds} seconds: less than {least} seconds each.",
            count=str(count),
            seconds=f"{sent.seconds:.0f}",
            least=f"{SECONDS:.0f}",
        )
        yield Flag(sent.id, Doubt.TOO_FAST, message)
