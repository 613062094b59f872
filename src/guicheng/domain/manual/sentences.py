"""Makes clauses of one table row whose columns are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from guicheng.domain.manual.blocks import Cell, Place
from guicheng.domain.manual.cells import (
    CellItem,
    frequency_phrase,
    items_in,
    limit_phrase,
    phrase,
    quantity,
    says_deed,
    with_subject,
)
from guicheng.domain.manual.facts import FIGURE, Fact, facts_among, label_of
from guicheng.domain.manual.parts import SourceClause
from guicheng.domain.manual.row_elements import elements_of, number_of
from guicheng.domain.manual.rows import RowText

# What a row is about, in the order in which it is looked for.
_MAIN = ("content", "quality", "way")
# A row that has nothing else is about one of these.
_LAST = ("assessment", "note", "record")
_OTHER = ("", "limit", "frequency", "hours", "retention", "price", "provider", "next")
#: Cells that make no sentence alone.
_NO_SENTENCE = frozenset({"object", "provider", "number", "score", "note", "next", "record", "assessment"})
_AFFIRMED = {"是", "有", "√", "✓", "○", "●", "包含"}
# Under such a heading stands a class of things, which makes no subject of a sentence.
_CLASS = re.compile(r"类|检查|考核|指标|服务|事项|环节|工序|业务")
_EACH_SHIFT = re.compile("[，、]?(每[班岗]次?)$")
_CHARGED = re.compile("[收付免]")
_AMOUNT = re.compile(r"[0-9０-９][0-9０-９.,．，]*(?:[-~～—至][0-9０-９.]+)?\s?元")
_MAX_SUBJECT = 16
_MAX_TOGETHER = 40


def clauses_of(row: RowText) -> Iterator[SourceClause]:
    """Yield the clauses of a row.

    The content, or where there is none the quality, is the clause; frequency and limit are said with it.
    A single short quality is said with it too, several become clauses of their own. Columns of grades give
    a clause for each grade. Scores stand in the elements alone.
    """
    elements = elements_of(row)
    number = number_of(row)
    for sentence in _sentences(row):
        printed = "-".join(part for part in (number, sentence.number) if part)
        yield SourceClause(sentence.text, printed, sentence.place, {**elements, **sentence.own})


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A clause of a row before number and elements of the row are added."""

    number: str
    text: str
    place: Place
    own: dict[str, str] = field(default_factory=dict)


def _sentences(row: RowText) -> Iterator[_Sentence]:
    if row.cells.get("grade"):
        yield from _graded(row)
        return
    if row.cells.get("heads"):
        yield from _staffed(row)
        return
    facts = facts_among(row.cells)
    # A lone fact stands in a row of which the others are blank; beside other words it is said with them.
    if len(facts) > 1 or (facts and len(row.cells.get("", ())) + len(row.cells.get("quality", ())) == 1):
        yield from _told_apart(row, facts)
        return
    about = _MAIN if any(row.cells.get(role) for role in (*_MAIN, *_OTHER)) else _LAST
    main = next((role for role in about if row.items(role)), "")
    if not main:
        yield _Sentence("", _bare(row), row.place)
        return
    quality = row.items("quality") if main == "content" else []
    items = row.items(main)
    if len(items) == 1 and len(quality) == 1 and len(quality[0].text) <= _MAX_TOGETHER:
        text = _comma([*_main_sentences(row, items)[0], quality[0].text])
        yield _Sentence(items[0].number, text, row.place_of(main))
        return
    for item, parts in zip(items, _main_sentences(row, items, each=main == "content"), strict=True):
        yield _Sentence(item.number, _comma(parts), row.place_of(main), {main: item.text} if main in _MAIN else {})
    yield from _each(row, "quality", quality, _subject(row))


