"""Acts that a clause orders, forbids or allows, where nothing about them is measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from guicheng.domain.clause import Kind, State
from guicheng.domain.comparison import hours, prices
from guicheng.domain.comparison.bounds import Act, Bound, Clockwork, Kept, Polarity, Range, Rank, Stretch, Unread
from guicheng.domain.comparison.numbered import is_of_whom
from guicheng.domain.comparison.parts import Part
from guicheng.domain.comparison.subjects import topic_of
from guicheng.domain.comparison.surroundings import Surroundings
from guicheng.domain.comparison.term import Key, Term
from guicheng.domain.comparison.waits import kept_until, waiting_at
from guicheng.domain.values import Span

_MUST_NOT = re.compile(
    "不得|禁止|严禁|禁(?=[用放停入行烟])|(?<!准)不准|不许|不允许|不应|不可(?!抗)|不能|杜绝|严格禁止|切勿|勿|不予"
)
#: 清洗石材须使用中性清洁剂 asks for something, however often the work is done.
_USES = re.compile("(?:必须|须|应当?|要|一律)(?:使用|采用|选用|佩戴|穿戴|持有?)")
#: A ban on not doing something orders it: 不得不, 禁止不.
_DENIED_TWICE = re.compile("(?:不得|禁止|严禁|不准|不许|不允许|不应|不能|不可|杜绝)不(?![文明正按规])")
_NEED_NOT = re.compile("可以?不(?!受|限|包)|(?:并非|不是|没有?)必[须要]|无需|无须|不需要?|不必|不用(?!于)")
_MAY = re.compile("可以|可(?=[^以靠能])|允许|准许|准予|有权")
_MODAL = re.compile(
    "(?:不得|禁止|严禁|不准|不许|不允许|不应|不能|不可|杜绝)不(?![文明正按规])|可以?不(?!受|限|包)|(?:并非|不是|没有?)必[须要]|"
    "无需|无须|不需要|不需|不必|不用|不得|严格禁止|禁止|严禁|不准|不许|不允许|不应|不可|不能|杜绝|切勿|不予|可以|允许|准许|准予|有权|应当|应该|应|必须|须|需要|需|要|务必"
)
_GRADE = re.compile(r"(?<!第)([一二三四五六12345])\s?(级|星级|星|等)(?=标准|服务|要求|物业|$|[,;。)、])")
_GRADE_WORDS = re.compile("[一二三四五六]?(?:级|星级|星|等)")
#: Points that are asked for; points taken off or added (扣5分) are none.
_SCORE = re.compile(
    r"(?<![扣加减计记得增罚给每])(不低于|不少于|不得低于|达到?|高于|超过|不超过|不高于|低于|少于|>=|<=|>|<|为)?(?<![扣加减计记得增罚给每\d.])"
    r"(\d{1,3}(?:\.\d{1,2})?)分(?![钟之公类区时批工段级贝项别扣析包为成]|布)(以上|以下|及以上|\(含\)以上)?"
)
_AT_MOST = re.compile("不超过|不高于|^低于|少于$|<|以下")
_OPEN = re.compile("^(?:高于|超过|低于|少于|>|<)$")
_SCORE_WORDS = re.compile("得?分|评分|分数|以上|以下|及|含|达到?|不?[低高]于|不?超过|不?少于|为")
_COUNTED = re.compile("[次遍回趟]")
_FIGURE = re.compile(r"\d+(?:\.\d+)?%?")
_FOREVER = re.compile("(?:永久|永远)(?:性地?)?(?:保[存管留]|留存|存档|储存)")
#: A time that somebody names in each case.
_AGREED = re.compile(
    "(?:按照?|在|于)[^,;。]{0,8}(?:约定|指定|商定|预约|要求|协商)的?时[间限段]|"
    "(?:按照?|依照|依据|根据)[^,;。]{2,14}的(?:频次|频率|周期|次数|期限|时限|时间|年限|数量|比例)|"
    "(?:按照?|依照|依据|根据)[^,;。]{0,8}(?:合同|协议)(?:的?约定|配备|配置|执行|确定)|按照?[^,;。]{0,10}计划|"
    "视[^,;。]{0,10}(?:需要|情况|天气|人流|客流|进度|季节)[^,;。]{0,2}(?:而定|确定|安排|调整|决定)"
)
#: Words with which a bound is left to somebody's judgement.
_SET_ELSEWHERE = re.compile("^视|频|周期|次数|期|年限|数量|比例|约定|计划")
#: Longer than any number of years that a record is kept for.
_FOR_GOOD = Stretch(Fraction(12_000), Clockwork.MONTH)
#: A part that only says when the next ones hold: 装修开工前, 访客进入前, 上课时间内, 风力5级以上,
#: 单价1000元以上的采购.
_ONLY_WHEN = re.compile(
    "[^,;。]{1,12}(?<![以目])前|[^,;。]{1,8}(?:(?:时间|时段|期)[之以]?内|期间)"
    "|[^,;。须应]{0,12}\\d(?:万?元|米|平方米|吨)(?:[(]含[)])?(?:及?以上|以下|以内)?的(?![^,;。]*[须应])[^,;。]{2,10}"
    "|(?:遇|刮)?(?:大?风力?)?(?:达到?|在|超过)?[四五六七八九4-9]级(?:[(]含[)])?(?:及?以上)?(?:大风)?(?:天气)?时?"
)
#: The number of an item before its text.
_NUMBERED = re.compile(r"^[\s(]*\d{1,2}(?:\.\d{1,2})*[.、)\s]+")
_NUMERALS = "一二三四五六"
_VAGUE = ("vague-time", "vague-frequency", "immediate")


def terms(around: Surroundings) -> Iterator[Term]:
    """Yield the grade, the vague promise and the acts of a clause that measures nothing."""
    clause = around.clause
    if clause.requirements:
        yield from _bans(around)
        yield from _leaves(around)
        yield from _scores(around)
        yield from _prices(around)
        return
    if (grade := _GRADE.search(around.plain)) is not None:
        yield _of(around, 0, "grade", Span(*grade.span()), Rank(_number(grade[1]), grade[2].replace("星级", "星")))
        return
    if clause.state is State.UNREAD:
        yield from _prices(around)
        return
    vague = [word for word in clause.words if word.group.startswith(_VAGUE)]
    if vague:
        yield from prices.terms(around)
        word = vague[0]
        yield _of(around, around.part_at(word.span.start), "?", word.span, Unread(word.surface))
        yield from _bans(around)
        return
    yield from _unmeasured(around)


def _unmeasured(around: Surroundings) -> Iterator[Term]:
    """Yield the points and the acts of a clause that measures nothing, part by part."""
    if paid := list(prices.terms(around)):
        yield from paid
        return
    for index, part in enumerate(around.parts):
        only_when = around.is_proviso(index) or _ONLY_WHEN.fullmatch(around.plain, part.start, part.end)
        if around.is_exception(index) or (only_when and len(around.parts) > index + 1):
            continue
        if (bounded := _bounded(around, index, part)) is not None:
            yield bounded
            continue
        if (banned := hours.banned_days(around, index)) is not None:
            yield banned
        asks = around.clause.state is State.BEHAVIOUR or _USES.search(around.plain, part.start, part.end)
        if asks or _MUST_NOT.search(around.plain, part.start, part.end):
            yield _act(around, index, part)


def _bounded(around: Surroundings, index: int, part: Part) -> Term | None:
    """Return what a part bounds by other words than a number read: points, a time set elsewhere, a wait, for good."""
    if (score := _SCORE.search(around.plain, part.start, part.end)) is not None:
        return _scored(around, index, score)
    if (agreed := _AGREED.search(around.plain, part.start, part.end)) is not None:
        elsewhere = _SET_ELSEWHERE.search(agreed[0]) is not None
        if elsewhere or part.of("endpoint"):
            return _of(around, index, "?" if elsewhere else "deadline", Span(*agreed.span()), Unread(agreed[0]))
    if (wait := kept_until(around, index) or waiting_at(around, index)) is not None:
        return wait
    if (kept := _FOREVER.search(around.plain, part.start, part.end)) is not None:
        return _of(around, index, "retention", Span(*kept.span()), Kept(_FOR_GOOD))
    return None


def _scores(around: Surroundings) -> Iterator[Term]:
    """Yield the points asked for in parts where nothing else is measured, 每月 or 月度 aside."""
    measured = {
        around.part_at(requirement.span.start)
        for requirement in around.clause.requirements
        if requirement.kind is not Kind.FREQUENCY or _COUNTED.search(requirement.span.of(around.plain))
    }
    for index, part in enumerate(around.parts):
        score = None if index in measured else _SCORE.search(around.plain, part.start, part.end)
        if score is not None:
            yield _scored(around, index, score)


def _prices(around: Surroundings) -> Iterator[Term]:
    """Yield the prices in parts that measure nothing else: 每次收费80元，疏通后试水5分钟."""
    measured = {
        around.part_at(requirement.span.start)
        for requirement in around.clause.requirements
        if not prices.is_period(around, requirement) and not is_of_whom(around.plain, requirement)
    }
    yield from (term for term in prices.terms(around) if around.part_at(term.span.start) not in measured)


def _scored(around: Surroundings, index: int, score: re.Match[str]) -> Term:
    """Return the points that a part asks for: 满意度不低于90分."""
    span = Span(*score.span())
    topic = topic_of(around, index, span, "share")
    points = Fraction(score[2])
    sign = score[1] or score[3] or ""
    upper, open_end = bool(_AT_MOST.search(sign)), bool(_OPEN.search(sign))
    bound = (
        Range(None, points, high_open=open_end, unit="分")
        if upper
        else Range(points, None, low_open=open_end, unit="分")
    )
    residue = _SCORE_WORDS.sub("", topic.residue)
    return Term(
        Key(topic.key if not topic.key.startswith("?") else f"?{residue}", "score"),
        bound,
        scope=around.scope(index),
        residue=residue,
        words=span.of(around.clause.text),
        span=span,
    )


def _bans(around: Surroundings) -> Iterator[Term]:
    """Yield the bans that stand in parts of their own beside what is measured."""
    measured = {
        index
        for requirement in around.clause.requirements
        # 每周清洗，次数不得少于2次 is one measure over two parts.
        for index in range(around.part_at(requirement.span.start), around.part_at(requirement.span.end - 1) + 1)
    }
    for index, part in enumerate(around.parts):
        if (
            index not in measured
            and not around.is_proviso(index)
            and not (index and index - 1 in measured and around.says_only_when(index - 1))
            and _MUST_NOT.search(around.plain, part.start, part.end)
        ):
            if (banned := hours.banned_days(around, index)) is not None:
                yield banned
            yield _act(around, index, part)


def _leaves(around: Surroundings) -> Iterator[Term]:
    """Yield what is allowed on some days."""
    for requirement in around.clause.requirements:
        index = around.part_at(requirement.span.start)
        if requirement.kind is Kind.WINDOW and hours.is_leave(around, index, requirement):
            yield _act(around, index, around.parts[index])


def _number(numeral: str) -> int:
    return _NUMERALS.index(numeral) + 1 if numeral in _NUMERALS else int(numeral)


def _of(around: Surroundings, index: int, attribute: str, span: Span, bound: Bound) -> Term:
    topic = topic_of(around, index, span, attribute if attribute in {"grade", "retention"} else "deadline")
    key, residue = topic.key, topic.residue
    if attribute == "grade":
        # The grade itself is the bound, not a word that tells two activities apart.
        residue = _GRADE_WORDS.sub("", residue)
        key = f"?{residue}" if key.startswith("?") else key
    return Term(
        Key(key, attribute),
        bound,
        scope=around.scope(index),
        residue=residue,
        words=span.of(around.clause.text),
        span=span,
    )


def _act(around: Surroundings, index: int, part: Part) -> Term:
    span = Span(part.start, part.end)
    text = around.plain[part.start : part.end]
    topic = topic_of(around, index, span, "act")
    said = _said(around, part)
    key = topic.key if not topic.key.startswith("?") else f"?{said}"
    return Term(
        Key(key, "act"),
        Act(_polarity(text)),
        scope=around.scope(index),
        residue=around.unfilled(index, _MODAL) + _figures(text),
        words=span.of(around.clause.text),
        span=span,
    )


def _figures(text: str) -> str:
    """Return the figures in an act, which tell two acts apart although nothing measures them."""
    return "".join(_FIGURE.findall(_NUMBERED.sub("", text)))


def _polarity(text: str) -> Polarity:
    if _DENIED_TWICE.search(text):
        return Polarity.MUST
    if _MUST_NOT.search(text):
        return Polarity.MUST_NOT
    if _NEED_NOT.search(text):
        return Polarity.NEED_NOT
    return Polarity.MAY if _MAY.search(text) else Polarity.MUST


def _said(around: Surroundings, part: Part) -> str:
    """Return the act in its own words, without the party, the modal verb and punctuation."""
    text = around.plain[part.start : part.end]
    for hit in part.of("subject"):
        if around.leads(part, hit):
            text = text[hit.end - part.start :]
            break
    # Where and when it holds is told by the scope, not by what is done.
    for hit in part.of("scope"):
        text = text.replace(hit.word, "", 1)
    text = _MODAL.sub("", text)
    return "".join(char for char in text if "\u4e00" <= char <= "\u9fff" and char not in "的地得均都将请")
