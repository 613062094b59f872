"""Text in, typed requirements out; and what was not understood is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from guicheng.domain.clause.alternatives import size_before, tell_apart
from guicheng.domain.clause.cases import condition_of, without_days
from guicheng.domain.clause.clause import Clause, Gap, Promise, Word
from guicheng.domain.clause.context import Parts, action_of, trigger_of
from guicheng.domain.clause.lexer import letters, lexer_for
from guicheng.domain.clause.lexicon import Lexicon, shipped
from guicheng.domain.clause.namesakes import without_namesakes
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.patterns import matches
from guicheng.domain.clause.requirement import Kind, Requirement
from guicheng.domain.clause.scene import Draft, Scene, cues_of
from guicheng.domain.clause.settling import settle
from guicheng.domain.clause.state import state_of
from guicheng.domain.clause.tokens import Token
from guicheng.domain.values import ClauseRef, Span

#: Token classes that carry a quantity; one that no pattern consumed is a gap. 每位, 年度 and 当日 carry none.
_QUANTITIES = frozenset("DHFKRXGQPYI/CLMnm")
_CASE = re.compile(r"[(][^()]{1,3}[)][^;。]{4,200}的[;。]?\s*$")
_CASE_OF_LABEL = re.compile(r"[(][^()]{2,24}[)]:")
_JOINED = re.compile("[^,;。:]{0,16}(?:且|并且)[^,;。:]{0,24}")
_MODAL = re.compile("应|须|不得|不准|必须|严禁|禁止|不少于|不低于")
_DEFINITION = re.compile(
    r"^[^,;。]{1,16}?(?:,?[:(\s]?\s?(?:是指|系指|指的是)|[:(\s]?\s?指(?![定示派导挥引南纹标明令数针甲环头尖向望责认点控使出正压背手教战]))"
)
_FORBIDS = re.compile(
    "(?:不得|不能|不应|不可|不准|不允许|不宜|不要|不许|切勿|请勿|切忌|严禁|禁止|避免|防止|杜绝)[^,;。]{0,10}$"
)
_QUOTED = re.compile("「[^「」]{0,120}」")
#: What stands between the entries of a list of hours.
_LISTED = re.compile(r"[、,和及与\s]{1,3}")
_NEXT_ENTRY = re.compile(r"\s?[、和及与]\s?")
_IN_ORDER = re.compile("(?:分别|依次|各自)[^,;。:、]{0,16}$")
#: What a bound is changed to: 装修期可放宽至8%.
_CHANGED = re.compile("(?:放宽|放松|延长|提高|降低|缩短|收紧|[上下]调|上浮|调整)(?:至|到|为)?$")
#: How far before a bound it may say that those of a list are in order.
_REACH = 16
_NONE = re.compile(
    r"(?:事故|投诉|火灾|失窃|案件|伤亡|差错|曝光)(?:发生)?(?:数|次数|起数|件数)?[^,;。:率]{0,4}?(?:为|等于|=|:)\s?(?:零|0)(?!\s?[\d.起次件宗例个%])"
)
_ZERO_RATE = re.compile(r"率(?:须|应)?(?:为|是|:|=)\s?(?:零|0)(?![\d.%])")
_NEVER = re.compile(
    r"(?:不(?:得|能|会|可|应)?发生|不出现|未发生|零|无(?![论关法需须人障]))"
    r"([^,;。:!?\n,、零无·半每各\d一二两三四五六七八九十百]{0,12}?(?:事故|投诉|火灾|失窃|案件|伤亡|差错))"
    r"(?![率者人处箱的预等后时现问”」])"
)


def read(text: str, *, ref: ClauseRef | None = None, lexicon: Lexicon | None = None) -> Clause:
    """Read one clause.

    Args:
        text: The clause as written; any text at all.
        ref: Where it stands; kept with the reading.
        lexicon: The words to read by; the shipped ones by default.

    Returns:
        The reading. It never raises, and every span indexes ``text``.

    Example:
        >>> clause = read("接到报修后30分钟内到场")
        >>> [(r.kind.value, r.op, str(r.value), r.unit) for r in clause.requirements]
        [('time_limit', '<=', '30', 'minute')]
    """
    lexicon = lexicon or shipped()
    plain = normalize(text)
    scene = Scene(plain, lexer_for(lexicon).tokens(plain), cues_of(lexicon))
    settle(scene)
    _turn_forbidden(scene)
    parts = Parts(plain)
    found, consumed = _match(scene)
    _share_bounds(plain, [draft for draft, _name in found])
    _follow_changed(plain, [draft for draft, _name in found])
    if ("指" in plain and _DEFINITION.match(plain)) or _is_listed_case(plain):
        for draft, _name in found:
            draft.threshold = True
    _join_conditions(plain, [draft for draft, _name in found])
    _bracket_conditions(plain, [draft for draft, _name in found])
    tell_apart(plain, [draft for draft, _name in found])
    left = [token for index, token in enumerate(scene.tokens) if token.letter in _QUANTITIES and index not in consumed]
    if any(word in plain for word in ("零", "无", "0", "发生", "出现")):
        never = list(_never(scene, [token for token in left if token.text not in {"0", "零"}]))
        zeros = {place for draft, _name in never for place in range(draft.start, draft.end)}
        left = [token for token in left if token.start not in zeros]
        found += never
    found.sort(key=lambda pair: pair[0].start)
    found = without_namesakes(plain, found, [token.start for token in left])
    gaps = tuple([Gap(token.span, token.span.of(text)) for token in left])
    words = lexicon.words(plain, text)
    severities = tuple(word for word in words if lexicon.tells_case(word))
    listed = _listed_windows(plain, [draft for draft, _name in found])
    cases = [draft for draft, _name in found if draft.threshold]
    hours = _hours_before(parts, [draft for draft, _name in found])
    attached = [
        (draft, _attach(draft, name, parts, severities, listed.get(id(draft)), hours=hours.get(id(draft)), cases=cases))
        for draft, name in found
    ]
    requirements = tuple([bound for draft, bound in attached if not draft.threshold])
    thresholds = tuple([bound for draft, bound in attached if draft.threshold])
    promises = tuple(_promises(parts, requirements, words))
    state = state_of(plain, requirements, gaps, promises, thresholds)
    return Clause(text, state, requirements, thresholds, promises, words, gaps, ref or ClauseRef())


def _match(scene: Scene) -> tuple[list[tuple[Draft, str]], set[int]]:
    found: list[tuple[Draft, str]] = []
    consumed: set[int] = set()
    for pattern, first, last in matches(letters(scene.tokens)):
        drafts = list(pattern.build(scene, scene.tokens[first:last]))
        scene.drafts.extend(drafts)
        found.extend((draft, pattern.name) for draft in drafts)
        if drafts or not pattern.unread_when_empty:
            consumed.update(range(first, last))
    return found, consumed


def _share_bounds(plain: str, drafts: list[Draft]) -> None:
    """Give the entries of 依次不低于100%、90%、80% the direction and the period that are said once, before the first."""
    ordered = False
    for first, second in pairwise(drafts):
        ordered = ordered or _IN_ORDER.search(plain, max(0, first.start - _REACH), first.end) is not None
        ordered = ordered and _NEXT_ENTRY.fullmatch(plain, first.end, second.start) is not None
        alike = (first.kind, first.unit) == (second.kind, second.unit)
        turns = first.kind is Kind.FREQUENCY and second.kind is Kind.COUNT and second.unit == "次"
        if ordered and (alike or turns) and second.op == "==" and not second.threshold:
            second.kind, second.unit = first.kind, first.unit
            second.op, second.per = first.op, second.per or first.per


def _follow_changed(plain: str, drafts: list[Draft]) -> None:
    """Give the number of 可放宽至8% the direction of the one before it, which it takes the place of."""
    for first, second in pairwise(drafts):
        alike = (first.kind, first.unit) == (second.kind, second.unit) and not (first.threshold or second.threshold)
        if alike and second.op == "==" and _CHANGED.search(plain, first.end, second.start):
            second.op, second.per = first.op, second.per or first.per


def _is_listed_case(plain: str) -> bool:
    """(三)两个以上区域经同意合并的; is one case of a list whose rule stands elsewhere."""
    return plain.startswith("(") and _CASE.match(plain) is not None and _MODAL.search(plain) is None


def _join_conditions(plain: str, drafts: list[Draft]) -> None:
    """交付满两年且面积达到50%以上: what 且 joins to a condition is one too."""
    for first, second in pairwise(drafts):
        between = plain[first.end : second.start]
        if first.threshold and _JOINED.fullmatch(between) and not _MODAL.search(between):
            second.threshold = True


def _bracket_conditions(plain: str, drafts: list[Draft]) -> None:
    """扫雪人员（积雪厚度5厘米及以上）：至少8人 says before the colon in which case the number behind it holds."""
    for match in _CASE_OF_LABEL.finditer(plain):
        inside = [each for each in drafts if match.start() < each.start and each.end <= match.end()]
        if any(each.start >= match.end() for each in drafts):
            for each in inside:
                each.threshold |= each.op != "==" and each.kind is Kind.QUANTITY


def _turn_forbidden(scene: Scene) -> None:
    """不得连续工作超过12小时 sets a ceiling: the comparator turns where its part forbids going over it."""
    for token in scene.tokens:
        if token.letter == "U" and token.op == ">" and _FORBIDS.search(scene.before(token.start, 14)):
            token.letter, token.op = "O", "<="


def _never(scene: Scene, left: list[Token]) -> Iterator[tuple[Draft, str]]:
    """Read 不发生安全事故: none at all may happen."""
    unread = {place for token in left for place in range(token.start, token.end)}
    plain = _QUOTED.sub(lambda match: " " * len(match.group()), scene.plain) if "「" in scene.plain else scene.plain
    for match in _NEVER.finditer(plain):
        if unread.isdisjoint(range(match.start(), match.end())):
            yield Draft(Kind.COUNT, "==", Decimal(0), "次", None, match.start(), match.end()), "never"
    for match in _NONE.finditer(plain):
        yield Draft(Kind.COUNT, "==", Decimal(0), "次", None, match.start(), match.end()), "none"
    for match in _ZERO_RATE.finditer(plain):
        yield Draft(Kind.RATIO, "==", Decimal(0), "%", None, match.start(), match.end()), "zero-rate"


def _listed_windows(plain: str, drafts: list[Draft]) -> dict[int, Span]:
    """Return the place of the whole list for each window of one (8:00-12:00、14:00-18:00), by identity."""
    lists: list[list[Draft]] = []
    for draft in drafts:
        last = lists[-1][-1] if lists else None
        if draft.kind is not Kind.WINDOW or ":" not in str(draft.value):
            continue
        if last is not None and _LISTED.fullmatch(plain, last.end, draft.start):
            lists[-1].append(draft)
        else:
            lists.append([draft])
    return {
        id(each): Span(entries[0].start, entries[-1].end) for entries in lists if len(entries) > 1 for each in entries
    }


def _hours_before(parts: Parts, drafts: list[Draft]) -> dict[int, Span]:
    """Return the hours that stand before a bound in its part, 0点到5点每小时一趟, by identity of the bound."""
    found: dict[int, Span] = {}
    hours: Span | None = None
    for draft in drafts:
        if hours is not None and parts.index(hours.start) != parts.index(draft.start):
            hours = None
        if draft.kind is Kind.WINDOW and ":" in str(draft.value):
            hours = Span(hours.start if hours else draft.start, draft.end)
        elif hours is not None and draft.start >= hours.end:
            found[id(draft)] = hours
    return found


def _attach(
    draft: Draft,
    pattern: str,
    parts: Parts,
    severities: tuple[Word, ...],
    listed: Span | None,
    *,
    hours: Span | None,
    cases: list[Draft],
) -> Requirement:
    """Add what stands around a bound, around the list in which it stands, and the hours in which it holds."""
    start, end = (listed.start, listed.end) if listed else (draft.start, draft.end)
    trigger = None
    if draft.kind is Kind.TIME_LIMIT:
        ahead = draft.op == ">=" or pattern == "before-by-days"
        trigger = trigger_of(parts, draft.start, notice=ahead)
    action = action_of(parts, start, end)
    return Requirement(
        draft.kind,
        draft.op,
        draft.value,
        draft.unit,
        draft.per,
        trigger,
        without_days(action) if draft.kind is Kind.WINDOW else action,
        condition_of(parts, Span(start, end), severities, draft.kind, hours) or size_before(parts, start, cases),
        Span(draft.start, draft.end),
        pattern,
    )


def _promises(parts: Parts, requirements: tuple[Requirement, ...], words: tuple[Word, ...]) -> Iterator[Promise]:
    """Split a clause at its breaks; a bound or word belongs to the part in which it begins."""
    bounds: dict[int, list[Requirement]] = {}
    for requirement in requirements:
        bounds.setdefault(parts.index(requirement.span.start), []).append(requirement)
    terms: dict[int, list[Word]] = {}
    for word in words:
        terms.setdefault(parts.index(word.span.start), []).append(word)
    for index, (start, end) in enumerate(zip(parts.starts, parts.ends, strict=True)):
        if parts.plain[start:end].strip():
            yield Promise(Span(start, end), tuple(bounds.get(index, ())), tuple(terms.get(index, ())))
