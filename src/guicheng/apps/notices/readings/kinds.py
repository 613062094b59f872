"""Every kind of thing that people are told, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from guicheng.domain.values import Message
from guicheng.domain.values.message import _


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that people are told.

    Args:
        name: As stored and as programs name it, such as ``case-work``.
        title: What people call it.
        asks: Whether it asks its reader for something; such a kind can't be left off the list.
    """

    name: str
    title: Message
    asks: bool = False


_ALL: Final = (
    Kind("approval-asked", _("An approval waits for my opinion"), asks=True),
    Kind("approval-returned", _("What I submitted was returned"), asks=True),
    Kind("approval-news", _("News of an approval")),
    Kind("mention", _("I was mentioned"), asks=True),
    Kind("comment", _("A comment on what I follow")),
    Kind("edition", _("An edition was published or withdrawn")),
    Kind("assigned", _("A standard was given to me")),
    Kind("case-work", _("New work of a case"), asks=True),
    Kind("case-sign", _("A case asks for my opinion"), asks=True),
    Kind("case-urged", _("Haste is asked for in a case"), asks=True),
    Kind("case-warned", _("Work of a case will soon be late")),
    Kind("case-late", _("Work of a case is late")),
    Kind("case-news", _("News of a case that I follow")),
    Kind("plan-unassigned", _("Due work that nobody has")),
    Kind("order-new", _("A new work order")),
    Kind("order-work", _("A work order was given to me"), asks=True),
    Kind("order-urged", _("Haste is asked for in a work order"), asks=True),
    Kind("order-warned", _("A work order will soon be late")),
    Kind("order-late", _("A work order is late")),
    Kind("order-news", _("News of a work order")),
    Kind("order-followed", _("News of a work order that you follow")),
    Kind("round-work", _("A round was given to me"), asks=True),
    Kind("round-missed", _("A round was missed")),
    Kind("round-failed", _("A check failed on a round")),
    Kind("inspection-work", _("An inspection was given to me"), asks=True),
    Kind("inspection-to-sign", _("An inspection waits for my signature"), asks=True),
    Kind("inspection-objection", _("An estate objects to my inspection"), asks=True),
    Kind("nonconformity-work", _("A nonconformity is mine to mend"), asks=True),
    Kind("nonconformity-verify", _("A nonconformity waits to be verified"), asks=True),
    Kind("nonconformity-late", _("A nonconformity is late")),
    Kind("review-due", _("A standard is to be reviewed"), asks=True),
    Kind("month-to-seal", _("A month is to be sealed"), asks=True),
    Kind("delivery-failed", _("A robot or a webhook takes nothing any more")),
)

#: Every kind by its name.
KINDS: Final = {kind.name: kind for kind in _ALL}
