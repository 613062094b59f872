"""Clauses as duties of law are held against them: each promise with the words around it, read once for all duties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from guicheng.domain.clause import Clause, Kind
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.bounds import Hours, Use
from guicheng.domain.comparison.promises import terms_of
from guicheng.domain.comparison.scope import ANYWHERE, Scope
from guicheng.domain.comparison.surroundings import Surroundings
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.topics import LegalTopic
from guicheng.domain.comparison.vocabulary import shipped_vocabulary
from guicheng.domain.values import Span

HOURS = frozenset({"hours", "off_time", "by_time"})
#: A place or a line that hours are of; without one they are of what the sentence begins with.
_PLACE = re.compile("[室岗台库场厅店馆池部房亭]|(?<![开关锁])门(?!禁)|中心|电话|热线")
_ACTS = frozenset({"deadline", "notice"})
_STOP = re.compile("[。!?\n]")
_LABEL = re.compile("[^,。;:|]{2,12}:")
#: A field of such a list that names no more than what kind of number it holds: 频次:1次/月.
_FIELD = re.compile(
    r"\s*(?:(?:工作|作业|服务|维保|保养)?(?:频[次率度]|周期)|次数|间隔|时[间限]|期限|人数)(?:要求|标准)?[::]"
)
_MARKS = ",、。;!?→\n"
_OWN = re.compile("[^,、。;!?→\n]*")
#: The first part of a sentence, which names what all of it is about.
_OPENING = re.compile("[^,。;!?→\n]{2,40}?[,、]")
_BREAK = re.compile("[。;!?\n]")
#: The case that a sentence begins with, for all that it promises: 电梯困人时，值班员5分钟内赶到，维保单位30分钟内到达.
_CASE = re.compile("[^,。;:]{2,20}(?:时|后|的)[,:]|[^,。;:0-9]{2,8}[,:]")
#: What stands before the time for which a notice hangs.
ON_SHOW = re.compile(
    "(?:公示|公告|公布|张贴|公开|张榜|上榜|亮榜|上墙|挂网|挂出来?|贴出[来去]?|(?:公示|公告|告示|通知)[挂贴]"
    "|[挂贴晒登](?:到|在|上)?(?:公告|公示|宣传|通知)[栏板])"
    "[里内上中]?(?:期|时间|满|够|足|不少于|至少|不得少于)?$"
)
#: What hangs until a time is full: 贴满两天即可撤下.
_HUNG = re.compile("(?<![补津])[挂贴]$")
#: A notice that is over some days on: 公示期满2天后撤除 lets it hang for two days, unless the clause says for how many.
_OVER = re.compile("(?:公示|公告|张贴)期满$")
_DAYS = re.compile(r"[\d一二两三四五六七八九十半]+\s?个?(?:工作日|日|天|周|月)")
#: When a record is gone, it has been kept no longer.
GONE = re.compile("销毁|毁掉|处理掉|覆盖|删除|删掉|清除|清掉|丢弃|扔掉|作废|清理|碎掉")
_RECORD = re.compile("(?:记录[本册表单]?|档案|资料|台账|录像|报告|[维保]单|登记[本簿册])[^,;。|]{0,4}$")
_GONE_THEN = re.compile(f"[^,;。|]{{0,16}}?(?:{GONE.pattern})")
#: What stands behind the share with which something is carried: 占三分之一以上即可, 达到一半就有效.
_CARRIED = re.compile("[^,;。]{0,4}?(?:即可|即为?有效|即通过|就行|就可以?|就有效|就通过|便可|即算|就算)")
#: What stands before how long something may stand still before it is reported, and behind it.
_STOPPED = re.compile("(?:停用|停运|停机|停止使用|中断)[^,;。]{0,6}$|(?:停用|停运|停机)[^;。]{1,16},停$")
#: What is done no sooner than some time after what makes it due: 上岗满两个月再备案.
_ONLY_THEN = re.compile(
    r"[^,;。]{0,6},?[^,;。]{0,6}?(?:再(?![次由])|才|方可?)[^,;。]{0,14}?(?:备案|登记|报到|报告|上报|答复|公告|告知)"
)
#: What may go on until some time is over: 租期可签到业主大会成立后满三年为止.
_UNTIL_OVER = re.compile("[^,;。]{0,2}(?:为止|止(?!步)|到期|终止)")
_SPANS = frozenset({"hour", "day", "workday", "month"})
_LONG = _SPANS | {"year"}
_TOLD = re.compile("[^;。]{0,18}?报(?!废|警主机|警系统)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A promise with the words around it.

    Args:
        clause: Its clause.
        term: The promise.
        near: The normalized words of the clause that are its own: all where no other promise bounds the same.
        part: Those of its own part of the sentence with the case ahead, whatever else is promised.
        heading: The normalized heading above the clause, "" where that is another promise's.
        plain: All normalized words of the clause.
        sole: Whether it is the only promise of its clause.
    """

    clause: Clause
    term: Term
    near: str
    part: str
    heading: str
    plain: str
    sole: bool

    @property
    def opening(self) -> str:
        """The first part of its sentence, "" where the promise stands in that part itself."""
        found = _OPENING.match(self.plain, _sentence_of(self.plain, self.term.span.start))
        return found[0] if found and found.end() <= self.term.span.start else ""

    @property
    def own(self) -> tuple[str, str, str]:
        """What stands before the bound in its own part, what stands behind it there, and the case ahead of all."""
        span = self.term.span
        ahead = max(self.plain.rfind(mark, 0, span.start) for mark in _MARKS) + 1
        behind = _OWN.match(self.plain, span.end)
        case = _CASE.match(self.plain, _sentence_of(self.plain, span.start), ahead)
        return self.plain[ahead : span.end], behind[0] if behind else "", case[0] if case else ""


