"""Cases and their work, as an actor may see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from guicheng.apps.operations.models import Case, CaseEvent, CaseOutcome, WorkItem, WorkState
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Placement, Unit
from guicheng.apps.organization.selectors.duty import paths_above
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.processes.models import Process, ProcessEdition
from guicheng.domain.process.cells import label

_READ: Final = "cases.read"


def cases_visible_to(actor: Actor, *, outcome: str = "", words: str = "", unit: str = "") -> QuerySet[Case]:
    """Return the cases that an actor may see, the newest first.

    Args:
        actor: Who asks.
        outcome: Only those with this outcome, "" for all.
        words: A part of the title, or the code of the process, "" for all.
        unit: Key of the unit, "" for all within reach.
    """
    rows = Case.objects.filter(actor.within(_READ)).select_related("unit", "edition")
    if outcome in CaseOutcome.values:
        rows = rows.filter(outcome=outcome)
    if words := words.replace("\0", "").strip():
        rows = rows.filter(Q(title__icontains=words) | Q(edition__code__iexact=words))
    if unit:
        rows = rows.filter(unit__in=_unit(unit))
    return rows.order_by("-pk")


def _unit(key: str) -> list[int]:
    try:
        return list(Unit.objects.filter(key=UUID(key)).values_list("pk", flat=True))
    except ValueError:
        return []


def case_visible_to(actor: Actor, key: str | UUID) -> Case:
    """Return a case.

    Raises:
        Case.DoesNotExist: There is none, or it lies out of reach.
    """
    rows = Case.objects.filter(actor.within(_READ)).select_related("unit", "edition__process", "started_by")
    return one(rows, key)


def log_of(case: Case) -> list[CaseEvent]:
    """Return what happened in a case, in order: one query."""
    return list(case.events.select_related("actor").order_by("seq"))


def work_of(case: Case) -> list[WorkItem]:
    """Return all work of a case, in order: one query."""
    return list(case.work.select_related("holder", "stand_in", "done_by").order_by("begun", "pk"))


def open_work(case: Case, step: str) -> WorkItem:
    """Return the open work of a step.

    Raises:
        WorkItem.DoesNotExist: It is not under way.
    """
    return case.work.select_related("holder", "stand_in").get(step=step.replace("\0", ""), state=WorkState.OPEN)


def _open(actor: Actor) -> QuerySet[WorkItem]:
    rows = WorkItem.objects.filter(actor.within(_READ, "case__unit"), state=WorkState.OPEN)
    rows = rows.select_related("case__unit", "case__edition", "holder", "stand_in")
    return rows.order_by(F("due_at").asc(nulls_last=True), "pk")


def work_of_mine(actor: Actor) -> QuerySet[WorkItem]:
    """Return the open work that somebody has to do: their own, what they stand in for, and opinions asked of them."""
    if actor.person is None:
        return WorkItem.objects.none()
    me = actor.person.pk
    own = Q(stand_in=me) | Q(holder=me, stand_in__isnull=True) | Q(signers__contains=f",{me},")
    return _open(actor).filter(own)


def work_of_my_posts(actor: Actor) -> QuerySet[WorkItem]:
    """Return the open work that nobody has yet and that somebody of one of the actor's posts can take: two queries."""
    if actor.person is None:
        return WorkItem.objects.none()
    found = Q(pk__in=[])
    for post, path in _posts_of(actor):
        found |= Q(post=post, case__unit__path__startswith=path)
    return _open(actor).filter(found, holder__isnull=True)


def work_followed(actor: Actor) -> QuerySet[WorkItem]:
    """Return the open work of cases that somebody follows or started."""
    if actor.person is None:
        return WorkItem.objects.none()
    me = actor.person.pk
    followed = Case.objects.filter(Q(followers__person=me) | Q(started_by=me), outcome=CaseOutcome.RUNNING)
    return _open(actor).filter(case__in=followed.order_by().values("pk"))


def _posts_of(actor: Actor) -> list[tuple[int, str]]:
    """Return which posts somebody fills, and where: one query."""
    rows = Placement.objects.filter(person=actor.person, post__archived_at__isnull=True).order_by()
    return list(rows.values_list("post", "unit__path"))


def fills(actor: Actor, post: str, unit: Unit) -> bool:
    """Tell whether somebody fills a post of a name at a unit or above it: one query."""
    if actor.person is None or not post:
        return False
    rows = Placement.objects.filter(person=actor.person, post__name=post, post__archived_at__isnull=True).order_by()
    return any(str(unit.path).startswith(path) for path in rows.values_list("unit__path", flat=True))


def colleagues_at(unit: Unit) -> list[Person]:
    """Return the people who fill a post or hold a role at a unit or above it, by name: who can be given its work."""
    paths = paths_above(unit)
    rows = Person.objects.filter(
        Q(placements__unit__path__in=paths) | Q(grants__unit__path__in=paths),
        company__path=unit.company_path,
        is_active=True,
    )
    return list(rows.distinct().order_by("name", "pk"))


def startable_at(unit: Unit, *, day: date) -> list[ProcessEdition]:
    """Return the editions by which a case can be started at a unit, by code: of each process the newest in force."""
    rows = ProcessEdition.objects.filter(
        process__unit__path__in=paths_above(unit),
        process__archived_at__isnull=True,
        effective_from__lte=day,
    )
    newest: dict[int, ProcessEdition] = {}
    for edition in rows.order_by("code", "process", "-number"):
        newest.setdefault(edition.process_id, edition)
    return list(newest.values())


def units_for_cases(actor: Actor) -> QuerySet[Unit]:
    """Return the units in use at which somebody may start cases, in the order of the tree."""
    rows: QuerySet[Unit] = Unit.objects.filter(actor.within("cases.start", ""), archived_at__isnull=True)
    return rows


def running_by(edition: ProcessEdition) -> QuerySet[Case]:
    """Return the cases that run by an edition, the oldest first."""
    return Case.objects.filter(edition=edition, outcome=CaseOutcome.RUNNING).select_related("unit").order_by("pk")


def people_named(keys: Iterable[str]) -> dict[str, str]:
    """Return the names of people by their primary keys as text, as logs have them: one query where there are any."""
    wanted = {int(key) for key in keys if key.isascii() and key.isdigit()}
    if not wanted:
        return {}
    return {str(pk): name for pk, name in Person.objects.filter(pk__in=wanted).values_list("pk", "name")}


def running_counts(actor: Actor, process: Process) -> list[tuple[ProcessEdition, int]]:
    """Return the editions of a process with how many cases within reach run by each, the newest first: two queries."""
    rows = Case.objects.filter(actor.within("cases.migrate"), edition__process=process, outcome=CaseOutcome.RUNNING)
    counts = dict(rows.order_by().values_list("edition").annotate(Count("pk")))
    return [(edition, counts.get(edition.pk, 0)) for edition in process.editions.order_by("-number")]


def steps_of(edition: ProcessEdition) -> list[tuple[str, str]]:
    """Return the steps of an edition's table: number, and how people name it."""
    return [(row["number"], label(row)) for row in edition.rows]
