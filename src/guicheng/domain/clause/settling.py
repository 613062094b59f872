"""What a token is where its spelling leaves it open: 2个保安 are people, and 一天至少8小时 is each day."""

from __future__ import annotations

import re
from decimal import Decimal

from guicheng.domain.clause.scene import Scene
from guicheng.domain.clause.tokens import Token

_STAFF = (
    "保安员?|秩序员|门岗人员|保洁员?|清洁工|绿化工|维修工|维修员|电工|水工|管家|客服员?|前台(?=值|接)|监控员|消防员|厨师|救生员|师傅|"
    "员工|人手|工人|队员|专人|人员|人"
)
#: Who is counted by 个: 2个保安, but not 2个保安亭, 3个人工湖.
_PERSON = re.compile(
    rf"(?:专职|兼职|在岗|当班|值班|持证)?的?(?:{_STAFF})(?![亭岗室柜房箱包车位具单证牌工防口行]|服装|通道|专用|制服|出入口)"
)
#: What is counted, before the comparator: 人手不能少于2个.
_HEADS = re.compile("(?:人手|人数|员数)(?:应当?|须|要|均|都|配备|安排|为|:)*$")
#: Before a length of time that is no period of a count but is itself told: 有效期一年, 保存一年, 竣工后一年.
_LASTS = re.compile("(?:[期满后前近隔第存留放签租用住办]|提前|过去|经验|工龄|从业|保修|质保|有效|起|自|距|时|的)$")
#: An event in the part before, from which 一个月内 runs.
_AFTER = re.compile("[后起时的]$")
#: Before 一年内 as a period: nothing, or who does the work.
_OPENS = re.compile("^$|^[在于]$|(?:员|工|人员|公司|企业|部门|师傅)$")
#: Before 一年内 where it runs from something: 交付后一年内不少于2次.
_EVENT = re.compile("[后起时前的满自距报到日内]$|合格|完成|竣工|交付")
_PERIODS = {"day": "day", "month": "month", "year": "year"}
_WEEK = re.compile("周|星期|礼拜")
#: What follows a period in which something comes to a number: 一天最少有真人接待8个钟头, 一年内修剪，不低于8遍.
_COMES_TO = re.compile("t?O{1,2}t?[DHQGKP]")
_COMES_TO_INSIDE = re.compile("t?,?[OU]{1,2}t?[FP]")
#: Lessons are an amount like hours: 每年8学时.
_LESSONS = frozenset({"学时", "课时"})
_REACH = 7


def settle(scene: Scene) -> None:
    """Give tokens the letter that the words around them decide.

    Args:
        scene: The clause, before any pattern is tried.
    """
    for index, token in enumerate(scene.tokens):
        if token.letter == "G" and token.unit == "个" and _counts_people(scene, index):
            token.letter, token.unit = "K", "人"
        elif token.letter == "G" and token.unit in _LESSONS:
            token.letter = "Q"
        elif token.letter == "D" and token.low == _whole(token) and token.high is None:
            _make_period(scene, index)


def _counts_people(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    if token.text[0] == "一" and scene.tokens[index - 1].letter not in "OU":
        return False
    if _PERSON.match(scene.plain, token.end):
        return True
    return index > 0 and _HEADS.search(scene.before(scene.tokens[index - 1].start)) is not None


def _whole(token: Token) -> Decimal:
    """Return the number of units that make one period of the length a token names."""
    return Decimal(7) if _WEEK.search(token.text) else Decimal(1)


def _make_period(scene: Scene, index: int) -> None:
    """Take 一天 for each day where a number follows that something comes to in it."""
    token = scene.tokens[index]
    following = scene.tokens[index + 1 : index + _REACH]
    letters = "".join(each.letter for each in following)
    inside = letters.startswith("W")
    comes_to = _COMES_TO_INSIDE.match(letters, 1) if inside else _COMES_TO.match(letters)
    ahead = scene.before(token.start)
    after = _AFTER.search(scene.previous(token.start)) if inside and not ahead else _LASTS.search(ahead)
    if comes_to is None or token.unit not in _PERIODS or after:
        return
    if inside:
        # 一天内修复率不低于95% is the share of what is done within a day.
        capped = comes_to[0].endswith("F") and any(each.op in {"<=", "<"} for each in following if each.letter in "OU")
        counted = capped and token.unit != "day" and _EVENT.search(ahead) is None
        if not (counted or _OPENS.search(ahead)) or (comes_to[0].endswith("P") and token.unit != "year"):
            return
        token.end, token.text = following[0].end, f"{token.text}{following[0].text}"
        del scene.tokens[index + 1]
    elif following[0].letter == "t" and following[0].text.startswith("的"):
        return
    token.letter, token.unit = "Y", "week" if _WEEK.search(token.text) else _PERIODS[token.unit]
