"""Whether clauses for some cases together cover all of them: the box of a duty, and the boxes of those that keep it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from guicheng.domain.comparison.clock import ALL_WEEK
from guicheng.domain.comparison.facets import described, masks
from guicheng.domain.comparison.norm import Circumstance, Norm
from guicheng.domain.comparison.scope import ANYWHERE, EVERY, FACETS, Scope

_SPACE: Final = FACETS.index("space")
_BUILDING: Final = FACETS.index("building")
#: What is all that the others named beside it leave: 重大投诉3日, 一般投诉7日; 建成区30分钟, 其他地区60分钟.
_RESTS: Final = (("severity", "ordinary"), ("building", "elsewhere"))
#: What a circumstance of an estate leaves of all buildings.
_BUILDINGS: Final = {Circumstance.HOMES: "residential", Circumstance.HOSPITAL: "hospital"}
#: What a circumstance of an estate leaves of all facilities.
_FACILITIES: Final = {
    Circumstance.LIFT: "lift",
    Circumstance.SECONDARY_WATER: "tank_supply",
    Circumstance.CCTV: "cctv",
}
#: Names of buildings that only say where in a town they stand.
_ANY_KIND: Final = ("built_up", "elsewhere")


def estate_box(kinds: Iterable[str]) -> Scope:
    """Return the box of an estate of these kinds of buildings; the whole where none is known.

    Args:
        kinds: Names of the facet ``building``, such as ``mall``; others are passed over.
    """
    named = [kind for kind in kinds if kind in masks("building")]
    return _narrowed("building", (*named, *_ANY_KIND)) if named else ANYWHERE


def estates_of(norm: Norm, where: Scope) -> Scope:
    """Return the box of the estates that can have a duty.

    Args:
        norm: The duty.
        where: The box of one estate; it is passed over where it does not fit to the duty.
    """
    kinds = [_BUILDINGS[each] for each in norm.requires if each in _BUILDINGS]
    box = estate_box(kinds)
    return box.meet(where) or box


def facilities_of(norm: Norm) -> Scope:
    """Return the box of the facilities that an estate must have for a duty to concern it."""
    named = [_FACILITIES[each] for each in norm.requires if each in _FACILITIES]
    return _narrowed("facility", named) if named else ANYWHERE


def _narrowed(facet: str, names: Iterable[str]) -> Scope:
    mask = 0
    for name in names:
        mask |= masks(facet)[name]
    return ANYWHERE.narrowed(facet, mask)


def case_names(box: Scope, language: str) -> str:
    """Return the cases of a box by name: malls · workdays; "" where only numbers that its clause names decide.

    Args:
        box: The box.
        language: ``zh`` or ``en``.
    """
    return " · ".join(described(replace(box, conditions=()), language).values())


def widened(box: Scope) -> Scope:
    """Return a box without what leaves nothing out: the common parts are all that a company has to look after."""
    public = masks("space")["public"]
    return box.without("space") if box.masks[_SPACE] & public == public else box


def of_case(box: Scope, whole: Scope) -> Scope:
    """Return a box without the things that it names, where they are no part of those that the whole names.

    A clause about passenger lifts keeps what is owed for lifts in part; of a duty that names no things they only tell
    how it is kept: 门禁卡、密码任选.
    """
    mine, theirs = box.only("facility"), whole.only("facility")
    return box if theirs != ANYWHERE and theirs.covers(mine) else box.without("facility")


def cover_together(boxes: Sequence[Scope], whole: Scope) -> bool:
    """Tell whether every cell of a box lies in one of others.

    Args:
        boxes: The others.
        whole: The box.

    Example:
        >>> day = masks("day")
        >>> workdays, weekends, holidays = (ANYWHERE.narrowed("day", day[name]) for name in day)
        >>> cover_together([workdays, weekends, holidays], ANYWHERE), cover_together([workdays], ANYWHERE)
        (True, False)
    """
    left, filled = [_kinds_alone(whole.masks)], [widened(box) for box in boxes]
    for facet, name in _RESTS:
        filled = _with_rest(filled, facet, masks(facet)[name])
    for box in _each_at_any_time(filled):
        # Conditions and hours are no cells; a box with some that the whole has not leaves something out.
        if replace(box, masks=whole.masks).covers(whole):
            left = [piece for each in left for piece in _without(each, box.masks)]
    return not left


def _kinds_alone(whole: tuple[int, ...]) -> tuple[int, ...]:
    """Return masks without the parts of a town, where kinds of buildings are left."""
    kinds = whole[_BUILDING]
    for name in _ANY_KIND:
        kinds &= ~masks("building")[name]
    return (*whole[:_BUILDING], kinds or whole[_BUILDING], *whole[_BUILDING + 1 :])


def _each_at_any_time(boxes: Sequence[Scope]) -> Iterator[Scope]:
    """Yield boxes, one for all that differ in their hours alone: 白天 until 20:00 and 夜间 from then on."""
    found: dict[Scope, int] = {}
    for box in boxes:
        key = replace(box, window=0)
        found[key] = found.get(key, 0) | (box.window or ALL_WEEK)
    return (replace(box, window=0 if window == ALL_WEEK else window) for box, window in found.items())


def _with_rest(boxes: Sequence[Scope], facet: str, rest: int) -> list[Scope]:
    """Return boxes in which a mask is all that those named beside it in the same facet leave."""
    index, named = FACETS.index(facet), 0
    for box in boxes:
        mask = box.masks[index]
        named |= 0 if mask & rest else mask
    if not named:
        return list(boxes)
    return [box.without(facet).narrowed(facet, EVERY & ~named) if box.masks[index] == rest else box for box in boxes]


def _without(whole: tuple[int, ...], box: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Yield the pieces of a box that another one leaves, no two with a cell in common."""
    common = [mine & theirs for mine, theirs in zip(whole, box, strict=True)]
    if not all(common):
        yield whole
        return
    for index, mine in enumerate(whole):
        if rest := mine & ~box[index]:
            yield (*common[:index], rest, *whole[index + 1 :])
