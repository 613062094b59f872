"""Lengths of time as people read them."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Final

from django.utils.translation import gettext as _

from guicheng.domain.process.limits import plain_number

#: Unit in minutes, and from how many minutes on it is used.
_FROM: Final = ((1440, 4320), (60, 120), (1, 1), (Fraction(1, 60), 0))


def duration(minutes: Fraction | None) -> str:
    """Return a length of time for people: days from the third on, hours from the second on; "—" for none.

    A tenth that is begun counts as whole, so that nothing looks shorter than it is.
    """
    if minutes is None:
        return "—"
    words = {1440: _("{number} d"), 60: _("{number} h"), 1: _("{minutes} min"), Fraction(1, 60): _("{number} s")}
    size = next(size for size, least in _FROM if minutes >= least)
    number = plain_number(Fraction(ceil(minutes / size * 10), 10))
    return words[size].format(number=number, minutes=number)
