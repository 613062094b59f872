"""Codes of what is made of the library: those of the library, or the next free ones behind them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import count


def free_code(code: str, taken: Collection[str]) -> str:
    """Return a code that the company has not: this one, or the first that follows with a number.

    Example:
        >>> free_code("ZX-02", {"ZX-02", "ZX-02-2"})
        'ZX-02-3'
    """
    numbered = (f"{code}-{number}" for number in count(2))
    return code if code not in taken else next(each for each in numbered if each not in taken)


def own_code(code: str, title: str, there: Mapping[str, str]) -> str:
    """Return the code of what was made of a text of the library; "" for nothing.

    Args:
        code: That of the library, in capitals.
        title: Its title.
        there: Titles of what holds at the unit, by code, the nearest first.

    Example:
        >>> own_code("ZX-02", "装修", {"ZX-02-2": "装修", "ZX-02-3": "别的"})
        'ZX-02-2'
    """
    if code in there:
        return code
    # Where another unit had the code before, a number follows it.
    numbered = (each for each in there if each.startswith(f"{code}-") and each[len(code) + 1 :].isdecimal())
    return next((each for each in numbered if there[each] == title), "")
