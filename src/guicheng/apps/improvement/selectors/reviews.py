"""Which standards are to be reviewed, and because of what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import get_default_timezone

from guicheng.apps.improvement.models import MendingRules, Review
from guicheng.apps.improvement.selectors.nonconformities import rules_of
from guicheng.apps.improvement.selectors.review_reasons import Reason, breaches, complaints, law_changes, months_below
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import Edition, EditionClause, Standard
from guicheng.apps.standards.selectors.editions import Turn, in_force, turn_of
from guicheng.domain.values import Message
from guicheng.domain.values.message import _
from guicheng.domain.worktime.due import month_later

#: How long before its day a review is announced.
SOON: Final = timedelta(days=30)
_READ: Final = "standards.read"
#: Columns of a review that are read beside its standard.
_KEPT: Final = ("pk", "key", "at", "by_id", "by_name", "because", "revision_id", "reasons", "next_on")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A standard in force with the review that comes next.

    Args:
        standard: The standard, with unit and steward.
        edition: Its edition in force.
        past: Its reviews, the newest first.
        next_on: The day of the next one, where nothing asks for it earlier.
        reasons: What asks for a review now, the day first; none where nothing does.
        turn: The edition beside the one before it, where only this standard was asked for; None otherwise.
    """

    standard: Standard
    edition: Edition
    past: tuple[Review, ...]
    next_on: date
    reasons: tuple[Reason, ...]
    turn: Turn | None = None

    @property
    def last(self) -> Review | None:
        """The last review, None for none."""
        return self.past[0] if self.past else None


def reviews(actor: Actor, *, day: date, standard: Standard | None = None, code: str = "") -> list[Reviewed]:
    """Return the standards in force within reach, those to be reviewed first, then by the day: seven queries at most.

    Args:
        actor: Who asks.
        day: Today.
        standard: Only this one; None for all.
        code: Only the one with this code; "" for all.
    """
    rows = in_force(Edition.objects.filter(actor.within(_READ, "standard__unit"), standard__archived_at=None), day)
    if standard is not None:
        rows = rows.filter(standard=standard)
    if code:
        rows = rows.filter(standard__company=actor.company_id, standard__code=code)
    with_rules = rows.select_related("standard__unit", "standard__steward", "standard__company__mending_rules")
    past = _with_past(with_rules)
    if not past:
        return []
    turn = turn_of(next(iter(past))) if code else None
    rules = _rules(next(iter(past)))
    asked = _reasons(actor, past, rules, day, turn.after if turn else None)
    found = [replace(_reviewed(each, reviewed, rules, asked, day), turn=turn) for each, reviewed in past.items()]
    return sorted(found, key=lambda each: (not each.reasons, each.next_on, each.standard.code))


def due_by_day(actor: Actor, *, day: date) -> QuerySet[Edition]:
    """Return the editions in force of which the day of the review has come or comes soon: one query beside its own.

    They are those among ``reviews`` that the calendar asks for, whatever else does.

    Args:
        actor: Who asks.
        day: Today.
    """
    until = day + SOON
    latest = _seen_latest(until, rules_of(actor.company_id).review_months)
    after = datetime.combine(latest + timedelta(days=1), time.min, get_default_timezone())
    last = Review.objects.filter(standard=OuterRef("standard")).order_by("-pk")
    rows = in_force(Edition.objects.filter(actor.within(_READ, "standard__unit"), standard__archived_at=None), day)
    rows = rows.annotate(chosen=Subquery(last.values("next_on")[:1]), seen=Subquery(last.values("at")[:1]))
    by_rule = Q(chosen=None, effective_from__lte=latest) & (Q(seen=None) | Q(seen__lt=after))
    return rows.filter(Q(chosen__lte=until) | by_rule)


def _seen_latest(until: date, months: int) -> date:
    """Return the last day of which so many months later is no later than a day."""
    latest = month_later(until, -months)
    # The months before may have more days: of 31 January and of 28 January a month later is 28 February.
    while month_later(latest + timedelta(days=1), months) <= until:
        latest += timedelta(days=1)
    return latest


