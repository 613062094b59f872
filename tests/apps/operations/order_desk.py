"""An estate with clauses of repairs and complaints in force, two fitters on duty, and a desk that takes orders in."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils.timezone import localdate
from tests.apps.standards.company import AT, Company

from guicheng.apps.operations.models import Place, WorkOrder
from guicheng.apps.operations.selectors.orders.finding import promises_of
from guicheng.apps.operations.selectors.orders.standing import state_of_order
from guicheng.apps.operations.services import orders
from guicheng.apps.organization.models import Placement, Post
from guicheng.apps.standards import services
from guicheng.usecases.publish_edition import publish_edition

CLAUSES = (
    "接到报修后，客服专员15分钟内响应。",
    "接到紧急报修后，维修工30分钟内到达现场。",
    "一般报修由维修工自接报起4小时内到场。",
    "紧急报修由维修工自接报起6小时内修复。",
    "小修由维修工自接报起24小时内修复。",
    "报修完工后，客服专员2日内回访报修人。",
    "接到投诉后，客服专员2小时内响应。",
    "客服专员自受理投诉起3日内书面答复投诉人。",
)


class Desk:
    """The estate; ``order`` takes one in, ``act`` does something with it."""

    def __init__(self, *clauses):
        self.company = Company()
        self.estate = self.company.estate
        for name, shown in (("li", "李师傅"), ("zhou", "周师傅")):
            self.company.join(name, shown, ("frontline", self.estate))
        self.post = Post.objects.create(company=self.company.root, name="维修工", trade="engineering")
        for name in ("li", "zhou"):
            Placement.objects.create(person=self.company.people[name], post=self.post, unit=self.estate)
        self.hall = Place.objects.create(unit=self.estate, kind="area", code="3-T", name="3栋电梯厅", path="3-T/")
        if clauses is not None:
            self.publish(*(clauses or CLAUSES))

    def actor(self, name):
        return self.company.actor(name)

    def publish(self, *texts, code="GC-01"):
        standard = self.company.standard(*texts, unit=self.estate, code=code)
        sent = services.submit(actor=self.actor("chen"), standard_key=standard.key, at=AT)
        for name in ("lin", "wang"):
            services.approve(actor=self.actor(name), submission_key=sent.key, at=AT)
        publish_edition(actor=self.actor("lin"), standard_key=standard.key, effective_from=localdate(AT), at=AT)

    def order(self, problem="3栋电梯厅灯不亮", *, by="qian", at=AT, **more):
        said = {"kind": "", "channel": "desk", **more}
        return orders.report_order(unit=self.estate, problem=problem, actor=self.actor(by), at=at, **said)

    def act(self, order, name, /, *, by="li", after=10, **said):
        """Do something ``after`` minutes after the report."""
        act = getattr(orders, name)
        return act(actor=self.actor(by), order_key=order.key, at=AT + timedelta(minutes=after), **said)

    def step(self, order, act, **more):
        return self.act(order, "step_order", act=act, **more)

    def give(self, order, to="li", **more):
        to = str(self.company.people[to].key)
        return self.act(order, "dispatch_order", by="sun", mode="assign", to=to, post="维修工", **more)


def state(order):
    return state_of_order(WorkOrder.objects.select_related("unit").get(pk=order.pk))


def held(order, *, urgent):
    """Return for each stage the clause that governs it."""
    rows = [row for row in promises_of(order) if row.urgent is urgent and row.place == 0]
    return {row.stage: row.clause.text for row in rows}


def key():
    return uuid4().hex
