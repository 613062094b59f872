"""The six stations in a row: three numbers each, and what stands at the gate to the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guicheng.apps.assessment.selectors.funnel import without_source
from guicheng.apps.assessment.selectors.inspections import InspectionWish, inspections_wanted
from guicheng.apps.assessment.selectors.months import months_to_seal
from guicheng.apps.operations.selectors.orders.finding import OrderFilter, orders_visible_to
from guicheng.apps.organization.actors import Actor
from guicheng.apps.platform.readings import begin_of_month
from guicheng.apps.processes.selectors import processes_visible_to
from guicheng.apps.research.selectors.demands import DemandWish, demands_visible_to
from guicheng.apps.research.selectors.feedback import FeedbackWish, feedback_visible_to
from guicheng.apps.research.selectors.surveys import surveys_visible_to
from guicheng.apps.standards.selectors.standards import PUBLISHED_MONTH, standards_in_state
from guicheng.usecases.follow_up_finding import with_findings_left
from guicheng.web.desk import mending
from guicheng.web.desk.count import Count, Number, Rows
from guicheng.web.wording import Word


@dataclass(frozen=True, slots=True)
class Station:
    """A station of the way that a promise goes.

    Args:
        title: As the navigation calls it.
        running: What is in work.
        blocked: What keeps it up; the only number that may be marked as bad.
        done: What came out this month.
        gate: What stands at the gate to the next station, None after the last one.
        first: What to do where there is nothing yet, with the page for it and the permission that it needs.
    """

    title: Word
    running: Count
    blocked: Count
    done: Count
    gate: Count | None
    first: tuple[Word, str, str]

    @property
    def counts(self) -> tuple[Count, ...]:
        """Its numbers."""
        return tuple(each for each in (self.running, self.blocked, self.done, self.gate) if each)


def _standards(state: str) -> Rows:
    return lambda actor, _at: standards_in_state(actor, state)


def _processes(state: str) -> Rows:
    return lambda actor, _at: processes_visible_to(actor, state=state)


def _gate(key: str, title: Word, need: str, rows: Rows, page: str, **query: str) -> Count:
    return Count(key, title, need, rows, page, query)


def _orders(state: str) -> Rows:
    def rows(actor: Actor, at: datetime) -> QuerySet[Any]:
        return orders_visible_to(actor, OrderFilter(state=state), at=at)

    return rows


def _inspections(state: str) -> Rows:
    return lambda actor, _at: inspections_wanted(actor, InspectionWish(state=state))


def _listed(key: str, title: Word, rows: Rows, page: str, **query: str) -> Count:
    """Return a number of rows that a page lists under the permission of its stage."""
    return Count(key, title, _NEEDS[page], rows, page, query)


_NEEDS: Final = {
    "surveys": "research.read",
    "feedback": "research.read",
    "demands": "research.read",
    "standards": "standards.read",
    "processes": "processes.read",
    "orders": "orders.read",
    "inspections": "inspections.read",
}
STATIONS: Final[tuple[Station, ...]] = (
    Station(
        _("I Needs"),
        _listed(
            "surveys-open",
            _("Questionnaires taking answers"),
            lambda actor, _at: surveys_visible_to(actor, state="open"),
            "surveys",
            state="open",
        ),
        _listed(
            "feedback-unsorted",
            _("Feedback without a theme"),
            lambda actor, _at: feedback_visible_to(actor, FeedbackWish(theme="none")),
            "feedback",
            theme="none",
        ),
        _listed(
            "surveys-closed",
            _("Questionnaires closed this month"),
            lambda actor, at: surveys_visible_to(actor, closed_since=begin_of_month(at)),
            "surveys",
            state="closed_month",
        ),
        _listed(
            "demands-proposed",
            _("Demands to confirm"),
            lambda actor, _at: demands_visible_to(actor, DemandWish(state="proposed")),
            "demands",
            state="proposed",
        ),
        (_("Ask customers what they need"), "surveys", "research.edit"),
    ),
    Station(
        _("II Standards"),
        _listed("standards-draft", _("Drafts"), _standards("draft"), "standards", state="draft"),
        _listed("standards-review", _("In approval"), _standards("review"), "standards", state="review"),
        _listed(
            "standards-month",
            _("Published this month"),
            lambda actor, at: standards_in_state(actor, PUBLISHED_MONTH, since=begin_of_month(at)),
            "standards",
            state=PUBLISHED_MONTH,
        ),
        _listed(
            "standards-approved", _("Approved, not published"), _standards("approved"), "standards", state="approved"
        ),
        (_("Take a standard from the library"), "adopt", "standards.edit"),
    ),
    Station(
        _("III Processes"),
        _listed("processes-draft", _("Without an edition"), _processes("draft"), "processes", state="draft"),
        _listed("processes-approval", _("In approval"), _processes("approval"), "processes", state="approval"),
        _listed(
            "processes-month",
            _("Editions this month"),
            lambda actor, at: processes_visible_to(actor, since=begin_of_month(at)),
            "processes",
            state="month",
        ),
        _gate(
            "promises-unsourced",
            _("Promises without a source of evidence"),
            "standards.read",
            lambda actor, at: without_source(actor, at.date()),
            "promises",
            without="source",
        ),
        (_("Take a process from the library"), "process_shelf", "processes.edit"),
    ),
    Station(
        _("IV Operations"),
        _listed("orders-open", _("Open work orders"), _orders("open"), "orders", state="open"),
        _listed("orders-overdue", _("Late work orders"), _orders("late"), "orders", state="late"),
        _listed("orders-ended", _("Closed this month"), _orders("ended_month"), "orders", state="ended_month"),
        _gate("months-unsealed", _("Months to seal"), "attainment.read", months_to_seal, "months", show="to_seal"),
        (_("Describe an estate"), "estates", "estates.manage"),
    ),
    Station(
        _("V Assessment"),
        _listed(
            "inspections-running", _("Inspections under way"), _inspections("running"), "inspections", state="running"
        ),
        _listed("inspections-sign", _("Inspections to sign"), _inspections("to_sign"), "inspections", state="to_sign"),
        _listed(
            "inspections-signed",
            _("Signed this month"),
            lambda actor, at: inspections_wanted(actor, InspectionWish(signed_since=begin_of_month(at))),
            "inspections",
            state="signed_month",
        ),
        _listed(
            "inspections-follow",
            _("Inspections whose findings nobody follows up"),
            lambda actor, _at: with_findings_left(inspections_wanted(actor, InspectionWish())),
            "inspections",
            state="follow",
        ),
        (_("Plan an inspection"), "inspection_plans", "inspections.plan"),
    ),
    Station(
        _("VI Improvement"),
        mending.RUNNING,
        mending.LATE,
        mending.ENDED,
        None,
        (_("Nonconformities"), "nonconformities", "improvement.work"),
    ),
)


class Standing(NamedTuple):
    """A station as a reader sees it; a number that they may not see is left out."""

    title: Word
    running: Number | None
    blocked: Number | None
    done: Number | None
    gate: Number | None
    first: tuple[Word, str] | None

    @property
    def bad(self) -> bool:
        """Whether its second number is marked."""
        return bool(self.blocked and self.blocked.amount)


def standings(actor: Actor, numbers: dict[str, Number]) -> Sequence[Standing]:
    """Return the stations of which a reader may see anything.

    Args:
        actor: Who reads.
        numbers: By key.
    """
    return [
        Standing(
            station.title,
            numbers.get(station.running.key),
            numbers.get(station.blocked.key),
            numbers.get(station.done.key),
            numbers.get(station.gate.key) if station.gate else None,
            _first(actor, station, numbers),
        )
        for station in STATIONS
        if any(each.key in numbers for each in station.counts)
    ]


def _first(actor: Actor, station: Station, numbers: dict[str, Number]) -> tuple[Word, str] | None:
    """Return what to do first at a station where nothing is counted yet."""
    words, page, need = station.first
    if any(numbers[each.key].amount for each in station.counts if each.key in numbers):
        return None
    return (words, reverse(page)) if actor.may_anywhere(need) else None
