"""What somebody chose to make of a document, kept in the session of the browser that sent it.

The session holds only what differs from taking everything as it is. A document belongs to a browser as its session
does, so the choices live exactly as long; hidden fields would have to carry a choice for each of thousands of clauses
through every page, and a reload would lose them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, Final
from zlib import crc32

from django.contrib.sessions.backends.base import SessionBase
from django.http import QueryDict

from guicheng.apps.standards.selectors import ClauseChoice, ImportChange, SectionChoice, SectionPlan, SectionRow

_KEPT: Final = "into_drafts"
#: Documents whose choices one browser keeps; the oldest go first.
_MOST_DOCUMENTS: Final = 8
OWN, NEW, ABOVE, LEAVE = "own", "new", "above", "leave"
_KINDS: Final = frozenset({"heading", "note"})
_SENTENCE_END: Final = re.compile(r"[。！？!?；;]+[”’」』）)]*\s*|\n+\s*")
_PAUSE: Final = re.compile(r"[，,]\s*")


@dataclass(frozen=True, slots=True)
class SectionWish:
    """What becomes of a section: a standard of its own, a new one even so, a part of the one above, or nothing.

    A standard of its own is the one that the section became at an earlier import, where there is one.
    """

    take: str = OWN
    code: str = ""
    title: str = ""
    category: str = ""


@dataclass(slots=True)
class Desk:
    """The choices about one document.

    Args:
        unit: Key of the unit that the standards go to, "" for the first one there is.
        sections: Wishes by index of the section, where they differ from a standard of its own.
        clauses: Choices by position of the clause, where they differ from taking it as it is.
        decisions: Of changes to earlier imports, by ``name_of``: whether to make them, where that differs from the
            offer.
        made: Code and title of the standards that the last import created, changed, and found unchanged.
        parts: Sections that an earlier import took into the one above; they are offered so again. Not kept.
    """

    unit: str = ""
    sections: dict[int, SectionWish] = field(default_factory=dict)
    clauses: dict[int, ClauseChoice] = field(default_factory=dict)
    decisions: dict[str, bool] = field(default_factory=dict)
    made: dict[str, list[list[str]]] = field(default_factory=dict)
    parts: frozenset[int] = frozenset()

    @classmethod
    def of(cls, session: SessionBase, document: str) -> Desk:
        """Return the choices about a document that a session holds."""
        kept: dict[str, Any] = session.get(_KEPT, {}).get(document, {})
        clauses = kept.get("clauses", {})
        return cls(
            unit=kept.get("unit", ""),
            sections={int(index): SectionWish(**wish) for index, wish in kept.get("sections", {}).items()},
            clauses={int(place): _choice(choice) for place, choice in clauses.items()},
            decisions=kept.get("decisions", {}),
            made=kept.get("made", {}),
        )

    def keep(self, session: SessionBase, document: str) -> None:
        """Write the choices into a session."""
        kept: dict[str, Any] = session.get(_KEPT, {})
        kept.pop(document, None)
        kept[document] = {
            "unit": self.unit,
            "sections": {str(index): asdict(wish) for index, wish in self.sections.items()},
            "clauses": {str(place): _short(choice) for place, choice in self.clauses.items()},
            "decisions": self.decisions,
            "made": self.made,
        }
        session[_KEPT] = dict(list(kept.items())[-_MOST_DOCUMENTS:])

    def wish(self, index: int) -> SectionWish:
        """Return what becomes of a section."""
        return self.sections.get(index) or SectionWish(ABOVE if index in self.parts else OWN)

    def choice(self, position: int) -> ClauseChoice:
        """Return what becomes of a clause."""
        return self.clauses.get(position, ClauseChoice())

    def accepts(self, change: ImportChange) -> bool:
        """Tell whether a change is made; one that meets work done here only where somebody says so."""
        return self.decisions.get(name_of(change), not change.conflict)

    def take_sections(self, sent: QueryDict, sections: Iterable[SectionRow]) -> None:
        """Keep what a page of sections says; a title that is the section's own is none that somebody wrote."""
        titles = {section.index: section.title[:120].strip() for section in sections}
        self.unit = sent.get("unit", self.unit)[:40]
        for index in _numbers(sent.getlist("shown")):
            take = sent.get(f"take-{index}", OWN)
            texts = (sent.get(f"{name}-{index}", "").strip() for name in ("code", "title", "category"))
            code, title, category = texts
            title = "" if title == titles.get(index) else title
            wish = SectionWish(take if take in {OWN, NEW, ABOVE, LEAVE} else OWN, code[:40], title[:200], category[:12])
            _put(self.sections, index, wish, SectionWish(ABOVE if index in self.parts else OWN))

    def take_chapters(self, sections: Sequence[SectionRow], name: str) -> None:
        """Make one standard of the sections of each chapter, named after it; sections left out stay so.

        Args:
            sections: All sections, in order.
            name: Name of the file; a file without a title lends it to what stands above all sections.
        """
        before = ""
        for section in sections:
            wish, chapter = self.wish(section.index), chapter_of(section, name)
            if wish.take != LEAVE:
                joined = bool(chapter) and chapter == before
                title = wish.title or (chapter if not joined else "")
                changed = replace(wish, take=ABOVE if joined else OWN, title=title[:120])
                _put(self.sections, section.index, changed, SectionWish(ABOVE if section.index in self.parts else OWN))
                before = chapter

    def take_each(self, sections: Iterable[SectionRow]) -> None:
        """Make each section that is taken a standard of its own, by its own title."""
        for section in sections:
            wish = self.wish(section.index)
            if wish.take != LEAVE:
                changed = replace(wish, take=OWN, title="")
                _put(self.sections, section.index, changed, SectionWish(ABOVE if section.index in self.parts else OWN))

    def take_clauses(self, sent: QueryDict) -> None:
        """Keep what a page of clauses says."""
        for position in _numbers(sent.getlist("shown")):
            kind = sent.get(f"kind-{position}", "")
            choice = ClauseChoice(
                drop=f"keep-{position}" not in sent,
                join=f"join-{position}" in sent,
                cuts=tuple(_numbers(sent.getlist(f"cut-{position}"))),
                kind=kind if kind in _KINDS else "",
            )
            _put(self.clauses, position, choice, ClauseChoice())

    def take_changes(self, sent: QueryDict) -> None:
        """Keep which of the changes of a page are to be made."""
        wanted = set(sent.getlist("accept"))
        for name in sent.getlist("shown"):
            self.decisions[name[:60]] = name in wanted

    def section_choices(self, sections: Iterable[SectionRow]) -> list[SectionChoice]:
        """Return the sections that become standards, each with those that are its parts."""
        groups: list[list[int]] = []
        for index in (section.index for section in sections):
            take = self.wish(index).take
            if take == ABOVE and groups:
                groups[-1].append(index)
            elif take != LEAVE:
                groups.append([index])
        return [self._section_choice(index, tuple(more)) for index, *more in groups]

    def _section_choice(self, index: int, more: tuple[int, ...]) -> SectionChoice:
        wish = self.wish(index)
        return SectionChoice(
            index,
            code=wish.code,
            title=wish.title,
            category=wish.category,
            more=more,
            clauses=self.clauses,
            fresh=wish.take == NEW,
        )

    def decided(self, plans: Iterable[SectionPlan]) -> list[SectionChoice]:
        """Return the choices of plans with the changes that are made and left out."""
        found = []
        for plan in plans:
            changes = plan.comparison.changes if plan.comparison else []
            accepted = frozenset(change.id for change in changes if self.accepts(change))
            refused = frozenset(change.id for change in changes) - accepted
            found.append(replace(plan.choice, accepted=accepted, refused=refused))
        return found


