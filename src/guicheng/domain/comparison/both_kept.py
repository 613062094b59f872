"""How two clauses stand that differ in two respects, from how they stand in each of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.verdict import EITHER_WAY, Verdict, Witness
from guicheng.domain.values import Message

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
