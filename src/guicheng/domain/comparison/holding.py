"""For what a promise holds that begins at a moment: its hours and days, its severity, and what other promises leave."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from guicheng.domain.clause import Clause, Kind
from guicheng.domain.clause.clocks import clock_text
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import clock
from guicheng.domain.comparison.bounds import Gap, Limit, Tally
from guicheng.domain.comparison.facets import masks
from guicheng.domain.comparison.moments import day_masks, minute_of_week, minutes_of_weekday, time_masks
from guicheng.domain.comparison.promises import terms_of
from guicheng.domain.comparison.scope import ANYWHERE, EVERY, FACETS, Scope
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.windows import PART_WITH_HOURS

_DAY: Final = frozenset({"season", "day"})
_TIMES: Final = frozenset({"day", "hour"})
#: Facets of which a moment and a severity tell.
TOLD: Final = frozenset({"season", "day", "hour", "severity"})
_SEVERITY: Final = frozenset({"severity"})
#: 其余时间 is what the hours and days before leave; 其他报修 what the severities before leave.
_REST_OF_TIME: Final = re.compile("(?:其[余他它]的?|(?:此|除此)?(?:之|以)外的?)(?:时间段?|时段|时候|钟点|日子|日期)")
_REST_OF_CASES: Final = re.compile("其[余他它]的?(?:报修|维修|故障|情况|情形|问题|事项|事件|投诉|诉求|类型|级别|类)")
_REST: Final = re.compile("其[余他它]的?(?:均|都|应|须|在|为|不超过)*$")
#: Beside hours of work in the clause itself, 非工作时间 is what they leave.
_OFF_WORK: Final = re.compile("非(?:工作|上班|办公|服务)(?:时间|时段)|下班(?:后|时间)")
#: What stands between hours and the limit of what begins in them.
_STARTED: Final = re.compile("[^。;!?0-9]{0,12}?(?:接到|收到|接报|报修|来电|投诉|求助|申请|发生|发现)[^。;!?0-9]{0,20}")
_FAILING: Final = re.compile("(?:不能|无法|未能|未在)[^,;。]{0,20}?的[,，]?[^,;。]{0,12}$")
#: 节假日 beside 工作日 is every day off; 法定节假日 and 春节 are not.
_ALL_OFF: Final = re.compile("(?<!法定)(?<!重大)节假日")
#: What stands between days of the week and a count that holidays share with them: 周六、周日及法定节假日每日1次.
_AND_HOLIDAYS: Final = re.compile("[及和与或、]?(?:国家)?(?:法定)?节假日")
_BESIDE_OTHERS: Final = re.compile("其[余他它]|[之以]外|节假日")


@dataclass(frozen=True, slots=True)
class Holding:
    """For what a promise holds.

    Args:
        box: Its season, day, hour and severity, and its minutes of the week; nothing else.
        unless: Boxes of other promises that are taken out of it, as 其余时间 takes them.
        proviso: Whether something decides besides that nobody says beforehand: 不能按时修复的, 疫情期间每2小时.
    """

    box: Scope = ANYWHERE
    unless: tuple[Scope, ...] = ()
    proviso: bool = False

    @property
    def always(self) -> bool:
        """Whether it holds for whatever begins at any time."""
        return self == EVER

    @property
    def timed(self) -> bool:
        """Whether hours or days say when it holds."""
        return any(box.window or _TIMES & {name for name, _mask in box.named()} for box in (self.box, *self.unless))

    def admits(self, at: datetime, severity: int = 0, *, working: bool | None = None) -> bool | None:
        """Tell whether it holds for something that begins at a moment; None where what was said does not tell.

        Args:
            at: Of the local clock.
            severity: Mask of the severity that was said, 0 where none was.
            working: Whether people work then, None where nobody knows.
        """
        known = {**time_masks(at), "severity": severity}
        if working is not None:
            known["hour"] &= masks("hour")["work" if working else "off_work"]
        return self._told(minute_of_week(at), known)

    def on_day(self, day: date) -> bool:
        """Tell whether something that recurs by the day is due on a day."""
        known = {name: mask for name, mask in day_masks(day).items() if name in _DAY}
        return self._told(minutes_of_weekday(day), known) is not False

    def apart(self, other: Holding) -> bool:
        """Tell whether nothing that begins can be held to both."""
        return (
            not self.box.meets(other.box)
            or any(each.covers(other.box) for each in self.unless)
            or any(each.covers(self.box) for each in other.unless)
        )

    def _told(self, minutes: int, known: Mapping[str, int]) -> bool | None:
        told = [_lies(self.box, minutes, known)]
        told += [None if (inside := _lies(each, minutes, known)) is None else not inside for each in self.unless]
        if False in told:
            return False
        return None if None in told else True


#: It holds whenever something begins.
EVER: Final = Holding()


def _lies(box: Scope, minutes: int, known: Mapping[str, int]) -> bool | None:
    """Tell whether cells lie in a box; None where they may."""
    told = [_inside(minutes, box.window)] if box.window else []
    told += [_inside(known.get(facet, 0), mask) for facet, mask in box.named()]
    if False in told:
        return False
    return None if None in told else True


def _inside(cells: int, mask: int) -> bool | None:
    """Tell whether cells lie in a mask; None where only some do, or where none are known."""
    both = cells & mask
    if cells and not both:
        return False
    return True if cells and both == cells else None


def holdings_of(clause: Clause, terms: Sequence[Term]) -> tuple[Holding, ...]:
    """Return for what each promise of a clause holds, in the order of the promises.

    Args:
        clause: The clause as it was read.
        terms: Its promises, in order of place.
    """
    plain = normalize(clause.text)
    named = dict(_hours_of_parts(plain))
    found: list[Holding] = []
    for term in terms:
        box, ahead = _with_hours(_box(term, clause), named), _ahead(plain, clause, term)
        held = _left(box, ahead, list(zip(terms, found, strict=False)))
        found.append(replace(held, proviso=_has_proviso(term, ahead)))
    found = _against_days_off(found)
    return tuple(_with_weekends(found) if _ALL_OFF.search(plain) else found)


def holding_of(clause: Clause, term: Term) -> Holding:
    """Return for what one promise of a clause holds.

    Args:
        clause: The clause as it was read.
        term: The promise.
    """
    if not _BESIDE_OTHERS.search(clause.text):
        return holdings_of(clause, (term,))[0]
    terms = terms_of(clause)
    place = next((place for place, each in enumerate(terms) if (each.span, each.key) == (term.span, term.key)), None)
    return holdings_of(clause, (term,))[0] if place is None else holdings_of(clause, terms)[place]


def _has_proviso(term: Term, ahead: str) -> bool:
    """Tell whether a promise is for what fails first, or recurs in a weather or an epidemic that no calendar has."""
    recurs = isinstance(term.bound, Tally | Gap)
    return (recurs and "weather" in dict(term.scope.named())) or _FAILING.search(ahead) is not None


def _box(term: Term, clause: Clause) -> Scope:
    """Return the box of a promise in time and severity; days of the week beside a daily count are among them."""
    kept = tuple(mask if name in TOLD else EVERY for name, mask in zip(FACETS, term.scope.masks, strict=True))
    box = Scope(kept, window=_minutes(term, clause))
    named, days = dict(box.named()).get("day", 0), masks("day")
    if box.window == clock.week_of(["周末"]) and named & days["holiday"] and not named & days["workday"]:
        # 周末及节假日 is the one or the other, not those holidays that fall on a weekend.
        return replace(box.without("day").narrowed("day", days["weekend"] | days["holiday"]), window=0)
    if box.window and box.only("day") == ANYWHERE.narrowed("day", masks("day")["weekend"]):
        # 周末 is Saturday and Sunday, on holidays too; beside 工作日 no day on which people make up for one.
        off = masks("day")["weekend"] | masks("day")["holiday"] if "工作日" in clause.text else EVERY
        return box.without("day").narrowed("day", off)
    return box


def _minutes(term: Term, clause: Clause) -> int:
    """Return the minutes of the week in which a promise holds, 0 for all of them."""
    if not _is_short(term):
        return term.scope.window or _opening(term, clause)
    beside = [
        str(each.value)
        for each in clause.requirements
        if each.kind is Kind.WINDOW
        and clock.weekdays(str(each.value)) is not None
        and each.span.start <= term.span.end
        and (
            term.span.start <= each.span.end + 1
            or _AND_HOLIDAYS.fullmatch(clause.text[each.span.end : term.span.start])
        )
    ]
    return (clock.week_of(beside) or 0) if beside else term.scope.window


def _opening(term: Term, clause: Clause) -> int:
    """Return the minutes that stand with what starts a clock: 22:00至次日6:00接到报修，45分钟内到场; 0 for none."""
    if not isinstance(term.bound, Limit):
        return 0
    plain = normalize(clause.text)
    before = [each for each in clause.requirements if each.span.end <= term.span.start]
    since = max((each.span.end for each in before if each.kind is not Kind.WINDOW), default=0)
    windows = [
        str(each.value)
        for each in before
        if each.span.start >= since and _STARTED.fullmatch(plain, each.span.end, term.span.start)
    ]
    return (clock.week_of(windows) or 0) if windows else 0


def _is_short(term: Term) -> bool:
    """Tell whether something recurs within each day, so that days of the week choose among the days."""
    return isinstance(term.bound, Gap) or (isinstance(term.bound, Tally) and term.bound.per in {"day", "shift", "hour"})


def _hours_of_parts(plain: str) -> Iterator[tuple[str, int]]:
    """Yield the minutes of the week of night and day, where the text gives hours to one of them: 夜间(22:00-6:00)."""
    found: dict[str, int] = {}
    for dark, _light, hours in PART_WITH_HOURS.findall(plain):
        week = clock.week_of([clock_text(hours)])
        found.setdefault("dark" if dark else "light", week or 0)
    for one, other in (("dark", "light"), ("light", "dark")):
        if one in found:
            yield one, found[one]
        elif other in found:
            yield one, clock.ALL_WEEK & ~found[other]


def _with_hours(box: Scope, named: Mapping[str, int]) -> Scope:
    """Return a box with the hours that its text gives to night and day in place of those of the law."""
    hour = box.masks[FACETS.index("hour")]
    for name, week in named.items():
        if hour == masks("hour")[name]:
            return replace(box.without("hour"), window=box.window or week)
    return box


def _ahead(plain: str, clause: Clause, term: Term) -> str:
    """Return the words before a bound, from the bound before it on."""
    others = (each.span.end for each in clause.requirements if each.kind is not Kind.WINDOW)
    return plain[max((end for end in others if end <= term.span.start), default=0) : term.span.start]


def _left(box: Scope, ahead: str, earlier: Sequence[tuple[Term, Holding]]) -> Holding:
    """Return for what a promise holds that is for what the promises before it leave; as it is where it is for none."""
    timed = any(holding.timed for _term, holding in earlier)
    closed = _OFF_WORK.search(ahead) and any(holding.box.window for _term, holding in earlier)
    if closed or _REST_OF_TIME.search(ahead) or (timed and _REST.search(ahead)):
        dropped = _TIMES
    elif _REST_OF_CASES.search(ahead) or _REST.search(ahead):
        dropped = _SEVERITY
    else:
        return Holding(box)
    bare = _but(box, dropped)
    taken = (_only(holding.box, dropped) for _term, holding in earlier if bare.meets(_but(holding.box, dropped)))
    return Holding(bare, tuple(dict.fromkeys(each for each in taken if each != ANYWHERE)))


def _only(box: Scope, facets: frozenset[str]) -> Scope:
    """Return what a box narrows of some facets."""
    masks_kept = tuple(mask if name in facets else EVERY for name, mask in zip(FACETS, box.masks, strict=True))
    return Scope(masks_kept, window=box.window if facets is _TIMES else 0)


def _but(box: Scope, facets: frozenset[str]) -> Scope:
    """Return a box without what it narrows of some facets."""
    masks_kept = tuple(EVERY if name in facets else mask for name, mask in zip(FACETS, box.masks, strict=True))
    return Scope(masks_kept, window=0 if facets is _TIMES else box.window)


def _against_days_off(found: Sequence[Holding]) -> list[Holding]:
    """Return what holds, with 周一至周五 as the days on which people work where holidays are set against it.

    A Friday that is a holiday is one of 周末及节假日, and a Saturday made up for it is none.
    """
    index, day = FACETS.index("day"), masks("day")
    masked = {each.box.masks[index] for each in found}
    if not any(mask & day["holiday"] and not mask & day["workday"] for mask in masked):
        return [*found]
    week = clock.week_of(["周一至周五"])
    return [
        replace(each, box=replace(each.box.narrowed("day", day["workday"]), window=0))
        if each.box.window == week and each.box.masks[index] == EVERY
        else each
        for each in found
    ]


def _with_weekends(found: Sequence[Holding]) -> Iterator[Holding]:
    """Yield what holds, with weekends among 节假日 where they are set against 工作日 and nothing else is for them."""
    index, day = FACETS.index("day"), masks("day")
    named = {each.box.masks[index] for each in found}
    against = day["workday"] in named and day["holiday"] in named and not any(each.unless for each in found)
    for each in found:
        if against and each.box.masks[index] == day["holiday"] and day["weekend"] not in named:
            yield replace(each, box=each.box.without("day").narrowed("day", day["holiday"] | day["weekend"]))
        else:
            yield each
