"""Which services of the catalogue promises are about, by what is done and by where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from guicheng.domain.comparison.facets import masks
from guicheng.domain.comparison.tables import activities, values
from guicheng.domain.comparison.term import Term

#: What somebody does or keeps; the age of a guard and a banned act render no service.
_RENDERED: Final = frozenset({"topic", "task", "record", "metric", "hours"})
#: Who renders services: the company, or whom it hires. "" is read as the company.
_RENDERING: Final = frozenset({"", "company", "maintainer", "fitter", "contractor"})
_SPACE: Final = "space"


def services_promised(terms: Iterable[Term]) -> tuple[str, ...]:
    """Return the services that promises render, each once, in their order.

    An activity names its service by itself (修剪草坪). One that is done in many places, such as 清扫, takes it from the
    place, where that belongs to the same domain (大堂).

    Args:
        terms: Promises; those that others than the company and its contractors owe render none.
    """
    found = [service for term in terms if term.subject in _RENDERING for service in _services(term)]
    return tuple(dict.fromkeys(found))


def _services(term: Term) -> Iterator[str]:
    item = _items().get(term.key.activity, "")
    if "." in item:
        yield item
    elif item:
        yield from (service for service in _at(term) if service.startswith(f"{item}."))


def _at(term: Term) -> Iterator[str]:
    """Yield the services of the places that a promise names, of a place and its parts only the former."""
    mask = dict(term.scope.named()).get(_SPACE, 0)
    known = masks(_SPACE)
    named = {value.name for value in values(_SPACE) if known[value.name] & mask == known[value.name]}
    yield from (value.item for value in values(_SPACE) if value.name in named and value.parent not in named)


@cache
def _items() -> dict[str, str]:
    return {activity.key: activity.item for activity in activities() if activity.role in _RENDERED}
