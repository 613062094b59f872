"""Doors of what customers say and need: feedback, themes, groups, interviews, demands and their clauses."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import coding, demand_links, demands, feedback, groups, interviews, themes

_READ: Final = "research.read"
_LOOK: Final = {"GET": _READ}
_WORK: Final = {"GET": _READ, "POST": "research.edit"}
_WRITE: Final = {"GET": "research.edit", "POST": "research.edit"}

DOORS: Final[tuple[Door, ...]] = (
    Door("demands/", demands.demands, "demands", _WORK),
    Door("demands/links/", demand_links.links, "demand_links", _LOOK),
    Door("demands/matrix.xlsx", demand_links.matrix, "demand_matrix", _LOOK),
    Door("demands/<str:key>/", demands.demand, "demand", _WORK),
    Door("groups/", groups.groups, "customer_groups", _WORK),
    Door("groups/<str:key>/", groups.group, "customer_group", _WORK),
    Door("feedback/", feedback.feedback, "feedback", _WORK),
    Door("feedback/import/", feedback.feedback_import, "feedback_import", _WRITE),
    Door("feedback/import/sheet.xlsx", feedback.sheet, "feedback_sheet", {"GET": "research.edit"}),
    Door("feedback/<str:key>/", feedback.record, "feedback_record", _WORK),
    Door("feedback/<str:key>/original/", feedback.original, "feedback_original", {"POST": "people.reveal"}),
    Door("themes/", themes.themes, "themes", _WORK),
    Door("themes/<str:key>/", themes.theme, "voice_theme", _WORK),
    Door("interviews/", interviews.interviews, "interviews", _WORK),
    Door("interviews/codes/", coding.code_book, "code_book", _WORK),
    Door("interviews/agreement/", coding.agreement, "coder_agreement", _LOOK),
    Door("interviews/<str:key>/", interviews.interview, "interview", _WORK),
    Door("interviews/<str:key>/coding/", coding.interview_coding, "interview_coding", _WORK),
)
