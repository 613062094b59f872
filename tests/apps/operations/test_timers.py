"""What time brings about: alarms of the process, lateness told a level higher inside duty hours."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.operations.estate import AT, ROWS, Estate, check

from guicheng.apps.operations import services
from guicheng.apps.operations.models import Case, CaseEvent, CompiledProcess, WorkItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def estate(db):
    return Estate()


def fire(minutes):
    return services.fire_due_timers(at=AT + timedelta(minutes=minutes))


def kinds(case):
    return [f"{row.kind} {row.step}".strip() for row in CaseEvent.objects.filter(case=case).order_by("seq")]


def test_an_alarm_rings_once_when_its_time_has_come(estate):
    case = estate.start()
    estate.complete(case, "1")
    assert fire(29) == 0
    assert fire(31) == 1
    assert fire(32) == 0
    assert estate.who(case) == {"2": "", "5": "sun"}
    assert kinds(case)[-1] == "fired 2"
    assert CaseEvent.objects.get(case=case, kind="fired").actor is None
    check(case)


def test_an_alarm_waits_while_the_clock_stands_and_rings_anew_on_a_second_visit(estate):
    case = estate.start()
    estate.complete(case, "1")
    estate.do(case, "pause", "2", "li", 10, reason="等业主")
    assert fire(500) == 0
    estate.do(case, "resume", "2", "li", 510)
    assert (fire(529), fire(531)) == (0, 1)
    estate.complete(case, "2", "li", 535)
    estate.do(case, "return_to", "4", minutes=540, target="2", reason="没修好")
    estate.complete(case, "5", "sun", 545)
    assert (fire(569), fire(571)) == (0, 1)
    assert kinds(case).count("fired 2") == 2
    check(case)


def test_lateness_is_told_the_supervisors_then_the_managers(estate):
    case = estate.start()
    assert fire(4) == 0
    fire(6)
    assert (estate.open(case)["1"].level, list(case.followers.values_list("person__username", flat=True))) == (
        1,
        ["sun"],
    )
    assert fire(7) == 0
    fire(11)
    assert estate.open(case)["1"].level == 2
    assert set(case.followers.values_list("person__username", flat=True)) == {"sun", "wang"}
    case.refresh_from_db()
    assert case.timer_at is None
    assert kinds(case)[1:] == ["escalated 1", "copied", "escalated 1", "copied"]
    check(case)


def test_nobody_is_told_of_lateness_at_night(estate):
    # 23:00 in Shanghai.
    case = estate.start(at=AT + timedelta(hours=7))
    case.refresh_from_db()
    assert case.timer_at == AT + timedelta(hours=16)
    assert fire(8 * 60) == 0
    assert fire(16 * 60) == 1
    assert estate.open(case)["1"].level == 2


def test_lateness_without_anybody_to_tell_is_noted_all_the_same(estate):
    case = estate.start(by="zhao", unit=estate.other)
    fire(6)
    assert estate.open(case)["1"].level == 1
    assert list(case.followers.values_list("person__username", flat=True)) == []
    check(case)


def test_a_case_that_can_not_go_on_keeps_no_other_waiting(estate, monkeypatch, caplog):
    broken, case = estate.start(), estate.start(title="2栋漏水")
    Case.objects.filter(pk=broken.pk).update(marking="zz")
    assert fire(6) == 2
    assert estate.open(case)["1"].level == 1
    assert WorkItem.objects.get(case=broken).level == 0
    assert "timers of case" in caplog.text


def test_an_alarm_takes_a_step_away(estate):
    rows = [{**row, "timeout": "30分钟改派→5"} if row["number"] == "2" else row for row in ROWS]
    estate.publish([{**row, "id": old["id"]} for row, old in zip(rows, estate.process.rows, strict=True)])
    case = estate.start()
    estate.complete(case, "1")
    fire(31)
    assert estate.who(case) == {"5": "sun"}
    estate.complete(case, "5", "sun", 40)
    assert check(case).outcome.value == "finished"
    assert CompiledProcess.objects.count() == 1


def test_the_worker_lets_alarms_ring(estate, run_jobs):
    case = estate.start()
    run_jobs(at=AT + timedelta(minutes=6))
    assert estate.open(case)["1"].level == 1
