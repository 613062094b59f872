"""The plans of an estate with their times, and what suspends them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.operations.models import Plan, Suspension, SuspensionCause
from guicheng.apps.operations.selectors.plans import plans_at, rule_at, suspensions_at
from guicheng.apps.operations.services import plans as services
from guicheng.apps.organization.models import Unit
from guicheng.domain.values import GuichengError
from guicheng.domain.worktime import DayKind, ScheduleRule
from guicheng.domain.worktime.rhythm import EveryDays, Monthly, Weekly
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.views.plans import estate_of, way
from guicheng.web.wording import Word

CAUSES: Final = {
    SuspensionCause.WEATHER: gettext_lazy("Weather"),
    SuspensionCause.OUTAGE: gettext_lazy("Power or water cut"),
    SuspensionCause.EVENT: gettext_lazy("Event"),
    SuspensionCause.OTHER: gettext_lazy("Another cause"),
}
_SHOWN_SLOTS: Final = 8
_SHOWN_SUSPENSIONS: Final = 100
_WEEKDAYS: Final = tuple(gettext_lazy(name) for name in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))


def rules(request: HttpRequest, key: str) -> HttpResponse:
    """Show the plans and the suspensions of an estate; change, suspend, end."""
    unit, at = estate_of(request, key), timezone.localtime()
    try:
        outcome = attempt(request, _acts(request, unit, at)) if request.method == "POST" else NOTHING
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if request.method == "POST" and not outcome.told:
        return redirect(request.path)
    actor = actor_of(request)
    context = {
        "unit": unit,
        "told": outcome.told,
        "given": request.POST if outcome.told else {},
        "plans": [_shown(plan, at) for plan in plans_at(unit)],
        "suspensions": [_stopped(each, at) for each in suspensions_at(unit)[:_SHOWN_SUSPENSIONS]],
        "causes": CAUSES.items(),
        "now": at,
        "may_lead": actor.may("rosters.manage", unit),
        "may_manage": actor.may("estates.manage", unit),
        "crumbs": way(unit, crumbs.Crumb(_("Rules and suspensions"))),
    }
    return render(request, "web/plan_rules.html", context, status=outcome.status)


def _acts(request: HttpRequest, unit: Unit, at: datetime) -> dict[str, Any]:
    given, actor = request.POST, actor_of(request)
    change = {name: given.get(name, "") for name in ("hours", "season", "left_out", "added")}
    begin = _moment(given.get("begin", ""), at) or at
    return {
        "suspend": lambda: services.suspend(
            actor=actor,
            unit_key=unit.key,
            cause=given.get("cause", ""),
            reason=given.get("reason", ""),
            begin=begin,
            end=_moment(given.get("end", ""), at),
            at=at,
            plan_key=given.get("plan", ""),
        ),
        "end": lambda: services.end_suspension(actor=actor, key=given.get("suspension", ""), at=at),
        "change": lambda: services.change_plan(actor=actor, key=given.get("plan", ""), at=at, **change),
    }


def _moment(text: str, at: datetime) -> datetime | None:
    """Return a local moment as a date field of a browser writes it; None for none."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=at.tzinfo)
    except ValueError:
        return None


def _shown(plan: Plan, at: datetime) -> dict[str, Any]:
    clause = plan.source.clause
    try:
        rule = rule_at(plan)
    except GuichengError as error:
        return {"plan": plan, "clause": clause, "fault": error.message.render(_)}
    slots = [f"{slot.begin // 60 % 24:02}:{slot.begin % 60:02}" for slot in sorted(rule.slots)]
    days = rule.recurrence
    return {
        "plan": plan,
        "clause": clause,
        "rhythm": rhythm_words(rule),
        "slots": slots[:_SHOWN_SLOTS],
        "more": max(0, len(slots) - _SHOWN_SLOTS),
        "times": " ".join(slots),
        "season": "、".join(f"{s.begin[0]:02}-{s.begin[1]:02}~{s.end[0]:02}-{s.end[1]:02}" for s in days.seasons),
        "left_out": " ".join(sorted(map(str, days.left_out))),
        "added": " ".join(sorted(map(str, days.added))),
        "ended": plan.ends_on is not None and plan.ends_on < at.date(),
    }


def rhythm_words(rule: ScheduleRule) -> str:
    """Return the days of a rule in the reader's language."""
    beat, days = rule.recurrence.rhythm, rule.recurrence.kind
    said = ""
    match beat:
        case EveryDays(step=1):
            said = _("workdays") if days is DayKind.WORKDAYS else _("daily")
        case EveryDays():
            said = _("every {count} days").format(count=beat.step)
        case Weekly():
            said = _("weekly on {days}").format(days=_listed([_WEEKDAYS[day] for day in sorted(beat.weekdays)]))
        case Monthly():
            numbers = [str(getattr(day, "number", "")) for day in beat.on]
            said = _("every {count} months on day {days}").format(count=beat.step, days=_listed(numbers))
    return said


def _listed(words: Sequence[Word]) -> str:
    return _(", ").join(map(str, words))


def _stopped(each: Suspension, at: datetime) -> dict[str, Any]:
    return {"row": each, "cause": CAUSES[SuspensionCause(each.cause)], "lasts": each.end is None or each.end > at}
