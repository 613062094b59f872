"""A month at an estate: orders, plans, rounds, a process, phones; and a clerk who writes down by hand what happened.

What the clerk writes goes through files to ``guicheng attain``, which knows nothing of rows. So both must say the same.
"""

from __future__ import annotations

import hashlib
import json
import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.apps.operations.order_desk import Desk

from adapters.photo_files import jpeg
from domain.evidence.phones import Phone
from guicheng.apps.operations.models import Checklist, Plan
from guicheng.apps.operations.readings.checklists import lines_asked
from guicheng.apps.operations.selectors.orders.finding import promises_of
from guicheng.apps.operations.selectors.plans import made_due
from guicheng.apps.operations.services import orders, plans
from guicheng.apps.operations.services.devices import contact_stamp, milliseconds, register_device
from guicheng.apps.operations.services.intake import take_events
from guicheng.apps.operations.services.photos import keep_photo
from guicheng.apps.operations.services.rounds import answering, opening
from guicheng.apps.organization.models import Placement, Post
from guicheng.apps.processes import services as processes
from guicheng.apps.standards import services
from guicheng.apps.standards.models import Edition
from guicheng.domain.evidence.lines import LineKind
from guicheng.usecases.publish_edition import publish_edition

ZONE = ZoneInfo("Asia/Shanghai")
MONTH = "2026-11"
SWEEP = "保洁员清扫大堂地面每日不少于2次。"
PATROL = "秩序维护员夜间22:00至次日6:00每2小时巡逻1次。"
MOW = "绿化工每周修剪草坪1次。"
WIPE = "保洁员每周擦拭电梯轿厢1次，作业后无手印、污渍。"
LOOK = "秩序维护员巡查外窗台坠物隐患每周不少于1次，拍照登记。"
BINS = "保洁员每周清洗垃圾桶2次。"
HOURS = "客服专员自受理建议起2个工作小时内回复。"
ALARM = "消防主机每日检查1次，发现故障2小时内处理。"
SILENT = "保洁员每月清洗地下车库1次。"
BADGE = "保洁员作业时佩戴工牌。"
BEFORE = datetime(2026, 11, 22, 10, tzinfo=ZONE)
MINUTE = timedelta(minutes=1)
RECURRING = "BJ-01"
FIRST = datetime(2026, 11, 2, tzinfo=ZONE)


