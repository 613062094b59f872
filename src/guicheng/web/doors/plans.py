"""Doors of plans: what is due at an estate, the plans behind it, and where the evidence of promises comes from."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import plan_rules, plan_sources, plans

_READ: Final = "estates.read"

DOORS: Final[tuple[Door, ...]] = (
    Door("plans/", plans.plans, "plans", {"GET": _READ}),
    Door("plans/words/", plan_sources.words, "plan_words", {"POST": "estates.manage"}),
    Door("plans/<str:key>/", plans.estate, "plans_estate", {"GET": _READ, "POST": "field.send"}),
    Door("plans/<str:key>/rules/", plan_rules.rules, "plan_rules", {"GET": _READ, "POST": "rosters.manage"}),
    Door("plans/<str:key>/evidence/", plan_sources.sources, "plan_sources", {"GET": _READ}),
)
