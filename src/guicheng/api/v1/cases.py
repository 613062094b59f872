"""Running cases: found, started, moved; the work that they make."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import cases as shapes
from guicheng.apps.operations import services
from guicheng.apps.operations.models import Case, CaseEvent, WorkItem, WorkState
from guicheng.apps.operations.selectors import cases as selectors
from guicheng.apps.operations.selectors.deadlines import compiled_for
from guicheng.apps.organization.models import Person
from guicheng.apps.processes import selectors as processes
from guicheng.domain.process.forms import schema_of

calls = Calls("cases")
_READ: Final = "cases.read"
_MOVED: Final = ("stale", "case-refused", "not-a-case")
_LISTS: Final = {
    "mine": selectors.work_of_mine,
    "posts": selectors.work_of_my_posts,
    "followed": selectors.work_followed,
}


@calls.get("/cases", needs=_READ, answer=shapes.CaseList, summary="List cases", refuses=("bad-cursor",))
def list_cases(request: HttpRequest, wanted: Query[shapes.CaseListWanted]) -> dict[str, Any]:
    """Return the cases within reach that fit, the newest first."""
    rows = selectors.cases_visible_to(actor_of(request), outcome=wanted.outcome, words=wanted.words)
    found, following = page_of(rows, wanted.cursor, falling=True)
    return {"items": [_head(row) for row in found], "next": following}


@calls.write(
    "POST", "/cases", needs="cases.start", answer=shapes.CaseWhole, status=201, summary="Start a case",
    refuses=("not-a-case", "not-executable", "too-many-states"),
)  # fmt: skip
def start_case(request: HttpRequest, body: shapes.CaseIn) -> dict[str, Any]:
    """Start a case by the newest edition in force of a process."""
    made = services.start_case(
        actor=actor_of(request), unit_key=body.unit, process=body.process, title=body.title, at=timezone.now()
    )
    return _whole(request, made)


@calls.get("/cases/{key}", needs=_READ, answer=shapes.CaseWhole, summary="See a case")
def see_case(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return a case with its open work."""
    return _whole(request, selectors.case_visible_to(actor_of(request), key))


