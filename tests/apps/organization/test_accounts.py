"""Set-up, passwords, sessions, and the end of access."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from tests.apps.organization.organization import AT, LATER, PASSWORD, last_audit, state

from guicheng.apps.organization import services
from guicheng.apps.organization.actors import NOBODY, Actor
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.selectors import any_company
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.values import NotAllowedError


def found(**said):
    said = {"name": "云帆物业", "username": "Gao", "person_name": "高管", "password": PASSWORD, **said}
    return services.found_company(at=AT, **said)


def session_of(person):
    store = SessionStore()
    if person:
        store[SESSION_KEY] = str(person.pk)
    store.create()
    return store.session_key


def alive(keys):
    return [Session.objects.filter(session_key=key).exists() for key in keys]


def test_the_first_act_makes_a_company_and_its_administrator(db):
    assert not any_company()
    person = found(channel="cli", email="Gao@Example.com")
    assert any_company()
    assert (person.username, person.email, person.password_issued_at) == ("gao", "gao@example.com", None)
    assert person.check_password(PASSWORD)
    assert person.company.kind == "company"
    assert sorted(person.grants.values_list("role", "unit")) == [
        ("administrator", person.company_id),
        ("quality_manager", person.company_id),
    ]
    rows = list(AuditEntry.objects.order_by("pk").values_list("act", "actor_name", "channel", "company"))
    assert rows == [
        ("organization.found_company", "高管", "cli", person.company_id),
        ("organization.add_person", "高管", "cli", person.company_id),
    ]


def test_nobody_founds_a_second_company_from_outside(company):
    before = state()
    with pytest.raises(services.AlreadySetUpError):
        found(username="thief")
    assert state() == before
    assert found(username="other", further=True).company_id != company.root.pk


def test_nobody_founds_a_company_beside_one_that_came_otherwise(db):
    Unit.objects.add_root(instance=Unit(kind="company", name="老公司"))
    with pytest.raises(services.AlreadySetUpError):
        found()


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short7-x", "at least 10 characters"),
        ("password123", "most common"),
        ("58203717465920", "figures only"),
        ("gaoguan-2026", "unlike your name"),
    ],
)
def test_a_password_that_breaks_a_rule_is_refused_with_a_sentence(db, password, reason):
    with pytest.raises(services.PasswordRefusedError, match=reason) as refused:
        found(username="gaoguan", password=password)
    assert refused.value.reasons
    assert not any_company()


def test_all_rules_that_a_password_breaks_are_told_at_once(db):
    with pytest.raises(services.PasswordRefusedError) as refused:
        found(password="12345678")
    assert len(refused.value.reasons) == 3


def test_a_rule_of_somebody_else_is_told_in_its_own_words(db, settings):
    settings.AUTH_PASSWORD_VALIDATORS = [{"NAME": f"{__name__}.NoBraces"}]
    with pytest.raises(services.PasswordRefusedError, match=r"no \{braces\}") as refused:
        found()
    assert refused.value.message.render() == "no {braces}"


class NoBraces:
    """A password rule as an installation may bring its own."""

    def validate(self, password, user=None):
        from django.core.exceptions import ValidationError

        raise ValidationError("no {braces}", code="own")

    def get_help_text(self):
        return ""


def test_an_issued_password_replaces_the_old_one_and_ends_all_sessions(company):
    qian = company.person("qian")
    keys = [session_of(qian), session_of(qian), session_of(company.person("sun")), session_of(None)]
    password = services.issue_password(actor=company.actor("hexi"), key=qian.key, at=LATER)
    qian = company.person("qian")
    assert qian.check_password(password)
    assert qian.password_issued_at == LATER
    assert alive(keys) == [False, False, True, True]
    row = last_audit()
    assert (row.act, row.before, row.after) == ("organization.issue_password", {}, {})


@pytest.mark.parametrize("by", ["chen", "wang", "sun"])
def test_only_who_manages_people_issues_passwords(company, by):
    with pytest.raises(NotAllowedError, match="高管"):
        services.issue_password(actor=company.actor(by), key=company.people["qian"].key, at=AT)


def test_a_password_of_ones_own_choice_takes_the_mark_away_and_ends_the_other_sessions(company):
    qian = company.person("qian")
    assert qian.password_issued_at == AT
    keys = [session_of(qian), session_of(qian)]
    services.choose_password(actor=company.actor("qian"), password=PASSWORD, at=LATER, keep_session=keys[0])
    qian = company.person("qian")
    assert qian.check_password(PASSWORD)
    assert qian.password_issued_at is None
    assert alive(keys) == [True, False]
    assert (last_audit().act, last_audit().actor_name) == ("organization.choose_password", "钱师傅")
    with pytest.raises(services.PasswordRefusedError):
        services.choose_password(actor=company.actor("qian"), password="qian", at=LATER)
    with pytest.raises(NotAllowedError):
        services.choose_password(actor=NOBODY, password=PASSWORD, at=LATER)


def test_the_end_of_access_takes_everything_at_once_and_keeps_what_was(company):
    qian = company.person("qian")
    keys = [session_of(qian)]
    services.end_person(actor=company.actor("hexi"), key=qian.key, at=LATER)
    qian = company.person("qian")
    assert (qian.is_active, qian.placements.count(), qian.grants.count(), alive(keys)) == (False, 0, 0, [False])
    row = last_audit()
    assert (row.act, row.unit_path) == ("organization.end_person", company.estate.path)
    assert row.before == {
        "active": True,
        "placements": ["维修工 @ 云栖花园"],
        "roles": ["frontline @ 云栖花园"],
    }
    assert row.after == {"active": False}
    before = state()
    services.end_person(actor=company.actor("gao"), key=qian.key, at=LATER)
    assert state() == before
    with pytest.raises(services.EndedError):
        services.issue_password(actor=company.actor("gao"), key=qian.key, at=LATER)


def test_somebody_whose_access_ended_may_do_nothing_whatever_is_left(company):
    Person.objects.filter(pk=company.people["gao"].pk).update(is_active=False)
    assert company.actor("gao").grants == ()


def test_readmitting_gives_no_post_and_no_role_back(company):
    key = company.people["qian"].key
    services.end_person(actor=company.actor("gao"), key=key, at=AT)
    with pytest.raises(NotAllowedError):
        services.readmit_person(actor=company.actor("chen"), key=key, at=LATER)
    services.readmit_person(actor=company.actor("gao"), key=key, at=LATER)
    qian = company.person("qian")
    assert (qian.is_active, qian.placements.count(), qian.grants.count()) == (True, 0, 0)
    assert (last_audit().before, last_audit().after) == ({"active": False}, {"active": True})
    before = state()
    services.readmit_person(actor=company.actor("gao"), key=key, at=LATER)
    assert state() == before


@pytest.mark.parametrize("by", ["chen", "wang", "sun"])
def test_only_who_manages_people_ends_access(company, by):
    with pytest.raises(NotAllowedError, match="高管"):
        services.end_person(actor=company.actor(by), key=company.people["qian"].key, at=AT)


def test_sessions_that_are_tracked_go_too(company):
    if not apps.is_installed("allauth.usersessions"):
        pytest.skip("sessions are not tracked in this installation")
    tracked = apps.get_model("usersessions", "UserSession")
    people = [company.person("qian"), company.person("sun")]
    for person in people:
        tracked.objects.create(user=person, ip="10.0.0.1", user_agent="", session_key=session_of(person))
    assert services.end_sessions(people[0]) == 1
    assert [row.user_id for row in tracked.objects.all()] == [people[1].pk]


def test_sessions_kept_elsewhere_than_in_the_database_are_left_to_expire(company, settings):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    assert services.end_sessions(company.person("qian")) == 0


def test_an_actor_is_made_with_one_query(company, django_assert_num_queries):
    from guicheng.apps.organization.selectors import actor_for

    person = company.person("hexi")
    with django_assert_num_queries(1):
        actor = actor_for(person, channel="api", address="2001:db8::1" * 9)
    assert isinstance(actor, Actor)
    assert (actor.name, actor.channel, len(actor.address)) == ("何片区", "api", 45)
    assert set(actor.grants) == {("administrator", company.region.path), ("auditor", company.region.path)}
