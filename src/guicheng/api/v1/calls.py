"""Version 1 as one API; its description stands at /api/v1/docs."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

# Each module declares its calls as it is imported.
from guicheng.api.v1 import (  # noqa: F401
    approval,
    attainment,
    audit,
    cases,
    checks,
    clauses,
    contracts,
    customer_groups,
    demands,
    deviations,
    drafts,
    editions,
    estates,
    evidence,
    feedback,
    field,
    handouts,
    imports,
    inbox,
    inspection_sheets,
    inspections,
    library,
    many,
    me,
    mending,
    mending_photos,
    metrics,
    notices,
    order_files,
    orders,
    overviews,
    packs,
    parameters,
    people,
    plans,
    posts,
    problems,
    process_editions,
    process_replays,
    process_times,
    processes,
    reports,
    reviews,
    roles,
    rounds,
    routes,
    scope,
    scorecards,
    sheets,
    standards,
    survey_analysis,
    survey_answers,
    surveys,
    talk,
    themes,
    units,
    views,
    words,
)
from guicheng.api.v1.description import TAGS, described, introduction
from guicheng.api.v1.doors import ROUTER


class Workbench(NinjaAPI):
    """The calls, with a description that also says what is refused and how."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._descriptions: dict[str, Any] = {}

    def get_openapi_schema(self, **options: Any) -> Any:
        """Return the description; it is made once, since that takes seconds and anybody may ask for it."""
        key = repr(sorted(options.items()))
        if key not in self._descriptions:
            self._descriptions[key] = described(super().get_openapi_schema(**options))
        return self._descriptions[key]


api = Workbench(
    title="Guicheng workbench",
    version="1",
    urls_namespace="v1",
    description=introduction(),
    openapi_extra={"tags": TAGS},
)
problems.install(api)
api.add_router("", ROUTER)
