"""Sealed months as Parquet: one row a thing that was due, sorted by estate, promise and time; readable anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from guicheng.domain.attainment import Judged
from guicheng.domain.attainment.sealed import group_of, is_timed
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

FORMAT: Final = "guicheng.sealed.1"
#: ``micros`` ran on the clock of the promise; null where no time counts. ``begin`` and ``due`` are local moments.
SCHEMA: Final = pa.schema(
    [
        ("estate", pa.string()),
        ("requirement", pa.string()),
        ("edition", pa.string()),
        ("clause", pa.string()),
        ("month", pa.string()),
        ("post", pa.string()),
        ("outcome", pa.string()),
        ("reason", pa.string()),
        ("grade", pa.string()),
        ("begin", pa.timestamp("us")),
        ("due", pa.timestamp("us")),
        ("micros", pa.int64()),
        ("occurrence", pa.string()),
    ]
)


def write_rows(path: Path, month: str, judged: Iterable[Judged], *, version: int) -> int:
    """Write a version of a sealed month; return how many rows it has.

    Args:
        path: File to write; a version is never written over.
        month: Which; what began in others is left out.
        judged: Everything that was due, in any order.
        version: Of the seal.

    Raises:
        FileExistsError: The version was written before.
    """
    rows = sorted((each for each in judged if each.month == month), key=_order)
    schema = SCHEMA.with_metadata({"format": FORMAT, "month": month, "version": str(version)})
    columns = list(zip(*map(_values, rows), strict=True)) or [()] * len(SCHEMA)
    arrays = [pa.array(values, type=each.type) for values, each in zip(columns, SCHEMA, strict=True)]
    with path.open("xb") as file:
        pq.write_table(pa.table(arrays, schema=schema), file, compression="zstd")
    return len(rows)


def _order(each: Judged) -> tuple[Any, ...]:
    return (*group_of(each), not is_timed(each), each.counted or 0, each.id)


def _values(each: Judged) -> tuple[Any, ...]:
    requirement = each.requirement
    return (
        each.estate,
        requirement.key,
        requirement.edition,
        requirement.citation,
        each.month,
        each.post,
        each.outcome.value,
        each.reason,
        each.grade,
        each.begin,
        each.due,
        each.counted if is_timed(each) else None,
        each.id,
    )


def read_rows(path: Path) -> pa.Table:
    """Return the rows of a sealed month.

    Raises:
        FileRefusedError: It is no such file.
    """
    try:
        table = pq.read_table(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise FileRefusedError(_("“{name}” is no Parquet file.", name=path.name)) from error
    if (table.schema.metadata or {}).get(b"format") != FORMAT.encode():
        raise FileRefusedError(_("“{name}” is no sealed month.", name=path.name))
    return table


def versions_in(folder: Path, month: str) -> Iterator[tuple[int, Path]]:
    """Yield the versions of a month in a folder, the first one first.

    Args:
        folder: Where they lie, as ``path_of`` names them.
        month: Which.
    """
    found = ((int(path.stem.rpartition("-v")[2]), path) for path in folder.glob(f"{month}-v*.parquet"))
    yield from sorted(found)


def path_of(folder: Path, month: str, version: int) -> Path:
    """Return where a version of a month lies.

    Example:
        >>> path_of(Path("sealed"), "2026-03", 2).name
        '2026-03-v2.parquet'
    """
    return folder / f"{month}-v{version}.parquet"
