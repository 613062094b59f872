"""Robots of groups: set up, spoken through over real HTTP, given up with a reason."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connections, transaction
from tests.apps.notices.outlets import AT, Clock, happen, robot_at, rows, say, states

from guicheng.apps.notices.models import Delivery, Notice, Robot
from guicheng.apps.notices.services import robots
from guicheng.apps.notices.services.chores import forget_old, wake_due
from guicheng.apps.notices.services.outlets import NotSentError
from guicheng.apps.notices.services.robots_out import A_MINUTE
from guicheng.apps.notices.services.sending import MOST_ATTEMPTS, wait_after
from guicheng.apps.organization.services import NotAsWantedError, set_duty_hours
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.values import NotAllowedError
from stand_in import standing_in

OK = (200, {}, b'{"errcode":0,"errmsg":"ok","code":0}')
NIGHT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def host(settings):
    with standing_in(OK) as host:
        settings.OUTWARD_HOSTS = frozenset({host.name})
        settings.ADDRESS = "https://g.example.cn"
        yield host


def test_a_robot_says_what_happens_at_its_unit_and_below(company, host):
    robot = robot_at(company, host, unit=company.region)
    happen(company, 1)
    happen(company, 2, unit=company.other)
    assert say(robot) == 1
    (call,) = host.calls
    text = call.told["markdown"]["text"]
    assert "Work 1 is late." in text
    assert "[打开页面](https://g.example.cn/cases/1/)" in text
    assert call.told["markdown"]["title"] == "云栖花园"
    assert "sign=" in call.path
    assert states(robot) == [("sent", 1)]
    assert Robot.objects.get().sent_at == AT


@pytest.mark.parametrize(("vendor", "place"), [("wecom", "markdown"), ("dingtalk", "markdown"), ("feishu", "card")])
def test_each_service_is_spoken_to_in_its_own_way(company, host, vendor, place):
    robot = robot_at(company, host, vendor=vendor, language="en")
    happen(company)
    assert say(robot) == 1
    assert "Open the page" in str(host.calls[0].told[place])


def test_a_robot_says_only_the_kinds_that_it_was_given(company, host):
    robot = robot_at(company, host, kinds=["plan-unassigned"])
    happen(company)
    happen(company, 2, kind="plan-unassigned")
    assert [row.kind for row in rows(robot)] == ["plan-unassigned"]


def test_telling_again_says_nothing_again(company, host):
    robot = robot_at(company, host)
    for _again in range(2):
        happen(company)
        say(robot)
    assert len(host.calls) == 1


def test_an_error_inside_an_answer_that_looks_good_is_a_failure(company, host):
    host.answers[0] = (200, {}, b'{"errcode":310000,"errmsg":"sign not match"}')
    robot = robot_at(company, host)
    happen(company)
    say(robot)
    (row,) = rows(robot)
    assert (row.state, row.status) == ("dead", 200)
    assert "signing" in row.error_message.render()
    robot.refresh_from_db()
    assert "signing" in robot.error_message.render()


def test_more_than_a_minute_takes_goes_out_as_one_message(company, host):
    robot = robot_at(company, host)
    for number in range(A_MINUTE + 5):
        happen(company, number)
    clock = Clock()
    assert say(robot, clock) == 1
    text = host.calls[0].told["markdown"]["text"]
    assert all(f"Work {number} is late." in text for number in range(A_MINUTE + 5))
    assert host.calls[0].told["markdown"]["title"] == "云栖花园：25 条消息"
    assert {row.together for row in rows(robot)} == {24}


def test_no_more_than_twenty_go_out_in_any_minute(company, host):
    robot = robot_at(company, host)
    clock, sent = Clock(), []
    for second in range(0, 180, 2):
        clock.at = AT + timedelta(seconds=second)
        happen(company, second, at=clock.at)
        before = len(host.calls)
        say(robot, clock)
        sent += [clock.at] * (len(host.calls) - before)
    for moment in sent:
        assert sum(moment <= other < moment + MINUTE for other in sent) <= A_MINUTE
    clock.at = AT + timedelta(minutes=5)
    say(robot, clock)
    assert all(row.state == "sent" for row in rows(robot))
    assert any(row.together for row in rows(robot))


def test_a_service_that_is_asked_too_fast_is_left_alone(company, host):
    host.answers = [(200, {}, b'{"errcode":130101,"errmsg":"send too fast"}'), OK]
    robot = robot_at(company, host)
    happen(company)
    say(robot)
    happen(company, 2)
    assert say(robot, AT + 9 * MINUTE) == 0
    assert len(host.calls) == 1
    clock = Clock(AT + 10 * MINUTE)
    assert say(robot, clock) == 2
    assert states(robot) == [("sent", 2), ("sent", 1)]


@pytest.mark.parametrize("answer", [(500, {}, b""), (429, {}, b""), ("drip", {}, b"")])
def test_a_failure_is_tried_again_and_given_up_in_the_end(company, host, answer, monkeypatch):
    from guicheng.apps.notices.services import robots_out

    post = robots_out.post
    monkeypatch.setattr(robots_out, "post", lambda *given, **named: post(*given, **named, limit=0.2))
    host.answers[0] = answer
    robot = robot_at(company, host)
    happen(company)
    clock = Clock()
    for attempt in range(1, MOST_ATTEMPTS + 1):
        say(robot, clock)
        assert states(robot) == [("waiting" if attempt < MOST_ATTEMPTS else "dead", attempt)]
        clock.at += wait_after(attempt) + MINUTE
    assert len(host.calls) == MOST_ATTEMPTS
    assert rows(robot)[0].error


def test_the_waits_grow_and_end():
    waits = [wait_after(attempt) for attempt in range(1, MOST_ATTEMPTS)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=30)
    assert timedelta(hours=8) < sum(waits, timedelta(0)) < timedelta(hours=12)


def test_three_messages_given_up_in_a_row_switch_a_robot_off_and_say_so(company, host):
    host.answers[0] = (200, {}, b'{"errcode":300001,"errmsg":"token is not exist"}')
    robot = robot_at(company, host)
    for number in range(5):
        happen(company, number)
    clock = Clock()
    for _turn in range(5):
        say(robot, clock)
    robot.refresh_from_db()
    assert not robot.is_on
    assert [state for state, _count in states(robot)] == ["dead"] * 5
    assert len(host.calls) == 3
    told = Notice.objects.filter(happening__kind="delivery-failed")
    assert {row.person.username for row in told} == {"gao", "chen", "wang", "hexi"}
    assert told[0].happening.path == f"/robots/{robot.key}/"


def test_two_workers_at_once_say_a_thing_once(company, host, real_transactions):
    robot = robot_at(company, host)
    with transaction.atomic():
        happen(company)
    ready, sent = threading.Barrier(2), []

    def run():
        ready.wait()
        sent.append(say(robot))
        connections.close_all()

    workers = [threading.Thread(target=run) for _number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(sent) == [0, 1]
    assert len(host.calls) == 1


def test_a_worker_that_died_is_followed_by_another_after_a_minute(company, host):
    robot = robot_at(company, host)
    happen(company)
    Robot.objects.update(claimed_by="somebody", claimed_until=AT + MINUTE)
    assert say(robot) == 0
    assert say(robot, AT + MINUTE) == 1


def test_a_unit_keeps_silent_in_its_quiet_hours_but_for_what_is_urgent_while_somebody_is_on_duty(company, host):
    boss = company.actor("gao")
    robot = robot_at(company, host)
    robots.set_quiet_hours(actor=boss, unit_key=company.region.key, begin=time(22), end=time(7), at=AT)
    happen(company, 1, at=NIGHT)
    happen(company, 2, at=NIGHT, urgent=True)
    set_duty_hours(actor=boss, post_key=company.repair.key, unit_key=company.estate.key, hours="24小时", at=AT)
    happen(company, 3, at=NIGHT, urgent=True)
    morning = NIGHT + timedelta(hours=8)
    assert [row.next_at for row in rows(robot)] == [morning, morning, NIGHT]
    robots.set_quiet_hours(actor=boss, unit_key=company.region.key, begin=None, end=None, at=AT)
    happen(company, 4, at=NIGHT)
    assert rows(robot)[-1].next_at == NIGHT


def test_the_quiet_hours_of_the_nearest_unit_hold(company, host):
    boss = company.actor("gao")
    robot = robot_at(company, host)
    for unit, begin in ((company.region, 22), (company.estate, 23)):
        robots.set_quiet_hours(actor=boss, unit_key=unit.key, begin=time(begin), end=time(7), at=AT)
    happen(company, at=NIGHT - MINUTE)
    assert rows(robot)[0].next_at == NIGHT - MINUTE


def test_what_waits_is_sent_by_the_worker(company, host, run_jobs):
    robot_at(company, host)
    happen(company, at=AT)
    Delivery.objects.update(next_at=AT)
    run_jobs()
    assert len(host.calls) == 1


def test_nobody_is_woken_twice_for_the_same_wait(company, host):
    robot = robot_at(company, host)
    happen(company)
    assert [wake_due(at=AT), wake_due(at=AT), wake_due(at=AT + MINUTE)] == [1, 0, 1]
    say(robot)
    assert wake_due(at=AT + 5 * MINUTE) == 0


def test_an_address_is_one_of_the_service_or_one_that_the_settings_name(company, host):
    for address, word in (
        ("https://example.com/robot/send?access_token=x", "oapi.dingtalk.com"),
        ("https://oapi.dingtalk.com.evil.example/robot/send", "oapi.dingtalk.com"),
        ("https://oapi.dingtalk.com/other", "/robot/send"),
        ("http://oapi.dingtalk.com/robot/send?access_token=x", "https://"),
        ("https://127.0.0.1/robot/send", "public"),
        ("nothing", "address"),
    ):
        with pytest.raises(NotAsWantedError) as caught:
            robots.add_robot(
                actor=company.actor("gao"), unit_key=company.estate.key, vendor="dingtalk", name="x",
                address=address, at=AT,
            )  # fmt: skip
        assert caught.value.field == "address"
        assert word in caught.value.message.render()
    good = "https://oapi.dingtalk.com/robot/send?access_token=geheim"
    made = robots.add_robot(
        actor=company.actor("gao"), unit_key=company.estate.key, vendor="dingtalk", name="x", address=good, at=AT
    )
    assert made.host == "oapi.dingtalk.com"


def test_neither_address_nor_secret_stands_in_the_database_or_the_audit(company, host):
    robot_at(company, host, secret="SECgeheim")
    row = Robot.objects.values().get()
    for word in ("SECgeheim", "access_token"):
        assert word not in str(row)
        assert word not in str(list(AuditEntry.objects.values()))


def test_another_key_of_the_service_makes_the_address_unreadable_and_says_so(company, host, settings):
    robot = robot_at(company, host)
    happen(company)
    settings.SECRET_KEY = "another"
    say(robot)
    assert "key of this service" in rows(robot)[0].error_message.render()
    assert not host.calls


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("vendor", {"vendor": "icq"}),
        ("name", {"name": " "}),
        ("kinds", {"kinds": ["gossip"]}),
        ("language", {"language": "fr"}),
        ("secret", {"secret": "x" * 201}),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_its_name(company, host, field, values):
    given = {"vendor": "dingtalk", "name": "x", "address": "https://oapi.dingtalk.com/robot/send?access_token=x"}
    with pytest.raises(NotAsWantedError) as caught:
        robots.add_robot(actor=company.actor("gao"), unit_key=company.estate.key, at=AT, **{**given, **values})
    assert caught.value.field == field


def test_who_manages_robots_of_a_unit_does_so_there_and_below_alone(company, host):
    robot = robot_at(company, host)
    wang, sun, zhao = (company.actor(name) for name in ("wang", "sun", "zhao"))
    robots.switch_robot(actor=wang, key=robot.key, on=False, at=AT)
    with pytest.raises(Robot.DoesNotExist):
        robots.switch_robot(actor=zhao, key=robot.key, on=True, at=AT)
    given = {"vendor": "dingtalk", "name": "x", "address": "https://oapi.dingtalk.com/robot/send?access_token=x"}
    with pytest.raises(NotAllowedError):
        robots.add_robot(actor=sun, unit_key=company.estate.key, at=AT, **given)
    with pytest.raises(NotAllowedError):
        robots.set_quiet_hours(actor=sun, unit_key=company.estate.key, begin=time(1), end=time(2), at=AT)


def test_a_robot_is_tried_changed_switched_and_removed_with_a_trace(company, host):
    boss, robot = company.actor("gao"), robot_at(company, host)
    robots.test_robot(actor=boss, key=robot.key, at=AT)
    assert say(robot) == 1
    assert "这个规程机器人可以用。" in host.calls[0].told["markdown"]["text"]
    robots.change_robot(actor=boss, key=robot.key, name="大群", kinds=["case-late"], at=AT)
    happen(company)
    robots.switch_robot(actor=boss, key=robot.key, on=False, at=AT)
    assert states(robot)[-1] == ("dead", 0)
    with pytest.raises(NotSentError):
        robots.test_robot(actor=boss, key=robot.key, at=AT)
    robots.switch_robot(actor=boss, key=robot.key, on=True, at=AT)
    lost = rows(robot)[-1]
    robots.send_again(actor=boss, key=robot.key, delivery=lost.key, at=AT)
    with pytest.raises(NotSentError):
        robots.send_again(actor=boss, key=robot.key, delivery=rows(robot)[-1].key, at=AT)
    assert say(robot, AT + MINUTE) == 1
    robots.remove_robot(actor=boss, key=robot.key, at=AT)
    happen(company, 2)
    kept = Robot.objects.get()
    assert (kept.address, kept.secret, kept.deliveries.filter(state="waiting").count()) == ("-", "-", 0)
    with pytest.raises(Robot.DoesNotExist):
        robots.test_robot(actor=boss, key=robot.key, at=AT)
    acts = AuditEntry.objects.filter(act__startswith="notices.").order_by("pk").values_list("act", flat=True)
    assert [act.removeprefix("notices.") for act in acts] == [
        "add_robot", "test_robot", "change_robot", "switch_robot", "switch_robot", "repeat_message", "remove_robot",
    ]  # fmt: skip


def test_what_is_old_is_forgotten_and_what_waits_is_not(company, host):
    robot = robot_at(company, host)
    happen(company, 1, people=[company.people["qian"]])
    say(robot)
    happen(company, 2)
    forget_old(at=AT + timedelta(days=31))
    assert [state for state, _count in states(robot)] == ["waiting"]
    assert Notice.objects.count() == 1
    forget_old(at=AT + timedelta(days=181))
    assert Notice.objects.count() == 0
    clock = Clock(AT + timedelta(days=181))
    assert say(robot, clock) == 1
