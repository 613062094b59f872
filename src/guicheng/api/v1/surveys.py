"""Surveys: begun, written, opened, followed; answers without identities."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.people import told
from guicheng.api.v1.shapes import surveys as shapes
from guicheng.api.v1.shapes.parts import Number
from guicheng.apps.research.models import FormVersion, Segment, Survey
from guicheng.apps.research.selectors import surveys as selectors
from guicheng.apps.research.selectors.tracking import tracking_of
from guicheng.apps.research.services import forms, invitations
from guicheng.apps.research.services import surveys as services
from guicheng.apps.research.services.invitations import SegmentPlan
from guicheng.apps.research.services.surveys import SurveyFacts
from guicheng.domain.demand.form import read_form

calls = Calls("surveys")
_READ, _EDIT, _RUN = "research.read", "research.edit", "research.run"
_WRITTEN: Final = ("not-a-survey", "survey-state")
_TOLD: Final = tuple(each.name for each in fields(SurveyFacts))


@calls.get("/surveys", needs=_READ, answer=shapes.Surveys, summary="List surveys", refuses=("bad-cursor",))
def list_surveys(request: HttpRequest, wanted: Query[shapes.SurveyListWanted]) -> dict[str, Any]:
    """Return the surveys within reach, newest first."""
    rows = selectors.surveys_visible_to(actor_of(request), wanted=wanted.words, archived=wanted.archived)
    found, following = page_of(rows, wanted.cursor, falling=True)
    return {"items": [_head(row, getattr(row, "answers", 0)) for row in found], "next": following}


@calls.get("/surveys/{key}", needs=_READ, answer=shapes.SurveyWhole, summary="See a survey")
def see_survey(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return a survey with the draft of its questionnaire and its groups."""
    return _whole(request, key)


@calls.write(
    "POST",
    "/surveys",
    needs=_EDIT,
    answer=shapes.SurveyWhole,
    status=201,
    summary="Begin a survey",
    refuses=("not-a-survey",),
)
def create_survey(request: HttpRequest, body: shapes.SurveyIn) -> dict[str, Any]:
    """Begin a survey, empty or with a questionnaire; it may have faults until it is opened."""
    made = services.create_survey(
        actor=actor_of(request), unit_key=body.unit, title=body.title, form=body.form, at=timezone.now()
    )
    return _whole(request, str(made.key))


@calls.write(
    "PATCH",
    "/surveys/{key}",
    needs=_EDIT,
    answer=shapes.SurveyWhole,
    summary="Describe a survey",
    refuses=_WRITTEN,
)
def describe_survey(request: HttpRequest, key: Path[str], body: shapes.SurveyChange) -> dict[str, Any]:
    """Say what a survey is for and whom it asks; null empties what may be empty."""
    found = selectors.survey_visible_to(actor_of(request), key)
    facts = replace(SurveyFacts.of(found), **body.dict(exclude_unset=True))
    services.describe_survey(facts=facts, **_named(request, key))
    return _whole(request, key)


@calls.write(
    "PUT",
    "/surveys/{key}/form",
    needs=_EDIT,
    answer=shapes.SurveyWhole,
    summary="Save a questionnaire",
    refuses=(*_WRITTEN, "stale"),
)
def save_form(request: HttpRequest, key: Path[str], body: shapes.FormIn) -> dict[str, Any]:
    """Save the draft of a questionnaire over the revision that was seen; it may still have faults."""
    forms.save_form(form=body.form, revision=body.revision, **_named(request, key))
    return _whole(request, key)


@calls.get("/surveys/{key}/faults", needs=_READ, answer=shapes.FormFaults, summary="Check a questionnaire")
def survey_faults(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return what keeps the draft of a questionnaire from being opened, each with its place."""
    faults = read_form(selectors.survey_visible_to(actor_of(request), key).form)[1]
    return {"items": [{"path": each.path, "message": each.message.render(gettext)} for each in faults]}


@calls.write(
    "PUT",
    "/surveys/{key}/segments",
    needs=_EDIT,
    answer=shapes.SurveyWhole,
    summary="Name the groups of a survey",
    refuses=_WRITTEN,
)
def set_segments(request: HttpRequest, key: Path[str], body: shapes.SegmentsIn) -> dict[str, Any]:
    """Say of which groups the customers consist, in place of those that stand there."""
    plans = [SegmentPlan(each.name, each.population, each.wanted) for each in body.segments]
    invitations.set_segments(plans=plans, **_named(request, key))
    return _whole(request, key)


@calls.write(
    "POST", "/surveys/{key}/open", needs=_RUN, answer=shapes.SurveyWhole, summary="Open a survey", refuses=_WRITTEN
)
def open_survey(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Let people answer; the questionnaire as it stands becomes a version."""
    services.open_survey(**_named(request, key))
    return _whole(request, key)


@calls.write(
    "POST",
    "/surveys/{key}/close",
    needs=_RUN,
    answer=shapes.SurveyWhole,
    summary="Close a survey",
    refuses=("survey-state",),
)
def close_survey(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Take no more answers."""
    services.close_survey(**_named(request, key))
    return _whole(request, key)


@calls.write(
    "POST",
    "/surveys/{key}/archive",
    needs=_RUN,
    answer=shapes.SurveyWhole,
    summary="Lay a survey aside",
    refuses=("survey-state",),
)
def archive_survey(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Take a survey off the list; its answers stay until their time is over."""
    services.lay_survey_aside(aside=True, **_named(request, key))
    return _whole(request, key)


@calls.write(
    "POST", "/surveys/{key}/unarchive", needs=_RUN, answer=shapes.SurveyWhole, summary="Take a survey back into use"
)
def unarchive_survey(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Take a survey back onto the list."""
    services.lay_survey_aside(aside=False, **_named(request, key))
    return _whole(request, key)


@calls.get("/surveys/{key}/versions", needs=_READ, answer=shapes.Versions, summary="List versions of a questionnaire")
def list_versions(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return the versions that respondents saw, newest first."""
    found = selectors.survey_visible_to(actor_of(request), key)
    return {"items": [_version(row) for row in found.versions.defer("form")]}


@calls.get("/surveys/{key}/versions/{number}", needs=_READ, answer=shapes.VersionWhole, summary="See a version of it")
def see_version(request: HttpRequest, key: Path[str], number: Path[Number]) -> dict[str, Any]:
    """Return a questionnaire as respondents saw it."""
    row = selectors.version_of(selectors.survey_visible_to(actor_of(request), key), number)
    return {**_version(row), "form": row.form}


def _named(request: HttpRequest, key: str) -> dict[str, Any]:
    return {"actor": actor_of(request), "survey_key": key, "at": timezone.now()}


def _whole(request: HttpRequest, key: str) -> dict[str, Any]:
    found = selectors.survey_visible_to(actor_of(request), key)
    segments = [_segment(each) for each in found.segments.all()]
    return {**_head(found, tracking_of(found).all.answered or 0), "form": found.form, "segments": segments}


def _head(row: Survey, answers: int) -> dict[str, Any]:
    names = ("link", "state", "revision", "opened_at", "closed_at", "purged_at", "archived_at", *_TOLD)
    return {
        "key": str(row.key),
        "unit": told(row.unit),
        "answers": answers,
        **{name: getattr(row, name) for name in names},
    }


def _segment(row: Segment) -> dict[str, Any]:
    return {"key": str(row.key), "name": row.name, "population": row.population, "wanted": row.wanted}


def _version(row: FormVersion) -> dict[str, Any]:
    return {"number": row.number, "made_at": row.made_at, "digest": row.digest}
