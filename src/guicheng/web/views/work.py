"""The work that somebody has to do: their own, that of their posts, what they follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations import services
from guicheng.apps.operations.selectors.cases import colleagues_at
from guicheng.apps.operations.selectors.my_work import Whose, Work, my_work
from guicheng.apps.organization.actors import Actor
from guicheng.domain.values import GuichengError, NotAllowedError
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.work_page import KINDS, STANDINGS, WEEKDAYS, WorkWish, board_of, calendar_of

_PAGE: Final = 30
_MOST_AT_ONCE: Final = 50
_FORBIDDEN, _UNPROCESSABLE = 403, 422


def work(request: HttpRequest) -> HttpResponse:
    """Show open work, the most urgent first; take, hand over or urge several at once."""
    actor, now, wish = actor_of(request), timezone.now(), WorkWish.of(request.GET)
    told, status = list[str](), 200
    if request.method == "POST":
        went, told, status = _several(request, actor)
        if not told:
            return _after(request, wish, went)
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
        "rows": [(row, KINDS[row.kind], STANDINGS[row.state]) for row in (rows if wish.view == "paper" else page)],
        "board": board_of(rows) if wish.view == "board" else [],
        "people": _people(rows) if actor.may_anywhere("cases.work") and wish.view == "list" else [],
        "now": now,
        "starts": actor.may_anywhere("cases.start"),
        "works": actor.may_anywhere("cases.work"),
        "done": request.GET.get("done", "") if request.GET.get("done", "").isdigit() else "",
        "told": told,
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
    return render(request, "web/work/page.html", context, status=status if told else 200)


def _after(request: HttpRequest, wish: WorkWish, went: int) -> HttpResponse:
    """Go on to work that was taken on alone; back to the list after anything else."""
    keys = _chosen(request)
    if request.POST.get("act") == "take_on" and len(keys) == 1:
        case, _slash, step = keys[0].partition("/")
        return redirect("case_step", key=case, step=step)
    return redirect(f"{request.path}{wish.address()}&done={went}")


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
    units = {row.unit.pk: row.unit for row in rows if row.kind == "case"}
    found = {str(person.key): person.name for unit in list(units.values())[:1] for person in colleagues_at(unit)}
    return sorted(found.items(), key=lambda each: each[1])


def _several(request: HttpRequest, actor: Actor) -> tuple[int, list[str], int]:
    """Do an act on each step that was chosen; return how many it reached, why others stayed, and a status for that."""
    act, keys = _acts(request, actor).get(request.POST.get("act", "")), _chosen(request)
    if act is None or not keys:
        return 0, [_("Choose work on the list, and what to do with it.")], _UNPROCESSABLE
    went, told, status = 0, [], _FORBIDDEN
    for key in keys:
        case, _slash, step = key.partition("/")
        try:
            act(case, step)
        except GuichengError as error:
            told.append(f"{step}: {error.message.render(_)}" if len(keys) > 1 else error.message.render(_))
            status = status if isinstance(error, NotAllowedError) else _UNPROCESSABLE
        else:
            went += 1
    return went, told, status


def _chosen(request: HttpRequest) -> list[str]:
    """Return the keys of the steps that were chosen."""
    given = request.POST
    one = [f"{given['case']}/{given.get('step', '')}"] if "case" in given else []
    return [*given.getlist("work"), *one][:_MOST_AT_ONCE]


def _acts(request: HttpRequest, actor: Actor) -> dict[str, Callable[[str, str], object]]:
    now, given = timezone.now(), request.POST
    to, reason = given.get("to", ""), given.get("reason", "")

    def named(case: str, step: str) -> dict[str, Any]:
        return {"actor": actor, "case_key": case, "step": step, "at": now}

    return {
        "take_on": lambda case, step: services.take_on(**named(case, step)),
        "hand_over": lambda case, step: services.reassign(to=to, reason=reason, **named(case, step)),
        "urge": lambda case, step: services.urge(reason=reason, **named(case, step)),
    }