def _staffed(row: RowText) -> Iterator[_Sentence]:
    """Yield how many people a post has, with the one short thing that is said beside it: 每班2人，24小时在岗."""
    subject, hours = _post(row), row.cells.get("hours", [])
    heads = row.cells["heads"]
    told = [_counted(label_of(column), phrase(cell.text)) for column, cell in heads]
    parts = [with_subject(subject, _within_hours(row, "，".join(told)))]
    rest = _without(row, [cell for _column, cell in (*heads, *hours)])
    beside = [item for role in (*_MAIN, "note") for item in rest.items(role)]
    if len(beside) == 1 and len(beside[0].text) <= _MAX_TOGETHER:
        parts.append(beside[0].text)
        rest = _without(rest, [cell for role in (*_MAIN, "note") for _column, cell in rest.cells.get(role, [])])
    yield _Sentence("", _comma(parts), row.place if heads[0][1].merged else heads[0][1].place)
    if set(rest.cells) - _NO_SENTENCE:
        yield from _sentences(rest)


def _counted(label: str, text: str) -> str:
    """Say a number of people under its heading, and 每班 once where both say it."""
    return text if "每" in label and "每" in text else label + text


def _post(row: RowText) -> str:
    return _subject(row).rstrip("：") or "、".join(phrase(text) for text in row.texts("provider"))


def _without(row: RowText, told: Iterable[Cell]) -> RowText:
    """Return a row without cells that are told already."""
    places = {cell.place for cell in told}
    rest = RowText(place=row.place)
    for role, cells in row.cells.items():
        if left := [(column, cell) for column, cell in cells if cell.place not in places]:
            rest.cells[role] = left
    return rest


def _told_apart(row: RowText, facts: list[Fact]) -> Iterator[_Sentence]:
    """Yield a sentence for each of several facts, and one for whatever else the row says: 草坪 | 浇水 | 修剪."""
    subject = _post(row)
    for fact in facts:
        place = row.place if fact.cell.merged else fact.cell.place
        for item in items_in(fact.cell.text):
            yield _Sentence(item.number, with_subject(subject, _within_hours(row, _labelled(fact, item.text))), place)
    rest = _without(row, [*(fact.cell for fact in facts), *(cell for _column, cell in row.cells.get("hours", []))])
    if set(rest.cells) - _NO_SENTENCE:
        yield from _sentences(rest)


def _labelled(fact: Fact, text: str) -> str:
    if fact.label in text:
        return text
    return fact.label + text if FIGURE.match(text) else f"{fact.label}：{text}"


def _within_hours(row: RowText, told: str) -> str:
    """Say when before what holds then: 7:00-9:00，人数2人, and 全天每班人数2人, for 每班 is said of the figure."""
    hours = "，".join(phrase(text) for text in row.texts("hours"))
    if each := _EACH_SHIFT.search(hours):
        before = hours[: each.start()]
        return f"{before}，{each[1]}{told}" if before else each[1] + told
    return f"{hours}，{told}" if hours else told


def _each(row: RowText, role: str, items: list[CellItem], subject: str) -> Iterator[_Sentence]:
    for item in items:
        yield _Sentence(item.number, with_subject(subject, item.text), row.place_of(role), {role: item.text})


def _main_sentences(row: RowText, items: list[CellItem], *, each: bool = True) -> list[list[str]]:
    """Return the parts of each main sentence: what is done, how often, until when.

    A frequency holds for every action but is said once of several qualities; where its cell has as many
    lines as there are items they go together. A limit ends with the last item.
    """
    subject = _subject(row)
    sentences = [[with_subject(subject, item.text)] for item in items]
    if priced := _priced(row):
        # 空调清洗每台收费120元，清洗后试机: what it costs comes before what is said of it.
        sentences[0] = [with_subject(subject.rstrip("："), "，".join(priced)), items[0].text]
    often = row.cells.get("frequency", [])
    behind_colon = sentences[0][0] == f"{subject}：{items[0].text}"
    if not each and len(items) == len(often) == 1 and (behind_colon or says_deed(often[0][1].text)):
        # 楼层巡逻每2小时1次，检查门窗、消防设施: what is done so often is the object, not the last of what is seen to.
        # 卫生间每日清洁4次，便池无污垢 as well.
        column, cell = often[0]
        sentences = [[subject + frequency_phrase(cell.text, column), items[0].text]]
        often = []
    for column, cell in often:
        lines = [frequency_phrase(item.text, column) for item in items_in(cell.text)]
        if len(lines) == len(items):
            _append(sentences, lines)
        else:
            told = frequency_phrase(cell.text, column)
            _append(sentences, [told] * len(items) if each else [told])
    for _column, cell in row.cells.get("hours", []):
        _append(sentences, [phrase(cell.text)] * len(items))
    limits = row.cells.get("limit", [])
    for column, cell in limits:
        lines = [limit_phrase(item.text, column, among_others=len(limits) > 1) for item in items_in(cell.text)]
        paired = len(lines) == len(items)
        whole = [limit_phrase(cell.text, column, among_others=len(limits) > 1)]
        _append(sentences if paired else sentences[-1:], lines if paired else whole)
    _append(sentences[:1], ["，".join(_kept(row))] if _kept(row) else [])
    return sentences


