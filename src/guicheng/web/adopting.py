"""The starter library as the page shows it: what somebody wants of it, by kind of service."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from guicheng.apps.organization.models import Unit
from guicheng.domain.standard import ClauseText, PartKind
from guicheng.usecases.adopt_library import Choice
from guicheng.web.standards_list import TRADES
from guicheng.web.wording import Word


@dataclass(frozen=True, slots=True)
class Wish:
    """For which unit and at which grade somebody looks at the library.

    Args:
        unit: The unit to which drafts would belong; None where there is none to choose.
        grade: The grade; "" keeps the values of all grades.
    """

    unit: Unit | None
    grade: str

    @classmethod
    def of(cls, sent: QueryDict, units: Sequence[Unit], grades: Sequence[str]) -> Wish:
        """Take the wish out of an address or a form; nonsense means the first unit and all grades."""
        unit = next((each for each in units if str(each.key) == sent.get("unit", "")), units[0] if units else None)
        grade = sent.get("grade", "")
        return cls(unit, grade if grade in grades else "")


@dataclass(frozen=True, slots=True)
class Line:
    """One standard of the library.

    Args:
        code: Its code.
        title: Its title.
        clauses: Its clauses as a draft would have them, without headings and notes.
        own: Code of the standard that was made of it and holds at the unit; "" for none.
        ticked: Whether it is chosen.
        readable: Whether the draft of the own one may be read.
    """

    code: str
    title: str
    clauses: tuple[ClauseText, ...]
    own: str
    ticked: bool
    readable: bool = False

    @property
    def taken(self) -> bool:
        """Whether it is there already."""
        return bool(self.own)


@dataclass(frozen=True, slots=True)
class Chapter:
    """The standards of one kind of service."""

    name: str
    label: Word
    lines: tuple[Line, ...]

    @property
    def offered(self) -> int:
        """How many standards can be taken."""
        return sum(not line.taken for line in self.lines)

    @property
    def taken(self) -> int:
        """How many the company has already."""
        return len(self.lines) - self.offered

    @property
    def clauses(self) -> int:
        """How many clauses the standards that can be taken have."""
        return sum(len(line.clauses) for line in self.lines if not line.taken)


def chapters_of(plan: Iterable[Choice], ticked: Collection[str] | None) -> list[Chapter]:
    """Return the library by kind of service, in the order of the list of standards.

    Args:
        plan: What could be adopted.
        ticked: Codes that were chosen; None chooses all that the company lacks.
    """
    found: dict[str, list[Line]] = {name: [] for name in TRADES}
    for choice in plan:
        standard = choice.standard
        clauses = tuple(part for part in standard.parts if part.kind is PartKind.CLAUSE)
        chosen = not choice.taken and (ticked is None or standard.code in ticked)
        found[standard.domain].append(Line(standard.code, standard.title, clauses, choice.own, chosen, choice.readable))
    return [Chapter(name, TRADES[name], tuple(lines)) for name, lines in found.items() if lines]
