"""The two facts that are read of a photo before the rest goes: how it is turned, and when it was taken (EXIF 2.32)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_HEAD: Final = b"Exif\0\0"
_ORIENTATION, _BELOW, _TAKEN = 0x0112, 0x8769, 0x9003
#: Entries of a directory that are looked at.
_MOST: Final = 200
_MOMENT: Final = re.compile(r"\d{4}:\d\d:\d\d \d\d:\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a photo says of itself.

    Args:
        orientation: 1 (upright) to 8.
        taken: ``2026:11:28 08:30:00``, "" for not said.
    """

    orientation: int = 1
    taken: str = ""


def facts_of(body: bytes) -> Facts | None:
    """Return the facts of an EXIF segment; None for another kind of segment, usual ones where it is damaged."""
    if not body.startswith(_HEAD):
        return None
    tiff = body[len(_HEAD) :]
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return Facts()
    first = dict(_entries(tiff, order, struct.unpack(order + "I", tiff[4:8])[0]))
    below = first.get(_BELOW)
    more = dict(_entries(tiff, order, struct.unpack(order + "I", below)[0])) if below else {}
    turned = struct.unpack(order + "H", first.get(_ORIENTATION, b"\0\0\0\0")[:2])[0]
    return Facts(turned if 1 <= turned <= 8 else 1, _text(tiff, order, more.get(_TAKEN)))


def _entries(tiff: bytes, order: str, place: int) -> Iterator[tuple[int, bytes]]:
    """Yield tag and value field (4 bytes) of the entries of a directory, as far as they lie inside."""
    if place + 2 > len(tiff):
        return
    count = struct.unpack(order + "H", tiff[place : place + 2])[0]
    for number in range(min(count, _MOST)):
        start = place + 2 + 12 * number
        entry = tiff[start : start + 12]
        if len(entry) < 12:
            return
        yield struct.unpack(order + "H", entry[:2])[0], entry[8:]


def _text(tiff: bytes, order: str, field: bytes | None) -> str:
    """Return the moment to which a value field points, "" for none."""
    if field is None:
        return ""
    start = struct.unpack(order + "I", field)[0]
    found = tiff[start : start + 19].decode("ascii", "replace")
    return found if _MOMENT.fullmatch(found) else ""


def orientation_segment(orientation: int) -> bytes:
    """Return a segment that says only how a photo is turned.

    Args:
        orientation: 1 to 8.
    """
    tiff = b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    body = _HEAD + tiff
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
