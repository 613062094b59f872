"""What is kept of a round, and of any other task that a plan made due."""

from __future__ import annotations

from datetime import datetime

from guicheng.apps.operations.models import DueWork, Excuse, Plan, Round, Suspension
from guicheng.apps.operations.readings.checklists import line_of
from guicheng.apps.operations.selectors.disputes.telling import (
    People,
    Row,
    Telling,
    clause_words,
    edition_words,
    local,
    standard_rows,
)
from guicheng.apps.standards.models import Edition


def tell_round(row: Round, people: People, at: datetime) -> Telling:
    """Return what a round tells.

    Args:
        row: With its unit, version and plan.
        people: How names are said.
        at: The moment at which it is told.
    """
    plan, edition = _plan(row.plan_id), row.version.edition
    told = _due(plan, row.begin, row.end, row.finished_at, at)
    told.lines = {each.key: each.text for each in map(line_of, row.version.lines)}
    if edition and plan is None:
        told.standard = list(standard_rows([edition]))
    checklist = f"{row.version.checklist.title} 第 {row.version.number} 版"
    told.facts = [
        ("巡查", row.title),
        ("项目", row.unit.name),
        ("检查表", checklist + (f"，依据{edition_words(edition)}" if edition else "")),
        ("经手", people.name(row.assignee.name) if row.assignee else ""),
        ("应在", f"{local(row.begin)} 至 {local(row.end)}" if row.end else local(row.begin)),
        ("完成", local(row.finished_at)),
        ("作答", f"{row.answered} / {row.asked}，不合格 {row.failed}"),
        *_excused(row.occurrence, plan, row.begin, row.end),
    ]
    return told


def tell_task(occurrence: str, due: DueWork | None, at: datetime) -> Telling:
    """Return what another task tells: what its plan promised, where a plan made it due.

    Args:
        occurrence: The task.
        due: Its row; None where only events tell of it.
        at: The moment at which it is told.
    """
    if due is None:
        return Telling(facts=[("任务", occurrence)])
    plan = _plan(due.plan_id)
    told = _due(plan, due.begin, due.end, None, at)
    told.facts = [
        ("任务", occurrence),
        ("项目", due.unit.name),
        ("应在", f"{local(due.begin)} 至 {local(due.end)}"),
        *_excused(occurrence, plan, due.begin, due.end),
    ]
    return told


def _plan(key: int | None) -> Plan | None:
    rows = Plan.objects.select_related("source__clause__edition__standard")
    return rows.filter(pk=key).first() if key else None


def _due(plan: Plan | None, begin: datetime, end: datetime | None, done: datetime | None, at: datetime) -> Telling:
    if plan is None:
        return Telling()
    clause = plan.source.clause
    edition: Edition = clause.edition
    row: Row = {
        "kind": "deadline",
        "stage": "应做",
        "clause": clause_words(clause),
        "limit": "",
        "finished": local(done),
    }
    row |= {"due": local(end), "standing": _standing(end, done, at)}
    row["told"] = {"kept": "按时", "late": "超时完成", "breached": "已超时未完成", "running": "计时中"}[row["standing"]]
    row["way"] = [{"since": local(begin), "until": local(end), "state": "running", "told": "计时", "reason": "按计划"}]
    return Telling(standard=list(standard_rows([edition], [clause])), deadlines=[row])


def _standing(end: datetime | None, done: datetime | None, at: datetime) -> str:
    if done is not None:
        return "late" if end is not None and done > end else "kept"
    return "breached" if end is not None and at >= end else "running"


def _excused(occurrence: str, plan: Plan | None, begin: datetime, end: datetime | None) -> list[tuple[str, str]]:
    """Return why it was not to be done, where it was not: two queries."""
    found = [("免做", row.reason) for row in Excuse.objects.filter(occurrence=occurrence)]
    if plan is None:
        return found
    stops = Suspension.objects.filter(unit=plan.unit_id, begin__lt=end or begin).filter(plan__in=[plan.pk])
    every = Suspension.objects.filter(unit=plan.unit_id, begin__lt=end or begin, plan=None)
    lasting = [row for row in (*stops, *every) if row.end is None or row.end > begin]
    return found + [("停做", f"{row.reason}（{local(row.begin)} 至 {local(row.end) or '未结束'}）") for row in lasting]
