"""Names of a file that follows other rules, made into ours, each once."""

from __future__ import annotations

import re

from guicheng.domain.demand.conditions import KEPT
from guicheng.domain.demand.questions import UNSURE

_LONGEST = 36


def option_name(theirs: str) -> str:
    """Return our name of an option; inside one question theirs are taken to differ in more than their marks."""
    return re.sub(r"[^a-z0-9_]+", "_", theirs.strip().lower()).strip("_")[:_LONGEST] or "o"


class Names:
    """Ours by theirs; equal names stay equal, different ones stay different."""

    def __init__(self) -> None:
        self._ours: dict[str, str] = {}
        self._taken = set(KEPT)

    def __getitem__(self, theirs: str) -> str:
        """Return our name of one of theirs."""
        if theirs not in self._ours:
            base = re.sub(r"[^a-z0-9_]+", "_", theirs.strip().lower()).strip("_")[:_LONGEST] or "q"
            name, number = base, 2
            while name in self._taken:
                name, number = f"{base}_{number}", number + 1
            self._taken.add(name)
            self._ours[theirs] = name
        return self._ours[theirs]

    def changed(self) -> dict[str, str]:
        """Return the names that had to change."""
        return {theirs: ours for theirs, ours in self._ours.items() if theirs not in {ours, UNSURE}}
