"""What happened, in the Chinese of the pack: its readers are owners, committees and courts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from guicheng.domain.evidence import Flag
from guicheng.domain.evidence.lines import Reason
from guicheng.domain.orders import PauseReason, StageName
from guicheng.domain.worktime import Limit, LimitUnit, Standing, State

#: Kind of an event at a desk, on a phone or in a case → what was done.
_DONE: Final[Mapping[str, str]] = {
    "report": "登记", "dispatch": "派单", "claim": "抢单", "accept": "接单", "contact": "回电", "arrive": "到场",
    "start": "开始办理", "pause": "暂停", "resume": "恢复", "priority": "改优先级", "numbers": "填写数量", "finish": "办结",
    "follow_up": "回访", "reopen": "重新打开", "cancel": "取消", "cost": "记费用", "attach": "附文件", "rate": "评价",
    "correct": "更正", "comment": "留言", "check_in": "签到", "answer": "作答", "sign": "签名", "note": "备注",
    "started": "发起", "completed": "办完", "returned": "退回", "withdrawn": "撤回", "reassigned": "转办",
    "sign_asked": "加签", "sign_given": "会签意见", "substituted": "代办", "urged": "催办", "copied": "抄送",
    "paused": "暂停", "resumed": "恢复计时", "fired": "超时触发", "escalated": "升级告知", "migrated": "迁移版本",
    "ended": "终止",
}  # fmt: skip
_FLAGS: Final[Mapping[str, str]] = {
    Flag.IMPOSSIBLE_TRAVEL: "距离与时间不符",
    Flag.EQUAL_SPACING: "间隔完全相等",
    Flag.SAME_PHOTO: "照片曾用于其他任务",
    Flag.PHOTO_OLDER: "照片早于到访",
    Flag.CLOCK_STEP: "改过时钟",
    Flag.CLOCK_DIFFERS: "时钟不准",
    Flag.TWO_PEOPLE: "一机两人",
    Flag.COUNTER_REPEATED: "标签计数未增加",
    Flag.DEVICE_CHAIN: "与手机上一条不相接",
}
_PAUSES: Final[Mapping[str, str]] = {
    PauseReason.CUSTOMER: "等业主",
    PauseReason.PARTS: "等配件",
    PauseReason.WEATHER: "天气原因",
    PauseReason.ACCESS: "无人开门",
    PauseReason.CONTRACTOR: "等外包单位",
    PauseReason.OTHER: "其他原因",
}
_ANSWERS: Final[Mapping[str, str]] = {"pass": "合格", "fail": "不合格", "na": "不适用", "told": "已填写"}
_ABSENT: Final[Mapping[str, str]] = {
    Reason.ABSENT: "没有这个设施",
    Reason.CLOSED: "进不去",
    Reason.STOPPED: "停用",
    Reason.WEATHER: "天气原因",
    Reason.OTHER: "其他原因",
}
STAGES: Final[Mapping[str, str]] = {
    StageName.RESPOND: "响应",
    StageName.ARRIVE: "到场",
    StageName.FINISH: "办结",
    StageName.FOLLOW_UP: "回访",
}
STANDINGS: Final[Mapping[str, str]] = {
    Standing.RUNNING: "计时中",
    Standing.PAUSED: "已暂停",
    Standing.WARNED: "即将超时",
    Standing.BREACHED: "已超时未完成",
    Standing.KEPT: "按时",
    Standing.LATE: "超时完成",
}
STRETCHES: Final[Mapping[str, str]] = {
    State.RUNNING: "计时",
    State.CLOSED: "非工作时间，不计",
    State.PAUSED: "暂停，不计",
}
GRADES: Final[Mapping[str, str]] = {
    "A": "动态码或计数标签",
    "B": "标签、照片、路线合理",
    "C": "固定码、照片、定位",
    "D": "自报",
}
_UNITS: Final[Mapping[str, str]] = {
    LimitUnit.MINUTE: "分钟",
    LimitUnit.HOUR: "小时",
    LimitUnit.DAY: "日",
    LimitUnit.WORKDAY: "个工作日",
    LimitUnit.MONTH: "个月",
}


def done_words(kind: str) -> str:
    """Return what was done; a kind that is not known here as it was sent."""
    return _DONE.get(kind, kind)


def flag_words(flag: str) -> str:
    """Return why somebody should look at an event."""
    return _FLAGS.get(flag, flag)


def pause_words(reasons: str) -> str:
    """Return why a clock stood still; pauses that touch have several reasons, with 、 between."""
    return "、".join(_PAUSES.get(each, each) for each in reasons.split("、")) if reasons else ""


def answer_words(answer: Any, reason: str = "") -> str:
    """Return an answer to a line of a checklist, with why it does not apply."""
    said = _ANSWERS.get(answer, answer) if isinstance(answer, str) else str(answer)
    return f"{said}（{_ABSENT.get(reason, reason)}）" if reason else said


def limit_words(limit: Limit) -> str:
    """Return a limit, such as 30分钟."""
    return f"{float(limit.value):g}{_UNITS[limit.unit]}"
