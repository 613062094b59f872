"""The few numbers of law that rules of this room need, read from ``library/norms/lint.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_COLUMNS = ("key", "value", "unit", "op", "jurisdiction", "law", "article", "effective", "source")


@dataclass(frozen=True, slots=True)
class Statute:
    """One number of law.

    Args:
        key: How rules ask for it.
        value: The number.
        unit: Its unit.
        op: Direction of the bound that the law sets.
        jurisdiction: ``CN`` or a city or province.
        law: Name of the law.
        article: Number of the article.
        effective: ISO date from which it holds.
        source: Where the text was read.
    """

    key: str
    value: int
    unit: str
    op: str
    jurisdiction: str
    law: str
    article: str
    effective: str
    source: str


@cache
def _statutes() -> dict[str, Statute]:
    table = (files("guicheng.library") / "norms" / "lint.tsv").read_text(encoding="utf-8")
    head, *rows = (line.split("\t") for line in table.splitlines() if line.strip())
    if tuple(head) != _COLUMNS:
        raise ValueError(f"lint.tsv: the first row must name the columns {', '.join(_COLUMNS)}")
    return {row[0]: Statute(row[0], int(row[1]), *row[2:]) for row in rows}


def statute(key: str) -> Statute:
    """Return a number of law.

    Raises:
        KeyError: The table has no such key.
    """
    return _statutes()[key]
