"""Nonconformities on the desk: mine, to verify, late, and where the mending stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guicheng.apps.improvement.selectors.nonconformities import (
    NonconformityFilter,
    nonconformities_visible_to,
    standing_so,
)
from guicheng.apps.organization.actors import Actor
from guicheng.web.desk.count import Count, Narrowed
from guicheng.web.wording import Word


def _all(actor: Actor, at: datetime) -> QuerySet[Any]:
    return nonconformities_visible_to(actor, at=at)


def _mine(actor: Actor, at: datetime) -> QuerySet[Any]:
    return nonconformities_visible_to(actor, NonconformityFilter(state="open", of="mine"), at=at)


def _so(state: str) -> Narrowed:
    def narrow(rows: QuerySet[Any], _actor: Actor, at: datetime) -> QuerySet[Any]:
        return standing_so(rows, state, at=at)

    return narrow


def _standing(key: str, title: Word, state: str, need: str = "improvement.read") -> Count:
    query = {"state": state}
    return Count(key, title, need, _all, "nonconformities", query, "alert-triangle", narrow=_so(state))


#: What waits for whoever mends or verifies; one may be given to anybody to mend, whatever their role.
MINE: Final = Count(
    "mending-mine",
    _("Nonconformities to mend"),
    "notifications.own",
    _mine,
    "nonconformities",
    {"state": "open", "of": "mine"},
    "writing",
)
TO_VERIFY: Final = _standing("mending-verify", _("Mended, to verify"), "finished", "improvement.verify")
TO_CHECK: Final = _standing("mending-check", _("Effects to be judged"), "check", "improvement.verify")
#: How the station stands.
RUNNING: Final = _standing("mending-running", _("Nonconformities running"), "running")
LATE: Final = _standing("mending-late", _("Overdue"), "late")
ENDED: Final = _standing("mending-ended", _("Closed this month"), "ended_month")
