"""Words of scope turned into bitmasks, and bitmasks into words."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from guicheng.domain.comparison import clock
from guicheng.domain.comparison.facts import Facts
from guicheng.domain.comparison.scope import EVERY, FACETS, Scope
from guicheng.domain.comparison.tables import Value, values

#: What makes of a season only its peak, or one of several that share their usual months.
_PEAKS = ("旺", "淡", "高发", "台风", "雨", "蚊")
_BITS = EVERY.bit_length()
_DAYS = ("workday", "weekend", "holiday")
#: A cell of the hour facet is light or dark, peak or not, at work or not: one bit of its index each.
_HOURS = {"light": (1, 0), "dark": (1, 1), "off_peak": (2, 0), "peak": (2, 2), "off_work": (4, 0), "work": (4, 4)}


def _every(step: int, first: int) -> int:
    """Return the mask of each ``step``-th bit from ``first`` on."""
    return sum(1 << bit for bit in range(first, _BITS, step))


def months_mask(months: tuple[int, ...]) -> int:
    """Return the season mask of months 1 to 12."""
    mask = 0
    for month in months:
        mask |= _every(12, month - 1)
    return mask


@cache
def masks(facet: str) -> dict[str, int]:
    """Return the mask of each value of a facet by its name; a parent covers its children."""
    listed = values(facet)
    if facet == "season":
        return {value.name: months_mask(_months(value)) for value in listed}
    if facet == "day":
        return {name: _every(3, index) for index, name in enumerate(_DAYS)}
    if facet == "hour":
        return {name: sum(1 << b for b in range(_BITS) if b & bit == on) for name, (bit, on) in _HOURS.items()}
    own = {value.name: 1 << index for index, value in enumerate(listed)}
    for value in reversed(listed):
        above = value.parent
        while above:
            own[above] |= own[value.name]
            above = next(other.parent for other in listed if other.name == above)
    return own


def _months(value: Value) -> tuple[int, ...]:
    return tuple(int(month) for month in value.name.lstrip("?").split(","))


def months_between(first: int, last: int) -> tuple[int, ...]:
    """Return the months from one to another, over the end of the year where the last comes before the first."""
    return tuple((first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1))


@cache
def words() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return for each word of scope the facets and values it names."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for facet in FACETS:
        for value in values(facet):
            for word in value.words:
                found[word] = (*found.get(word, ()), (facet, value.name))
    return found


def season_named(word: str) -> str:
    """Return one name for the words of one season: 采暖季 and 供暖期 are the same months, whichever those are."""
    if any(peak in word for peak in _PEAKS):
        return word
    return next((value.zh for value in values("season") if word in value.words), word)


def with_seasons(scope: Scope, facts: Facts) -> Scope:
    """Return the box with the season dates that are known put in for the assumed ones."""
    if not scope.assumed:
        return scope
    months = [facts.seasons[name] for name in scope.assumed if name in facts.seasons]
    if not months or len(months) < len(scope.assumed):
        return scope
    index = FACETS.index("season")
    mask = 0
    for some in months:
        mask |= months_mask(some)
    return replace(scope, masks=(*scope.masks[:index], mask, *scope.masks[index + 1 :]), assumed=())


def described(scope: Scope, language: str) -> dict[str, str]:
    """Return what narrows a box: the names of the values of each narrowed facet.

    Args:
        scope: The box.
        language: ``zh`` or ``en``.
    """
    comma = "、" if language == "zh" else ", "
    told = {facet: comma.join(_names(facet, mask, language)) for facet, mask in scope.named()}
    for condition in scope.conditions:
        low = "" if condition.low is None else f"≥{condition.low:g}"
        high = "" if condition.high is None else f"≤{condition.high:g}"
        told[condition.what] = " ".join(part for part in (told.get(condition.what), low, high) if part)
    if scope.window:
        told["hour"] = " ".join(part for part in (told.get("hour"), clock.told(scope.window)) if part)
    return {facet: names for facet, names in told.items() if names}


def _names(facet: str, mask: int, language: str) -> list[str]:
    """Return the fewest names that cover a mask, greatest values first."""
    sized = sorted(masks(facet).items(), key=lambda pair: -pair[1].bit_count())
    names = {value.name: value.zh if language == "zh" else value.en for value in values(facet)}
    names |= {} if facet != "day" else {"workday": "工作日" if language == "zh" else "workdays"}
    told: list[str] = []
    for name, covered in sized:
        if covered & ~mask == 0 and covered & mask:
            told.append(names[name])
            mask &= ~covered
    return told
