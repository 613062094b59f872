"""What services there are, what an estate is like, and which services it has in scope."""

from guicheng.domain.catalogue.facts import Fact, NotANumberError, fact_value, shipped_facts
from guicheng.domain.catalogue.items import CUSTOMERS, DOMAINS, PROPERTY_TYPES, Catalogue, Item, shipped
from guicheng.domain.catalogue.scope import Estate, Gap, ScopeLine, gaps, scope_of

__all__ = [
    "CUSTOMERS",
    "DOMAINS",
    "PROPERTY_TYPES",
    "Catalogue",
    "Estate",
    "Fact",
    "Gap",
    "Item",
    "NotANumberError",
    "ScopeLine",
    "fact_value",
    "gaps",
    "scope_of",
    "shipped",
    "shipped_facts",
]
