"""Ask for the report of a survey; it takes along which demands no clause answers, and which clauses fall short."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F

from guicheng.apps.organization.actors import Actor
from guicheng.apps.research.models import Demand, Survey, SurveyReport
from guicheng.apps.research.selectors.analysis import Choice, chosen_among, earlier_surveys
from guicheng.apps.research.services.reports import ask_for_report
from guicheng.apps.standards.selectors.demand_gaps import looser_clauses
from guicheng.apps.standards.selectors.demand_links import unanswered

_MOST = 60


def ask_for_survey_report(*, actor: Actor, survey: Survey, form: str, choice: Choice, at: datetime) -> SurveyReport:
    """Have the report of a survey made.

    Args:
        actor: Who asks; demands and clauses out of their reach are left out.
        survey: What a selector gave the actor.
        form: docx or pdf.
        choice: How it is analysed.
        at: Now, with time zone.

    Raises:
        NotASurveyError: There is no such form, or the asker keeps as many reports as there may be.
    """
    earlier = chosen_among(earlier_surveys(actor, survey), choice)
    kept = {"weight": choice.weight, "shares": list(choice.shares), "before": str(earlier.key) if earlier else ""}
    near = unanswered(actor, survey.unit)
    proposals = {
        "unanswered": [
            _said(demand) for demand in near.order_by(F("importance").desc(nulls_last=True), "number")[:_MOST]
        ],
        "looser": list(_looser(actor, survey)),
    }
    return ask_for_report(actor=actor, survey=survey, form=form, choice=kept, proposals=proposals, at=at)


def _said(demand: Demand) -> dict[str, str]:
    importance = "" if demand.importance is None else f"{demand.importance:.1f}"
    return {"code": demand.code, "text": demand.text, "group": demand.group.name, "importance": importance}


def _looser(actor: Actor, survey: Survey) -> Iterator[dict[str, str]]:
    for each in looser_clauses(actor, survey.unit)[:_MOST]:
        yield {
            "demand": f"{each.demand.code} {each.demand.text}",
            "clause": f"{each.clause.standard.code} {each.clause.number}",
            "text": each.clause.text,
            "why": each.why,
        }
