"""What starts the clock of a limit and what stops it."""

from __future__ import annotations

import re
from itertools import pairwise

from guicheng.domain.clause import Requirement
from guicheng.domain.comparison.dealing import dealt
from guicheng.domain.comparison.parts import Part, of_severity
from guicheng.domain.comparison.surroundings import Surroundings
from guicheng.domain.comparison.tables import stage_named
from guicheng.domain.comparison.vocabulary import Hit

_SINCE = re.compile("[^,;。]{0,4}?(?:之日起|后|起|之日)")
#: A part that only says from when a clock runs.
_COUNTED = re.compile("[自从][^,;。]{2,24}?(?:起算?|开始计?算)[。;]?")
_STARTS = re.compile("后|起|时|之日|接到|收到|接报|发现|发生|报修|投诉|申请|即|的$")
#: What follows an act that only starts the clock.
_EVENT = re.compile("(?:完毕|完成|之)?(?:后|起|之日|日起|时(?!间|限|长)|的(?=,))")
#: 发现植株枯死后 runs from when somebody finds it.
_FOUND = re.compile("发现[^,;。]{1,10}(?:后|的|起|时)")
#: What is done to its end, whatever it is: 清扫干净, 安装到位.
_ENDED = re.compile("[一-鿿]{2}(?:完毕|干净|到位|妥当|完成|完)$|[补配换]齐$")
_EXAMPLE = re.compile("[^,;。]{0,4}等")
#: What begins, up to the word after which the clock runs.
_BEGUN = re.compile(r"开始([一-鿿]{1,8}?(?:后|起|之日))")
#: Verbs that end whatever their clause names, and stages that such a clause may name.
_DONE = frozenset({"完成", "办理"})
_NAMED = frozenset(
    {"visited", "replied", "approved", "corrected", "patrolled", "accepted", "rechecked", "notified", "published",
     "reported", "filed_with", "handed_over", "returned", "delivered", "closed", "submitted", "confirmed"}
)  # fmt: skip
_REPORTER = re.compile("报警(?:系统|主机|装置|设备|控制|探测|按钮|阀|器)")
_ALL_OF = frozenset({"", "了", "全部", "所有", "各项", "全部的"})
_REST = re.compile("其[余他它]的?[^,;。]{0,4}")
#: What may stand between two stages that one limit holds, and a stage that ends nothing by itself.
_AND = re.compile("[^,;。]{0,8}?(?:并且?|且|和|以?及)(?:同时|全部|予以)?(?:[在于向将把对][^,;。]{1,8})?[^,;。]{0,2}")
#: 报 alone is to tell somebody; 报修 is what comes in.
_TELL, _COMES_IN = "报", frozenset("修障事价名到废表")
#: 预报 tells of weather, 申报 and 填报 are of their own.
_NO_REPORT = frozenset("预申填简年月季日周")
#: 控制住 ends something, 控制在30分钟以内 only bounds it.
_HOLD, _HELD_AT = "控制", frozenset("在于到")
#: Names of papers and people in which an act is no event: 特种作业操作证, 作业指导书, 施工单位.
_NAMED_AFTER = re.compile("特种作业|(?:作业|施工)(?:指导书|人员|单位|班组|证|方案|面|区|队|现场)")
#: A take-over is what is filed, published or mended behind it, and whoever looks at it is said otherwise.
_TAKE_OVER = re.compile("(?<=承接|接管|交接|接手)查验|查验(?=完|后|结束|问题|情况|发现|不合格|结果|资料|手续|遗留)")
#: Whoever is there has not yet mended anything.
_THERE, _MENDED = "arrived", re.compile(".*(?:好|复|完毕|完成)")
_VAGUE_STAGES = frozenset({"handled", "started"})


def endpoints_of(around: Surroundings, index: int, requirement: Requirement) -> tuple[str, ...]:
    """Return the stages that stop the clock, at least one ("" where none is named).

    They are looked for behind the limit, else before it, else in a label or the next part. There are more where one
    limit holds acts of which none comes after the other: 30分钟内到场并上报.
    """
    part = around.parts[index]
    if own := dealt(around.clause, around.plain, part, _stages(around, part), requirement.span):
        return (own.value,)
    # The 维修 of 一般维修30分钟内 is what the next limit is for.
    cases = {hit.end for hit in of_severity(part)}
    behind = [hit for hit in _acts(around, part) if hit.start >= requirement.span.start and hit.start not in cases]
    if behind and (whose := _whose_end(around, behind)):
        return (whose,)
    if behind:
        return (_named(around, index, requirement),) if behind[0].word in _DONE else _joined(around, behind)
    ahead = [
        hit
        for hit in _stages(around, part)
        if hit.end <= requirement.span.start
        and not _starts(around, hit, requirement)
        and not any(event.start <= hit.start and hit.end < event.end for event in part.of("trigger"))
    ]
    if ahead:
        return (ahead[-1].value,)
    found = _labelled(around, index) or _following(around, index) or _before(around, index, requirement)
    return (found or ("finished" if _ENDED.search(around.plain[requirement.span.end : part.end]) else ""),)


