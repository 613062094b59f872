"""What one kind of subject tells, in the form in which every pack has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext

from guicheng.adapters.dispute_pack.words import STANDINGS, STRETCHES, pause_words
from guicheng.apps.standards.models import Edition, EditionClause
from guicheng.domain.demand.masking import mask
from guicheng.domain.standard.parameters import fill
from guicheng.domain.worktime import Segment, StageState

Row = dict[str, Any]
_MOMENT: Final = "%Y-%m-%d %H:%M:%S"


class People:
    """Names as a pack says them: covered, one cover a person, unless they may be told.

    Args:
        revealed: Whether they are told in full.
    """

    def __init__(self, *, revealed: bool) -> None:
        self.revealed = revealed
        self._covers: dict[str, str] = {}

    def name(self, name: str) -> str:
        """Return a name, such as 李某1; "" for nobody."""
        if self.revealed or not name:
            return name
        return self._covers.setdefault(name, f"{name[0]}某{len(self._covers) + 1}")

    def text(self, text: str) -> str:
        """Return what somebody wrote, with names, phone numbers, rooms and other marks of people covered."""
        if self.revealed or not text:
            return text
        for name, cover in sorted(self._covers.items(), key=lambda each: -len(each[0])):
            text = text.replace(name, cover) if len(name) > 1 else text
        return mask(text).text

    def tells_nobody(self, text: str) -> bool:
        """Tell whether a text may go out as it is."""
        return self.revealed or self.text(text) == text


@dataclass(slots=True)
class Telling:
    """What a subject tells beside what phones sent.

    Args:
        facts: Name and value.
        standard: Editions with their text; each row says with ``applies`` whether it holds for the subject.
        deadlines: Limits with the way to each.
        desk: What was entered at desks.
        papers: Files that were attached: hash, label.
        lines: Text of each line of a checklist, by its key.
    """

    facts: list[tuple[str, str]] = field(default_factory=list)
    standard: list[Row] = field(default_factory=list)
    deadlines: list[Row] = field(default_factory=list)
    desk: list[Row] = field(default_factory=list)
    papers: list[tuple[str, str]] = field(default_factory=list)
    lines: Mapping[str, str] = field(default_factory=dict)


def local(at: datetime | None) -> str:
    """Return a moment where the service is; "" for none."""
    if at is None:
        return ""
    return (at if at.tzinfo is None else at.astimezone(get_default_timezone())).strftime(_MOMENT)


def local_ms(moment: int) -> str:
    """Return a moment in milliseconds since 1970 where the service is."""
    return datetime.fromtimestamp(moment / 1000, tz=get_default_timezone()).strftime(_MOMENT)


def desk_row(*, at: datetime, kind: str, who: str, told: str, words: str = "", number: int = 0) -> Row:
    """Return what was entered at a desk.

    Args:
        at: When.
        kind: Its kind in the log.
        who: By whom, as the pack says it.
        told: What was done.
        words: What was written with it.
        number: Its place in the log of the order or case.
    """
    milliseconds = round(at.timestamp() * 1000)
    row: Row = {"source": "desk", "id": f"desk:{number}", "kind": kind, "who": who, "told": told, "words": words}
    row |= {"effective_ms": milliseconds, "at": local(at), "received": local(at), "device": "", "grade": ""}
    return row | {"flags": [], "photos": []}


def deadline_row(state: StageState | None, *, stage: str, clause: str, limit: str, finished: datetime | None) -> Row:
    """Return a limit with the way to its end.

    Args:
        state: How its clock stands; None where none runs.
        stage: What it bounds.
        clause: By which clause.
        limit: In words.
        finished: When it was done.
    """
    told = STANDINGS[state.state] if state else "未计时"
    due = local(state.due) if state else ""
    way = [_stretch(each) for each in state.segments] if state else []
    row: Row = {"kind": "deadline", "stage": stage, "clause": clause, "limit": limit, "told": told, "due": due}
    return row | {"standing": state.state.value if state else "", "finished": local(finished), "way": way}


def _stretch(part: Segment) -> Row:
    reason = pause_words(part.words) or (part.reason.render(gettext) if part.reason else "")
    ends = {"since": local(part.since), "until": local(part.until)}
    return {**ends, "state": part.state.value, "told": STRETCHES[part.state], "reason": reason}


def edition_words(edition: Edition) -> str:
    """Return what an edition is called, such as 《秩序维护》（GC-01）第 2 版."""
    return f"《{edition.title}》（{edition.code}）第 {edition.number} 版"


def clause_words(clause: EditionClause) -> str:
    """Return where a clause stands, and what it says."""
    number = f" {clause.number}" if clause.number else ""
    return f"{edition_words(clause.edition)}{number}：{_filled(clause)}"


def standard_rows(editions: Iterable[Edition], applying: Sequence[EditionClause] = ()) -> Iterator[Row]:
    """Yield the whole text of editions: two queries each at most.

    Args:
        editions: With their standards.
        applying: The clauses that hold for the subject.
    """
    keys = {clause.pk for clause in applying}
    for edition in editions:
        called = edition_words(edition)
        published = local(edition.published_at)
        facts = [["生效", str(edition.effective_from)], ["发布", published], ["文本哈希", edition.content_hash]]
        yield {"kind": "edition", "edition": called, "text": called, "number": "", "facts": facts}
        for clause in edition.clauses.order_by("position"):
            clause.edition = edition
            row = {"kind": clause.kind, "edition": called, "number": clause.number, "text": _filled(clause)}
            yield {**row, "level": clause.level, "applies": clause.pk in keys}


def _filled(clause: EditionClause) -> str:
    return fill(clause.text, clause.edition.parameters or {}).text
