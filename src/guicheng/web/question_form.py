"""One question as a plain form, and the question that the form says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict

from guicheng.domain.demand.form import fields_of_kind
from guicheng.domain.demand.questions import Kind

#: Empty rows that follow the options which are there.
_MORE: Final = 3
_LEAST: Final = 5
_TEXTS: Final = ("id", "text", "hint", "when", "item", "dimension", "low", "high")
_NUMBERS: Final = ("points", "least", "most", "shown", "sets")
_TICKS: Final = ("required", "unsure", "shuffle")
_OPTION_TICKS: Final = ("other", "fixed", "alone")
_LISTS: Final = ("options", "rows")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of options on the form: its place, counted from 0, and what stands in it."""

    number: int
    id: str
    text: str
    other: bool
    fixed: bool
    alone: bool


def says(kind: Kind) -> frozenset[str]:
    """Return the names of what a question of a kind may say of itself."""
    return frozenset(fields_of_kind(kind))


def rows_of(question: Mapping[str, Any], name: str) -> list[Row]:
    """Return the options of a question with a few empty rows behind them."""
    found = question.get(name)
    listed = [each for each in found if isinstance(each, Mapping)] if isinstance(found, list | tuple) else []
    wanted = max(len(listed) + _MORE, _LEAST)
    padded: Sequence[Mapping[str, Any]] = [*listed, *({} for _empty in range(wanted - len(listed)))]
    return [
        Row(
            number,
            str(each.get("id", "")),
            str(each.get("text", "")),
            *(bool(each.get(tick)) for tick in _OPTION_TICKS),
        )
        for number, each in enumerate(padded)
    ]


def question_of(given: QueryDict, kind: Kind) -> dict[str, Any]:
    """Return the question that a form says, as the JSON of a questionnaire; what is empty or not asked is left out."""
    allowed = says(kind)
    found: dict[str, Any] = {"kind": kind.value}
    for name in _TEXTS:
        if name in allowed and (text := " ".join(given.get(name, "").replace("\0", "").split())):
            found[name] = text
    for name in _NUMBERS:
        if name in allowed and (text := given.get(name, "").strip()):
            found[name] = text
    found |= {name: True for name in _TICKS if name in allowed and given.get(name)}
    for name in _LISTS:
        if name in allowed and (options := _options(given, name)):
            found[name] = options
    if kind is Kind.MATRIX and "options" in found:
        found.pop("points", None)
    if not found.get("when") and (ready := given.get("ready", "").strip()):
        found["when"] = ready[:500]
    return found


def _options(given: QueryDict, name: str) -> list[dict[str, Any]]:
    """Return the rows that have words, in their order; one without a name gets the next that is free."""
    rows = [_row(given, name, number) for number in range(60)]
    kept = [row for row in rows if row["text"]]
    taken = {row["id"] for row in kept}
    fresh = (f"{name[0]}{number}" for number in range(1, 200))
    for row in kept:
        row["id"] = row["id"] or next(each for each in fresh if each not in taken)
    return kept


def _row(given: QueryDict, name: str, number: int) -> dict[str, Any]:
    stem = f"{name}-{number}"
    row: dict[str, Any] = {
        "id": given.get(f"{stem}-id", "").strip(),
        "text": " ".join(given.get(f"{stem}-text", "").replace("\0", "").split()),
    }
    return row | {tick: True for tick in _OPTION_TICKS if given.get(f"{stem}-{tick}")}
