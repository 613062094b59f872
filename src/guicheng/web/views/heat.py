"""The heat map of attainment: estates by clauses, and one estate with its clauses, the worst first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from guicheng.apps.assessment.readings.board import Board
from guicheng.apps.assessment.readings.cells import Summary
from guicheng.apps.assessment.selectors.heat import (
    Chosen,
    board_for,
    chosen_month,
    month_before,
    months_for,
    named_units,
    places_for,
    unit_for,
)
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.domain.attainment import State
from guicheng.web import crumbs
from guicheng.web import heat_page as pages
from guicheng.web.actor import actor_of
from guicheng.web.heat_page import COLUMNS, ORDERS, ROWS, ClauseLine, HeatWish, Line, Shown
from guicheng.web.standards_list import TRADES

_WORST_FIRST = (State.NOT_MET, State.NO_EVIDENCE, State.TOO_FEW, State.MET, State.NOTHING_DUE)


class Map(NamedTuple):
    """A month with what is compared with it."""

    wish: HeatWish
    chosen: Chosen
    board: Board
    before: Board | None


def attainment(request: HttpRequest) -> HttpResponse:
    """Show a month: all estates within reach by clauses, or one estate's clauses."""
    actor, wish = actor_of(request), HeatWish.of(request.GET)
    months = months_for(actor)
    chosen = chosen_month(months, wish.month, wish.version)
    context: dict[str, Any] = {"wish": wish, "crumbs": [crumbs.Crumb(_("Attainment"))]}
    if chosen is None:
        return render(request, "web/heat/page.html", context | {"months": []})
    unit = unit_for(actor, wish.unit) if wish.unit else None
    earlier = month_before(months, chosen)
    found = Map(wish, chosen, board_for(actor, chosen), board_for(actor, earlier) if earlier else None)
    context |= {
        "months": [(each.month, each.month == chosen.month.month) for each in months],
        "month": chosen.month.month,
        "version": chosen.version,
        "versions": chosen.month.versions,
        "sealed_at": dict(chosen.month.versions).get(chosen.version),
        "counted_at": chosen.month.counted_at,
        "domains": _domains(found),
        "orders": [(name, title, name == wish.order) for name, title in ORDERS.items()],
        "unit": unit,
    }
    one = unit is not None and unit.kind == UnitKind.ESTATE
    context |= _of_estate(actor, found, unit) if one and unit else _of_all(actor, found, unit)
    return render(request, "web/heat/page.html", context)


def _domains(found: Map) -> list[tuple[str, Any, bool]]:
    names = ((name, TRADES.get(name, name) if name else _("No kind of service")) for name in found.board.domains)
    chosen = found.wish.domain
    every = ("", _("All kinds of service"), chosen is None)
    return [every, *((name or "none", title, name == chosen) for name, title in names)]


def _of_all(actor: Actor, found: Map, unit: Unit | None) -> dict[str, Any]:
    wish, board = found.wish, found.board
    places = places_for(actor, board, unit)
    rows = pages.ordered(board, found.before, places, wish.domain, wish.order)
    page = rows[wish.rows : wish.rows + ROWS]
    totals = board.totals(places, wish.domain)
    worst = totals.worst
    wanted = {board.places[summary.place].pk for summary in [row for row, _change in page] + ([worst] if worst else [])}
    names = named_units(actor, wanted)
    # An estate that moved or went since the month was counted is in the kept board, but no longer within reach.
    page = [(summary, change) for summary, change in page if board.places[summary.place].pk in names]
    columns = pages.column_order(board, [summary for summary, _change in page], wish.domain, wish.order)
    shown = columns[wish.columns : wish.columns + COLUMNS]
    return {
        "sentence": pages.sentence(totals),
        "told": pages.evidence_told(totals),
        "worst": _worst(found, worst, names) if worst and board.places[worst.place].pk in names else None,
        "units": [(str(each.key), each.name, each.depth) for each in names.values() if each.kind != UnitKind.ESTATE],
        "columns": [board.columns[at] for at in shown],
        "lines": [_line(found, summary, change, names, shown) for summary, change in page],
        "total": len(rows),
        "clauses": len(columns),
        "next_rows": wish.address(rows=wish.rows + ROWS) if len(rows) > wish.rows + ROWS else "",
        "next_columns": _further(found, len(columns)),
        "first_columns": wish.address(rows=wish.rows or "") if wish.columns else "",
    }


def _worst(found: Map, worst: Summary, names: Mapping[int, Unit]) -> tuple[str, str]:
    """Return the widest gap: what it is of, and where it stands by itself."""
    unit, column = names[found.board.places[worst.place].pk], found.board.columns[worst.worst]
    return f"{unit.name} {column.citation}", figure_address(found.chosen, unit, column.key)


def _further(found: Map, columns: int) -> str:
    at = found.wish.columns + COLUMNS
    return found.wish.address(rows=found.wish.rows or "", columns=at) if columns > at else ""


def _line(
    found: Map, summary: Summary, change: float | None, names: Mapping[int, Unit], columns: Sequence[int]
) -> Line:
    board = found.board
    unit = names[board.places[summary.place].pk]
    share = "—" if summary.share is None else f"{100 * summary.kept // summary.known}%"
    addresses = figure_addresses(found.chosen, unit, [board.columns[at].key for at in columns])
    cells = [_cell(found, unit, summary.place, at, href) for at, href in zip(columns, addresses, strict=True)]
    href = found.wish.address(unit=unit.key)
    return Line(unit.name, href, share, summary.unknown, pages.changed(change), summary.below, cells)


def _cell(found: Map, unit: Unit, place: int, column: int, href: str) -> Shown:
    board = found.board
    return pages.shown_cell(
        board.cell(place, column),
        unit.name,
        board.columns[column],
        href,
        failed=unit.pk in board.failed,
    )


def figure_address(chosen: Chosen, unit: Unit, clause_key: object) -> str:
    """Return where a figure stands by itself, in the version that is shown."""
    address = reverse("figure", args=[chosen.month.month, unit.key, clause_key])
    return f"{address}?version={chosen.version}" if chosen.version else address


def figure_addresses(chosen: Chosen, unit: Unit, clauses: Sequence[object]) -> list[str]:
    """Return where the figures of an estate stand by themselves, the same as one by one and faster.

    Args:
        chosen: The month and version.
        unit: The estate.
        clauses: Keys of the clauses.
    """
    mark = "0"
    before, after = figure_address(chosen, unit, mark).rsplit(f"/{mark}/", 1)
    return [f"{before}/{clause}/{after}" for clause in clauses]


def _of_estate(actor: Actor, found: Map, unit: Unit) -> dict[str, Any]:
    board, wish = found.board, found.wish
    place = board.place_of.get(unit.pk) if places_for(actor, board, unit) else None
    if place is None:
        return {"sentence": _("Nothing counts in this month yet."), "clause_lines": [], "total": 1}
    rows = [(at, board.cell(place, at)) for at in board.positions(wish.domain)]
    rows.sort(key=lambda row: (_WORST_FIRST.index(row[1].state), -row[1].gap, row[0]))
    return {
        "sentence": pages.sentence_of_one(board.summaries(wish.domain)[place]),
        "told": pages.evidence_told(board.totals([place], wish.domain)),
        "clause_lines": [
            ClauseLine(
                board.columns[at],
                _cell(found, unit, place, at, figure_address(found.chosen, unit, board.columns[at].key)),
                pages.tally_of(cell),
                pages.around(cell),
            )
            for at, cell in rows
            if cell.counts.due or cell.counts.pending
        ],
        "total": 1,
        "all_estates": wish.address(unit=""),
    }
