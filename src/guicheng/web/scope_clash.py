"""Two people at the facts of one unit: what the other one saved is kept, and what this one typed too."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy

from guicheng.apps.catalogue.selectors import UnitDescription
from guicheng.domain.catalogue import CUSTOMERS, shipped_facts
from guicheng.web.catalogue_words import CUSTOMER_NAMES, PROPERTIES
from guicheng.web.clash import merged, seen_as
from guicheng.web.wording import Word

_WORDS: Mapping[str, Word] = {
    "property_type": gettext_lazy("Kind of property"),
    "city": gettext_lazy("City"),
    "grade": gettext_lazy("Grade promised"),
    "customers": gettext_lazy("Customers"),
}


def state_of(place: UnitDescription) -> dict[str, str]:
    """Return what is written at a unit, by the names of the fields of its form; customers in their order."""
    own = place.own
    words = {name: getattr(own, name, "") for name in ("property_type", "city", "grade")}
    customers = own.customers if own else []
    facts = own.facts if own else {}
    return {
        **words,
        "customers": " ".join(name for name in CUSTOMERS if name in customers),
        **{f"fact-{key}": facts.get(key, "") for key in shipped_facts()},
    }


def seen_by(place: UnitDescription) -> str:
    """Return what the form of a unit shows, to be sent along with it."""
    return seen_as(state_of(place))


def laid_over(given: QueryDict, place: UnitDescription) -> tuple[QueryDict, list[str]]:
    """Lay what somebody typed over what another one saved since they opened the form; see ``clash.merged``.

    Args:
        given: The form as it was sent.
        place: What is written at the unit now.
    """
    shown, told = merged(given, _typed(given), state_of(place), name_of=_name, value_of=_value)
    form = given.copy()
    for name, text in shown.items():
        form.setlist(name, text.split() if name == "customers" else [text])
    return form, told


def _typed(given: QueryDict) -> dict[str, str]:
    chosen = given.getlist("customers")
    words = {name: given.get(name, "").strip() for name in ("property_type", "city", "grade")}
    facts = {f"fact-{key}": given.get(f"fact-{key}", "").strip() for key in shipped_facts()}
    return {**words, "customers": " ".join(name for name in CUSTOMERS if name in chosen), **facts}


def _name(name: str) -> str:
    fact = shipped_facts().get(name.removeprefix("fact-"))
    return fact.name(get_language() or "") if fact else str(_WORDS[name])


def _value(name: str, text: str) -> str:
    """Return a value in the reader's language; a dash for nothing."""
    if name == "property_type":
        return str(PROPERTIES.get(text, "—"))
    if name == "customers":
        return "、".join(str(CUSTOMER_NAMES[each]) for each in text.split() if each in CUSTOMER_NAMES) or "—"
    return text or "—"
