"""What the report of a month says, gathered from boards, editions and complaints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import get_default_timezone

from guicheng.adapters.monthly_report import (
    Basis,
    CellLine,
    ClauseLine,
    DomainLine,
    EditionLine,
    MonthlyFacts,
    MonthShare,
    Section,
    Unmeasured,
)
from guicheng.apps.assessment.models import MonthlyReport, MonthPromise
from guicheng.apps.assessment.readings.board import Board
from guicheng.apps.assessment.readings.cells import Cell, sure_gap
from guicheng.apps.assessment.readings.months import first_day, following, preceding
from guicheng.apps.assessment.selectors.boards import MonthOf, board_of, months_of
from guicheng.apps.assessment.selectors.counting_desks import complaint_orders, complaint_records
from guicheng.apps.assessment.selectors.heat import Chosen, chosen_month, month_before
from guicheng.apps.organization.models import Trade, Unit
from guicheng.apps.organization.selectors import company_of
from guicheng.apps.standards.models import Edition
from guicheng.domain.attainment import Counts, State
from guicheng.domain.attainment.changed import Course, Kept, difference_of
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Lines that a table of the report has at most; the map shows the others.
_MOST: Final = 20
_TREND: Final = 12
DOMAINS: Final = {
    Trade.CUSTOMER: _("Customer service"),
    Trade.ORDER: _("Order"),
    Trade.CLEANING: _("Cleaning"),
    Trade.GREENING: _("Greening"),
    Trade.ENGINEERING: _("Engineering"),
    Trade.VALUE_ADDED: _("Value-added services"),
    Trade.MANAGEMENT: _("Management"),
}


def monthly_facts(report: MonthlyReport, sections: Sequence[Section], *, at: datetime) -> MonthlyFacts | None:
    """Return what a report says; None where its month was never counted.

    Args:
        report: With its unit.
        sections: What stages beside and behind attainment say.
        at: Now, with time zone.
    """
    company = company_of(report.unit)
    months = months_of(company.pk, str(company.path))
    chosen = chosen_month([each for each in months if each.month == report.month], report.month, _version(report))
    if chosen is None:
        return None
    earlier = month_before(months, chosen)
    here = _Here(report.unit, company, chosen, earlier)
    clauses = here.clauses()
    return MonthlyFacts(
        company=company.name,
        place=report.unit.name,
        basis=here.basis(at),
        whole=difference_of(here.kept_before(None), here.kept(None)),
        trend=_trend(here, months),
        domains=here.domains(),
        clauses=sorted((each for each in clauses if each.below), key=lambda each: (-each.gap, each.citation))[:_MOST],
        gained=[each for each in clauses if each.change.course is Course.BETTER],
        fallen=[each for each in clauses if each.change.course is Course.WORSE],
        missed=here.turned(State.NOT_MET, was=lambda state: state is not State.NOT_MET),
        mended=here.turned(State.MET, was=lambda state: state is State.NOT_MET),
        editions=_editions(report.unit, report.month),
        complaints=(_complaints(report.unit, report.month), _complaints(report.unit, preceding(report.month))),
        unmeasured=_unmeasured(report.unit, report.month),
        more=tuple(sections),
    )


def _version(report: MonthlyReport) -> str:
    return str(report.version) if report.version else "live"


class _Here:
    """The boards of a month and the one before it, as far as they are of a unit."""

    def __init__(self, unit: Unit, company: Unit, chosen: Chosen, earlier: Chosen | None) -> None:
        self.path, self.company = str(company.path), company
        self.chosen, self.earlier = chosen, earlier
        self.board = board_of(self.path, chosen.month, chosen.version)
        self.before = board_of(self.path, earlier.month, earlier.version) if earlier else None
        self.under = str(unit.path)
        self.names = dict(
            Unit.objects.filter(pk__in=[place.pk for place in self.board.places]).values_list("pk", "name")
            if len(self.board.places) < 500
            else Unit.objects.filter(path__startswith=self.under).values_list("pk", "name")
        )

    def places(self, board: Board) -> list[int]:
        return [at for at, place in enumerate(board.places) if place.path.startswith(self.under)]

    def basis(self, at: datetime) -> Basis:
        zone = get_default_timezone()
        sealed = dict(self.chosen.month.versions).get(self.chosen.version)
        return Basis(
            month=self.board.month,
            version=self.chosen.version,
            sealed_at=sealed.astimezone(zone) if sealed else None,
            counted_at=self.chosen.month.counted_at.astimezone(zone),
            before=self.earlier.month.month if self.earlier else "",
            before_version=self.earlier.version if self.earlier else 0,
            made_at=at.astimezone(zone),
            estates=len(self.places(self.board)),
        )

    def kept(self, domain: str | None) -> Kept:
        return kept_on(self.board, self.places(self.board), domain)

    def kept_before(self, domain: str | None) -> Kept:
        return kept_on(self.before, self.places(self.before), domain) if self.before else Kept(0, 0)

    def domains(self) -> list[DomainLine]:
        names = self.board.domains
        found = []
        for domain in names:
            change = difference_of(self.kept_before(domain), self.kept(domain), compared=len(names))
            summaries = self.board.summaries(domain)
            rows = [summaries[place] for place in self.places(self.board)]
            below, figures = sum(row.below for row in rows), sum(row.figures for row in rows)
            found.append(DomainLine(_domain(domain), change, below, figures))
        return found

    def clauses(self) -> list[ClauseLine]:
        board, places = self.board, self.places(self.board)
        found = []
        for at, column in enumerate(board.columns):
            cells = [board.cell(place, at) for place in places]
            counted = [cell for cell in cells if cell.counts.counted]
            if not counted:
                continue
            now = _sum(cell.counts for cell in counted)
            change = difference_of(self._clause_before(column.key), now, compared=len(board.columns))
            below = sum(cell.state is State.NOT_MET for cell in counted)
            found.append(ClauseLine(column.citation, column.text, change, below, len(counted), _gap_of(counted)))
        return found

    def _clause_before(self, key: object) -> Kept:
        board = self.before
        if board is None or (at := next((n for n, each in enumerate(board.columns) if each.key == key), None)) is None:
            return Kept(0, 0)
        return _sum(board.cell(place, at).counts for place in self.places(board))

    def turned(self, now: State, *, was: Callable[[State], bool]) -> list[CellLine]:
        """Return the cells in a state now that were in another in the month before, the widest gap first."""
        if self.before is None:
            return []
        found = []
        for place in self.places(self.board):
            for at, column in enumerate(self.board.columns):
                cell = self.board.cell(place, at)
                if cell.state is now and was(self._state_before(place, at)):
                    kept = Kept(cell.counts.kept, cell.counts.counted)
                    name = self.names.get(self.board.places[place].pk, "—")
                    found.append((-cell.gap, CellLine(name, column.citation, column.text, kept)))
        return [line for _gap, line in sorted(found, key=lambda each: (each[0], each[1].estate, each[1].citation))]

    def _state_before(self, place: int, column: int) -> State:
        board = self.before
        if board is None:
            return State.NOTHING_DUE
        there = board.place_of.get(self.board.places[place].pk)
        at = board.column_of.get(self.board.columns[column].key)
        return State.NOTHING_DUE if there is None or at is None else board.cell(there, at).state


def kept_on(board: Board, places: Iterable[int], domain: str | None) -> Kept:
    """Return how many were kept of those that have evidence at some estates.

    Args:
        board: The month.
        places: Positions of the estates.
        domain: Kind of service; None for all.
    """
    summaries = board.summaries(domain)
    rows = [summaries[place] for place in places]
    return Kept(*(sum(getattr(row, name) for row in rows) for name in ("kept", "known", "unknown")))


def _sum(counts: Iterable[Counts]) -> Kept:
    """Return how many of a clause were kept at several estates, of those that have evidence."""
    found = list(counts)
    return Kept(*(sum(getattr(each, name) for each in found) for name in ("kept", "with_evidence", "no_evidence")))


def _gap_of(cells: Sequence[Cell]) -> float:
    """Return by how much a clause misses its target at several estates together at the least."""
    counted = sum(cell.counts.counted for cell in cells)
    wanted = sum(cell.target * cell.counts.counted for cell in cells)
    return sure_gap(sum(cell.counts.kept for cell in cells), counted, wanted / counted)


def _trend(here: _Here, months: Sequence[MonthOf]) -> list[MonthShare]:
    """Return the months up to that of the report, the oldest first, the others in their newest versions."""
    wanted = [each for each in months if each.month <= here.board.month][:_TREND]
    found = []
    for each in reversed(wanted):
        chosen = here.chosen if each.month == here.board.month else chosen_month([each], each.month, "")
        if chosen is not None:
            board = board_of(here.path, each, chosen.version)
            kept = kept_on(board, here.places(board), None)
            found.append(MonthShare(each.month, kept, sealed=bool(chosen.version)))
    return found


def _domain(name: str) -> Message:
    return DOMAINS[Trade(name)] if name in Trade.values else _("No kind of service")


def _days(month: str) -> tuple[date, date]:
    return first_day(month), first_day(following(month))


def _near(unit: Unit, lookup: str) -> Q:
    """Return the filter for what holds at a unit: its own, that of the units above it and of those below it."""
    steps = range(unit.steplen, len(unit.path), unit.steplen)
    above = Q(**{f"{lookup}__path__in": [unit.path[:step] for step in steps]})
    return above | Q(**{f"{lookup}__path__startswith": unit.path})


def _editions(unit: Unit, month: str) -> list[EditionLine]:
    zone = get_default_timezone()
    since, until = (datetime(day.year, day.month, day.day, tzinfo=zone) for day in _days(month))
    rows = Edition.objects.filter(_near(unit, "standard__unit"), published_at__gte=since, published_at__lt=until)
    listed = rows.order_by("published_at", "pk").values_list("code", "title", "number", "effective_from")
    return [EditionLine(*row) for row in listed]


def _complaints(unit: Unit, month: str) -> int:
    """Return how many complaints came in, as orders or as voices: those of the metric per hundred households."""
    within = list(Unit.objects.filter(path__startswith=unit.path).values_list("pk", flat=True))
    return complaint_orders(within, [month]).count() + complaint_records(within, [month]).count()


def _unmeasured(unit: Unit, month: str) -> list[Unmeasured]:
    rows = MonthPromise.objects.filter(unit__path__startswith=unit.path, month=month, measure="")
    found = dict[tuple[UUID, int], Unmeasured]()
    for each in rows.order_by("citation", "place", "-edition__number"):
        reason = each.reason or {}
        why = Message(str(reason.get("text", "")), dict(reason.get("fields", {})))
        found.setdefault((each.clause_key, each.place), Unmeasured(each.citation, each.sentence, why))
    return list(found.values())
