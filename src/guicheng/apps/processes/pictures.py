"""The swimlanes of a process: for its page, and for papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from guicheng.adapters.bpmn.own_drawing import drawing_of_diagram
from guicheng.adapters.process_drawing import SHEET, Look, draw, draw_graph, svg_of
from guicheng.adapters.process_palette import Theme
from guicheng.apps.processes.readings import Drawn, Reading, Row, process_of
from guicheng.domain.process import compile_table
from guicheng.domain.values import GuichengError


def drawing_of(title: str, rows: Sequence[Row], drawn: Drawn, reading: Reading) -> SafeString:
    """Return the swimlanes for a page, as somebody drew them or as the table lays them out; "" where neither is read.

    Args:
        title: Title of the process.
        rows: Its table.
        drawn: Its diagram, if somebody drew one.
        reading: What checking found, which marks the steps.
    """
    found = reading.report.findings if reading.report else ()
    faulty = frozenset(step for finding in found for step in finding.steps)
    look = Look(faulty=faulty, title=title, nobody=_("no post"))
    try:
        svg = (
            _drawn(title, drawn, look)
            if drawn
            else draw(process_of(title, rows), faulty=faulty, title=title, nobody=look.nobody)
        )
    except GuichengError:
        return SafeString("")
    # Every text in it went through html.escape.
    return mark_safe(svg)  # noqa: S308


def drawing_of_case(
    title: str, rows: Sequence[Row], drawn: Drawn, *, now: frozenset[str], passed: frozenset[str]
) -> SafeString:
    """Return the swimlanes with where a case stands; "" where they cannot be read.

    Args:
        title: Title of the process.
        rows: The table of the edition by which it runs.
        drawn: Its diagram, if somebody drew one.
        now: Numbers of the steps under way.
        passed: Numbers of the steps that are done.
    """
    look = Look(title=title, nobody=_("no post"), now=now, passed=passed)
    try:
        svg = _drawn(title, drawn, look) if drawn else draw_graph(compile_table(process_of(title, rows)), look)
    except GuichengError:
        return SafeString("")
    # Every text in it went through html.escape.
    return mark_safe(svg)  # noqa: S308


def paper_drawing(title: str, rows: Sequence[Row], drawn: Drawn) -> str:
    """Return the swimlanes with their own colours, folded to sheets; "" for a process that cannot be read."""
    look = Look(theme=Theme.LIGHT, title=title, nobody=_("no post"), wide=SHEET)
    try:
        if drawn:
            return _drawn(title, drawn, replace(look, wide=None))
        return draw_graph(compile_table(process_of(title, rows)), look)
    except GuichengError:
        return ""


def _drawn(title: str, drawn: Mapping[str, object], look: Look) -> str:
    return svg_of(drawing_of_diagram(f"{title}.bpmn", str(drawn["xml"]).encode()), look)
