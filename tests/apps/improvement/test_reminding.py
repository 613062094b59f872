"""Lateness is told in duty hours: first at the estate, then to the unit above."""

from __future__ import annotations

import importlib

import pytest
from django.db import connection
from tests.apps.improvement.mending import Shop, later

from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.services import mending
from guicheng.apps.improvement.services.access import renew_deadline
from guicheng.apps.improvement.services.reminding import tell_of_due_nonconformities
from guicheng.apps.notices.models import Notice
from guicheng.apps.organization.models import Grant
from guicheng.apps.organization.services import set_duty_hours

pytestmark = pytest.mark.django_db


def told():
    rows = Notice.objects.filter(happening__kind="nonconformity-late").order_by("pk")
    return [
        (each.person.username, f"{each.happening.at:%m-%d %H:%M}")
        for each in rows.select_related("person", "happening")
    ]


@pytest.fixture
def shop():
    shop = Shop()
    shop.company.join("du", "杜总", ("estate_manager", shop.company.region))
    return shop


@pytest.fixture
def given(shop):
    """One of three workdays, found on Monday 23rd: over when Thursday 26th ends."""
    row = shop.found(severity="serious")
    owner = shop.company.people["li"].key
    mending.assign_nonconformity(actor=shop.actor("sun"), key=row.key, owner=owner, at=later())
    return Nonconformity.objects.get(pk=row.pk)


def run_until(days):
    for hour in range(days * 24):
        tell_of_due_nonconformities(at=later(minutes=hour * 60))


def test_whoever_mends_it_hears_before_its_end(given):
    run_until(3)
    assert {name for name, _at in told()} == {"li"}


def test_after_its_end_the_estate_hears_in_the_morning(given):
    run_until(4)
    late = [at for name, at in told() if name == "wang"]
    # Over at midnight; by day people are on duty from 8 (00:00 UTC) on.
    assert late == ["11-27 00:00"]


def test_at_twice_its_time_the_unit_above_hears(given):
    run_until(5)
    assert "du" not in {name for name, _at in told()}
    run_until(12)
    assert "du" in {name for name, _at in told()}
    assert Nonconformity.objects.get(pk=given.pk).notice_at is None


def test_duty_hours_of_the_post_are_kept(shop):
    set_duty_hours(
        actor=shop.actor("gao"),
        post_key=shop.post.key,
        unit_key=shop.company.root.key,
        hours="每天 10:00-18:00",
        at=later(),
    )
    row = shop.found(severity="serious")
    mending.assign_nonconformity(actor=shop.actor("sun"), key=row.key, post=shop.post.key, at=later())
    run_until(4)
    assert [at for name, at in told() if name == "wang"] == ["11-27 02:00"]


def test_what_is_mended_is_not_told_of(given):
    Nonconformity.objects.filter(pk=given.pk).update(stand="verified")
    run_until(12)
    assert told() == []


@pytest.fixture
def mended(given):
    """Said to be mended on Monday 23rd by whoever had to: to be verified before Thursday 26th ends."""
    Nonconformity.objects.filter(pk=given.pk).update(stand="finished", finished_by=given.owner, finished_at=later())
    row = Nonconformity.objects.get(pk=given.pk)
    renew_deadline(row, later())
    row.save()
    return row


def asked():
    rows = Notice.objects.filter(happening__kind="nonconformity-verify").order_by("pk")
    return [
        (each.person.username, f"{each.happening.at:%m-%d %H:%M}", each.happening.title_message.render())
        for each in rows.select_related("person", "happening")
    ]


def test_before_its_end_those_who_can_verify_what_is_mended_hear(mended):
    run_until(3)
    assert told() == []
    assert {name for name, _at, _title in asked()} == {"wang", "chen", "lin"}
    assert {title for _name, _at, title in asked()} == {
        "NC-0001 is said to be mended and has to be looked at by 11-26: 维修工45分钟才到"
    }


def test_what_nobody_verified_in_time_is_told_at_the_estate_then_above(mended):
    run_until(5)
    late = [(name, at) for name, at, title in asked() if "was to be looked at by 11-26" in title]
    assert sorted(late) == [(name, "11-27 00:00") for name in ("chen", "lin", "wang")]
    run_until(12)
    assert "du" in {name for name, _at, _title in asked()}
    assert told() == []
    assert Nonconformity.objects.get(pk=mended.pk).notice_at is None


def test_whoever_mended_it_is_not_asked_to_verify_it_but_somebody_above(shop, mended):
    shop.company.people["wang"].grants.update(unit=shop.company.region)
    Nonconformity.objects.filter(pk=mended.pk).update(finished_by=shop.company.people["wang"])
    Grant.objects.filter(role="quality_manager").delete()
    run_until(4)
    assert {name for name, _at, _title in asked()} == {"du"}


def test_what_waited_before_is_looked_at_once(mended):
    move = importlib.import_module("guicheng.apps.improvement.migrations.0006_verifying_is_told_as_late")
    Nonconformity.objects.update(notice_at=None)
    with connection.cursor() as cursor:
        cursor.execute(move.LOOK)
    tell_of_due_nonconformities(at=later(5))
    assert len(asked()) == 3
    with connection.cursor() as cursor:
        cursor.execute(move.FORGET)
    assert Nonconformity.objects.get(pk=mended.pk).notice_at is None


def test_of_what_nobody_mends_yet_the_managers_hear_before_its_end(shop):
    shop.found(severity="serious")
    run_until(3)
    assert "wang" in {name for name, _at in told()}


def test_an_act_in_between_does_not_hide_that_it_is_late(shop, given):
    # Over since midnight, told from 8 on (00:00 UTC); a minute later somebody writes, before the worker looked.
    at = later(minutes=4 * 24 * 60)
    run_until(3)
    assert Nonconformity.objects.get(pk=given.pk).notice_at < at
    mending.plan_mending(actor=shop.actor("li"), key=given.key, correction="补派一人", action="", at=at)
    tell_of_due_nonconformities(at=at)
    assert "wang" in {name for name, _at in told()}


def test_an_end_that_moved_into_the_past_is_told(shop):
    row = shop.found(severity="slight")
    owner = shop.company.people["li"].key
    mending.assign_nonconformity(actor=shop.actor("sun"), key=row.key, owner=owner, at=later())
    mending.grade_nonconformity(
        actor=shop.actor("sun"), key=row.key, severity="serious", reason="有人受伤", at=later(5)
    )
    tell_of_due_nonconformities(at=later(5, minutes=5))
    assert {"li", "wang"} <= {name for name, _at in told()}
    before = told()
    mending.plan_mending(actor=shop.actor("li"), key=row.key, correction="补派一人", action="", at=later(5, minutes=9))
    tell_of_due_nonconformities(at=later(5, minutes=10))
    assert told() == before
