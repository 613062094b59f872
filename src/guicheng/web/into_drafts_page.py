"""The pages on which a document becomes drafts: sections, the clauses of one, its changes, and the summary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeVar

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.selectors import ClauseChoice, ClauseRow, ImportChange, SectionPlan, SectionRow
from guicheng.apps.standards.services.standards import wanted_code
from guicheng.domain.values import GuichengError
from guicheng.web.differences import VERDICTS
from guicheng.web.into_drafts import LEAVE, NEW, OWN, Desk, SectionWish, chapter_of, name_of, places_to_cut, plain_text
from guicheng.web.wording import STATES, Face, Word

Line = TypeVar("Line")
#: Sections, clauses or changes on one page; a form of so many stays far below what a request may hold.
PAGE: Final = 60
_COLOURS: Final = {"added": "is-ok", "removed": "is-error", "changed": "is-warning", "moved": "is-brand"}
_KINDS: Final = {"heading": gettext_lazy("Heading"), "note": gettext_lazy("Note")}
_TAGS: Final = {"added": "<ins>{}</ins>", "removed": "<del>{}</del>", "same": "{}"}


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section with what becomes of it.

    Args:
        row: The section.
        wish: What was chosen.
        suggested: The code that a new standard gets where none is written.
        standard: The standard that it became at an earlier import, None for none.
        wrong: Why the code cannot be one, "" where it can.
        chapter: Title of the chapter above it, "" for none.
    """

    row: SectionRow
    wish: SectionWish
    suggested: str
    standard: Standard | None
    wrong: str
    chapter: str

    @property
    def title(self) -> str:
        """The title, as it was chosen or as the document has it."""
        return self.wish.title or self.row.title[:120]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a clause; ``start`` is where it begins, ``cut`` whether a new clause begins there."""

    text: str
    start: int
    cut: bool


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause of the document with what becomes of it."""

    row: ClauseRow
    choice: ClauseChoice
    pieces: list[Piece]
    first: bool

    @classmethod
    def of(cls, row: ClauseRow, choice: ClauseChoice, *, first: bool) -> ClauseLine:
        """Show a clause; ``first`` of its section has none before it to be joined to."""
        text = plain_text(row.text)
        places = [0, *places_to_cut(text), len(text)]
        pieces = [Piece(text[start:end], start, start in choice.cuts) for start, end in pairwise(places)]
        return cls(row, choice, pieces, first)

    @property
    def state(self) -> Face:
        """Word and icon of the state of its reading."""
        return STATES[self.row.state]

    @property
    def name(self) -> str:
        """What the clause is called in labels."""
        return self.row.number or _("Clause {position}").format(position=self.row.position + 1)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change of a newer file, with the words marked."""

    name: str
    label: Word
    colour: str
    number: str
    words: SafeString
    kind: Word
    moved: bool
    conflict: bool
    draft_text: str
    accepted: bool

    @classmethod
    def of(cls, change: ImportChange, desk: Desk) -> ChangeLine:
        """Show a change with whether it is to be made."""
        words = format_html_join("", "{}", ((format_html(_TAGS[mark.kind], mark.text),) for mark in change.marks))
        return cls(
            name=name_of(change),
            label=VERDICTS[change.verdict],
            colour=_COLOURS[change.verdict],
            number=change.planned.number if change.planned else "",
            words=words,
            kind=_KINDS.get(change.planned.kind, "") if change.planned else "",
            moved=change.moved and change.verdict != "moved",
            conflict=change.conflict,
            draft_text=change.draft_text,
            accepted=desk.accepts(change),
        )


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What a section will become, in the summary.

    Args:
        index: The section.
        title: Title of the standard.
        code: Its code, "" for the next free one.
        standard: The standard that changes, None for a new one.
        clauses: How many paragraphs it will have of this file.
        made: Changes that are made.
        left: Changes that are left out.
    """

    index: int
    title: str
    code: str
    standard: Standard | None
    clauses: int
    made: int
    left: int

    @classmethod
    def of(cls, plan: SectionPlan, desk: Desk) -> PlanLine:
        """Show a plan."""
        changes = plan.comparison.changes if plan.comparison else []
        made = sum(desk.accepts(change) for change in changes)
        return cls(
            index=plan.section.index,
            title=plan.standard.title if plan.standard else plan.title,
            code=plan.standard.code if plan.standard else plan.choice.code,
            standard=plan.standard,
            clauses=len(plan.planned),
            made=made,
            left=len(changes) - made,
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """Which page of a list is shown, and which stand beside it; 0 for none."""

    page: int
    pages: int
    total: int

    @classmethod
    def of(cls, asked: str, total: int) -> Turn:
        """Return the page asked for, or the nearest there is."""
        pages = max(1, -(-total // PAGE))
        page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 6 else 1
        return cls(min(max(1, page), pages), pages, total)

    @property
    def start(self) -> int:
        """How many come before this page."""
        return (self.page - 1) * PAGE

    def of_all(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Return the part of a list that this page shows."""
        return lines[self.start : self.start + PAGE]

    @property
    def before(self) -> int:
        """The page before."""
        return self.page - 1

    @property
    def after(self) -> int:
        """The page behind."""
        return self.page + 1 if self.page < self.pages else 0


def section_lines(
    rows: Sequence[SectionRow], desk: Desk, made: dict[int, Standard], first_code: str, name: str
) -> list[SectionLine]:
    """Return the sections in order; each new standard without a code is offered the next one."""
    prefix, number = first_code.rsplit("-", 1)
    count = int(number)
    found = []
    for row in rows:
        wish, standard = desk.wish(row.index), made.get(row.index)
        is_new = wish.take == NEW or (wish.take == OWN and standard is None)
        fresh = is_new and not wish.code
        suggested, wrong = f"{prefix}-{count:02}", _wrong(wish.code) if is_new else ""
        found.append(SectionLine(row, wish, suggested, standard, wrong, chapter_of(row, name)))
        count += fresh
    return found


def chosen_count(rows: Iterable[SectionRow], desk: Desk) -> int:
    """Return how many clauses stand in sections that are taken."""
    return sum(row.clauses for row in rows if desk.wish(row.index).take != LEAVE)


def _wrong(code: str) -> str:
    """Return why a code cannot be one, "" where it can or none is written."""
    try:
        wanted_code(code or "A")
    except GuichengError as error:
        return error.message.render(_)
    return ""
