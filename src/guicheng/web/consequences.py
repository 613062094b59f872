"""The consequences of a change as pages show them: meaning first, then the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from guicheng.apps.standards.selectors.consequences import Consequence, Consequences, Meaning
from guicheng.web.comparing import citation_of
from guicheng.web.differences import DifferenceLine
from guicheng.web.scope import money
from guicheng.web.wording import Word

MEANINGS: Final[dict[str, tuple[Word, str]]] = {
    Meaning.TIGHTER.value: (_("Tighter"), "is-brand"),
    Meaning.LOOSER.value: (_("Looser"), "is-warning"),
    Meaning.SCOPE.value: (_("Scope changed"), "is-warning"),
    Meaning.NEW.value: (_("New duty"), "is-ok"),
    Meaning.GONE.value: (_("Duty dropped"), "is-error"),
    Meaning.OTHERWISE.value: (_("Means something else"), "is-warning"),
    Meaning.UNCLEAR.value: (_("Meaning cannot be compared"), "is-unread"),
    Meaning.WORDING.value: (_("Wording only"), ""),
}


@dataclass(frozen=True, slots=True)
class ConsequenceLine:
    """A change with its meaning, cost and duties of law."""

    meaning: str
    label: Word
    colour: str
    line: DifferenceLine
    was: str
    becomes: str
    norms: Sequence[str]

    @classmethod
    def of(cls, row: Consequence) -> ConsequenceLine:
        """Show a change."""
        label, colour = MEANINGS[row.meaning.value]
        known = row.was is not None and row.becomes is not None and row.was != row.becomes
        return cls(
            meaning=row.meaning.value,
            label=label,
            colour=colour,
            line=DifferenceLine.of(row.difference),
            was=money(row.was) if known and row.was is not None else "",
            becomes=money(row.becomes) if known and row.becomes is not None else "",
            norms=[citation_of(norm) for norm in row.norms[:3]],
        )


def consequence_context(found: Consequences) -> dict[str, object]:
    """Return what the list of consequences shows."""
    lines = [ConsequenceLine.of(row) for row in found.rows]
    return {
        "lines": lines,
        "meanings": [
            (label, colour, found.counted(meaning))
            for meaning, (label, colour) in ((Meaning(key), face) for key, face in MEANINGS.items())
            if found.counted(meaning)
        ],
        "was": money(found.was),
        "becomes": money(found.becomes),
        "costs": found.was != found.becomes,
        "unit": found.unit,
    }
