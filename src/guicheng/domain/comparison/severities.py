"""How severe something is, as whoever reports it says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.tables import values


def severity_said(text: str) -> int:
    """Return the mask of the severity that a text names, in words of clauses or by key; 0 where it names none.

    Args:
        text: Such as 急修, 一般 or ``urgent``.
    """
    plain = normalize(text).strip().lower()
    own = _own_severities()
    if plain in own:
        return own[plain]
    found, place = 0, 0
    words = sorted((word for word in own if not word.isascii()), key=len, reverse=True)
    while place < len(plain):
        word = next((word for word in words if plain.startswith(word, place)), "")
        found |= own.get(word, 0)
        place += len(word) or 1
    return found


@cache
def _own_severities() -> Mapping[str, int]:
    """Return the mask of each severity itself, without those that it covers, by its key, names and words."""
    found: dict[str, int] = {}
    for index, value in enumerate(values("severity")):
        found |= dict.fromkeys((value.name, value.zh, value.en.lower(), *value.words), 1 << index)
    return found
