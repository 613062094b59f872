"""One thing that happened to an order, whether a desk or a phone said so, and its place among the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guicheng.domain.evidence.canonical import canonical, digest
from guicheng.domain.orders.kinds import Act


@dataclass(frozen=True)
class Happening:
    """Something that happened.

    Args:
        id: Its own for ever; what is told twice has one id.
        kind: An ``Act``; others are kept and change nothing.
        ms: When it counts as having happened, milliseconds since 1970.
        device: Key of the phone; "" for a desk, so that of one moment the desk's word comes first.
        number: Its number on that phone, or at the desk.
        by: Who, as logs name people; "" where nobody is known.
        data: What was said with it.
    """

    id: str
    kind: str
    ms: int
    device: str = ""
    number: int = 0
    by: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> tuple[int, str, int, str]:
        """The place in the total order: moment, phone, its number, id."""
        return (self.ms, self.device, self.number, self.id)

    @property
    def content(self) -> str:
        """A hash of all of it."""
        parts = [self.id, self.kind, self.ms, self.device, self.number, self.by, dict(self.data)]
        return digest("happening", canonical(parts))

    def text(self, name: str) -> str:
        """Return a text that was said with it, "" where none was."""
        found = self.data.get(name, "")
        return found if isinstance(found, str) else ""


def standing(happenings: Iterable[Happening]) -> list[Happening]:
    """Return what stands, each once, in the total order.

    Of two that claim one id the smaller hash stands everywhere. What a correction names no longer counts, but a phone
    corrects only what phones said; a correction itself cannot be corrected.

    Args:
        happenings: In any order, any of them any number of times.
    """
    found: dict[str, Happening] = {}
    for each in happenings:
        other = found.get(each.id)
        if other is None or (other != each and each.content < other.content):
            found[each.id] = each
    ordered = sorted(found.values(), key=lambda each: each.order)
    made = [each for each in ordered if each.kind == Act.CORRECT]
    by_all, by_desk = (
        {each.text("of") for each in some} for some in (made, [each for each in made if not each.device])
    )
    return [
        each for each in ordered if each.kind != Act.CORRECT and each.id not in (by_all if each.device else by_desk)
    ]
