"""A sheet over published clauses, a plan by it, and inspections walked line by line."""

from __future__ import annotations

from datetime import timedelta

from tests.apps.operations.test_plans import noon, publish

from guicheng.apps.assessment.models import Inspection
from guicheng.apps.assessment.readings.inspection_sheets import content_of
from guicheng.apps.assessment.services.inspecting import carrying_out, plans, settling, sheets
from guicheng.apps.assessment.services.inspecting.plans import Often, PlanAsked
from guicheng.apps.assessment.services.inspecting.sheet_rules import PartAsked, RowAsked, SheetAsked
from guicheng.apps.assessment.services.inspecting.sheets import OwnLine
from guicheng.apps.operations.models import FieldPhoto, Round
from guicheng.apps.operations.readings.checklists import lines_asked
from guicheng.apps.operations.services.photos import keep_photo
from guicheng.apps.operations.services.rounds import answering
from guicheng.apps.operations.services.rounds.answering import Answer
from guicheng.apps.operations.services.rounds.own_lines import LineAsked

SWEEP = "保洁员清扫大堂地面每日不少于2次，作业后无纸屑、烟蒂。"
BADGE = "保洁员作业时佩戴工牌。"
AT = noon()


class Inspecting:
    """A company with a sheet of two lines from clauses and one of its own, and acts at it."""

    def __init__(self, company):
        self.company = company
        company.crew = company.join("li", "李督导", ("quality_manager", company.root))
        self.edition = publish(company, SWEEP, BADGE, unit=company.region, at=noon(-1), by=("lin", "gao"))
        self.chief = company.actor("chen")
        self.sheet = sheets.begin_sheet(actor=self.chief, title="月度检查表", at=AT)
        standard = str(self.edition.standard.key)
        sheets.take_over(actor=self.chief, key=self.sheet.key, standards=[standard], at=AT)
        own = OwnLine("现场管理", LineAsked("消防通道畅通"))
        sheets.add_line(actor=self.chief, key=self.sheet.key, own=own, at=AT)
        self.share()

    def share(self):
        sheets.share_draft(actor=self.chief, key=self.sheet.key, at=AT)
        self.sheet.refresh_from_db()

    @property
    def content(self):
        self.sheet.refresh_from_db()
        return content_of(self.sheet.draft)

    def save(self, **rows):
        """Save rules of lines by their words; ``points`` stay where they are not said."""
        by_text = {row.line.text: row for row in self.content.rows}
        asked = {}
        for text, change in rows.items():
            row = by_text[text]
            asked[row.key] = RowAsked(**{"points": str(float(row.points)), **change})
        parts = [PartAsked(part.name, str(float(part.points))) for part in self.content.parts]
        sheets.save_draft(
            actor=self.chief, key=self.sheet.key, revision=self.sheet.revision,
            asked=SheetAsked(parts=parts, rows=asked), at=AT,
        )  # fmt: skip
        self.sheet.refresh_from_db()

    def in_force(self):
        return sheets.put_in_force(actor=self.chief, key=self.sheet.key, revision=self.sheet.revision, at=AT)

    def plan(self, kind="company", by="chen", unit=None, **more):
        if not self.sheet.versions.exists():
            self.in_force()
        asked = {
            "unit": str((unit or self.company.region).key),
            "kind": kind,
            "title": "季度检查",
            "sheet": str(self.sheet.key),
            "often": Often("days", 1, days=1),
            "inspectors": [str(self.company.people["li"].key)],
            **more,
        }
        return plans.write_plan(actor=self.company.actor(by), asked=PlanAsked(**asked), at=AT)

    def first(self, plan):
        return Inspection.objects.filter(plan=plan).order_by("begin").first()

    def start(self, row, by="li", at=AT):
        return carrying_out.start_inspection(actor=self.company.actor(by), key=row.key, at=at)

    def photo(self, by="li", number=1):
        from hashlib import sha256

        from adapters.photo_files import jpeg

        shot = jpeg(number)
        return keep_photo(actor=self.company.actor(by), sent=sha256(shot).hexdigest(), data=shot, at=AT).sent

    def walk(self, row, by="li", **answers):
        """Answer every line, "pass" where nothing else is said by its words, and finish."""
        row = Inspection.objects.get(pk=row.pk)
        actor, walked = self.company.actor(by), Round.objects.get(pk=row.round_id)
        for line in lines_asked(walked):
            if not line.mandatory:
                continue
            said = answers.get(line.text, "0" if line.unit == "处" else "pass")
            said = said.get(line.topic, "pass") if isinstance(said, dict) else said
            photos = (self.photo(by),) if said not in {"pass", "na", "0"} or line.photo == "always" else ()
            given = Answer(line.key, said, photos=photos, reason="absent" if said == "na" else "")
            answering.answer_line(actor=actor, occurrence=walked.occurrence, given=given, at=AT)
        return answering.finish_round(actor=actor, occurrence=walked.occurrence, at=AT, signature="李督导")

    def present(self, row, by="li"):
        return settling.present_inspection(actor=self.company.actor(by), key=row.key, at=AT)

    def done(self, plan, **answers):
        row = self.start(self.first(plan))
        self.walk(row, **answers)
        return self.present(row)


__all__ = ["AT", "BADGE", "SWEEP", "FieldPhoto", "Inspecting", "timedelta"]
