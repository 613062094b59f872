"""Plans, what they make due, how it stands, and where the evidence of promises comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from guicheng.apps.operations.models import (
    DueWork,
    EventPhrase,
    EventRole,
    Excuse,
    FieldEvent,
    Plan,
    PromiseSource,
    Round,
    Suspension,
)
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.standards.models import ClauseKind, Edition, EditionClause
from guicheng.apps.standards.selectors.editions import in_force
from guicheng.domain.evidence.clock import EventWords
from guicheng.domain.worktime import Occurrence, ScheduleRule, occurrences
from guicheng.domain.worktime.rule_json import rule_of

READ: Final = "estates.read"
_CHUNK: Final = 400


class Standing(StrEnum):
    """How an occurrence stands at a moment."""

    PLANNED = "planned"
    OPEN = "open"
    DONE = "done"
    LATE = "late"
    MISSED = "missed"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something due once, as it stands.

    Args:
        plan: What made it due, with clause and standard.
        due: When, in local time with its zone.
        end: When it is late.
        occurrence: Its id.
        standing: How it stands.
        finished: When it was done, None where it was not.
        reason: Why it is excused, "" where it is not.
        provisional: Whether its day rests on holidays that were not announced yet.
        assignee: Name of whom the roster gave it to, "" where it gave it to nobody yet.
        round: Whether it has a checklist, so that only its round can finish it.
    """

    plan: Plan
    due: datetime
    end: datetime
    occurrence: str
    standing: Standing
    finished: datetime | None
    reason: str
    provisional: bool
    assignee: str
    round: bool = False


def phrases_of(company_id: int) -> EventWords:
    """Return what a company said that its phrases mean."""
    found: dict[str, dict[str, str]] = {EventRole.TRIGGER: {}, EventRole.ENDPOINT: {}}
    for role, words, event in EventPhrase.objects.filter(company=company_id).values_list("role", "words", "event"):
        found[role][words] = event
    return EventWords(found[EventRole.TRIGGER], found[EventRole.ENDPOINT])


def estates_under(unit: Unit) -> QuerySet[Unit]:
    """Return the estates in use at or below a unit, in the order of the tree."""
    rows: QuerySet[Unit] = Unit.objects.filter(path__startswith=unit.path, kind=UnitKind.ESTATE, archived_at=None)
    return rows.order_by("path")


def editions_not_landed(day: date) -> list[Edition]:
    """Return editions in force on a day, or later, whose clauses have no source yet."""
    landed = PromiseSource.objects.filter(clause__edition=OuterRef("pk"))
    clauses = EditionClause.objects.filter(edition=OuterRef("pk"), kind=ClauseKind.CLAUSE)
    rows = in_force(Edition.objects.all(), day) | Edition.objects.filter(effective_from__gt=day, withdrawal=None)
    return list(rows.filter(~Exists(landed), Exists(clauses)).select_related("standard__unit").order_by("pk"))


def plans_at(unit: Unit) -> QuerySet[Plan]:
    """Return the plans of an estate with clause and standard, those that go on first."""
    rows = Plan.objects.filter(unit=unit).select_related("source__clause__edition__standard")
    # Databases disagree on where none stands.
    going_on_first = F("ends_on").asc(nulls_first=True)
    return rows.order_by(going_on_first, "source__clause__edition__code", "source__clause__position", "pk")


def plan_visible_to(actor: Actor, key: str | UUID) -> Plan:
    """Return a plan of an estate whose ground an actor may see.

    Raises:
        Plan.DoesNotExist: There is none within reach.
    """
    return one(Plan.objects.filter(actor.within(READ)).select_related("unit", "source__clause__edition"), key)


def due_work_visible_to(actor: Actor, occurrence: str) -> DueWork:
    """Return due work of an estate whose ground an actor may see, by its id.

    Raises:
        DueWork.DoesNotExist: There is none within reach.
    """
    rows = DueWork.objects.filter(actor.within(READ), pk=occurrence.replace("\0", ""))
    return rows.select_related("unit", "assignee", "plan__unit", "plan__source__clause__edition").get()


def rule_at(plan: Plan) -> ScheduleRule:
    """Return the rule of a plan within the days on which it holds."""
    days = {"first": plan.starts_on.isoformat(), "last": plan.ends_on.isoformat() if plan.ends_on else None}
    return rule_of({**plan.rule, **days}, plan.version)


def made_due(plan: Plan, since: datetime, until: datetime) -> list[Occurrence]:
    """Return what a plan makes due between two moments; the zone of the first holds for all.

    Args:
        plan: With its unit.
        since: Included.
        until: Not included.
    """
    zone = since.tzinfo
    local = [at.astimezone(zone).replace(tzinfo=None) for at in (since, until)]
    found = [
        each._replace(begin=each.begin.replace(tzinfo=zone), end=each.end.replace(tzinfo=zone))
        for each in occurrences(rule_at(plan), str(plan.unit.key), *local)
    ]
    return [
        each for each in found if plan.begins_at <= each.begin and (plan.ends_at is None or each.begin < plan.ends_at)
    ]


