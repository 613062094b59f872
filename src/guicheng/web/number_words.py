"""Numbers that clauses ask for, in the reader's words: what is counted, and within which bounds a clause holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.http import QueryDict
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.operations.models import OrderPromise
from guicheng.apps.operations.selectors.orders.clocks import held_of
from guicheng.apps.standards.models import EditionClause
from guicheng.domain.orders import Need, Standing, needs_from
from guicheng.domain.orders.words import words_of
from guicheng.web.order_words import STAGES, limit_words

_FIELD: Final = "number-"
#: What is counted, as the words of orders name it → what a field for it is called.
_NAMES: Final[Mapping[str, str | Lazy]] = {
    "households": gettext_lazy("Households affected"),
    "people": gettext_lazy("People concerned"),
    "area": gettext_lazy("Area in m²"),
    "length": gettext_lazy("Length in m"),
    "duration": gettext_lazy("How long it has lasted, in minutes"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A field for a number.

    Args:
        field: Its name in a form.
        name: What it is called.
        value: What is known, "" for nothing.
    """

    field: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Hanging:
    """A clause that would apply with another number.

    Args:
        stage: The stage that it would bound.
        limit: Its limit in words.
        clause: The clause.
        needs: Within which bounds it applies, in words.
        open: Whether a number that it asks for is not known.
    """

    stage: str | Lazy
    limit: str
    clause: EditionClause
    needs: str
    open: bool


def asked(units: Iterable[str], known: Mapping[str, object]) -> list[Asked]:
    """Return the fields for numbers that clauses ask for.

    Args:
        units: What is counted.
        known: What is known of it, by the same names.
    """
    return [Asked(f"{_FIELD}{unit}", number_name(unit), str(known.get(unit, ""))) for unit in units]


def numbers_given(given: QueryDict) -> dict[str, str]:
    """Return the numbers that a form sent, as they were written."""
    return {name.removeprefix(_FIELD): str(value) for name, value in given.items() if name.startswith(_FIELD)}


def number_name(unit: str) -> str:
    """Return what a number is called."""
    known = next((name for name, units in words_of("unit").items() if unit in units), "")
    return str(_NAMES[known]) if known in _NAMES else _("How many ({unit})").format(unit=unit)


def known_words(numbers: Mapping[str, str]) -> list[str]:
    """Return numbers that are known, in words."""
    return [f"{number_name(unit)} {value}" for unit, value in sorted(numbers.items())]


def hanging(row: OrderPromise) -> Hanging:
    """Return a clause that is kept with an order and does not apply now."""
    words = needs_words(needs_from(row.needs))
    standing = row.standing == Standing.OPEN.value
    return Hanging(STAGES[row.stage], limit_words(held_of(row).limit), row.clause, words, standing)


def needs_words(needs: Iterable[Need]) -> str:
    """Return within which bounds a clause applies: Households affected: 30 or more."""
    join = _("{one} and {other}")
    found = ""
    for need in needs:
        words = _("{name}: {bounds}").format(name=number_name(need.unit), bounds=_bounds(need))
        found = join.format(one=found, other=words) if found else words
    return found


def _bounds(need: Need) -> str:
    low, high = (None if each is None else _plain(each) for each in (need.low, need.high))
    if low is not None and low == high:
        return low
    least = "" if low is None else (_("more than {number}") if need.above else _("{number} or more")).format(number=low)
    most = (
        "" if high is None else (_("less than {number}") if need.below else _("{number} or less")).format(number=high)
    )
    return _("{one} and {other}").format(one=least, other=most) if least and most else least or most


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
