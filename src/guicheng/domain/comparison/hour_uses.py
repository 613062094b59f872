"""What hours are for: a service, a permission, a ban."""

from __future__ import annotations

import re
from dataclasses import replace

from guicheng.domain.comparison.bounds import Hours, Use
from guicheng.domain.comparison.facets import described
from guicheng.domain.comparison.scope import FACETS, Scope
from guicheng.domain.comparison.subjects import Topic
from guicheng.domain.comparison.surroundings import Surroundings

#: Words that forbid what they stand before.
BAN = re.compile(
    "不(?=接待|开放|营业|办理|受理|服务|对外)|不(?:得|应|能)(?![少低多高短长大小超][于过出])|禁止|严禁|不准|不许|不允许|停止|不可|勿|(?:全部|均|一律|统一)(?:关闭|熄灭|关停|停用)"
)
_ALLOWED = re.compile("方可|仅可|可以|允许|准许|限于|仅限|限|只能|只可|只准|只许|[仅只]在")
#: What somebody stands ready to do for others.
_SERVES = re.compile("受理|接待|接听|值守|值班|服务|咨询|办理|办公|上班|有人|安排专人|运行|开放|托管|接收|收件")
_DAY_FACET = FACETS.index("day")
#: Whoever opens a place for others serves them, whatever they may do there.
_OPENS = re.compile("开放|开门|营业")
_ON_DUTY = re.compile("在岗|值守|值班|立岗|站岗|当值")
_STOPS = re.compile("停止")
_STRICTLY = re.compile("[只仅限]|方可")


def use_of(around: Surroundings, topic: Topic, index: int) -> Use:
    """Return what the hours of a part are for."""
    part = around.parts[index]
    text = around.plain[part.start : part.end]
    if index and around.plain.startswith(":", around.parts[index - 1].end):
        # 业主接待时间：每日8:00至20:00
        text = around.plain[around.parts[index - 1].start : part.end]
    if around.says_only_when(index) and index + 1 < len(around.parts):
        # 每日22:00至次日6:00，禁止施工 tells in its next part what the hours are for.
        text += around.plain[part.end : around.parts[index + 1].end]
    if BAN.search(text):
        return Use.BAN
    if topic.better == "permission" and (_OPENS.search(text) or _ON_DUTY.search(text)):
        return Use.SERVICE
    if topic.better in {"service", "permission"}:
        return Use(topic.better)
    if _ALLOWED.search(text):
        return Use.PERMISSION
    return Use.SERVICE if _SERVES.search(text) else Use.UNKNOWN


def as_used(around: Surroundings, bound: Hours, scope: Scope, residue: str) -> tuple[Hours, Scope, str]:
    """Return hours with the words and days that their use has taken in.

    Outside of its days a permission forbids, so that days that narrow it make it tighter, not looser. Where it does not
    say 只 nobody knows what holds on other days.
    """
    if bound.use is Use.BAN:
        return bound, scope, _STOPS.sub("", residue.replace("不", "", 1))
    if bound.use is not Use.PERMISSION:
        return bound, scope, residue
    if _STRICTLY.search(around.plain):
        days = scope.masks[_DAY_FACET]
        return replace(bound, days=days), scope.without("day"), _STRICTLY.sub("", residue)
    return bound, scope.without("day"), residue + described(scope, "zh").get("day", "")
