"""Three places with the same things in them: an estate, another estate of the company, an estate of another company."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.test import Client
from tests.apps.standards.company import signed_deviation
from tests.site.inspected import inspect
from tests.site.world_scores import score

from adapters.photo_files import jpeg
from domain.evidence.phones import Phone, seeded
from guicheng.apps.assessment.models import Counted, MonthlyFile, MonthlyReport
from guicheng.apps.assessment.services.sealing_months import seal_month
from guicheng.apps.improvement.services import mending
from guicheng.apps.improvement.services.nonconformities import open_nonconformity
from guicheng.apps.notices.services import tell
from guicheng.apps.notices.services.robots import add_robot
from guicheng.apps.notices.services.subscriptions import add_subscription
from guicheng.apps.operations import services as operations
from guicheng.apps.operations.jobs import make_pack
from guicheng.apps.operations.models import Plan, PromiseSource
from guicheng.apps.operations.services import orders
from guicheng.apps.operations.services.devices import milliseconds, register_device
from guicheng.apps.operations.services.equipment import record_entry, save_equipment
from guicheng.apps.operations.services.flagging import flag_new_events
from guicheng.apps.operations.services.intake import take_events
from guicheng.apps.operations.services.packs import PackWish, ask_for_pack
from guicheng.apps.operations.services.photos import keep_photo
from guicheng.apps.operations.services.places import save_place, save_point
from guicheng.apps.operations.services.roster_changes import set_day
from guicheng.apps.operations.services.rosters import put_in_crew, save_roster
from guicheng.apps.operations.services.rounds import answering, checklists, opening
from guicheng.apps.operations.services.rounds.answering import Answer
from guicheng.apps.operations.services.rounds.own_lines import LineAsked
from guicheng.apps.operations.services.rounds.reporting import report_failed
from guicheng.apps.organization.models import Grant, Person, Placement, Post, Unit
from guicheng.apps.organization.selectors import actor_for
from guicheng.apps.organization.services.integrations import issue_token
from guicheng.apps.processes import services as processes
from guicheng.apps.processes.readings import process_of
from guicheng.apps.processes.services.replays import Log
from guicheng.apps.research import services as research
from guicheng.apps.research.readings.codes import CODE_LENGTH, draw, token_of
from guicheng.apps.research.services import invitations, reports, surveys
from guicheng.apps.research.services.answering import Sending, answer
from guicheng.apps.research.services.invitations import Invited
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.jobs import make_handout, read_document
from guicheng.domain.evidence.rounds import address
from guicheng.domain.process import compile_table
from guicheng.domain.process.logs import Entry, read_log
from guicheng.domain.values import Message
from guicheng.domain.worktime import EveryDays, Recurrence, ScheduleRule, Slot
from guicheng.domain.worktime.rule_json import rule_json
from guicheng.usecases.publish_edition import publish_edition
from guicheng.usecases.take_contract import take_contract

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ROLES = {
    "A": "administrator",
    "Q": "quality_manager",
    "E": "estate_manager",
    "S": "supervisor",
    "F": "frontline",
    "R": "auditor",
}
VAGUE = "发现积水应及时清扫。"
QUESTION = {"id": "mark", "kind": "rating", "text": "总体", "required": True}
TEXT = "接到急修报修后，维修工30分钟内到场。"


def _at(minutes):
    return AT + timedelta(minutes=minutes)


class Place:
    """An estate with one of each thing that an address can name; ``keys`` holds what the address says."""

    def __init__(self, company, estate, name, shared=()):
        self.company, self.estate = company, estate
        heads = [self.join(f"{name}-{number}{letter}", letter, company) for number, letter in enumerate("AQQ")]
        self.admin, self.chief, self.second = (actor_for(each, channel="web", address="") for each in heads)
        # Words belong to the company, so that two of its estates have the same.
        numbers = {"older": 1, "newer": 2, "number": 1}
        self.keys = {
            **dict(shared),
            **numbers,
            "unit": estate.key,
            "kind": "json",
            "word": "docx",
            "table": "csv",
            "book": "xlsx",
            "shipped": "LC-BX",
        }
        self._people(name)
        self._standard()
        self._shared(name)
        self._process()
        self._running()
        self._contract()
        self._planned()
        self._voices()
        self._survey()
        self._case()
        self._ground()
        self._site()
        self._rounds()
        self._ordered()
        self.keys |= inspect(self.chief, Unit.objects.get(pk=self.estate.pk), self.keys["sha256"], AT)
        self._mended()
        self._notices()
        score(self, name)
        self._reported()

    def join(self, username, letter, unit):
        person = Person.objects.create(username=username, company=self.company, name=username, joined_at=AT)
        Grant.objects.create(person=person, role=ROLES[letter], unit=unit, granted_at=AT)
        return person

    def _people(self, name):
        self.keys["person"] = self.join(f"{name}-someone", "F", self.estate).key
        row, _token = issue_token(
            actor=self.admin, unit_key=self.estate.key, name="巡更系统", scopes=["standards.read"], at=AT
        )
        self.keys["integration"] = row.key

    def _mended(self):
        """A nonconformity with a cause, a photo and somebody who mends it."""
        named = {"actor": self.chief, "at": AT}
        row = open_nonconformity(
            unit=Unit.objects.get(pk=self.estate.pk),
            clause_key=self.clause.key,
            citation="",
            sentence="",
            severity="serious",
            found="夜间45分钟才到场",
            source=f"order:{self.keys['order']}",
            **named,
        )
        mending.find_cause(key=row.key, whys=[("夜里只有一个人", "排班表"), ("招不到人", "")], root="cannot", **named)
        mending.assign_nonconformity(key=row.key, post=self.keys["post"], **named)
        photo = mending.add_photo(key=row.key, data=jpeg(self.estate.pk), after=True, **named)
        self.keys |= {"nonconformity": row.key, "nonconformity_photo": photo.key}

    def _notices(self):
        address = "https://oapi.dingtalk.com/robot/send?access_token=x"
        given = {"vendor": "dingtalk", "name": "工程群", "address": address, "secret": "SEC", "at": AT}
        robot = add_robot(actor=self.admin, unit_key=self.estate.key, **given)
        subscription, _secret = add_subscription(actor=self.admin, name="ERP", url="https://example.com/hook", at=AT)
        self.keys |= {"robot": robot.key, "subscription": subscription.key}
        for number in range(3):
            title = Message("{name} was switched off: three messages in a row were not taken.", {"name": "工程群"})
            told = {"kind": "delivery-failed", "unit": self.estate, "title": title, "path": f"/robots/{robot.key}/"}
            # Where a test's rows are really written, nobody has opened a transaction yet.
            with transaction.atomic():
                tell(Person.objects.filter(company=self.company), at=AT, key=f"{robot.key}:{number}", **told)

    def _standard(self):
        made = services.create_standard(
            actor=self.chief, unit_key=self.estate.key, code=f"KF-{self.estate.pk:02}", title="报修", at=AT
        )
        services.set_route(
            actor=self.chief,
            unit_key=self.estate.key,
            name="一步",
            steps=[services.StepPlan(name="会审", mode="any", people=[], roles=["quality_manager", "administrator"])],
            at=AT,
        )
        for minutes in (10, 20):
            services.add_clause(actor=self.chief, standard_key=made.key, text=TEXT, at=_at(minutes))
            services.submit(actor=self.chief, standard_key=made.key, at=_at(minutes + 1))
            running = made.submissions.latest("pk")
            services.approve(actor=self.second, submission_key=running.key, at=_at(minutes + 2))
            running.refresh_from_db()
            if running.state == "open":
                services.approve(actor=self.admin, submission_key=running.key, at=_at(minutes + 3))
            publish_edition(
                actor=self.chief, standard_key=made.key, effective_from=date(2026, 11, 23), at=_at(minutes + 4)
            )
        made.refresh_from_db()
        self.standard = made
        self.clause = made.clauses.order_by("position").first()
        self.keys |= {"code": made.code, "clause": self.clause.key, "edition": made.editions.first().key}

    def _planned(self):
        """A plan of the edition in force, with something due each day."""
        source = PromiseSource.objects.create(
            clause=self.standard.editions.first().clauses.first(), position=9, begin=0, end=2, source="schedule"
        )
        rule = ScheduleRule("v", Recurrence(EveryDays(1, date(2026, 11, 23))), (Slot(480, 120),))
        self.keys["plan"] = Plan.objects.create(
            unit=self.estate, source=source, standard_key=self.standard.key, version=f"v{self.estate.pk}:1",
            rule=rule_json(rule), starts_on=date(2026, 11, 23), begins_at=AT,
        ).key  # fmt: skip

    def _reported(self):
        """A report of a month, as it was made."""
        facts = {"digest": sha256(b"PK").hexdigest(), "size": 2, "state": "ready", "asked_at": AT, "made_at": AT}
        report = MonthlyReport.objects.create(
            unit=self.estate, month="2026-11", form="xlsx", language="en", name="月报.xlsx", **facts
        )
        MonthlyFile.objects.create(report=report, content=b"PK")
        self.keys["monthly_report"] = report.key

    def _shared(self, name):
        if not self.keys.get("term"):
            term = services.add_term(actor=self.chief, surface="巡更员", group="post", at=AT)
            parameter = services.set_parameter(actor=self.chief, name="时限.急修到场", value="30分钟", at=AT)
            self.keys |= {"term": term.key, "parameter": parameter.key}
        vague = services.add_clause(actor=self.chief, standard_key=self.standard.key, text=VAGUE, at=_at(39)).clause
        finding = selectors.draft_row(vague, day=AT.date()).findings.standing[0]
        made = services.suppress(
            actor=self.chief,
            clause_key=vague.key,
            code=finding.code,
            words=finding.span.of(VAGUE),
            reason="试行",
            at=_at(40),
        )
        thread = services.start_thread(
            actor=self.chief, standard_key=self.standard.key, clause_key=str(self.clause.key), text="再议", at=_at(41)
        )
        route = Unit.objects.get(pk=self.estate.pk).approval_route
        signed = signed_deviation(vague.key, self.chief, _at(42))
        self.keys["deviation"] = signed.key
        change = self.standard.changes.latest("pk")
        self.keys |= {"act": change.act, "exception": made.key, "thread": thread.key, "route": route.key}

    def _process(self):
        row = {"number": "1", "name": "登记", "post": "客服", "limit": "5分钟", "record": "登记表", "next": "结束"}
        code = f"LC-{self.estate.pk:02}"
        named = {"actor": self.chief, "at": AT}
        made = processes.create_process(unit_key=self.estate.key, code=code, title="登记", rows=[row], **named)
        processes.ask_for_approval(process_key=made.key, **named)
        processes.decide(actor=self.admin, process_key=made.key, approves=True, at=AT)
        processes.publish(process_key=made.key, effective_from=date(2026, 11, 23), **named)
        graph = compile_table(process_of("登记", [row]))
        kept = processes.keep_replay(
            process_key=made.key,
            edition=None,
            log=Log("工单.csv", b"-"),
            report=read_log(graph, [Entry("A", "1")]),
            **named,
        )
        self.keys |= {"process": code, "replay": kept.key}

    def _case(self):
        made = operations.start_case(
            actor=self.chief, unit_key=self.estate.key, process=self.keys["process"], title="3栋灯不亮", at=AT
        )
        self.keys |= {"case": made.key, "step": "1"}

    def _contract(self):
        made = take_contract(
            actor=self.chief,
            unit_key=self.estate.key,
            name="合同.txt",
            data=TEXT.encode(),
            code=f"HT-{self.estate.pk:02}",
            title="服务合同",
            binds_from=date(2026, 1, 1),
            binds_until=None,
            at=AT,
        )
        self.keys["contract"] = made.code

    def _voices(self):
        named = {"actor": self.chief, "at": AT}
        day = AT.date()
        if not self.keys.get("group"):
            group = research.add_group(said=research.GroupText("高层住户", "owner", note="老人多"), **named)
            theme = research.add_theme(name="电梯", synonyms="轿厢", **named)
            code = research.add_code(name="等候", description="说到等的时间", theme_key=str(theme.key), **named)
            self.keys |= {"group": group.key, "theme": theme.key, "quote_code": code.key}
        group = str(self.keys["group"])
        plan = research.FeedbackPlan("complaint", day, "电梯坏了，电话13812345678", "2")
        record = research.add_feedback(unit_key=self.estate.key, plan=plan, today=day, group_key=group, **named)
        heard = research.InterviewText("forum", "电梯座谈会", day, research.attendees_of("业主代表 3"), group)
        talk = research.add_interview(unit_key=self.estate.key, said=heard, questions=["平时等多久？"], **named)
        quote = research.add_quote(key=talk.key, text="早高峰等电梯要十分钟", role="业主代表", **named)
        for actor in (self.chief, self.second):
            research.code_quote(actor=actor, key=quote.key, code_keys=[str(self.keys["quote_code"])], at=AT)
        said = research.DemandText(
            "急修要马上到场", "need", group, str(self.keys["theme"]), "repair", "4.6", "问卷", "3.1", "问卷"
        )
        demand = research.add_demand(
            unit_key=self.estate.key, said=said, source=research.SourceKey(quote=str(quote.key)), **named
        )
        research.add_source(key=demand.key, source=research.SourceKey(feedback=str(record.key)), **named)
        research.add_source(key=demand.key, source=research.SourceKey(cited="问卷 第3题"), **named)
        services.judge_link(demand_key=demand.key, clause_key=self.clause.key, answers=True, **named)
        self.keys |= {"record": record.key, "interview": talk.key, "quote": quote.key, "demand": demand.key}

    def _survey(self):
        named = {"actor": self.chief, "at": AT}
        form = {"title": "满意度", "sections": [{"id": "one", "title": "一", "questions": [QUESTION]}]}
        made = surveys.create_survey(unit_key=self.estate.key, title="满意度", form=form, **named)
        facts = surveys.SurveyFacts(title="满意度", purpose="改进服务", contact="客服", anonymous=False)
        surveys.describe_survey(survey_key=made.key, facts=facts, **named)
        opened = surveys.open_survey(survey_key=made.key, **named)
        row, _other = invitations.invite(survey_key=made.key, people=[Invited("a@b.cn"), Invited(name="501")], **named)
        answer(survey=opened, sending=Sending(code=draw(CODE_LENGTH), fields={"mark": ["4"]}, version=1), at=AT)
        report = reports.ask_for_report(actor=self.chief, survey=opened, form="docx", choice={}, proposals={}, at=AT)
        reports.store_report(report_id=report.pk, content=b"PK")
        reports.publish_summary(actor=self.chief, survey_key=made.key, told=[{"title": "评分"}], words="", at=AT)
        self.keys["survey_report"] = report.key
        self.keys |= {"survey": made.key, "link": made.link, "token": token_of(row.key), "invitation": row.key}
        self.keys |= {"question": "mark", "template": "owner"}

    def _ground(self):
        """A phone that sent an event with a photo."""
        device = register_device(actor=self.chief, unit_key=self.estate.key, name="巡更机", at=AT)
        phone, photo = Phone(seeded(self.estate.pk), now=milliseconds(AT), device=str(device.key)), jpeg(self.estate.pk)
        sent = sha256(photo).hexdigest()
        keep_photo(actor=self.chief, sent=sent, data=photo, at=AT)
        event = phone.event("check_in", f"rounds-{self.estate.pk}", photos=[sent])
        take_events(actor=self.chief, events=[event], at=AT)
        flag_new_events()
        about = {"kind": "task", "key": event["occurrence"], "wish": PackWish("TS-1", "投诉")}
        pack = ask_for_pack(actor=self.chief, at=AT, **about)
        make_pack.func(pack.pk)
        self.keys |= {"pack": pack.key, "pack_kind": "task"}
        self.keys |= {"event": event["id"], "sha256": sent, "device": device.key, "task": event["occurrence"]}

    def _site(self):
        """A place, a point, a piece of equipment, and a roster with a day that differs."""
        about = {"actor": self.chief, "unit_key": self.estate.key, "at": AT}
        save_place(code="A", name="A栋", kind="building", **about)
        save_point(code="P1", name="大堂", place="A", **about)
        save_equipment(code="DT-1", name="1号梯", category="电梯", place="A", inspect_by="2026-12-31", **about)
        record_entry(code="DT-1", kind="inspected", day="2026-11-20", **about)
        post = Post.objects.create(company=self.company, name=f"秩序员{self.estate.pk}", trade="order")
        roster, _new = save_roster(
            name="排班", post_key=post.key, pattern="four-three", starts_on="2026-11-01", **about
        )
        guard = Person.objects.get(key=self.keys["person"])
        Placement.objects.create(person=guard, post=post, unit=self.estate)
        self.keys["post"] = str(post.key)
        put_in_crew(roster_key=roster.key, person_key=guard.key, crew="甲班", **about)
        change = set_day(
            roster_key=roster.key, day="2026-11-23", person_key=guard.key, shifts=[], reason="休假", **about
        )
        self.keys |= {"machine": "DT-1", "change": change.key}

    def _rounds(self):
        """A checklist with a point and three lines, and a round over it on which something is not in order."""
        about = {"actor": self.chief, "at": AT}
        row = checklists.write_checklist(unit_key=self.estate.key, title="夜间巡逻", theme="patrol", **about)
        asked = (LineAsked("单元门关好", topic="门"), LineAsked("积水深度", kind="number", unit="厘米", high="2"))
        lines = [checklists.add_line(key=row.key, asked=each, **about) for each in (*asked, LineAsked("灯亮"))]
        checklists.set_rules(key=row.key, points=["P1"], bulk=True, signed=True, **about)
        point = row.unit.points.get(code="P1")
        walked = opening.open_round(checklist_key=row.key, **about).occurrence
        names = [address(line.key, str(point.key)) for line in lines]
        answering.check_in(occurrence=walked, point=str(point.key), code=point.payload, **about)
        sent = self.keys["sha256"]
        answering.answer_line(occurrence=walked, given=Answer(names[1], "3", photos=[sent]), **about)
        report_failed(occurrence=walked, line=names[1], **about)
        self.keys |= {"checklist": row.key, "round": walked, "line": names[0], "failed_line": names[1]}

    def _ordered(self):
        """An order with a clause, a message and a file that whoever reported it may see."""
        named = {"actor": self.chief, "at": AT}
        made = orders.report_order(
            unit=Unit.objects.get(pk=self.estate.pk),
            kind="repair",
            problem="急修：水管爆裂",
            channel="phone",
            caller=orders.Caller("张女士", "13812345678"),
            **named,
        )
        orders.comment_on_order(order_key=made.key, stream="resident", text="师傅在路上", **named)
        orders.pause_order(order_key=made.key, reason="parts", **named)
        kept = orders.attach_to_order(
            order_key=made.key, stream="resident", name="现场.jpg", data=jpeg(self.estate.pk), **named
        )
        self.keys |= {"order": made.key, "order_link": made.link, "order_file": kept.key}

    def _running(self):
        document = services.receive_document(owner=str(self.estate.key), name="标准.txt", data=TEXT.encode(), at=AT)
        read_document.call(document.pk)
        self.keys["document"] = document.key
        edition, wish = self.standard.editions.first(), services.HandoutWish(kind="manual", form="docx")
        handout = services.ask_for_handout(actor=self.chief, subject=edition, wish=wish, at=AT)
        make_handout.call(handout.pk)
        self.keys["handout"] = handout.key


class World:
    """The three places; each person of ``at_estate`` and ``at_company`` holds one role, there only."""

    def __init__(self):
        first = Unit.objects.add_root({"kind": "company", "name": "云帆物业"})
        own = Unit.objects.add_child(first, {"kind": "estate", "name": "云栖花园"})
        other = Unit.objects.add_child(Unit.objects.get(pk=first.pk), {"kind": "estate", "name": "山语城"})
        second = Unit.objects.add_root({"kind": "company", "name": "别家物业"})
        theirs = Unit.objects.add_child(second, {"kind": "estate", "name": "别家花园"})
        here = Place(first, own, "a")
        words = {
            name: here.keys[name] for name in ("term", "parameter", "group", "theme", "quote_code", "metric", "card")
        }
        self.places = {
            "own": here,
            "other estate": Place(Unit.objects.get(pk=first.pk), other, "b", words),
            "other company": Place(Unit.objects.get(pk=second.pk), theirs, "c"),
        }
        for company in (first, second):
            self._counted(Unit.objects.get(pk=company.pk))
        home = self.places["own"]
        self.at_estate = {letter: home.join(f"estate-{letter}", letter, own) for letter in ROLES}
        self.at_company = {letter: home.join(f"company-{letter}", letter, first) for letter in ROLES}
        people = [*self.at_estate.values(), *self.at_company.values(), None]
        self.sessions = {person.username if person else "": self._session(person) for person in people}

    def _counted(self, company):
        """November is counted and sealed; each place knows one thing that was due there."""
        places = [place for place in self.places.values() if place.company.pk == company.pk]
        seal_month(company=company, month="2026-11", actor=places[0].chief, at=AT + timedelta(days=10))
        for place in places:
            row = Counted.objects.get(unit=place.estate, clause_key=place.keys["clause"])
            place.keys |= {"month": "2026-11", "version": 1, "counted": row.key}

    def _session(self, person):
        """A browser in which somebody is signed in, and from which the document of the first estate was sent."""
        client = Client()
        if person:
            client.force_login(person)
        session = client.session
        session["browser"] = str(self.places["own"].estate.key)
        session.save()
        return session.session_key
