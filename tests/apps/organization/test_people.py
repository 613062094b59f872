"""People: added, changed, seen, and their phone numbers revealed."""

from __future__ import annotations

import json

import pytest
from tests.apps.organization.organization import AT, last_audit, state

from guicheng.apps.organization import services
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.selectors import people_visible_to, person_visible_to
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.values import NotAllowedError


def add(company, by="gao", **said):
    said = {"username": "zhou", "name": "周工", "email": "", "phone": "", **said}
    return services.add_person(actor=company.actor(by), at=AT, **said)


def change(company, key, by="gao", **said):
    said = {"name": "钱师傅", "email": "", "phone": "13812345678", **said}
    return services.change_person(actor=company.actor(by), key=key, at=AT, **said)


def test_a_person_is_added_with_a_password_that_is_shown_once(company):
    person, password = add(company, username=" ZhouGong ", email="Zhou@Example.com", phone="+86 139-1111-2222")
    kept = Person.objects.get(pk=person.pk)
    assert (kept.username, kept.email, kept.phone) == ("zhougong", "zhou@example.com", "13911112222")
    assert (kept.is_active, kept.password_issued_at, kept.joined_at) == (True, AT, AT)
    assert kept.check_password(password)
    groups = password.split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert not set("".join(groups)) & set("01ilo")
    row = last_audit()
    assert row.after == {
        "username": "zhougong",
        "name": "周工",
        "email": "zhou@example.com",
        "phone": "139****2222",
    }


def test_first_passwords_are_never_alike(company):
    assert len({add(company, username=f"zhou{number}")[1] for number in range(20)}) == 20


def test_the_audit_never_holds_a_password_or_a_whole_phone_number(company):
    person, password = add(company, phone="13911112222")
    change(company, person.key, name="周工", phone="13933334444")
    services.reveal_phone(actor=company.actor("gao"), person_key=person.key, reason="急修联系", at=AT)
    said = json.dumps(list(AuditEntry.objects.values("label", "before", "after")), ensure_ascii=False)
    for secret in (password, "13911112222", "13933334444", "13812345678", person.password):
        assert secret not in said


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"username": "ab"}, "username"),
        ({"username": "a" * 61}, "username"),
        ({"username": "zhou gong"}, "username"),
        ({"username": "zhou;--"}, "username"),
        ({"name": ""}, "name"),
        ({"name": "长" * 41}, "name"),
        ({"email": "zhou"}, "email"),
        ({"email": "a" * 250 + "@example.com"}, "email"),
        ({"phone": "电话13812345678"}, "phone"),
        ({"phone": "123"}, "phone"),
        ({"phone": "1" * 21}, "phone"),
    ],
)
def test_a_person_who_cannot_be_so_is_refused(company, said, field):
    before = state()
    with pytest.raises(services.NotAsWantedError) as refused:
        add(company, **said)
    assert refused.value.field == field
    assert state() == before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("１３８ １２３４ ５６７８", "13812345678"),
        ("0086 138 1234 5678", "13812345678"),
        ("010-6234 5678", "01062345678"),
        ("(0571) 8888-6666", "057188886666"),
        ("+852 2345 6789", "+85223456789"),
        ("", ""),
    ],
)
def test_phone_numbers_are_kept_as_figures(company, typed, kept):
    assert add(company, phone=typed)[0].phone == kept


def test_user_names_and_addresses_are_taken_in_the_whole_service_whatever_their_case(company, beside):
    add(company, email="zhou@example.com")
    for said, field in (
        ({"username": "ZHOU"}, "username"),
        ({"username": "li1", "email": "ZHOU@example.com"}, "email"),
    ):
        for organization in (company, beside):
            with pytest.raises(services.TakenError) as refused:
                add(organization, **said)
            assert refused.value.field == field


@pytest.mark.parametrize("by", ["chen", "wang", "sun", "qian", "shen", "hexi"])
def test_only_who_manages_the_people_of_the_company_adds_some(company, by):
    with pytest.raises(NotAllowedError, match="高管"):
        add(company, by=by)


def test_a_change_keeps_only_the_fields_that_changed(company):
    key = company.people["qian"].key
    change(company, key, email="q@example.com", username="Qian2")
    row = last_audit("change_person")
    assert (row.before, row.after) == (
        {"username": "qian", "email": ""},
        {"username": "qian2", "email": "q@example.com"},
    )
    assert row.unit_path == company.estate.path
    before = state()
    change(company, key, email="q@example.com")
    assert state() == before


