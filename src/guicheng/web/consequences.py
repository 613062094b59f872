"""The consequences of a change as pages show them: meaning first, then the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

from guicheng.apps.organization.actors import Actor
from guicheng.apps.processes.models import Process
from guicheng.apps.processes.readings import Row
from guicheng.apps.processes.selectors import steps_realising
from guicheng.apps.standards.readings.effects import Effect
from guicheng.apps.standards.selectors.consequences import Consequence, Consequences, Meaning, Priced
from guicheng.domain.comparison.compliance import Standing
from guicheng.web.catalogue_words import SEVEN_NAMES
from guicheng.web.comparing import Side, citation_of, side_of
from guicheng.web.differences import DifferenceLine
from guicheng.web.scope import money
from guicheng.web.sheet_page import lack_name
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
    Meaning.BESIDE.value: (_("Beside the text only"), ""),
}
#: What a change does to something that is owed: key, word and colour, the gravest first.
OWED: Final[dict[str, tuple[Word, str]]] = {
    "broken": (_("now looser than what is owed"), "is-error"),
    "dropped": (_("no longer spoken of"), "is-warning"),
    "narrowed": (_("kept in part only"), "is-warning"),
    "open": (_("cannot be compared any more"), "is-unread"),
    "mended": (_("now kept"), "is-ok"),
    "looser": (_("still looser than what is owed"), "is-error"),
    "touched": (_("touched, stands as before"), ""),
}
_KEPT: Final = frozenset({Standing.COVERED, Standing.TIGHTER})
#: What becomes of something kept that is kept no more, or not in all of its cases.
_LOSING: Final = {Standing.CANNOT_COMPARE: "open", Standing.IN_PART: "narrowed"}
#: What can stand beside a clause.
BESIDE_NAMES: Final[dict[str, Word]] = {
    **SEVEN_NAMES,
    "frequency": _("How often"),
    "effort": _("Effort"),
    "material": _("Material"),
}
#: Characters of an element that one change shows.
_LONGEST: Final = 120
#: Duties and promises that are shown beside one change.
_MOST: Final = 4


def kind_of(effect: Effect) -> str:
    """Return what a change does to something that is owed, one of ``OWED``."""
    if effect.becomes is None:
        return "dropped"
    if effect.becomes is Standing.LOOSER:
        return "looser" if effect.was is Standing.LOOSER else "broken"
    if effect.becomes in _LOSING and effect.was in _KEPT:
        return _LOSING[effect.becomes]
    return "mended" if effect.becomes in _KEPT and effect.was not in _KEPT else "touched"


@dataclass(frozen=True, slots=True)
class EffectLine:
    """What a change does to a duty of law or a promise of the contract."""

    kind: str
    label: Word
    colour: str
    side: Side | None
    citation: str

    @classmethod
    def of(cls, effect: Effect) -> EffectLine:
        """Show an effect."""
        kind = kind_of(effect)
        label, colour = OWED[kind]
        side = side_of(effect.promise) if effect.promise else None
        return cls(kind, label, colour, side, citation_of(effect.norm) if effect.norm else "")


@dataclass(frozen=True, slots=True)
class ConsequenceLine:
    """A change with its meaning, its cost, the posts it names, and what it does to law and contract."""

    meaning: str
    label: Word
    colour: str
    line: DifferenceLine
    was: str
    becomes: str
    posts: Sequence[str]
    effects: Sequence[EffectLine]
    beside: Sequence[tuple[Word, str, str]] = ()
    priced: str = Priced.BOTH.value
    lacks: Sequence[Word] = ()

    @classmethod
    def of(cls, row: Consequence) -> ConsequenceLine:
        """Show a change."""
        label, colour = MEANINGS[row.meaning.value]
        shown = row.was != row.becomes
        effects = sorted(map(EffectLine.of, row.effects), key=lambda line: list(OWED).index(line.kind))
        return cls(
            meaning=row.meaning.value,
            label=label,
            colour=colour,
            line=DifferenceLine.of(row.difference),
            was=money(row.was) if shown and row.was is not None else "",
            becomes=money(row.becomes) if shown and row.becomes is not None else "",
            posts=row.posts,
            effects=effects[:_MOST],
            beside=[
                (BESIDE_NAMES.get(key, key), before[:_LONGEST], after[:_LONGEST]) for key, before, after in row.beside
            ],
            priced=row.priced.value,
            lacks=[lack_name(name) for name in dict.fromkeys((*row.was_lacks, *row.becomes_lacks))],
        )


def steps_affected(actor: Actor, found: Consequences) -> list[tuple[Process, Row]]:
    """Return the steps of processes that realise clauses which change, by process: one query."""
    realised = steps_realising(actor, [row.difference.key for row in found.rows])
    known = {(process.pk, row["id"]): (process, row) for steps in realised.values() for process, row in steps}
    return sorted(known.values(), key=lambda each: each[0].code)


def _counted(costs: tuple[int, Decimal]) -> tuple[int, str]:
    return costs[0], money(costs[1])


def consequence_context(found: Consequences, steps: Sequence[tuple[Process, Row]] | None = None) -> dict[str, object]:
    """Return what the list of consequences shows; of steps nothing is said where nobody asked for them."""
    kinds = [kind_of(effect) for row in found.rows for effect in row.effects]
    change = found.becomes - found.was
    return {
        "lines": [ConsequenceLine.of(row) for row in found.rows],
        "meanings": [
            (label, colour, found.counted(meaning))
            for meaning, (label, colour) in ((Meaning(key), face) for key, face in MEANINGS.items())
            if found.counted(meaning)
        ],
        "was": money(found.was),
        "becomes": money(found.becomes),
        "extra": f"{'+' if change > 0 else '−'}{money(abs(change))}",
        "costs": found.was != found.becomes,
        "known": len(found.rows) > found.open,
        # Where nobody wrote any effort yet, one sentence says it for all.
        "costed": any(row.was or row.becomes for row in found.rows),
        "open": found.open,
        "lost": _counted(found.lost()),
        "gained": _counted(found.gained()),
        "affected": found.affected,
        "affected_steps": steps,
        "owed": [(label, colour, kinds.count(kind)) for kind, (label, colour) in OWED.items() if kind in kinds],
        "unit": found.unit,
    }
