"""Whom a survey asks: parts of the customers, invitations, and letters to those who have not answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import clean, one
from guicheng.apps.platform.retries import follow
from guicheng.apps.research.models import Invitation, Segment, Survey, SurveyState
from guicheng.apps.research.readings.codes import token_digest, token_of
from guicheng.apps.research.readings.days import day_of
from guicheng.apps.research.selectors.letters import due_letters
from guicheng.apps.research.services.survey_access import NotASurveyError, SurveyStateError, note, survey_for
from guicheng.domain.values.message import _

MOST_AT_ONCE: Final = 2000
MOST_OF_A_SURVEY: Final = 20_000
MOST_SEGMENTS: Final = 40
_ADDRESS: Final = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]{1,180}\.[^@\s.,;<>\"]{1,24}")
_LETTER: Final = "guicheng.apps.research.jobs.letters.write_letters"


@dataclass(frozen=True, slots=True)
class SegmentPlan:
    """A part of the customers.

    Args:
        name: Its name, up to 40 characters.
        population: How many people it has; None where nobody knows.
        wanted: After how many answers by the open link it is full; None for no end.
    """

    name: str
    population: int | None = None
    wanted: int | None = None


@transaction.atomic
def set_segments(*, actor: Actor, survey_key: str | UUID, plans: Sequence[SegmentPlan], at: datetime) -> list[Segment]:
    """Say of which parts the customers consist, in the order in which they are offered.

    A segment is known by its name; one that has invitations or answers cannot be left out.

    Raises:
        NotASurveyError: A name is missing, too long or there twice, or there are too many.
        SurveyStateError: A segment with invitations or answers is left out.
    """
    survey = survey_for(actor, "research.edit", survey_key)
    wanted = [SegmentPlan(clean(plan.name), plan.population, plan.wanted) for plan in plans]
    _check(wanted)
    before = {segment.name: segment for segment in survey.segments.all()}
    left = [segment for name, segment in before.items() if name not in {plan.name for plan in wanted}]
    held = next((each for each in left if each.invitations.exists() or each.responses.exists()), None)
    if held is not None:
        raise SurveyStateError(_("“{name}” has invitations or answers and stays.", name=held.name))
    Segment.objects.filter(pk__in=[segment.pk for segment in left]).delete()
    rows = []
    for position, plan in enumerate(wanted):
        row = before.get(plan.name) or Segment(survey=survey, name=plan.name)
        row.population, row.wanted, row.position = plan.population, plan.wanted, position
        row.save()
        rows.append(row)
    note(survey, "set_segments", actor, at, before={"names": sorted(before)}, after={"names": [x.name for x in wanted]})
    return rows


def _check(plans: Sequence[SegmentPlan]) -> None:
    names = [plan.name for plan in plans]
    if len(names) > MOST_SEGMENTS:
        raise NotASurveyError(_("At most {most} groups fit.", most=str(MOST_SEGMENTS)), field="segments")
    for name in names:
        if not name or len(name) > 40:
            raise NotASurveyError(_("Name each group, with at most 40 characters."), field="segments")
        if names.count(name) > 1:
            raise NotASurveyError(_("“{name}” stands there twice.", name=name), field="segments")
    figures = [figure for plan in plans for figure in (plan.population, plan.wanted) if figure is not None]
    if any(not 1 <= figure <= 10_000_000 for figure in figures):
        raise NotASurveyError(_("Write a number from 1 to {most}.", most="10000000"), field="segments")


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody to invite.

    Args:
        address: E-mail address, "" for an invitation on paper.
        name: What staff call them, such as 3栋2单元501; "" for nobody.
    """

    address: str = ""
    name: str = ""


