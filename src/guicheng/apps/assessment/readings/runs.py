"""Runs of a sealed month as bytes: a line of JSON that names the groups, then their times, packed."""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from typing import Any, Final

from guicheng.domain.attainment.figure import Counts
from guicheng.domain.attainment.sealed import Group, Sealed
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

FORMAT: Final = "guicheng.run.1"
_COLUMNS: Final = ("kept", "late", "missed", "excused", "no_evidence", "pending")


def pack(sealed: Sealed) -> bytes:
    """Return a sealed month as bytes: the same for the same content, on every machine.

    Times are signed numbers of 64 bits, the lowest byte first.
    """
    head = {
        "format": FORMAT,
        "month": sealed.month,
        "version": sealed.version,
        "groups": [list(group) for group in sealed.groups],
        "offsets": sealed.offsets.tolist(),
        "counts": [[getattr(counts, name) for name in _COLUMNS] for counts in sealed.counts],
        "untimed": sealed.untimed.tolist(),
    }
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(line + b"\n" + _little(sealed.times).tobytes(), 6)


def unpack(content: bytes) -> Sealed:
    """Return the sealed month that bytes hold.

    Raises:
        FileRefusedError: They hold none.
    """
    try:
        line, _break, packed = zlib.decompress(content).partition(b"\n")
        head: dict[str, Any] = json.loads(line)
        month = {FORMAT: "month"}[head["format"]]
        times = array("q")
        times.frombytes(packed)
        return Sealed(
            head[month],
            head["version"],
            tuple(Group(*group) for group in head["groups"]),
            array("q", head["offsets"]),
            _little(times),
            tuple(Counts(**dict(zip(_COLUMNS, counts, strict=True))) for counts in head["counts"]),
            array("q", head["untimed"]),
        )
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise FileRefusedError(_("These bytes are no run of a sealed month.")) from error


def _little(times: array[int]) -> array[int]:
    """Return numbers with the lowest byte first, or such numbers as this machine has them."""
    if sys.byteorder == "little":
        return times
    found = array("q", times)
    found.byteswap()
    return found
