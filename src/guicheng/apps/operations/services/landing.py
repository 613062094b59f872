"""Published clauses brought to the ground: where the evidence of each promise comes from, and schedules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.utils.timezone import get_default_timezone, localdate

from guicheng.apps.operations.models import EventPhrase, EventRole, Plan, PromiseSource
from guicheng.apps.operations.selectors.plans import editions_not_landed, estates_under, phrases_of
from guicheng.apps.operations.services.estate_access import MANAGE, note, wanted_text
from guicheng.apps.operations.services.rounds.versions import land_checklists
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services.access import NotAsWantedError, permit, person_of
from guicheng.apps.standards.models import ClauseKind, Edition, EditionClause
from guicheng.domain.clause import Clause
from guicheng.domain.clause.reader import read
from guicheng.domain.elements import elements_of
from guicheng.domain.evidence.clock import EventWords
from guicheng.domain.targets.binding import Binding, Source, bind
from guicheng.domain.targets.scheduling import UnscheduledError, hours_named, schedule_of
from guicheng.domain.values import Message
from guicheng.domain.values.message import _
from guicheng.domain.worktime.rule_json import rule_json
from guicheng.domain.worktime.working import Working

_WORDS = 200


@transaction.atomic
def land_edition(edition: Edition) -> int:
    """Work out the sources of an edition; make its frequencies plans and its clauses checklists of all its estates.

    What an earlier edition of the standard planned ends at that moment. Landing again changes nothing.

    Args:
        edition: Published.

    Returns:
        How many plans were made.
    """
    words = phrases_of(edition.standard.company_id)
    made = _sources(edition, words)
    estates = list(estates_under(edition.standard.unit))
    moment = begins_at(edition)
    earlier = Plan.objects.filter(standard_key=edition.standard.key, ends_on=None, begins_at__lt=moment)
    earlier.exclude(source__clause__edition=edition).update(ends_on=localdate(moment), ends_at=moment)
    plans = [plan for row, binding, clause in made for plan in _plans(edition, row, binding, clause, estates)]
    land_checklists(edition, estates, edition.published_at)
    return len(Plan.objects.bulk_create(plans, ignore_conflicts=True))


def begins_at(edition: Edition) -> datetime:
    """Return the moment from which an edition makes anything due: its first day, but not before it was published."""
    first = datetime.combine(edition.effective_from, time.min, tzinfo=get_default_timezone())
    return max(first, edition.published_at)


def land_what_waits(*, day: date, most: int = 20) -> int:
    """Land editions in force that were not landed yet, such as those of an earlier release; return how many."""
    waiting = editions_not_landed(day)[:most]
    for edition in waiting:
        land_edition(edition)
    return len(waiting)


@transaction.atomic
def explain_phrase(*, actor: Actor, role: str, words: str, event: str, at: datetime) -> EventPhrase:
    """Say once what a phrase of the company's clauses means; all clauses in force are bound anew.

    Args:
        actor: Who says it; needs ``estates.manage`` at the company.
        role: ``trigger`` or ``endpoint``.
        words: The phrase, as clauses have it.
        event: Name of the event.
        at: Now, with time zone.

    Raises:
        NotAllowedError: The actor does not manage the company's estates.
        NotAsWantedError: A value is missing or none that there is.
    """
    company = Unit.objects.select_for_update().get(pk=actor.company_id)
    permit(actor, MANAGE, company)
    person = person_of(actor)
    if role not in EventRole.values:
        raise NotAsWantedError(_("Choose whether the words start the clock or stop it."), field="role")
    phrase = wanted_text(words, "words", most=_WORDS, empty=_("Name the words."))
    meant = wanted_text(event, "event", most=40, empty=_("Choose the event."))
    row, _new = EventPhrase.objects.update_or_create(
        company=company, role=role, words=phrase, defaults={"event": meant, "at": at, "by": person}
    )
    told = phrases_of(company.pk)
    column = "start_words" if role == EventRole.TRIGGER else "end_words"
    for source in PromiseSource.objects.filter(
        **{column: phrase}, clause__edition__standard__company=company
    ).select_related("clause"):
        _refresh(source, told)
    note(
        company,
        "explain_phrase",
        actor,
        at,
        subject="event_phrase",
        key=str(row.pk),
        label=phrase,
        after={"event": meant},
    )
    return row


def _refresh(source: PromiseSource, words: EventWords) -> None:
    bindings = bind(read(source.clause.text), words)
    if source.position < len(bindings):
        fresh = _row(source.clause, source.position, bindings[source.position])
        fresh.pk = source.pk
        fresh.save()


def _sources(edition: Edition, words: EventWords) -> list[tuple[PromiseSource, Binding, Clause]]:
    clauses = EditionClause.objects.filter(edition=edition, kind=ClauseKind.CLAUSE).order_by("position")
    found = [(row, clause, bind(clause, words)) for row in clauses for clause in [read(row.text)]]
    rows = [_row(row, at, each) for row, _clause, bindings in found for at, each in enumerate(bindings)]
    PromiseSource.objects.bulk_create(rows, ignore_conflicts=True)
    kept = {(row.clause_id, row.position): row for row in PromiseSource.objects.filter(clause__edition=edition)}
    return [
        (kept[row.pk, at], each, clause)
        for row, clause, bindings in found
        for at, each in enumerate(bindings)
        if (row.pk, at) in kept
    ]


def _row(clause: EditionClause, position: int, binding: Binding) -> PromiseSource:
    start, end, term = binding.start, binding.end, binding.term
    return PromiseSource(
        clause=clause,
        position=position,
        begin=binding.span.start,
        end=binding.span.end,
        activity=term.key.activity[:80] if term else "",
        attribute=term.key.attribute[:80] if term else "",
        source=binding.source.value if binding.source else "",
        start_event=start.key if start else "",
        start_words=start.words[:_WORDS] if start else "",
        end_event=end.key if end else "",
        end_words=end.words[:_WORDS] if end else "",
        assumed=binding.assumed,
        worded=binding.worded,
        reason=_told(binding.reason),
    )


def _told(reason: Message | None) -> dict[str, object] | None:
    if reason is None:
        return None
    return {"text": reason.text, "fields": {name: str(value) for name, value in reason.fields.items()}}


def _plans(
    edition: Edition, source: PromiseSource, binding: Binding, clause: Clause, estates: Iterable[Unit]
) -> Iterable[Plan]:
    if binding.source is not Source.SCHEDULE or binding.term is None:
        return
    version = f"{source.clause.key}:{edition.number}:{source.position}:1"
    try:
        rule = schedule_of(
            binding.term, version=version, anchor=edition.effective_from, working=_working(clause, source.position)
        )
    except UnscheduledError as error:
        PromiseSource.objects.filter(pk=source.pk).update(source="", reason=_told(error.message))
        return
    post = elements_of(clause, source.clause.elements).post
    for estate in estates:
        yield Plan(
            unit=estate,
            source=source,
            standard_key=edition.standard.key,
            version=version,
            rule=rule_json(rule),
            post=post[:40],
            starts_on=edition.effective_from,
            begins_at=begins_at(edition),
        )


def _working(clause: Clause, position: int) -> Working:
    """Return the hours that the clause itself names, such as 夜间22:00至次日6:00; otherwise those of the day."""
    for other in bind(clause):
        if other.term is not None and (window := hours_named(other.term)):
            return Working(*window)
    return Working()
