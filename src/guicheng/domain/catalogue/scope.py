"""Which services an estate has in scope, and where scope and standards miss one another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal

from guicheng.domain.catalogue.facts import Fact, shipped_facts
from guicheng.domain.catalogue.items import CONTRACT, CUSTOMERS, Catalogue, Item
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Why an item is in scope or not: ``contract`` where a person said so, ``promise`` where the text of the contract
#: does, ``unknown`` where a fact is not given.
Why = Literal["contract", "promise", "property", "customers", "fact", "always", "unknown"]
_NOTHING: Final = Decimal(0)
#: What is said of an estate in words, as the reasons name it.
_WORDS: Final = {
    "property_type": Fact("property_type", "people", "", inherited=True, zh="物业类型", en="Kind of property"),
    "customers": Fact("customers", "people", "", inherited=True, zh="客户", en="Customers"),
}


@dataclass(frozen=True, slots=True)
class Estate:
    """What is known of an estate.

    Args:
        property_type: One of ``PROPERTY_TYPES``, "" where nobody said.
        customers: Groups of customers; empty where nobody said.
        facts: Number of each fact that is known.
        contract: Item → whether a person said that the contract has it in scope; items nobody spoke of are missing.
        promised: Item → name of the clause of a contract that promises it, such as ``HT-01 3.2``.
        city: City by which its legal duties are chosen, "" for the national ones alone.
        grade: Grade that it promises, "" for the best.
    """

    property_type: str = ""
    customers: frozenset[str] = frozenset()
    facts: Mapping[str, Decimal] = field(default_factory=dict)
    contract: Mapping[str, bool] = field(default_factory=dict)
    promised: Mapping[str, str] = field(default_factory=dict)
    city: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """An item with whether it is in scope.

    Args:
        item: The item.
        inside: Whether it is; None where that depends on a fact that nobody gave.
        why: What decides.
        reason: The same as a sentence.
        facts: The facts that decide; where ``why`` is ``unknown``, those to give, kind of property and customers
            among them.
        promised: Name of the clause of a contract that promises it, "" for none.
    """

    item: Item
    inside: bool | None
    why: Why
    reason: Message
    facts: tuple[str, ...] = ()
    promised: str = ""

    @property
    def clash(self) -> bool:
        """Whether it is out of scope although a contract promises it."""
        return self.inside is False and bool(self.promised)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts to give, where they would decide."""
        return self.facts if self.why == "unknown" else ()

    def reason_in(self, language: str) -> Message:
        """Return the reason with its facts named in a language, such as ``zh-hans`` or ``en``."""
        joint = "、" if language.startswith("zh") else ", "
        named = joint.join(_named(key).name(language) for key in self.facts)
        fields = self.reason.fields.items()
        return Message(
            self.reason.text, {name: named if name in {"fact", "facts"} else value for name, value in fields}
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """Where scope and standards miss one another.

    Args:
        kind: ``no-standard``: an item in scope that no standard covers; ``out-of-scope``: a standard for an item
            that the estate does not have.
        item: The item.
        standards: Codes of the standards out of scope.
    """

    kind: Literal["no-standard", "out-of-scope"]
    item: Item
    standards: tuple[str, ...] = ()


def scope_of(catalogue: Catalogue, estate: Estate) -> tuple[ScopeLine, ...]:
    """Say of each item whether an estate has it in scope.

    What a person said of the contract decides, then the text of the contract. Otherwise the item must fit the kind of
    property and a group of customers, and one of the facts that it needs must be more than nothing. Where none of them
    is known, the answer is open.

    Args:
        catalogue: The items.
        estate: What is known of the estate.

    Returns:
        A line for each item, in the order of the tree, domains left out.
    """
    return tuple(_line(item, estate) for item in catalogue.services())


def _line(item: Item, estate: Estate) -> ScopeLine:
    said, clause = estate.contract.get(item.key), estate.promised.get(item.key, "")
    if said is None:
        return _by_text(item, clause) if clause else _by_estate(item, estate)
    if said:
        told = _("The contract includes it.")
    elif clause:
        told = _("Excluded by hand, though the contract promises it: {clause}.", clause=clause)
    else:
        told = _("The contract excludes it.")
    return ScopeLine(item, said, "contract", told, promised=clause)


def _by_text(item: Item, clause: str) -> ScopeLine:
    told = _("Promised in the contract: {clause}.", clause=clause)
    return ScopeLine(item, inside=True, why="promise", reason=told, promised=clause)


def _by_estate(item: Item, estate: Estate) -> ScopeLine:
    """Say what kind of property, customers and facts make of an item."""
    if CONTRACT in item.needs:
        return ScopeLine(item, inside=False, why="contract", reason=_("In scope only where the contract includes it."))
    if item.property_types and estate.property_type and estate.property_type not in item.property_types:
        return ScopeLine(item, inside=False, why="property", reason=_("This kind of property does not have it."))
    if item.customers and estate.customers and estate.customers.isdisjoint(item.customers):
        told = _("No group of customers of this estate needs it.")
        return ScopeLine(item, inside=False, why="customers", reason=told)
    always = ScopeLine(item, inside=True, why="always", reason=_("Every estate has it."))
    line = _by_facts(item, estate) if item.needs else always
    asked = tuple(_unsaid(item, estate))
    return line if line.inside is False or not asked else _open(item, (*asked, *line.missing))


def _unsaid(item: Item, estate: Estate) -> Iterator[str]:
    """Yield what nobody said of an estate and would decide: its kind, unless all have it, and its customers."""
    if item.property_types and not estate.property_type:
        yield "property_type"
    if item.customers and not estate.customers and not set(CUSTOMERS) <= set(item.customers):
        yield "customers"


def _open(item: Item, missing: tuple[str, ...]) -> ScopeLine:
    told = "、".join(_named(key).zh for key in missing)
    return ScopeLine(item, None, "unknown", _("Not known: {facts}. Give it to decide.", facts=told), missing)


def _named(key: str) -> Fact:
    return _WORDS.get(key) or shipped_facts()[key]


def _by_facts(item: Item, estate: Estate) -> ScopeLine:
    names = shipped_facts()
    for key in item.needs:
        number = estate.facts.get(key, _NOTHING)
        if number > 0:
            reason = _("The estate has it: {fact} {number}.", fact=names[key].zh, number=f"{number:f}")
            return ScopeLine(item, inside=True, why="fact", reason=reason, facts=(key,))
    missing = tuple(key for key in item.needs if key not in estate.facts)
    if missing:
        return _open(item, missing)
    told = "、".join(names[key].zh for key in item.needs)
    return ScopeLine(
        item, inside=False, why="fact", reason=_("The estate has none: {facts}.", facts=told), facts=item.needs
    )


def gaps(lines: Iterable[ScopeLine], covered: Mapping[str, Collection[str]]) -> tuple[Gap, ...]:
    """Return where scope and standards miss one another, in the order of the items.

    Args:
        lines: What ``scope_of`` said.
        covered: Item → codes of the standards that cover it at the estate.
    """
    found = []
    for line in lines:
        codes = tuple(sorted(covered.get(line.item.key, ())))
        if line.inside and not codes:
            found.append(Gap("no-standard", line.item))
        elif line.inside is False and codes:
            found.append(Gap("out-of-scope", line.item, codes))
    return tuple(found)