def chapter_of(section: SectionRow, name: str) -> str:
    """Return the title of the chapter that a section stands in, "" for none."""
    stem = PurePosixPath(name).stem
    return next((title for title in section.path if title != stem), "").replace("\0", "").strip()


def name_of(change: ImportChange) -> str:
    """Return what a choice about a change is kept under: for an added clause, its place in the file and its text."""
    if change.verdict != "added" or change.planned is None:
        return change.id
    return f"a{change.planned.position}-{crc32(change.planned.text.encode('utf-8', 'surrogatepass')):08x}"


def plain_text(text: str) -> str:
    """Return the text of a clause of a file as an import takes it; cuts count in it."""
    return text.replace("\0", "").strip()


def places_to_cut(text: str) -> list[int]:
    """Return where a clause can be divided: behind its sentences, or behind commas where it is only one.

    Example:
        >>> places_to_cut("30分钟内到场。2小时内修好。"), places_to_cut("先登记，再派单")
        ([8], [4])
    """
    for pattern in (_SENTENCE_END, _PAUSE):
        found = [match.end() for match in pattern.finditer(text) if 0 < match.end() < len(text)]
        if found:
            return found
    return []


def _choice(kept: Mapping[str, Any]) -> ClauseChoice:
    return ClauseChoice(
        bool(kept.get("drop")), bool(kept.get("join")), tuple(kept.get("cuts", ())), kept.get("kind", "")
    )


def _short(choice: ClauseChoice) -> dict[str, Any]:
    return {name: value for name, value in asdict(choice).items() if value}


def _put(table: dict[int, Any], key: int, value: object, usual: object) -> None:
    if value == usual:
        table.pop(key, None)
    else:
        table[key] = value


def _numbers(texts: Iterable[str]) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= 6]
