"""Scoring sheets as they are stored, and as lines of checklists and sheets of the domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from guicheng.apps.operations.readings.checklists import Line, line_of, stored_line
from guicheng.domain.attainment.inspecting.sheet import FULL, Bonus, Section, Sheet, SheetLine, Veto
from guicheng.domain.attainment.scorecard import Band
from guicheng.domain.evidence.lines import Bounds, LineKind, PhotoRule

#: Begins the keys of lines that count how often a bonus was earned.
BONUS: Final = "bonus-"
_NAME: Final = 24


@dataclass(frozen=True, slots=True)
class Source:
    """Where a line of a sheet comes from; all are "" for a line of the company's own.

    Args:
        standard: Key of the standard.
        edition: Key of the edition from which it was compiled.
        told: The edition as people cite it, such as "BJ-01 第2版".
        citation: The clause as people cite it.
        sentence: The clause as published.
        domain: Category of the standard.
    """

    standard: str = ""
    edition: str = ""
    told: str = ""
    citation: str = ""
    sentence: str = ""
    domain: str = ""

    @property
    def number(self) -> int:
        """Number of the edition, 0 for none."""
        figures = self.told.rpartition(" 第")[2].removesuffix("版")
        return int(figures) if figures.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a sheet: what is looked at, and what it is worth.

    Args:
        line: As checklists have it.
        points: What it is worth.
        each: What each finding takes off; None takes off the failed share.
        cap: What findings take off at most.
        veto: What a failure does to the whole.
        counted: Whether the places out of order are counted instead of saying that it is in order or not.
        sampled: Whether it is asked at each thing of the sample.
        source: Where it comes from.
    """

    line: Line
    points: Fraction
    each: Fraction | None = None
    cap: Fraction | None = None
    veto: Veto | None = None
    counted: bool = False
    sampled: bool = False
    source: Source = Source()

    @property
    def key(self) -> str:
        """By which results name it."""
        return self.line.key

    @property
    def name(self) -> str:
        """What people call it."""
        words = "：".join(part for part in (self.line.topic, self.line.text) if part)
        shown = words if len(words) <= _NAME else f"{words[:_NAME]}…"
        return f"{self.line.number} {shown}".strip()

    @property
    def asked(self) -> Line:
        """The line as it is answered on the spot: a failure wants a photo."""
        photo = PhotoRule.ON_FAIL if self.line.photo is PhotoRule.NEVER else self.line.photo
        if not self.counted:
            return replace(self.line, photo=photo, mandatory=True)
        none = Bounds(Decimal(0), Decimal(0))
        return replace(
            self.line, kind=LineKind.NUMBER, bounds=none, unit="处", choices=(), failing=(), photo=photo, mandatory=True
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a sheet.

    Args:
        name: What it is called.
        points: What it is worth.
        rows: Its lines.
        cap: What they take off together at most.
    """

    name: str
    points: Fraction
    rows: tuple[Row, ...] = ()
    cap: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """All that a sheet says.

    Args:
        parts: Its sections.
        full: What they add up to.
        bonuses: What is added and taken off beside them.
        bonus_cap: What bonuses add at most.
        bands: The best first.
    """

    parts: tuple[Part, ...] = ()
    full: Fraction = FULL
    bonuses: tuple[Bonus, ...] = ()
    bonus_cap: Fraction = Fraction(0)
    bands: tuple[Band, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The lines of all sections."""
        return tuple(row for part in self.parts for row in part.rows)

    @property
    def sheet(self) -> Sheet:
        """What it is scored by."""
        return Sheet(
            tuple(
                Section(
                    part.name,
                    part.points,
                    tuple(SheetLine(row.key, row.name, row.points, row.each, row.cap, row.veto) for row in part.rows),
                    part.cap,
                )
                for part in self.parts
            ),
            self.full,
            self.bonuses,
            self.bonus_cap,
            self.bands,
        )

    def section_of(self, key: str) -> str:
        """Return the name of the section of a line."""
        return next(part.name for part in self.parts if any(row.key == key for row in part.rows))


def content_of(said: Mapping[str, Any]) -> Content:
    """Return what is stored of a sheet."""
    return Content(
        tuple(_part(each) for each in said.get("sections", ())),
        Fraction(said.get("full", "100")),
        tuple(Bonus(each["key"], each["name"], Fraction(each["points"])) for each in said.get("bonuses", ())),
        Fraction(said.get("bonus_cap", "0")),
        tuple(Band(Fraction(each["since"]), each["name"], Fraction(each["payout"])) for each in said.get("bands", ())),
    )


def stored(content: Content) -> dict[str, Any]:
    """Return a sheet as it is stored; fractions are text."""
    return {
        "full": str(content.full),
        "sections": [
            {
                "name": part.name,
                "points": str(part.points),
                "cap": _text(part.cap),
                "lines": [_stored_row(row) for row in part.rows],
            }
            for part in content.parts
        ],
        "bonuses": [{"key": each.key, "name": each.name, "points": str(each.points)} for each in content.bonuses],
        "bonus_cap": str(content.bonus_cap),
        "bands": [{"since": str(each.since), "name": each.name, "payout": str(each.payout)} for each in content.bands],
    }


def _part(said: Mapping[str, Any]) -> Part:
    rows = tuple(_row(each) for each in said.get("lines", ()))
    return Part(said["name"], Fraction(said["points"]), rows, _fraction(said.get("cap")))


def _row(said: Mapping[str, Any]) -> Row:
    return Row(
        line_of(said["line"]),
        Fraction(said["points"]),
        _fraction(said.get("each")),
        _fraction(said.get("cap")),
        Veto(said["veto"]) if said.get("veto") else None,
        said.get("counted", False),
        said.get("sampled", False),
        Source(**said.get("source", {})),
    )


def _stored_row(row: Row) -> dict[str, Any]:
    return {
        "line": stored_line(row.line),
        "points": str(row.points),
        "each": _text(row.each),
        "cap": _text(row.cap),
        "veto": row.veto.value if row.veto else "",
        "counted": row.counted,
        "sampled": row.sampled,
        "source": {name: getattr(row.source, name) for name in Source.__dataclass_fields__},
    }


def _fraction(said: str | None) -> Fraction | None:
    return None if said in {None, ""} else Fraction(str(said))


def _text(number: Fraction | None) -> str | None:
    return None if number is None else str(number)
