"""A company whose quality manager asks its customers, and customers who answer."""

from __future__ import annotations

from datetime import timedelta

from tests.apps.standards.company import AT, Company

from guicheng.apps.research.readings.codes import CODE_LENGTH, draw
from guicheng.apps.research.services import answering, surveys
from guicheng.apps.research.services.answering import Sending

FORM = {
    "title": "物业服务满意度",
    "opening": "五分钟，帮我们改进服务。",
    "closing": "谢谢您。",
    "sections": [
        {
            "id": "who",
            "title": "关于您",
            "questions": [
                {
                    "id": "tenure",
                    "kind": "single",
                    "text": "您是？",
                    "required": True,
                    "options": [{"id": "owner", "text": "业主"}, {"id": "tenant", "text": "租户"}],
                },
                {"id": "years", "kind": "number", "text": "住了几年？", "most": 80, "when": "tenure = owner"},
            ],
        },
        {
            "id": "service",
            "title": "服务",
            "questions": [
                {"id": "repair", "kind": "importance_satisfaction", "text": "报修", "required": True},
                {"id": "why", "kind": "text", "text": "哪里不满意？", "when": "repair.satisfaction < 3"},
            ],
        },
    ],
}
GOOD = {"tenure": ["owner"], "repair.importance": ["5"], "repair.satisfaction": ["4"]}


def later(**delta):
    return AT + timedelta(**delta)


class Asking(Company):
    """A company with a survey, opened on wish."""

    def survey(self, *, opened=True, form=FORM, by="chen", unit=None, **facts):
        made = surveys.create_survey(
            actor=self.actor(by), unit_key=(unit or self.estate).key, title="满意度", form=form, at=AT
        )
        wanted = {"title": "满意度", "purpose": "改进报修", "contact": "客服 0571-1234", **facts}
        surveys.describe_survey(actor=self.actor(by), survey_key=made.key, facts=surveys.SurveyFacts(**wanted), at=AT)
        if opened:
            surveys.open_survey(actor=self.actor(by), survey_key=made.key, at=AT)
        made.refresh_from_db()
        return made


def code():
    return draw(CODE_LENGTH)


def answered(survey, fields=GOOD, at=AT, **more):
    return answering.answer(
        survey=survey, sending=Sending(**{"code": code(), "fields": fields, "version": 1, **more}), at=at
    )
