"""What starts the clock of a limit and what stops it."""

from __future__ import annotations

import re

from guicheng.domain.clause import Requirement
from guicheng.domain.comparison.cells import Part
from guicheng.domain.comparison.surroundings import Surroundings
from guicheng.domain.comparison.vocabulary import Hit

_SINCE = re.compile("[^,;。]{0,4}?(?:之日起|后|起|之日)")
_STARTS = re.compile("后|起|时|之日|接到|收到|接报|发现|发生|报修|投诉|申请|即")
#: What follows an act that only starts the clock.
_EVENT = re.compile("(?:完毕|完成|之)?(?:后|起|之日|日起|时(?!间|限|长))")
_EXAMPLE = re.compile("[^,;。]{0,4}等")
#: What begins, up to the word after which the clock runs.
_BEGUN = re.compile(r"开始([一-鿿]{1,8}?(?:后|起|之日))")
#: Verbs that end whatever their clause names, and stages that such a clause may name.
_DONE = frozenset({"完成", "办理"})
_NAMED = frozenset(
    {"visited", "replied", "approved", "corrected", "patrolled", "accepted", "rechecked", "notified", "published",
     "reported", "filed_with", "handed_over", "returned", "delivered", "closed", "submitted"}
)  # fmt: skip


def endpoint_of(around: Surroundings, index: int, requirement: Requirement) -> str:
    """Return the stage that stops the clock: behind the limit, else before it, else in a label or the next part."""
    part = around.parts[index]
    behind = [hit for hit in part.of("endpoint") if hit.start >= requirement.span.start]
    if behind:
        return _named(around, part, requirement) if behind[0].word in _DONE else _furthest(behind)
    ahead = [
        hit
        for hit in part.of("endpoint")
        if hit.end <= requirement.span.start
        and not _starts(around, hit, requirement)
        and not any(event.start <= hit.start and hit.end < event.end for event in part.of("trigger"))
    ]
    if ahead:
        return ahead[-1].value
    return _labelled(around, index) or _following(around, index)


def _labelled(around: Surroundings, index: int) -> str:
    """Return the stage in the label before a colon: the 修复 of 修复时限：2小时."""
    part = around.parts[index]
    if index == 0 or around.plain[part.start - 1] != ":":
        return ""
    named = around.parts[index - 1].of("endpoint")
    return named[-1].value if named else ""


def _following(around: Surroundings, index: int) -> str:
    """Return the stage in the next part of the sentence, unless that is the label of another bound."""
    following = [
        part
        for part in around.parts[index + 1 : index + 2]
        if part.sentence == around.parts[index].sentence and not around.plain.startswith(":", part.end)
    ]
    return next((hit.value for part in following for hit in part.of("endpoint")), "")


def _named(around: Surroundings, part: Part, requirement: Requirement) -> str:
    """Return what is completed: 回访 in 回访应在2日内完成, otherwise the work itself."""
    named = [
        hit.value
        for hit in part.of("endpoint")
        if hit.end <= requirement.span.start
        and hit.value in _NAMED
        and not _EVENT.match(around.plain, hit.end)
        and not any(event.start <= hit.start and hit.end < event.end for event in part.of("trigger"))
    ]
    return named[0] if named else "finished"


def _furthest(hits: list[Hit]) -> str:
    """Return the stage named right behind the limit; of 到场处理完毕 the later one."""
    return hits[0].value


def _starts(around: Surroundings, hit: Hit, requirement: Requirement) -> bool:
    """Tell whether a word before a limit belongs to what starts its clock (维修完成后)."""
    between = around.plain[hit.end : requirement.span.start]
    return bool(re.match("(?:之)?(?:后|起|时(?![间限长])|之日)", between)) or "后" in between or "之日起" in between


def trigger_of(around: Surroundings, index: int, requirement: Requirement) -> str:
    """Return the event that starts the clock, "" where the clause names none."""
    part = around.parts[index]
    own = [hit for hit in _triggers(around, part) if hit.end <= requirement.span.start]
    if own and (chosen := _chosen(around, own, requirement.span.start)):
        return chosen
    for earlier in around.ahead(index):
        chosen = _chosen(around, _opening(around, earlier), earlier.end)
        if chosen:
            return chosen
    return ""


def _opening(around: Surroundings, part: Part) -> list[Hit]:
    """Return the trigger words of an earlier part that tells when, not what."""
    text = around.plain[part.start : part.end]
    return _triggers(around, part) if _STARTS.search(text) else []


def _triggers(around: Surroundings, part: Part) -> list[Hit]:
    """Return the events that a part names, but for mere examples (the 停电 of 停电等急修) and for what only begins.

    In 开始保安服务后 the service begins; that 服务后 alone would say that it is over must not turn it round.
    """
    hits = [hit for hit in part.of("trigger") if not _EXAMPLE.match(around.plain, hit.end)]
    begun = [found.span(1) for found in _BEGUN.finditer(around.plain, part.start, part.end)]
    return [hit for hit in hits if not any(start <= hit.start < end for start, end in begun)]


def _chosen(around: Surroundings, hits: list[Hit], until: int) -> str:
    """Return the event nearest before 后 or 之日起; otherwise the first."""
    near = [hit for hit in hits if hit.word.endswith(("后", "之日")) or _SINCE.match(around.plain, hit.end, until)]
    # Of 自受理投诉之日起 the act decides, not what the act is done to.
    acts = [hit for hit in near if hit.value != "reported"]
    chosen = (acts or near or hits)[-1 if acts or near else 0 :]
    return chosen[0].value if chosen else ""
