"""Who fills which post where, and who holds which role where."""

from __future__ import annotations

import pytest
from tests.apps.organization.organization import AT, last_audit, state

from guicheng.apps.organization import services
from guicheng.apps.organization.models import Grant, Person, Placement, Post, Unit
from guicheng.apps.organization.selectors import grants_visible_to, home_path, placements_visible_to
from guicheng.domain.values import NotAllowedError


def place(company, *, who="sun", unit=None, by="gao", post=None, act=services.place_person):
    return act(
        actor=company.actor(by),
        person_key=company.people[who].key,
        post_key=(post or company.repair).key,
        unit_key=(unit or company.estate).key,
        at=AT,
    )


def grant(company, *, who="qian", role="supervisor", unit=None, by="gao", act=services.grant_role):
    return act(
        actor=company.actor(by),
        person_key=company.people[who].key,
        role=role,
        unit_key=(unit or company.estate).key,
        at=AT,
    )


def test_a_placement_comes_and_goes_with_audit(company):
    place(company)
    row = last_audit()
    assert (row.act, row.subject, row.subject_key, row.unit_path) == (
        "organization.place_person",
        "person",
        str(company.people["sun"].key),
        company.estate.path,
    )
    assert (row.before, row.after) == ({}, {"post": "维修工", "unit": "云栖花园"})
    before = state()
    place(company)
    assert state() == before
    place(company, act=services.unplace_person)
    assert (last_audit().before, last_audit().after) == ({"post": "维修工", "unit": "云栖花园"}, {})
    with pytest.raises(Placement.DoesNotExist):
        place(company, act=services.unplace_person)


def test_a_role_comes_and_goes_with_audit_and_counts_at_once(company):
    grant(company)
    assert last_audit().after == {"role": "supervisor", "unit": "云栖花园"}
    assert company.actor("qian").may("standards.comment", company.estate)
    before = state()
    grant(company)
    assert state() == before
    grant(company, act=services.revoke_role)
    assert (last_audit().act, last_audit().before) == (
        "organization.revoke_role",
        {"role": "supervisor", "unit": "云栖花园"},
    )
    assert not company.actor("qian").may_anywhere("standards.comment")
    with pytest.raises(Grant.DoesNotExist):
        grant(company, act=services.revoke_role)


@pytest.mark.parametrize("by", ["chen", "wang", "sun", "qian", "shen"])
@pytest.mark.parametrize("act", [services.grant_role, services.revoke_role])
def test_only_who_manages_people_there_grants_and_revokes(company, by, act):
    with pytest.raises(NotAllowedError, match="高管"):
        grant(company, role="frontline", by=by, act=act)


@pytest.mark.parametrize("by", ["chen", "wang", "sun", "qian", "shen"])
@pytest.mark.parametrize("act", [services.place_person, services.unplace_person])
def test_only_who_manages_people_there_places_them(company, by, act):
    with pytest.raises(NotAllowedError, match="高管"):
        place(company, who="qian", by=by, act=act)


def test_a_region_grants_within_itself_only(company):
    assert grant(company, by="hexi").role == "supervisor"
    for unit in (company.other, company.root):
        with pytest.raises(Unit.DoesNotExist):
            grant(company, by="hexi", unit=unit)
    with pytest.raises(Person.DoesNotExist):
        grant(company, by="hexi", who="zhao")


def test_units_people_and_posts_of_another_company_look_absent(company, beside):
    key = {"person_key": company.people["sun"].key, "post_key": company.repair.key, "unit_key": company.estate.key}
    strange = {"person_key": beside.people["sun"].key, "post_key": beside.repair.key, "unit_key": beside.estate.key}
    for name, error in (
        ("person_key", Person.DoesNotExist),
        ("post_key", Post.DoesNotExist),
        ("unit_key", Unit.DoesNotExist),
    ):
        with pytest.raises(error):
            services.place_person(actor=company.actor("gao"), at=AT, **{**key, name: strange[name]})
    with pytest.raises(Person.DoesNotExist):
        services.grant_role(
            actor=company.actor("gao"),
            person_key=strange["person_key"],
            role="auditor",
            unit_key=key["unit_key"],
            at=AT,
        )


def test_a_role_that_there_is_not_is_refused(company):
    for act in (services.grant_role, services.revoke_role):
        with pytest.raises(services.NotAsWantedError) as refused:
            grant(company, role="emperor", act=act)
        assert refused.value.field == "role"


def test_somebody_whose_access_ended_gets_neither_post_nor_role(company):
    services.end_person(actor=company.actor("gao"), key=company.people["qian"].key, at=AT)
    with pytest.raises(services.EndedError, match="钱师傅"):
        place(company, who="qian")
    with pytest.raises(services.EndedError):
        grant(company)


def test_the_last_administrator_of_a_company_stays(company):
    before = state()
    with pytest.raises(services.LastAdministratorError, match="云帆物业"):
        grant(company, who="gao", role="administrator", unit=company.root, act=services.revoke_role)
    with pytest.raises(services.LastAdministratorError):
        services.end_person(actor=company.actor("gao"), key=company.people["gao"].key, at=AT)
    assert state() == before
    grant(company, who="chen", role="administrator", unit=company.root)
    grant(company, who="gao", role="administrator", unit=company.root, act=services.revoke_role)
    with pytest.raises(services.LastAdministratorError):
        services.end_person(actor=company.actor("chen"), key=company.people["chen"].key, at=AT)


def test_the_administrator_of_a_region_may_go(company):
    grant(company, who="hexi", role="administrator", unit=company.region, act=services.revoke_role)
    assert not company.actor("hexi").may_anywhere("people.manage")


def test_a_role_at_a_company_of_others_counts_for_nothing(company, beside):
    Grant.objects.create(person=company.person("qian"), role="administrator", unit=beside.root, granted_at=AT)
    assert company.actor("qian").grants == (("frontline", company.estate.path),)


def test_a_person_belongs_to_the_lowest_unit_that_holds_all_of_theirs(company):
    assert home_path(company.person("qian")) == company.estate.path
    grant(company, unit=company.region)
    assert home_path(company.person("qian")) == company.region.path
    place(company, who="qian", unit=company.other)
    assert home_path(company.person("qian")) == company.root.path
    assert home_path(company.join("xin", "新人")) == company.root.path


def test_placements_and_roles_are_seen_where_people_are(company):
    assert [row.person.name for row in placements_visible_to(company.actor("wang"))] == ["钱师傅"]
    assert {row.role for row in grants_visible_to(company.actor("wang"))} == {
        "estate_manager",
        "supervisor",
        "frontline",
    }
    assert not placements_visible_to(company.actor("zhao")).exists()
    assert not grants_visible_to(company.actor("qian")).exists()
