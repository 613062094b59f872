"""What a work order can be, what can happen to it, and how far it can be."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class OrderKind(StrEnum):
    """What a customer, or whoever speaks for the estate, wants."""

    REPAIR = "repair"
    COMPLAINT = "complaint"
    CONSULTATION = "consultation"
    OTHER = "other"


class Channel(StrEnum):
    """How an order came in."""

    DESK = "desk"
    PHONE = "phone"
    API = "api"
    INSPECTION = "inspection"
    PROCESS = "process"


class Phase(StrEnum):
    """How far an order is."""

    REPORTED = "reported"
    DISPATCHED = "dispatched"
    ACCEPTED = "accepted"
    ARRIVED = "arrived"
    STARTED = "started"
    PAUSED = "paused"
    FINISHED = "finished"
    VISITED = "visited"
    CANCELLED = "cancelled"


#: Phases in which nothing is left to repair or to answer.
ENDED: Final = frozenset({Phase.FINISHED, Phase.VISITED, Phase.CANCELLED})


class Act(StrEnum):
    """What happens to an order, said at a desk or sent by a phone.

    The words of phones (``evidence.kinds``) are among them, so that one log holds both.
    """

    REPORT = "report"
    DISPATCH = "dispatch"
    CLAIM = "claim"
    ACCEPT = "accept"
    CONTACT = "contact"
    ARRIVE = "arrive"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    PRIORITY = "priority"
    NUMBERS = "numbers"
    FINISH = "finish"
    FOLLOW_UP = "follow_up"
    REOPEN = "reopen"
    CANCEL = "cancel"
    COST = "cost"
    COMMENT = "comment"
    ATTACH = "attach"
    RATE = "rate"
    CORRECT = "correct"


class PauseReason(StrEnum):
    """Why the clock of an order stands still."""

    CUSTOMER = "customer"
    PARTS = "parts"
    WEATHER = "weather"
    ACCESS = "access"
    CONTRACTOR = "contractor"
    OTHER = "other"


class Stream(StrEnum):
    """Who reads a comment."""

    INTERNAL = "internal"
    RESIDENT = "resident"
