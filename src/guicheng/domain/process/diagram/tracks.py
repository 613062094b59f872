"""Side by side: which track each upright piece takes in its gutter, and each level piece in its channel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from guicheng.domain.process.diagram.outline import Item, Outline
from guicheng.domain.process.diagram.routing import Route, Router

Span = tuple[int, int]


@dataclass
class Bundle:
    """Pieces that share a track, because they leave one item or reach one.

    Args:
        low: Their upper or left end together, in half rows or half columns.
        high: Their other end.
        leaves: Rows that they leave.
        reaches: Rows that they come to.
        routes: The lines.
    """

    low: int
    high: int
    leaves: set[int] = field(default_factory=set)
    reaches: set[int] = field(default_factory=set)
    routes: list[Route] = field(default_factory=list)


@dataclass
class Tracks:
    """Where each line runs, counted from the left of its gutter or the top of its channel.

    Args:
        leaving: Track by line in the gutter in which it leaves.
        arriving: Track by line in the gutter in which it arrives.
        channel: Track by line in its channel.
        gutters: Number of tracks by gutter.
        channels: Number of tracks by channel.
    """

    leaving: dict[int, int] = field(default_factory=dict)
    arriving: dict[int, int] = field(default_factory=dict)
    channel: dict[int, int] = field(default_factory=dict)
    gutters: dict[int, int] = field(default_factory=dict)
    channels: dict[int, int] = field(default_factory=dict)


def set_tracks(outline: Outline, router: Router) -> Tracks:
    """Give each piece of each line its track.

    In a gutter stand, from the left: pieces that come out of the column before, pieces that lead on to the next
    column at once, pieces that arrive from elsewhere. So no piece to a row lies on one from the same row.
    """
    found = Tracks()
    for gutter in sorted({route.arriving for route in router.routes if route.arriving is not None}):
        _unknot(outline, router, gutter)
    gutters: set[int] = {
        place for each in router.routes for place in (each.leaving, each.arriving) if place is not None
    }
    for gutter in gutters:
        found.gutters[gutter] = _gutter(outline, router, gutter, found)
    for channel in {route.channel for route in router.routes if route.channel >= 0}:
        bundles = _bundled(_in_channel(router.routes, channel), lambda route: route.link.target.id, _across)
        found.channels[channel] = _coloured(bundles, found.channel, 0)
    return found


def _gutter(outline: Outline, router: Router, gutter: int, found: Tracks) -> int:
    """Fill a gutter from the left; return how many tracks it has."""
    here = [route for route in router.routes if gutter in {route.leaving, route.arriving}]
    out = [route for route in here if route.channel >= 0 and route.leaving == gutter]
    bundles = _bundled(out, lambda route: route.link.source.id, lambda route: _up(router, route, 0))
    used = _coloured(bundles, found.leaving, 0)
    used = _stacked(_ordered(_once(outline, router, here, gutter)), found.arriving, used)
    into = [route for route in here if route.channel >= 0 and route.arriving == gutter]
    bundles = _bundled(into, lambda route: route.link.target.id, lambda route: _up(router, route, 1))
    return _coloured(bundles, found.arriving, used)


def _once(outline: Outline, router: Router, routes: Iterable[Route], gutter: int) -> list[Bundle]:
    """Return the lines that turn once in a gutter, those of one source or else of one target together."""

    def shared(route: Route) -> str:
        link = route.link
        if len(outline.out(link.source)) > 1 or len(outline.into(link.target)) < 2:
            return f"<{link.source.id}"
        return f">{link.target.id}"

    wanted = [route for route in routes if route.turns_once and route.arriving == gutter]
    return _bundled(wanted, shared, lambda route: _rows(router, route.link.source, route.link.target))


def _unknot(outline: Outline, router: Router, gutter: int) -> None:
    """Send lines along a channel until those that turn once can stand one after another."""
    while True:
        bundles = _once(outline, router, router.routes, gutter)
        knot = _unordered(bundles)
        if not knot:
            return
        for route in knot[0].routes:
            router.divert(route)


def _before(first: Bundle, second: Bundle) -> bool:
    """Tell whether the first must stand to the left: it leaves a row that the second comes to."""
    return bool(first.leaves & second.reaches)


def _unordered(bundles: Sequence[Bundle]) -> list[Bundle]:
    """Return the bundles that wait for one another in a circle, or behind it."""
    left = list(bundles)
    while ready := [each for each in left if not any(_before(other, each) for other in left if other is not each)]:
        left = [each for each in left if each not in ready]
    return left


def _ordered(bundles: Sequence[Bundle]) -> list[Bundle]:
    """Return bundles so that each stands behind those that must be on its left, short ones first."""
    left, found = sorted(bundles, key=lambda each: (each.high - each.low, each.low)), []
    while left:
        ready = next(each for each in left if not any(_before(other, each) for other in left if other is not each))
        left.remove(ready)
        found.append(ready)
    return found


def _stacked(bundles: Iterable[Bundle], tracks: dict[int, int], first: int) -> int:
    """Give bundles in order the lowest track on which they meet nobody and keep their order; return the next track."""
    placed: list[tuple[Bundle, int]] = []
    for bundle in bundles:
        at = first
        for other, track in placed:
            if _before(other, bundle) or (other.low <= bundle.high and bundle.low <= other.high):
                at = max(at, track + 1)
        placed.append((bundle, at))
        tracks.update((id(route), at) for route in bundle.routes)
    return max((track + 1 for _bundle, track in placed), default=first)


def _coloured(bundles: Sequence[Bundle], tracks: dict[int, int], first: int) -> int:
    """Give each bundle the first track on which it meets no other; return the next track."""
    ends: list[int] = []
    for bundle in sorted(bundles, key=lambda each: (each.low, -each.high)):
        place = next((place for place, end in enumerate(ends) if end < bundle.low), len(ends))
        ends[place : place + 1] = [bundle.high]
        tracks.update((id(route), first + place) for route in bundle.routes)
    return first + len(ends)


def _bundled(routes: Iterable[Route], key: Callable[[Route], str], span: Callable[[Route], Span]) -> list[Bundle]:
    groups: dict[str, list[Route]] = defaultdict(list)
    for route in routes:
        groups[key(route)].append(route)
    found = []
    for group in groups.values():
        spans = [span(route) for route in group]
        leaves = {route.link.source.row for route in group}
        reaches = {route.link.target.row for route in group}
        found.append(
            Bundle(min(low for low, _high in spans), max(high for _low, high in spans), leaves, reaches, group)
        )
    return found


def _in_channel(routes: Iterable[Route], channel: int) -> list[Route]:
    return [route for route in routes if route.channel == channel]


def _across(route: Route) -> Span:
    """Return the columns that a level piece spans, in halves: gutters are odd."""
    start = 2 * route.link.source.column if route.leaving is None else 2 * route.leaving - 1
    end = 2 * (route.arriving or 0) - 1
    return min(start, end), max(start, end)


def _rows(router: Router, first: Item, last: Item) -> Span:
    """Return the rows that an upright piece spans, in halves: channels are even."""
    ends = sorted(2 * router.above(item.row) + 1 for item in (first, last))
    return ends[0], ends[1]


def _up(router: Router, route: Route, end: int) -> Span:
    item = (route.link.source, route.link.target)[end]
    ends = sorted((2 * router.above(item.row) + 1, 2 * route.channel))
    return ends[0], ends[1]
