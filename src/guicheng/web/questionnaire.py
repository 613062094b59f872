"""A questionnaire as a form: each field with its words, choices, what was answered, and what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guicheng.domain.demand.answers import Complaint, answers_of_json, check_answers, piped
from guicheng.domain.demand.conditions import Answers, Condition, Joined, Not
from guicheng.domain.demand.fields import Field, Sort, fields_of
from guicheng.domain.demand.questions import UNSURE, Kind, Question, Questionnaire, Section
from guicheng.web.questionnaire_words import labels_of, scale_of

_PIPE: Final = re.compile(r"(\{[a-z0-9_.]+\})")
#: Points above which a scale stands in one row of small targets, and numbers above which they are typed.
_ROW: Final = 11
Sent = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: value, words (HTML), whether it is chosen, and whether it excludes all others."""

    value: str
    words: SafeString
    chosen: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One field on the page.

    Args:
        name: Its name.
        look: ``radio``, ``scale``, ``check``, ``select``, ``number``, ``area`` or ``line``.
        label: Words above it; "" where the question says it all.
        choices: What may be chosen.
        value: What stands in it, where it is written.
        low: Words at the low end of a scale, or the lowest number.
        high: Words at the high end, the highest number, or most characters.
        opened_by: The option that opens it; "" where it is always open.
        complaint: What is wrong with it, "" for nothing.
    """

    name: str
    look: str
    label: SafeString | str
    choices: tuple[Choice, ...] = ()
    value: str = ""
    low: str = ""
    high: str = ""
    opened_by: str = ""
    complaint: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on the page; ``when`` is its condition as JSON for the script, "" for none."""

    id: str
    kind: str
    text: SafeString
    hint: SafeString
    required: bool
    when: str
    shown: bool
    places: tuple[Place, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether the words of the question are those of its one field."""
        return len([each for each in self.places if not each.opened_by]) == 1


@dataclass(frozen=True, slots=True)
class Page:
    """One section: its title, its line of text, and its questions."""

    id: str
    title: SafeString
    text: SafeString
    when: str
    shown: bool
    asked: tuple[Asked, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Filling:
    """What is known of a respondent while the form is drawn.

    Args:
        seed: Order of what is shuffled.
        sent: Values by field.
        complaints: What is wrong.
    """

    seed: int
    sent: Sent = field(default_factory=dict)
    complaints: Sequence[Complaint] = ()


def pages_of(questionnaire: Questionnaire, filling: Filling) -> list[Page]:
    """Return the sections as one respondent sees them; what does not follow from the answers is not shown."""
    checked = check_answers(questionnaire, filling.sent, filling.seed)
    drawn = _Drawing(questionnaire, filling, checked.answers, frozenset(checked.shown))
    return [drawn.page(section) for section in questionnaire.arranged(filling.seed).sections]


def shown_in(questionnaire: Questionnaire, filling: Filling) -> tuple[str, ...]:
    """Return the ids of the questions that follow from what was sent."""
    return check_answers(questionnaire, filling.sent, filling.seed).shown


def sent_of(kept: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return kept answers as a form would send them."""
    return {name: value if isinstance(value, tuple) else (str(value),) for name, value in answers_of_json(kept).items()}


def condition_json(condition: Condition | None) -> Any:
    """Return a condition as lists that a script can follow: ``["and", …]``, ``["not", …]``, ``["=", field, value]``."""
    if condition is None:
        return None
    if isinstance(condition, Joined):
        return [condition.word, *[condition_json(part) for part in condition.parts]]
    if isinstance(condition, Not):
        return ["not", condition_json(condition.part)]
    return [condition.word, condition.field, *condition.values]


class _Drawing:
    """Draws questions with what a respondent has answered so far."""

    def __init__(self, questionnaire: Questionnaire, filling: Filling, answers: Answers, shown: frozenset[str]) -> None:
        self._all = questionnaire
        self._filling = filling
        self._answers = answers
        self._shown = shown
        self._wrong = {each.field: each.message.render(_) for each in filling.complaints}

    def page(self, section: Section) -> Page:
        asked = tuple([self._asked(question) for question in section.questions])
        when = section.when
        shown = when is None or when.holds(self._answers)
        return Page(section.id, self._words(section.title), self._words(section.text), _written(when), shown, asked)

    def _asked(self, question: Question) -> Asked:
        return Asked(
            question.id,
            question.kind.value,
            self._words(question.text),
            self._words(question.hint),
            question.required,
            _written(question.when),
            question.id in self._shown,
            tuple(self._places(question)),
        )

    def _places(self, question: Question) -> Iterator[Place]:
        fields = fields_of(question, self._filling.seed)
        for one, label in zip(fields, labels_of(question, fields), strict=True):
            yield self._place(question, one, self._words(label))

    def _place(self, question: Question, one: Field, label: SafeString) -> Place:
        sent = tuple(self._filling.sent.get(one.name, ()))
        wrong = self._wrong.get(one.name, "")
        value = sent[-1] if sent else ""
        if one.sort is Sort.TEXT:
            look = "line" if one.opened_by or one.high <= 100 else "area"
            return Place(
                one.name, look, label, value=value, high=str(one.high), opened_by=one.opened_by, complaint=wrong
            )
        if question.kind is Kind.NUMBER:
            choices = self._unsure(one, sent)
            low, high = str(one.low), str(one.high)
            return Place(one.name, "number", label, choices, _number(value), low, high, complaint=wrong)
        choices = (*self._choices(question, one, sent), *self._unsure(one, sent))
        look = _look(question, one)
        return Place(one.name, look, label, choices, low=question.low, high=question.high, complaint=wrong)

    def _choices(self, question: Question, one: Field, sent: Sequence[str]) -> Iterator[Choice]:
        if one.sort is Sort.WHOLE:
            for value, words in scale_of(question, one):
                yield Choice(value, format_html("{}", words), value in sent)
            return
        # A field names its options in the order of the page, that of the seed where they are shuffled.
        for name in one.allowed:
            option = question.option(name)
            words = self._words(option.text if option else name)
            yield Choice(name, words, name in sent, bool(option and option.alone))

    def _unsure(self, one: Field, sent: Sequence[str]) -> tuple[Choice, ...]:
        return (Choice(UNSURE, format_html("{}", _("Cannot say")), UNSURE in sent),) if one.unsure else ()

    def _words(self, text: str) -> SafeString:
        """Return a text with a mark around each answer in it, which a script keeps up to date."""
        parts = _PIPE.split(text)
        marked = (
            format_html('<b data-pipe="{}">{}</b>', part[1:-1], piped(part, self._all, self._answers))
            if place % 2
            else part
            for place, part in enumerate(parts)
        )
        return format_html_join("", "{}", ((part,) for part in marked))


def _look(question: Question, one: Field) -> str:
    if one.sort is Sort.CHOICES:
        return "check"
    if question.kind is Kind.AHP:
        return "select"
    if one.sort is Sort.WHOLE and question.kind is not Kind.KANO and one.high - one.low < _ROW:
        return "scale"
    return "radio"


def _number(value: str) -> str:
    return "" if value == UNSURE else value


def _written(condition: Condition | None) -> str:
    return json.dumps(condition_json(condition), ensure_ascii=False) if condition else ""
