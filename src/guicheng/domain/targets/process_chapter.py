"""A process as a chapter of a manual: its drawing, its table, its forms and records and how long they are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from guicheng.domain.process.records import records_of
from guicheng.domain.process.table import END, Process, Step
from guicheng.domain.targets.document import (
    Block,
    Document,
    DocumentKind,
    Heading,
    Note,
    Picture,
    Signatures,
    Table,
    TableRow,
)
from guicheng.domain.targets.imprint_words import day_words
from guicheng.domain.targets.source import Imprint, Standing
from guicheng.domain.values import ClauseRef

_NOTHING: Final = "—"
_STEPS: Final = ("序号", "步骤", "岗位", "时限", "表单/记录", "去向", "超时")
_STEP_WIDTHS: Final = (4, 10, 6, 6, 8, 8, 7)
_RECORDS: Final = ("表单/记录", "填写步骤", "填写岗位", "保存期限")
_RECORD_WIDTHS: Final = (10, 6, 8, 6)


@dataclass(frozen=True, slots=True)
class SourceProcess:
    """A process that a chapter is made of.

    Args:
        process: The step table.
        drawings: Its drawing as SVG, one a page.
        code: Its code, "" for none.
        edition: Number of the edition, 0 for a draft.
        effective: First day on which it is in force.
    """

    process: Process
    drawings: tuple[bytes, ...]
    code: str = ""
    edition: int = 0
    effective: date | None = None

    @property
    def ref(self) -> ClauseRef:
        """The process as a whole."""
        return ClauseRef(self.code or self.process.name)


def process_chapters(sources: Sequence[SourceProcess]) -> Iterator[Block]:
    """Yield the blocks of the part 流程 of a manual; nothing where there is no process."""
    if sources:
        yield Heading(sources[0].ref, "流程", 1, fresh=True)
    for place, source in enumerate(sources):
        yield from process_chapter(source, 2, fresh=place > 0)


def with_chapters(document: Document, chapters: Sequence[Block]) -> Document:
    """Return a document with chapters behind its own, before the lines to sign on."""
    signed = [block for block in document.blocks if isinstance(block, Signatures)]
    own = [block for block in document.blocks if not isinstance(block, Signatures)]
    return replace(document, blocks=(*own, *chapters, *signed)) if chapters else document


def process_document(source: SourceProcess, company: str = "") -> Document:
    """Return one process as a document of its own.

    Args:
        source: The process.
        company: Whose it is, "" where nobody is named.
    """
    standing = Standing.IN_FORCE if source.edition else Standing.DRAFT
    imprint = Imprint(
        source.ref,
        source.process.name,
        company=company,
        code=source.code,
        edition=source.edition,
        effective=source.effective,
        standing=standing,
    )
    return Document(DocumentKind.NOTICE, imprint, "", tuple(_body(source, 1)), contents=False)


def process_chapter(source: SourceProcess, level: int, *, fresh: bool = False) -> Iterator[Block]:
    """Yield the blocks of one process.

    Args:
        source: The process.
        level: Rank of its heading.
        fresh: Whether it begins a new page.
    """
    yield Heading(source.ref, f"{source.code} {source.process.name}".strip(), level, fresh=fresh)
    edition = f"第{source.edition}版" if source.edition else ""
    since = f"{day_words(source.effective)}起施行" if source.effective else ""
    if told := " · ".join(part for part in (edition, since) if part):
        yield Note(source.ref, f"版本：{told}", lead=True)
    yield from _body(source, level + 1)


def _body(source: SourceProcess, level: int) -> Iterator[Block]:
    process, ref = source.process, source.ref
    yield Heading(ref, "流程图", level)
    count = len(source.drawings)
    for place, drawing in enumerate(source.drawings, 1):
        part = f"（{place}/{count}）" if count > 1 else ""
        yield Picture(ref, drawing, "svg", f"{process.name.removesuffix('流程')}流程图{part}")
    yield Heading(ref, "步骤", level)
    rows = tuple(
        TableRow(ClauseRef(ref.document, "步骤", step.id, place), _cells(step))
        for place, step in enumerate(process.steps)
    )
    yield Table(ref, _STEPS, rows, _STEP_WIDTHS)
    yield Heading(ref, "表单、记录与保存", level)
    records = records_of(process)
    if not records:
        yield Note(ref, "本流程不填写表单和记录。")
        return
    yield Table(
        ref,
        _RECORDS,
        tuple(
            TableRow(
                ClauseRef(ref.document, "表单", use.name, place),
                (use.name, "、".join(use.steps), "、".join(use.posts) or _NOTHING, use.kept or _NOTHING),
            )
            for place, use in enumerate(records)
        ),
        _RECORD_WIDTHS,
    )


def _cells(step: Step) -> tuple[str, ...]:
    told = "\n".join(part for part in (step.name, step.note) if part)
    wait = "（各路到齐后开始）" if step.waits_for_all else ""
    ways = "；".join(_way(way.answer, (*way.targets, *way.unknown)) for way in step.ways)
    late = "；".join(alarm.text for alarm in step.alarms)
    cells = (step.id, f"{told}{wait}", step.post, step.limit_text, step.papers, ways or END, late)
    return tuple(cell or _NOTHING for cell in cells)


def _way(answer: str, targets: Sequence[str]) -> str:
    return f"{answer}→{'、'.join(targets)}" if answer else "、".join(targets)