def review_of(actor: Actor, code: str, *, day: date) -> Reviewed:
    """Return a standard in force, by its code, with the review that comes next: seven queries at most.

    Raises:
        Standard.DoesNotExist: There is none within reach, or none of its editions is in force.
    """
    said = code.replace("\0", "")
    found = reviews(actor, day=day, code=said) if said else []
    if not found:
        raise Standard.DoesNotExist
    return found[0]


def _rules(edition: Edition) -> MendingRules:
    """Return what the company of an edition says of reviews; it was loaded with the edition."""
    company = edition.standard.company
    found = getattr(company, "mending_rules", None)
    return found if isinstance(found, MendingRules) else MendingRules(company=company)


def _with_past(rows: QuerySet[Edition]) -> dict[Edition, list[Review]]:
    """Return editions by code, each with the reviews of its standard, the newest first: one query."""
    kept = {name: f"past_{name}" for name in _KEPT}
    joined = rows.annotate(**{alias: F(f"standard__reviews__{name}") for name, alias in kept.items()})
    found: dict[Edition, list[Review]] = {}
    for row in joined.order_by("code", F("past_pk").desc(nulls_last=True)):
        reviewed = found.setdefault(row, [])
        if getattr(row, kept["pk"]) is not None:
            said = {name: getattr(row, alias) for name, alias in kept.items()}
            reviewed.append(Review(standard_id=row.standard_id, **said))
    return found


def _reasons(
    actor: Actor,
    past: Mapping[Edition, Sequence[Review]],
    rules: MendingRules,
    day: date,
    clauses: Sequence[EditionClause] | None,
) -> dict[int, list[Reason]]:
    """Return what asks for reviews beside the day, by primary key of the standard: six queries at most.

    Where the clauses are there already it is one less.
    """
    since = {each.standard_id: _seen_since(each, reviewed) for each, reviewed in past.items()}
    found: dict[int, list[Reason]] = {}
    for ask in (breaches, months_below, partial(complaints, clauses=clauses), law_changes):
        for standard, reason in ask(actor, list(past), since, rules, day):
            found.setdefault(standard, []).append(reason)
    return found


def _seen_since(edition: Edition, past: Sequence[Review]) -> datetime:
    """Return since when what happened was not looked at: the last review, else the begin of the edition in force."""
    began = datetime.combine(edition.effective_from, time.min, get_default_timezone())
    return max(began, past[0].at) if past else began


def _reviewed(
    edition: Edition,
    past: Sequence[Review],
    rules: MendingRules,
    asked: dict[int, list[Reason]],
    day: date,
) -> Reviewed:
    next_on, chosen = _next_on(edition, past[0] if past else None, rules)
    reasons = list(asked.get(edition.standard_id, ()))
    if next_on <= day + SOON:
        reasons.insert(0, Reason("date" if chosen else "yearly", _on_its_day(next_on, day), since=next_on))
    return Reviewed(edition.standard, edition, tuple(past), next_on, tuple(reasons))


def _next_on(edition: Edition, last: Review | None, rules: MendingRules) -> tuple[date, bool]:
    """Return the day of the next review, and whether a person chose it."""
    if last is not None and last.next_on is not None:
        return last.next_on, True
    seen = edition.effective_from
    if last is not None:
        seen = max(seen, last.at.astimezone(get_default_timezone()).date())
    return month_later(seen, rules.review_months), False


def _on_its_day(next_on: date, day: date) -> Message:
    if next_on <= day:
        return _("Its review was due on {day}.", day=next_on.isoformat())
    return _("Its review is due on {day}.", day=next_on.isoformat())


def told(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Return reasons as a review keeps them."""
    return [
        {"kind": each.kind, "text": each.message.text, "fields": dict(each.message.fields), "clauses": each.clauses}
        for each in reasons
    ]


def reason_of(kept: dict[str, Any]) -> Reason:
    """Return a reason as a review kept it."""
    return Reason(kept["kind"], Message(kept["text"], kept["fields"]), clauses=[str(each) for each in kept["clauses"]])


def keys_of(reasons: Iterable[Reason]) -> list[UUID]:
    """Return the clauses that reasons speak of, each once."""
    return list(dict.fromkeys(UUID(key) for each in reasons for key in each.clauses))