class Speaking:
    """Clauses with their promises.

    Args:
        clauses: The clauses of a company or an estate.
    """

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._texts = tuple([(clause, normalize(clause.text)) for clause in clauses])
        self.promises = tuple([source for clause, plain in self._texts for source in _promises(clause, plain)])
        self._of: dict[str, tuple[tuple[Clause, str], ...]] = {}
        self._boxes: dict[str, tuple[Scope, ...]] = {}

    def of(self, topic: LegalTopic) -> tuple[tuple[Clause, str], ...]:
        """Return the clauses that speak of a topic, each with its plain text."""
        if topic.key not in self._of:
            self._of[topic.key] = tuple([each for each in self._texts if topic.speaks_in(each[1])])
        return self._of[topic.key]

    @property
    def texts(self) -> tuple[tuple[Clause, str], ...]:
        """All clauses, each with its plain text."""
        return self._texts

    def boxes_of(self, clause: Clause) -> tuple[Scope, ...]:
        """Return the cells of each part of a clause: for whom and when it holds, not where, its subject."""
        if clause.text not in self._boxes:
            around = Surroundings(clause, shipped_vocabulary())
            boxes = [around.scope(index).without("space") for index in range(len(around.parts))]
            self._boxes[clause.text] = tuple(dict.fromkeys(boxes)) or (ANYWHERE,)
        return self._boxes[clause.text]


def _showing(clause: Clause, plain: str) -> Clause:
    """Return a clause in which the time after which something goes on is a figure too, where it binds somebody.

    公示15日后提交表决 orders no more than that what follows comes later, and yet it tells how long the notice hangs;
    停用超过48小时的，报告 lets nobody know any sooner, and a record that is cleared out after a year is kept for a year.
    """
    shown = {
        each: each for each in clause.thresholds if each.op in {">", ">=", "=="} and _is_shown(plain, each.span.start)
    }
    shown |= {
        each: replace(each, kind=Kind.TIME_LIMIT, op="<=")
        for each in clause.thresholds
        if each.op in {">", ">="} and _STOPPED.search(plain[: each.span.start]) and _TOLD.match(plain, each.span.end)
    }
    shown |= {
        each: replace(each, kind=Kind.TIME_LIMIT, op="<=")
        for each in clause.thresholds
        if each.op in {">", ">=", "=="} and each.unit in _SPANS and _ONLY_THEN.match(plain, each.span.end)
    }
    shown |= {
        each: replace(each, kind=Kind.TIME_LIMIT, op="<=")
        for each in clause.thresholds
        if each.op in {">", ">="} and each.unit in _LONG and _UNTIL_OVER.match(plain, each.span.end)
    }
    shown |= {
        each: each
        for each in clause.thresholds
        if each.kind is Kind.RATIO and each.op in {">", ">=", "=="} and _CARRIED.match(plain, each.span.end)
    }
    shown |= {
        each: replace(each, kind=Kind.RETENTION)
        for each in clause.thresholds
        if each.op in {">", ">="}
        and _RECORD.search(plain, 0, each.span.start)
        and _GONE_THEN.match(plain, each.span.end)
    }
    if not shown:
        return clause
    figures = sorted([*clause.requirements, *shown.values()], key=lambda each: each.span.start)
    deciding = tuple([each for each in clause.thresholds if each not in shown])
    return replace(clause, requirements=tuple(figures), thresholds=deciding)


