"""What somebody typed on the page of a sheet, as points, deductions, vetoes, bonuses and bands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from hashlib import sha256
from typing import Final

from guicheng.apps.assessment.readings.inspection_sheets import Content, Part, Row
from guicheng.apps.assessment.services.inspecting.access import points_of, points_or_none
from guicheng.apps.operations.services.estate_access import wanted_text
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.domain.attainment.inspecting.sheet import Bonus, Veto
from guicheng.domain.attainment.scorecard import Band
from guicheng.domain.values.message import _

_NAME: Final = 60
_NONE: Final = Fraction(0)
_HUNDRED: Final = Fraction(100)
_LOSS: Final = Fraction(-10_000)
_BONUS: Final = re.compile(r"(?P<name>.+?)\s+(?P<points>[+\-−＋－]?[\d.]+)\s*分?")
_BAND: Final = re.compile(r"(?P<since>[\d.]+)\s+(?P<name>\S.*?)(?:\s+(?P<payout>[\d.]+)\s*%)?")


@dataclass(frozen=True, slots=True)
class RowAsked:
    """What somebody typed for a line; what they left out stays.

    Args:
        points: What it is worth.
        each: What each finding takes off; "" for the failed share.
        cap: What findings take off at most; "" for all of it.
        veto: One of ``Veto``, "" for none.
        counted: Whether places out of order are counted.
        sampled: Whether it is asked at each thing of the sample.
        out: Whether it is taken off the sheet.
    """

    points: str
    each: str = ""
    cap: str = ""
    veto: str = ""
    counted: bool = False
    sampled: bool = False
    out: bool = False


@dataclass(frozen=True, slots=True)
class PartAsked:
    """What somebody typed for a section.

    Args:
        name: What it is called.
        points: What it is worth.
        cap: What its lines take off together at most; "" for all of it.
    """

    name: str
    points: str
    cap: str = ""


@dataclass(frozen=True, slots=True)
class SheetAsked:
    """What somebody typed for a sheet.

    Args:
        title: Its title; "" leaves it.
        full: What the sections add up to; "" leaves it.
        parts: Its sections in their order; as many as there are.
        rows: By key of the line; one that is not named stays as it is.
        bonuses: One a line, such as ``Praise +2``; None leaves them.
        bonus_cap: What they add at most.
        bands: One a line, the best first, such as ``95 Good 100%``; None leaves them.
    """

    title: str = ""
    full: str = ""
    parts: Sequence[PartAsked] = ()
    rows: Mapping[str, RowAsked] = field(default_factory=dict)
    bonuses: str | None = None
    bonus_cap: str = ""
    bands: str | None = None


def renewed(content: Content, asked: SheetAsked) -> Content:
    """Return a sheet with what somebody typed; sections without lines go.

    Raises:
        NotAsWantedError: A value cannot be what it is.
    """
    parts = list(content.parts)
    for place, each in enumerate(asked.parts[: len(parts)]):
        name = wanted_text(each.name, f"section-{place}", most=_NAME) or parts[place].name
        points, cap = points_of(each.points, f"points-{place}"), points_or_none(each.cap, f"cap-{place}")
        parts[place] = replace(parts[place], name=name, points=points, cap=cap)
    kept = [replace(part, rows=_rows(part, asked.rows)) for part in parts]
    return replace(
        content,
        parts=tuple(part for part in kept if part.rows),
        full=points_of(asked.full, "full", least=Fraction(1, 100)) if asked.full.strip() else content.full,
        bonuses=content.bonuses if asked.bonuses is None else bonuses_in(asked.bonuses),
        bonus_cap=content.bonus_cap if asked.bonuses is None else points_or_none(asked.bonus_cap, "bonus_cap") or _NONE,
        bands=content.bands if asked.bands is None else bands_in(asked.bands),
    )


def _rows(part: Part, asked: Mapping[str, RowAsked]) -> tuple[Row, ...]:
    found = []
    for row in part.rows:
        said = asked.get(row.key)
        if said is None:
            found.append(row)
        elif not said.out:
            found.append(_row(row, said))
    return tuple(found)


def _row(row: Row, said: RowAsked) -> Row:
    if said.veto not in {"", *Veto}:
        raise NotAsWantedError(_("Choose what a failure of this line does to the whole."), field=f"veto-{row.key}")
    each = points_or_none(said.each, f"each-{row.key}")
    if said.counted and each is None:
        raise NotAsWantedError(
            _("“{name}” counts places: say what each of them takes off.", name=row.name), field=f"each-{row.key}"
        )
    return replace(
        row,
        points=points_of(said.points, f"points-{row.key}"),
        each=each,
        cap=points_or_none(said.cap, f"cap-{row.key}"),
        veto=Veto(said.veto) if said.veto else None,
        counted=said.counted,
        sampled=said.sampled,
    )


def bonuses_in(text: str) -> tuple[Bonus, ...]:
    """Return bonuses typed one a line, name first and points behind.

    Raises:
        NotAsWantedError: A line is none.
    """
    found = {}
    for line in filter(None, (each.strip() for each in text.splitlines())):
        read = _BONUS.fullmatch(line)
        if read is None:
            raise NotAsWantedError(
                _("“{line}” is no bonus. Write a name and points behind it, such as Praise +2.", line=line[:30]),
                field="bonuses",
            )
        name = wanted_text(read["name"], "bonuses", most=_NAME)
        said = read["points"].replace("＋", "+").replace("－", "-").replace("−", "-")
        key = sha256(name.encode()).hexdigest()[:8]
        found[key] = Bonus(key, name, points_of(said, "bonuses", least=_LOSS))
    return tuple(found.values())


def bands_in(text: str) -> tuple[Band, ...]:
    """Return bands typed one a line: from which points on, the name, and the share of the fee.

    Raises:
        NotAsWantedError: A line is none.
    """
    found = []
    for line in filter(None, (each.strip() for each in text.splitlines())):
        read = _BAND.fullmatch(line)
        if read is None:
            raise NotAsWantedError(
                _("“{line}” is no band. Write points, a name and a share, such as 95 Good 100%.", line=line[:30]),
                field="bands",
            )
        payout = points_of(read["payout"], "bands") / _HUNDRED if read["payout"] else Fraction(1)
        found.append(Band(points_of(read["since"], "bands"), wanted_text(read["name"], "bands", most=_NAME), payout))
    return tuple(found)
