"""How two clauses stand that differ in two respects, from how they stand in each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.verdict import EITHER_WAY, ONE_SIDED, Verdict, Witness
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_FORWARD: Final = frozenset({Verdict.EQUAL, Verdict.TIGHTER})
_BACK: Final = frozenset({Verdict.EQUAL, Verdict.LOOSER})


def kept_in_both(core: Pairing, respect: Verdict, example: Message) -> Pairing:
    """Return how two clauses stand of which one keeps the other only if it does so in both respects.

    Args:
        core: How the first stands to the second in all else, equal, tighter or looser.
        respect: How it stands in the one respect, one of the same three.
        example: What shows that the first is looser in that respect.
    """
    forward = core.verdict in _FORWARD and respect in _FORWARD
    back = core.verdict in _BACK and respect in _BACK
    verdict = EITHER_WAY[forward, back]
    witness = (core.witness or Witness(ANYWHERE, example)) if verdict is Verdict.LOOSER else None
    return replace(core, verdict=verdict, witness=witness, missing=None)


def compared_without(
    mine: str, theirs: str, lessened: Callable[[str, str], str | None], compared: Callable[[str, str], Pairing]
) -> Pairing | None:
    """Say how two clauses stand of which one is of more things than the other; None where neither is.

    Args:
        mine: The first clause, normalized.
        theirs: The second clause, normalized.
        lessened: Returns a text without what the other one does not name, None where it names no more.
        compared: Compares two texts.
    """
    for text, other, respect in ((mine, theirs, Verdict.TIGHTER), (theirs, mine, Verdict.LOOSER)):
        if (less := lessened(text, other)) is None:
            continue
        core = compared(less, theirs) if text is mine else compared(mine, less)
        if core.verdict not in ONE_SIDED:
            return core
        return kept_in_both(core, respect, _("Only the second clause promises “{b}”.", b=theirs))
    return None
