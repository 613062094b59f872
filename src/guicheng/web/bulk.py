"""One act on several standards: each goes on its own, and those that did not are told with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import Standard
from guicheng.domain.values import GuichengError
from guicheng.web.outcome import Outcome
from guicheng.web.wording import Word

#: The list, as its outcomes are kept.
LIST: Final = "standards"
#: What can be done; the first two go to a person or a unit.
ACTS: Final[Mapping[str, Word]] = {
    "assign": gettext_lazy("Make responsible"),
    "move": gettext_lazy("Move to unit"),
    "submit": gettext_lazy("Send for approval"),
    "archive": gettext_lazy("Archive the standard"),
    "unarchive": gettext_lazy("Take it out of the archive"),
}


def do_to_each(*, actor: Actor, act: str, keys: Iterable[str], target: str, at: datetime) -> Outcome:
    """Do one thing to standards, one after the other.

    Args:
        actor: Who acts.
        act: One of ``ACTS``.
        keys: Keys of the standards.
        target: Key of the person or unit, "" where there is none.
        at: Now, with time zone.

    Raises:
        Standard.DoesNotExist: One of them is not within reach; nothing is done before it is found.
    """
    found = [selectors.standard_visible_to(actor, key) for key in dict.fromkeys(keys)]
    went, stayed = list[list[str]](), list[list[str]]()
    for standard in found:
        reason = _refusal(actor, act, standard, target, at)
        if reason:
            stayed.append([*_named(standard), reason])
        else:
            went.append(_named(standard))
    return Outcome(went, stayed)


def went(standards: Iterable[Standard]) -> Outcome:
    """Return the outcome of an act that reached all of some standards."""
    return Outcome([_named(standard) for standard in standards], [])


def _named(standard: Standard) -> list[str]:
    return [standard.code, reverse("standard", args=[standard.code])]


def _refusal(actor: Actor, act: str, standard: Standard, target: str, at: datetime) -> str:
    """Do it to one standard; return why not, "" where it was done."""
    try:
        _act(actor, act, standard, target, at)
    except GuichengError as error:
        return error.message.render(_)
    except (Unit.DoesNotExist, Person.DoesNotExist):
        return _("Choose a person for responsibility, and a unit for a move.")
    return ""


def _act(actor: Actor, act: str, standard: Standard, target: str, at: datetime) -> None:
    key = standard.key
    if act == "assign":
        services.assign_stewards(actor=actor, keys=[key], person_key=target, at=at)
    elif act == "move":
        services.move_standards(actor=actor, keys=[key], unit_key=target, at=at)
    elif act == "submit":
        services.submit(actor=actor, standard_key=key, at=at)
    elif act == "archive":
        services.archive_standard(actor=actor, key=key, at=at)
    else:
        services.unarchive_standard(actor=actor, key=key, at=at)
