"""The tree of services: domains and their items, shipped in ``library/catalogue/items.tsv``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from guicheng.domain.catalogue.tables import rows_of

#: Kinds of property, and groups of customers.
PROPERTY_TYPES: Final = ("residential", "office", "mall", "hospital", "industrial")
CUSTOMERS: Final = ("owner", "tenant", "merchant", "visitor")
#: The first level of the tree.
DOMAINS: Final = ("customer", "order", "cleaning", "greening", "engineering", "value_added")
#: In place of a fact: the item is in scope only where the contract says so.
CONTRACT: Final = "contract"
_COLUMNS: Final = ("key", "parent", "zh", "en", "property_types", "customers", "needs", "places", "events")


@dataclass(frozen=True, slots=True)
class Item:
    """One service.

    Args:
        key: Its lasting name, ``domain.item``; a domain has no dot.
        parent: Key of its domain, "" for a domain.
        zh: Chinese name.
        en: English name; a company's own items have the Chinese one.
        property_types: Where it is rendered; empty for everywhere.
        customers: For whom it is rendered; empty, as all of them, for everybody.
        needs: Facts of which one at least must be more than nothing; empty for always.
        places: Fact that counts the places in which it is done, "" for one place.
        events: Fact that counts the occasions of a year, "" where time and not an occasion asks for it.
        own: Whether a company added it.
    """

    key: str
    parent: str
    zh: str
    en: str
    property_types: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    places: str = ""
    events: str = ""
    own: bool = False

    @property
    def domain(self) -> str:
        """Key of the domain."""
        return self.key.partition(".")[0]

    def name(self, language: str) -> str:
        """Return the name in a language, such as ``zh-hans`` or ``en``."""
        return self.zh if language.startswith("zh") else self.en


class Catalogue:
    """The items by key, each domain before its items.

    Args:
        items: Shipped items, then a company's own.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = {item.key: item for item in items}

    def __iter__(self) -> Iterator[Item]:
        """Yield domains and items in the order of the tree."""
        for domain in self.domains():
            yield domain
            yield from self.below(domain.key)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def get(self, key: str) -> Item | None:
        """Return an item, None where there is none."""
        return self._items.get(key)

    def domains(self) -> list[Item]:
        """Return the first level."""
        return [item for item in self._items.values() if not item.parent]

    def below(self, domain: str) -> list[Item]:
        """Return the items of a domain, a company's own last."""
        return [item for item in self._items.values() if item.parent == domain]

    def services(self) -> list[Item]:
        """Return all items without the domains."""
        return [item for item in self if item.parent]

    def over(self, items: Iterable[Item]) -> Catalogue:
        """Return a catalogue with a company's own items beside these."""
        return Catalogue([*self._items.values(), *items])


@cache
def shipped() -> Catalogue:
    """Return the catalogue that comes with the product."""
    return Catalogue(
        Item(
            key=row["key"],
            parent=row["parent"],
            zh=row["zh"],
            en=row["en"],
            property_types=tuple(row["property_types"].split()),
            customers=tuple(row["customers"].split()),
            needs=tuple(row["needs"].split()),
            places=row["places"],
            events=row["events"],
        )
        for row in rows_of("catalogue", "items.tsv", _COLUMNS)
    )
