"""Standards reviewed: kept because of something, or revised; and their owners told when a review is due."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.timezone import get_default_timezone

from guicheng.apps.improvement.models import Nonconformity, Review, Revision
from guicheng.apps.improvement.selectors.reviews import Reviewed, keys_of, reviews, told
from guicheng.apps.improvement.services.access import words_of
from guicheng.apps.improvement.services.revising import open_with
from guicheng.apps.notices.services import tell
from guicheng.apps.operations.selectors.duty import people_in_role
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Grant, Person, Unit
from guicheng.apps.organization.permissions import Role
from guicheng.apps.organization.selectors import actor_for
from guicheng.apps.organization.services.access import permit, person_of
from guicheng.apps.platform.services import record
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.selectors import standard_visible_to
from guicheng.domain.attainment.mending import NotMendedError
from guicheng.domain.values.message import _

_EDIT = "standards.edit"
_LONGEST = 1000


@transaction.atomic
def keep_standard(*, actor: Actor, key: str | UUID, because: str, at: datetime, next_on: date | None = None) -> Review:
    """Note that a standard was reviewed and stays as it is.

    Args:
        actor: Who reviewed it, a person; needs ``standards.edit`` at its unit.
        key: The standard.
        because: Why nothing has to change.
        at: Now, with time zone.
        next_on: Day of the next review; None for as many months later as the company says.

    Raises:
        Standard.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not edit it.
        NotMendedError: No reason is given, no edition is in force, or the day is not after today.
    """
    due = _for_review(actor, key, at, next_on)
    said = words_of(because, "because", most=_LONGEST, empty=_("Write why nothing has to change."))
    made = _note(actor, due, said, at, next_on=next_on)
    _audit(actor, "keep_standard", due.standard, said, at)
    return made


@transaction.atomic
def revise_after_review(
    *, actor: Actor, key: str | UUID, because: str, at: datetime, next_on: date | None = None
) -> Review:
    """Note that a standard was reviewed and open a revision, with what asked for it as evidence.

    Args:
        actor: Who reviewed it, a person; needs ``standards.edit`` at its unit.
        key: The standard.
        because: What has to change, and why.
        at: Now, with time zone.
        next_on: Day of the next review; None for as many months later as the company says.

    Raises:
        Standard.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not edit it.
        NotMendedError: No reason is given, no edition is in force, or the day is not after today.
    """
    due = _for_review(actor, key, at, next_on)
    clauses = keys_of(due.reasons)
    rows = Nonconformity.objects.filter(standard=due.standard, clause_key__in=clauses).exclude(stand="void")
    clause = clauses[0] if len(clauses) == 1 else None
    revision = open_with(
        actor=actor,
        standard=due.standard,
        clause_key=clause,
        citation=due.standard.code,
        reason=because,
        evidence=list(rows.order_by("-pk")[:100]),
        at=at,
        figures={"reasons": told(due.reasons)},
    )
    made = _note(actor, due, revision.reason, at, next_on=next_on, revision=revision)
    _audit(actor, "revise_after_review", due.standard, revision.reason, at)
    return made


def tell_of_due_reviews(*, at: datetime) -> int:
    """Tell the owners of standards that a review is due, each reason once; return how many standards that were.

    Args:
        at: Now, with time zone.
    """
    day, found = at.astimezone(get_default_timezone()).date(), 0
    for company in Unit.objects.filter(depth=1, archived_at=None).order_by("path"):
        reader = _reader(company)
        for due in reviews(reader, day=day) if reader else ():
            if due.reasons:
                _tell(due, at)
                found += 1
    return found


def _reader(company: Unit) -> Actor | None:
    """Return somebody who reads all standards of a company, for a job that looks at them; None where nobody does."""
    grant = Grant.objects.filter(role=Role.QUALITY_MANAGER, unit=company, person__is_active=True).order_by("pk")
    first = grant.select_related("person").first()
    return actor_for(first.person, channel="job") if first else None


def _tell(due: Reviewed, at: datetime) -> None:
    standard, reason = due.standard, due.reasons[0]
    managers = people_in_role(standard.unit, Role.QUALITY_MANAGER)
    people = [standard.steward] if standard.steward else list(Person.objects.filter(pk__in=managers))
    names = "|".join(sorted(f"{each.kind}:{','.join(each.clauses)}" for each in due.reasons))
    since = due.last.pk if due.last else 0
    with transaction.atomic():
        tell(
            people,
            kind="review-due",
            unit=standard.unit,
            title=_("{standard} is to be reviewed.", standard=str(standard)),
            text=reason.message,
            path=f"/reviews/{standard.code}/",
            at=at,
            key=f"review:{standard.key}:{since}:{_short(names)}",
        )


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:24]


def _for_review(actor: Actor, key: str | UUID, at: datetime, next_on: date | None) -> Reviewed:
    standard = standard_visible_to(actor, key)
    permit(actor, _EDIT, standard.unit)
    person_of(actor)
    day = at.astimezone(get_default_timezone()).date()
    if next_on is not None and next_on <= day:
        raise NotMendedError(_("Choose a day after today for the next review."), field="next_on")
    Standard.objects.select_for_update().get(pk=standard.pk)
    found = reviews(actor, day=day, standard=standard)
    if not found:
        raise NotMendedError(_("No edition of {standard} is in force.", standard=str(standard)), field="standard")
    return found[0]


def _note(
    actor: Actor, due: Reviewed, because: str, at: datetime, *, next_on: date | None, revision: Revision | None = None
) -> Review:
    person = person_of(actor)
    return Review.objects.create(
        standard=due.standard,
        at=at,
        by=person,
        by_name=person.name,
        because=because,
        revision=revision,
        reasons=told(due.reasons),
        next_on=next_on,
    )


def _audit(actor: Actor, act: str, standard: Standard, because: str, at: datetime) -> None:
    record(
        actor=actor,
        act=f"improvement.{act}",
        subject="standard",
        key=str(standard.key),
        label=str(standard),
        unit_path=str(standard.unit.path),
        after={"reason": because[:200]},
        at=at,
    )
