"""Kept answers in the words of the questionnaire, for whoever reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from guicheng.domain.demand.answers import answers_of_json, piped
from guicheng.domain.demand.conditions import Value
from guicheng.domain.demand.fields import fields_of
from guicheng.domain.demand.questions import UNSURE, Kind, Question, Questionnaire
from guicheng.web.questionnaire_words import labels_of, scale_of


def answer_lines(questionnaire: Questionnaire, kept: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return each answer with its question, in the order of the questionnaire; what is not known any more comes last.

    Args:
        questionnaire: What was asked.
        kept: Answers by field, as JSON holds them.
    """
    answers = answers_of_json(kept)
    told: set[str] = set()
    lines = []
    for question in questionnaire.questions:
        for name, line in _of(question, questionnaire, answers):
            told.add(name)
            lines.append(line)
    return [*lines, *((name, _said(value)) for name, value in answers.items() if name not in told)]


def _of(
    question: Question, questionnaire: Questionnaire, answers: Mapping[str, Value]
) -> Iterator[tuple[str, tuple[str, str]]]:
    if question.kind is Kind.MAXDIFF:  # its fields differ with the respondent; their names say enough
        yield from _best_and_worst(question, answers)
        return
    fields = fields_of(question)
    text = piped(question.text, questionnaire, answers)
    for one, label in zip(fields, labels_of(question, fields), strict=True):
        if one.name not in answers:
            continue
        words = dict(scale_of(question, one)) if question.kind in {Kind.KANO, Kind.AHP} else {}
        said = _in_words(question, answers[one.name], words)
        yield one.name, (_("{question} — {part}").format(question=text, part=label) if label else text, said)


def _best_and_worst(question: Question, answers: Mapping[str, Value]) -> Iterator[tuple[str, tuple[str, str]]]:
    for index in range(1, question.sets + 1):
        for end in ("best", "worst"):
            name = f"{question.id}.{index}.{end}"
            if name in answers:
                label = _("most important, {number}") if end == "best" else _("least important, {number}")
                title = _("{question} — {part}").format(question=question.text, part=label.format(number=index))
                yield name, (title, _in_words(question, answers[name], {}))


def _in_words(question: Question, value: Value, words: Mapping[str, str]) -> str:
    parts = []
    for each in value if isinstance(value, tuple) else (str(value),):
        option = question.option(each)
        parts.append(words.get(each) or (option.text if option else _said(each)))
    return "、".join(parts)


def _said(value: Value) -> str:
    if value == UNSURE:
        return _("Cannot say")
    return "、".join(value) if isinstance(value, tuple) else str(value)