def read_invited(text: str) -> list[Invited]:
    """Read a list of people, one a line: an address, a name, or both with a comma, semicolon or tab between.

    Raises:
        NotASurveyError: A line holds what is neither; it is named.
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = [clean(cell) for cell in re.split(r"[,，;；\t]", line) if clean(cell)]
        addresses = [cell for cell in cells if "@" in cell]
        names = [cell for cell in cells if "@" not in cell]
        if not cells:
            continue
        wrong = len(addresses) > 1 or len(names) > 1 or any(len(name) > 60 for name in names)
        if wrong or any(not _ADDRESS.fullmatch(address) for address in addresses):
            raise NotASurveyError(
                _("Line {number} is neither an e-mail address nor a name: {line}", number=str(number), line=line[:60]),
                field="people",
            )
        found.append(Invited("".join(addresses).lower(), "".join(names)))
    return found


@transaction.atomic
def invite(
    *, actor: Actor, survey_key: str | UUID, people: Iterable[Invited], at: datetime, segment_key: str | UUID = ""
) -> list[Invitation]:
    """Invite people, each to answer once; an address that was invited before is left out.

    Args:
        actor: Who invites; needs ``research.run``.
        survey_key: The survey.
        people: Up to 2,000 at once, 20,000 a survey.
        at: Now, with time zone.
        segment_key: The segment to which all of them belong, "" for none.

    Raises:
        NotASurveyError: There is nobody, or there are too many.
        Segment.DoesNotExist: The survey has no such segment.
        SurveyStateError: The survey is closed.
    """
    survey = survey_for(actor, "research.run", survey_key)
    if survey.state == SurveyState.CLOSED:
        raise SurveyStateError(_("“{title}” is closed. Open it again first.", title=survey.title))
    segment = one(survey.segments.all(), segment_key) if segment_key else None
    known = set(survey.invitations.exclude(address="").values_list("address", flat=True))
    wanted = list(_fresh(people, known))
    if not wanted or len(wanted) > MOST_AT_ONCE:
        raise NotASurveyError(
            _("Write 1 to {most} people who are not invited yet.", most=str(MOST_AT_ONCE)), field="people"
        )
    if survey.invitations.count() + len(wanted) > MOST_OF_A_SURVEY:
        raise NotASurveyError(_("A survey has at most {most} invitations.", most=str(MOST_OF_A_SURVEY)), field="people")
    rows = [_invitation(survey, segment, each) for each in wanted]
    Invitation.objects.bulk_create(rows, batch_size=500)
    note(survey, "invite", actor, at, after={"people": len(rows), "segment": segment.name if segment else ""})
    return rows


def _fresh(people: Iterable[Invited], known: set[str]) -> Iterator[Invited]:
    """Yield people whose address was not invited before, each address once; any number without one."""
    seen = set(known)
    for each in people:
        if not each.address or each.address not in seen:
            seen.add(each.address)
            yield each


def _invitation(survey: Survey, segment: Segment | None, person: Invited) -> Invitation:
    key = uuid4()
    digest = token_digest(token_of(key))
    return Invitation(key=key, survey=survey, segment=segment, digest=digest, address=person.address, name=person.name)


@transaction.atomic
def revoke_invitation(*, actor: Actor, survey_key: str | UUID, invitation_key: str | UUID, at: datetime) -> None:
    """Take an invitation back; its address goes, and its link opens nothing any more.

    Raises:
        Invitation.DoesNotExist: The survey has none of this key.
    """
    survey = survey_for(actor, "research.run", survey_key)
    invitation = one(survey.invitations.select_for_update(), invitation_key)
    invitation.address, invitation.name, invitation.revoked = "", "", True
    invitation.save(update_fields=["address", "name", "revoked"])
    note(survey, "revoke_invitation", actor, at, after={"invitation": str(invitation.key)})


@transaction.atomic
def send_letters(*, actor: Actor, survey_key: str | UUID, base: str, at: datetime) -> int:
    """Have letters written to all who were invited by e-mail, have not answered, and had none for two days.

    Nobody gets more than three. Return to how many one goes.

    Args:
        actor: Who asks for it; needs ``research.run``.
        survey_key: The survey.
        base: Where the service is reached, such as ``https://guicheng.example/``.
        at: Now, with time zone.

    Raises:
        SurveyStateError: The survey is not open, or no mail server is set up.
    """
    survey = survey_for(actor, "research.run", survey_key)
    if survey.state != SurveyState.OPEN:
        raise SurveyStateError(_("“{title}” is not open.", title=survey.title))
    if not settings.EMAIL_HOST:
        raise SurveyStateError(_("No mail server is set up. Hand the links out on paper or in a message."))
    count = due_letters(survey, day=day_of(at)).count()
    if count:
        follow(_LETTER, survey_id=survey.pk, base=base)
        note(survey, "send_letters", actor, at, after={"letters": count})
    return count


def note_letter(*, invitation: Invitation, at: datetime) -> bool:
    """Note that a letter goes out, in the transaction that sends it; False where none is due any more."""
    due = Q(pk=invitation.pk, used=False, revoked=False, letters=invitation.letters)
    return bool(Invitation.objects.filter(due).update(letters=invitation.letters + 1, letter_on=day_of(at)))
