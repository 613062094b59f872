"""One line of a checklist, and what checklists are walked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from guicheng.domain.evidence.canonical import canonical, digest
from guicheng.domain.evidence.lines import ANY_NUMBER, Bounds, LineKind
from guicheng.domain.values import ClauseRef

_KEY: Final = 10


class Theme(StrEnum):
    """What a checklist is walked for."""

    PATROL = "patrol"
    EQUIPMENT = "equipment"
    CLEANING = "cleaning"
    GREENING = "greening"
    SERVICE = "service"


_THEMES: Final[Mapping[str, Theme]] = {
    "order": Theme.PATROL,
    "engineering": Theme.EQUIPMENT,
    "cleaning": Theme.CLEANING,
    "greening": Theme.GREENING,
}


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One thing to answer.

    Args:
        ref: The clause that it comes from.
        text: What is looked at or measured, in the clause's words.
        kind: What is answered.
        topic: What it belongs to, such as 玻璃门擦拭; "" for nothing.
        bounds: Between which numbers a measured one keeps the promise.
        unit: Of the number, as written; "" for none.
        choices: Of a choice, the best first.
        hint: What else counts as kept, "" for nothing.
        rounds: How often it is to be looked at, as written; "" where the clause does not say.
        act: Whether it only names what is done so often: who does it has nothing else to answer.
    """

    ref: ClauseRef
    text: str
    kind: LineKind = LineKind.PASS
    topic: str = ""
    bounds: Bounds = ANY_NUMBER
    unit: str = ""
    choices: tuple[str, ...] = ()
    hint: str = ""
    rounds: str = ""
    act: bool = False

    def key(self, clause: str) -> str:
        """Return by what answers name it: the same for the same words of the same clause.

        Args:
            clause: Lasting key of the clause.
        """
        return digest("line", canonical([clause, self.kind.value, self.topic, self.text]))[:_KEY]


def theme_of(domain: str) -> Theme:
    """Return what lines of a domain of service are walked for."""
    return _THEMES.get(domain, Theme.SERVICE)
