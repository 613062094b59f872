"""What a person should look at in a person's events: nothing here refuses or drops an event.

``flags_among`` takes the events of the same people and devices around a moment, in any order.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.evidence.moments import TOLERATED_MS

#: Metres a second: a car on a free road. Whoever is faster between two check-ins was not at both.
FASTEST: Final = 33.0
#: Metres of both positions together that may be error even where a phone claims better.
BLUR: Final = 150.0
#: Check-ins in a row at equal distances, to the second, that no walk produces.
EVEN_RUN: Final = 5
EVEN_MS: Final = 1_000
#: Milliseconds: within half an hour a phone does not go to another person and back.
SHARED_MS: Final = 30 * 60 * 1000
#: Milliseconds by which a photo may be older than the visit: a shot on the way in.
PHOTO_OLDER_MS: Final = 10 * 60 * 1000
_EARTH: Final = 6_371_000.0


class Flag(StrEnum):
    """Why somebody should look."""

    IMPOSSIBLE_TRAVEL = "impossible_travel"
    EQUAL_SPACING = "equal_spacing"
    SAME_PHOTO = "same_photo"
    PHOTO_OLDER = "photo_older"
    CLOCK_STEP = "clock_step"
    CLOCK_DIFFERS = "clock_differs"
    TWO_PEOPLE = "two_people"
    COUNTER_REPEATED = "counter_repeated"
    DEVICE_CHAIN = "device_chain"


@dataclass(frozen=True, slots=True)
class Seen:
    """What flags look at in an event.

    Args:
        id: Of the event.
        hash: Of the event.
        device: Key of the phone.
        device_seq: Its count.
        person: Who did it, "" where that is forgotten.
        kind: Of the event.
        occurrence: The task.
        effective_ms: When it counts as having happened.
        wall_ms: What the phone's clock said.
        since_contact_ms: Its stopwatch.
        contact: Stamp of the contact from which the stopwatch runs.
        prev_hash: Hash of the event before it on the phone.
        photos: Hashes.
        position: Latitude and longitude in millionths of a degree, and metres of accuracy.
        taken_ms: When the oldest photo was taken, as the phone says.
        counter: Tag and count of a counting NFC tag.
    """

    id: str
    hash: str
    device: str
    device_seq: int
    person: str
    kind: str
    occurrence: str
    effective_ms: int
    wall_ms: int
    since_contact_ms: int | None = None
    contact: str = ""
    prev_hash: str = ""
    photos: tuple[str, ...] = ()
    position: tuple[int, int, int] | None = None
    taken_ms: int | None = None
    counter: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag at an event.

    Args:
        event: Id of the event.
        flag: Why.
        other: Id of the event beside which it shows, "" for none.
    """

    event: str
    flag: Flag
    other: str = ""


def flags_among(events: Iterable[Seen]) -> list[Raised]:
    """Return what to look at, in order of the events."""
    ordered = sorted({each.id: each for each in events}.values(), key=_order)
    devices, people = _grouped(ordered, "device"), _grouped(ordered, "person")
    people.pop("", None)
    found = [*_alone(ordered), *_photos(ordered), *_counters(ordered)]
    for mine in devices.values():
        found += [*_two_people(mine), *_steps(mine), *_device_chain(mine)]
    for mine in people.values():
        arrivals = [each for each in mine if each.kind in {Kind.CHECK_IN, Kind.ARRIVE}]
        found += [*_travel(mine), *_even(arrivals)]
    places = {each.id: place for place, each in enumerate(ordered)}
    return sorted(set(found), key=lambda raised: (places[raised.event], raised.flag, raised.other))


def _order(seen: Seen) -> tuple[int, str, int, str]:
    return (seen.effective_ms, seen.device, seen.device_seq, seen.id)


def _grouped(events: Iterable[Seen], name: str) -> dict[str, list[Seen]]:
    found: dict[str, list[Seen]] = defaultdict(list)
    for each in events:
        found[getattr(each, name)].append(each)
    return found


