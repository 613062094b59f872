"""The words of surveys on pages: states, kinds of questions, doubts about answers, ready-made conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.domain.demand.fields import Field, Sort, fields_of
from guicheng.domain.demand.quality import Doubt
from guicheng.domain.demand.questions import Dimension, Kind, Questionnaire
from guicheng.web.questionnaire_words import labels_of
from guicheng.web.wording import Word

#: Where a survey stands: word and colour of the chip.
STATES: Final[dict[str, tuple[Word, str]]] = {
    "draft": (gettext_lazy("draft"), ""),
    "open": (gettext_lazy("taking answers"), "is-ok"),
    "closed": (gettext_lazy("closed"), "is-waiting"),
}
KINDS: Final[dict[Kind, Word]] = {
    Kind.SINGLE: gettext_lazy("Single choice"),
    Kind.MULTIPLE: gettext_lazy("Several choices"),
    Kind.RATING: gettext_lazy("Rating on a scale"),
    Kind.NPS: gettext_lazy("Recommendation, 0 to 10"),
    Kind.MATRIX: gettext_lazy("Matrix"),
    Kind.PAIR: gettext_lazy("Importance and satisfaction"),
    Kind.GAP: gettext_lazy("Expectation and experience"),
    Kind.KANO: gettext_lazy("Kano pair"),
    Kind.MAXDIFF: gettext_lazy("Most and least important"),
    Kind.AHP: gettext_lazy("Comparison in pairs"),
    Kind.NUMBER: gettext_lazy("Number"),
    Kind.TEXT: gettext_lazy("Open answer"),
    Kind.NOTE: gettext_lazy("Note without an answer"),
}
DOUBTS: Final[dict[Doubt, Word]] = {
    Doubt.TWICE: gettext_lazy("sent twice"),
    Doubt.SAME_WORDS: gettext_lazy("same words"),
    Doubt.ONE_COLUMN: gettext_lazy("one column"),
    Doubt.TOO_FAST: gettext_lazy("too fast"),
}
DIMENSIONS: Final[dict[Dimension, Word]] = {
    Dimension.TANGIBLES: gettext_lazy("Tangibles"),
    Dimension.RELIABILITY: gettext_lazy("Reliability"),
    Dimension.RESPONSIVENESS: gettext_lazy("Responsiveness"),
    Dimension.ASSURANCE: gettext_lazy("Assurance"),
    Dimension.EMPATHY: gettext_lazy("Empathy"),
}
_LONGEST: Final = 24


def conditions_after(questionnaire: Questionnaire | None, before: str) -> Iterator[tuple[str, str]]:
    """Yield conditions ready to choose, each with its words: one for every answer that can be chosen earlier.

    Args:
        questionnaire: What is asked; None where it cannot be read yet.
        before: Id of the question that asks for a condition, "" for one at the end.
    """
    for question in questionnaire.questions if questionnaire else ():
        if question.id == before:
            return
        if question.kind is Kind.MAXDIFF:
            continue
        fields = fields_of(question)
        for one, label in zip(fields, labels_of(question, fields), strict=True):
            name = _short(question.text) + (f" · {_short(label)}" if label else "")
            for condition, said in _tests(one):
                option = question.option(said)
                words = option.text if option else said
                yield condition, _("{question}: {answer}").format(question=name, answer=words)


def _tests(one: Field) -> Iterator[tuple[str, str]]:
    if one.sort is Sort.CHOICE:
        yield from ((f"{one.name} = {value}", value) for value in one.allowed)
    elif one.sort is Sort.CHOICES:
        yield from ((f"{one.name} has {value}", value) for value in one.allowed)
    elif one.sort is Sort.WHOLE and one.high <= 10 and one.low >= 0:
        middle = (one.low + one.high) // 2
        yield f"{one.name} < {middle}", _("below {number}").format(number=middle)
        yield f"{one.name} > {middle}", _("above {number}").format(number=middle)
    elif one.sort is Sort.TEXT and not one.opened_by:
        yield f"answered {one.name}", _("answered")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
