"""The work that somebody has to do: their own, that of their posts, what they follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations.selectors.cases import colleagues_at
from guicheng.apps.operations.selectors.my_work import Whose, Work, my_work
from guicheng.apps.operations.services.several import MOST_AT_ONCE, Several
from guicheng.apps.operations.services.work_several import ACTS, act_on_work, acts_for
from guicheng.apps.operations.services.work_several import KINDS as KINDS_AT_ONCE
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import ViewPage
from guicheng.domain.values import GuichengError, NotAllowedError
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.kept_views import keep_or_delete, tabs_of
from guicheng.web.outcome import Outcome
from guicheng.web.work_page import KINDS, STANDINGS, WEEKDAYS, WorkWish, board_of, calendar_of

_PAGE: Final = 30
#: The list, as outcomes of acts on it are kept.
_LIST: Final = "work"
_FORBIDDEN, _UNPROCESSABLE = 403, 422


def work(request: HttpRequest) -> HttpResponse:
    """Show open work, the most urgent first; do one thing with several rows at once, or print them."""
    if request.method != "POST":
        return _show(request, outcome=Outcome.told(request.session, _LIST))
    if "print" in request.POST and (rows := _chosen(request)):
        asked = {"row": rows}
        return redirect(
            f"{request.path}{WorkWish.of(request.GET).address(view='paper')}&{urlencode(asked, doseq=True)}"
        )
    done, told = _several(request, actor_of(request))
    if done is None:
        return _show(request, told=[told], status=_UNPROCESSABLE)
    outcome = Outcome.of(done)
    if not outcome.went:
        refused = all(isinstance(error, NotAllowedError) for _row, error in done.stayed)
        return _show(request, outcome=outcome, status=_FORBIDDEN if refused else _UNPROCESSABLE)
    return _after(request, outcome)


def _show(
    request: HttpRequest, *, told: Sequence[str] = (), outcome: Outcome | None = None, status: int = 200
) -> HttpResponse:
    """Return the page: what went wrong, or what became of an act, and the work."""
    actor, now, wish = actor_of(request), timezone.now(), WorkWish.of(request.GET)
    rows, today = my_work(actor, wish.what, at=now, kind=wish.kind), timezone.localdate(now)
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "wish": wish,
        "tabs": [
            (wish.address(what=name), name == wish.what, counted if name == wish.what else title)
            for name, title, counted in _whose(len(rows))
        ],
        "views": [(wish.address(view=name), name == wish.view, title) for name, title in _views()],
        "kinds": [(name, title, wish.address(kind=name)) for name, title in (("", _("All kinds")), *KINDS.items())],
        "count": len(rows),
        "page": page,
        "rows": [
            (row, KINDS[row.kind], STANDINGS[row.state])
            for row in (_printed(request, rows) if wish.view == "paper" else page)
        ],
        "board": board_of(rows) if wish.view == "board" else [],
        "kept": tabs_of(actor, ViewPage.WORK, wish.kept, WorkWish.tidy),
        "people": _people(rows) if wish.view == "list" else [],
        "now": now,
        "starts": actor.may_anywhere("cases.start"),
        "at_once": KINDS_AT_ONCE,
        "acts": acts_for(actor, page, wish.what) if wish.view == "list" else set(),
        "told": told,
        "outcome": outcome,
        "given": request.POST,
        "ticked": request.POST.getlist("work"),
        "crumbs": [crumbs.Crumb(_("My work"))],
    }
    if wish.view in {"month", "week"}:
        sheet = calendar_of(rows, wish.shown_day(today), today, week=wish.view == "week")
        context |= {
            "sheet": sheet,
            "weekdays": WEEKDAYS,
            "before": wish.address(day=sheet.before.isoformat()),
            "after": wish.address(day=sheet.after.isoformat()),
            "undated": [row for row in rows if row.due_at is None],
        }
    return render(request, "web/work/page.html", context, status=status)


def _after(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    """Go on to a step that was taken on alone; back to the list after anything else, where it is told."""
    keys = _chosen(request)
    kind, _colon, key = keys[0].partition(":")
    if request.POST.get("act") == "take_on" and len(keys) == 1 and kind == "case":
        case, _slash, step = key.partition("/")
        return redirect("case_step", key=case, step=step)
    outcome.keep(request.session, _LIST)
    return redirect(f"{request.path}{WorkWish.of(request.GET).address()}")


def _printed(request: HttpRequest, rows: list[Work]) -> list[Work]:
    """Return the rows that were ticked to be printed, all where none were."""
    named = set(request.GET.getlist("row"))
    return [row for row in rows if f"{row.kind}:{row.key}" in named] if named else rows


def _whose(count: int) -> list[tuple[Whose, str, str]]:
    """Return the tabs: whose work, what it is called, and with the count where it is shown."""
    return [
        (Whose.MINE, _("Mine"), _("Mine: {count}").format(count=count)),
        (Whose.POSTS, _("Of my posts"), _("Of my posts: {count}").format(count=count)),
        (Whose.FOLLOWED, _("Followed"), _("Followed: {count}").format(count=count)),
    ]


def _views() -> list[tuple[str, str]]:
    return [
        ("list", _("List")),
        ("board", _("Board")),
        ("month", _("Month")),
        ("week", _("Week")),
        ("paper", _("For printing")),
    ]


def _people(rows: list[Work]) -> list[tuple[str, str]]:
    """Return to whom work of the list can be handed over: the people of its first estate, by name."""
    units = {row.unit.pk: row.unit for row in rows if row.kind in KINDS_AT_ONCE}
    found = {str(person.key): person.name for unit in list(units.values())[:1] for person in colleagues_at(unit)}
    return sorted(found.items(), key=lambda each: each[1])


def _several(request: HttpRequest, actor: Actor) -> tuple[Several | None, str]:
    """Do an act on each row that was chosen; return what became of it, or why nothing was done."""
    given, keys = request.POST, _chosen(request)
    act = given.get("act", "")
    if act not in ACTS or not keys:
        return None, _("Choose work on the list, and what to do with it.")
    try:
        done = act_on_work(
            actor=actor,
            work=keys,
            act=act,
            to=given.get("to", ""),
            reason=given.get("reason", ""),
            at=timezone.now(),
        )
    except GuichengError as error:
        return None, error.message.render(_)
    return done, ""


def _chosen(request: HttpRequest) -> list[str]:
    """Return the rows that were chosen, as ``act_on_work`` takes them."""
    given = request.POST
    one = [f"case:{given['case']}/{given.get('step', '')}"] if "case" in given else []
    named = given.getlist("shown" if given.get("scope") == "page" else "work")
    return [*named, *one][:MOST_AT_ONCE]


def views(request: HttpRequest) -> HttpResponse:
    """Keep “My work” as it is shown under a name, or delete such a view."""
    wish = WorkWish.of(request.GET)
    if told := keep_or_delete(request, ViewPage.WORK, wish.kept.removeprefix("?")):
        return _show(request, told=[told], status=_UNPROCESSABLE)
    return redirect(f"{reverse('work')}{wish.kept}")
