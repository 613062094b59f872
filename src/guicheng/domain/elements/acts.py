"""What a clause has done, by when, how well and how that is checked: its words without those of the other elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from guicheng.domain.clause import Clause, Kind, Requirement
from guicheng.domain.clause.lexer import lexer_for
from guicheng.domain.clause.lexicon import shipped
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.surroundings import Surroundings, surroundings_of
from guicheng.domain.elements.parts import Part, Role, doer_in, is_level, parts_of, providers_in
from guicheng.domain.elements.ways import ways_in, without_ways
from guicheng.domain.values import Span

#: A longer act is no act but a part that nobody could take apart.
_LONGEST: Final = 60
#: Words of a bound that are none of time or number: the 清扫大堂 of 每日清扫大堂2次.
_OTHERS: Final = frozenset("tcer")
#: Parts that promise something.
_DONE: Final = (Role.ACT, Role.LEVEL, Role.STATE)
_DAYS: Final = re.compile(r"(?:每[日天]|工作日|周[一-五]至周[一-日])$")
_MODAL: Final = re.compile(
    r"^(?:[\s\d.、()（）]|应当|应该|应(?![急答付])|必须|须|需(?=[要在按])|要(?!求)|负责|均|都|并|则|在(?=.{0,8}由))+"
)
_STAFF: Final = re.compile(r"^(?:全体|所有)?[一-鿿]{0,4}(?:员工|人员)(?=应|须|必须|上岗)")
_SEASON: Final = re.compile(r"^(?:[春夏秋冬]季|生长季|夜间|白天|节假日|每[日天周月季年]度?|在?(?:来电)?铃响后?)+")
_BROUGHT: Final = re.compile(r"^(?:将|把|控制(?!在)|保持(?!在)|确保|保证|使)")
_AFTERWARDS: Final = re.compile(r"^[一-鿿]{0,4}后(?![勤台])")
_KEEPS: Final = re.compile("^(?:保存|留存|保管|存放|封存|保留)(?!期)")
#: What says no more than that, how often or since when it is done: 打药在7:00前进行, 公示每次, 合同自终止之日起.
_BEHIND: Final = re.compile(
    "(?:(?:予以|给予)?(?<!票)进行|每次|单独|(?<=作业|施工|工作)时间|[自从][^,，;；。自从]{2,16}起)$"
)
_LISTED: Final = re.compile(r"^[、和及与并]+")


class Acts:
    """A clause taken apart.

    Args:
        clause: The clause as read.
    """

    def __init__(self, clause: Clause) -> None:
        self.clause, self._plain = clause, normalize(clause.text)
        self._parts = parts_of(clause)
        self._names = [name for _place, name in providers_in(clause)]

    def _of(self, *roles: Role) -> Iterator[Part]:
        return (part for part in self._parts if part.role in roles)

    def _checked(self, bound: Requirement) -> bool:
        return any(part.holds(bound) for part in self._of(Role.CHECK))

    def limits(self) -> list[Span | str]:
        """Return when, how often and how fast, each once."""
        found = [b for b in self.clause.requirements if not is_level(b) and not self._checked(b)]
        outer = [b for b in found if not any(b is not o and o.span != b.span and o.span.covers(b.span) for o in found)]
        around = dict(zip(self.clause.requirements, surroundings_of(self.clause), strict=True))
        return [self._limit(bound, around[bound].trigger) for bound in outer]

    def _limit(self, bound: Requirement, trigger: str) -> Span | str:
        if bound.kind in {Kind.FREQUENCY, Kind.INTERVAL}:
            tokens = lexer_for(shipped()).tokens(bound.span.of(self._plain))
            if any(token.letter in _OTHERS for token in tokens):
                kept = (token for token in tokens if token.letter not in _OTHERS)
                text = bound.span.of(self.clause.text)
                return "".join(text[token.start : token.end] for token in kept).strip()
        ahead = self._plain[: bound.span.start]
        event = trigger.removesuffix("前")
        if trigger.endswith("前") and ahead.endswith(event):
            return Span(bound.span.start - len(event), bound.span.end)
        days = _DAYS.search(ahead) if bound.kind is Kind.WINDOW else None
        return Span(days.start(), bound.span.end) if days else bound.span

    def levels(self) -> list[Span]:
        """Return what is measured with its bound, and what state something is to be in."""
        found: list[Span] = []
        for part in self._of(*_DONE):
            found.extend(self._measured(part))
            if part.role is Role.STATE and part.state:
                found.append(self._state(part, part.state))
        return list(dict.fromkeys(found))

    def _measured(self, part: Part) -> Iterator[Span]:
        start, doer = part.span.start, doer_in(self.clause, part)
        if doer and doer.start == start:
            start = doer.end
        for bound in part.bounds:
            text = bound.span.of(self.clause.text)
            if is_level(bound) and bound.span.end > start and text not in ways_in(f"{text}作业"):
                yield self._trimmed(start, bound.span.end)
            start = max(start, bound.span.end)

    def _trimmed(self, start: int, end: int) -> Span:
        """Return a stretch without what only leads to it: 应将, 控制."""
        for lead in (_LISTED, _MODAL, _BROUGHT):
            if match := lead.match(self.clause.text[start:end]):
                start += match.end()
        return Span(start, end)

    def _state(self, part: Part, state: Span) -> Span:
        """Return how something is to be: the whole part, but for who sees to it."""
        text = part.span.of(self.clause.text)
        if doer_in(self.clause, part) or _STAFF.match(text):
            return Span(state.start, part.span.end)
        lead = _AFTERWARDS.match(text)
        return Span(part.span.start + (lead.end() if lead else 0), part.span.end)

    def checks(self) -> list[Span]:
        """Return how it is checked: neighbouring parts in one piece."""
        found: list[Span] = []
        for before, part in zip((None, *self._parts), self._parts, strict=False):
            if part.role is Role.CHECK and found and before and before.role is Role.CHECK:
                found[-1] = Span(found[-1].start, part.span.end)
            elif part.role is Role.CHECK:
                found.append(part.span)
        return found

    def doers(self) -> list[Span]:
        """Return who does what has a bound; without any, who acts first."""
        acting = list(self._of(*_DONE))
        found = [doer for part in acting if part.bounds and (doer := self._doer(part))]
        return found or [doer for part in acting if (doer := self._doer(part))][:1]

    def _doer(self, part: Part) -> Span | None:
        """Return who acts in a part; the guards of 每班在岗秩序维护员不少于2人 are counted."""
        doer = doer_in(self.clause, part)
        return None if doer and part.role is Role.LEVEL and doer.start > part.span.start else doer

    def ways(self) -> list[str]:
        """Return with what and in what manner it is done."""
        told = (way for part in self._of(*_DONE) for way in ways_in(part.span.of(self.clause.text)))
        return list(dict.fromkeys(told))

    def acts(self) -> list[str]:
        """Return what is done, each act once: what has a time, else what is done at all, else what is measured."""
        bounds = list(zip(self.clause.requirements, surroundings_of(self.clause), strict=True))
        timed = [self._bounded(b, around) for b, around in bounds if not is_level(b) and not self._checked(b)]
        if any(timed):
            return _each(timed)
        if kept := _each([self._kept(part) for part in self._of(Role.LEVEL)]):
            return kept
        free = [part for part in self._parts if not part.bounds]
        plain = [self._said(part.span) for part in free if part.role is Role.ACT or self._is_kept(part)]
        if plain or self.clause.requirements:
            return _each(plain)
        return _each([self._said(part.span) for part in free if part.role is Role.STATE][:1])

    def _is_kept(self, part: Part) -> bool:
        """Tell whether somebody who is named sees to a state: 接待员着工装、佩戴工牌."""
        return part.role is Role.STATE and doer_in(self.clause, part) is not None

    def _kept(self, part: Part) -> str:
        """Return what somebody does to what is measured: 控制草坪高度; "" where nobody is named."""
        doer = doer_in(self.clause, part)
        if doer is None or doer.start != part.span.start:
            return ""
        act = self._cleaned(self.clause.text[doer.start : part.bounds[0].span.start])
        # 将温度控制在26℃: the verb is the bound's.
        return "" if act.startswith(("将", "把")) else act

    def _bounded(self, bound: Requirement, around: Surroundings) -> str:
        """Return the act of a bound, in the words of the clause."""
        part = next((part for part in self._parts if part.holds(bound)), None)
        own = part.span.of(self._plain) if part else ""
        of = "".join(words for words in around.scope[-1:] if f"{words}由" in own)
        act = self._cleaned(self._as_written(around.ahead) + self._as_written(around.behind))
        if part and (not act or act in self._names or act.endswith("时")):
            # 门岗24小时双人值守, 22:00至6:00巡逻时2人同行: what is done stands behind another bound.
            act = self._cleaned(self.clause.text[part.bounds[-1].span.end : part.span.end])
        verb = _KEEPS.search(bound.span.of(self.clause.text)) if bound.kind is Kind.RETENTION else None
        return f"{verb[0] if verb else ''}{of}{act}"

    def _as_written(self, words: str) -> str:
        place = self._plain.find(words)
        return self.clause.text[place : place + len(words)] if place >= 0 else words

    def _said(self, span: Span) -> str:
        return self._cleaned(span.of(self.clause.text))

    def _cleaned(self, words: str) -> str:
        """Return an act without who does it, that it is owed, when and how."""
        for name in self._names:
            words = words.replace(f"由{name}", "", 1)
        for name in self._names:
            before, found, behind = words.partition(name)
            if found and behind and (not before or _SEASON.fullmatch(before)):
                words = behind
        if staff := _STAFF.match(words):
            words = words[staff.end() :]
        for lead in (_MODAL, _SEASON, _MODAL):
            words = lead.sub("", words, count=1)
        act = _BEHIND.sub("", without_ways(words).strip(" 、，或"))
        return act if 1 < len(act) <= _LONGEST else ""


def _each(acts: Sequence[str]) -> list[str]:
    """Return acts each once."""
    return [act for act in dict.fromkeys(acts) if act]
