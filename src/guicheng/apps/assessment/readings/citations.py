"""Citations in the order in which people expect them."""

from __future__ import annotations

from typing import Any


def in_order(citation: str) -> tuple[Any, ...]:
    """Return what citations are sorted by: numbers by their value, KF-01/2 before KF-01/10."""
    code, _stroke, number = citation.partition("/")
    return code, [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in number.split(".")]
