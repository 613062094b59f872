"""Shares in a grid: six steps around the promise, a number and a mark in every cell, a hatch where evidence lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from guicheng.adapters.pictures import svg
from guicheng.adapters.process_palette import Theme

_NAMES: Final = 150
_CELL: Final = 64
_HIGH: Final = 30
_HEAD: Final = 74
#: How far below the promise a step ends, as a share.
_NEAR, _FAR = 0.05, 0.15


class Heat(StrEnum):
    """What a cell says."""

    MET = "met"
    NOT_MET = "bad"
    FEW = "few"
    NO_EVIDENCE = "hatch"
    NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a grid.

    Args:
        heat: What it says.
        shown: Its number in words, such as 96%.
        told: The whole of it, told on hovering.
        step: From 0 (far above the promise) to 5 (far below it); it colours what is met or not met.
    """

    heat: Heat
    shown: str
    told: str = ""
    step: int = 0


def heat_step(share: float, target: float) -> int:
    """Return the step of a share: 0 to 2 where the promise is kept, 3 to 5 where it is not.

    Args:
        share: Kept, from 0 to 1.
        target: Promised, from 0 to 1.
    """
    if share >= target:
        room = (share - target) / (1 - target) if target < 1 else 1.0
        return 0 if room >= 2 / 3 else 1 if room >= 1 / 3 else 2
    gap = target - share
    return 3 if gap <= _NEAR else 4 if gap <= _FAR else 5


def heat_chart(
    rows: Sequence[tuple[str, Sequence[Cell]]], columns: Sequence[str], *, title: str, theme: Theme | None = None
) -> str:
    """Return figures in a grid as SVG.

    Args:
        rows: Names of the rows with a cell for every column.
        columns: Names of the columns.
        title: What readers of the screen hear.
        theme: Colours that it brings along; None where the page has its own for the classes.
    """
    wide, high = _NAMES + len(columns) * _CELL + 60, _HEAD + len(rows) * _HIGH + 4
    parts = [_pattern()]
    for index, name in enumerate(columns):
        x = _NAMES + (index + 0.4) * _CELL
        words = svg.safe(svg.short(name, 9))
        parts.append(f'<text class="tick" transform="translate({x:.0f} {_HEAD - 8}) rotate(-35)">{words}</text>')
    for number, (name, cells) in enumerate(rows):
        y = _HEAD + number * _HIGH
        parts.append(svg.text(_NAMES - 10, y + 20, svg.short(name, 11), "name", "end"))
        for index, cell in enumerate(cells):
            parts += _cell(_NAMES + index * _CELL, y, cell)
    return svg.sheet(wide, high, parts, title, theme, kind="chart heat")


def _pattern() -> str:
    return (
        '<defs><pattern id="heat-hatch" class="hatching" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M0 0V7"/></pattern></defs>'
    )


def _cell(x: float, y: float, cell: Cell) -> Iterator[str]:
    wide, high = _CELL - 2, _HIGH - 2
    yield f"<g><title>{svg.safe(cell.told or cell.shown)}</title>"
    fill = f' fill="{svg.HEAT[cell.step][0]}"' if cell.heat in {Heat.MET, Heat.NOT_MET} else ""
    yield f'<rect class="cell {cell.heat}" x="{x:.0f}" y="{y:.0f}" width="{wide}" height="{high}"{fill}/>'
    ink = f' style="fill:{svg.HEAT[cell.step][1]}"' if fill else ""
    if cell.heat is Heat.NO_EVIDENCE:
        yield f'<rect x="{x:.0f}" y="{y:.0f}" width="{wide}" height="{high}" style="fill:url(#heat-hatch)"/>'
        yield f'<rect class="cell none" x="{x + 8:.0f}" y="{y + 5:.0f}" width="{wide - 16}" height="{high - 10}"/>'
    words = f"{svg.safe(cell.shown)}{'▼' if cell.heat is Heat.NOT_MET else ''}"
    yield f'<text class="value" x="{x + wide / 2:.1f}" y="{y + 19:.1f}" text-anchor="middle"{ink}>{words}</text></g>'
