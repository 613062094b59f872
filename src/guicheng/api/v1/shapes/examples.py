"""Examples of what callers send, from the library: they are Chinese, as the standards are."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


def example(name: str) -> str:
    """Return an example.

    Raises:
        KeyError: The library has none of this name.
    """
    return _examples()[name]


@cache
def _examples() -> dict[str, str]:
    text = (files("guicheng.library") / "examples" / "calls.tsv").read_text(encoding="utf-8")
    return {row["name"]: row["example"] for row in csv.DictReader(text.splitlines(), delimiter="\t")}
