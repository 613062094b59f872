"""An estate that was inspected: a sheet, a plan, an inspection that waits for a signature, and what it found."""

from __future__ import annotations

from datetime import timedelta

from guicheng.apps.assessment.models import Inspection
from guicheng.apps.assessment.services.inspecting import carrying_out, plans, settling, sheets
from guicheng.apps.assessment.services.inspecting.plans import Often, PlanAsked
from guicheng.apps.assessment.services.inspecting.sheets import OwnLine
from guicheng.apps.operations.readings.checklists import lines_asked
from guicheng.apps.operations.services.rounds import answering
from guicheng.apps.operations.services.rounds.answering import Answer
from guicheng.apps.operations.services.rounds.own_lines import LineAsked


def inspect(actor, estate, photo, at):
    """Inspect an estate and return the keys of what that made.

    Args:
        actor: A quality manager of the company.
        estate: Where.
        photo: SHA-256 of a photo that arrived.
        at: When, with time zone.
    """
    sheet = sheets.begin_sheet(actor=actor, title="月度检查表", at=at)
    for text in ("消防通道畅通", "大堂地面整洁"):
        sheets.add_line(actor=actor, key=sheet.key, own=OwnLine("现场管理", LineAsked(text)), at=at)
    shared = sheets.share_draft(actor=actor, key=sheet.key, at=at)
    sheets.put_in_force(actor=actor, key=sheet.key, revision=shared.revision, at=at)
    asked = PlanAsked(
        unit=str(estate.key),
        kind="estate",
        title="月度检查",
        sheet=str(sheet.key),
        often=Often("days", 1, days=2),
        inspectors=[str(actor.person.key)],
    )
    plan = plans.write_plan(actor=actor, asked=asked, at=at - timedelta(days=1))
    row = Inspection.objects.filter(plan=plan, begin__lte=at).order_by("begin").first()
    row = carrying_out.start_inspection(actor=actor, key=row.key, at=at)
    for place, line in enumerate(lines_asked(row.round)):
        given = Answer(line.key, "pass") if place else Answer(line.key, "fail", photos=[photo])
        answering.answer_line(actor=actor, occurrence=row.occurrence, given=given, at=at)
    answering.finish_round(actor=actor, occurrence=row.occurrence, at=at, signature="检查人")
    row = settling.present_inspection(actor=actor, key=row.key, at=at)
    return {
        "inspection_sheet": sheet.key,
        "inspection_plan": plan.key,
        "inspection": row.key,
        "finding": row.findings.get().key,
    }