def _is_shown(plain: str, place: int) -> bool:
    """Tell whether the time that stands at a place is how long something hangs."""
    hung = plain.startswith(("满", "够", "足"), place) and _HUNG.search(plain, 0, place)
    over = _OVER.search(plain, 0, place) and len(_DAYS.findall(plain)) == 1
    return bool(hung or over or ON_SHOW.search(plain, 0, place))


def _promises(clause: Clause, plain: str) -> Iterator[Spoken]:
    """Yield the promises of a clause, each with its part of the sentence from the promise before it on."""
    section = normalize(clause.ref.section)
    terms = _round_the_clock(sorted(terms_of(_showing(clause, plain)), key=lambda term: term.span), plain)
    for index, term in enumerate(terms):
        ahead = [
            earlier.span.end
            for earlier in terms[:index]
            if earlier.span.end <= term.span.start
            # 商场营业时间9:00-22:00，防火巡查每小时1次 says with its hours where and when the round is.
            and (earlier.key.attribute not in HOURS or term.key.attribute in HOURS)
        ]
        sentence = _sentence_of(plain, term.span.start)
        start = max([sentence, *ahead])
        ends = [place for mark in ",。;→\n" if (place := plain.find(mark, term.span.end)) >= 0]
        near = plain[start : min(ends, default=len(plain))]
        if term.key.attribute in HOURS and not _has_place(plain, start, term):
            near = plain[sentence : terms[0].span.start] + near
        elif sentence and _is_listed(plain, sentence, term) and (label := _label(plain, sentence)):
            near = label + near
        elif start > sentence and (case := _CASE.match(plain, sentence, terms[0].span.start)):
            near = case[0] + near
        alone = sum(other.key.attribute == term.key.attribute for other in terms) == 1
        yield Spoken(
            clause, term, plain if alone else near, near, section if alone or not index else "", plain, len(terms) == 1
        )


def _is_listed(plain: str, start: int, term: Term) -> bool:
    """Tell whether a promise may be an item of a list under a label: an act within a time, or a field of numbers."""
    return term.key.attribute in _ACTS or _FIELD.match(plain, start) is not None


def _label(plain: str, start: int) -> str:
    """Return the case that a list of sentences begins with: 电梯困人:监控员立即应答;维保公司30分钟内到场."""
    whole = max((hit.end() for hit in _STOP.finditer(plain, 0, start)), default=0)
    found = _LABEL.match(plain, whole, start)
    return found[0] if found and whole < start else ""


def _sentence_of(plain: str, place: int) -> int:
    """Return where the sentence begins in which a place stands."""
    return max((hit.end() for hit in _BREAK.finditer(plain, 0, place)), default=0)


def _has_place(plain: str, start: int, term: Term) -> bool:
    """Tell whether the part in which hours stand names a place or a line of its own."""
    return _PLACE.search(plain, max(start, plain.rfind(",", 0, term.span.start) + 1), term.span.end) is not None


def _round_the_clock(terms: Sequence[Term], plain: str) -> list[Term]:
    """Return promises with the hours of one place as one, each told with who is there: 白天由甲班值守，夜间由乙班值守."""
    found: list[Term] = []
    for term in terms:
        last = found[-1] if found else term
        bound, before = term.bound, last.bound
        if (
            last is not term
            and isinstance(bound, Hours)
            and isinstance(before, Hours)
            and bound.use is before.use is Use.SERVICE
            and _sentence_of(plain, term.span.start) <= last.span.start
            and not _has_place(plain, last.span.end, term)
        ):
            both = replace(before, minutes=before.minutes | bound.minutes)
            span = Span(last.span.start, term.span.end)
            found[-1] = replace(last, bound=both, scope=last.scope.without("hour"), span=span)
        else:
            found.append(term)
    return found
