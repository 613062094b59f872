"""How far promises come, by kind of service; each number opens the clauses that it counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.adapters.pictures import Bar, bar_chart
from guicheng.apps.assessment.selectors.funnel import Funnel, Promise, Stage, funnel_of, without_source
from guicheng.apps.standards import readings
from guicheng.apps.standards.models import EditionClause
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.figure_page import STATES as FIGURES
from guicheng.web.standards_list import TRADES
from guicheng.web.wording import Word

_PAGE: Final = 100
STAGES: Final[dict[Stage, Word]] = {
    Stage.WRITTEN: gettext_lazy("Promise written"),
    Stage.READ: gettext_lazy("Promise read"),
    Stage.PROVED: gettext_lazy("Promise proved"),
    Stage.LANDED: gettext_lazy("Promise landed"),
    Stage.KEPT: gettext_lazy("Promise kept"),
}
#: What each stage means, and what keeps promises from it.
MEANINGS: Final[dict[Stage, Word]] = {
    Stage.WRITTEN: gettext_lazy("A clause of a standard in use promises something."),
    Stage.READ: gettext_lazy("Nothing of it is left unread or unquantified."),
    Stage.PROVED: gettext_lazy("No check finds an error, nothing conflicts with it, and no law asks for more."),
    Stage.LANDED: gettext_lazy("It is in force at an estate, and evidence can tell of it."),
    Stage.KEPT: gettext_lazy("The last month that was counted met its target."),
}
LOST: Final[dict[Stage, Word]] = {
    Stage.READ: gettext_lazy("Not read: {count}"),
    Stage.PROVED: gettext_lazy("Not proved: {count}"),
    Stage.LANDED: gettext_lazy("Not landed: {count}"),
    Stage.KEPT: gettext_lazy("Not kept: {count}"),
}
UNTOLD: Final = gettext_lazy("Nothing to judge by: {count}")


class Step(NamedTuple):
    """A stage of a row: how many reached it, and what became of the others, each with the list that it opens."""

    reached: int
    href: str
    lost: Sequence[tuple[str, str]]


class Line(NamedTuple):
    """A kind of service in the table."""

    name: Word
    steps: Sequence[Step]


def funnel(request: HttpRequest) -> HttpResponse:
    """Show how many promises reached which stage."""
    found = _found(request)
    lines = [Line(_trade(domain), _steps(found, domain)) for domain in found.domains]
    whole = [len(found.reached(stage)) for stage in Stage]
    context = {
        "lines": lines,
        "whole": Line(_("All"), _steps(found, None)),
        "stages": [(STAGES[stage], MEANINGS[stage]) for stage in Stage],
        "month": found.month,
        "picture": _picture(whole) if whole[0] else "",
        "crumbs": [crumbs.Crumb(_("Promise funnel"))],
    }
    return render(request, "web/funnel/page.html", context)


def promises(request: HttpRequest) -> HttpResponse:
    """List the promises that reached a stage, or that were lost before it."""
    asked = request.GET
    if asked.get("without") == "source":
        return _without_source(request)
    found = _found(request)
    stage = _stage(asked.get("stage", ""))
    domain, kind = asked.get("domain"), asked.get("lost", "")
    lost = _lost(found, stage, domain)
    unkept = bool(kind in lost and stage is Stage.KEPT and found.month)
    rows = lost[kind] if kind in lost else found.reached(stage, domain)
    page = Paginator(rows, _PAGE).get_page(asked.get("page"))
    title = _lost_words(stage, kind, len(rows)) if kind in lost else f"{STAGES[stage]}: {len(rows)}"
    context: dict[str, Any] = {
        "title": title,
        "meaning": _meaning(stage, kind if kind in lost else ""),
        "head": _("What the figure of {month} says").format(month=found.month) if unkept else _("Came as far as"),
        "domain": _trade(domain) if domain is not None else "",
        "rows": [
            (row, f"{reverse('standard', args=[row.code])}#c-{row.key}", _standing(row, unkept=unkept)) for row in page
        ],
        "page": page,
        "total": len(rows),
        "question": urlencode({name: value for name, value in asked.items() if name != "page"}),
        "crumbs": [crumbs.Crumb(_("Promise funnel"), reverse("funnel")), crumbs.Crumb(title)],
    }
    return render(request, "web/funnel/promises.html", context)


def _standing(row: Promise, *, unkept: bool) -> Word:
    """Return how far a promise came; of one that landed and was not kept, what its figure says."""
    return FIGURES[row.figure][0] if unkept else STAGES[row.stage]


def _without_source(request: HttpRequest) -> HttpResponse:
    """List the promises in force that nothing gives evidence of."""
    rows = without_source(actor_of(request), readings.day_of(timezone.now()))
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    title = _("Promises without a source of evidence")
    context: dict[str, Any] = {
        "title": f"{title}: {page.paginator.count}",
        "meaning": _(
            "They are in force at an estate, but no order, round, record or survey tells whether they are kept."
        ),
        "head": _("Came as far as"),
        "rows": [_unsourced(row) for row in page],
        "page": page,
        "total": page.paginator.count,
        "question": "without=source",
        "crumbs": [crumbs.Crumb(_("Promise funnel"), reverse("funnel")), crumbs.Crumb(title)],
    }
    return render(request, "web/funnel/promises.html", context)


def _unsourced(row: EditionClause) -> tuple[dict[str, Any], str, Word]:
    edition = row.edition
    named = {"code": edition.code, "number": row.number, "title": edition.title, "text": row.text}
    address = reverse("edition", args=[edition.standard.code, edition.number])
    return named, f"{address}#c-{row.key}", _("in force, edition {number}").format(number=edition.number)


def _found(request: HttpRequest) -> Funnel:
    actor = actor_of(request)
    if actor.person is None:
        return Funnel()
    return funnel_of(actor, actor.person.company, day=readings.day_of(timezone.now()))


def _steps(found: Funnel, domain: str | None) -> list[Step]:
    return [_step(found, stage, domain) for stage in Stage]


def _step(found: Funnel, stage: Stage, domain: str | None) -> Step:
    named = {"stage": stage.name.lower()} | ({} if domain is None else {"domain": domain})
    address = reverse("promises")
    lost = [
        (_lost_words(stage, kind, len(rows)), f"{address}?{urlencode(named | {'lost': kind})}")
        for kind, rows in _lost(found, stage, domain).items()
        if rows
    ]
    return Step(len(found.reached(stage, domain)), f"{address}?{urlencode(named)}", lost)


def _lost(found: Funnel, stage: Stage, domain: str | None) -> dict[str, list[Promise]]:
    """Return those that reached the stage before and not this one, by what an address calls them.

    What was not due, or too seldom, was not broken: it stands apart from what was not kept.
    """
    if stage is Stage.KEPT:
        return {"1": found.unkept(domain, judged=True), "untold": found.unkept(domain, judged=False)}
    return {"1": found.lost(stage, domain)} if stage in LOST else {}


def _meaning(stage: Stage, kind: str) -> Word:
    if kind == "untold":
        return _("In that month nothing of it was due, or too few cases were to say whether it was kept.")
    return _("What they lack: {meaning}").format(meaning=MEANINGS[stage]) if kind else MEANINGS[stage]


def _lost_words(stage: Stage, kind: str, count: int) -> str:
    return str(UNTOLD if kind == "untold" else LOST[stage]).format(count=count)


def _picture(whole: Sequence[int]) -> str:
    bars = [
        Bar(str(STAGES[stage]), count, None, None, str(count), strong=stage is Stage.KEPT)
        for stage, count in zip(Stage, whole, strict=True)
    ]
    # Every word in it is escaped where it is drawn.
    return mark_safe(bar_chart(bars, title=_("How many promises reached which stage")))  # noqa: S308


def _stage(name: str) -> Stage:
    return Stage[name.upper()] if name.upper() in Stage.__members__ else Stage.WRITTEN


def _trade(domain: str) -> Word:
    return TRADES.get(domain, domain) if domain else _("No kind of service")
