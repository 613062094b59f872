"""Writes a questionnaire as the three sheets of XLSForm."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from openpyxl import Workbook

from guicheng.adapters.reports.workbook import data_cell
from guicheng.adapters.xlsform.expressions import JOINT, field_name, write_expression
from guicheng.domain.demand.answers import pipes_in
from guicheng.domain.demand.questions import HALVES, UNSURE, Kind, Question, Questionnaire, Section
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Columns of the survey sheet; the last two are ours, and other tools pass them over.
SURVEY: Final = (
    *("type", "name", "label", "hint", "required", "relevant", "constraint", "appearance", "parameters"),
    *("guicheng_item", "guicheng_dimension"),
)
CHOICES: Final = ("list_name", "name", "label")
SETTINGS: Final = ("form_title", "form_id", "default_language")
#: What "I cannot say" is called in the file.
CANNOT_SAY: Final = "说不清"
_KANO: Final = ("喜欢", "理应如此", "无所谓", "能忍受", "不喜欢")
_HALF_WORDS: Final = {
    "importance": "重要程度",
    "satisfaction": "满意程度",
    "expectation": "应当做到",
    "perception": "现在做到",
    "functional": "如果有",
    "dysfunctional": "如果没有",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that does not map.

    Args:
        place: Where: the name of a question, or sheet and row.
        message: What was left out and what became of it.
    """

    place: str
    message: Message


