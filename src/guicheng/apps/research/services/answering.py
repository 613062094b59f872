"""What respondents do: answer once, put it aside, fetch what is kept of them, take it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors import company_of
from guicheng.apps.research.models import Draft, FormVersion, Invitation, Response, Segment, Survey
from guicheng.apps.research.readings.codes import digest_of, seed_of
from guicheng.apps.research.readings.days import day_of
from guicheng.apps.research.readings.forms import form_of
from guicheng.apps.research.selectors.public import Closed, Entry, fewest_of_segment, gate
from guicheng.apps.research.services.survey_access import note
from guicheng.domain.demand.answers import Checked, Complaint, check_answers
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_LONGEST_STAY: Final = 24 * 3600


@dataclass(frozen=True, slots=True)
class Sending:
    """What a respondent sends.

    Args:
        code: The code that they alone hold; sending it again does nothing twice.
        fields: Values by field of the questionnaire.
        version: Number of the version that they saw.
        language: Language of the page.
        seconds: How long they took; None where nobody knows.
        token: Token of the invitation, "" for none.
        segment: Key of the segment that they chose, "" for none.
    """

    code: str
    fields: Mapping[str, Sequence[str]]
    version: int
    language: str = "zh-hans"
    seconds: int | None = None
    token: str = ""
    segment: str = ""


class NotTakenError(GuichengError):
    """The survey takes no answer from this person now."""

    code = "not-taken"

    def __init__(self, closed: Closed) -> None:
        super().__init__(closed.message)
        self.closed = closed


class AnswersRefusedError(GuichengError):
    """Answers are missing or cannot be what they are; nothing was written.

    Args:
        complaints: What is wrong, in the order of the questions.
    """

    code = "answers-refused"

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        super().__init__(_("Some answers are missing or do not fit: {count}.", count=str(len(complaints))))
        self.complaints = tuple(complaints)
        self.reasons = tuple(complaint.message for complaint in complaints)


@transaction.atomic
def answer(*, survey: Survey, sending: Sending, at: datetime) -> Response:
    """Keep the answers of a respondent, once a code and once an invitation.

    Invitation and answer are written together or not at all. Of an anonymous survey nothing that is kept leads from
    one to the other: the invitation is used, at no time that is noted (docs/decisions/0072).

    Args:
        survey: The survey, as ``selectors.public`` found it.
        sending: What was sent.
        at: Now, with time zone.

    Raises:
        NotTakenError: The survey is closed, full, or asks only people who were invited.
        AnswersRefusedError: Answers are missing or do not fit.
        FormVersion.DoesNotExist: There is no such version.
    """
    digest = digest_of(survey.link, sending.code)
    known = Response.objects.filter(survey=survey, digest=digest).first()
    if known is not None:
        return known
    entry = gate(survey, token=sending.token, segment=sending.segment, day=day_of(at))
    if entry.closed:
        raise NotTakenError(entry.closed)
    version = survey.versions.get(number=sending.version)
    checked = checked_answers(version, sending)
    complaints = (*_segment_missing(survey, entry), *checked.complaints)
    if complaints:
        raise AnswersRefusedError(complaints)
    if entry.invitation is not None:
        _use(entry.invitation)
    row = {
        "version": version,
        "segment": _segment_kept(survey, entry.segment),
        "invitation": None if survey.anonymous else entry.invitation,
        "seed": seed_of(sending.code),
        "answers": checked.answers,
        "seconds": _seconds(sending),
        "answered_on": day_of(at),
        "language": sending.language,
    }
    made, new = Response.objects.get_or_create(survey=survey, digest=digest, defaults=row)
    if new:
        Draft.objects.filter(survey=survey, digest=digest).delete()
    return made


def _segment_missing(survey: Survey, entry: Entry) -> tuple[Complaint, ...]:
    """Ask who comes by the open link to which group they belong, where the survey knows groups."""
    if entry.invitation or entry.segment or not survey.segments.exists():
        return ()
    return (Complaint("segment", "segment", _("Choose the group to which you belong.")),)


def checked_answers(version: FormVersion, sending: Sending) -> Checked:
    """Return what of a sending counts, and what is wrong with it."""
    return check_answers(form_of(version), sending.fields, seed_of(sending.code))


@transaction.atomic
def put_aside(*, survey: Survey, sending: Sending, at: datetime) -> Draft:
    """Keep answers with which a respondent goes on later, whatever is missing; the next putting aside replaces them.

    Raises:
        NotTakenError: The survey takes no answer from this person now.
        FormVersion.DoesNotExist: There is no such version.
    """
    entry = gate(survey, token=sending.token, segment=sending.segment, day=day_of(at))
    if entry.closed:
        raise NotTakenError(entry.closed)
    version = survey.versions.get(number=sending.version)
    values = {
        "version": version,
        "segment": _segment_kept(survey, entry.segment),
        "answers": checked_answers(version, sending).answers,
        "seconds": _seconds(sending) or 0,
        "saved_on": day_of(at),
    }
    draft, _new = Draft.objects.update_or_create(
        survey=survey, digest=digest_of(survey.link, sending.code), defaults=values
    )
    return draft


@transaction.atomic
def take_back(*, survey: Survey, code: str, at: datetime) -> int:
    """Delete all that is kept of a respondent, at their own wish; return how many rows that were.

    The invitation stays used, so that nobody answers twice; of a survey by name its address goes as well.
    """
    digest = digest_of(survey.link, code)
    response = Response.objects.filter(survey=survey, digest=digest).select_related("invitation").first()
    gone = Draft.objects.filter(survey=survey, digest=digest).delete()[0]
    if response is not None:
        gone += _forget(response)
    if gone:
        note(survey, "take_back", _respondent(survey), at, after={"rows": gone})
    return gone


def _forget(response: Response) -> int:
    invitation = response.invitation
    response.delete()
    if invitation is not None:
        Invitation.objects.filter(pk=invitation.pk).update(address="", name="", revoked=True)
    return 1


def _use(invitation: Invitation) -> None:
    """Use an invitation; of two sendings at the same moment one is refused."""
    if not Invitation.objects.filter(pk=invitation.pk, used=False, revoked=False).update(used=True):
        raise NotTakenError(Closed.USED)


def _segment_kept(survey: Survey, segment: Segment | None) -> Segment | None:
    """Return the segment that is kept with answers: of an anonymous survey none to which a handful were invited."""
    if segment is None or not survey.anonymous or not survey.by_invitation:
        return segment
    return segment if fewest_of_segment(segment) else None


def _seconds(sending: Sending) -> int | None:
    return min(max(sending.seconds, 0), _LONGEST_STAY) if sending.seconds is not None else None


def _respondent(survey: Survey) -> Actor:
    """Return the author of a respondent's act: neither name nor address."""
    return Actor(person=None, company_id=company_of(survey.unit).pk, channel="web", named="respondent")
