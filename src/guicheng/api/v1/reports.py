"""Reports: how clauses stand to one another, to the law, and what a change means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.clause_json import difference_json
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import PAGE, cursor_after, start_of
from guicheng.api.v1.shapes import sheets
from guicheng.api.v1.shapes import system as shapes
from guicheng.api.v1.shapes.parts import Number
from guicheng.api.v1.standards import today
from guicheng.api.v1.system_json import answering_json, duty_json, finding_json, side_json
from guicheng.apps.standards import selectors
from guicheng.apps.standards.readings.effects import Effect
from guicheng.apps.standards.selectors.consequences import (
    Consequence,
    Consequences,
    consequences_between,
    consequences_of_draft,
)
from guicheng.apps.standards.selectors.gathering import gather_for
from guicheng.apps.standards.selectors.library import (
    Found,
    LegalReport,
    findings_of_standard,
    legal_report_on,
    report_on,
)
from guicheng.apps.standards.selectors.sheets import unit_for
from guicheng.domain.comparison.compliance import Duty, Standing
from guicheng.domain.standard.legal import cases_of
from guicheng.domain.values import ClauseRef

calls = Calls("reports")
_READ = "standards.read"


@calls.get(
    "/units/{key}/consistency",
    needs=_READ,
    answer=shapes.Findings,
    summary="See where clauses contradict, repeat or undercut one another",
    refuses=("bad-cursor",),
)
def see_consistency(request: HttpRequest, key: Path[str], wanted: Query[shapes.ReportWanted]) -> dict[str, Any]:
    """Return what comparing all clauses that concern a unit says, those of contracts among them."""
    actor = actor_of(request)
    report = report_on(actor, selectors.unit_within(actor, key), day=today())
    counts = {name: getattr(report, name) for name in ("clauses", "promises", "silent", "unconfirmed")}
    return {**_findings(report.found, wanted), **counts, "published_only": report.published}


@calls.get(
    "/standards/{code}/comparison",
    needs=_READ,
    answer=shapes.StandardFindings,
    summary="See what comparing says of a standard",
    refuses=("bad-cursor",),
)
def see_comparison(request: HttpRequest, code: Path[str], wanted: Query[shapes.ReportWanted]) -> dict[str, Any]:
    """Return the findings of a standard beside other standards, contracts and the law, clause by clause."""
    actor = actor_of(request)
    said = findings_of_standard(selectors.standard_visible_to(actor, code), day=today(), actor=actor)
    return _findings([each for found in said.values() for each in found], wanted)


@calls.get(
    "/units/{key}/compliance",
    needs=_READ,
    answer=shapes.Compliance,
    summary="See how clauses stand to the law",
    refuses=("bad-cursor",),
)
def see_compliance(request: HttpRequest, key: Path[str], wanted: Query[shapes.ComplianceWanted]) -> dict[str, Any]:
    """Return every duty of law that holds at a unit, with the clauses that keep, tighten or undercut it."""
    actor, day, start = actor_of(request), today(), start_of(wanted.cursor)
    gathered = gather_for(actor, selectors.unit_within(actor, key), day=day)
    report = legal_report_on(gathered, day=day, city=wanted.city)
    order = list(Standing)
    fitting = [duty for duty in report.duties if not wanted.standing or duty.standing.value == wanted.standing]
    fitting.sort(key=lambda duty: order.index(duty.standing))
    shown = fitting[start : start + PAGE]
    return {
        "items": [_duty_at(duty, report) for duty in shown],
        "next": cursor_after(start, len(shown), len(fitting)),
        "city": report.city,
        "known": report.known,
        "published_only": report.published,
        "counts": {standing.value: report.counted(standing) for standing in Standing},
    }


@calls.get(
    "/standards/{code}/consequences",
    needs=_READ,
    answer=shapes.Consequences,
    summary="See what publishing a draft would mean",
    refuses=("bad-cursor",),
)
def see_consequences(request: HttpRequest, code: Path[str], wanted: Query[sheets.AtUnit]) -> dict[str, Any]:
    """Return what the draft changes against the newest edition: meaning, cost, law, contract, and who is affected."""
    actor = actor_of(request)
    standard = selectors.standard_visible_to(actor, code)
    found = consequences_of_draft(standard, unit_for(actor, standard, wanted.unit), day=today())
    return _consequences(found, wanted.cursor)


@calls.get(
    "/standards/{code}/editions/{older}/to/{newer}/consequences",
    needs=_READ,
    answer=shapes.Consequences,
    summary="See what changed in meaning between two editions",
    refuses=("bad-cursor",),
)
def see_edition_consequences(
    request: HttpRequest, code: Path[str], older: Path[Number], newer: Path[Number], wanted: Query[sheets.AtUnit]
) -> dict[str, Any]:
    """Return what changed from one edition to another: meaning, cost, law, contract, and who is affected."""
    actor = actor_of(request)
    standard = selectors.standard_visible_to(actor, code)
    # Whoever may read the draft may know what it came from, with or without the right to published editions.
    editions = selectors.editions_of(standard).select_related("standard__unit")
    first, second = (editions.get(number=number) for number in (older, newer))
    found = consequences_between(first, second, unit_for(actor, standard, wanted.unit), day=today())
    return _consequences(found, wanted.cursor)


def _findings(found: Sequence[Found], wanted: shapes.ReportWanted) -> dict[str, Any]:
    start, day = start_of(wanted.cursor), today()
    fitting = [
        each
        for each in found
        if (not wanted.rule or each.remark.code == wanted.rule.upper())
        and (wanted.signed is None or wanted.signed is not each.speaks)
    ]
    shown = fitting[start : start + PAGE]
    items = [finding_json(each, day) for each in shown]
    return {"items": items, "next": cursor_after(start, len(shown), len(fitting))}


def _duty_at(duty: Duty, report: LegalReport) -> dict[str, Any]:
    placed = {member.reading.ref: member for member in report.members}
    sides: dict[ClauseRef, dict[str, Any]] = {}
    for answer in duty.answers:
        sides.setdefault(answer.clause.ref, answering_json(placed[answer.clause.ref], answer.why))
    return {
        "duty": duty_json(duty.norm),
        "item": duty.norm.item,
        "standing": duty.standing.value,
        "only": list(cases_of(duty, "zh")),
        "clauses": list(sides.values()),
        "findings": [finding_json(each, today()) for each in report.found.get(duty.norm.id, ())],
    }


def _consequences(found: Consequences, cursor: str) -> dict[str, Any]:
    start = start_of(cursor)
    shown = found.rows[start : start + PAGE]
    return {
        "items": [_consequence(row) for row in shown],
        "next": cursor_after(start, len(shown), len(found.rows)),
        "unit": str(found.unit.key),
        "was": f"{found.was:.2f}",
        "becomes": f"{found.becomes:.2f}",
        "open": found.open,
        "lost": found.lost()[0],
        "gained": found.gained()[0],
        "affected": [{"name": each.name, "people": each.people, "units": each.units} for each in found.affected],
    }


def _consequence(row: Consequence) -> dict[str, Any]:
    return {
        "difference": difference_json(row.difference),
        "meaning": row.meaning.value,
        "was": None if row.was is None else f"{row.was:.2f}",
        "becomes": None if row.becomes is None else f"{row.becomes:.2f}",
        "was_missing": list(row.was_lacks),
        "becomes_missing": list(row.becomes_lacks),
        "posts": list(row.posts),
        "beside": [{"name": name, "was": was, "becomes": becomes} for name, was, becomes in row.beside],
        "effects": [_effect(each) for each in row.effects],
    }


def _effect(each: Effect) -> dict[str, Any]:
    return {
        "kind": "law" if each.norm else "contract",
        "duty": duty_json(each.norm) if each.norm else None,
        "promise": side_json(each.promise) if each.promise else None,
        "was": each.was.value if each.was else None,
        "becomes": each.becomes.value if each.becomes else None,
    }
