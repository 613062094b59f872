"""Months: what is counted and sealed, what came late, what versions tell differently, what nothing can tell of."""

from __future__ import annotations

import importlib.util
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.assessment.models import SealedMonth, SealRule
from guicheng.apps.assessment.selectors.figures import months_visible_to
from guicheng.apps.assessment.selectors.gathering.judging import bounds_of
from guicheng.apps.assessment.selectors.inspections import found_of_clauses
from guicheng.apps.assessment.selectors.months import (
    Change,
    changes,
    company_of,
    late_in,
    months_to_report,
    months_to_seal,
    seal_rule_of,
    sealed_visible_to,
    unmeasured_in,
    unused_in,
    version_of,
)
from guicheng.apps.assessment.services.asking import count_now
from guicheng.apps.assessment.services.sealing_months import SEAL, seal_month
from guicheng.apps.assessment.services.sealing_rules import LAST_DAY, set_seal_rule
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.domain.values.message import Message
from guicheng.web import crumbs
from guicheng.web import figure_page as pages
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.views.figures import line_of
from guicheng.web.views.inspections import month_of
from guicheng.web.wording import Word

#: What the list of months can be narrowed to.
SHOWN: Final[dict[str, Word]] = {
    "to_seal": gettext_lazy("Months to seal"),
    "to_report": gettext_lazy("Sealed months without a report"),
}
_SHOWN: Final = 200
#: What a file of a sealed month needs beyond what every installation has.
_EXTRA: Final = ("numpy", "pyarrow")


