"""A day's links as one root, and proofs that one link is among them (the tree of RFC 6962)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_LEAF: Final = b"\x00"
_NODE: Final = b"\x01"


@dataclass(frozen=True, slots=True)
class Proof:
    """That a link is one of a day.

    Args:
        index: Its place among the links of the day, from 0.
        size: Links of the day.
        path: Hashes beside the way from the leaf to the root, lowest first.
    """

    index: int
    size: int
    path: tuple[str, ...]


def merkle_root(links: Sequence[str]) -> str:
    """Return the root over links in the order of the chain; that of none is the hash of nothing."""
    row = [_leaf(link) for link in links]
    if not row:
        return hashlib.sha256(b"").hexdigest()
    while len(row) > 1:
        row = _above(row)
    return row[0].hex()


def merkle_proof(links: Sequence[str], index: int) -> Proof:
    """Return the proof for the link at an index.

    Raises:
        IndexError: There is none.
    """
    if not 0 <= index < len(links):
        raise IndexError(index)
    row, place, path = [_leaf(link) for link in links], index, []
    while len(row) > 1:
        beside = place ^ 1
        if beside < len(row):
            path.append(row[beside].hex())
        row, place = _above(row), place // 2
    return Proof(index, len(links), tuple(path))


def proves(proof: Proof, link: str, root: str) -> bool:
    """Tell whether a proof leads from a link to a root."""
    if not 0 <= proof.index < proof.size:
        return False
    found, place, width, path = _leaf(link), proof.index, proof.size, list(proof.path)
    while width > 1:
        if place ^ 1 < width:
            if not path:
                return False
            beside = bytes.fromhex(path.pop(0))
            found = _node(beside, found) if place & 1 else _node(found, beside)
        place, width = place // 2, (width + 1) // 2
    return not path and found.hex() == root


def _above(row: list[bytes]) -> list[bytes]:
    """Return the row above: pairs joined, a last one without a partner as it is."""
    pairs = [_node(row[place], row[place + 1]) for place in range(0, len(row) - 1, 2)]
    return [*pairs, row[-1]] if len(row) % 2 else pairs


def _leaf(link: str) -> bytes:
    return hashlib.sha256(_LEAF + bytes.fromhex(link)).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()
