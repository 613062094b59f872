"""A person's own notices: read once, told as they chose."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from tests.apps.notices.outlets import AT, happen

from guicheng.apps.notices.models import Notice, NoticeWay
from guicheng.apps.notices.selectors.own import choices_of, notices_of, unread_count, wish_of
from guicheng.apps.notices.services import own
from guicheng.apps.organization.actors import NOBODY
from guicheng.apps.organization.services import NotAsWantedError


@pytest.fixture
def told(company):
    for number in range(3):
        happen(company, number, people=[company.people["qian"], company.people["sun"]])
    return company


def test_reading_is_each_persons_own(told):
    qian, sun = told.actor("qian"), told.actor("sun")
    first = notices_of(qian)[0]
    assert own.read_notices(actor=qian, keys=[first.key], at=AT) == 1
    assert own.read_notices(actor=sun, keys=[first.key], at=AT) == 0
    assert (unread_count(qian), unread_count(sun), unread_count(NOBODY)) == (2, 3, 0)
    assert own.read_notices(actor=qian, at=AT) == 2
    assert not notices_of(qian, unread=True).exists()
    with pytest.raises(Notice.DoesNotExist):
        own.read_notices(actor=qian, keys=["no-key"], at=AT)


def test_what_was_settled_elsewhere_is_read(told):
    own.read_by_name(person=told.people["qian"], names=["case:0", "case:1"], at=AT)
    assert [row.happening.name for row in notices_of(told.actor("qian"), unread=True)] == ["case:2"]


def test_a_list_can_be_of_one_kind(told):
    happen(told, 9, kind="edition", people=[told.people["qian"]])
    assert notices_of(told.actor("qian"), kind="edition").count() == 1
    assert notices_of(told.actor("qian"), kind="gossip").count() == 4


def test_a_new_pace_holds_for_what_waits(told):
    qian = told.actor("qian")
    own.choose_letters(actor=qian, letters="hourly", at=AT + timedelta(minutes=5))
    assert set(notices_of(qian).values_list("letter_at", flat=True)) == {AT + timedelta(hours=1)}
    own.choose_letters(actor=qian, letters="daily", at=AT + timedelta(minutes=6))
    assert set(notices_of(qian).values_list("letter_at", flat=True)) == {AT + timedelta(days=1)}
    own.choose_letters(actor=qian, letters="off", at=AT + timedelta(minutes=7))
    assert set(notices_of(qian).values_list("letter_at", flat=True)) == {None}
    with pytest.raises(NotAsWantedError):
        own.choose_letters(actor=qian, letters="often", at=AT)


def test_quiet_hours_have_two_ends_or_none(company):
    qian = company.actor("qian")
    own.choose_quiet(actor=qian, begin=time(22), end=time(7), at=AT)
    assert wish_of(qian.person).quiet_from == time(22)
    for begin, end, field in ((time(1), None, "end"), (None, time(1), "begin")):
        with pytest.raises(NotAsWantedError) as caught:
            own.choose_quiet(actor=qian, begin=begin, end=end, at=AT)
        assert caught.value.field == field
    own.choose_quiet(actor=qian, begin=None, end=None, at=AT)
    assert wish_of(qian.person).quiet_from is None


def test_ways_are_chosen_kind_by_kind(company):
    qian = company.actor("qian")
    own.choose_ways(actor=qian, ways={"edition": "none", "case-work": "at-once"}, at=AT)
    own.choose_ways(actor=qian, ways={"edition": "digest"}, at=AT)
    assert {choice.kind.name: choice.way for choice in choices_of(qian.person) if choice.way != "digest"} == {
        "case-work": "at-once"
    }
    for ways in ({"gossip": "list"}, {"edition": "pigeon"}, {"edition": "list", "case-work": "none"}):
        with pytest.raises(NotAsWantedError):
            own.choose_ways(actor=qian, ways=ways, at=AT)
    assert NoticeWay.objects.count() == 1
