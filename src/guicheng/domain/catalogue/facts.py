"""What can be said of an estate in numbers, shipped in ``library/catalogue/facts.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final

from guicheng.domain.catalogue.tables import rows_of
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_COLUMNS: Final = ("key", "group", "unit", "unit_en", "inherited", "zh", "en")
_MOST: Final = Decimal(1_000_000_000)
_LONGEST: Final = 20
#: Units of which there can be a part.
_PARTED: Final = frozenset({"㎡", "元/小时", "天"})


class NotANumberError(GuichengError):
    """What was given for a fact is no number, or one that no estate has."""

    code = "not-a-number"


@dataclass(frozen=True, slots=True)
class Fact:
    """One number of an estate.

    Args:
        key: Its lasting name.
        group: What it belongs to: people, buildings, grounds, equipment, events, work.
        unit: Unit in which it is given, in Chinese as everywhere in clauses.
        inherited: Whether units below have it where they give none themselves; wages do, lifts do not.
        zh: Chinese name.
        en: English name.
        unit_en: Unit in English, "" where the name says what is counted.
    """

    key: str
    group: str
    unit: str
    inherited: bool
    zh: str
    en: str
    unit_en: str = ""

    @property
    def whole(self) -> bool:
        """Whether it counts things, so that no part of one can be there; areas, workdays and wages need not."""
        return self.unit not in _PARTED

    def name(self, language: str) -> str:
        """Return the name in a language, such as ``zh-hans`` or ``en``."""
        return self.zh if language.startswith("zh") else self.en

    def unit_name(self, language: str) -> str:
        """Return the unit in a language; "" in English where the name says what is counted."""
        return self.unit if language.startswith("zh") else self.unit_en


@cache
def shipped_facts() -> dict[str, Fact]:
    """Return the facts by key, in the order of the table."""
    return {
        row["key"]: Fact(
            row["key"],
            row["group"],
            row["unit"],
            row["inherited"] == "yes",
            row["zh"],
            row["en"],
            row["unit_en"],
        )
        for row in rows_of("catalogue", "facts.tsv", _COLUMNS)
    }


def fact_value(text: str, *, name: str, whole: bool = False) -> Decimal | None:
    """Return the number of a fact as somebody wrote it; None for nothing.

    Args:
        text: Digits with a decimal point at most; blanks and thousands commas are overlooked.
        name: What the fact is called, for the sentence.
        whole: Whether it counts things.

    Raises:
        NotANumberError: It is no number, none from 0 to 1,000,000,000, or a part of something that is counted.

    Example:
        >>> fact_value("1,280", name="户数")
        Decimal('1280')
    """
    written = text.replace(",", "").replace("，", "").strip()
    if not written:
        return None
    try:
        number = Decimal(written)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or (len(written) > _LONGEST and 0 <= number <= _MOST):
        raise NotANumberError(
            _("“{given}” is no number for {name}. Write digits, such as 12, or leave it empty.", given=text, name=name)
        )
    if not 0 <= number <= _MOST:
        raise NotANumberError(
            _("“{given}” cannot be for {name}. Write a number from 0 to 1,000,000,000.", given=text[:40], name=name)
        )
    if whole and number != number.to_integral_value():
        raise NotANumberError(_("“{given}” cannot be for {name}: write a whole number.", given=text, name=name))
    return number
