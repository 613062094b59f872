"""A company with a region, two estates and people in every role, and another company beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Grant, Person, Unit
from guicheng.apps.standards import services
from guicheng.apps.standards.models import Deviation, DraftClause

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
GOOD = "接到急修报修后，维修工30分钟内到场。"
VAGUE = "接到报修后应及时到场。"


def later(**delta):
    return AT + timedelta(**delta)


class Company:
    """Units and people; ``actor("chen")`` is a fresh actor of that person."""

    def __init__(self, prefix=""):
        self.prefix = prefix
        self.root = Unit.objects.add_root({"kind": "company", "name": f"{prefix}云帆物业"})
        self.region = Unit.objects.add_child(self.root, {"kind": "region", "name": "东区"})
        self.estate = Unit.objects.add_child(self.region, {"kind": "estate", "name": "云栖花园"})
        self.other = Unit.objects.add_child(Unit.objects.get(pk=self.root.pk), {"kind": "estate", "name": "山语城"})
        self.people = {}
        self.join("chen", "陈晓", ("quality_manager", self.root))
        self.join("lin", "林品", ("quality_manager", self.root))
        self.join("gao", "高管", ("administrator", self.root))
        self.join("wang", "王经理", ("estate_manager", self.estate))
        self.join("zhao", "赵经理", ("estate_manager", self.other))
        self.join("sun", "孙主管", ("supervisor", self.estate))
        self.join("qian", "钱师傅", ("frontline", self.estate))
        self.join("shen", "审计", ("auditor", self.root))

    def join(self, username, name, *grants):
        person = Person.objects.create(
            company=self.root,
            username=self.prefix + username,
            name=name,
            joined_at=AT,
            email=f"{self.prefix}{username}@a.cn",
        )
        for role, unit in grants:
            Grant.objects.create(person=person, role=role, unit=unit, granted_at=AT)
        self.people[username] = person
        return person

    def actor(self, username, **changed):
        person = self.people[username]
        grants = tuple((grant.role, str(grant.unit.path)) for grant in person.grants.select_related("unit"))
        return Actor(
            **{"person": person, "company_id": self.root.pk, "grants": grants, "address": "10.0.0.1", **changed}
        )

    def standard(self, *texts, unit=None, code="KF-03", title="报修服务标准", by="chen"):
        made = services.create_standard(
            actor=self.actor(by), unit_key=(unit or self.estate).key, code=code, title=title, at=AT
        )
        for text in texts:
            services.add_clause(actor=self.actor(by), standard_key=made.key, text=text, at=AT)
        made.refresh_from_db()
        return made


def texts(standard):
    return [clause.text for clause in standard.clauses.order_by("position")]


def clause(standard, index=0):
    return standard.clauses.order_by("position")[index]


def signed_deviation(clause_key, actor, at):
    """A deviation that somebody signed, of a finding that may be gone since."""
    row = DraftClause.objects.get(key=clause_key)
    return Deviation.objects.create(
        standard=row.standard,
        clause_key=row.key,
        code="CJ003",
        against="norm:x",
        verdict="CANNOT_COMPARE",
        mark="x",
        reason="合同原文",
        signed_by=actor.person,
        signed_at=at,
        expires_on=at.date() + timedelta(days=300),
    )
