"""The form of a scorecard: rows of lines and bands as fields, so that it works without a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext_lazy

from guicheng.apps.assessment.models import Metric
from guicheng.apps.assessment.selectors.control import ClauseChoice
from guicheng.domain.attainment.card import Card, Line, Source
from guicheng.domain.attainment.scorecard import decimal
from guicheng.web.score_words import SOURCES
from guicheng.web.standards_list import TRADES
from guicheng.web.wording import Word

LINES: Final = 12
BANDS: Final = 6
_LINE: Final = ("key", "name", "section", "weight", "from", "full", "zero", "least", "fewest", "veto")
_BAND: Final = ("since", "name", "payout")
_HUNDRED: Final = 100
#: What a card begins with: weights that add up to 100, and bands as committees of owners have them.
_FIRST_LINES: Final = (
    (gettext_lazy("Promises kept"), "60", Source.ATTAINMENT),
    (gettext_lazy("Inspections of quality"), "20", Source.INSPECTION),
    (gettext_lazy("Nonconformities overdue"), "20", Source.NONCONFORMITIES),
)
_FIRST_BANDS: Final = (
    ("95", gettext_lazy("very good"), "100%"),
    ("85", gettext_lazy("good"), "98%"),
    ("75", gettext_lazy("fair"), "95%"),
    ("60", gettext_lazy("enough"), "80%"),
    ("0", gettext_lazy("poor"), "70%"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Where a line can take its figure from."""

    value: str
    words: Word
    foreign: str = ""


def choices(metrics: Sequence[Metric], clauses: Sequence[ClauseChoice]) -> list[Choice]:
    """Return what a line can be about.

    Args:
        metrics: The company's metrics of satisfaction.
        clauses: Clauses of which something was counted.
    """
    found = [Choice(Source.ATTAINMENT.value, SOURCES[Source.ATTAINMENT])]
    kept = SOURCES[Source.ATTAINMENT]
    found += [Choice(f"attainment|domain:{key}", f"{kept} · {words}") for key, words in TRADES.items()]
    found += [
        Choice(f"attainment|clause:{each.key}", kept, f"{each.citation} {each.sentence[:20]}") for each in clauses
    ]
    found.append(Choice(Source.INSPECTION.value, SOURCES[Source.INSPECTION]))
    found += [Choice(f"satisfaction|{each.key}", SOURCES[Source.SATISFACTION], each.name) for each in metrics]
    found.append(Choice(Source.NONCONFORMITIES.value, SOURCES[Source.NONCONFORMITIES]))
    return found


def definition_of(given: Mapping[str, str]) -> dict[str, Any]:
    """Return what a form asks for, as ``domain.attainment.card`` reads it; rows with neither name nor weight go."""
    rows = [_row(given, "line", place, _LINE) for place in range(LINES)]
    used = {row["key"] for row in rows if row["key"]}
    fresh = (f"l{number}" for number in range(1, 1000) if f"l{number}" not in used)
    lines = []
    for row in rows:
        if row["name"] or row["weight"]:
            source, _bar, subject = row["from"].partition("|")
            lines.append(
                {
                    "key": row["key"] or next(fresh),
                    "name": row["name"],
                    "section": row["section"],
                    "weight": row["weight"],
                    "source": source,
                    "subject": subject,
                    "full": part(row["full"] or "100%"),
                    "zero": part(row["zero"] or "0"),
                    "veto": bool(row["veto"]),
                    "least": part(row["least"] or "100%"),
                    "fewest": row["fewest"] or "5",
                }
            )
    bands = [row for place in range(BANDS) if (row := _row(given, "band", place, _BAND))["since"]]
    return {
        "lines": lines,
        "bands": [{**row, "payout": part(row["payout"])} for row in bands],
        "most_extra": given.get("most_extra", "").strip() or "0",
    }


def _row(given: Mapping[str, str], kind: str, place: int, names: Sequence[str]) -> dict[str, str]:
    return {name: given.get(f"{kind}-{place}-{name}", "").strip() for name in names}


def part(text: str) -> str:
    """Return a number that may be written in per cent as a plain one; what is none stays as it is, to be refused."""
    said = text.strip().replace("％", "%")
    if not said.endswith("%"):
        return said
    try:
        return decimal(Fraction(said.rstrip("% ")) / _HUNDRED)
    except (ValueError, ZeroDivisionError):
        return said


def rows_of(given: Mapping[str, str]) -> dict[str, Any]:
    """Return the rows of a form as they were sent, so that nothing typed is lost."""
    return {
        "lines": [_row(given, "line", place, _LINE) for place in range(LINES)],
        "bands": [_row(given, "band", place, _BAND) for place in range(BANDS)],
        "most_extra": given.get("most_extra", ""),
        "sum": _sum([given.get(f"line-{place}-weight", "") for place in range(LINES)]),
    }


def rows_of_card(card: Card) -> dict[str, Any]:
    """Return the rows of a form that shows a card, with empty ones to write on."""
    lines = [_line_fields(line) for line in card.lines]
    bands = [{"since": decimal(band.since), "name": band.name, "payout": _percent(band.payout)} for band in card.bands]
    return {
        "lines": [*lines, *({} for _each in range(LINES - len(lines)))],
        "bands": [*bands, *({} for _each in range(BANDS - len(bands)))],
        "most_extra": decimal(card.most_extra),
        "sum": decimal(sum((line.weight for line in card.lines), Fraction())),
    }


def first_rows() -> dict[str, Any]:
    """Return the rows of a card that nobody has written yet."""
    lines: list[dict[str, str]] = []
    for name, weight, source in _FIRST_LINES:
        late = source is Source.NONCONFORMITIES
        scale = {"full": "0", "zero": "5", "fewest": "1"} if late else {"full": "100%", "zero": "0%", "fewest": "5"}
        few = {"fewest": "1"} if source is Source.INSPECTION else {}
        lines.append({"name": str(name), "weight": weight, "from": source.value, "least": "100%", **scale, **few})
    bands = [dict(zip(_BAND, map(str, row), strict=True)) for row in _FIRST_BANDS]
    return {
        "lines": [*lines, *({} for _each in range(LINES - len(lines)))],
        "bands": [*bands, *({} for _each in range(BANDS - len(bands)))],
        "most_extra": "0",
        "sum": "100",
    }


def _line_fields(line: Line) -> dict[str, str]:
    plain = line.source is Source.NONCONFORMITIES or line.zero > line.full or line.full > 1
    return {
        "key": line.key,
        "name": line.name,
        "section": line.section,
        "weight": decimal(line.weight),
        "from": f"{line.source.value}|{line.subject}" if line.subject else line.source.value,
        "full": decimal(line.full) if plain else _percent(line.full),
        "zero": decimal(line.zero) if plain else _percent(line.zero),
        "least": _percent(line.least),
        "fewest": str(line.fewest),
        "veto": "1" if line.veto else "",
    }


def _percent(found: Fraction) -> str:
    return f"{decimal(found * _HUNDRED)}%"


def _sum(weights: Sequence[str]) -> str:
    """Return the sum of weights, "" where one is no number."""
    try:
        return decimal(sum((Fraction(each) for each in weights if each.strip()), Fraction()))
    except (ValueError, ZeroDivisionError):
        return ""