def _whose_end(around: Surroundings, behind: list[Hit]) -> str:
    """Return the act of which a limit says that it is over, "" for none: the 移交 of 办理完毕移交手续."""
    over, *acts = behind[:2]
    if over.value != "finished" or not acts or acts[0].value not in _NAMED:
        return ""
    return acts[0].value if around.plain[over.end : acts[0].start] in _ALL_OF else ""


def _stages(around: Surroundings, part: Part) -> list[Hit]:
    """Return the stages that a part names; the 报 of 报修 tells nobody anything, the 查验 of 承接查验 is no round."""
    names = {found.start() for found in _TAKE_OVER.finditer(around.plain, part.start, part.end)}
    return [hit for hit in part.of("endpoint") if hit.start not in names and not _says_otherwise(around.plain, hit)]


def _says_otherwise(plain: str, hit: Hit) -> bool:
    """Tell whether the characters beside a word make another of it: 报修, 预报, 控制在."""
    before, after = plain[max(0, hit.start - 1) : hit.start], plain[hit.end : hit.end + 1]
    if hit.word == _TELL:
        return after in _COMES_IN or before in _NO_REPORT
    return hit.word == _HOLD and after in _HELD_AT


def _acts(around: Surroundings, part: Part) -> list[Hit]:
    """Return the stages that a part names, but for those in the name of a party: the 维修 of 维修人员."""
    parties = part.of("subject")
    return [
        hit
        for hit in _stages(around, part)
        if not any(party.start <= hit.start and hit.end <= party.end and hit.word != party.word for party in parties)
    ]


def _before(around: Surroundings, index: int, requirement: Requirement) -> str:
    """Return the stage of the limit before where a part names only cases and a time: 急修30分钟到场，小修2小时."""
    part = around.parts[index]
    said = around.plain[part.start : requirement.span.start]
    behind = around.plain[requirement.span.end : part.end].strip("。;, ")
    earlier = around.parts[index - 1] if index else part
    cases = part.of("scope") and not around.residue(index, frozenset())
    if behind or earlier.sentence != part.sentence or not (cases or _REST.fullmatch(said)):
        return ""
    named = _stages(around, earlier)
    return named[-1].value if named else ""


def _labelled(around: Surroundings, index: int) -> str:
    """Return the stage in the label before a colon: the 修复 of 修复时限：2小时."""
    part = around.parts[index]
    if index == 0 or around.plain[part.start - 1] != ":":
        return ""
    named = _stages(around, around.parts[index - 1])
    return named[-1].value if named else ""


def _following(around: Surroundings, index: int) -> str:
    """Return the stage in the next part of the sentence, unless that is the label of another bound.

    Where that part is of other cases with a limit of their own, and no stage, the part behind it tells for both.
    """
    for part in around.parts[index + 1 :]:
        if part.sentence != around.parts[index].sentence or around.plain.startswith(":", part.end):
            break
        named = _acts(around, part)
        if named or not _is_listed(around, part):
            # 应办理合同备案 is over when that is filed.
            handled = len(named) > 1 and named[0].word in _DONE and named[1].value in _NAMED
            return named[handled].value if named else ""
    return ""


def _is_listed(around: Surroundings, part: Part) -> bool:
    """Tell whether a part only names cases and their limit: the 小修2小时内 of 急修30分钟内，小修2小时内，大修1天内到场."""
    limits = [each.span for each in around.clause.requirements if part.start <= each.span.start < part.end]
    return len(limits) == 1 and bool(of_severity(part)) and not around.plain[limits[0].end : part.end].strip(",; ")


def _named(around: Surroundings, index: int, requirement: Requirement) -> str:
    """Return what is completed: 回访 in 回访应在2日内完成, otherwise the work itself."""
    part = around.parts[index]
    named = [
        hit.value
        for hit in _stages(around, part)
        if hit.end <= requirement.span.start
        and hit.value in _NAMED
        and not _EVENT.match(around.plain, hit.end)
        and not any(event.start <= hit.start and hit.end < event.end for event in part.of("trigger"))
    ]
    if not named:
        # 须全数回访，并在3日内完成: what is completed may stand in the part before.
        named = [
            hit.value
            for hit in _stages(around, around.parts[max(index - 1, 0)])
            # 预警发布后 only starts the clock.
            if hit.value in _NAMED and index and not _EVENT.match(around.plain, hit.end)
        ]
    return named[0] if named else "finished"


