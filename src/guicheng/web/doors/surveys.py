"""Doors of surveys: the public form for anybody who has its link, and the pages of those who ask."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import ANYBODY, Door
from guicheng.web.views import answer_data, answering

_OPEN: Final = {"GET": ANYBODY, "POST": ANYBODY}

DOORS: Final[tuple[Door, ...]] = (
    Door("q/<str:link>/", answering.answer, "answer", _OPEN),
    Door("q/<str:link>/data/", answer_data.answer_data, "answer_data", _OPEN),
    Door("q/<str:link>/letters/", answer_data.letters, "answer_letters", {"POST": ANYBODY}),
    Door("q/<str:link>/i/<str:token>/", answering.answer, "answer_invited", _OPEN),
)
