"""Sections of a file made into clauses of a draft, as somebody chose, and set against what was imported before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final
from uuid import UUID, uuid4

from guicheng.apps.standards.models import ClauseKind, DocumentClause, DocumentSection, DraftClause
from guicheng.apps.standards.readings.alignment import Pair, align
from guicheng.apps.standards.readings.difference import Mark, Verdict, marks

_LONGEST: Final = 5_000


@dataclass(frozen=True, slots=True)
class ClauseChoice:
    """What becomes of one clause of a file.

    Args:
        drop: Leave it out.
        join: Add it to the clause before it.
        cuts: Divide it at these places, in code points.
        kind: Make it a heading or a note; "" leaves it a clause.
    """

    drop: bool = False
    join: bool = False
    cuts: tuple[int, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SectionChoice:
    """A section that becomes a standard.

    Args:
        index: The section, as the document counts.
        code: Code of the new standard; "" for the next free one. Without meaning for a section imported before.
        title: Its title; "" for the title of the section.
        category: A ``Trade``, or "".
        more: Further sections whose clauses follow, each under its title as a heading.
        clauses: What becomes of clauses, by their position in the document.
        refused: Changes that a re-import leaves out, by their id.
        accepted: Changes that it makes although the clause was changed here too, by their id.
        fresh: Make a new standard although the section was imported before.
    """

    index: int
    code: str = ""
    title: str = ""
    category: str = ""
    more: tuple[int, ...] = ()
    clauses: Mapping[int, ClauseChoice] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class PlannedClause:
    """A clause that an import would make; ``position`` is that of the first clause of the file that is in it."""

    position: int
    number: str
    text: str
    kind: str = ClauseKind.CLAUSE
    level: int = 0
    elements: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportChange:
    """What a newer file changes.

    Args:
        id: Names the change in choices.
        verdict: added, removed, changed or moved.
        key: The clause of the draft; for an added one, the key that it would get.
        before: Text of the older file, "" where it was added.
        planned: The clause of the newer file, None where it was removed.
        marks: The words.
        moved: Whether it also stands elsewhere.
        conflict: Whether the draft's clause was changed or deleted here since the last import.
        draft_text: What the draft says now, "" where the clause is gone.
    """

    id: str
    verdict: Verdict
    key: UUID
    before: str
    planned: PlannedClause | None
    marks: tuple[Mark, ...]
    moved: bool
    conflict: bool
    draft_text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause of the newer file with the key of its draft clause and the change it stands for, None for none."""

    key: UUID
    planned: PlannedClause
    change: ImportChange | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A newer file against the older one: its clauses in order, and those that are gone."""

    entries: tuple[Entry, ...]
    removed: tuple[ImportChange, ...]

    @property
    def changes(self) -> list[ImportChange]:
        """All changes, in the order of the newer file, removals last."""
        return [*(entry.change for entry in self.entries if entry.change), *self.removed]


def planned_clauses(
    sections: Sequence[tuple[DocumentSection, Sequence[DocumentClause]]],
    choices: Mapping[int, ClauseChoice],
    *,
    from_first: bool = False,
) -> list[PlannedClause]:
    """Return the clauses that sections become; from the second section on each begins with its title.

    Args:
        sections: Sections with their clauses, in order.
        choices: What becomes of clauses, by their position.
        from_first: The first section begins with its title too, since the standard is called otherwise.
    """
    found: list[PlannedClause] = []
    for index, (section, rows) in enumerate(sections):
        if (index or from_first) and rows:
            level = max(1, section.level)
            found.append(PlannedClause(rows[0].position, section.number, section.title, ClauseKind.HEADING, level))
        for row in rows:
            _take(found, row, choices.get(row.position, ClauseChoice()))
    return found


def _take(found: list[PlannedClause], row: DocumentClause, choice: ClauseChoice) -> None:
    text = row.text.replace("\0", "").strip()
    if choice.drop or not text:
        return
    if choice.join and found and found[-1].kind == ClauseKind.CLAUSE and len(found[-1].text) + len(text) <= _LONGEST:
        last = found.pop()
        elements = {**row.elements, **last.elements}
        found.append(PlannedClause(last.position, last.number, last.text + text, last.kind, 0, elements))
        return
    kind = choice.kind if choice.kind in ClauseKind.values else ClauseKind.CLAUSE
    level = 1 if kind == ClauseKind.HEADING else 0
    for index, part in enumerate(_parts(text, choice.cuts)):
        number = "" if index else row.number
        found.append(PlannedClause(row.position, number, part, kind, level, {} if index else dict(row.elements)))


def _parts(text: str, cuts: Iterable[int]) -> Iterator[str]:
    """Yield the parts of a text that say something; a part too long for a clause is divided."""
    places = [0, *sorted({cut for cut in cuts if 0 < cut < len(text)}), len(text)]
    for start, end in pairwise(places):
        part = text[start:end].strip()
        yield from (part[place : place + _LONGEST] for place in range(0, len(part), _LONGEST))


def remembered(entries: Iterable[Entry] | Iterable[tuple[UUID, PlannedClause]]) -> list[dict[str, Any]]:
    """Return what is kept of an import for comparing with the next one."""
    pairs = [(entry.key, entry.planned) if isinstance(entry, Entry) else entry for entry in entries]
    return [
        {"key": str(key), "number": planned.number, "kind": planned.kind, "text": planned.text}
        for key, planned in pairs
    ]


def compare(
    base: Sequence[Mapping[str, str]], planned: Sequence[PlannedClause], draft: Mapping[UUID, DraftClause]
) -> Comparison:
    """Set the clauses of a newer file against those of the older one and against the draft.

    Args:
        base: What was kept of the last import.
        planned: The clauses of the newer file.
        draft: The clauses of the draft by key.
    """
    pairs = align([(row["number"], row["text"]) for row in base], [(each.number, each.text) for each in planned])
    entries, removed = [], []
    for pair in pairs:
        if pair.new is None:
            removed.append(_removal(base[pair.old or 0], draft))
        else:
            entries.append(_entry(pair, base, planned[pair.new], draft))
    return Comparison(tuple(entries), tuple(removed))


def _entry(
    pair: Pair, base: Sequence[Mapping[str, str]], planned: PlannedClause, draft: Mapping[UUID, DraftClause]
) -> Entry:
    if pair.old is None:
        key, said = uuid4(), (Mark("added", planned.text),)
        change = ImportChange(
            f"a{pair.new}", "added", key, "", planned, said, moved=False, conflict=False, draft_text=""
        )
        return Entry(key, planned, change)
    old = base[pair.old]
    key, same = UUID(old["key"]), all(old[name] == getattr(planned, name) for name in ("text", "number", "kind"))
    if same and not pair.moved:
        return Entry(key, planned, None)
    verdict: Verdict = "moved" if same else "changed"
    conflict, text = _against(old, draft)
    words = marks(old["text"], planned.text)
    change = ImportChange(
        f"{verdict[0]}{key}", verdict, key, old["text"], planned, words, pair.moved, conflict and not same, text
    )
    return Entry(key, planned, change)


def _removal(old: Mapping[str, str], draft: Mapping[UUID, DraftClause]) -> ImportChange:
    key, words = UUID(old["key"]), (Mark("removed", old["text"]),)
    conflict, text = _against(old, draft)
    # A clause that is gone here as well is no conflict: both did the same.
    gone = key in draft and conflict
    return ImportChange(
        f"r{key}", "removed", key, old["text"], None, words, moved=False, conflict=gone, draft_text=text
    )


def _against(old: Mapping[str, str], draft: Mapping[UUID, DraftClause]) -> tuple[bool, str]:
    clause = draft.get(UUID(old["key"]))
    if clause is None:
        return True, ""
    return any(old[name] != getattr(clause, name) for name in ("text", "number", "kind")), clause.text
