"""Drawings of processes for the pages of a manual."""

from __future__ import annotations

from typing import Final

from guicheng.adapters.process_drawing import Look, draw_pages
from guicheng.adapters.process_palette import Theme
from guicheng.domain.process import Process, compile_table

#: The room that a page of A4 has for a drawing, in its pixels: names are set in 7.6 points.
_WIDE: Final = 760.0
_HIGH: Final = 820.0


def process_pages(process: Process) -> tuple[bytes, ...]:
    """Return the drawing of a process as SVG for paper, folded into strips, one file a page."""
    look = Look(theme=Theme.PRINT, title=process.name, wide=_WIDE)
    return draw_pages(compile_table(process), look, high=_HIGH)
