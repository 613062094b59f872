"""The sums of one estate in a month as bytes, clause by clause, as boards are put together from."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import Final, NamedTuple
from uuid import UUID

_KEY: Final = 16
#: Six counts and the sum of targets.
NUMBERS: Final = 7
#: Beside these: whether it is whole, a promise of the clause, the number of its edition.
_WIDTH: Final = NUMBERS + 3


class ClauseSums(NamedTuple):
    """What became of a clause at an estate.

    Args:
        key: Lasting key of the clause.
        counts: kept, late, missed, excused, without evidence, pending.
        wanted: Sum of the targets of all that counts, in millionths.
        whole: Whether all of it recurs by schedules.
        promise: Primary key of the promise that says what the clause says: that of the newest edition.
        edition: Number of that edition.
    """

    key: UUID
    counts: tuple[int, int, int, int, int, int]
    wanted: int
    whole: bool
    promise: int
    edition: int


class RowSums(NamedTuple):
    """The sums of an estate, column by column.

    Args:
        keys: Keys of the clauses, 16 bytes each.
        numbers: Six counts and the sum of targets of each clause in turn.
        whole: 1 where a clause recurs by schedules only, else 0.
        promises: Primary keys of promises.
        editions: Numbers of editions.
    """

    keys: bytes
    numbers: tuple[int, ...]
    whole: tuple[int, ...]
    promises: tuple[int, ...]
    editions: tuple[int, ...]

    @property
    def clauses(self) -> list[bytes]:
        """The keys one by one."""
        return [self.keys[at : at + _KEY] for at in range(0, len(self.keys), _KEY)]


def row_of(sums: Iterable[ClauseSums]) -> RowSums:
    """Return the sums of an estate column by column.

    Args:
        sums: One for each clause, in the order of their citations.
    """
    found = list(sums)
    return RowSums(
        b"".join(each.key.bytes for each in found),
        tuple(number for each in found for number in (*each.counts, each.wanted)),
        tuple(int(each.whole) for each in found),
        tuple(each.promise for each in found),
        tuple(each.edition for each in found),
    )


def pack_row(row: RowSums) -> bytes:
    """Return the sums of an estate as bytes: the same for the same content, on every machine."""
    values = (*row.numbers, *row.whole, *row.promises, *row.editions)
    return zlib.compress(row.keys + struct.pack(f"<{len(values)}q", *values), 1)


def unpack_row(content: bytes) -> RowSums:
    """Return the sums that bytes hold.

    Args:
        content: As ``pack_row`` made them.
    """
    plain = zlib.decompress(content)
    count = len(plain) // (_KEY + 8 * _WIDTH)
    values = struct.unpack_from(f"<{_WIDTH * count}q", plain, _KEY * count)
    ends = [NUMBERS * count, (NUMBERS + 1) * count, (NUMBERS + 2) * count]
    return RowSums(
        plain[: _KEY * count],
        values[: ends[0]],
        values[ends[0] : ends[1]],
        values[ends[1] : ends[2]],
        values[ends[2] :],
    )