@calls.get("/cases/{key}/events", needs=_READ, answer=shapes.CaseEvents, summary="Read the log of a case")
def list_case_events(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return what happened in a case, in order; where it stands follows from that."""
    found = selectors.case_visible_to(actor_of(request), key)
    return {"items": [_event(row) for row in selectors.log_of(found)]}


@calls.get("/cases/{key}/steps/{step}/form", needs=_READ, answer=shapes.StepForm, summary="Fetch the form of a step")
def see_step_form(request: HttpRequest, key: Path[str], step: Path[str]) -> dict[str, Any]:
    """Return the form of a step under way as JSON Schema; photos are sent beforehand and named by their SHA-256."""
    found = selectors.case_visible_to(actor_of(request), key)
    item, compiled = selectors.open_work(found, step), compiled_for(found)
    return {"step": step, "name": item.name, "begun": item.begun, "form": schema_of(compiled.form(step))}


@calls.write(
    "POST", "/cases/{key}/steps/{step}/complete", needs=_READ, answer=shapes.CaseWhole, summary="Finish a step",
    refuses=(*_MOVED, "form-incomplete"),
)  # fmt: skip
def complete_step(request: HttpRequest, key: Path[str], step: Path[str], body: shapes.Completion) -> dict[str, Any]:
    """Finish a step with its form. Whoever comes second is told so, once; under the same key nothing happens twice."""
    done = services.complete(
        actor=actor_of(request),
        case_key=key,
        step=step,
        answers=body.answers,
        begun=body.begun,
        rev=body.rev,
        key=body.key,
        device_at=body.at_device,
        at=timezone.now(),
    )
    return _whole(request, done)


@calls.write(
    "POST", "/cases/{key}/acts", needs=_READ, answer=shapes.CaseWhole, summary="Do something with a case",
    refuses=(*_MOVED, "not-back", "urged-too-soon"),
)  # fmt: skip
def act_on_case(request: HttpRequest, key: Path[str], body: shapes.CaseAct) -> dict[str, Any]:
    """Give back, take back, take on, hand on, ask others, ask for haste, copy, pause, resume or end."""
    named: dict[str, Any] = {"actor": actor_of(request), "case_key": key, "at": timezone.now(), "key": body.key}
    step: dict[str, Any] = {**named, "step": body.step}
    to, reason = (body.to or [""])[0], body.reason
    acts: dict[str, Callable[[], Case]] = {
        "return": lambda: services.return_to(target=body.target, reason=reason, **step),
        "withdraw": lambda: services.withdraw(reason=reason, **step),
        "take_on": lambda: services.take_on(**step),
        "reassign": lambda: services.reassign(to=to, reason=reason, **step),
        "substitute": lambda: services.substitute(to=to, **step),
        "add_signer": lambda: services.add_signer(to=body.to, reason=reason, **step),
        "agree": lambda: services.give_opinion(agrees=True, opinion=reason, **step),
        "disagree": lambda: services.give_opinion(agrees=False, opinion=reason, **step),
        "urge": lambda: services.urge(reason=reason, **step),
        "copy": lambda: services.copy(to=body.to, **named),
        "pause": lambda: services.pause(reason=reason, **step),
        "resume": lambda: services.resume(**step),
        "cancel": lambda: services.cancel(reason=reason, **named),
    }
    return _whole(request, acts[body.act]())


@calls.get("/work", needs=_READ, answer=shapes.CaseWorkList, summary="List open work", refuses=("bad-cursor",))
def list_work(request: HttpRequest, wanted: Query[shapes.CaseWorkWanted]) -> dict[str, Any]:
    """Return open work of the person who calls, in the order in which it came to be; a program has none."""
    found, following = page_of(_LISTS[wanted.of](actor_of(request)), wanted.cursor)
    return {"items": [_work(row, row.case) for row in found], "next": following}


@calls.write(
    "POST", "/processes/{code}/migrations", needs="cases.migrate", answer=shapes.CaseMigration,
    summary="Move running cases to another edition", refuses=("not-a-case", "not-executable", "too-many-states"),
)  # fmt: skip
def migrate_cases(request: HttpRequest, code: Path[str], body: shapes.CaseMigrationIn) -> dict[str, Any]:
    """Look what moving the cases of an edition would make of each, or move those that can."""
    actor = actor_of(request)
    plans = services.migrate(
        actor=actor,
        process=processes.process_visible_to(actor, code),
        number=body.number,
        to=body.to,
        clocks=body.clocks,
        mapping=body.steps,
        dry_run=body.dry_run,
        at=timezone.now(),
    )
    items = [
        {
            "case": {"key": str(plan.case.key), "name": plan.case.title},
            "moved": plan.moved,
            "problems": [problem.render(gettext) for problem in plan.problems],
        }
        for plan in plans
    ]
    return {"items": items}


def _head(case: Case) -> dict[str, Any]:
    return {
        "key": str(case.key),
        "title": case.title,
        "unit": {"key": str(case.unit.key), "name": case.unit.name},
        "process": case.edition.code,
        "edition": case.edition.number,
        "outcome": case.outcome,
        "rev": case.rev,
        "started_at": case.started_at,
        "ended_at": case.ended_at,
        "due_at": case.due_at,
    }


def _whole(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Return a case as the database has it now, with its open work."""
    found = selectors.case_visible_to(actor_of(request), case.key)
    work = [_work(row, found) for row in selectors.work_of(found) if row.state == WorkState.OPEN]
    return {**_head(found), "work": work}


def _work(row: WorkItem, case: Case) -> dict[str, Any]:
    names = ("step", "begun", "name", "since", "due_at", "provisional", "budget_s", "consumed_s", "paused_at", "urged")
    return {
        "case": {"key": str(case.key), "name": case.title},
        "unit": {"key": str(case.unit.key), "name": case.unit.name},
        "post": row.post_name,
        "holder": _told(row.holder),
        "stand_in": _told(row.stand_in),
        "level": row.level,
        **{name: getattr(row, name) for name in names},
    }


def _told(person: Person | None) -> dict[str, str] | None:
    return {"key": str(person.key), "name": person.name} if person else None


def _event(row: CaseEvent) -> dict[str, Any]:
    return {
        "seq": row.seq,
        "rev": row.rev,
        "kind": row.kind,
        "step": row.step,
        "actor": row.actor_name,
        "at": row.at_server,
        "at_device": row.at_device,
        "answers": row.data.get("form", {}),
        "reason": str(row.data.get("reason", "")),
    }
