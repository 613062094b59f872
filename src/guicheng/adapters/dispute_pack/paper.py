"""A dossier on paper: what was promised that day, what happened, why each deadline, photos, and how to check it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from guicheng.adapters.dispute_pack.binding import Bound
from guicheng.adapters.dispute_pack.words import GRADES
from guicheng.domain.evidence.dossier import Dossier
from guicheng.domain.targets.document import (
    Block,
    ClauseBlock,
    Document,
    DocumentKind,
    Facts,
    Heading,
    Note,
    Picture,
    Table,
    TableRow,
)
from guicheng.domain.targets.source import Imprint
from guicheng.domain.values import ClauseRef

#: Pictures on paper; the zip holds them all.
_MOST_PICTURES: Final = 60
_CHECKING: Final = (
    "本文件与同名压缩包一起制作。解开压缩包，在装有 Python 的电脑上运行：python verify.py pack.zip，无需本系统、无需联网。",
    "校验会从内容重新算出每一行、每个文件、每条入链记录的哈希，并沿证明路径算到当日的根，指出第一处被改动的内容。",
    "把下面的内容哈希与制作时留存的比对（--hash），或用事先交给外部的每日根比对（--root），才能排除整包重做。",
    "校验只说明自何时起未改动，不表示所记内容属实。",
)


def paper_of(bound: Bound) -> Document:
    """Return a bound dossier as a document to be set as PDF."""
    dossier = bound.dossier
    ref = ClauseRef(dossier.name)
    imprint = Imprint(ref, f"{dossier.name} 证据包", company=dossier.company)
    subtitle = f"制作于 {dossier.made}"
    return Document(DocumentKind.NOTICE, imprint, subtitle, tuple(_blocks(bound, ref)), contents=False, lasting=True)


def _blocks(bound: Bound, ref: ClauseRef) -> Iterator[Block]:
    dossier = bound.dossier
    yield Heading(ref, "事由", 1, "一")
    for row in dossier.rows("dispute"):
        yield Facts(ref, tuple((name, value) for name, value in row["facts"] if value))
    yield Heading(ref, "当日有效的承诺", 1, "二")
    yield from _promises(dossier, ref)
    yield Heading(ref, "时限怎样算出", 1, "三")
    yield from _deadlines(dossier, ref)
    yield Heading(ref, "经过", 1, "四")
    yield from _events(dossier, ref)
    yield Heading(ref, "照片", 1, "五")
    yield from _pictures(dossier, ref)
    yield Heading(ref, "未改动的证明", 1, "六")
    yield from _proof(bound, ref)
    yield Heading(ref, "标准全文", 1, "七")
    yield from _standard(dossier, ref)


def _promises(dossier: Dossier, ref: ClauseRef) -> Iterator[Block]:
    applied = [row for row in dossier.rows("standard") if row.get("applies")]
    if not applied:
        yield Note(ref, "当日没有条款对它规定时限或做法。")
    for row in applied:
        yield ClauseBlock(ref, row["text"], row["number"], (("出处", row["edition"]),))


def _deadlines(dossier: Dossier, ref: ClauseRef) -> Iterator[Block]:
    rows = dossier.rows("deadlines")
    if not rows:
        yield Note(ref, "没有计时的时限。")
    for row in rows:
        yield Heading(ref, f"{row['stage']}：{row['told']}", 2)
        named = (("条款", row["clause"]), ("时限", row["limit"]), ("到期", row["due"]), ("完成", row["finished"]))
        yield Facts(ref, tuple((name, value) for name, value in named if value))
        if row["way"]:
            yield _table(ref, ("起", "止", "计不计", "原因"), [_way(part) for part in row["way"]], (3, 3, 3, 4))


def _way(part: Mapping[str, Any]) -> tuple[str, ...]:
    return part["since"], part["until"], part["told"], part["reason"]


def _events(dossier: Dossier, ref: ClauseRef) -> Iterator[Block]:
    head = ("时间", "收到", "事项", "人与设备", "证据")
    yield _table(ref, head, [_event(row) for row in dossier.rows("events")], (3, 3, 6, 3, 4))


def _event(row: Mapping[str, Any]) -> tuple[str, ...]:
    told = "；".join(part for part in (row["told"], row["words"]) if part)
    grade = f"{row['grade']} 级：{GRADES[row['grade']]}" if row["grade"] else ""
    link = f"链第 {row['seq']} 环" if row.get("seq") else "台账"
    marks = [grade, *row["flags"], f"照片 {len(row['photos'])} 张" if row["photos"] else "", link]
    who = "、".join(part for part in (row["who"], row["device"]) if part)
    return row["at"], row["received"], told, who, "；".join(part for part in marks if part)


def _pictures(dossier: Dossier, ref: ClauseRef) -> Iterator[Block]:
    shown = [each for each in dossier.exhibits if each.small is not None][:_MOST_PICTURES]
    if not dossier.exhibits:
        yield Note(ref, "没有照片。")
    for each in shown:
        yield Picture(ref, each.small or b"", "jpg", f"{each.label}　SHA-256 {_hash(each.kept)}", small=True)
    rest = len(dossier.exhibits) - len(shown)
    if rest:
        yield Note(ref, f"另有 {rest} 个文件只在压缩包内。")


def _proof(bound: Bound, ref: ClauseRef) -> Iterator[Block]:
    dossier = bound.dossier
    yield Facts(ref, (("内容哈希", bound.statements), ("制作时间", dossier.made)))
    yield from (Note(ref, text) for text in _CHECKING)
    chain = [_link(row) for row in dossier.rows("chain")]
    if chain:
        yield _table(ref, ("环", "记录", "收到", "当日根", "链值"), chain, (1, 2, 3, 2, 6))
    roots = [(row["day"], row["told"], _hash(row["root"])) for row in dossier.rows("roots")]
    if roots:
        yield _table(ref, ("日期", "状态", "当日根"), roots, (2, 4, 6))


def _link(row: Mapping[str, Any]) -> tuple[str, ...]:
    what = "照片" if row["record"]["what"] == "photo" else "事件"
    return str(row["seq"]), what, row["received"], row["day"], _hash(row["link"])


def _standard(dossier: Dossier, ref: ClauseRef) -> Iterator[Block]:
    for row in dossier.rows("standard"):
        if row["kind"] == "edition":
            yield Heading(ref, row["edition"], 2)
            yield Facts(ref, tuple((name, value) for name, value in row["facts"] if value))
        elif row["kind"] == "heading":
            yield Heading(ref, row["text"], min(row["level"] + 2, 6), row["number"])
        else:
            yield ClauseBlock(ref, row["text"], row["number"])


def _hash(text: str) -> str:
    """Return a hash that may be broken between lines every eight figures, without a sign that is copied along."""
    return "\u200b".join(text[start : start + 8] for start in range(0, len(text), 8))


def _table(ref: ClauseRef, head: tuple[str, ...], rows: Iterable[tuple[str, ...]], widths: tuple[int, ...]) -> Table:
    return Table(ref, head, tuple(TableRow(ref, cells) for cells in rows), widths)
