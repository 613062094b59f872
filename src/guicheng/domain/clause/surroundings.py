"""All the words that a clause says around a bound, so that an echo leaves out none of what makes the promise.

``context`` picks the words by which clauses are told apart; here every word of the part counts, and of the parts before
it those that say for whom, when or of what it holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from guicheng.domain.clause.amounts import AGAINST
from guicheng.domain.clause.clause import Clause
from guicheng.domain.clause.context import ENDS, OTHERWISE, POSTS, STOPS, is_condition, led, tailed, tidy, topic_of
from guicheng.domain.clause.lexer import lexer_for
from guicheng.domain.clause.lexicon import shipped
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.requirement import Kind, Requirement
from guicheng.domain.clause.segments import (
    ACTOR,
    COUNTS,
    ONLY_ACTOR,
    Segments,
    are_alike,
    days_apart,
    is_apart,
    is_rest,
    is_size,
    object_apart,
)  # fmt: skip
from guicheng.domain.clause.tokens import Token

#: How many parts back a scope is looked for, and how many it has at most.
_BACK, _MOST = 4, 3
#: How many acts may stand between a case and a limit that holds in it.
_BETWEEN = 2
#: Shorter words do not say by themselves what is counted: 高度, 满意率.
_BARE = 4
_GIVEN_TO = re.compile("(?P<object>[^由归]{2,})[由归](?P<actor>[^由归]{2,})")
#: 《巡回保洁表》由保洁主管保存: the thing, and who does it; 将温度控制在26℃: who does it, and the thing.
_GIVEN_BY = re.compile(rf"(?P<object>[^由]{{2,}})由(?P<actor>(?:[^,;。:由]{{0,12}}?(?:{POSTS}))[^由]*)")
_BROUGHT = re.compile(rf"(?P<actor>[^,;。:将把]{{0,12}}?(?:{POSTS}))[将把](?P<object>[^将把]{{2,}})")
#: 押金100元/人 and 复印件7天后销毁 name a price and a time and not what is measured behind them.
#: And 报价告知业主后方可施工 is a promise of its own.
#: And 离场时交回门岗 tells what is done then.
_UNNAMED = re.compile(
    r"[^小学课工平同及临实定随按准即当届有计限延]时(?![间段长刻限效])[^,;。:]{2}|\d\s?(?:元|块钱|天|日|个?小时|分钟|个月|年|次)|押金|保证金|方可|方能|后方|才[可能准许]"
)
_EACH_TIME = "每次"
_SEASON = re.compile("[春夏秋冬]季|生长季|[冬夏]天|旺季|淡季|汛期|雨季")
_SINCE = re.compile("(?:应当|应该|应|必?须|务必|需)?[在自从于]?$")
_DUTY = re.compile(r"[\s、)]*(?:应当|应该|应(?![急答付])|须|需要|必须|务必|均|都|则|的(?!士)|并(?=应|须))*")
_AT = re.compile("^(?:应当|应该|应|须|需)?[于在]?")
#: Classes of tokens between the words of a bound that say what is done or counted.
_WORDS = frozenset("tcer")
#: Between the words of a count also what it is done before or behind, and to how many: 每年汛期前疏通一次, 每周擦3号楼1次.
_WORDS_OF_COUNT = _WORDS | frozenset("ABGlEs")
#: A bound that is measured; what is measured is said before it.
MEASURES = frozenset({Kind.RATIO, Kind.COUNT, Kind.QUANTITY, Kind.RETENTION})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a clause says around one bound, in its own words.

    Args:
        scope: Cases, times or things to which it is limited, in order of place.
        trigger: What starts the clock; "" where nothing does.
        ahead: Who acts on what, or what is counted: what stands before the bound and between its words.
        base: What a share is a share of.
        behind: What stands behind the bound.
    """

    scope: tuple[str, ...] = ()
    trigger: str = ""
    ahead: str = ""
    base: str = ""
    behind: str = ""


