"""Two people at one form: what the other one saved is kept, and what this one typed too."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from django.http import QueryDict
from django.utils.translation import gettext as _

#: The field in which a form sends along what it showed when it was opened.
SEEN = "seen"


def seen_as(shown: Mapping[str, str]) -> str:
    """Return what a form shows, to be sent along with it; fields that are empty are left out."""
    return json.dumps({name: text for name, text in shown.items() if text}, ensure_ascii=False)


def merged(
    given: QueryDict,
    typed: Mapping[str, str],
    saved: Mapping[str, str],
    *,
    name_of: Callable[[str], str],
    value_of: Callable[[str, str], str] = lambda _name, text: text or "—",
) -> tuple[dict[str, str], list[str]]:
    """Lay what somebody typed over what another one saved since they opened the form.

    Args:
        given: The form as it was sent, with what it showed.
        typed: Field → what it holds.
        saved: Field → what is saved now.
        name_of: What a field is called.
        value_of: A field and its value → the value as a sentence tells it.

    Returns:
        What the form is to show: what this one changed and, where they changed nothing, what is saved now; and a
        sentence for each field that the other one changed.
    """
    seen = _seen(given)
    shown: dict[str, str] = {}
    told: list[str] = []
    for name, now in saved.items():
        was = typed[name] if seen is None else seen.get(name, "")
        kept = seen is None or typed[name] != was
        shown[name] = typed[name] if kept else now
        if now == was:
            continue
        if kept and typed[name] != now:
            sentence = _("{field}: saved meanwhile as {saved}. The form keeps your {typed}.")
        else:
            sentence = _("{field}: changed meanwhile from {seen} to {saved}, as the form now shows.")
        values = {"seen": was, "saved": now, "typed": typed[name]}
        told.append(sentence.format(field=name_of(name), **{key: value_of(name, text) for key, text in values.items()}))
    return shown, told


def _seen(given: QueryDict) -> dict[str, str] | None:
    """Return what the form showed when it was opened; None where it does not say so."""
    try:
        found = json.loads(given.get(SEEN, ""))
    except ValueError:
        return None
    return {str(name): str(text) for name, text in found.items()} if isinstance(found, dict) else None
