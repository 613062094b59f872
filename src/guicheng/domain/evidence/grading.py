"""How strong a check-in is as evidence: a grade, not a yes or no."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, Final

from guicheng.domain.evidence.flags import Flag


class Grade(StrEnum):
    """From a code that only the place knows (A) to a person's word (D)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


#: A path that these speak against is not plausible.
_IMPLAUSIBLE: Final = frozenset({Flag.IMPOSSIBLE_TRAVEL, Flag.EQUAL_SPACING, Flag.SAME_PHOTO, Flag.PHOTO_OLDER})


def grade_of(
    payload: Mapping[str, Any], *, photos: bool, position: bool, flags: Collection[Flag], code_fits: bool
) -> Grade:
    """Return the grade of a check-in.

    Args:
        payload: Of the event; ``method`` is ``dynamic_code``, ``nfc_counter``, ``nfc``, ``static_code`` or other.
        photos: Whether it has a photo that arrived.
        position: Whether it has a position.
        flags: What was raised at the event.
        code_fits: Whether a changing code was the one that its place showed at that moment.
    """
    method, plausible = payload.get("method"), not _IMPLAUSIBLE & set(flags)
    if method == "dynamic_code" and code_fits:
        return Grade.A
    if method == "nfc_counter" and Flag.COUNTER_REPEATED not in flags:
        return Grade.A
    if method in {"nfc", "nfc_counter"} and photos and plausible:
        return Grade.B
    if method in {"static_code", "dynamic_code"} and photos and position:
        return Grade.C
    return Grade.D