def surroundings_of(clause: Clause) -> list[Surroundings]:
    """Return what stands around each requirement of a clause, in their order."""
    sentence = _Sentence(clause)
    return [sentence.around(index) for index in range(len(clause.requirements))]


class _Sentence:
    """A clause cut at its breaks, with what was read in each part."""

    def __init__(self, clause: Clause) -> None:
        self.clause, self.bounds, self.plain = clause, clause.requirements, normalize(clause.text)
        self.segments = Segments(self.plain, clause.requirements)
        self.parts, self.first_in = self.segments.parts, self.segments.first_in

    def around(self, index: int) -> Surroundings:
        """Return what stands around one requirement."""
        bound, host = self.bounds[index], self.segments.host(index)
        part = self.segments.part_of(bound)
        raw = self.segments.ahead(host)
        between, base = self._inside(self.bounds[host])
        trigger, ahead, used = self._trigger(bound, part, raw, between)
        between = "" if trigger and trigger.removesuffix("前") in between else between
        # Of 每周翻沙1次、每季度消毒1次 what is done stands within each.
        listed = between and bound.kind in COUNTS and self.segments.goes_on(host)
        behind = "" if listed else tidy(_DUTY.sub("", self.segments.behind(host), count=1))
        own: tuple[str, ...] = ()
        if bound.kind is Kind.WINDOW:
            own, ahead = days_apart(ahead)
            if days := self.segments.day_of(index):
                own = (days.of(self.plain),)
        elif bound.kind is Kind.TIME_LIMIT:
            own, ahead = object_apart(ahead, behind)
        parted, ahead = self._parted(bound, f"{ahead}{between}")
        own += parted
        scope = (*self._scope(bound, part - used, raw.strip()), *own) or self._object(part - used, raw)
        if not behind and bound.kind not in MEASURES and (trigger or not ahead or ONLY_ACTOR.fullmatch(ahead)):
            behind = self._following(bound)
        if not behind and ahead == bound.condition:
            behind = self._as_before(index)
        if self._lacks_subject(bound, raw, ahead, behind):
            scope += self._subject(part - used, scope)
        scope = (*self._of_before(index, raw), *scope)
        around = Surroundings(scope, trigger, ahead, base, behind)
        known = self.segments.follows_case(index) or (bound.condition or "") in self.parts.head(bound.span.start)
        return _complete(bound, around, known=known)

    def _parted(self, bound: Requirement, ahead: str) -> tuple[tuple[str, ...], str]:
        """Return what stands before a bound as its scope and the rest: the thing and who keeps it, the season, 每次."""
        if bound.kind in MEASURES:
            hours = [other.span.of(self.plain) for other in self.bounds if other.kind is Kind.WINDOW]
            said = [each for each in hours if each in ahead]
            when = bound.condition or ""
            within = any(each in when for each in said)
            for each in (when, *said) if within else said:
                ahead = ahead.replace(each, "")
            if within:
                # 22:00至6:00巡逻时2人同行 promises two only then.
                return (when,), ahead.lstrip("、和及与,")
            if by := _GIVEN_BY.fullmatch(ahead):
                return (by["object"],), by["actor"]
            if brought := _BROUGHT.fullmatch(ahead):
                return (brought["actor"],), brought["object"]
            if ahead.endswith(_EACH_TIME) and ahead != _EACH_TIME:
                return (_EACH_TIME,), ahead.removesuffix(_EACH_TIME)
        elif (season := _SEASON.match(ahead)) and ACTOR.match(ahead[season.end() :]):
            return (season[0],), ahead[season.end() :]
        return (), ahead

    def _trigger(self, bound: Requirement, part: int, raw: str, between: str) -> tuple[str, str, int]:
        """Return what starts the clock, what is left before the bound, and how many parts before it that takes."""
        ahead, trigger = tidy(tailed(raw)), bound.trigger
        if bound.kind is Kind.TIME_LIMIT and bound.op == ">=" and between and "提前" not in bound.span.of(self.plain):
            # 最迟应于交付60日前: the event stands between the comparator and the time.
            return f"{_AT.sub('', between)}前", tidy(led(ahead)), 0
        if bound.kind is not Kind.TIME_LIMIT or not trigger:
            return "", tidy(led(ahead)), 0
        rest = ahead.rpartition(trigger)[2]
        if trigger in ahead and rest.startswith("("):
            # 紧急维修(水、电、气)20分钟内: the aside says which are meant.
            return f"{trigger}{rest}", tidy(led(_SINCE.sub("", ahead[: ahead.rindex(trigger)]))), 0
        core = trigger if trigger in ahead else trigger.removesuffix("前")
        if core in ahead:
            return trigger, tidy(led(_SINCE.sub("", ahead[: ahead.rindex(core)]))), 0
        if part and core in self.parts.text(part - 1) and self.first_in(part - 1) is None:
            return tidy(led(self.parts.text(part - 1))), tidy(led(ahead)), 1
        if ahead.endswith(trigger[-2:]):
            return ahead, "", 0
        return trigger if trigger.endswith(ENDS) else "", tidy(led(ahead)), 0

    def _inside(self, bound: Requirement) -> tuple[str, str]:
        """Return the words between those of a bound: what is counted, and what a share is a share of."""
        words, base, compared = "", "", False
        said = _WORDS_OF_COUNT if bound.kind in COUNTS else _WORDS - {"c"} if bound.per else _WORDS
        for token in self._tokens_of(bound):
            if token.letter in "OU":
                compared = True
                # 高于地面30厘米 is no bound but where the thing lies.
                words += token.text if bound.op == "==" != token.op and token.text in AGAINST else ""
            elif token.letter in said and bound.kind is Kind.RATIO and compared:
                base += token.text
            elif token.letter in said:
                words += token.text
        return tidy(tailed(words)), tidy(base).removesuffix("的")

    def _tokens_of(self, bound: Requirement) -> list[Token]:
        """Return the tokens of a bound; that 十点半 is an hour is told by what stands before it, 最迟."""
        if bound.kind is not Kind.WINDOW:
            return lexer_for(shipped()).tokens(bound.span.of(self.plain))
        tokens = lexer_for(shipped()).tokens(self.plain)
        return [token for token in tokens if bound.span.start <= token.start and token.end <= bound.span.end]

    def _scope(self, bound: Requirement, part: int, own: str) -> tuple[str, ...]:
        """Return the parts before a part that say for whom, when or of what it holds."""
        found: list[str] = []
        rest = is_rest(own)
        for place in range(part - 1, max(part - 1 - _BACK, -1), -1):
            if self.parts.closes(place) in STOPS or len(found) == _MOST:
                break
            if (other := self.first_in(place)) is not None:
                if ACTOR.match(own) or is_condition(own) or other.kind is not bound.kind:
                    break
                # What the part before holds for, its second limit holds for too.
                own = self.parts.head(other.span.start).strip()
                continue
            words = topic_of(self.parts, place, own)
            if rest and words.endswith(("的", "者")):
                # 不足1平方米的,3日内修补,其余7日内: of the others that case does not hold.
                break
            if words:
                found.insert(0, tidy(words))
            elif bound.kind is not Kind.TIME_LIMIT or found or ACTOR.match(own) or part - place > _BETWEEN:
                break
        return tuple(found)

    def _object(self, part: int, own: str) -> tuple[str, ...]:
        """药剂由主管保管,领用当日登记: of whom the part before speaks, where this one names nobody who acts."""
        own = own.strip()
        if part == 0 or self.parts.closes(part - 1) != "," or ACTOR.match(own):
            return ()
        if self.first_in(part - 1) is not None and own and not own.startswith(("自", "从", "在")):
            return ()
        by = _GIVEN_TO.match(self.parts.text(part - 1).strip())
        return (tidy(tailed(by["object"])),) if by and ACTOR.match(by["actor"]) else ()

    def _as_before(self, index: int) -> str:
        """夏季每日浇水2次,冬季每周1次: what the bound before is of, where this one says only when it holds."""
        bound, before = self.bounds[index], self.bounds[index - 1]
        if (
            index == 0
            or before.kind is not bound.kind
            or self.segments.part_of(before) + 1 != self.segments.part_of(bound)
        ):
            return ""
        return self._inside(before)[0] + tidy(self.segments.behind(index - 1))

    def _of_before(self, index: int, raw: str) -> tuple[str, ...]:
        """楼道玻璃1.8米以下每周擦1次,1.8米以上每季度擦1次: of what the count before is, where only the case is said again."""
        bound = self.bounds[index]
        if not bound.condition or raw.strip(" ()的") != bound.condition:
            return ()
        for place in range(index - 1, max(index - 1 - _BACK, -1), -1):
            before = self.bounds[place]
            between = range(self.segments.part_of(before), self.segments.part_of(bound))
            if not are_alike(before, bound) or not between or any(map(self.parts.stops, between)):
                return ()
            if is_size(before.condition or "") is not is_size(bound.condition):
                return ()
            words = self.segments.ahead(place).replace(before.condition or "", "").replace("()", "")
            if words := tidy(tailed(words).removesuffix("的").removesuffix("每年")):
                return () if any(map(str.isdigit, words)) else (words,)
        return ()

    def _lacks_subject(self, bound: Requirement, raw: str, ahead: str, behind: str) -> bool:
        """Tell whether a part does not say itself what is measured or what is done to what: 灯具,每季度掸尘一次."""
        if bound.kind in MEASURES:
            return len(ahead + behind) <= _BARE
        return bound.kind is not Kind.TIME_LIMIT and not raw.strip() and ACTOR.match(behind) is None

    def _subject(self, part: int, scope: tuple[str, ...]) -> tuple[str, ...]:
        """Return the part before as what is measured: 修剪路口绿篱,高度不超过60厘米."""
        place = part - 1
        if scope or place < 0 or self.first_in(place) is not None or self.parts.closes(place) in STOPS:
            return ()
        words = "" if self._acts_then(place) else tidy(led(self.parts.text(place)))
        named = words and not words.startswith(("不", "无", "没", "其中")) and _UNNAMED.search(words) is None
        return (words,) if named else ()

    def _acts_then(self, part: int) -> bool:
        """杂草高度超过10厘米即除 has a case of its own, and what is done in it."""
        inside = [each.span.end for each in self.clause.thresholds if self.parts.index(each.span.start) == part]
        behind = self.plain[max(inside) : self.parts.ends[part]] if inside else ""
        return len(behind) > 1 and not behind.endswith(("的", "者", "时", "后"))

    def _following(self, bound: Requirement) -> str:
        """接到报修后15分钟内,维修工到场: what is done stands in the next part."""
        part = self.parts.index(max(bound.span.end - 1, bound.span.start))
        if self.parts.closes(part) != "," or self.first_in(part + 1) is not None:
            return ""
        following = tidy(_DUTY.sub("", self.parts.text(part + 1), count=1))
        # 晨会不超过15分钟,迟到三次扣2分: what follows is said of whoever breaks it.
        return "" if following.startswith(OTHERWISE) or is_apart(bound, following) else following


def _complete(bound: Requirement, around: Surroundings, *, known: bool) -> Surroundings:
    """Add what the reader understood and these words do not say.

    Args:
        bound: What was read.
        around: Its words.
        known: Whether the words of its own part have been weighed, so that the condition may be that of another case.
    """
    scope, ahead = around.scope, around.ahead
    if not (scope or around.trigger or ahead or around.behind):
        ahead = bound.action or ""
    said = "".join((*scope, around.trigger, ahead, around.base, around.behind))
    if bound.condition and bound.condition not in said and not known:
        scope = (bound.condition, *scope)
    return Surroundings(scope, around.trigger, ahead, around.base, around.behind)
