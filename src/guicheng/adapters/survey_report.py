"""The report of a survey as a document: method, sample, tables with their pictures, proposed changes of clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from guicheng.adapters.survey_tables import Line, Table
from guicheng.domain.targets.document import Block, Document, DocumentKind, Facts, Heading, Note, Picture, TableRow
from guicheng.domain.targets.document import Table as PrintedTable
from guicheng.domain.targets.source import Imprint
from guicheng.domain.values import ClauseRef

_METHOD = (
    "答卷按问卷版本保存，同一题的编号在各版本中不变。被标记为重复、直线作答或速度异常的答卷，由人决定是否计入。",
    "均值用 t 区间，占比用 Wilson 区间，均为 95% 置信水平；加权时按有效样本量计算，并按有限总体修正。",
    "先后顺序按“重要度 × 不满意度”，区间用 delta 法，名次区间由联合正态分布抽样得出。",
    "与上一次比较：均值用 Welch 检验，占比用 Newcombe 区间，各行一起做 Holm 校正。",
    "不足 5 人的数字不列出，能由合计倒推出的一并隐去。没有作答的人可能想法不同，误差范围不包含这一点。",
)


@dataclass(frozen=True, slots=True)
class ReportSource:
    """What a report is made of.

    Args:
        title: Title of the survey.
        company: Whose it is.
        place: The unit that was asked.
        day: Day on which it was made.
        facts: The sample, each with its name.
        tables: The figures, in Chinese.
        unanswered: Demands without a clause: number, text, whose, importance.
        looser: Clauses looser than a demand wants: demand, clause, text, why.
    """

    title: str
    company: str
    place: str
    day: date
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    unanswered: Sequence[Mapping[str, str]] = field(default_factory=tuple)
    looser: Sequence[Mapping[str, str]] = field(default_factory=tuple)


def report_document(source: ReportSource) -> Document:
    """Return the report as a document to be set as Word file or PDF."""
    ref = ClauseRef(source.title)
    imprint = Imprint(ref, f"{source.title} 需求调研报告", company=source.company, effective=None)
    return Document(
        DocumentKind.MANUAL, imprint, f"{source.place} · {source.day.isoformat()}", tuple(_blocks(source, ref))
    )


def _blocks(source: ReportSource, ref: ClauseRef) -> Iterator[Block]:
    yield Heading(ref, "样本与方法", 1, "1", fresh=True)
    yield Facts(ref, source.facts)
    yield from (Note(ref, text) for text in _METHOD)
    yield Heading(ref, "结果", 1, "2", fresh=True)
    if not source.tables:
        yield Note(ref, "答卷不足 5 份，不列数字。")
    for place, table in enumerate(source.tables, 1):
        yield from _table(table, ref, f"2.{place}")
    yield Heading(ref, "条款修改建议", 1, "3", fresh=True)
    yield from _proposals(source, ref)


def _table(table: Table, ref: ClauseRef, number: str) -> Iterator[Block]:
    yield Heading(ref, table.title, 2, number)
    if table.text:
        yield Note(ref, table.text, lead=True)
    if table.chart:
        yield Picture(ref, table.chart.paper.encode(), "svg", table.title)
    head = (*table.head, *((table.judged,) if table.judged else ()))
    rows = tuple(
        [
            TableRow(ClauseRef(ref.document, table.title, line.name, place), _cells(line, judged=bool(table.judged)))
            for place, line in enumerate(table.lines)
        ]
    )
    yield PrintedTable(ref, head, rows, (6, *(3 for _column in table.head[1:]), *((4,) if table.judged else ())))


def _cells(line: Line, *, judged: bool) -> tuple[str, ...]:
    name = f"{line.number} {line.name}" if line.number else line.name
    figures = []
    for told in line.figures:
        around = f"（{told.around}）" if told.around else ""
        count = f" n={told.count}" if told.count else ""
        figures.append(f"{told.value}{around}{count}")
    verdict = "，".join(part for part in (f"{line.verdict}{'' if line.sure else '（不确定）'}", line.beside) if part)
    return (name, *figures, *((verdict or "—",) if judged else ()))


def _proposals(source: ReportSource, ref: ClauseRef) -> Iterator[Block]:
    yield Heading(ref, "还没有条款回应的需求", 2, "3.1")
    if source.unanswered:
        head = ("编号", "需求", "客群", "重要度")
        yield _listed(ref, head, ("code", "text", "group", "importance"), source.unanswered, (2, 7, 3, 2))
    else:
        yield Note(ref, "没有。已登记的需求都有条款回应。")
    yield Heading(ref, "比需求宽松的条款", 2, "3.2")
    if source.looser:
        head = ("需求", "条款", "条款原文", "差别")
        yield _listed(ref, head, ("demand", "clause", "text", "why"), source.looser, (5, 2, 5, 4))
    else:
        yield Note(ref, "没有发现。只比较读得懂数字的需求和条款。")


def _listed(
    ref: ClauseRef,
    head: tuple[str, ...],
    keys: tuple[str, ...],
    rows: Sequence[Mapping[str, str]],
    widths: tuple[int, ...],
) -> PrintedTable:
    lines = [
        TableRow(ClauseRef(ref.document, head[0], row[keys[0]], place), tuple([row.get(key) or "—" for key in keys]))
        for place, row in enumerate(rows)
    ]
    return PrintedTable(ref, head, tuple(lines), widths)
