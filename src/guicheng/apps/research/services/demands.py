"""Demands: stated, given their sources and numbers, confirmed, merged, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import NotAsWantedError, permit
from guicheng.apps.research.models import Demand, DemandKind, DemandSource, DemandState
from guicheng.apps.research.selectors.demands import demand_visible_to
from guicheng.apps.research.selectors.feedback import feedback_by_key
from guicheng.apps.research.selectors.groups import group_visible_to
from guicheng.apps.research.selectors.interviews import quote_visible_to
from guicheng.apps.research.selectors.themes import theme_visible_to
from guicheng.apps.research.services.noting import EDIT, chosen, lock_company_of, note, rated, unit_for, written
from guicheng.domain.comparison.tables import activities
from guicheng.domain.demand.masking import mask
from guicheng.domain.values import StaleError
from guicheng.domain.values.message import _

_LONGEST: Final = 300
_LONGEST_CITED: Final = 200


@dataclass(frozen=True, slots=True)
class DemandText:
    """What a demand says.

    Args:
        text: The demand in words.
        kind: One of ``DemandKind``.
        group_key: Key of the group of customers whose demand it is.
        theme_key: Key of its theme, "" for none.
        activity: Key of the activity that it is about, "" for none.
        importance: 1 to 5, "" where unknown.
        importance_source: Where that number is from.
        satisfaction: 1 to 5, "" where unknown.
        satisfaction_source: Where that number is from.
    """

    text: str
    kind: str
    group_key: str
    theme_key: str = ""
    activity: str = ""
    importance: str = ""
    importance_source: str = ""
    satisfaction: str = ""
    satisfaction_source: str = ""


@dataclass(frozen=True, slots=True)
class SourceKey:
    """What a demand rests on: one of a quote, a record, or the words that name a question of a survey."""

    quote: str = ""
    feedback: str = ""
    cited: str = ""


@transaction.atomic
def add_demand(
    *, actor: Actor, unit_key: str | UUID, said: DemandText, at: datetime, source: SourceKey | None = None
) -> Demand:
    """State a demand; it is proposed until somebody confirms it.

    Args:
        actor: Who states it; needs ``research.edit`` at the unit.
        unit_key: Where it is a demand.
        said: What it says.
        at: Now, with time zone.
        source: What it rests on; more can be added later.

    Raises:
        NotAsWantedError: A value is missing or cannot be what it is.
    """
    unit = unit_for(actor, unit_key)
    company = lock_company_of(unit)
    last = Demand.objects.filter(company=company).aggregate(last=Max("number"))["last"] or 0
    row = Demand(unit=unit, company=company, number=last + 1, created_at=at, changed_at=at)
    _fill(actor, row, said)
    row.save()
    if source is not None:
        _add_source(actor, row, source, at)
    note(actor, "add_demand", row, unit, at, label=row.code, after=_told(row))
    return row


@transaction.atomic
def change_demand(*, actor: Actor, key: str | UUID, revision: int, said: DemandText, at: datetime) -> Demand:
    """Change what a demand says.

    Raises:
        Demand.DoesNotExist: There is none within reach.
        NotAsWantedError: A value is missing or cannot be what it is, or the demand was merged.
        StaleError: Somebody changed it since.
    """
    row = _for_writing(actor, key)
    if revision != row.revision:
        raise StaleError(
            _("{code} was changed meanwhile. Compare, then save.", code=row.code),
            present=row.text,
            revision=row.revision,
        )
    before = _told(row)
    _fill(actor, row, said)
    _save(actor, "change_demand", row, before, at)
    return row


@transaction.atomic
def confirm_demand(*, actor: Actor, key: str | UUID, at: datetime) -> Demand:
    """Confirm a demand, or open a closed one again.

    Raises:
        NotAsWantedError: It rests on nothing.
    """
    row = _for_writing(actor, key)
    if not row.sources.exists():
        raise NotAsWantedError(
            _("{code} rests on nothing yet. Add a quote, a record or a question of a survey.", code=row.code),
            field="sources",
        )
    before = _told(row)
    row.state, row.reason = DemandState.CONFIRMED, ""
    _save(actor, "confirm_demand", row, before, at)
    return row


@transaction.atomic
def close_demand(*, actor: Actor, key: str | UUID, reason: str, at: datetime) -> Demand:
    """Close a demand: it is met for good, or is none; somebody says why."""
    row = _for_writing(actor, key)
    before = _told(row)
    row.state, row.reason = DemandState.CLOSED, written(reason, field="reason", most=_LONGEST)
    _save(actor, "close_demand", row, before, at)
    return row


@transaction.atomic
def merge_demands(*, actor: Actor, key: str | UUID, into: str | UUID, at: datetime) -> Demand:
    """Merge a demand into another one, which takes over its sources.

    Raises:
        NotAsWantedError: They are one and the same, or one of them was merged already.
    """
    gone, kept = _for_writing(actor, key), _for_writing(actor, into)
    if gone.pk == kept.pk:
        raise NotAsWantedError(_("Choose another demand to merge into."), field="into")
    known = {(each.quote_id, each.feedback_id, each.cited) for each in kept.sources.all()}
    for source in gone.sources.all():
        if (source.quote_id, source.feedback_id, source.cited) not in known:
            source.demand = kept
            source.save(update_fields=["demand"])
    Demand.objects.filter(merged_into=gone).update(merged_into=kept)
    before = _told(gone)
    gone.state, gone.merged_into = DemandState.MERGED, kept
    _save(actor, "merge_demands", gone, before, at)
    return kept


@transaction.atomic
def add_source(*, actor: Actor, key: str | UUID, source: SourceKey, at: datetime) -> DemandSource:
    """Say what a demand rests on.

    Raises:
        NotAsWantedError: It is not one thing exactly, or stands there already.
    """
    row = _for_writing(actor, key)
    made = _add_source(actor, row, source, at)
    note(actor, "add_source", row, row.unit, at, label=row.code)
    return made


@transaction.atomic
def remove_source(*, actor: Actor, key: str | UUID, source_key: str | UUID, at: datetime) -> None:
    """Say that a demand does not rest on something."""
    row = _for_writing(actor, key)
    row.sources.filter(key=source_key).delete()
    note(actor, "remove_source", row, row.unit, at, label=row.code)


def _for_writing(actor: Actor, key: str | UUID) -> Demand:
    found = demand_visible_to(actor, key)
    permit(actor, EDIT, found.unit)
    row = Demand.objects.select_for_update(of=("self",)).select_related("unit", "merged_into").get(pk=found.pk)
    if row.merged_into is not None:
        raise NotAsWantedError(
            _("{code} was merged into {other}. Change that one.", code=row.code, other=row.merged_into.code),
            field="key",
        )
    return row


def _fill(actor: Actor, row: Demand, said: DemandText) -> None:
    row.text = mask(written(said.text, field="text", most=_LONGEST)).text[:_LONGEST]
    row.kind = chosen(said.kind, DemandKind.values, field="kind")
    if not said.group_key:
        raise NotAsWantedError(_("Choose whose demand it is."), field="group")
    row.group = group_visible_to(actor, said.group_key)
    row.theme = theme_visible_to(actor, said.theme_key) if said.theme_key else None
    row.activity = chosen(said.activity, ["", *(each.key for each in activities())], field="activity")
    row.importance, row.importance_source = rated(said.importance, said.importance_source, field="importance")
    row.satisfaction, row.satisfaction_source = rated(said.satisfaction, said.satisfaction_source, field="satisfaction")


def _save(actor: Actor, act: str, row: Demand, before: dict[str, Any], at: datetime) -> None:
    row.revision, row.changed_at = row.revision + 1, at
    row.save()
    note(actor, act, row, row.unit, at, label=row.code, before=before, after=_told(row))


def _add_source(actor: Actor, row: Demand, source: SourceKey, at: datetime) -> DemandSource:
    given = [name for name in ("quote", "feedback", "cited") if getattr(source, name).strip()]
    if len(given) != 1:
        raise NotAsWantedError(_("Name one thing that the demand rests on."), field="source")
    made = DemandSource(demand=row, added_at=at)
    if source.quote:
        made.quote = quote_visible_to(actor, source.quote)
    elif source.feedback:
        made.feedback = feedback_by_key(actor, source.feedback)
    else:
        made.cited = mask(written(source.cited, field="cited", most=_LONGEST_CITED)).text[:_LONGEST_CITED]
    if row.sources.filter(quote=made.quote, feedback=made.feedback, cited=made.cited).exists():
        raise NotAsWantedError(_("The demand rests on this already."), field="source")
    made.save()
    return made


def _told(row: Demand) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "state": str(row.state),
        "importance": str(row.importance) if row.importance is not None else "",
        "satisfaction": str(row.satisfaction) if row.satisfaction is not None else "",
        "merged_into": row.merged_into.code if row.merged_into else "",
        "reason": row.reason,
    }
