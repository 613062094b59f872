"""The tree of units: who changes it, what it refuses, what the audit keeps."""

from __future__ import annotations

import pytest
from tests.apps.organization.organization import AT, fresh, last_audit, state

from guicheng.apps.organization import services
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import unit_visible_to, units_visible_to
from guicheng.domain.values import NotAllowedError


def add(company, by="gao", parent=None, **said):
    said = {"kind": "estate", "name": "听涛苑", "code": "", **said}
    return services.add_unit(actor=company.actor(by), parent_key=(parent or company.region).key, at=AT, **said)


def test_a_unit_is_added_below_a_region_with_its_audit_row(company):
    unit = add(company, code="e9")
    assert (unit.kind, unit.name, unit.code, unit.depth) == ("estate", "听涛苑", "E9", 3)
    row = last_audit()
    assert (row.act, row.subject, row.subject_key, row.label) == (
        "organization.add_unit",
        "unit",
        str(unit.key),
        "听涛苑",
    )
    assert (row.actor, row.actor_name, row.channel, row.address) == (
        str(company.people["gao"].key),
        "高管",
        "web",
        "10.0.0.1",
    )
    assert (row.company, row.unit_path, row.at) == (company.root.pk, unit.path, AT)
    assert row.after == {"parent": "东区", "kind": "estate", "name": "听涛苑", "code": "E9"}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "company"}, "kind"),
        ({"kind": "village"}, "kind"),
        ({"name": "  "}, "name"),
        ({"name": "东/西"}, "name"),
        ({"name": "东／西"}, "name"),
        ({"name": "长" * 81}, "name"),
        ({"name": "云栖花园"}, "name"),
        ({"code": "x" * 21}, "code"),
        ({"code": "w1"}, "code"),
    ],
)
def test_a_unit_that_cannot_be_so_is_refused_with_the_field(company, said, field):
    before = state()
    with pytest.raises(services.NotAsWantedError) as refused:
        add(company, **said)
    assert refused.value.field == field
    assert state() == before


def test_an_estate_has_nothing_below_it(company):
    with pytest.raises(services.NotAsWantedError, match="云栖花园 is an estate"):
        add(company, parent=company.estate)


def test_the_tree_has_an_end(company):
    parent = company.region
    for level in range(3, 13):
        parent = add(company, parent=parent, kind="region", name=f"第{level}层")
    with pytest.raises(services.NotAsWantedError, match="at most 12 levels"):
        add(company, parent=parent, kind="region", name="再一层")


def test_the_same_name_may_stand_elsewhere_in_the_tree(company):
    assert add(company, parent=company.root, name="云栖花园").name == "云栖花园"


@pytest.mark.parametrize("by", ["chen", "wang", "sun", "qian", "shen"])
def test_whoever_sees_a_unit_but_does_not_manage_it_is_told_whom_to_ask(company, by):
    with pytest.raises(NotAllowedError, match="高管"):
        add(company, by=by, parent=company.root if by in {"chen", "shen"} else company.estate)


def test_a_unit_out_of_reach_looks_absent(company, beside):
    for by, unit in (("wang", company.other), ("wang", company.region), ("gao", beside.region), ("hexi", company.root)):
        with pytest.raises(Unit.DoesNotExist):
            add(company, by=by, parent=unit)
        with pytest.raises(Unit.DoesNotExist):
            unit_visible_to(company.actor(by), unit.key)
    with pytest.raises(Unit.DoesNotExist):
        unit_visible_to(company.actor("gao"), "no-key")


def test_whoever_administers_a_region_manages_what_is_below_it(company):
    assert add(company, by="hexi").name == "听涛苑"


def test_a_token_manages_only_within_its_scopes(company):
    from dataclasses import replace

    reading = replace(company.actor("gao"), scopes=frozenset({"organization.read"}))
    with pytest.raises(NotAllowedError):
        services.add_unit(actor=reading, parent_key=company.region.key, kind="estate", name="甲", code="", at=AT)


def test_everybody_sees_the_units_of_their_roles_and_no_others(company, beside):
    seen = {name: [unit.name for unit in units_visible_to(company.actor(name))] for name in ("gao", "hexi", "qian")}
    assert seen == {
        "gao": ["云帆物业", "东区", "云栖花园", "山语城"],
        "hexi": ["东区", "云栖花园"],
        "qian": ["云栖花园"],
    }
    assert [unit.name for unit in units_visible_to(beside.actor("wang"))] == ["云栖花园"]