def due_lines(
    unit: Unit, since: datetime, until: datetime, *, at: datetime, plans: Iterable[Plan] | None = None
) -> list[DueLine]:
    """Return what is due at an estate between two moments and how it stands: at most eight queries.

    Args:
        unit: The estate.
        since: Included.
        until: Not included.
        at: The moment at which it is asked.
        plans: Only these of ``plans_at``; None for all.
    """
    wanted = list(plans_at(unit) if plans is None else plans)
    for plan in wanted:
        plan.unit = unit
    due = [(plan, each) for plan in wanted for each in made_due(plan, since, until)]
    ids = [each.id for _plan, each in due]
    walked = dict(_in_chunks(Round.objects.filter(unit=unit), "occurrence", ids, "occurrence", "finished_at"))
    # What has a checklist is finished by its round: saying so is not enough.
    finished = {**_finished(unit, ids), **walked}
    excuses = dict(_in_chunks(Excuse.objects.all(), "occurrence", ids, "occurrence", "reason"))
    stopped = list(Suspension.objects.filter(Q(end=None) | Q(end__gt=since), unit=unit, begin__lt=until))
    hands = dict(_in_chunks(DueWork.objects.all(), "occurrence", ids, "occurrence", "assignee__name"))
    lines = []
    for plan, each in due:
        reason, done = excuses.get(each.id) or _stopped(stopped, plan, each), finished.get(each.id)
        standing, hand = _standing(each, done, reason, at), hands.get(each.id) or ""
        about = (standing, done, reason, each.provisional, hand, each.id in walked)
        lines.append(DueLine(plan, each.begin, each.end, each.id, *about))
    return sorted(lines, key=lambda line: (line.due, line.plan.pk))


def counts(lines: Iterable[DueLine]) -> Mapping[Standing, int]:
    """Return how many lines stand how; a standing without any is there with 0."""
    found = Counter(line.standing for line in lines)
    return {standing: found[standing] for standing in Standing}


def sources_at(unit: Unit, day: date) -> QuerySet[PromiseSource]:
    """Return the sources of the promises that hold at an estate on a day: those of its units from the company down."""
    paths = [unit.path[:end] for end in range(unit.steplen, len(unit.path) + 1, unit.steplen)]
    editions = in_force(Edition.objects.filter(standard__unit__path__in=paths), day)
    rows = PromiseSource.objects.filter(clause__edition__in=editions)
    return rows.select_related("clause__edition__standard").order_by(
        "clause__edition__code", "clause__position", "position"
    )


def _finished(unit: Unit, ids: Sequence[str]) -> dict[str, datetime]:
    """Return when occurrences were finished last, of those that were and not opened again."""
    rows = FieldEvent.objects.filter(company__path=unit.company_path, kind__in=("finish", "reopen"))
    found: dict[str, datetime] = {}
    moments = _in_chunks(rows.order_by("effective_ms", "pk"), "occurrence", ids, "occurrence", "kind", "effective_ms")
    for occurrence, kind, moment in moments:
        if kind == "reopen":
            found.pop(occurrence, None)
        else:
            found[occurrence] = datetime.fromtimestamp(moment / 1000, tz=UTC)
    return found


def _in_chunks(rows: QuerySet[Any], column: str, ids: Sequence[str], *wanted: str) -> Iterator[Any]:
    """Yield values of rows in parts that every database takes in one question."""
    for start in range(0, len(ids), _CHUNK):
        yield from rows.filter(**{f"{column}__in": ids[start : start + _CHUNK]}).values_list(*wanted)


def _stopped(stopped: Sequence[Suspension], plan: Plan, due: Occurrence) -> str:
    for each in stopped:
        if each.plan_id in {None, plan.pk} and each.begin < due.end and (each.end is None or each.end > due.begin):
            return each.reason
    return ""


def _standing(due: Occurrence, finished: datetime | None, reason: str, at: datetime) -> Standing:
    if finished is not None:
        return Standing.DONE if finished <= due.end else Standing.LATE
    if reason:
        return Standing.EXCUSED
    if at >= due.end:
        return Standing.MISSED
    return Standing.OPEN if at >= due.begin else Standing.PLANNED


def suspensions_at(unit: Unit) -> QuerySet[Suspension]:
    """Return the suspensions of an estate, newest first, with plan and author."""
    rows = Suspension.objects.filter(unit=unit).select_related("unit", "plan__source__clause__edition", "by")
    return rows.order_by("-begin")
