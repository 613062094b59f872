"""What fields, quadrants and categories are called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from guicheng.domain.demand.fields import fields_of
from guicheng.domain.demand.importance import Quadrant
from guicheng.domain.demand.kano import Category
from guicheng.domain.demand.questions import HALVES, Dimension, Kind, Question, Questionnaire
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Says a sentence in the reader's language.
Say = Callable[[Message], str]

QUADRANTS: Final = {
    Quadrant.MEND: _("mend first"),
    Quadrant.KEEP: _("keep it up"),
    Quadrant.LOW: _("can wait"),
    Quadrant.OVER: _("perhaps too much"),
}
CATEGORIES: Final = {
    Category.ATTRACTIVE: _("delights"),
    Category.ONE_DIMENSIONAL: _("the more the better"),
    Category.MUST_BE: _("taken for granted"),
    Category.INDIFFERENT: _("leaves cold"),
    Category.REVERSE: _("unwanted"),
    Category.QUESTIONABLE: _("contradictory"),
}
DIMENSIONS: Final = {
    Dimension.TANGIBLES: _("Tangibles"),
    Dimension.RELIABILITY: _("Reliability"),
    Dimension.RESPONSIVENESS: _("Responsiveness"),
    Dimension.ASSURANCE: _("Assurance"),
    Dimension.EMPATHY: _("Empathy"),
}
_HALF: Final = {
    "importance": _("Importance"),
    "satisfaction": _("Satisfaction"),
    "expectation": _("Expectation"),
    "perception": _("Perception"),
    "functional": _("with it"),
    "dysfunctional": _("without it"),
}


def names_of(form: Questionnaire, say: Say) -> dict[str, str]:
    """Return what each question and each field is called, in the words of the questionnaire."""
    found: dict[str, str] = {}
    for question in form.questions:
        found[question.id] = question.text
        if question.kind in {Kind.MAXDIFF, Kind.AHP}:
            continue
        for field in fields_of(question):
            part = field.name.removeprefix(question.id).removeprefix(".")
            found[field.name] = f"{question.text} · {_part(question, part, say)}" if part else question.text
    return found


def option_words(form: Questionnaire, field: str) -> dict[str, str]:
    """Return the words of the options of a field by their id."""
    question = form.question(field)
    return {option.id: option.text for option in question.options} if question else {}


def _part(question: Question, part: str, say: Say) -> str:
    if question.kind in HALVES:
        return say(_HALF[part])
    row = question.option(part)
    return row.text if row else part
