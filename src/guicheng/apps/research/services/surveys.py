"""Surveys begun, described, opened and closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import clean, one
from guicheng.apps.organization.services.access import permit
from guicheng.apps.research.models import Survey, SurveyState
from guicheng.apps.research.readings.codes import LINK_LENGTH, draw
from guicheng.apps.research.readings.days import day_of
from guicheng.apps.research.services.forms import keep_version, whole_form
from guicheng.apps.research.services.survey_access import NotASurveyError, SurveyStateError, note, survey_for
from guicheng.domain.values.message import _

_LONGEST: Final[Mapping[str, int]] = {"title": 120, "purpose": 300, "contact": 120}
#: Days that answers may be kept.
MOST_DAYS: Final = 1825
_MOST_PEOPLE: Final = 10_000_000
#: What respondents were promised cannot be taken back while they answer.
_PROMISED: Final = ("anonymous", "by_invitation")


@dataclass(frozen=True, slots=True)
class SurveyFacts:
    """What is said of a survey.

    Args:
        title: Its name for those who run it, up to 120 characters.
        purpose: What the answers are for, as respondents read it, up to 300 characters.
        contact: Whom respondents ask, up to 120 characters.
        anonymous: Whether nothing may join an answer and an invitation.
        by_invitation: Whether only invited people answer.
        population: How many there are to ask; None where nobody knows.
        most: How many answers are taken; None for any number.
        keep_days: For how many days after closing answers are kept, 1 to 1825.
        closes_on: Last day on which it is answered; None for no end.
    """

    title: str
    purpose: str = ""
    contact: str = ""
    anonymous: bool = True
    by_invitation: bool = False
    population: int | None = None
    most: int | None = None
    keep_days: int = 365
    closes_on: date | None = None

    @classmethod
    def of(cls, survey: Survey) -> SurveyFacts:
        """Return what is said of a survey now."""
        return cls(**{each.name: getattr(survey, each.name) for each in fields(cls)})


@transaction.atomic
def create_survey(
    *, actor: Actor, unit_key: str | UUID, title: str, at: datetime, form: Mapping[str, Any] | None = None
) -> Survey:
    """Begin a survey, empty or with a questionnaire.

    Args:
        actor: Who begins it; needs ``research.edit`` at the unit.
        unit_key: Unit whose customers are asked.
        title: Its name; "" takes that of the questionnaire.
        at: Now, with time zone.
        form: A questionnaire, as ``domain.demand.form`` reads one; None for an empty one.

    Raises:
        Unit.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not edit surveys there.
        NotASurveyError: There is no title.
    """
    unit: Unit = one(Unit.objects.filter(actor.within("research.read", "")), unit_key)
    permit(actor, "research.edit", unit)
    begun = dict(form or {"title": title, "sections": []})
    facts = _tidy(SurveyFacts(title=title or str(begun.get("title", ""))))
    survey = Survey.objects.create(
        unit=unit,
        link=draw(LINK_LENGTH),
        title=facts.title,
        form={**begun, "title": begun.get("title") or facts.title},
        changed_at=at,
        changed_by=actor.person,
    )
    note(survey, "create_survey", actor, at, after={"title": survey.title})
    return survey


@transaction.atomic
def describe_survey(*, actor: Actor, survey_key: str | UUID, facts: SurveyFacts, at: datetime) -> Survey:
    """Say what a survey is for, whom it asks, and how long answers are kept.

    Raises:
        NotASurveyError: A value cannot be what it is.
        SurveyStateError: Respondents were promised something else.
    """
    survey = survey_for(actor, "research.edit", survey_key)
    before, wanted = SurveyFacts.of(survey), _tidy(facts)
    if survey.state != SurveyState.DRAFT:
        _keep_promises(before, wanted)
    changed = [each.name for each in fields(facts) if getattr(before, each.name) != getattr(wanted, each.name)]
    if not changed:
        return survey
    for name in changed:
        setattr(survey, name, getattr(wanted, name))
    _save(survey, actor, at, *changed)
    told = {name: (_plain(getattr(before, name)), _plain(getattr(wanted, name))) for name in changed}
    old, new = ({name: pair[side] for name, pair in told.items()} for side in (0, 1))
    note(survey, "describe_survey", actor, at, before=old, after=new)
    return survey


@transaction.atomic
def open_survey(*, actor: Actor, survey_key: str | UUID, at: datetime) -> Survey:
    """Let people answer; the questionnaire as it stands becomes a version, unless it is the newest one already.

    Of an open survey it is the way to show a changed questionnaire to those who come from now on.

    Raises:
        NotASurveyError: Purpose or contact is missing, or the questionnaire has faults.
        SurveyStateError: It was closed and its answers are gone.
    """
    survey = survey_for(actor, "research.run", survey_key)
    if survey.purged_at:
        raise SurveyStateError(_("The answers of this survey are deleted. Begin a new one."))
    _told(SurveyFacts.of(survey))
    if survey.closes_on and survey.closes_on < day_of(at):
        raise NotASurveyError(_("The last day is over. Choose a later one."), field="closes_on")
    whole_form(survey.form)
    version = keep_version(survey, actor, at)
    before, survey.state, survey.closed_at = survey.state, SurveyState.OPEN, None
    survey.opened_at = survey.opened_at or at
    _save(survey, actor, at, "state", "opened_at", "closed_at")
    note(survey, "open_survey", actor, at, before={"state": before}, after={"state": "open", "version": version.number})
    return survey


@transaction.atomic
def close_survey(*, actor: Actor, survey_key: str | UUID, at: datetime) -> Survey:
    """Take no more answers; the days that answers are kept begin to count.

    Raises:
        SurveyStateError: It is not open.
    """
    survey = survey_for(actor, "research.run", survey_key)
    if survey.state != SurveyState.OPEN:
        raise SurveyStateError(_("“{title}” is not open.", title=survey.title))
    survey.state, survey.closed_at = SurveyState.CLOSED, at
    _save(survey, actor, at, "state", "closed_at")
    note(survey, "close_survey", actor, at, before={"state": "open"}, after={"state": "closed"})
    return survey


@transaction.atomic
def lay_survey_aside(*, actor: Actor, survey_key: str | UUID, aside: bool, at: datetime) -> Survey:
    """Take a survey off the list, or back onto it; an open one is closed first.

    Raises:
        SurveyStateError: It is open.
    """
    survey = survey_for(actor, "research.run", survey_key, archived=True)
    if aside and survey.state == SurveyState.OPEN:
        raise SurveyStateError(_("“{title}” is open. Close it first.", title=survey.title))
    survey.archived_at = at if aside else None
    survey.save(update_fields=["archived_at"])
    note(survey, "lay_survey_aside" if aside else "take_survey_back", actor, at)
    return survey


def _save(survey: Survey, actor: Actor, at: datetime, *names: str) -> None:
    survey.changed_at, survey.changed_by = at, actor.person
    survey.save(update_fields=["changed_at", "changed_by", *names])


def _tidy(facts: SurveyFacts) -> SurveyFacts:
    texts = {name: clean(getattr(facts, name)) for name in _LONGEST}
    for name, most in _LONGEST.items():
        if len(texts[name]) > most:
            raise NotASurveyError(_("Shorten this to {most} characters.", most=str(most)), field=name)
    if not texts["title"]:
        raise NotASurveyError(_("Write a title."), field="title")
    if not 1 <= facts.keep_days <= MOST_DAYS:
        raise NotASurveyError(_("Answers are kept for 1 to {most} days.", most=str(MOST_DAYS)), field="keep_days")
    for name in ("population", "most"):
        number = getattr(facts, name)
        if number is not None and not 1 <= number <= _MOST_PEOPLE:
            raise NotASurveyError(_("Write a number from 1 to {most}.", most=str(_MOST_PEOPLE)), field=name)
    return replace(facts, title=texts["title"], purpose=texts["purpose"], contact=texts["contact"])


def _told(facts: SurveyFacts) -> None:
    """Refuse a survey that does not tell what it is for and whom to ask."""
    for name, sentence in (("purpose", _("Write what the answers are for.")), ("contact", _("Write whom to ask."))):
        if not getattr(facts, name):
            raise NotASurveyError(sentence, field=name)


def _keep_promises(before: SurveyFacts, wanted: SurveyFacts) -> None:
    _told(wanted)
    if any(getattr(before, name) != getattr(wanted, name) for name in _PROMISED):
        raise SurveyStateError(
            _("People have been told whether they answer by name and by invitation. Begin a new survey to change that.")
        )
    if wanted.keep_days > before.keep_days:
        raise SurveyStateError(
            _(
                "People have been told that answers are kept for {days} days. It can only be less.",
                days=str(before.keep_days),
            )
        )


def _plain(value: object) -> Any:
    return value.isoformat() if isinstance(value, date) else value
