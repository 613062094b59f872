"""What waits for somebody, and what is wrong today: one row of a table each."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guicheng.apps.assessment.selectors.inspections import InspectionWish, inspections_wanted
from guicheng.apps.assessment.selectors.months import months_to_report, months_to_seal
from guicheng.apps.assessment.selectors.scorecards import appeals_to_answer
from guicheng.apps.assessment.services.sealing_months import SEAL
from guicheng.apps.improvement.selectors.reviews import due_by_day
from guicheng.apps.operations.models import Round
from guicheng.apps.operations.selectors.my_work import MOST, ROWS, Whose
from guicheng.apps.operations.selectors.orders.finding import OrderFilter, orders_visible_to
from guicheng.apps.operations.selectors.rounds.rounds import RoundStanding, RoundWish, rounds_wanted
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.selectors.inbox import needs_of
from guicheng.web.desk import mending
from guicheng.web.desk.count import Count, Rows


def _work(whose: Whose, kind: str) -> Rows:
    def rows(actor: Actor, at: datetime) -> QuerySet[Any]:
        return ROWS[kind](actor, whose, at)

    return rows


def _orders(**wanted: Any) -> Rows:
    def rows(actor: Actor, at: datetime) -> QuerySet[Any]:
        return orders_visible_to(actor, OrderFilter(**wanted), at=at)

    return rows


def _rounds(standing: RoundStanding | None = None, *, failed: bool = False) -> Rows:
    def rows(actor: Actor, at: datetime) -> QuerySet[Round]:
        first = datetime.combine(at.date(), time.min, tzinfo=at.tzinfo)
        wish = RoundWish(since=first, until=first + timedelta(days=1), standing=standing or "", failed=failed)
        return rounds_wanted(actor, wish, at)

    return rows


def _mine(kind: str, title: Any, need: str) -> Count:
    query = {"what": "mine", "kind": kind}
    return Count(f"mine-{kind}", title, need, _work(Whose.MINE, kind), "work", query, "writing", MOST)


def _free(kind: str, title: Any, need: str) -> Count:
    query = {"what": "posts", "kind": kind}
    return Count(f"free-{kind}", title, need, _work(Whose.POSTS, kind), "work", query, "users", MOST)


#: What waits for whoever reads, in this order.
WAITING: Final[tuple[Count, ...]] = (
    Count(
        "inbox",
        _("Approvals and mentions"),
        "notifications.own",
        lambda actor, _at: needs_of(actor),
        "inbox",
        {"what": "needs"},
        "inbox",
    ),
    _mine("order", _("My work orders"), "orders.read"),
    _mine("case", _("My steps of cases"), "cases.read"),
    _mine("round", _("My rounds to walk"), "field.read"),
    _mine("plan", _("My work due by plan"), "estates.read"),
    mending.MINE,
    mending.TO_VERIFY,
    mending.TO_CHECK,
    Count(
        "inspections-mine",
        _("Inspections that I carry out"),
        "inspections.carry_out",
        lambda actor, _at: inspections_wanted(actor, InspectionWish(state="open", mine=True)),
        "inspections",
        {"of": "mine", "state": "open"},
        "list-check",
    ),
    Count(
        "appeals",
        _("Appeals that I may answer"),
        "scorecards.manage",
        lambda actor, _at: appeals_to_answer(actor),
        "scorecards",
        {"appeals": "mine"},
    ),
    Count(
        "reviews",
        _("Standards whose review is due"),
        "standards.edit",
        lambda actor, at: due_by_day(actor, day=at.date()),
        "reviews",
        {"of": "day"},
    ),
    Count("months-seal", _("Months to seal"), SEAL, months_to_seal, "months", {"show": "to_seal"}),
    Count(
        "months-report",
        _("Sealed months without a report"),
        SEAL,
        lambda actor, _at: months_to_report(actor),
        "months",
        {"show": "to_report"},
    ),
    _free("order", _("Work orders free for my posts"), "orders.work"),
    _free("case", _("Steps free for my posts"), "cases.work"),
    _free("round", _("Rounds free for my posts"), "field.send"),
    _free("plan", _("Planned work free for my posts"), "field.send"),
)
#: What is wrong today.
WRONG: Final[tuple[Count, ...]] = (
    Count(
        "orders-late", _("Work orders that are late"), "orders.read", _orders(state="late"), "orders", {"state": "late"}
    ),
    Count(
        "rounds-missed",
        _("Rounds missed today"),
        "evidence.read",
        _rounds(RoundStanding.MISSED),
        "rounds_every",
        {"standing": "missed"},
    ),
    Count(
        "rounds-unfinished",
        _("Rounds with something missing today"),
        "evidence.read",
        _rounds(RoundStanding.UNFINISHED),
        "rounds_every",
        {"standing": "unfinished"},
    ),
    Count(
        "rounds-failed",
        _("Rounds today on which something was not in order"),
        "evidence.read",
        _rounds(failed=True),
        "rounds_every",
        {"failed": "1"},
    ),
)
