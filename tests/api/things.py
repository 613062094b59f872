"""What calls are tried on: two estates of a company and one of another, with everything in them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from django.test import Client
from django.utils.timezone import get_default_timezone
from tests.api.score_things import score
from tests.apps.standards.company import signed_deviation
from tests.site.inspected import inspect

from adapters.photo_files import jpeg
from api.mended import mended
from domain.evidence.phones import Phone, seeded
from guicheng.adapters.process_log import read_log_file
from guicheng.api.v1.calls import api
from guicheng.api.v1.doors import CALLS
from guicheng.apps.catalogue import services as catalogue
from guicheng.apps.operations import services as operations
from guicheng.apps.operations.jobs import make_pack
from guicheng.apps.operations.selectors.plans import made_due, plans_at
from guicheng.apps.operations.services import orders, plans
from guicheng.apps.operations.services.devices import milliseconds, register_device
from guicheng.apps.operations.services.equipment import save_equipment
from guicheng.apps.operations.services.intake import take_events
from guicheng.apps.operations.services.keeping import place_hold
from guicheng.apps.operations.services.packs import PackWish, ask_for_pack
from guicheng.apps.operations.services.photos import keep_photo
from guicheng.apps.operations.services.places import save_place, save_point
from guicheng.apps.operations.services.rosters import save_roster
from guicheng.apps.operations.services.rounds import answering, checklists, opening
from guicheng.apps.operations.services.rounds.own_lines import LineAsked
from guicheng.apps.organization import services as organization
from guicheng.apps.organization.models import Grant, Person, Post, Unit
from guicheng.apps.organization.permissions import PERMISSIONS, Role
from guicheng.apps.organization.selectors import actor_for
from guicheng.apps.organization.services.integrations import FORBIDDEN_SCOPES, issue_token
from guicheng.apps.processes import services as processes
from guicheng.apps.processes.diagrams import diagram_of
from guicheng.apps.processes.models import Process
from guicheng.apps.processes.readings import compiled
from guicheng.apps.processes.services.replays import Log
from guicheng.apps.research import services as research
from guicheng.apps.research.readings.codes import CODE_LENGTH, draw
from guicheng.apps.research.services import invitations, surveys
from guicheng.apps.research.services.answering import Sending, answer
from guicheng.apps.standards import services
from guicheng.apps.standards.jobs import make_handout
from guicheng.apps.standards.models import Document, Parameter, Term
from guicheng.domain.process.logs import read_log
from guicheng.usecases.publish_edition import publish_edition
from guicheng.usecases.read_manual import read_manual
from guicheng.usecases.take_contract import take_contract

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LOG = "工单号,环节,完成时间\nA,1,2026-01-05 08:00\nA,2,2026-01-05 08:20\n"
STEPS = [
    {"number": "1", "name": "接听报修", "post": "客服", "limit": "5分钟", "record": "报修单", "next": "2"},
    {"number": "2", "name": "到场维修", "post": "维修工", "limit": "30分钟", "record": "维修单", "next": "结束"},
]
TEXT = "接到急修报修后，维修工30分钟内到场。"
OFTEN = "保洁员清扫大堂地面每日不少于2次。"
VAGUE = "发现积水应及时清扫。"
BPMN = diagram_of("报修", [{**row, "id": ""} for row in STEPS]).decode()
QUESTION = {"id": "mark", "kind": "rating", "text": "总体", "required": True}
FORM = {"title": "满意度", "sections": [{"id": "one", "title": "一", "questions": [QUESTION]}]}
ROLES = [role.value for role in Role]
SCOPES = sorted(PERMISSIONS.keys() - FORBIDDEN_SCOPES)
OPERATIONS = {
    (method.upper(), path.removeprefix("/api/v1")): call
    for path, methods in api.get_openapi_schema()["paths"].items()
    for method, call in methods.items()
}
NAMES = {call["operationId"]: key for key, call in OPERATIONS.items()}


def at(minutes):
    return AT + timedelta(minutes=minutes)


class Place:
    """An estate with one of each thing that a call can name; ``keys`` says what addresses and bodies call them."""

    def __init__(self, company, estate, name):
        self.company, self.estate, self.name = company, estate, name
        heads = [self.join(role, company) for role in ("administrator", "quality_manager", "quality_manager")]
        self.admin, self.chief, self.second = (actor_for(person, channel="web", address="") for person in heads)
        self.keys = {"unit": str(estate.key), "number": 1, "older": 1, "newer": 2}
        self._people()
        self._words()
        self._editions()
        self._draft()
        self._accepted()
        self._signed()
        self._printed()
        self._process()
        self._ground()
        self._estate()
        self._survey()
        self._voices()
        self._case()
        self._ordered()
        self._rounds()
        made = inspect(self.chief, Unit.objects.get(pk=self.estate.pk), self.keys["sha256"], AT)
        self.keys |= {name: str(key) for name, key in made.items()}
        self.keys |= mended(self.estate, self.chief, AT)
        self._planned()
        score(self)

    def join(self, role, unit):
        count = Person.objects.count()
        person = Person.objects.create(username=f"p{count}", company=self.company, name=f"人{count}", joined_at=AT)
        Grant.objects.create(person=person, role=role, unit=unit, granted_at=AT)
        return person

    def _people(self):
        self.keys["person"] = str(self.join("frontline", self.estate).key)
        post = Post.objects.filter(company=self.company).first()
        post = post or organization.add_post(actor=self.admin, name="维修工", trade="engineering", at=AT)
        self.keys["post"] = str(post.key)

    def _words(self):
        term = Term.objects.filter(company=self.company).first()
        term = term or services.add_term(actor=self.chief, surface="巡更员", group="post", at=AT)
        parameter = Parameter.objects.filter(company=self.company).first()
        if parameter is None:
            parameter = services.set_parameter(actor=self.chief, name="时限.急修到场", value="30分钟", at=AT)
        view = services.save_view(actor=self.chief, name="在审", query="state=review", at=AT)
        self.keys |= {"term": str(term.key), "parameter": str(parameter.key), "view": str(view.key)}

    def _editions(self):
        code = f"KF-{self.estate.pk:02}"
        self.standard = services.create_standard(
            actor=self.chief, unit_key=self.estate.key, code=code, title="报修", at=AT
        )
        step = services.StepPlan("会审", "any", roles=["quality_manager", "administrator"])
        route = services.set_route(actor=self.chief, unit_key=self.estate.key, name="一步", steps=[step], at=AT)
        for minutes in (10, 20):
            services.add_clause(actor=self.chief, standard_key=self.standard.key, text=TEXT, at=at(minutes))
            sent = services.submit(actor=self.chief, standard_key=self.standard.key, at=at(minutes + 1))
            for approver in (self.second, self.admin):
                services.approve(actor=approver, submission_key=sent.key, at=at(minutes + 2))
            publish_edition(
                actor=self.chief, standard_key=self.standard.key, effective_from=date(2026, 11, 23), at=at(minutes + 3)
            )
        clauses = [str(key) for key in self.standard.clauses.order_by("position").values_list("key", flat=True)]
        self.keys |= {"code": code, "clauses": clauses, "clause": clauses[0], "route": str(route.key)}

    def _draft(self):
        """Change the draft once more and send it."""
        key = self.standard.key
        done = services.add_clause(actor=self.chief, standard_key=key, text=TEXT + "并回访。", at=at(30))
        thread = services.start_thread(
            actor=self.chief, standard_key=key, clause_key=self.keys["clause"], text="再议", at=at(31)
        )
        sent = services.submit(actor=self.chief, standard_key=key, at=at(32))
        change = self.standard.changes.order_by("pk").first()
        self.keys |= {"act": str(done.act), "thread": str(thread.key), "submission": str(sent.key)}
        self.keys |= {"change": str(change.key)}

    def _accepted(self):
        """Accept a finding, in a standard that no approval holds, and send a file in."""
        other = services.create_standard(
            actor=self.chief, unit_key=self.estate.key, code=f"BJ-{self.estate.pk:02}", title="保洁", at=AT
        )
        clause = services.add_clause(actor=self.chief, standard_key=other.key, text=VAGUE, at=AT).clause
        made = services.suppress(
            actor=self.chief, clause_key=clause.key, code="MH001", words="及时", reason="试行", at=AT
        )
        self.keys |= {"suppression": str(made.key), "document": read_document(f"place:{self.name}")}

    def _signed(self):
        """Add a service, sign a deviation, and take a contract in."""
        at = {"actor": self.chief, "at": AT}
        made = catalogue.add_item(domain="cleaning", name=f"泳池{self.name}", **at)
        signed = signed_deviation(self.keys["clause"], self.chief, AT)
        text = {"name": "contract.txt", "data": TEXT.encode(), "title": "服务合同"}
        bound = {"binds_from": date(2026, 1, 1), "binds_until": None, "code": f"HT-{self.estate.pk:02}"}
        contract = take_contract(unit_key=self.estate.key, **text, **bound, **at)
        self.keys |= {"service": str(made.key), "deviation": str(signed.key), "contract": contract.code}
        self.keys["item"] = "engineering.repair"

    def _printed(self):
        """Have an edition made a document."""
        edition, wish = self.standard.editions.first(), services.HandoutWish(kind="manual", form="docx")
        handout = services.ask_for_handout(actor=self.chief, subject=edition, wish=wish, at=AT)
        make_handout.call(handout.pk)
        self.keys["handout"] = str(handout.key)

    def _voices(self):
        """Have one of each thing that customers say and need."""
        named, day, name = {"actor": self.chief, "at": AT}, AT.date(), self.name
        group = research.add_group(said=research.GroupText(f"住户{name}", "owner"), **named)
        theme = research.add_theme(name=f"电梯{name}", synonyms="", **named)
        other = research.add_theme(name=f"漏水{name}", synonyms="", **named)
        plan = research.FeedbackPlan("complaint", day, "电梯坏了，电话13812345678")
        record = research.add_feedback(unit_key=self.estate.key, plan=plan, today=day, **named)
        heard = research.InterviewText("forum", "座谈会", day, research.attendees_of("业主代表 3"))
        talk = research.add_interview(unit_key=self.estate.key, said=heard, questions=["平时等多久？"], **named)
        said = research.DemandText("急修要马上到场", "need", str(group.key))
        cited = research.SourceKey(cited="问卷 第3题")
        demands = [
            research.add_demand(unit_key=self.estate.key, said=said, source=cited, **named) for _time in range(2)
        ]
        services.judge_link(demand_key=demands[0].key, clause_key=self.keys["clause"], answers=True, **named)
        self.keys |= {"group": str(group.key), "theme": str(theme.key), "other_theme": str(other.key)}
        self.keys |= {"record": str(record.key), "interview": str(talk.key)}
        self.keys |= {"demand": str(demands[0].key), "other_demand": str(demands[1].key)}

    def _process(self):
        """Publish a process twice, change it and set it before somebody."""
        code = f"LC-{self.estate.pk:02}"
        key = processes.create_process(
            actor=self.chief, unit_key=self.estate.key, code=code, title="报修", rows=STEPS, at=AT
        ).key
        for minutes, limit in ((40, "6分钟"), (50, "7分钟"), (60, "8分钟")):
            found = Process.objects.get(key=key)
            rows = [{**row, "limit": limit, "clauses": f"{self.keys['code']}/1"} for row in found.rows]
            processes.save_table(actor=self.chief, process_key=key, rows=rows, revision=found.revision, at=at(minutes))
            processes.ask_for_approval(actor=self.chief, process_key=key, at=at(minutes))
            if minutes < 60:
                processes.decide(actor=self.second, process_key=key, approves=True, at=at(minutes))
                day = date(2026, 11, 23)
                processes.publish(actor=self.chief, process_key=key, effective_from=day, at=at(minutes))
        made = Process.objects.get(key=key)
        report = read_log(compiled(made.title, made.rows, made.drawn), read_log_file("log.csv", LOG.encode()))
        kept = processes.keep_replay(
            actor=self.chief,
            process_key=key,
            edition=None,
            log=Log("log.csv", LOG.encode()),
            report=report,
            at=at(70),
        )
        self.keys["replay"] = str(kept.key)
        self.keys |= {"process": code, "step": made.rows[0]["id"], "seen": made.revision}

    def _ground(self):
        """Register a phone, send an event with a photo, and hold its task."""
        at = AT + timedelta(days=self.estate.pk)
        device = register_device(actor=self.chief, unit_key=self.estate.key, name="巡更机", at=at)
        chance = seeded(self.estate.pk)
        phone, photo = Phone(chance, now=milliseconds(at), device=str(device.key)), jpeg(self.estate.pk)
        sent = sha256(photo).hexdigest()
        keep_photo(actor=self.chief, sent=sent, data=photo, at=at)
        event = phone.event("check_in", f"rounds-{self.estate.pk}", photos=[sent])
        take_events(actor=self.chief, events=[event], at=at)
        task = event["occurrence"]
        hold = place_hold(actor=self.chief, occurrence=task, case="TS-1", reason="投诉", at=at)
        pack = ask_for_pack(actor=self.chief, kind="task", key=task, wish=PackWish("TS-1", "投诉"), at=at)
        make_pack.func(pack.pk)
        self.keys |= {"pack": str(pack.key)}
        self.keys |= {"device": str(device.key), "event": event["id"], "occurrence": task, "sha256": sent}
        self.keys |= {"hold": str(hold.key), "day": str(at.astimezone(get_default_timezone()).date())}
        self.keys |= {"point": "pump-room", "retention": "work"}

    def _rounds(self):
        """Walk a round over a checklist on which something is not in order."""
        about = {"actor": self.chief, "at": AT}
        row = checklists.write_checklist(unit_key=self.estate.key, title="夜间巡逻", theme="patrol", **about)
        plain = LineAsked("门关好", photo="never")
        line = checklists.add_line(key=row.key, asked=plain, **about)
        checklists.set_rules(key=row.key, bulk=True, **about)
        made = opening.open_round(checklist_key=row.key, **about)
        given = answering.Answer(line.key, "fail")
        answering.answer_line(occurrence=made.occurrence, given=given, **about)
        self.keys |= {"checklist": str(row.key), "line": line.key, "round": made.occurrence}

    def _planned(self):
        """Publish how often something is done, so that it is due, and suspend that for a while."""
        code, about = f"SD-{self.estate.pk:02}", {"actor": self.chief, "at": AT}
        row = services.create_standard(unit_key=self.estate.key, code=code, title="清扫", **about)
        services.add_clause(standard_key=row.key, text=OFTEN, **about)
        sent = services.submit(standard_key=row.key, **about)
        for approver in (self.second, self.admin):
            services.approve(actor=approver, submission_key=sent.key, at=AT)
        publish_edition(standard_key=row.key, effective_from=date(2026, 11, 23), **about)
        plan = plans_at(self.estate).get()
        found = made_due(plan, AT.astimezone(get_default_timezone()), at(24 * 60))[0]
        end = at(10)
        made = plans.suspend(unit_key=self.estate.key, cause="weather", reason="暴雨", begin=AT, end=end, **about)
        self.keys |= {"plan": str(plan.key), "suspension": str(made.key)}
        self.keys["due"] = {"occurrence": found.id, "due": found.begin.isoformat()}

    def _ordered(self):
        """Take an order in."""
        unit = Unit.objects.get(pk=self.estate.pk)
        made = orders.report_order(
            unit=unit, kind="repair", problem="3栋灯不亮", channel="api", actor=self.chief, at=at(95)
        )
        self.keys["order"] = str(made.key)

    def _case(self):
        """Start a case by the process."""
        made = operations.start_case(
            actor=self.chief, unit_key=self.estate.key, process=self.keys["process"], title="灯不亮", at=at(90)
        )
        self.keys["case"] = str(made.key)

    def _survey(self):
        """Open a survey with a group, an invitation and an answer."""
        named = {"actor": self.chief, "at": AT}
        made = surveys.create_survey(unit_key=self.estate.key, title="满意度", form=FORM, **named)
        facts = surveys.SurveyFacts(title="满意度", purpose="改进服务", contact="客服", anonymous=False)
        surveys.describe_survey(survey_key=made.key, facts=facts, **named)
        plans = [invitations.SegmentPlan("业主")]
        group = invitations.set_segments(survey_key=made.key, plans=plans, **named)[0]
        opened = surveys.open_survey(survey_key=made.key, **named)
        invitations.invite(survey_key=made.key, people=[invitations.Invited("a@b.cn")], **named)
        sending = Sending(code=draw(CODE_LENGTH), fields={"mark": ["4"]}, version=1, segment=str(group.key))
        self.keys |= {"survey": str(made.key), "answer": str(answer(survey=opened, sending=sending, at=AT).pk)}

    def _estate(self):
        """Write down a place, a point, a piece of equipment and a roster."""
        about = {"actor": self.chief, "unit_key": self.estate.key, "at": AT}
        save_place(code="A", name="A栋", kind="building", **about)
        save_point(code="P1", name="大堂", **about)
        save_equipment(code="DT-1", name="1号梯", category="电梯", **about)
        roster, _new = save_roster(
            name="排班", post_key=self.keys["post"], pattern="four-three", starts_on="2026-11-01", **about
        )
        self.keys |= {"place": "A", "machine": "DT-1", "roster": str(roster.key)}


class Things:
    """The three places; each person of ``at_estate`` and ``at_company`` holds one role, at the first place only."""

    def __init__(self):
        first = Unit.objects.add_root({"kind": "company", "name": "云帆物业"})
        own = Unit.objects.add_child(first, {"kind": "estate", "name": "云栖花园"})
        other = Unit.objects.add_child(Unit.objects.get(pk=first.pk), {"kind": "estate", "name": "山语城"})
        second = Unit.objects.add_root({"kind": "company", "name": "别家物业"})
        theirs = Unit.objects.add_child(second, {"kind": "estate", "name": "别家花园"})
        first, second = (Unit.objects.get(pk=unit.pk) for unit in (first, second))
        home = Place(first, own, "own")
        self.places = {
            "own": home,
            "other estate": Place(first, other, "b"),
            "other company": Place(second, theirs, "c"),
        }
        self.at_estate = {role: home.join(role, own) for role in ROLES}
        self.at_company = {role: home.join(role, first) for role in ROLES}
        self.all_roles = home.join(ROLES[0], own)
        for role in ROLES[1:]:
            Grant.objects.create(person=self.all_roles, role=role, unit=own, granted_at=AT)
        _row, self.token = issue_token(actor=home.admin, unit_key=first.key, name="全部", scopes=SCOPES, at=AT)
        self.document = read_document(f"api:person:{self.all_roles.key}")
        self.document_of_q = read_document(f"api:person:{self.at_company['quality_manager'].key}")
        people = [*self.at_company.values(), *self.at_estate.values(), self.all_roles]
        self.sessions = {person.pk: _session(person) for person in people}

    def keys(self, place):
        return self.places[place].keys

    def callers(self):
        """A person with each role at the company, a program with every scope, and nobody."""
        return {**self.at_company, "program": self.token, "nobody": None}


def _session(person):
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


def read_document(owner):
    text = f"# 报修\n\n{TEXT}\n\n# 保洁\n\n{VAGUE}\n"
    made = services.receive_document(owner=owner, name="手册.md", data=text.encode(), at=AT)
    services.begin_reading(document_id=made.pk)
    services.store_reading(document_id=made.pk, reading=read_manual("手册.md", text.encode()))
    return str(Document.objects.get(pk=made.pk).key)


__all__ = ["CALLS", "NAMES", "OPERATIONS", "SCOPES", "Things"]
