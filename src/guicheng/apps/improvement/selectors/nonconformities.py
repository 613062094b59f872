"""Nonconformities as an actor may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.utils.timezone import get_default_timezone

from guicheng.apps.improvement.models import MendingRules, Nonconformity, NonconformityAct, NonconformityPhoto
from guicheng.apps.improvement.selectors.clauses import with_newer
from guicheng.apps.improvement.selectors.overdue import missed_in
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Placement, Unit
from guicheng.apps.organization.selectors.fetching import clean, one
from guicheng.apps.platform.readings import begin_of_month
from guicheng.domain.attainment.mending import ENDED, Severity, Stand

READ: Final = "improvement.read"
WORK: Final = "improvement.work"
VERIFY: Final = "improvement.verify"
_WORST: Final = {Severity.SERIOUS.value: 0, Severity.ORDINARY.value: 1, Severity.SLIGHT.value: 2}


@dataclass(frozen=True, slots=True)
class NonconformityFilter:
    """What nonconformities are looked for.

    Args:
        state: ``running``, ``ended``, ``ended_month`` (in this one), ``late``, ``check`` (its effect is to be looked
            at), a stand, or "" for all.
        severity: A severity, "" for all.
        root: A root cause, "" for all.
        of: ``mine``, ``nobody``, or "" for all.
        unit: Key of a unit, with all below it; "" for all.
        standard: Code of a standard, "" for all.
        clause: Key of a clause, "" for all.
        source: Kind of what they were found by, "" for all.
        words: Parts of what was found, of the sentence, or the number; "" for all.
        recurring: Only those that recur.
        missed: A month such as 2026-10: only those that fell due in it and were not mended by then; "" for all.
    """

    state: str = ""
    severity: str = ""
    root: str = ""
    of: str = ""
    unit: str = ""
    standard: str = ""
    clause: str = ""
    source: str = ""
    words: str = ""
    recurring: bool = False
    missed: str = ""


def nonconformities_visible_to(
    actor: Actor, wanted: NonconformityFilter | None = None, *, at: datetime | None = None
) -> QuerySet[Nonconformity]:
    """Return the nonconformities that an actor may see and that fit: what is due first comes first, the ended last.

    Whoever has to mend one sees it, whatever their role. It costs two queries beside its own.

    Args:
        actor: Who asks.
        wanted: What is looked for.
        at: Now, with time zone; needed for what is late and for ``missed``.
    """
    asked = wanted or NonconformityFilter()
    rows = Nonconformity.objects.filter(actor.within(READ) | _own(actor))
    rows = rows.filter(_of_state(asked.state, at), _of_whom(actor, asked.of), _of_keys(asked))
    for column, said in (("severity", asked.severity), ("root", asked.root), ("source_kind", asked.source)):
        if said:
            rows = rows.filter(**{column: clean(said)})
    if asked.standard:
        rows = rows.filter(standard__code=clean(asked.standard).upper())
    if asked.recurring:
        rows = rows.filter(recurs__isnull=False)
    if asked.missed and at is not None:
        rows = rows.filter(missed_in(asked.missed, at=at))
    for word in clean(asked.words)[:60].split():
        rows = rows.filter(_with_word(word))
    rows = rows.select_related("unit", "owner", "post", "standard")
    worst = Case(*(When(severity=name, then=Value(at)) for name, at in _WORST.items()), output_field=IntegerField())
    return rows.order_by(F("ended_at").asc(nulls_first=True), "due_at", worst, "-pk")


def standing_so(rows: QuerySet[Nonconformity], state: str, *, at: datetime) -> QuerySet[Nonconformity]:
    """Return those of some nonconformities that fit a ``state`` of ``NonconformityFilter``: no query.

    Args:
        rows: As ``nonconformities_visible_to`` gives them.
        state: Which.
        at: Now, with time zone.
    """
    return rows.filter(_of_state(state, at))


def nonconformity_visible_to(actor: Actor, key: str | UUID, *, at: datetime | None = None) -> Nonconformity:
    """Return a nonconformity.

    Args:
        actor: Who asks.
        key: Its key.
        at: Now, with time zone, where ``newer_of`` is asked of it; None otherwise.

    Raises:
        Nonconformity.DoesNotExist: There is none, or it lies out of reach.
    """
    related = ("unit", "company", "owner", "post", "standard", "finished_by", "verified_by", "recurs")
    rows = nonconformities_within(actor).select_related(*related)
    return one(with_newer(rows, at=at) if at else rows, key)


def nonconformities_within(actor: Actor) -> QuerySet[Nonconformity]:
    """Return the nonconformities that an actor may see, with nothing beside them."""
    return Nonconformity.objects.filter(actor.within(READ) | _own(actor))


def acts_of(row: Nonconformity) -> list[NonconformityAct]:
    """Return what was done about a nonconformity, in order: one query."""
    return list(row.acts.order_by("seq"))


def photos_of(row: Nonconformity) -> list[NonconformityPhoto]:
    """Return the photos of a nonconformity in order: one query."""
    return list(row.photos.order_by("pk"))


def rules_of(company_id: int | None) -> MendingRules:
    """Return what a company says of its mending; the defaults where it said nothing: one query."""
    found = MendingRules.objects.filter(company_id=company_id).first()
    return found or MendingRules(company_id=company_id or 0)


def same_clause_elsewhere(actor: Actor, row: Nonconformity) -> QuerySet[Nonconformity]:
    """Return the running nonconformities of the same clause at other estates within reach."""
    rows = Nonconformity.objects.filter(actor.within(READ), clause_key=row.clause_key, clause_key__isnull=False)
    rows = rows.exclude(unit=row.unit_id).exclude(stand__in=[each.value for each in ENDED])
    return rows.select_related("unit").order_by("unit__path", "-pk")


def from_source(actor: Actor, kind: str, key: str) -> QuerySet[Nonconformity]:
    """Return the nonconformities that were found by something, such as an order."""
    rows = Nonconformity.objects.filter(actor.within(READ) | _own(actor), source_kind=kind, source_key=key)
    return rows.select_related("unit").order_by("pk")


def units_for_nonconformities(actor: Actor) -> QuerySet[Unit]:
    """Return the units in use at which somebody may open nonconformities, in the order of the tree."""
    rows: QuerySet[Unit] = Unit.objects.filter(actor.within(WORK, ""), archived_at=None)
    return rows.order_by("path")


def is_owner(actor: Actor, row: Nonconformity) -> bool:
    """Tell whether an actor has to mend a nonconformity, by name or by post: one query where it lies with a post."""
    if actor.person is None:
        return False
    if row.owner_id is not None:
        return row.owner_id == actor.person.pk
    return bool(row.post_id) and row.post_id in {post for post, path in _posts(actor) if _within(row, path)}


def _within(row: Nonconformity, path: str) -> bool:
    return str(row.unit.path).startswith(path)


def _own(actor: Actor) -> Q:
    """Return the filter for what an actor has to mend: one query."""
    if actor.person is None:
        return Q(pk__in=[])
    found = Q(owner=actor.person)
    for post, path in _posts(actor):
        found |= Q(owner__isnull=True, post=post, unit__path__startswith=path)
    return found


def _posts(actor: Actor) -> list[tuple[int, str]]:
    rows = Placement.objects.filter(person=actor.person, post__archived_at=None).order_by()
    return list(rows.values_list("post", "unit__path"))


def _of_state(state: str, at: datetime | None) -> Q:
    ended = [each.value for each in ENDED]
    if state == "running":
        return ~Q(stand__in=ended)
    if state == "ended":
        return Q(stand__in=ended)
    if state == "ended_month" and at is not None:
        return Q(stand__in=ended, ended_at__gte=begin_of_month(at))
    if state == "late" and at is not None:
        return Q(stand=Stand.OPEN.value, due_at__lt=at)
    if state == "check" and at is not None:
        return Q(stand=Stand.VERIFIED.value, check_on__lte=_day(at))
    return Q(stand=state) if state in set(Stand) else Q()


def _day(at: datetime) -> date:
    return at.astimezone(get_default_timezone()).date()


def _of_whom(actor: Actor, whom: str) -> Q:
    if whom == "mine":
        return _own(actor)
    return Q(owner__isnull=True, post__isnull=True) if whom == "nobody" else Q()


def _of_keys(asked: NonconformityFilter) -> Q:
    found = Q()
    try:
        if asked.unit:
            path = Unit.objects.filter(key=UUID(asked.unit)).values_list("path", flat=True).first()
            found &= Q(unit__path__startswith=path) if path else Q(pk__in=[])
        if asked.clause:
            found &= Q(clause_key=UUID(asked.clause))
    except ValueError:
        return Q(pk__in=[])
    return found


def _with_word(word: str) -> Q:
    found = Q(found__icontains=word) | Q(sentence__icontains=word) | Q(citation__icontains=word)
    figures = word.upper().removeprefix("NC-")
    return found | Q(number=int(figures)) if figures.isascii() and figures.isdigit() and len(figures) < 9 else found