def _alone(events: Iterable[Seen]) -> Iterator[Raised]:
    """Yield what shows in an event by itself."""
    for each in events:
        if abs(each.wall_ms - each.effective_ms) > TOLERATED_MS:
            yield Raised(each.id, Flag.CLOCK_DIFFERS)
        if each.taken_ms is not None and each.wall_ms - each.taken_ms > PHOTO_OLDER_MS:
            yield Raised(each.id, Flag.PHOTO_OLDER)


def _photos(events: Iterable[Seen]) -> Iterator[Raised]:
    """Yield photos that an earlier event of another task showed already."""
    first: dict[str, Seen] = {}
    for each in events:
        for photo in each.photos:
            other = first.setdefault(photo, each)
            if other.occurrence != each.occurrence:
                yield Raised(each.id, Flag.SAME_PHOTO, other.id)


def _counters(events: Iterable[Seen]) -> Iterator[Raised]:
    """Yield check-ins whose tag did not count on: a copied tag, or a message played again."""
    highest: dict[str, Seen] = {}
    for each in events:
        if each.counter is None:
            continue
        tag, count = each.counter
        other = highest.get(tag)
        if other is not None and other.counter is not None and count <= other.counter[1]:
            yield Raised(each.id, Flag.COUNTER_REPEATED, other.id)
        else:
            highest[tag] = each


def _two_people(mine: Sequence[Seen]) -> Iterator[Raised]:
    known = [each for each in mine if each.person]
    for before, after in pairwise(known):
        if before.person != after.person and after.effective_ms - before.effective_ms <= SHARED_MS:
            yield Raised(after.id, Flag.TWO_PEOPLE, before.id)


def _steps(mine: Sequence[Seen]) -> Iterator[Raised]:
    """Yield where the clock of a phone was set between two events of one contact: clock and stopwatch disagree."""
    runs = [each for each in sorted(mine, key=lambda each: each.device_seq) if each.since_contact_ms is not None]
    for before, after in pairwise(runs):
        if before.contact != after.contact or not after.contact:
            continue
        ran = (after.since_contact_ms or 0) - (before.since_contact_ms or 0)
        if abs((after.wall_ms - before.wall_ms) - ran) > TOLERATED_MS:
            yield Raised(after.id, Flag.CLOCK_STEP, before.id)


def _device_chain(mine: Sequence[Seen]) -> Iterator[Raised]:
    """Yield events that do not name the one before them on their phone, and counts that stand twice."""
    for before, after in pairwise(sorted(mine, key=lambda each: (each.device_seq, each.id))):
        follows = after.device_seq == before.device_seq + 1
        if after.device_seq == before.device_seq or (follows and after.prev_hash != before.hash):
            yield Raised(after.id, Flag.DEVICE_CHAIN, before.id)


def _travel(mine: Sequence[Seen]) -> Iterator[Raised]:
    placed = [each for each in mine if each.position is not None]
    for before, after in pairwise(placed):
        seconds = (after.effective_ms - before.effective_ms) / 1000
        if _metres_between(before, after) > FASTEST * seconds:
            yield Raised(after.id, Flag.IMPOSSIBLE_TRAVEL, before.id)


def _metres_between(one: Seen, two: Seen) -> float:
    """Return how far apart two positions are at least, in metres."""
    north, east, error = one.position or (0, 0, 0)
    north2, east2, error2 = two.position or (0, 0, 0)
    first, second = math.radians(north / 1e6), math.radians(north2 / 1e6)
    turn = math.radians((east2 - east) / 1e6)
    half = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(turn / 2) ** 2
    apart = 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))
    return max(0.0, apart - max(BLUR, error + error2))


def _even(arrivals: Sequence[Seen]) -> Iterator[Raised]:
    """Yield the last of each run of check-ins that are equally far apart to the second."""
    gaps = [after.effective_ms - before.effective_ms for before, after in pairwise(arrivals)]
    run = 1
    for place in range(1, len(gaps)):
        run = run + 1 if abs(gaps[place] - gaps[place - 1]) < EVEN_MS and gaps[place] >= EVEN_MS else 1
        if run >= EVEN_RUN - 1:
            yield Raised(arrivals[place + 1].id, Flag.EQUAL_SPACING, arrivals[place + 2 - EVEN_RUN].id)
