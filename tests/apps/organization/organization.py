"""A company with a region, two estates and people in every role, made through the services themselves."""

from __future__ import annotations

from datetime import UTC, datetime

from guicheng.apps.organization import services
from guicheng.apps.organization.models import Grant, Person, Unit
from guicheng.apps.organization.selectors import actor_for
from guicheng.apps.platform.models import AuditEntry

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
PASSWORD = "qp7-绿野-仙踪-mx"
RULES = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "MinimumLengthValidator": {"min_length": 10},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
        "UserAttributeSimilarityValidator": {"user_attributes": ("username", "name", "email", "phone")},
    }.items()
]


class Organization:
    """Units, posts and people; ``actor("gao")`` is a fresh actor of that person."""

    def __init__(self, prefix=""):
        self.prefix = prefix
        gao = services.found_company(
            name=f"{prefix}云帆物业",
            username=f"{prefix}gao",
            person_name="高管",
            password=PASSWORD,
            at=AT,
            further=bool(prefix),
        )
        self.people = {"gao": gao}
        self.root = gao.company
        boss = self.actor("gao")
        self.region = services.add_unit(
            actor=boss, parent_key=self.root.key, kind="region", name="东区", code="E", at=AT
        )
        self.estate = services.add_unit(
            actor=boss, parent_key=self.region.key, kind="estate", name="云栖花园", code="E1", at=AT
        )
        self.other = services.add_unit(
            actor=boss, parent_key=self.root.key, kind="estate", name="山语城", code="W1", at=AT
        )
        self.repair = services.add_post(actor=boss, name="维修工", trade="engineering", at=AT)
        self.join("chen", "陈晓", ("quality_manager", self.root))
        self.join("wang", "王经理", ("estate_manager", self.estate))
        self.join("sun", "孙主管", ("supervisor", self.estate))
        self.join("zhao", "赵经理", ("estate_manager", self.other))
        self.join("qian", "钱师傅", ("frontline", self.estate), phone="13812345678")
        self.join("shen", "审计", ("auditor", self.root))
        self.join("hexi", "何片区", ("administrator", self.region), ("auditor", self.region))
        self.place("qian", self.estate)

    def join(self, username, name, *grants, phone=""):
        boss = self.actor("gao")
        person, _password = services.add_person(
            actor=boss, username=self.prefix + username, name=name, email="", phone=phone, at=AT
        )
        for role, unit in grants:
            services.grant_role(actor=boss, person_key=person.key, role=role, unit_key=unit.key, at=AT)
        self.people[username] = person
        return person

    def place(self, username, unit, by="gao"):
        return services.place_person(
            actor=self.actor(by),
            person_key=self.people[username].key,
            post_key=self.repair.key,
            unit_key=unit.key,
            at=AT,
        )

    def actor(self, username, **said):
        return actor_for(self.person(username), **{"address": "10.0.0.1", **said})

    def person(self, username):
        return Person.objects.get(pk=self.people[username].pk)


def fresh(unit):
    return Unit.objects.get(pk=unit.pk)


def last_audit(act=""):
    rows = AuditEntry.objects.filter(act=f"organization.{act}") if act else AuditEntry.objects.all()
    return rows.first()


def state():
    """All that the organization holds, to see whether anything changed."""
    return (
        list(Unit.objects.values_list("pk", "path", "name", "code", "archived_at")),
        list(Person.objects.values_list("pk", "username", "name", "email", "phone", "is_active", "password")),
        list(Grant.objects.order_by("pk").values_list("person", "role", "unit")),
        AuditEntry.objects.count(),
    )
