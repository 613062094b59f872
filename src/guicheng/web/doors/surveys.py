"""Doors of surveys: the public form for anybody who has its link, and the pages of those who ask."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import ANYBODY, Door
from guicheng.web.views import (
    answer_data,
    answering,
    survey_answers,
    survey_form,
    survey_people,
    survey_preview,
    surveys,
)

_OPEN: Final = {"GET": ANYBODY, "POST": ANYBODY}
_READ: Final = {"GET": "research.read"}
_EDIT: Final = {"GET": "research.read", "POST": "research.edit"}
_RUN: Final = {"GET": "research.read", "POST": "research.run"}

DOORS: Final[tuple[Door, ...]] = (
    Door("q/<str:link>/", answering.answer, "answer", _OPEN),
    Door("q/<str:link>/data/", answer_data.answer_data, "answer_data", _OPEN),
    Door("q/<str:link>/letters/", answer_data.letters, "answer_letters", {"POST": ANYBODY}),
    Door("q/<str:link>/i/<str:token>/", answering.answer, "answer_invited", _OPEN),
    Door("surveys/", surveys.surveys_page, "surveys", _EDIT),
    Door("surveys/<str:key>/", surveys.survey_page, "survey", _RUN),
    Door("surveys/<str:key>/settings/", surveys.survey_settings, "survey_settings", _EDIT),
    Door("surveys/<str:key>/form/", survey_form.survey_form, "survey_form", _EDIT),
    Door(
        "surveys/<str:key>/question/",
        survey_form.survey_question,
        "survey_question",
        {"GET": "research.edit", "POST": "research.edit"},
    ),
    Door("surveys/<str:key>/form.<str:kind>", survey_form.survey_file, "survey_file", _READ),
    Door("surveys/<str:key>/preview/", survey_preview.survey_preview, "survey_preview", _READ),
    Door(
        "surveys/<str:key>/trial/",
        survey_preview.survey_trial,
        "survey_trial",
        {"GET": "research.read", "POST": "research.read"},
    ),
    Door(
        "surveys/<str:key>/versions/<int:number>/",
        survey_preview.survey_trial,
        "survey_version",
        {"GET": "research.read", "POST": "research.read"},
    ),
    Door("surveys/<str:key>/people/", survey_people.survey_people, "survey_people", _RUN),
    Door("surveys/<str:key>/people.csv", survey_people.survey_links, "survey_links", {"GET": "research.run"}),
    Door("surveys/<str:key>/code.svg", survey_people.survey_code, "survey_code", _READ),
    Door("surveys/<str:key>/notice/", survey_people.survey_notice, "survey_notice", _READ),
    Door("surveys/<str:key>/answers/", survey_answers.survey_answers, "survey_answers", _RUN),
)
