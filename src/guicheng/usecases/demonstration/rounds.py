"""Three months of what plans make due: done in time, late, left out, excused, and now and then not in order."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from guicheng.apps.operations.models import DueWork, Plan, Round
from guicheng.apps.operations.readings.checklists import rule_of_round
from guicheng.apps.operations.selectors.plans import made_due, plans_at
from guicheng.apps.operations.services.intake import MOST, take_events
from guicheng.apps.operations.services.photos import keep_photo
from guicheng.apps.operations.services.plans import suspend
from guicheng.apps.operations.services.rounds.opening import make_due_rounds
from guicheng.apps.organization.models import Unit
from guicheng.domain.evidence.lines import LineKind, Mark
from guicheng.domain.evidence.rounds import RoundRule
from guicheng.domain.worktime import Occurrence
from guicheng.usecases.demonstration.cast import Cast, StoryRefusedError, moment, told
from guicheng.usecases.demonstration.phones import Phone
from guicheng.usecases.demonstration.pictures import picture

_NIGHT: Final = (22, 6)
_DAY: Final = timedelta(days=1)
_FORTNIGHT: Final = 14
#: Photos that are shown again where something is not in order.
_PHOTOS: Final = 12
#: Who carries a phone for which trade, by the beginning of the standard's code.
_TRADES: Final = {"BJ": "clean", "ZX": "guard", "GC": "lift", "KF": "desk"}


@dataclass(frozen=True, slots=True)
class _Due:
    """Something due, with all that decides how it goes."""

    estate: str
    plan: Plan
    each: Occurrence

    @property
    def at_night(self) -> bool:
        return self.each.begin.hour >= _NIGHT[0] or self.each.begin.hour < _NIGHT[1]


def walk(cast: Cast) -> Iterator[None]:
    """Tell the three months day by day, in the order in which things happened; yield after each fortnight."""
    chance, said = cast.chance("rounds"), told("rounds")
    _stop(cast, said["stop"])
    phones = {
        name.removeprefix("phone:"): Phone(key, str(person.key), chance)
        for name, key in cast.kept.items()
        if name.startswith("phone:") and (person := cast.actors[name.removeprefix("phone:")].person) is not None
    }
    due = _everything_due(cast)
    _open([row for rows in due.values() for row in rows])
    # The worker opens those of the days to come: what is due on the first of them stands there at once.
    _open(list(_due_between(cast, cast.last + _DAY, cast.last + 2 * _DAY)))
    rules = _rules(cast)
    photos = cast.kept["photos"] = _photos(cast, chance)
    for number, day in enumerate(cast.days, 1):
        events: list[dict[str, Any]] = []
        for phone in phones.values():
            phone.meet(moment(day, 0))
        for row in sorted(due[day], key=lambda each: each.each.begin):
            name = _carrier(phones, row, chance)
            events += _told(phones[name], row, rules.get(row.each.id), chance, said=said, photos=photos)
        for act in cast.each_day:
            act(day)
        _send(cast, events, day)
        if number % _FORTNIGHT == 0:
            yield


def _everything_due(cast: Cast) -> dict[date, list[_Due]]:
    """Return what is due on each day of the story."""
    found: dict[date, list[_Due]] = {day: [] for day in cast.days}
    for each in _due_between(cast, cast.first, cast.last + _DAY):
        found[each.each.begin.date()].append(each)
    return found


def _due_between(cast: Cast, first: date, after: date) -> Iterator[_Due]:
    """Yield what is due from a day until before another."""
    for key, unit in cast.estates.items():
        for plan in plans_at(unit):
            plan.unit = unit
            for each in made_due(plan, moment(first, 0), moment(after, 0)):
                yield _Due(key, plan, each)


def _open(rows: list[_Due]) -> None:
    make_due_rounds(
        [DueWork(occurrence=row.each.id, plan=row.plan, unit=row.plan.unit, begin=row.each.begin, end=row.each.end)
         for row in rows]
    )  # fmt: skip


def _rules(cast: Cast) -> Mapping[str, RoundRule]:
    """Return what each round asks, by its occurrence."""
    rows = Round.objects.filter(company=cast.company).prefetch_related("version")
    known: dict[tuple[int, str], RoundRule] = {}
    found = {}
    for row in rows:
        named = (row.version_id, row.clause)
        if named not in known:
            known[named] = rule_of_round(row)
        found[row.occurrence] = known[named]
    return found


def _told(
    phone: Phone,
    row: _Due,
    rule: RoundRule | None,
    chance: random.Random,
    *,
    said: Mapping[str, Any],
    photos: tuple[str, ...],
) -> Iterator[dict[str, Any]]:
    """Yield what a phone tells of something due; nothing where it was left out."""
    odds, weak = said[row.estate], said["weak"]
    missed = odds["night_missed"] if row.at_night else odds["missed"]
    clause = row.plan.source.clause
    if row.estate == weak["estate"] and (clause.edition.code, clause.number) == (weak["standard"], weak["number"]):
        missed = weak["after"] if clause.edition.number > 1 else weak["before"]
    if chance.random() * 100 < missed:
        return
    length = (row.each.end - row.each.begin).total_seconds() / 60
    share = 1.04 + chance.random() * 0.2 if chance.random() * 100 < odds["late"] else 0.2 + chance.random() * 0.7
    at = row.each.begin + timedelta(minutes=round(min(length, 240) * share, 1))
    if rule is not None:
        yield from _answers(phone, row.each.id, rule, at, chance, photos=photos, fails=odds["fails"])
    yield phone.event("finish", row.each.id, at)


def _answers(
    phone: Phone,
    occurrence: str,
    rule: RoundRule,
    at: datetime,
    chance: random.Random,
    *,
    photos: tuple[str, ...],
    fails: int,
) -> Iterator[dict[str, Any]]:
    for name, _point, line in rule.addresses():
        fail = chance.random() * 100 < fails and line.kind is LineKind.PASS
        answer = {LineKind.PASS: Mark.FAIL.value if fail else Mark.PASS.value, LineKind.NUMBER: within(line.bounds)}
        payload = {"line": name, "answer": answer.get(line.kind, line.choices[0] if line.choices else "told")}
        shown = (chance.choice(photos),) if fail else ()
        yield phone.event("answer", occurrence, at - timedelta(seconds=30), payload=payload, photos=shown)


def within(bounds: Any) -> str:
    """Return a number that keeps a promise."""
    low, high = bounds.low, bounds.high
    if low is None:
        return "0" if high is None or high >= 0 else f"{high - 1:f}"
    return f"{low + 1:f}" if high is None else f"{(low + high) / 2:f}"


def _carrier(phones: Mapping[str, Phone], row: _Due, chance: random.Random) -> str:
    """Return who does something: whoever has the trade at the estate, or leads the work there."""
    trade = _TRADES.get(row.plan.source.clause.edition.code[:2], "desk")
    able = [name for name in phones if name.startswith(f"demo-{row.estate}-{trade}")]
    return chance.choice(able or [f"demo-{row.estate}-desk"])


def _send(cast: Cast, events: list[dict[str, Any]], day: date) -> None:
    """Bring a day's events to the service when the day is over, in batches as phones send them."""
    for start in range(0, len(events), MOST):
        kept = take_events(actor=cast.quality, events=events[start : start + MOST], at=moment(day, 24.5))
        if kept.refused:
            raise StoryRefusedError(kept.refused[0].message)


def _stop(cast: Cast, said: Mapping[str, Any]) -> None:
    unit: Unit = cast.estates[said["estate"]]
    day = cast.first + timedelta(days=cast.length // 3)
    begin = moment(day, 6)
    suspend(
        actor=cast.actors[f"demo-{said['estate']}"], unit_key=unit.key, cause=said["cause"], reason=said["reason"],
        begin=begin, end=begin + timedelta(hours=said["hours"]), at=begin,
    )  # fmt: skip


def _photos(cast: Cast, chance: random.Random) -> tuple[str, ...]:
    """Keep a few photos and return their hashes."""
    found = []
    for _number in range(_PHOTOS):
        data = picture(chance)
        sent = sha256(data).hexdigest()
        keep_photo(actor=cast.quality, sent=sent, data=data, at=moment(cast.first, 0.1))
        found.append(sent)
    return tuple(found)