def at(day, hour=0, minute=0, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


class Month(Desk):
    """The estate, and what the clerk wrote."""

    def __init__(self):
        super().__init__()
        self.lines, self.suspensions = [], []
        self.unit = str(self.estate.key)

    def land(self, *texts, code=RECURRING, when=FIRST):
        standard = self.company.standard(*texts, unit=self.estate, code=code, title="日常作业标准")
        return self.edition_of(standard, when)

    def edition_of(self, standard, when):
        sent = services.submit(actor=self.actor("chen"), standard_key=standard.key, at=when)
        for name in ("lin", "wang"):
            services.approve(actor=self.actor(name), submission_key=sent.key, at=when)
        return publish_edition(actor=self.actor("lin"), standard_key=standard.key, effective_from=when.date(), at=when)

    def process(self, *rows, code="LC-09"):
        """Publish a table of steps for the company; the desk answers for its post."""
        post = Post.objects.create(company=self.company.root, name=rows[0]["post"], trade="customer")
        Placement.objects.create(person=self.company.people["qian"], post=post, unit=self.estate)
        named = {"actor": self.actor("chen"), "at": BEFORE}
        made = processes.create_process(
            unit_key=self.company.root.key, code=code, title="投诉处理", rows=list(rows), **named
        )
        processes.ask_for_approval(process_key=made.key, **named)
        processes.decide(actor=self.actor("lin"), process_key=made.key, approves=True, at=BEFORE)
        processes.publish(process_key=made.key, effective_from=BEFORE.date(), **named)

    # --- what the clerk writes ---

    def note(self, kind, task, when, **payload):
        """Write a line, as a program without our tables would."""
        payload = {"estate": self.unit, **payload}
        self.lines.append({"kind": kind, "occurrence": task, "wall": when.isoformat(), "payload": payload})

    # --- what happens, told to both ---

    def slot(self, text, when):
        """Return the plan of a clause and what it makes due at a moment."""
        for plan in Plan.objects.filter(unit=self.estate, source__clause__text=text).select_related("unit"):
            for each in made_due(plan, when, when + timedelta(minutes=1)):
                return plan, each
        raise LookupError(text, when)

    def done(self, text, when, moment):
        """Somebody says at the desk that something due was done."""
        plan, due = self.slot(text, when)
        plans.finish_at_desk(actor=self.actor("qian"), plan_key=plan.key, occurrence=due.id, due=due.begin, at=moment)
        self.note("finish", due.id, moment)

    def excused(self, text, when, reason, moment):
        plan, due = self.slot(text, when)
        plans.excuse(
            actor=self.actor("sun"), plan_key=plan.key, occurrence=due.id, due=due.begin, reason=reason, at=moment
        )
        self.note("excuse", due.id, moment, reason=reason)

    def walked(self, text, when, moment):
        """Somebody walks a round that a plan asked for, line by line, and finishes it a minute later."""
        plan, due = self.slot(text, when)
        row = opening.open_due_round(plan, due)
        photos = []
        for line in lines_asked(row):
            photos += self.answer(row, line, "told" if line.kind is LineKind.PHOTO else "pass", moment)
        answering.finish_round(actor=self.actor("qian"), occurrence=due.id, at=moment + MINUTE)
        self.note("start", due.id, moment)
        self.note("finish", due.id, moment + MINUTE)
        self.lines[-1]["photos"] = photos

    def walked_without_photos(self, text, when, moment):
        """A phone says that a round is walked and finished; of the photos that it asks for there is none."""
        plan, due = self.slot(text, when)
        row = opening.open_due_round(plan, due)
        phone = self.phone(moment)
        sent = [
            phone.event("answer", due.id, payload={"line": line.key, "answer": "told"}) for line in lines_asked(row)
        ]
        sent.append(phone.event("finish", due.id))
        self.take(sent, moment)
        self.note("finish", due.id, moment)

    def phone(self, moment):
        device = register_device(actor=self.actor("qian"), unit_key=self.estate.key, name="巡更机", at=moment)
        return Phone(
            random.Random(str(device.key)),  # noqa: S311
            now=milliseconds(moment),
            device=str(device.key),
            contact_of=lambda at_ms: contact_stamp(device.key, datetime.fromtimestamp(at_ms / 1000, tz=ZONE)),
        )

    def take(self, events, moment):
        taken = take_events(actor=self.actor("qian"), events=events, at=moment + MINUTE)
        assert not taken.refused, taken.refused[0].message

    def phoned(self, task, clause, *acts):
        """A phone says of a clause by its number what happened when, with no plan and no order behind it."""
        for kind, moment in acts:
            self.take([self.phone(moment).event(kind, task, payload={"clause": clause})], moment)
            self.note(kind, task, moment, clause=clause)

    def answer(self, row, line, answer, moment):
        photos = [self.photo(moment)] if answer in {"fail", "told"} else []
        given = answering.Answer(line.key, answer, photos=tuple(photos))
        answering.answer_line(actor=self.actor("qian"), occurrence=row.occurrence, given=given, at=moment)
        return photos

    def photo(self, moment):
        data = jpeg(7)
        sent = hashlib.sha256(data).hexdigest()
        keep_photo(actor=self.actor("qian"), sent=sent, data=data, at=moment)
        return sent

    def looked(self, answers, moment):
        """Somebody looks at every line of the checklist without a plan; the clerk writes what is promised by itself."""
        checklist = Checklist.objects.get(unit=self.estate, standard__code=RECURRING)
        row = opening.open_round(actor=self.actor("qian"), checklist_key=checklist.key, at=moment)
        for line in lines_asked(row):
            if line.text in answers:
                self.answer(row, line, answers[line.text], moment + MINUTE)
                said = {"pass": True, "fail": False, "na": "不适用"}[answers[line.text]]
                self.note("answer", f"{row.occurrence}.{line.key}", moment + MINUTE, clause=line.clause, answer=said)

    def reported(self, problem, moment, **more):
        """An order is taken in; the clerk asks the desk which clauses it is held to and writes their numbers."""
        order = self.order(problem, at=moment, **more)
        self.note("report", str(order.key), moment, clause=self.clauses(order, urgent=order.urgent))
        return order

    def clauses(self, order, *, urgent):
        rows = [row for row in promises_of(order) if row.urgent is urgent]
        return [f"{row.clause.edition.code}/{row.clause.number or row.clause.position + 1}" for row in rows]

    def did(self, order, act, moment, *, by="li", kind="", **said):
        service = getattr(orders, act if act.endswith("_order") or act == "change_priority" else "step_order")
        more = {"act": act} if service is orders.step_order else {}
        service(actor=self.actor(by), order_key=order.key, at=moment, **more, **said)
        return self.note(kind or act.removesuffix("_order"), str(order.key), moment)

    def given(self, order, moment):
        to = str(self.company.people["li"].key)
        orders.dispatch_order(
            actor=self.actor("sun"), order_key=order.key, at=moment, mode="assign", to=to, post="维修工"
        )
        self.note("dispatch", str(order.key), moment, post="维修工")

    def standards(self, folder):
        """Write the editions in force as Markdown."""
        for edition in Edition.objects.filter(number=1).order_by("code"):
            parts = [f"---\ncode: {edition.code}\ntitle: {edition.title}\n---\n# {edition.title}\n"]
            rows = edition.clauses.order_by("position")
            parts += [f"{row.text}\n- 编号：{row.key}\n" for row in rows]
            (folder / f"{edition.code}.md").write_text("\n".join(parts), encoding="utf-8")

    def facts(self, **more):
        editions = {row.code: row.number for row in Edition.objects.filter(number=1)}
        estate = {"key": self.unit, "since": str(FIRST.date()), **more}
        return {"estates": [estate], "editions": editions, "suspensions": self.suspensions}

    def write(self, folder, **more):
        """Write events, standards and facts into a folder; return what the command is asked."""
        (folder / "standards").mkdir()
        self.standards(folder / "standards")
        lines = [json.dumps(line, ensure_ascii=False) for line in self.lines]
        (folder / "events.jsonl").write_text("\n".join(lines), encoding="utf-8")
        (folder / "facts.json").write_text(json.dumps(self.facts(**more), ensure_ascii=False), encoding="utf-8")
        return (
            "attain", str(folder / "events.jsonl"), "--standards", str(folder / "standards"),
            "--facts", str(folder / "facts.json"), "--since", "2026-11-01", "--until", "2026-11-30",
        )  # fmt: skip
