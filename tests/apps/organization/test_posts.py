"""Posts of a company."""

from __future__ import annotations

import pytest
from tests.apps.organization.organization import AT, last_audit, state

from guicheng.apps.organization import services
from guicheng.apps.organization.models import Post
from guicheng.apps.organization.selectors import post_visible_to, posts_visible_to
from guicheng.domain.values import NotAllowedError


def test_a_post_is_added_changed_and_archived_with_audit(company):
    boss = company.actor("gao")
    post = services.add_post(actor=boss, name=" 绿化  工 ", trade="greening", at=AT)
    assert (post.name, last_audit().after) == ("绿化 工", {"name": "绿化 工", "trade": "greening"})
    services.change_post(actor=boss, key=post.key, name="绿化工", trade="greening", at=AT)
    row = last_audit()
    assert (row.act, row.subject, row.before["name"], row.after["name"], row.unit_path) == (
        "organization.change_post",
        "post",
        "绿化 工",
        "绿化工",
        company.root.path,
    )
    services.archive_post(actor=boss, key=post.key, at=AT)
    with pytest.raises(services.ArchivedError, match="绿化工"):
        services.place_person(
            actor=boss,
            person_key=company.people["qian"].key,
            post_key=post.key,
            unit_key=company.estate.key,
            at=AT,
        )
    services.unarchive_post(actor=boss, key=post.key, at=AT)
    assert (last_audit().before, last_audit().after) == ({"archived": True}, {"archived": False})


def test_doing_it_again_changes_nothing(company):
    boss = company.actor("gao")
    before = state()
    services.change_post(actor=boss, key=company.repair.key, name="维修工", trade="engineering", at=AT)
    services.unarchive_post(actor=boss, key=company.repair.key, at=AT)
    assert state() == before


@pytest.mark.parametrize(
    ("name", "trade", "field"), [("", "order", "name"), ("长" * 41, "order", "name"), ("甲", "magic", "trade")]
)
def test_a_post_that_cannot_be_so_is_refused(company, name, trade, field):
    with pytest.raises(services.NotAsWantedError) as refused:
        services.add_post(actor=company.actor("gao"), name=name, trade=trade, at=AT)
    assert refused.value.field == field


def test_a_name_is_taken_once_in_a_company_and_free_in_another(company, beside):
    with pytest.raises(services.TakenError, match="维修工"):
        services.add_post(actor=company.actor("gao"), name="维修工", trade="order", at=AT)
    assert beside.repair.name == company.repair.name


def test_a_post_that_people_fill_is_not_archived(company):
    with pytest.raises(services.StillUsedError, match="钱师傅"):
        services.archive_post(actor=company.actor("gao"), key=company.repair.key, at=AT)


@pytest.mark.parametrize("by", ["chen", "wang", "sun", "qian", "shen", "hexi"])
def test_only_who_manages_the_company_changes_its_posts(company, by):
    actor = company.actor(by)
    assert post_visible_to(actor, company.repair.key) == company.repair
    for act in (
        lambda: services.add_post(actor=actor, name="甲", trade="order", at=AT),
        lambda: services.change_post(actor=actor, key=company.repair.key, name="甲", trade="order", at=AT),
        lambda: services.archive_post(actor=actor, key=company.repair.key, at=AT),
        lambda: services.unarchive_post(actor=actor, key=company.repair.key, at=AT),
    ):
        with pytest.raises(NotAllowedError, match="高管"):
            act()


def test_the_posts_of_another_company_look_absent(company, beside):
    with pytest.raises(Post.DoesNotExist):
        services.change_post(actor=company.actor("gao"), key=beside.repair.key, name="甲", trade="order", at=AT)
    assert list(posts_visible_to(company.actor("gao"))) == [company.repair]


def test_nobody_sees_no_post(company):
    from guicheng.apps.organization.actors import NOBODY

    assert not posts_visible_to(NOBODY).exists()
