"""The heat map as its page shows it: estates by clauses, the worst first, each figure a door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from guicheng.adapters.pictures import heat_step
from guicheng.apps.assessment.readings.board import Board, Column
from guicheng.apps.assessment.readings.cells import Cell, Summary, Totals
from guicheng.domain.attainment import State
from guicheng.domain.attainment.ranks import wilson
from guicheng.web.wording import Word

#: Estates and clauses on one page.
ROWS: Final = 25
COLUMNS: Final = 16
ORDERS: Final[Mapping[str, Word]] = {
    "worst": _("Worst first"),
    "change": _("Most fallen first"),
    "place": _("As in the organization"),
}


@dataclass(frozen=True, slots=True)
class HeatWish:
    """What somebody wants to see of the heat map; "" leaves a side open.

    Args:
        month: Such as 2026-10.
        version: Number of a sealed version; "live" for the present count; "" for the newest sealed one, if any.
        domain: Kind of service.
        unit: Key of an estate, or of a unit above estates.
        order: One of ``ORDERS``.
        rows: Position of the first estate.
        columns: Position of the first clause.
    """

    month: str = ""
    version: str = ""
    domain: str | None = None
    unit: str = ""
    order: str = "worst"
    rows: int = 0
    columns: int = 0

    @classmethod
    def of(cls, query: QueryDict) -> HeatWish:
        """Take the wishes out of an address; what makes no sense is left out."""
        order, domain = query.get("order", ""), query.get("domain", "")
        return cls(
            query.get("month", "")[:7],
            query.get("version", "")[:6],
            {"": None, "none": ""}.get(domain, domain[:20]),
            query.get("unit", "")[:36],
            order if order in ORDERS else "worst",
            _whole(query.get("rows", "")),
            _whole(query.get("columns", "")),
        )

    def address(self, **changed: object) -> str:
        """Return the query for the same wish with some things changed; another list begins at its start."""
        now: dict[str, object] = {
            "month": self.month,
            "version": self.version,
            "domain": {None: "", "": "none"}.get(self.domain, self.domain),
            "unit": self.unit,
            "order": "" if self.order == "worst" else self.order,
        }
        return "?" + urlencode({name: value for name, value in (now | changed).items() if value})


class Shown(NamedTuple):
    """A cell as it is drawn.

    Args:
        href: Where it leads, "" where nothing was due.
        kind: Its class: a step h0 to h5, few, hatch, none or failed.
        figure: What stands in it.
        bad: Whether the promise is missed.
        told: All of it in words.
    """

    href: str
    kind: str
    figure: str
    bad: bool
    told: str


class Line(NamedTuple):
    """An estate as it is drawn.

    Args:
        name: Its name.
        href: Where its clauses are listed.
        share: Kept of all that has evidence, "—" where nothing has any.
        unknown: How many count and have no evidence.
        change: Of the share against the month before, "" for none.
        below: How many promises it misses.
        cells: Its figures.
    """

    name: str
    href: str
    share: str
    unknown: int
    change: str
    below: int
    cells: Sequence[Shown]


class ClauseLine(NamedTuple):
    """A clause at one estate: its citation, sentence, cell, interval, tally."""

    column: Column
    cell: Shown
    tally: str
    around: str


def ordered(
    board: Board, before: Board | None, places: Sequence[int], domain: str | None, order: str
) -> list[tuple[Summary, float | None]]:
    """Return estates in the order that is wanted, each with the change of its share against the month before.

    Args:
        board: The month.
        before: The month before it; None for none.
        places: Positions of the estates.
        domain: Kind of service; None for all.
        order: One of ``ORDERS``.
    """
    rows = board.kept(("order", order), domain, before, lambda: _in_order(board, before, domain, order))
    if len(places) == len(rows):
        return rows
    within = set(places)
    return [row for row in rows if row[0].place in within]


def _in_order(board: Board, before: Board | None, domain: str | None, order: str) -> list[tuple[Summary, float | None]]:
    """Return all estates of a board in an order; it is the same for every page of it."""
    changes = _changes(board, before, domain)
    rows = [(summary, changes.get(summary.place)) for summary in board.summaries(domain)]
    if order == "worst":
        rows.sort(key=lambda row: (-row[0].below, -row[0].gap, row[0].place))
    elif order == "change":
        rows.sort(key=lambda row: (row[1] is None, row[1] or 0.0, row[0].place))
    return rows


def _changes(board: Board, before: Board | None, domain: str | None) -> dict[int, float]:
    if before is None:
        return {}
    # Only clauses of the same kind of service are compared; what had no figure in either month has no change.
    old = {before.places[each.place].pk: each.share for each in before.summaries(domain)}
    found = {}
    for each in board.summaries(domain):
        was = old.get(board.places[each.place].pk)
        if was is not None and each.share is not None:
            found[each.place] = each.share - was
    return found


def column_order(board: Board, rows: Sequence[Summary], domain: str | None, order: str) -> list[int]:
    """Return the clauses of a kind of service: those that most of the shown estates miss, then those with figures.

    Args:
        board: The month.
        rows: The estates that are shown.
        domain: Kind of service; None for all.
        order: One of ``ORDERS``; by place the clauses stand by citation alone.
    """
    columns = board.positions(domain)
    if order == "place":
        return columns
    ranks = {at: _rank([board.glance(row.place, at) for row in rows]) for at in columns}
    return sorted(columns, key=lambda at: (ranks[at], at))


def _rank(cells: Sequence[tuple[bool, bool]]) -> tuple[int, int]:
    """Return how far in front a clause stands: by misses, then by figures; what was never due comes last."""
    return -sum(missed for missed, _any in cells), -sum(counts for _missed, counts in cells)


def shown_cell(cell: Cell, estate: str, column: Column, href: str, *, failed: bool = False) -> Shown:
    """Return a cell as it is drawn.

    Args:
        cell: The figure.
        estate: Name of the estate.
        column: The clause.
        href: Where it leads.
        failed: Whether the last count of the estate came to nothing.
    """
    where = f"{estate} {column.citation}"
    if failed:
        return Shown("", "failed", gettext("not counted"), bad=False, told=f"{where} {gettext('could not be counted')}")
    if not cell.counts.counted:
        pending = cell.counts.pending or cell.counts.excused
        words = gettext("nothing due yet") if pending else gettext("nothing due")
        return Shown(href if pending else "", "none", "—", bad=False, told=f"{where} {words}")
    tally = tally_of(cell)
    if cell.state is State.NO_EVIDENCE:
        return Shown(href, "hatch", gettext("no evidence"), bad=False, told=f"{where} {gettext('no evidence')} {tally}")
    if cell.state is State.TOO_FEW:
        figure = f"{cell.counts.kept}/{cell.counts.counted}"
        return Shown(href, "few", figure, bad=False, told=f"{where} {gettext('few cases')} {tally}")
    bad = cell.state is State.NOT_MET
    share = percent(cell)
    words = gettext("below the promise") if bad else gettext("promise kept")
    step = heat_step(cell.counts.kept / cell.counts.counted, cell.target)
    # What counts by the exact sum of targets decides; the step follows it where rounding would say otherwise.
    step = max(step, 3) if bad else min(step, 2)
    return Shown(href, f"h{step}", share, bad=bad, told=f"{where} {share} {words} {tally}")


def percent(cell: Cell) -> str:
    """Return a share in whole per cent, cut and not rounded up: 99.6 % is no 100 %."""
    return f"{100 * cell.counts.kept // cell.counts.counted}%"


def tally_of(cell: Cell) -> str:
    """Return how many were kept of how many, and what became of the others."""
    counts, words = cell.counts, _tally_words(get_language() or "")
    parts = [words[0].format(kept=counts.kept, counted=counts.counted)]
    others = (counts.late, counts.missed, counts.no_evidence, counts.excused)
    parts += [told.format(count=number) for number, told in zip(others, words[1:], strict=True) if number]
    return " · ".join(parts)


@lru_cache(maxsize=8)
def _tally_words(_language: str) -> tuple[str, ...]:
    """Return the parts of a tally in a language; a page has hundreds of them."""
    return (
        gettext("{kept} of {counted} kept"),
        gettext("late {count}"),
        gettext("missed {count}"),
        gettext("without evidence {count}"),
        gettext("excused {count}"),
    )


def around(cell: Cell) -> str:
    """Return the 95 % interval of a share in per cent, "" where nothing counts."""
    found = wilson(cell.counts.kept, cell.counts.counted)
    return f"{100 * found[0]:.0f}–{100 * found[1]:.0f}" if found else ""


def sentence(totals: Totals) -> str:
    """Return what the map says, in one sentence.

    Args:
        totals: Of all estates within the filter.
    """
    if not totals.estates:
        return gettext("Nothing counts in this month yet.")
    if not totals.below:
        return gettext("None of {count} estates is below a promise.").format(count=totals.estates)
    return gettext("{below} of {count} estates are below a promise.").format(below=totals.below, count=totals.estates)


def evidence_told(totals: Totals) -> str:
    """Return how much was kept of what has evidence and how much has none, as a sentence; "" where nothing counts.

    Args:
        totals: Of all estates within the filter.
    """
    known, unknown = totals.known, totals.unknown
    if not known:
        return gettext("Nothing that counts has evidence: {unknown}.").format(unknown=unknown) if unknown else ""
    said = {"kept": totals.kept, "known": known, "share": f"{1000 * totals.kept // known / 10:.1f}%"}
    if not unknown:
        return gettext("{kept} of {known} with evidence were kept, {share}; none is without.").format(**said)
    told = gettext("{kept} of {known} with evidence were kept, {share}; without evidence: {unknown}.")
    return told.format(**said, unknown=unknown)


def sentence_of_one(row: Summary) -> str:
    """Return what the list of one estate says, in one sentence."""
    if not row.counted:
        return gettext("Nothing counts in this month yet.")
    return gettext("{below} of {count} clauses are below their promise.").format(below=row.below, count=row.figures)


def changed(change: float | None) -> str:
    """Return a change in points with its sign, "" for none."""
    return "" if change is None else f"{100 * change:+.1f}".replace("-", "−")


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
