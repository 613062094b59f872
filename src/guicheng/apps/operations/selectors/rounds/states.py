"""How far rounds are: folded from the events and photos that arrived until now."""

from __future__ import annotations

import json
from collections.abc import Iterable

from guicheng.apps.operations.models import FieldEvent, FieldPhoto, Round
from guicheng.apps.operations.readings.checklists import rule_of_round
from guicheng.apps.operations.selectors.events import event_of
from guicheng.domain.evidence import Placed
from guicheng.domain.evidence.rounds import RoundState, fold_round


def state_of_round(row: Round) -> RoundState:
    """Return how far a round is: two queries.

    Args:
        row: With its version and unit.
    """
    return folded([row], events_of_rounds([row]))[row.pk]


def events_of_rounds(rows: Iterable[Round]) -> list[FieldEvent]:
    """Return the events that name rounds, with device, unit and person: one query of one round, four of several."""
    known = {row.occurrence: row.company_id for row in rows}
    if not known:
        return []
    found = FieldEvent.objects.filter(company__in=set(known.values()), occurrence__in=list(known))
    with_it = ("device", "unit", "subject")
    # Many events share few phones: a row of each is made once instead of anew for every event.
    return list(found.select_related(*with_it) if len(known) == 1 else found.prefetch_related(*with_it))


def folded(rows: Iterable[Round], events: Iterable[FieldEvent]) -> dict[int, RoundState]:
    """Return rounds folded from their events, of phones of their estate, of a unit above it or below it."""
    arrived, by_name = _arrived(events), dict[str, list[FieldEvent]]()
    for event in events:
        by_name.setdefault(event.occurrence, []).append(event)
    return {
        row.pk: fold_round(
            rule_of_round(row),
            [Placed(event_of(each), each.effective_ms) for each in by_name.get(row.occurrence, ()) if _near(row, each)],
            arrived,
        )
        for row in rows
    }


def _near(row: Round, event: FieldEvent) -> bool:
    here, there = str(row.unit.path), str(event.unit.path)
    return here.startswith(there) or there.startswith(here)


def _arrived(events: Iterable[FieldEvent]) -> frozenset[str]:
    named = {(event.company_id, photo) for event in events for photo in json.loads(event.photos)}
    if not named:
        return frozenset()
    companies, photos = {company for company, _photo in named}, {photo for _company, photo in named}
    rows = FieldPhoto.objects.filter(company__in=companies, sent__in=photos)
    return frozenset(rows.values_list("sent", flat=True))
