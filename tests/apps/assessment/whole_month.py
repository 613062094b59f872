"""A month in which everything happens that a figure has to tell apart."""

from __future__ import annotations

from datetime import timedelta

from tests.apps.assessment.month import (
    ALARM,
    BADGE,
    BINS,
    HOURS,
    LOOK,
    MINUTE,
    MOW,
    PATROL,
    SILENT,
    SWEEP,
    WIPE,
    Month,
    at,
)

from guicheng.apps.operations import services as operations
from guicheng.apps.operations.models import SuspensionCause
from guicheng.apps.operations.services import plans

BEGAN = at(23, 16)


def after(minutes):
    return BEGAN + timedelta(minutes=minutes)


def whole_month():
    month = Month()
    month.land(SWEEP, PATROL, MOW, WIPE, SILENT, BADGE, LOOK, BINS, ALARM)
    month.land(HOURS, code="KF-01")
    _orders(month)
    _cases(month)
    _schedules(month)
    return month


def _orders(month):
    kept = month.reported("3栋电梯厅灯不亮", BEGAN)
    month.given(kept, after(2))
    month.did(kept, "accept", after(5))
    month.did(kept, "arrive", after(30))
    month.did(kept, "start", after(31))
    month.did(kept, "finish_order", after(120), words="换了灯管")
    month.did(kept, "follow_up_order", after(24 * 60), by="qian", words="满意")
    _paused(month)
    _late(month)
    _open_again(month)
    left = month.reported("5栋门禁坏了", BEGAN)
    month.did(left, "cancel_order", after(10), by="sun", reason="业主自己修好了")
    month.lines[-1]["payload"]["reason"] = "业主自己修好了"
    month.reported("2栋水管漏水，紧急", BEGAN, urgent=True)
    _hurried(month)
    asked = month.reported("物业费账单看不懂，要投诉", BEGAN, kind="complaint")
    month.did(asked, "contact", after(200), by="qian", kind="respond")


def _paused(month):
    paused = month.reported("1栋水管爆裂，紧急", BEGAN, urgent=True)
    month.given(paused, after(3))
    month.did(paused, "accept", after(4))
    month.did(paused, "pause_order", after(10), reason="access")
    month.lines[-1]["payload"]["reason"] = "access"
    month.did(paused, "resume", after(40))
    month.did(paused, "arrive", after(50))
    month.did(paused, "start", after(51))
    month.did(paused, "finish_order", after(400), words="修好了")


def _late(month):
    late = month.reported("4栋配电箱冒烟，紧急", BEGAN, urgent=True)
    month.given(late, after(20))
    month.did(late, "arrive", after(70))
    month.did(late, "start", after(71))
    month.did(late, "finish_order", after(90), words="断电检修")


def _open_again(month):
    again = month.reported("6栋照明不亮", BEGAN)
    month.given(again, after(5))
    month.did(again, "arrive", after(55))
    month.did(again, "start", after(60))
    month.did(again, "finish_order", after(100), words="换灯")
    month.did(again, "reopen_order", after(200), by="qian", reason="又不亮了")
    month.did(again, "finish_order", after(1000), words="换镇流器")


def _hurried(month):
    """What was ordinary became urgent: from then on other clauses hold, and they count from the report."""
    hurried = month.reported("7栋楼道灯闪", BEGAN)
    month.did(hurried, "change_priority", after(15), by="qian", kind="change", urgent=True, reason="有老人摔倒")
    month.lines[-1]["payload"]["clause"] = month.clauses(hurried, urgent=True)
    month.given(hurried, after(16))
    month.did(hurried, "arrive", after(40))
    month.did(hurried, "start", after(41))
    month.did(hurried, "finish_order", after(100), words="修好了")


ANSWERING = {"number": "1", "name": "答复投诉", "post": "客服专员", "limit": "2小时", "record": "答复记录", "next": "结束",
             "clauses": "GC-01/7"}  # fmt: skip


def _cases(month):
    """Complaints that run as a process, whose step cites a clause: one in time with a pause, one late, one open."""
    month.process(ANSWERING)
    for title, minutes, paused in (("电梯噪音", 150, True), ("垃圾未清", 130, False), ("噪音扰民", None, False)):
        case = operations.start_case(
            actor=month.actor("qian"), unit_key=month.estate.key, process="LC-09", title=title, at=BEGAN
        )
        task, named = str(case.key), {"actor": month.actor("qian"), "case_key": case.key, "step": "1"}
        month.note("report", task, BEGAN, clause="GC-01/7", post="客服专员")
        if paused:
            operations.pause(reason="等资料", at=after(20), **named)
            operations.resume(at=after(80), **named)
            month.note("pause", task, after(20), reason="等资料")
            month.note("resume", task, after(80))
        if minutes:
            operations.complete(answers={"答复记录": "已答复"}, at=after(minutes), **named)
            month.note("respond", task, after(minutes))


def _schedules(month):
    for day in range(2, 12):
        month.done(SWEEP, at(day, 8), at(day, 9))
        if day % 3:
            month.done(SWEEP, at(day, 13), at(day, 15, 30))
    month.excused(SWEEP, at(12, 8), "大堂封闭施工", at(12, 9))
    month.done(PATROL, at(2, 22), at(2, 22, 10))
    month.done(PATROL, at(3, 0), at(3, 0, 20))
    month.done(PATROL, at(3, 2), at(3, 2, 50))
    month.done(MOW, at(2), at(4, 10))
    month.done(MOW, at(9), at(18, 10))
    month.walked(WIPE, at(2), at(5, 9))
    month.walked(WIPE, at(16), at(17, 9))
    month.walked(LOOK, at(2), at(3, 9))
    month.walked_without_photos(LOOK, at(9), at(10, 9))
    month.walked_without_photos(LOOK, at(16), at(20, 9))
    month.done(BINS, at(5), at(6, 9))
    month.phoned("host-round", "BJ-01/9", ("finish", at(4, 9)))
    month.phoned("host-failure", "BJ-01/9", ("report", at(5, 9)), ("finish", at(5, 12)))
    stop = {"cause": SuspensionCause.WEATHER, "reason": "台风", "begin": at(20, 0), "end": at(21, 0)}
    plans.suspend(actor=month.actor("sun"), unit_key=month.estate.key, at=at(20, 7), **stop)
    month.suspensions = [{"estate": month.unit, "from": "2026-11-20T00:00", "to": "2026-11-21T00:00", "reason": "台风"}]
    month.looked({"保洁员作业时佩戴工牌": "pass"}, at(6, 10))
    month.looked({"保洁员作业时佩戴工牌": "fail"}, at(7, 10))
    month.looked({"保洁员作业时佩戴工牌": "pass"}, at(8, 10) + MINUTE)
