"""A pack of evidence that was asked for, made: from rows to a zip file and its paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.timezone import get_default_timezone
from django.utils.translation import override

from guicheng.adapters.dispute_pack import Packed, bind, paper_of, zipped
from guicheng.adapters.handouts import write_pdf
from guicheng.adapters.photo_small import smaller
from guicheng.adapters.photo_store import StoreFailedError
from guicheng.adapters.verifier import verifier
from guicheng.apps.operations.models import DisputePack
from guicheng.apps.operations.selectors.disputes.cases import tell_case
from guicheng.apps.operations.selectors.disputes.orders import tell_order
from guicheng.apps.operations.selectors.disputes.phones import (
    Sent,
    chain_rows,
    event_rows,
    root_rows,
    sent_of,
    shown_photos,
)
from guicheng.apps.operations.selectors.disputes.rounds import tell_round, tell_task
from guicheng.apps.operations.selectors.disputes.subjects import Subject, SubjectKind, subject_at
from guicheng.apps.operations.selectors.disputes.telling import People, Row, Telling, local
from guicheng.apps.operations.services.packs import PackRefusedError
from guicheng.apps.operations.services.photos import photo_store
from guicheng.apps.operations.services.small_photos import small_photos
from guicheng.apps.organization.selectors import company_of
from guicheng.domain.evidence.dossier import Dossier, Exhibit, Statement
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

Progress = Callable[[int, int], None]
#: The language of the papers, as of the standards.
_LANGUAGE: Final = "zh-hans"
MOST_EVENTS: Final = 5_000
MOST_BYTES: Final = 300_000_000
_STEPS: Final = 4
_KINDS: Final = {"order": "工单", "case": "事项", "round": "巡查", "task": "任务"}


@dataclass(frozen=True, slots=True)
class Made:
    """A pack that is made.

    Args:
        packed: The zip file and its hashes.
        paper: The PDF file.
    """

    packed: Packed
    paper: bytes


def made_pack(pack: DisputePack, *, at: datetime, progress: Progress) -> Made:
    """Return a pack.

    Args:
        pack: What was asked for.
        at: Now, with time zone.
        progress: Called with how many steps are done and how many there are.

    Raises:
        PackRefusedError: There is too much of it for one pack.
    """
    with override(_LANGUAGE):
        bound = bind(_dossier(pack, at))
    progress(1, _STEPS)
    printed = at.astimezone(get_default_timezone())
    paper = write_pdf(paper_of(bound), printed_at=printed)
    progress(2, _STEPS)
    packed = zipped(bound, paper=paper, verifier=verifier())
    progress(3, _STEPS)
    return Made(packed, paper)


def _dossier(pack: DisputePack, at: datetime) -> Dossier:
    subject = subject_at(pack.unit, pack.kind, pack.subject)
    people, sent = People(revealed=pack.revealed), sent_of(subject, pack.company_id)
    if len(sent.events) > MOST_EVENTS:
        raise PackRefusedError(_("More than {most} events name this task.", most=str(MOST_EVENTS)))
    told = _told(subject, people, at)
    events = _in_order([*told.desk, *event_rows(sent, told.lines, people)])
    chain = list(chain_rows(sent, people))
    sheets = {
        "dispute": [{"facts": _facts(pack, told, at)}],
        "standard": told.standard,
        "deadlines": told.deadlines,
        "events": events,
        "chain": chain,
        "roots": list(root_rows(chain, pack.company_id)),
    }
    return Dossier(
        name=f"{_KINDS[subject.kind]} {people.text(subject.name)}",
        company=company_of(pack.unit).name,
        made=local(at),
        sheets={name: tuple(_statements(name, rows)) for name, rows in sheets.items()},
        exhibits=tuple(_exhibits(sent, events, told)),
    )


def _told(subject: Subject, people: People, at: datetime) -> Telling:
    if subject.kind is SubjectKind.ORDER:
        return tell_order(subject.row, people, at)
    if subject.kind is SubjectKind.CASE:
        return tell_case(subject.row, people, at)
    if subject.kind is SubjectKind.ROUND:
        return tell_round(subject.row, people, at)
    return tell_task(subject.occurrence, subject.row, at)


def _facts(pack: DisputePack, told: Telling, at: datetime) -> list[list[str]]:
    hold = f"自 {local(pack.hold.placed_at)} 起" if pack.hold else "未冻结"
    covered = "完整（按权限和理由调取）" if pack.revealed else "已隐去"
    about = [("争议", pack.case), ("用途", pack.reason), ("证据冻结", hold), ("人员信息", covered), ("制作", local(at))]
    return [[name, value] for name, value in (*about, *told.facts) if value]


def _in_order(rows: list[Row]) -> list[Row]:
    """Return events in the order in which they count as having happened, numbered from 1."""
    ordered = sorted(rows, key=lambda row: (row["effective_ms"], row["source"], row.get("seq", 0), row["id"]))
    return [{"n": number, **row} for number, row in enumerate(ordered, 1)]


def _statements(sheet: str, rows: Iterable[dict[str, Any]]) -> Iterator[Statement]:
    for row in rows:
        yield Statement(_label(sheet, row), row)


def _label(sheet: str, row: dict[str, Any]) -> str:
    """Return what people call a line, by which a check names it."""
    if sheet == "standard":
        return f"{row['number']} {row['text'][:20]}".strip()
    if sheet == "events":
        return f"{row['at']} {row['told']}"[:60]
    named = {"deadlines": ("时限", "stage"), "chain": ("链环", "seq"), "roots": ("当日根", "day")}
    word, member = named.get(sheet, ("事由", ""))
    return f"{word} {row.get(member, '')}".strip()


def _exhibits(sent: Sent, events: list[Row], told: Telling) -> Iterator[Exhibit]:
    size, given = 0, set()
    for kept, label in (*shown_photos(sent, events), *told.papers):
        try:
            data = photo_store().read(kept)
        except StoreFailedError:
            continue
        size += len(data)
        if size > MOST_BYTES:
            raise PackRefusedError(_("The photos are too large for one pack: more than {most} MB.", most="300"))
        if kept not in given:
            given.add(kept)
            yield Exhibit(kept, data, _small(kept, data), label)


def _small(kept: str, data: bytes) -> bytes | None:
    """Return a photo made small; None for a document, and for what cannot be decoded."""
    found = small_photos().read(kept)
    if found is not None:
        return found
    try:
        return smaller(data)
    except FileRefusedError:
        return None
