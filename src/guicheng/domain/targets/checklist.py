"""A clause as the lines of a checklist: short sentences that somebody on the spot can answer.

A promise that somebody does becomes a line of its own words. A promise of how often becomes the round on which its
quality is looked at: the lines come from what the clause and its quality element say of the result. A number with a
bound becomes a number to measure, a counted list (门窗、吊顶、扶手三项) a line for each of its things. What only a clock,
a roster, a record or a survey can tell becomes no line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from guicheng.domain.clause import Clause, Promise
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.clause.reader import read
from guicheng.domain.evidence.lines import ANY_NUMBER, LineKind
from guicheng.domain.standard.text import PartKind
from guicheng.domain.targets.binding import Binding, Source, bind
from guicheng.domain.targets.checklist_line import ChecklistLine, Theme, theme_of
from guicheng.domain.targets.checklist_wording import MARKS, measured, plain, worded
from guicheng.domain.targets.source import SourceLine, SourceStandard

__all__ = ["ChecklistLine", "Theme", "checklist_of", "lines_of", "theme_of"]

#: Parts that only say when, where or of whom the rest speaks.
_SETTING: Final = re.compile(
    r"(?:(?<![小学工])时|[前后的]|期间|事项|以内|以外)$|^[春夏秋冬]季$|^\d+月(?:至|到|-|～)(?:次年)?\d+月$"
)
#: What is filled in elsewhere than on the round, which is its own record.
_PAPERWORK: Final = re.compile(
    r"^(?:填写|形成)《?|(?:登记在|记录在|记入).{1,12}$|^在.{1,8}上签名$|扫码签到$|^由.{1,8}(?:统计|登记|实测登记|核查)$"
)
_NUMBER: Final = r"[\d一二两三四五六七八九十半]+"
_OFTEN: Final = re.compile(
    rf"每(?:隔)?(?:{_NUMBER})?个?(?:分钟|小时|[日天周月年班]|季度|半月)|(?:不少于|至少)?{_NUMBER}[次遍]"
)


def checklist_of(standard: SourceStandard, lexicon: Lexicon | None = None) -> tuple[ChecklistLine, ...]:
    """Return the lines of all clauses of a standard, in their order."""
    return tuple(found for line in standard.lines for found in lines_of(line, lexicon))


def lines_of(line: SourceLine, lexicon: Lexicon | None = None) -> tuple[ChecklistLine, ...]:
    """Return the lines of one clause; none where nothing of it can be seen on the spot.

    Args:
        line: The clause with its elements: ``content`` names the topic, ``quality`` says what counts as kept and
            ``provider`` who does it.
        lexicon: Words to read by; the shipped one where none is given.

    Example:
        >>> from guicheng.domain.values import ClauseRef
        >>> glass = SourceLine(
        ...     ClauseRef("BJ-01", number="2.1"),
        ...     PartKind.CLAUSE,
        ...     "保洁员擦拭玻璃门每日不少于3次。",
        ...     elements={"content": "玻璃门擦拭", "quality": "目视无手印、水痕"},
        ... )
        >>> [(found.topic, found.text, found.rounds) for found in lines_of(glass)]
        [('玻璃门擦拭', '目视无手印、水痕', '每日不少于3次')]
    """
    if line.kind is not PartKind.CLAUSE:
        return ()
    clause = read(line.text, ref=line.ref, lexicon=lexicon)
    bindings = bind(clause)
    if clause.gaps:
        return ()
    base = ChecklistLine(line.ref, "", topic=_topic(line), rounds=_rounds(clause, bindings))
    provider, quality = line.elements.get("provider", ""), line.elements.get("quality", "")
    if base.rounds:
        said = _results(clause, base.rounds, quality)
        found = [each for part in said for each in worded(base, part, provider)]
        found += [each for part in _joined(_parts(quality)) for each in worded(base, part, "")]
        return _once(found or [replace(base, text=plain(_act(clause, base.rounds), provider), act=True)])
    found = [each for part in _duties(clause, bindings) for each in worded(base, part, provider)]
    return _once(_judged_by(found, quality)) if found else ()


def _topic(line: SourceLine) -> str:
    return line.elements.get("content", "").strip() or line.ref.section


def _rounds(clause: Clause, bindings: Sequence[Binding]) -> str:
    """Return how often, in the words of the clause."""
    said = (each.span.of(clause.text) for each in bindings if each.source is Source.SCHEDULE)
    return next(said, "").strip(MARKS)


def _parts(text: str) -> list[str]:
    return [part for part in (each.strip(MARKS) for each in re.split("[，；。]", text)) if part]


def _joined(parts: Iterable[str]) -> Iterator[str]:
    """Yield parts, each with the settings before it."""
    setting = ""
    for part in parts:
        if _SETTING.search(part):
            setting += f"{part}，"
        else:
            yield setting + part
            setting = ""
    if setting:
        yield setting.strip(MARKS)


def _results(clause: Clause, rounds: str, quality: str) -> list[str]:
    """Return the parts behind how often something is done, but those that its quality says too."""
    parts = _parts(clause.text)
    start = next(place for place, part in enumerate(parts) if rounds in part)
    told = parts[start + 1 :] if parts[start] != rounds else parts[start + 2 :]
    return [part for part in _joined(told) if not _PAPERWORK.search(part) and not _repeats(part, quality)]


def _repeats(part: str, quality: str) -> bool:
    """Tell whether all things whose absence a part promises stand in the quality too."""
    _before, sign, things = part.partition("无")
    return bool(sign) and all(each.strip() in quality for each in re.split("、|无", things))


def _act(clause: Clause, rounds: str) -> str:
    """Return what is done so often, without how often."""
    parts = _parts(clause.text)
    place = next(place for place, part in enumerate(parts) if rounds in part)
    if parts[place] == rounds and parts[place + 1 :]:
        return parts[place + 1]
    return _OFTEN.sub("", parts[place])


def _duties(clause: Clause, bindings: Sequence[Binding]) -> Iterator[str]:
    """Yield what somebody does, a sentence each: settings stay with what they are about, measured parts alone."""
    seen = [each.span for each in bindings if each.source is Source.CHECKLIST]
    others = [each.span for each in bindings if each.source is not Source.CHECKLIST]
    setting, held = "", list[str]()
    if not seen:
        return
    for part in clause.promises:
        text = part.span.of(clause.text).strip(MARKS)
        # A part beside a promise that is seen there, and of which nothing else is measured, is seen there too.
        ticked = not any(part.span.start <= span.start < part.span.end for span in others)
        if ticked and measured(text):
            yield setting + text
        elif _SETTING.search(text):
            setting = f"{text}，"
        elif ticked and not _PAPERWORK.search(text):
            held.append(setting + text)
            setting = ""
        if held and _ends(clause, part):
            yield "，".join(held)
            held = []
    if held:
        yield "，".join(held)


def _ends(clause: Clause, part: Promise) -> bool:
    return clause.text[part.span.end : part.span.end + 1] in {"。", "；"}


def _judged_by(lines: Sequence[ChecklistLine], quality: str) -> list[ChecklistLine]:
    """Return lines of duties with what counts as kept: measured parts as lines of their own, the rest as a hint."""
    base = replace(lines[0], kind=LineKind.PASS, bounds=ANY_NUMBER, unit="", choices=())
    told = [(part, list(worded(base, part, ""))) for part in _joined(_parts(quality))]
    hint = "，".join(part for part, found in told if found[0].kind is LineKind.PASS)
    counted = [each for _part, found in told for each in found if each.kind is not LineKind.PASS]
    return [replace(lines[0], hint=hint), *lines[1:], *counted]


def _once(lines: Iterable[ChecklistLine]) -> tuple[ChecklistLine, ...]:
    return tuple({(each.kind, each.text): each for each in lines}.values())
