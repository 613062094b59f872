"""The names of stages and events, as sentences say them in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: What is done, by the name of the stage that ends a limit.
_ENDS: Final[Mapping[str, Message]] = {
    "received": _("“received”"),
    "responded": _("“answered”"),
    "dispatched": _("“dispatched”"),
    "arrived": _("“on site”"),
    "controlled": _("“under control”"),
    "finished": _("“finished”"),
    "visited": _("“return visit”"),
    "closed": _("“filed”"),
    "replied": _("“replied”"),
    "handled": _("“handled”"),
    "notified": _("“notified”"),
    "published": _("“published”"),
    "reported": _("“reported”"),
    "approved": _("“approved”"),
    "confirmed": _("“confirmed”"),
    "answered": _("“picked up”"),
    "submitted": _("“submitted”"),
    "handed_over": _("“handed over”"),
    "returned": _("“returned”"),
    "delivered": _("“delivered”"),
    "started": _("“started”"),
    "patrolled": _("“looked after”"),
    "corrected": _("“corrected”"),
    "stopped": _("“stopped”"),
    "filed_with": _("“filed with the authority”"),
    "accepted": _("“accepted”"),
    "rechecked": _("“checked again”"),
    "proposed": _("“a plan is proposed”"),
}
#: What happens, by the name of the event that starts a clock.
_STARTS: Final[Mapping[str, Message]] = {
    "happened": _("“it happens”"),
    "discovered": _("“it is found”"),
    "reported": _("“it is reported”"),
    "received": _("“it is taken in”"),
    "dispatched": _("“it is dispatched”"),
    "arrived": _("“somebody is on site”"),
    "agreed": _("“the time agreed”"),
    "approved": _("“it is approved”"),
    "finished": _("“it is finished”"),
    "visited": _("“the return visit”"),
    "published": _("“it is published”"),
    "signed": _("“the contract is signed”"),
    "ended": _("“the contract ends”"),
    "used": _("“it is put to use”"),
    "dead": _("“the plant dies”"),
    "snow": _("“the rain or snow stops”"),
    "elected": _("“the election”"),
    "changed": _("“the change”"),
    "checked": _("“the check”"),
    "month_end": _("“the end of the month”"),
    "started": _("“the work starts”"),
    "outage": _("“the outage”"),
}


def end_named(name: str) -> Message:
    """Return the name of a stage that ends a limit; of none, that nothing is named."""
    return _ENDS.get(name, _("what is not named"))


def start_named(name: str) -> Message:
    """Return the name of an event that starts a clock; of none, that nothing is named."""
    return _STARTS.get(name, _("what is not named"))