def _kept(row: RowText) -> list[str]:
    """Return how long records are kept: 保存2年."""
    told = [quantity(cell.text, column) for column, cell in row.cells.get("retention", [])]
    return [text if text.startswith(("保存", "保管", "留存", "不")) else f"保存{text}" for text in told]


def _priced(row: RowText) -> list[str]:
    """Return what something costs: 每次收费120元."""
    told = [quantity(cell.text, column) for column, cell in row.cells.get("price", [])]
    return [text if _CHARGED.search(text) else _AMOUNT.sub(r"收费\g<0>", text, count=1) for text in told]


def _append(sentences: list[list[str]], parts: list[str]) -> None:
    for sentence, part in zip(sentences, parts, strict=False):
        if part not in sentence[0]:
            sentence.append(part)


def _graded(row: RowText) -> Iterator[_Sentence]:
    """Yield a clause for each grade and item; the grade is its condition, so it stands in the text."""
    contents = row.items("content")
    subject = _subject(row)
    if len(contents) == 1 and len(contents[0].text) <= _MAX_SUBJECT:
        subject = with_subject(subject, contents[0].text)
    else:
        yield from _each(row, "content", contents, subject)
    yield from _each(row, "quality", row.items("quality"), subject)
    for column, cell in row.cells["grade"]:
        grade = phrase(column.heading.split("\n")[-1])
        place = row.place if cell.merged else cell.place
        for item in items_in(cell.text):
            told = subject if item.text in _AFFIRMED else with_subject(subject, item.text)
            yield _Sentence(item.number, f"{grade}：{told}", place, {"quality": item.text, "grade": grade})


def _bare(row: RowText) -> str:
    """Return the sentence of a row that has no content: its object, then what the other columns say of it."""
    parts = [
        f"{phrase(column.heading)}：{phrase(cell.text)}" if column.heading else phrase(cell.text)
        for column, cell in [*row.cells.get("hours", []), *row.cells.get("", [])]
    ]
    parts += [frequency_phrase(cell.text, column) for column, cell in row.cells.get("frequency", [])]
    parts += [limit_phrase(cell.text, column, among_others=True) for column, cell in row.cells.get("limit", [])]
    parts += [*_kept(row), *_priced(row)]
    parts += [phrase(text) for role in ("provider", "next") for text in row.texts(role)]
    subject = _subject(row).rstrip("：")
    if parts == _priced(row):
        return with_subject(subject, "，".join(parts))
    return f"{subject}：{_comma(parts)}" if subject and len(parts) > 1 else _comma([subject, *parts])


def _subject(row: RowText) -> str:
    objects = [phrase(text) for text in row.texts("object")]
    whole = "".join(objects)
    subject = whole if len(whole) <= _MAX_SUBJECT else (objects[-1] if objects else "")
    named = row.cells.get("object", [])
    # 环境：前台桌面整洁, but 大堂地面清扫.
    return f"{subject}：" if named and _CLASS.search(named[-1][0].heading) and len(row.cells) > 1 else subject


def _comma(parts: list[str]) -> str:
    return "，".join(part.rstrip("。；，") for part in parts if part)