def test_a_changed_phone_number_is_noted_even_if_it_looks_the_same(company):
    change(company, company.people["qian"].key, phone="13800005678")
    assert company.person("qian").phone == "13800005678"
    assert last_audit().act == "organization.change_person"


def test_whoever_administers_a_region_changes_only_people_who_belong_there_alone(company):
    assert change(company, company.people["qian"].key, by="hexi", name="钱工").name == "钱工"
    company.place("qian", company.other)
    with pytest.raises(NotAllowedError, match="高管"):
        change(company, company.people["qian"].key, by="hexi", name="钱某")
    company.place("gao", company.estate)
    for act in (
        lambda: change(company, company.people["gao"].key, by="hexi", email="he@example.com"),
        lambda: services.issue_password(actor=company.actor("hexi"), key=company.people["gao"].key, at=AT),
        lambda: services.end_person(actor=company.actor("hexi"), key=company.people["gao"].key, at=AT),
    ):
        with pytest.raises(NotAllowedError, match="高管"):
            act()


@pytest.mark.parametrize("by", ["chen", "wang", "sun"])
def test_whoever_sees_people_may_not_therefore_change_them(company, by):
    with pytest.raises(NotAllowedError, match="高管"):
        change(company, company.people["qian"].key, by=by, name="甲")


@pytest.mark.parametrize("by", ["zhao", "qian", "shen"])
def test_people_out_of_reach_look_absent(company, by):
    with pytest.raises(Person.DoesNotExist):
        person_visible_to(company.actor(by), company.people["qian"].key)
    with pytest.raises(Person.DoesNotExist):
        change(company, company.people["qian"].key, by=by)
    with pytest.raises(Person.DoesNotExist):
        services.reveal_phone(actor=company.actor(by), person_key=company.people["qian"].key, reason="联系", at=AT)


def test_people_of_another_company_look_absent(company, beside):
    for key in (beside.people["qian"].key, "no-key"):
        with pytest.raises(Person.DoesNotExist):
            change(company, key)


def test_people_are_seen_where_they_are_placed_or_hold_a_role(company):
    seen = {by: [person.name for person in people_visible_to(company.actor(by))] for by in ("gao", "wang", "zhao")}
    assert len(seen["gao"]) == 8
    assert sorted(seen["wang"]) == sorted(["王经理", "孙主管", "钱师傅"])
    assert seen["zhao"] == ["赵经理"]
    company.place("qian", company.other)
    assert person_visible_to(company.actor("zhao"), company.people["qian"].key).name == "钱师傅"


def test_people_are_found_by_words_but_not_by_parts_of_a_phone_number(company):
    def found(words):
        return [person.name for person in people_visible_to(company.actor("gao"), words=words)]

    assert found("钱") == found("QIAN") == found("13812345678") == found("钱 qian") == ["钱师傅"]
    assert found("1381234") == found("钱 王") == found("%") == found("钱\0x") == []


def test_listing_people_takes_one_query(company, django_assert_num_queries):
    actor = company.actor("wang")
    with django_assert_num_queries(1):
        assert [person.company.name for person in people_visible_to(actor)]


def test_a_phone_number_is_revealed_with_a_reason_that_is_kept(company):
    actor = company.actor("hexi", channel="api")
    shown = services.reveal_phone(actor=actor, person_key=company.people["qian"].key, reason=" 急修 联系 ", at=AT)
    assert shown == "13812345678"
    row = last_audit()
    assert (row.act, row.channel, row.after, row.unit_path, row.subject_key) == (
        "organization.reveal_phone",
        "api",
        {"reason": "急修 联系"},
        company.estate.path,
        str(company.people["qian"].key),
    )


@pytest.mark.parametrize("reason", ["", "   ", "长" * 201])
def test_a_phone_number_is_not_revealed_without_a_reason(company, reason):
    with pytest.raises(services.NotAsWantedError):
        services.reveal_phone(actor=company.actor("gao"), person_key=company.people["qian"].key, reason=reason, at=AT)


@pytest.mark.parametrize("by", ["chen", "wang", "sun"])
def test_whoever_sees_a_person_does_not_therefore_see_the_number(company, by):
    before = state()
    with pytest.raises(NotAllowedError, match="高管"):
        services.reveal_phone(actor=company.actor(by), person_key=company.people["qian"].key, reason="联系", at=AT)
    assert state() == before