def test_a_change_keeps_only_before_and_after(company):
    services.change_unit(actor=company.actor("hexi"), key=company.estate.key, name="云栖 花园二期", code="E2", at=AT)
    row = last_audit()
    assert (row.before, row.after) == (
        {"name": "云栖花园", "code": "E1"},
        {"name": "云栖 花园二期", "code": "E2"},
    )
    before = state()
    services.change_unit(actor=company.actor("hexi"), key=company.estate.key, name="云栖 花园二期", code="e2", at=AT)
    assert state() == before


def test_a_company_may_be_renamed_by_its_administrator_only(company):
    company_key = company.root.key
    services.change_unit(actor=company.actor("gao"), key=company_key, name="云帆", code="YF", at=AT)
    assert fresh(company.root).name == "云帆"
    with pytest.raises(NotAllowedError):
        services.change_unit(actor=company.actor("chen"), key=company_key, name="别名", code="", at=AT)


def test_a_unit_moves_with_all_below_it_and_roles_follow(company):
    unit = services.move_unit(actor=company.actor("gao"), key=company.estate.key, parent_key=company.root.key, at=AT)
    assert Unit.objects.get_parent(unit).pk == company.root.pk
    assert (fresh(company.root).numchild, fresh(company.region).numchild) == (3, 0)
    assert company.actor("wang").may("standards.edit", unit)
    assert not company.actor("hexi").may("organization.manage", unit)
    row = last_audit()
    assert (row.before["parent"], row.after["parent"]) == ("东区", "云帆物业")
    assert Unit.objects.find_problems() == ([], [], [], [], [])


def test_moving_to_where_it_stands_changes_nothing(company):
    before = state()
    services.move_unit(actor=company.actor("gao"), key=company.estate.key, parent_key=company.region.key, at=AT)
    assert state() == before


def test_a_move_that_would_break_the_tree_is_refused(company, beside):
    boss = company.actor("gao")
    below = add(company, kind="region", name="东一区")
    add(company, parent=company.root, name="云栖花园")
    for key, parent, error in (
        (company.root.key, company.region.key, services.NotAsWantedError),
        (company.region.key, below.key, services.NotAsWantedError),
        (company.region.key, company.region.key, services.NotAsWantedError),
        (company.region.key, company.other.key, services.NotAsWantedError),
        (company.estate.key, company.root.key, services.TakenError),
        (company.estate.key, beside.root.key, Unit.DoesNotExist),
        (beside.estate.key, company.root.key, Unit.DoesNotExist),
    ):
        before = state()
        with pytest.raises(error):
            services.move_unit(actor=boss, key=key, parent_key=parent, at=AT)
        assert state() == before


def test_a_region_does_not_give_its_units_away_alone(company):
    with pytest.raises(Unit.DoesNotExist):
        services.move_unit(actor=company.actor("hexi"), key=company.estate.key, parent_key=company.root.key, at=AT)


def test_a_unit_in_use_is_not_archived_and_it_is_said_why(company):
    boss = company.actor("gao")
    with pytest.raises(services.StillUsedError, match="云栖花园"):
        services.archive_unit(actor=boss, key=company.region.key, at=AT)
    with pytest.raises(services.StillUsedError, match="钱师傅"):
        services.archive_unit(actor=boss, key=company.estate.key, at=AT)
    with pytest.raises(services.NotAsWantedError):
        services.archive_unit(actor=boss, key=company.root.key, at=AT)


def test_an_archived_unit_takes_nothing_new_and_comes_back(company):
    boss = company.actor("gao")
    services.archive_unit(actor=boss, key=company.other.key, at=AT)
    assert fresh(company.other).archived_at == AT
    assert last_audit().act == "organization.archive_unit"
    before = state()
    services.archive_unit(actor=boss, key=company.other.key, at=AT)
    assert state() == before
    with pytest.raises(services.ArchivedError, match="山语城"):
        company.place("qian", company.other)
    with pytest.raises(services.ArchivedError):
        services.grant_role(
            actor=boss,
            person_key=company.people["qian"].key,
            role="frontline",
            unit_key=company.other.key,
            at=AT,
        )
    services.unarchive_unit(actor=boss, key=company.other.key, at=AT)
    assert fresh(company.other).archived_at is None
    assert last_audit().after == {"archived": False}


def test_a_unit_does_not_come_back_over_another_one(company):
    boss = company.actor("gao")
    services.archive_unit(actor=boss, key=company.other.key, at=AT)
    new = add(company, parent=company.root, name="山语城", code="")
    with pytest.raises(services.TakenError):
        services.unarchive_unit(actor=boss, key=company.other.key, at=AT)
    services.change_unit(actor=boss, key=new.key, name="山语城新", code="W1", at=AT)
    with pytest.raises(services.TakenError, match="W1"):
        services.unarchive_unit(actor=boss, key=company.other.key, at=AT)
