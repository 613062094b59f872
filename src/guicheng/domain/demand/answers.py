"""From what a respondent sent to an answer set: what was shown, what it means, what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from guicheng.domain.demand.conditions import Answers, Value
from guicheng.domain.demand.fields import Field, Sort, fields_of
from guicheng.domain.demand.questions import UNSURE, Kind, Question, Questionnaire
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_WHOLE: Final = re.compile(r"-?[0-9]{1,10}")
_PIPE: Final = re.compile(r"\{([a-z0-9_.]+)\}")


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something wrong with an answer.

    Args:
        field: Name of the field to mend.
        question: Id of its question.
        message: What to do.
    """

    field: str
    question: str
    message: Message


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer set, checked.

    Args:
        answers: What counts: typed, without blanks and without answers to questions that were not shown.
        shown: Ids of the questions that were shown, in order.
        complaints: What is wrong, in the order of the questions; nothing where it may be kept.
    """

    answers: dict[str, Value]
    shown: tuple[str, ...]
    complaints: tuple[Complaint, ...]


def check_answers(questionnaire: Questionnaire, sent: Mapping[str, Sequence[str]], seed: int = 0) -> Checked:
    """Read the fields of a form.

    A question is shown where its section and its own condition hold for the answers that count so far; what was sent
    for a question that is not shown is left out, without a complaint. Names that are no field are left out too.

    Args:
        questionnaire: What was asked, in the order of the file (not of the seed: conditions look back).
        sent: Values by field, as a form sends them; of a field that holds one value the last counts.
        seed: Seed of the respondent, which the sets of a MaxDiff question depend on.
    """
    return _gathered(questionnaire, seed, sent, fill=True)


def shown_questions(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """Return the ids of the questions that are shown to who has given these answers, in order."""
    return _gathered(questionnaire, 0, as_sent(answers), fill=False).shown


def as_sent(answers: Answers) -> dict[str, tuple[str, ...]]:
    """Return kept answers as a form would send them, to be checked again or filled into a form."""
    return {name: value if isinstance(value, tuple) else (str(value),) for name, value in answers.items()}


def answers_of_json(kept: Mapping[str, object]) -> dict[str, Value]:
    """Return an answer set as it stood before it was kept as JSON, where a tuple became a list."""
    read: dict[str, Value] = {}
    for name, value in kept.items():
        if isinstance(value, list | tuple):
            read[name] = tuple([str(each) for each in value])
        elif isinstance(value, int | str):
            read[name] = value
    return read


def piped(text: str, questionnaire: Questionnaire, answers: Answers) -> str:
    """Return a text with ``{field}`` replaced by what was answered there; "…" where nothing was.

    Args:
        text: Text of a question, section or option.
        questionnaire: What was asked, for the words of options.
        answers: The answers so far.
    """
    return _PIPE.sub(lambda match: _said(match.group(1), questionnaire, answers), text)


def pipes_in(text: str) -> tuple[str, ...]:
    """Return the names of the fields that a text refers to."""
    return tuple(_PIPE.findall(text))


def _gathered(questionnaire: Questionnaire, seed: int, sent: Mapping[str, Sequence[str]], *, fill: bool) -> Checked:
    answers: dict[str, Value] = {}
    shown: list[str] = []
    complaints: list[Complaint] = []
    for section in questionnaire.sections:
        if section.when and not section.when.holds(answers):
            continue
        for question in section.questions:
            if question.when and not question.when.holds(answers):
                continue
            shown.append(question.id)
            found, wrong = _answered(question, seed, sent)
            answers |= found
            complaints += wrong if fill else ()
    return Checked(answers, tuple(shown), tuple(complaints))


def _answered(
    question: Question, seed: int, sent: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Value], list[Complaint]]:
    """Return the typed answers to one question, and what is wrong with them."""
    answers: dict[str, Value] = {}
    wrong: list[Complaint] = []
    for field in fields_of(question, seed):
        if field.opened_by and not _chose(answers.get(field.question), field.opened_by):
            continue
        values = [text.strip() for text in sent.get(field.name, ()) if text.strip()]
        if not values:
            wrong += [Complaint(field.name, question.id, _missing(field))] if field.required else []
            continue
        message = _fault(field, values) or (_alone(question, values) if field.sort is Sort.CHOICES else None)
        if message:
            wrong.append(Complaint(field.name, question.id, message))
        else:
            answers[field.name] = _typed(field, values)
    return answers, [*wrong, *_twins(question, answers)]


def _chose(answer: Value | None, option: str) -> bool:
    return option in answer if isinstance(answer, tuple) else answer == option


def _missing(field: Field) -> Message:
    if field.sort is Sort.TEXT:
        return _("Write an answer.")
    return _("Enter a number.") if field.high > 10 and field.sort is Sort.WHOLE else _("Choose an answer.")


def _fault(field: Field, values: Sequence[str]) -> Message | None:
    """Say what is wrong with the values of a field; None where nothing is."""
    if field.sort is Sort.CHOICES:
        return _choices_fault(field, set(values))
    value = values[-1]
    if field.sort is Sort.TEXT:
        if len(value) <= field.high:
            return None
        return _(
            "Shorten the answer to {most} characters; it has {count}.", most=str(field.high), count=str(len(value))
        )
    if value == UNSURE and field.unsure:
        return None
    if field.sort is Sort.CHOICE:
        return None if value in field.allowed else _("Choose one of the answers shown.")
    if _WHOLE.fullmatch(value) and field.low <= int(value) <= field.high and int(value) not in field.barred:
        return None
    return _("Enter a whole number from {low} to {high}.", low=str(field.low), high=str(field.high))


def _choices_fault(field: Field, chosen: set[str]) -> Message | None:
    if not chosen <= set(field.allowed):
        return _("Choose from the answers shown.")
    if len(chosen) > field.high:
        return _("Choose at most {most}; {count} are chosen.", most=str(field.high), count=str(len(chosen)))
    if len(chosen) < field.low:
        return _("Choose at least {least}; {count} are chosen.", least=str(field.low), count=str(len(chosen)))
    return None


def _alone(question: Question, values: Sequence[str]) -> Message | None:
    """Say that an option which excludes the others was chosen beside one."""
    lonely = next((option for option in question.options if option.alone and option.id in values), None)
    if lonely and len(set(values)) > 1:
        return _("“{option}” excludes the others. Choose it alone, or leave it out.", option=lonely.text)
    return None


def _twins(question: Question, answers: Answers) -> Iterator[Complaint]:
    """Yield a complaint for each set of a MaxDiff question in which the best is the worst as well."""
    if question.kind is not Kind.MAXDIFF:
        return
    for index in range(1, question.sets + 1):
        best, worst = (answers.get(f"{question.id}.{index}.{end}") for end in ("best", "worst"))
        if best is not None and best == worst:
            message = _("The most and the least important differ. Change one of the two.")
            yield Complaint(f"{question.id}.{index}.worst", question.id, message)


def _typed(field: Field, values: Sequence[str]) -> Value:
    if field.sort is Sort.CHOICES:
        # In the order of the file, so that equal answers are equal values.
        return tuple([name for name in field.allowed if name in values])
    value = values[-1]
    return int(value) if field.sort is Sort.WHOLE and value != UNSURE else value


def _said(name: str, questionnaire: Questionnaire, answers: Answers) -> str:
    """Return an answer in the words of its options."""
    value = answers.get(name)
    question = questionnaire.question(name)
    if value is None or value == UNSURE or question is None:
        return "…"
    words = []
    for each in value if isinstance(value, tuple) else (value,):
        option = None if name.endswith(".other") else question.option(str(each))
        own = answers.get(f"{name}.other") if option and option.other else None
        words.append(str(own or (option.text if option else each)))
    return "、".join(words)
