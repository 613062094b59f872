"""Which of the promises that a case names hold for it: those for its time and its severity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from guicheng.domain.attainment.casefile import CHANGE, CaseFile, Step
from guicheng.domain.attainment.moments import end_of, is_begun, start_of
from guicheng.domain.attainment.naming import Standing, Unused
from guicheng.domain.attainment.requirement import Counted, Requirement, Slotted, Spaced, Timed
from guicheng.domain.comparison.severities import severity_said
from guicheng.domain.evidence.clock import Event
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Whether people work at a moment by the calendar of a promise in a case; None where it has none.
AtWork = Callable[[Requirement, datetime], bool | None]


@dataclass(frozen=True, slots=True)
class Held:
    """What a case is held to.

    Args:
        standing: The promises that hold for it.
        silent: Why others are not counted.
        unused: Events that name a severity that is none.
    """

    standing: tuple[Standing, ...]
    silent: tuple[Message, ...]
    unused: tuple[Unused, ...]


def held_to(case: CaseFile, standing: Sequence[Standing], at_work: AtWork) -> Held:
    """Return which promises hold for a case.

    A promise that a case names by its own key holds whatever its severity, since whoever named it knew; its time has to
    fit all the same. Where limits that exclude each other may hold, and nothing tells which, none is counted.

    Args:
        case: The case.
        standing: The promises that it names.
        at_work: Tells whether people work at a moment.
    """
    said = _Severities.of(case)
    told = [(each, _admits(case, each, said.last, at_work)) for each in standing]
    kept, silent = list[Standing](), dict[Message, None]()
    for each, holds in told:
        if holds is False:
            silent[_("“{name}” does not hold at the time or for the severity of this task.", name=_named(each))] = None
        elif holds is None and _is_one_of(each, [other for other, may in told if may is not False], case):
            silent[_several(each)] = None
        else:
            kept.append(_since_change(case, each, said, at_work))
    return Held(tuple(kept), tuple(silent), tuple(_strange(case)))


def of_its_kind(case: CaseFile, standing: Sequence[Standing]) -> list[Standing]:
    """Return the promises that a case can be about: of 每日检查1次，发现故障2小时内处理 a round is the one, a failure the other.

    Args:
        case: The case.
        standing: The promises that it names; one that it names by its own key stays.
    """
    failures: dict[str, list[bool]] = {}
    for each in standing:
        if isinstance(each.requirement.measure, Timed):
            begun = is_begun(case, each.requirement.measure.start)
            failures.setdefault(each.requirement.citation, []).append(begun)
    rounds = {each.requirement.citation for each in standing if _recurs(each)}
    return [
        each
        for each in standing
        if each.requirement.citation not in rounds & failures.keys()
        or each.requirement.key in case.clauses
        or _recurs(each) is not any(failures[each.requirement.citation])
    ]


def _recurs(each: Standing) -> bool:
    return isinstance(each.requirement.measure, Slotted | Spaced)


def _several(each: Standing) -> Message:
    return _(
        "“{name}” has several limits, and nothing says which one holds. Send `severity`, such as 急修 or 一般, name one "
        "promise, such as {name}#0, or give the calendar of the working time.",
        name=_named(each),
    )


def _named(each: Standing) -> str:
    return each.requirement.citation


@dataclass(frozen=True, slots=True)
class _Severities:
    """The severity of a case in the beginning and in the end, 0 for unsaid, and the change that said the last one."""

    first: int
    last: int
    change: Step | None

    @classmethod
    def of(cls, case: CaseFile) -> _Severities:
        first = severity_said(case.said("severity"))
        changes = [step for step in case.steps if step.kind == CHANGE and severity_said(step.text("severity"))]
        if not changes:
            return cls(first, first, None)
        return cls(first, severity_said(changes[-1].text("severity")), changes[-1])


def _admits(case: CaseFile, each: Standing, severity: int, at_work: AtWork) -> bool | None:
    """Tell whether a promise holds for a case of a severity; None where nothing tells."""
    requirement = each.requirement
    if requirement.when.always or not isinstance(requirement.measure, Timed | Counted):
        return True
    begin = start_of(case, requirement.measure.start)
    if begin is None:
        # Its clock never began, which is said of it elsewhere.
        return True
    named = requirement.key in case.clauses
    if requirement.when.proviso and not named and not _is_told(case, requirement.measure.end, begin):
        return False
    known = 0 if named else severity
    return requirement.when.admits(begin, known, working=at_work(requirement, begin))


def _is_told(case: CaseFile, end: Event, begin: datetime) -> bool:
    """Tell whether an event of its own tells of an end: of 不能按时修复的应在2小时内告知, whoever told that it failed."""
    found = end_of(case, end, begin)
    return found is not None and found.witnessed and (found.kind != "finish" or end.key == "finished")


def _is_one_of(each: Standing, others: Iterable[Standing], case: CaseFile) -> bool:
    """Tell whether another promise with the same end may hold in place of one, and never beside it."""
    if each.requirement.key in case.clauses:
        return False
    return any(
        _end_of(other) == _end_of(each) and each.requirement.when.apart(other.requirement.when)
        for other in others
        if other is not each
    )


def _end_of(each: Standing) -> str:
    end = getattr(each.requirement.measure, "end", None)
    return "" if end is None else end.key or end.words


def _since_change(case: CaseFile, each: Standing, said: _Severities, at_work: AtWork) -> Standing:
    """Return a promise that came with a change of severity with the moment from which it counts, if that is anew."""
    if said.change is None or said.change.text("from") != "change":
        return each
    before = _admits(case, each, said.first, at_work)
    return replace(each, since=said.change.at) if before is False else each


def _strange(case: CaseFile) -> Iterator[Unused]:
    for step in case.steps:
        if (word := step.text("severity")) and not severity_said(word):
            reason = _("“{word}” is no severity that clauses name, such as 急修, 紧急, 一般 or 小修.", word=word)
            yield Unused(step.id, reason)