def months(request: HttpRequest) -> HttpResponse:
    """Show the months that were counted, with their seals; count one now, or seal it."""
    actor, at = actor_of(request), timezone.now()
    outcome = attempt(request, _acts(request, at)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("months")
    show = request.GET.get("show", "")
    wanted = _narrowed(actor, show, at)
    found = [each for each in months_visible_to(actor) if wanted is None or each.month in wanted]
    late = late_in(actor, [each.month for each in found if each.version])
    sealed: dict[str, list[SealedMonth]] = {}
    for row in sealed_visible_to(actor):
        sealed.setdefault(row.month, []).append(row)
    today = timezone.localdate(at)
    context = {
        "told": outcome.told,
        "months": [
            {
                "month": each,
                "versions": sealed.get(each.month, []),
                "late": late.get(each.month, 0),
                "over": bounds_of(each.month)[1] <= today,
            }
            for each in found
        ],
        "total": len(found),
        "show": SHOWN.get(show, ""),
        "this_month": today.strftime("%Y-%m"),
        "may_seal": bool(actor.company_id) and _may_seal(request),
        "rule": seal_rule_of(actor.company_id),
        "last_day": LAST_DAY,
        "has_extra": has_extra(),
        "crumbs": [crumbs.Crumb(_("Attainment"), reverse("attainment")), crumbs.Crumb(_("Months"))],
    }
    return render(request, "web/figures/months.html", context, status=outcome.status)


def _narrowed(actor: Actor, show: str, at: datetime) -> set[str] | None:
    """Return the months that a filter leaves, None for all."""
    if show == "to_seal":
        return set(months_to_seal(actor, at).values_list("month", flat=True))
    return set(months_to_report(actor).values_list("month", flat=True)) if show == "to_report" else None


def _may_seal(request: HttpRequest) -> bool:
    actor = actor_of(request)
    return any(len(path) == Unit.steplen for path in actor.paths(SEAL))


def _acts(request: HttpRequest, at: datetime) -> dict[str, Any]:
    actor, month = actor_of(request), request.POST.get("month", "")[:7]

    def seal() -> SealedMonth:
        return seal_month(company=company_of(actor), month=month, actor=actor, at=at)

    def rule() -> SealRule:
        given = request.POST
        company, by_itself = company_of(actor), given.get("by_itself") == "1"
        return set_seal_rule(actor=actor, company=company, day=given.get("day", ""), by_itself=by_itself, at=at)

    return {"rule": rule, "count": lambda: count_now(actor=actor, month=month, at=at), "seal": seal}


def has_extra() -> bool:
    """Tell whether sealed months can be given out as Parquet."""
    return all(importlib.util.find_spec(name) is not None for name in _EXTRA)


def changed(request: HttpRequest, month: str) -> HttpResponse:
    """Show what two versions of a month tell differently, and the occurrences that caused it."""
    actor = actor_of(request)
    versions = [row.version for row in sealed_visible_to(actor).filter(month=month[:7])]
    older, newer = (_number(request, name, versions) for name in ("older", "newer"))
    if older is None:
        if not versions:
            raise Http404
        older = max(versions)
    found = changes(actor, month=month[:7], older=older, newer=newer)
    context = {
        "month": month,
        "older": older,
        "newer": newer,
        "changes": [_change(each, month, older, newer) for each in found],
        "crumbs": _way(month, _("What changed")),
    }
    return render(request, "web/figures/changes.html", context)


def _number(request: HttpRequest, name: str, versions: list[int]) -> int | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or int(text) not in versions:
        raise Http404
    return int(text)


def _change(each: Change, month: str, older: int, newer: int | None) -> dict[str, Any]:
    return {
        "unit": each.unit,
        "clause": each.clause,
        "sides": [
            {
                "share": pages.percent(row.figure.share) if row else "—",
                "counts": row.figure.counts if row else None,
                "href": pages.address(month, each.unit, each.clause.key, version=version),
            }
            for row, version in ((each.before, older), (each.after, newer))
        ],
        "come": [line_of(row) for row in each.come[:_SHOWN]],
        "gone": [line_of(row) for row in each.gone[:_SHOWN]],
    }


def unmeasured(request: HttpRequest, month: str) -> HttpResponse:
    """Show the promises that events cannot tell of, and events that told nothing, each with the reason."""
    actor = actor_of(request)
    if all(each.month != month for each in months_visible_to(actor)):
        raise Http404
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    found = _findings(actor, month)
    for row in unmeasured_in(actor, month=month[:7]):
        edition = reverse("edition", args=[row.edition.standard.code, row.edition.number])
        line = rows.setdefault(
            (row.citation, row.place),
            {
                "promise": row,
                "href": f"{edition}#c-{row.clause_key}",
                "reason": _said(row.reason),
                "found": found.get(str(row.clause_key), 0),
                "at": set(),
            },
        )
        # Two editions of one month promise the same at one estate.
        line["at"].add(row.unit_id)
    unused = [(unit, _said(each), each["count"], each["events"]) for unit, each in unused_in(actor, month[:7])]
    context = {
        "month": month,
        "lines": list(rows.values())[:_SHOWN],
        "total": len(rows),
        "unused": unused[:_SHOWN],
        "looks": sum(bool(each["found"]) for each in rows.values()),
        "crumbs": _way(month, _("Not measured")),
    }
    return render(request, "web/figures/unmeasured.html", context)


def _findings(actor: Actor, month: str) -> dict[str, int]:
    stretch = month_of(month[:7]) if actor.may_anywhere("inspections.read") else None
    return found_of_clauses(actor, since=stretch[0], until=stretch[1]) if stretch else {}


def _said(reason: dict[str, Any] | None) -> str:
    return Message(reason["text"], reason["fields"]).render(_) if reason else ""


def _way(month: str, title: str) -> list[crumbs.Crumb]:
    return [
        crumbs.Crumb(_("Attainment"), reverse("attainment")),
        crumbs.Crumb(_("Months"), reverse("months")),
        crumbs.Crumb(f"{month} {title}"),
    ]


def parquet(request: HttpRequest, month: str, version: int) -> HttpResponse:
    """Send the occurrences of a sealed version within reach as a Parquet file."""
    try:
        sealed = version_of(actor_of(request), month[:7], version)
    except SealedMonth.DoesNotExist as error:
        raise Http404 from error
    if not has_extra():
        sentence = _(
            "This installation cannot write Parquet. Install the extra “assessment” (numpy and pyarrow) and load the "
            "page again; figures and seals need neither."
        )
        return render(request, "web/not_done.html", {"sentence": sentence, "status": 501}, status=501)
    from guicheng.apps.assessment.exports import write_sealed

    with TemporaryDirectory() as folder:
        path = Path(folder) / "month.parquet"
        write_sealed(path, actor=actor_of(request), sealed=sealed)
        response = HttpResponse(path.read_bytes(), content_type="application/vnd.apache.parquet")
    response["Content-Disposition"] = f'attachment; filename="attainment-{sealed.month}-v{sealed.version}.parquet"'
    return response
