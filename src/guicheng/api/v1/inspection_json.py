"""Inspections, their sheets and plans as the API tells them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from guicheng.api.v1.posts import told
from guicheng.apps.assessment.models import Finding, Inspection, InspectionPlan, InspectionSheet
from guicheng.apps.assessment.readings.inspection_rhythms import often_of
from guicheng.apps.assessment.readings.inspection_sheets import Part, Row, content_of
from guicheng.apps.assessment.selectors.inspections import sees_visitor
from guicheng.apps.organization.actors import Actor
from guicheng.domain.attainment.inspecting.sheet import faults_of


def inspection_json(row: Inspection, actor: Actor, findings: int) -> dict[str, Any]:
    """Return an inspection as lists show it."""
    visitor = row.inspector.name if row.inspector and sees_visitor(actor, row) else ""
    return {
        "key": str(row.key),
        "title": row.title,
        "kind": row.kind,
        "unit": told(row.unit),
        "begin": row.begin,
        "end": row.end,
        "state": row.state,
        "inspector": visitor,
        "score": row.score.get("total"),
        "band": row.score.get("band", ""),
        "findings": findings,
    }


def inspection_full(row: Inspection, actor: Actor) -> dict[str, Any]:
    """Return an inspection with what it came to: one query for what was found."""
    found = list(row.findings.select_related("order", "inspection", "unit")) if row.score else []
    signature = getattr(row, "signature", None)
    sheet = row.version.sheet if row.version else None
    sections = row.score.get("sections", ())
    return {
        **inspection_json(row, actor, len(found)),
        "sheet": {"key": str(sheet.key), "name": sheet.title} if sheet else None,
        "version": row.version.number if row.version else None,
        "round": row.round.occurrence if row.round and sees_visitor(actor, row) else "",
        "sections": [{name: each[name] for name in _SECTION} for each in sections],
        "vetoes": row.score.get("vetoes", []),
        "sample": {**row.sample, "items": [name for _key, name in row.sample["items"]]} if row.sample else None,
        "signature": _signature(signature) if signature else None,
        "found": [finding_json(each) for each in found],
    }


_SECTION = ("name", "possible", "reached", "judged", "failed")


def _signature(row: Any) -> dict[str, Any]:
    return {"name": row.name, "at": row.at, "objection": row.objection, "digest": row.digest}


def finding_json(row: Finding) -> dict[str, Any]:
    """Return what was found."""
    return {
        "key": str(row.key),
        "inspection": str(row.inspection.key),
        "unit": told(row.unit),
        "section": row.section,
        "text": row.text,
        "item": row.item,
        "count": row.count,
        "points": row.points,
        "veto": row.veto,
        "clause": row.clause_key,
        "citation": row.citation,
        "edition": row.edition,
        "sentence": row.sentence,
        "photos": row.photos,
        "order": row.order.number if row.order else "",
    }


def sheet_json(row: InspectionSheet) -> dict[str, Any]:
    """Return a sheet as lists show it."""
    return {"key": str(row.key), "title": row.title, "version": row.number, "revision": row.revision}


def sheet_full(row: InspectionSheet) -> dict[str, Any]:
    """Return the draft of a sheet with what it adds up to and what is wrong with it."""
    content = content_of(row.draft)
    return {
        **sheet_json(row),
        "full": str(content.full),
        "sum": str(content.sheet.sum),
        "bonuses": [{"name": each.name, "points": str(each.points)} for each in content.bonuses],
        "bonus_cap": str(content.bonus_cap),
        "bands": [{"since": str(each.since), "name": each.name, "payout": str(each.payout)} for each in content.bands],
        "faults": [fault.render(gettext) for fault in faults_of(content.sheet)],
        "sections": [_part(part) for part in content.parts],
    }


def plan_json(row: InspectionPlan) -> dict[str, Any]:
    """Return a plan."""
    return {
        "key": str(row.key),
        "title": row.title,
        "kind": row.kind,
        "unit": told(row.unit),
        "sheet": {"key": str(row.sheet.key), "name": row.sheet.title},
        "sampled": row.sampled,
        "margin": row.margin,
        "level": row.level,
        **often_of(row.rule),
        "standards": row.standards,
        "domains": row.domains,
        "ended": row.ended_at is not None,
    }


def plan_full(row: InspectionPlan) -> dict[str, Any]:
    """Return a plan with who takes turns and which estates it is narrowed to: two queries."""
    return {
        **plan_json(row),
        "inspectors": [{"key": str(each.key), "name": each.name} for each in row.inspectors.order_by("pk")],
        "estates": [told(each) for each in row.estates.order_by("path")],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "points": str(part.points),
        "cap": None if part.cap is None else str(part.cap),
        "lines": [_line(row) for row in part.rows],
    }


def _line(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "text": row.line.text,
        "topic": row.line.topic,
        "points": str(row.points),
        "each": None if row.each is None else str(row.each),
        "cap": None if row.cap is None else str(row.cap),
        "veto": row.veto.value if row.veto else "",
        "counted": row.counted,
        "sampled": row.sampled,
        "clause": row.line.clause,
        "citation": row.source.citation,
        "edition": row.source.told,
    }
