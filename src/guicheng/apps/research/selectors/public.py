"""What respondents may see: a survey by its link, whether it takes an answer of theirs, and what is kept of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.db.models import Count

from guicheng.apps.organization.selectors.fetching import as_key
from guicheng.apps.research.models import (
    Draft,
    FormVersion,
    Invitation,
    Response,
    Segment,
    Standing,
    Survey,
    SurveyState,
)
from guicheng.apps.research.readings.codes import digest_of, token_digest
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Fewest people of whom a figure is told, so that nobody is singled out.
FEWEST: Final = 5


class Closed(StrEnum):
    """Why no answer is taken."""

    OVER = "over"
    FULL = "full"
    SEGMENT_FULL = "segment-full"
    INVITED_ONLY = "invited-only"
    STRANGE = "strange"
    USED = "used"

    @property
    def message(self) -> Message:
        """The sentence for the respondent."""
        return _SENTENCES[self]


_SENTENCES: Final = {
    Closed.OVER: _("This survey is over. Thank you for wanting to take part."),
    Closed.FULL: _("Enough answers have come in, so no more are taken. Thank you for wanting to take part."),
    Closed.SEGMENT_FULL: _("Enough answers of this group have come in. Thank you for wanting to take part."),
    Closed.INVITED_ONLY: _("This survey is for people who were invited. Open the link in your letter."),
    Closed.STRANGE: _("This link belongs to no invitation. Open the link in your letter once more, in full."),
    Closed.USED: _("This invitation has been answered. Each can be answered once."),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Whether somebody may answer.

    Args:
        closed: Why not; None where they may.
        invitation: Their invitation, None where they came by the open link.
        segment: The segment that they belong to, None where nobody said.
    """

    closed: Closed | None = None
    invitation: Invitation | None = None
    segment: Segment | None = None


def survey_at(link: str) -> Survey:
    """Return a survey that was opened, by its public link.

    Raises:
        Survey.DoesNotExist: There is none, or it was never open.
    """
    rows = Survey.objects.filter(archived_at__isnull=True).exclude(state=SurveyState.DRAFT)
    return rows.select_related("unit").get(link=link.replace("\0", ""))


def gate(survey: Survey, *, token: str, segment: str, day: date) -> Entry:
    """Say whether a survey takes an answer from somebody on a day.

    Args:
        survey: The survey.
        token: Token of their invitation, "" for none.
        segment: Key of the segment that they chose, "" for none; that of an invitation goes first.
        day: Today, where the company works.
    """
    if survey.state != SurveyState.OPEN or (survey.closes_on and survey.closes_on < day):
        return Entry(Closed.OVER)
    if token:
        return _invited(survey, token)
    if survey.by_invitation:
        return Entry(Closed.INVITED_ONLY)
    return _open(survey, _segment(survey, segment))


def _invited(survey: Survey, token: str) -> Entry:
    rows = survey.invitations.select_related("segment")
    invitation = rows.filter(digest=token_digest(token), revoked=False).first()
    if invitation is None:
        return Entry(Closed.STRANGE)
    return Entry(Closed.USED if invitation.used else None, invitation, invitation.segment)


def _open(survey: Survey, segment: Segment | None) -> Entry:
    """Let people in by the open link until there are enough; whoever was invited is always let in."""
    counted = survey.responses.exclude(standing=Standing.EXCLUDED)
    if survey.most is not None and counted.count() >= survey.most:
        return Entry(Closed.FULL)
    if segment and segment.wanted is not None and counted.filter(segment=segment).count() >= segment.wanted:
        return Entry(Closed.SEGMENT_FULL, segment=segment)
    return Entry(segment=segment)


def _segment(survey: Survey, key: str) -> Segment | None:
    if not key:
        return None
    try:
        return survey.segments.filter(key=as_key(Segment, key)).first()
    except Segment.DoesNotExist:
        return None


def fewest_of_segment(segment: Segment) -> bool:
    """Tell whether so many were invited to a segment that nobody is singled out by it."""
    return segment.invitations.filter(revoked=False).count() >= FEWEST


def newest_version(survey: Survey) -> FormVersion:
    """Return the version that respondents see now.

    Raises:
        FormVersion.DoesNotExist: It was never opened.
    """
    return survey.versions.order_by("-number")[:1].get()


def kept_response(survey: Survey, code: str) -> Response | None:
    """Return what a respondent sent, None for nothing."""
    rows = Response.objects.filter(survey=survey, digest=digest_of(survey.link, code))
    return rows.select_related("version", "segment", "invitation").first()


def kept_draft(survey: Survey, code: str) -> Draft | None:
    """Return what a respondent put aside, None for nothing."""
    rows = Draft.objects.filter(survey=survey, digest=digest_of(survey.link, code))
    return rows.select_related("version", "segment").first()


def data_of(survey: Survey, code: str) -> dict[str, Any] | None:
    """Return all that is kept of a respondent, as they may take it with them; None where nothing is."""
    response, draft = kept_response(survey, code), kept_draft(survey, code)
    if response is None and draft is None:
        return None
    found: dict[str, Any] = {"survey": survey.title, "purpose": survey.purpose, "kept_days": survey.keep_days}
    if response is not None:
        found["sent"] = {
            "on": response.answered_on.isoformat(),
            "version": response.version.number,
            "group": response.segment.name if response.segment else None,
            "seconds": response.seconds,
            "answers": response.answers,
            "invited_as": response.invitation.address or response.invitation.name if response.invitation else None,
        }
    if draft is not None:
        found["put_aside"] = {"on": draft.saved_on.isoformat(), "answers": draft.answers}
    return found


def segments_open(survey: Survey) -> list[Segment]:
    """Return the segments of which answers are still wanted: two queries."""
    counted = survey.responses.exclude(standing=Standing.EXCLUDED).order_by()
    counts = dict(counted.values_list("segment").annotate(Count("pk")))
    return [each for each in survey.segments.all() if each.wanted is None or counts.get(each.pk, 0) < each.wanted]
