"""The table of doors: every address of the pages, who may come in, and nothing beside it."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors import (
    account,
    analysis,
    cases,
    catalogue,
    dashboards,
    drafting,
    estate,
    evidence,
    figures,
    handouts,
    improvement,
    inspections,
    notices,
    orders,
    organization,
    packs,
    plans,
    processes,
    reading,
    rounds,
    scores,
    standards,
    surveys,
    voices,
    words,
)
from guicheng.web.doors.door import Door

DOORS: Final[tuple[Door, ...]] = (
    *reading.DOORS,
    *account.DOORS,
    *handouts.DOORS,
    *organization.DOORS,
    *catalogue.DOORS,
    *drafting.DOORS,
    *standards.DOORS,
    *surveys.DOORS,
    *analysis.DOORS,
    *voices.DOORS,
    *processes.DOORS,
    *cases.DOORS,
    *orders.DOORS,
    *estate.DOORS,
    *plans.DOORS,
    *rounds.DOORS,
    *inspections.DOORS,
    *scores.DOORS,
    *packs.DOORS,
    *evidence.DOORS,
    *improvement.DOORS,
    *words.DOORS,
    *figures.DOORS,
    *notices.DOORS,
    *dashboards.DOORS,
)
