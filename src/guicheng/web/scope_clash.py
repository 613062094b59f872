"""Two people at the facts of one unit: what the other one saved is kept, and what this one typed too."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from guicheng.apps.catalogue.selectors import UnitDescription
from guicheng.domain.catalogue import CUSTOMERS, shipped_facts
from guicheng.web.catalogue_words import CUSTOMER_NAMES, PROPERTIES
from guicheng.web.wording import Word

#: What the form of a unit sends along of what it showed.
SEEN = "seen"
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
    """Return what a form shows, to be sent along with it."""
    return json.dumps({name: text for name, text in state_of(place).items() if text}, ensure_ascii=False)


def merged(given: QueryDict, place: UnitDescription) -> tuple[QueryDict, list[str]]:
    """Lay what somebody typed over what another one saved since they opened the form.

    Args:
        given: The form as it was sent.
        place: What is written at the unit now.

    Returns:
        The form with what this one changed and, where they changed nothing, what is saved now; and a sentence for
        each field that the other one changed.
    """
    now, typed, seen = state_of(place), _typed(given), _seen(given)
    form = given.copy()
    told = []
    for name, saved in now.items():
        was = None if seen is None else seen.get(name, "")
        if typed[name] == was:
            form.setlist(name, saved.split() if name == "customers" else [saved])
        if saved != (typed[name] if was is None else was):
            told.append(_told(name, saved, was, typed[name]))
    return form, told


def _typed(given: QueryDict) -> dict[str, str]:
    chosen = given.getlist("customers")
    words = {name: given.get(name, "").strip() for name in ("property_type", "city", "grade")}
    facts = {f"fact-{key}": given.get(f"fact-{key}", "").strip() for key in shipped_facts()}
    return {**words, "customers": " ".join(name for name in CUSTOMERS if name in chosen), **facts}


def _seen(given: QueryDict) -> dict[str, str] | None:
    """Return what the form showed when it was opened; None where it does not say so."""
    try:
        found = json.loads(given.get(SEEN, ""))
    except ValueError:
        return None
    return {str(name): str(text) for name, text in found.items()} if isinstance(found, dict) else None


def _told(name: str, saved: str, seen: str | None, typed: str) -> str:
    """Return what became of a field that another one changed."""
    if seen is not None and typed in {seen, saved}:
        return _("{field}: changed meanwhile from {seen} to {saved}, as the form now shows.").format(
            field=_name(name), seen=_value(name, seen), saved=_value(name, saved)
        )
    return _("{field}: saved meanwhile as {saved}. The form keeps your {typed}.").format(
        field=_name(name), saved=_value(name, saved), typed=_value(name, typed)
    )


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
