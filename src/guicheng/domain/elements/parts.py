"""The parts of a clause by what they tell: an act, a level, a state, a check, or only when the others apply."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from guicheng.domain.catalogue.tables import rows_of
from guicheng.domain.clause import Clause, Kind, Promise, Requirement
from guicheng.domain.values import Span

#: The name of a form or a plan (《访客登记表》, 《满意度调查报告》) tells of no customer and of no check.
BOOKS: Final = re.compile(r"《[^《》]*》")
#: What bounds a measured thing.
_LEVELS: Final = frozenset({Kind.QUANTITY, Kind.COUNT, Kind.RATIO})
#: Units of time: 公示不少于30日 and 3声内 say when, not how well.
_TIMES: Final = frozenset({"ring", "second", "minute", "hour", "day", "workday", "month", "year"})
#: Only tells when the others apply, or who signs a paper of theirs.
_ASIDE: Final = re.compile(
    r"(?:后|时|前|起|的|期间|情况下)$|^\s*(?:如|若|遇|凡)|[单票书证告]由[^,，;；。]{2,12}(?:签字|签收|签名|登记)$"
)
#: Somebody looks whether what stands before it was kept; the name of a form (验收单) or of a result is no look.
_CHECKS: Final = re.compile(
    r"抽[查检测访考听看样]|考核(?!成绩|[^,，。]{0,3}率)|复[查核检](?![率答])|督[查导]|神秘顾客|暗访|测评|评[分价审]|(?<!水)质检|拨测|"
    r"监督(?!电话)|检查[^,，。]{0,3}合格率|验收(?!单)|自查|满意度调查|检查(?:表|记录)?(?:每|不合格)"
)
#: How a figure is worked out, and by whom.
_COUNTED: Final = re.compile(r"^(?:以.{2,60}(?:计算|为准)|由.{2,12}?(?:统计|测量|实测|测定|评定|核查))")
#: Who stands behind these words is spoken to or of, and acts in nothing.
_SPOKEN_TO: Final = re.compile(
    r"(?:[知报告给向经对为与请派让交被找到替凭]|联系|考核|安抚|配备|检查|监督|培训|提醒|协助|首问|的)$"
)

#: The last character of the name of a place: 消防控制室24小时有人值班 names nobody.
_ROOM: Final = "室"


class Role(StrEnum):
    """What a part tells."""

    ACT = "act"
    LEVEL = "level"
    STATE = "state"
    CHECK = "check"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a clause.

    Args:
        span: Where it stands.
        role: What it tells.
        bounds: What was read in it.
        state: Where the words stand that tell how something is to be; None without.
    """

    span: Span
    role: Role
    bounds: tuple[Requirement, ...]
    state: Span | None

    def holds(self, bound: Requirement) -> bool:
        """Tell whether a bound begins in it."""
        return self.span.start <= bound.span.start < self.span.end


def is_level(bound: Requirement) -> bool:
    """Tell whether a bound is of what is measured, and not of a time."""
    return bound.kind in _LEVELS and bound.unit not in _TIMES


def parts_of(clause: Clause) -> tuple[Part, ...]:
    """Return the parts of a clause with what each tells, in order of place."""
    found: list[Part] = []
    for promise in clause.promises or (Promise(Span(0, len(clause.text)), clause.requirements),):
        found.append(_part(clause, promise, found))
    return tuple(found)


def _part(clause: Clause, promise: Promise, before: list[Part]) -> Part:
    text = promise.span.of(clause.text)
    hit = patterns()["quality"].search(text)
    state = Span(promise.span.start + hit.start(), promise.span.start + hit.end()) if hit else None
    cases = not promise.requirements and any(promise.span.covers(number.span) for number in clause.thresholds)
    role = Role.ASIDE if cases and not _COUNTED.match(text) else _role(text, promise, before, stated=state is not None)
    return Part(promise.span, role, promise.requirements, state)


def _role(text: str, promise: Promise, before: list[Part], *, stated: bool) -> Role:
    if not promise.requirements and _ASIDE.search(text):
        return Role.ASIDE
    levels = [bound for bound in promise.requirements if is_level(bound)]
    if _is_check(text, before, rated=bool(levels)):
        return Role.CHECK
    if levels and len(levels) == len(promise.requirements):
        return Role.LEVEL
    return Role.STATE if stated and not promise.requirements else Role.ACT


def _is_check(text: str, before: list[Part], *, rated: bool) -> bool:
    """Tell whether a part says how what stands before it is checked, or what share of the checked must pass."""
    promised = [part for part in before if part.role is not Role.ASIDE]
    if not promised:
        return False
    return (
        _CHECKS.search(BOOKS.sub("", text)) is not None
        or _COUNTED.match(text) is not None
        or (rated and promised[-1].role is Role.CHECK)
    )


def providers_in(clause: Clause) -> tuple[tuple[int, str], ...]:
    """Return the posts that a clause names, each with its place, in order: 秩序维护员每日巡逻2次，保洁员每日清扫1次 has two."""
    known = {word.span.start: word.span.of(clause.text) for word in clause.words if word.group == "post"}
    found = {match.start(): match[0] for match in patterns()["provider"].finditer(clause.text)}
    return tuple(sorted({**found, **known}.items()))


def doer_in(clause: Clause, part: Part) -> Span | None:
    """Return who acts in a part; None where it names nobody, or only somebody to whom something is done."""
    for place, name in providers_in(clause):
        if part.span.start <= place < part.span.end:
            ahead = clause.text[part.span.start : place]
            spoken_to = _SPOKEN_TO.search(ahead) or name.endswith(_ROOM)
            return None if spoken_to else Span(place, place + len(name))
    return None


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Return the words of each element that are known without their place in the sentence."""
    return {
        row["element"]: re.compile(row["pattern"]) for row in rows_of("catalogue", "words.tsv", ("element", "pattern"))
    }