@dataclass
class _Book:
    """Rows as they are gathered."""

    survey: list[Mapping[str, str]] = field(default_factory=list)
    choices: list[Mapping[str, str]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def write_xlsform(questionnaire: Questionnaire, name: str = "questionnaire") -> tuple[bytes, tuple[LeftOut, ...]]:
    """Return the workbook, and what does not map.

    Args:
        questionnaire: What to write.
        name: ``form_id`` of the form.

    Returns:
        The bytes of an .xlsx file in which no cell is a formula; and what XLSForm has no word for.
    """
    book = _Book()
    if questionnaire.opening:
        book.survey.append({"type": "note", "name": "opening", "label": questionnaire.opening})
    for section in questionnaire.sections:
        _section(book, section)
    if questionnaire.closing:
        book.survey.append({"type": "note", "name": "closing", "label": questionnaire.closing})
    settings = [{"form_title": questionnaire.title, "form_id": name, "default_language": "Chinese (zh)"}]
    return _bytes(
        {"survey": (SURVEY, book.survey), "choices": (CHOICES, book.choices), "settings": (SETTINGS, settings)}
    ), tuple(book.left_out)


def _section(book: _Book, section: Section) -> None:
    relevant = write_expression(section.when) if section.when else ""
    book.survey.append(
        {"type": "begin_group", "name": section.id, "label": _label(section.title), "relevant": relevant}
    )
    if section.text:
        book.survey.append({"type": "note", "name": f"{section.id}_note", "label": _label(section.text)})
    if section.shuffle:
        book.left_out.append(
            LeftOut(section.id, _("The order by chance of a section is not kept; that of options is."))
        )
    for question in section.questions:
        _question(book, question)
    book.survey.append({"type": "end_group"})


def _question(book: _Book, question: Question) -> None:
    if question.kind in {Kind.MAXDIFF, Kind.AHP}:
        message = _("XLSForm has no question of the kind {kind}; it is left out.", kind=question.kind.value)
        book.left_out.append(LeftOut(question.id, message))
    elif question.kind in HALVES:
        _group(book, question, [(half, _HALF_WORDS[half]) for half in HALVES[question.kind]], appearance="")
    elif question.kind is Kind.MATRIX:
        _group(book, question, [(row.id, row.text) for row in question.rows], appearance="table-list")
    else:
        book.survey.append(_row(question, question.id, _type(book, question)))
        _beside(book, question)


def _type(book: _Book, question: Question) -> dict[str, str]:
    """Return the columns that say what a question of one field takes."""
    if question.kind in {Kind.SINGLE, Kind.MULTIPLE}:
        list_name = _list(book, question.id, [(option.id, _label(option.text)) for option in question.options])
        select = "select_one" if question.kind is Kind.SINGLE else "select_multiple"
        randomized = {"parameters": "randomize=true"} if question.shuffle else {}
        if question.shuffle and any(option.fixed for option in question.options):
            message = _("Options that keep their place move with the others.")
            book.left_out.append(LeftOut(question.id, message))
        return {"type": f"{select} {list_name}", "constraint": " and ".join(_limits(question)), **randomized}
    if question.kind in {Kind.RATING, Kind.NPS}:
        low, high = (1, question.points) if question.kind is Kind.RATING else (0, 10)
        if not question.unsure:
            words = f"{question.low} → {question.high}" if question.low or question.high else ""
            hint = " ".join(each for each in (question.hint, words) if each)
            return {"type": "range", "parameters": f"start={low} end={high} step=1", "hint": hint}
        return {"type": f"select_one {_list(book, question.id, _points(question, low, high))}", "appearance": "likert"}
    if question.kind is Kind.NUMBER:
        ends = [f". >= {question.least}", *([f". <= {question.most}"] if question.most is not None else [])]
        return {"type": "integer", "constraint": " and ".join(ends)}
    if question.kind is Kind.TEXT:
        limit = f"string-length(.) <= {question.most}" if question.most is not None else ""
        return {"type": "text", "constraint": limit}
    return {"type": "note"}


def _beside(book: _Book, question: Question) -> None:
    """Add the line for words of one's own that an option opens."""
    for option in question.options:
        if option.other:
            name = f"{question.id}{JOINT}other"
            relevant = f"selected(${{{question.id}}}, '{option.id}')"
            book.survey.append({"type": "text", "name": name, "label": _label(option.text), "relevant": relevant})


def _limits(question: Question) -> Iterator[str]:
    if question.least:
        yield f"count-selected(.) >= {question.least}"
    if question.most is not None:
        yield f"count-selected(.) <= {question.most}"
    for option in question.options:
        if option.alone:
            yield f"not(selected(., '{option.id}') and count-selected(.) > 1)"


def _group(book: _Book, question: Question, rows: Sequence[tuple[str, str]], *, appearance: str) -> None:
    """Add a group of questions that share a list."""
    if question.options:
        values = [(option.id, _label(option.text)) for option in question.options]
        values += [(UNSURE, CANNOT_SAY)] if question.unsure else []
    else:
        values = _points(question, 1, question.points or len(_KANO))
    list_name = _list(book, question.id, values)
    head = _row(question, question.id, {"type": "begin_group", "appearance": appearance})
    book.survey.append({**head, "required": "", "parameters": "randomize=true" if question.shuffle else ""})
    required = "yes" if question.required else ""
    for name, label in rows:
        book.survey.append(
            {
                "type": f"select_one {list_name}",
                "name": field_name(f"{question.id}.{name}"),
                "label": _label(label),
                "required": required,
                "appearance": "" if appearance else "likert",
            }
        )
    book.survey.append({"type": "end_group"})


def _points(question: Question, low: int, high: int) -> list[tuple[str, str]]:
    if question.kind is Kind.KANO:
        values = [(str(point), f"{point} {word}") for point, word in enumerate(_KANO, 1)]
    else:
        ends = {low: question.low, high: question.high}
        values = [(str(point), f"{point} {ends.get(point, '')}".strip()) for point in range(low, high + 1)]
    return values + ([(UNSURE, CANNOT_SAY)] if question.unsure else [])


def _list(book: _Book, name: str, values: Sequence[tuple[str, str]]) -> str:
    book.choices += [{"list_name": name, "name": value, "label": label} for value, label in values]
    return name


def _row(question: Question, name: str, more: Mapping[str, str]) -> dict[str, str]:
    return {
        "name": name,
        "label": _label(question.text),
        "hint": _label(question.hint),
        "required": "yes" if question.required else "",
        "relevant": write_expression(question.when) if question.when else "",
        "guicheng_item": question.item,
        "guicheng_dimension": question.dimension.value if question.dimension else "",
        **more,
    }


def _label(text: str) -> str:
    """Return a text with its references to earlier answers as XLSForm writes them."""
    for name in pipes_in(text):
        text = text.replace(f"{{{name}}}", f"${{{field_name(name)}}}")
    return text


def _bytes(sheets: Mapping[str, tuple[Sequence[str], Sequence[Mapping[str, str]]]]) -> bytes:
    workbook = Workbook(write_only=True)
    for title, (columns, rows) in sheets.items():
        sheet = workbook.create_sheet(title)
        sheet.append([data_cell(sheet, column) for column in columns])
        for row in rows:
            sheet.append([data_cell(sheet, row.get(column, "")) for column in columns])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()
