"""An estate with posts that are filled and a published process, for tests of work on the ground."""

from __future__ import annotations

from datetime import date, timedelta

from tests.apps.standards.company import AT, Company

from guicheng.apps.operations import services
from guicheng.apps.operations.models import Case, CaseEvent, CaseFollower, WorkItem, WorkState
from guicheng.apps.operations.readings import event_of, item_of
from guicheng.apps.operations.selectors.editions import editions_of
from guicheng.apps.operations.services.cases import have_compiled
from guicheng.apps.organization.models import Placement, Post
from guicheng.apps.processes import services as processes
from guicheng.domain.process.running import replay
from guicheng.domain.process.token_table import ready

ROWS = (
    {"number": "1", "name": "接听报修", "post": "客服", "limit": "5分钟", "record": "报修单(类别:急修/小修)", "next": "急修→2；小修→3"},
    {"number": "2", "name": "急修到场", "post": "维修工", "limit": "30分钟", "record": "维修单（写情况）",
     "next": "4", "timeout": "超时→5"},
    {"number": "3", "name": "预约上门", "post": "维修工", "limit": "2个工作日", "record": "维修单（写情况）", "next": "4"},
    {"number": "4", "name": "回访", "post": "客服", "limit": "1小时", "record": "回访表(结果:满意/不满意)、备注(选填)",
     "next": "满意→结束；不满意→2"},
    {"number": "5", "name": "督办", "post": "工程主管", "limit": "15分钟", "record": "督办记录", "next": "结束"},
)  # fmt: skip
FORMS = {
    "1": {"类别": "急修"},
    "2": {"情况": "换了阀门"},
    "3": {"情况": "约在周四"},
    "4": {"结果": "满意"},
    "5": {"督办记录": "已加派人手"},
}


class Estate(Company):
    """The company with posts: qian answers calls, li and zhou repair, sun is the engineer in charge."""

    def __init__(self, prefix="", rows=ROWS):
        super().__init__(prefix)
        self.posts = {
            name: Post.objects.create(company=self.root, name=name, trade="engineering")
            for name in ("客服", "维修工", "工程主管")
        }
        self.join("li", "李师傅", ("frontline", self.estate))
        self.join("zhou", "周师傅", ("frontline", self.estate))
        for username, post in (("qian", "客服"), ("li", "维修工"), ("zhou", "维修工"), ("sun", "工程主管")):
            self.place(username, post)
        self.process = self.publish(rows)

    def place(self, username, post, unit=None):
        Placement.objects.create(person=self.people[username], post=self.posts[post], unit=unit or self.estate)

    def publish(self, rows, code="LC-01", title="报修流程", unit=None):
        """Publish a table, as the first or the next edition."""
        chen, unit = self.actor("chen"), unit or self.root
        found = getattr(self, "process", None)
        if found is None or found.code != code:
            found = processes.create_process(actor=chen, unit_key=unit.key, code=code, title=title, rows=rows, at=AT)
        else:
            found.refresh_from_db()
            found = processes.save_table(actor=chen, process_key=found.key, rows=rows, revision=found.revision, at=AT)
        processes.ask_for_approval(actor=chen, process_key=found.key, at=AT)
        processes.decide(actor=self.actor("lin"), process_key=found.key, approves=True, at=AT)
        processes.publish(actor=chen, process_key=found.key, effective_from=date(2026, 11, 23), at=AT)
        return found

    def start(self, by="qian", title="3栋2单元灯不亮", at=AT, unit=None, process="LC-01"):
        return services.start_case(
            actor=self.actor(by), unit_key=(unit or self.estate).key, process=process, title=title, at=at
        )

    def do(self, case, act, step="", by="qian", minutes=0, **more):
        """Do something with a case so many minutes after it was begun."""
        named = {"actor": self.actor(by), "case_key": case.key, "at": AT + timedelta(minutes=minutes)}
        if step:
            named["step"] = step
        return getattr(services, act)(**named, **more)

    def complete(self, case, step, by="qian", minutes=0, **more):
        answers = more.pop("answers", None) or FORMS[step]
        return self.do(case, "complete", step, by, minutes, answers=answers, **more)

    def open(self, case):
        return {item.step: item for item in WorkItem.objects.filter(case=case, state=WorkState.OPEN)}

    def who(self, case):
        """Return the open steps with who has them."""
        return {step: item.holder.username if item.holder else "" for step, item in self.open(case).items()}


def check(case):
    """What is kept of a case is what its log says."""
    case = Case.objects.get(pk=case.pk)
    events = [event_of(row) for row in CaseEvent.objects.filter(case=case).order_by("seq")]
    tables = {key: each.tokens for key, each in editions_of(events).items()}
    state = replay(tables, events)
    assert (int(case.marking, 16), case.seq, case.outcome) == (state.marking, state.seq, state.outcome.value)
    assert [row.seq for row in CaseEvent.objects.filter(case=case).order_by("seq")] == list(range(1, case.seq + 1))
    rows = WorkItem.objects.filter(case=case, state=WorkState.OPEN).values()
    assert {row["step"]: item_of(row) for row in rows} == dict(state.items)
    followers = CaseFollower.objects.filter(case=case).values_list("person_id", flat=True)
    assert {str(person) for person in followers} == state.followers
    tokens = have_compiled(case.edition).tokens
    assert set(ready(tokens, state.marking)) == set(state.items)
    due = [row["due_at"] for row in rows if row["due_at"]]
    assert case.due_at == (min(due) if due else None)
    return state
