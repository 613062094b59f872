"""What is wrong between the parts of a questionnaire: names given twice, conditions that look ahead, scales."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guicheng.domain.demand.answers import pipes_in
from guicheng.domain.demand.conditions import Condition, Test
from guicheng.domain.demand.fields import Field, Sort, fields_of
from guicheng.domain.demand.questions import UNSURE, Kind, Option, Question, Questionnaire, Section
from guicheng.domain.values import Message
from guicheng.domain.values.message import _


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a questionnaire.

    Args:
        path: Where, such as ``sections[2].questions[1].points``, counted from 1; "" for the whole.
        message: What is wrong, and what to write instead.
    """

    path: str
    message: Message


def faults_of(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Yield what is wrong, in the order of the questionnaire."""
    yield from _twice((f"sections[{index}].id", section.id) for index, section in enumerate(questionnaire.sections, 1))
    yield from _twice(_question_ids(questionnaire))
    earlier: dict[str, Field] = {}
    for index, section in enumerate(questionnaire.sections, 1):
        path = f"sections[{index}]"
        yield from _looks(f"{path}.when", section.when, earlier)
        yield from _pipes(f"{path}.title", section.title, earlier)
        yield from _pipes(f"{path}.text", section.text, earlier)
        yield from _of_section(path, section, earlier)
    if not any(fields_of(question) for question in questionnaire.questions):
        yield Fault("sections", _("No question asks for an answer. Add one that is no note."))


def _of_section(path: str, section: Section, earlier: dict[str, Field]) -> Iterator[Fault]:
    """Yield the faults of the questions, and add their fields to the earlier ones."""
    before = dict(earlier)
    for index, question in enumerate(section.questions, 1):
        place = f"{path}.questions[{index}]"
        # Of shuffled questions none knows which comes first, so they only look at what stands before the section.
        known = before if section.shuffle else earlier
        yield from _looks(f"{place}.when", question.when, known)
        for name, text in (("text", question.text), ("hint", question.hint)):
            yield from _pipes(f"{place}.{name}", text, known)
        yield from _of_options(f"{place}.options", question.options, known)
        yield from _of_options(f"{place}.rows", question.rows, known)
        yield from (Fault(f"{place}.{name}", message) for name, message in _of_kind(question))
        earlier |= {field.name: field for field in _lasting(question)}


def _question_ids(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    for index, section in enumerate(questionnaire.sections, 1):
        for number, question in enumerate(section.questions, 1):
            yield f"sections[{index}].questions[{number}].id", question.id


def _twice(names: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, name in names:
        if name in seen:
            yield Fault(path, _("The name “{name}” is taken. Give each its own.", name=name))
        seen.add(name)


def _of_options(path: str, options: tuple[Option, ...], known: dict[str, Field]) -> Iterator[Fault]:
    yield from _twice((f"{path}[{index}].id", option.id) for index, option in enumerate(options, 1))
    for index, option in enumerate(options, 1):
        if option.id == UNSURE:
            yield Fault(f"{path}[{index}].id", _("“na” stands for “I cannot say”. Choose another name."))
        yield from _pipes(f"{path}[{index}].text", option.text, known)
    if sum(option.other for option in options) > 1:
        yield Fault(path, _("One option alone can take words of its own."))


def _lasting(question: Question) -> tuple[Field, ...]:
    """Return the fields that conditions may look at; those of MaxDiff differ with the respondent."""
    return () if question.kind is Kind.MAXDIFF else fields_of(question)


def _pipes(path: str, text: str, earlier: dict[str, Field]) -> Iterator[Fault]:
    for name in pipes_in(text):
        if name not in earlier:
            yield Fault(path, _unknown(name))


def _looks(path: str, condition: Condition | None, earlier: dict[str, Field]) -> Iterator[Fault]:
    """Yield what is wrong with the tests of a condition."""
    for test in condition.fields() if condition else ():
        message = _mistaken(test, earlier.get(test.field)) if test.field in earlier else _unknown(test.field)
        if message:
            yield Fault(path, message)


def _unknown(name: str) -> Message:
    return _(
        "“{name}” is not the field of an earlier question. Only what was asked before can be used here.", name=name
    )


def _mistaken(test: Test, field: Field | None) -> Message | None:
    """Say why a test can never hold; None where it can."""
    if field is None or test.word == "answered":
        return None
    fitting = {
        Sort.CHOICE: ("=", "!=", "in"),
        Sort.CHOICES: ("has",),
        Sort.WHOLE: ("=", "!=", "<", "<=", ">", ">="),
        Sort.TEXT: (),
    }[field.sort]
    if test.word not in fitting:
        return _(
            "“{word}” does not fit the field {field}. Use: {fitting}.",
            word=test.word,
            field=field.name,
            fitting=", ".join(("answered", *fitting)),
        )
    odd = next((value for value in test.values if not _possible(value, field)), None)
    if odd is None:
        return None
    return _("“{value}” is no answer of {field}, so this is never so.", value=odd, field=field.name)


def _possible(value: str, field: Field) -> bool:
    if field.sort is Sort.WHOLE:
        return value.lstrip("-").isdigit() and field.low <= int(value) <= field.high
    return value in field.allowed


def _of_kind(question: Question) -> Iterator[tuple[str, Message]]:
    """Yield what is wrong with the figures of a question, by field."""
    if question.kind is Kind.MATRIX and bool(question.points) == bool(question.options):
        yield "options", _("A matrix has columns (options) or a scale (points), not both.")
    if question.points and not 2 <= question.points <= 10:
        yield "points", _("A scale has 2 to 10 points.")
    if question.kind in {Kind.SINGLE, Kind.MULTIPLE} and len(question.options) < 2:
        yield "options", _("There is nothing to choose with fewer than two options.")
    if question.kind is Kind.MULTIPLE:
        yield from _of_multiple(question)
    if question.kind in {Kind.NUMBER, Kind.TEXT} and question.most is not None:
        yield from _of_limit(question.kind, question.least, question.most)
    if question.kind is Kind.MAXDIFF:
        yield from _of_maxdiff(question)
    if question.kind is Kind.AHP and not 3 <= len(question.options) <= 7:
        yield "options", _("Comparing in pairs works with 3 to 7 options: 7 make 21 comparisons.")


def _of_limit(kind: Kind, least: int, most: int) -> Iterator[tuple[str, Message]]:
    if kind is Kind.NUMBER and most <= least:
        yield "most", _("The highest number is above the lowest.")
    if kind is Kind.TEXT and not 1 <= most <= 10_000:
        yield "most", _("An open answer has from 1 to 10,000 characters.")


def _of_multiple(question: Question) -> Iterator[tuple[str, Message]]:
    most = len(question.options) if question.most is None else question.most
    if not 1 <= most <= len(question.options):
        yield "most", _("At least one can be chosen, and at most as many as there are options.")
    if not 0 <= question.least <= most:
        yield "least", _("The fewest to choose are not more than the most.")


def _of_maxdiff(question: Question) -> Iterator[tuple[str, Message]]:
    if not 3 <= question.shown <= min(6, len(question.options) - 1):
        yield "shown", _("A set shows 3 to 6 options, and fewer than there are.")
    if not 2 <= question.sets <= 20:
        yield "sets", _("There are 2 to 20 sets.")