def _joined(around: Surroundings, hits: list[Hit]) -> tuple[str, ...]:
    """Return the stage right behind the limit with those joined to it; of 到场并完成维修 the later says all."""
    if hits[0].value == "dispatched" and len(hits) > 1 and not around.plain[hits[0].end : hits[1].start]:
        # 派员到达现场 ends when they are there.
        hits = hits[1:]
    if len(hits) > 1 and hits[0].value == _THERE and hits[0].end == hits[1].start and _MENDED.fullmatch(hits[1].word):
        # 到场修好 is over when it is mended.
        hits = hits[1:]
    stages = [hits[0].value]
    for earlier, later in pairwise(hits):
        if not _AND.fullmatch(around.plain, earlier.end, later.start) or later.value in _VAGUE_STAGES:
            break
        if later.value not in stages and not any(_is_after(stage, later.value) for stage in stages):
            stages = [stage for stage in stages if not _is_after(later.value, stage)] + [later.value]
    return tuple(stages)


def _is_after(later: str, earlier: str) -> bool:
    """Tell whether the first stage comes after the second in the process, or is said to."""
    ends, before = stage_named("endpoints", later), stage_named("endpoints", earlier)
    ordered = ends.place is not None and before.place is not None and ends.place > before.place
    return ordered or earlier in ends.after


def _starts(around: Surroundings, hit: Hit, requirement: Requirement) -> bool:
    """Tell whether a word before a limit belongs to what starts its clock (维修完成后)."""
    between = around.plain[hit.end : requirement.span.start]
    return bool(re.match("(?:之)?(?:后|起|时(?![间限长])|之日)", between)) or "后" in between or "之日起" in between


def trigger_of(around: Surroundings, index: int, requirement: Requirement) -> str:
    """Return the event that starts the clock, "" where the clause names none."""
    if counted := _counted_from(around, index):
        return counted
    part = around.parts[index]
    own = [hit for hit in _triggers(around, part) if hit.end <= requirement.span.start]
    if own and (chosen := _chosen(around, own, requirement.span.start)):
        return chosen
    for earlier in around.ahead(index):
        chosen = _chosen(around, _opening(around, earlier), earlier.end)
        if chosen:
            return chosen
    return ""


def _counted_from(around: Surroundings, index: int) -> str:
    """Return the event from which the next part says that the clock runs: 答复期限为3日，自派单时起算."""
    part = around.parts[index + 1] if index + 1 < len(around.parts) else None
    if part is None or not _COUNTED.fullmatch(around.plain, part.start, part.end):
        return ""
    return _chosen(around, _triggers(around, part), part.end)


def _opening(around: Surroundings, part: Part) -> list[Hit]:
    """Return the trigger words of an earlier part that tells when, not what."""
    text = around.plain[part.start : part.end]
    return _triggers(around, part) if _STARTS.search(text) else []


def _triggers(around: Surroundings, part: Part) -> list[Hit]:
    """Return the events that a part names, but for mere examples (the 停电 of 停电等急修) and for what only begins.

    In 开始保安服务后 the service begins; that 服务后 alone would say that it is over must not turn it round.
    """
    hits = [
        hit
        for hit in part.of("trigger")
        # Of 车位变更申请 the event is that it is asked for.
        if not _EXAMPLE.match(around.plain, hit.end) and not around.plain.startswith("申请", hit.end)
    ]
    begun = [found.span(1) for found in _BEGUN.finditer(around.plain, part.start, part.end)]
    # 报警系统 is a thing that reports, and no report; 施工单位 starts nothing.
    for name in (_REPORTER, _NAMED_AFTER):
        begun += [found.span() for found in name.finditer(around.plain, part.start, part.end)]
    # The 使用 of 使用人 is no event.
    begun += [(hit.start, hit.end) for hit in part.of("subject")]
    return [hit for hit in hits if not any(start <= hit.start < end for start, end in begun)]


def _chosen(around: Surroundings, hits: list[Hit], until: int) -> str:
    """Return the event nearest before 后 or 之日起; otherwise the first."""
    found = [hit for hit in hits if hit.value == "discovered" and _FOUND.match(around.plain, hit.start, until)]
    if found:
        return "discovered"
    if begun := [hit for hit in hits if around.plain.startswith("前", hit.end)]:
        # Of 装修申请由业主开工前3日递交 the event is what comes after.
        return begun[-1].value
    near = [hit for hit in hits if hit.word.endswith(("后", "之日")) or _SINCE.match(around.plain, hit.end, until)]
    # Of 自受理投诉之日起 the act decides, not what the act is done to.
    acts = [hit for hit in near if hit.value != "reported"]
    chosen = (acts or near or hits)[-1 if acts or near else 0 :]
    return chosen[0].value if chosen else ""
