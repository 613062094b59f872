"""Salted commitments: a hash stands for a value that can be forgotten without the chain noticing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guicheng.domain.evidence.canonical import canonical, digest


@dataclass(frozen=True, slots=True)
class Opening:
    """What a commitment hides.

    Args:
        salt: 16 random bytes in hexadecimal figures; without it nobody can try values.
        value: The value; it has a canonical form.
    """

    salt: str
    value: Any


def commitment(opening: Opening) -> str:
    """Return the hash that stands for a value in the chain."""
    return digest("personal", bytes.fromhex(opening.salt), canonical(opening.value))


def opens(opening: Opening, committed: str) -> bool:
    """Tell whether a value is the one that was committed."""
    return commitment(opening) == committed
