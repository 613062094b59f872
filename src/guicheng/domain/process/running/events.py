"""What can happen to a running case; the log of a case is a list of these, and the only source of where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class EventKind(StrEnum):
    """What happened."""

    STARTED = "started"
    #: A step was done, with its answers.
    COMPLETED = "completed"
    #: 退回: back to an earlier step; what came of that step is taken back.
    RETURNED = "returned"
    #: 撤回: whoever did a step takes that back before anybody went on.
    WITHDRAWN = "withdrawn"
    #: 转办: somebody else does it from now on.
    REASSIGNED = "reassigned"
    #: 加签: others are to give their opinion before the step can be done.
    SIGN_ASKED = "sign_asked"
    SIGN_GIVEN = "sign_given"
    #: 代班: somebody stands in, the holder stays the same.
    SUBSTITUTED = "substituted"
    #: 催办.
    URGED = "urged"
    #: 抄送: somebody follows the case.
    COPIED = "copied"
    PAUSED = "paused"
    RESUMED = "resumed"
    #: An alarm of a step rang.
    FIRED = "fired"
    #: Lateness was told a level higher.
    ESCALATED = "escalated"
    #: The case goes on by another edition of its process.
    MIGRATED = "migrated"
    #: Somebody ended the whole case before its end.
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    Args:
        kind: What.
        at: When, with time zone.
        actor: Key of who did it; "" for the service.
        step: Id of the step; "" where it is about the whole case.
        data: What else there is to say, as JSON holds it. ``begun`` names the visit of the step that is meant;
            ``answer``, ``form`` what was filled in; ``holders`` who got the steps that began; ``to`` whom it goes to;
            ``reason``; ``number`` which alarm; ``target``, ``takes``, ``fills``, ``item`` what is taken back;
            ``edition``, ``marking``, ``steps``, ``kept`` where a case moved to.
    """

    kind: EventKind
    at: datetime
    actor: str = ""
    step: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a text of the data, "" where there is none."""
        found = self.data.get(name, "")
        return found if isinstance(found, str) else ""

    def number(self, name: str) -> int:
        """Return a whole number of the data, -1 where there is none."""
        found = self.data.get(name, -1)
        return found if isinstance(found, int) and not isinstance(found, bool) else -1

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list in the data, each once."""
        found = self.data.get(name, ())
        if isinstance(found, str) or not isinstance(found, list | tuple):
            return ()
        return tuple(dict.fromkeys(each for each in found if isinstance(each, str) and each))

    def table(self, name: str) -> dict[str, str]:
        """Return the texts of an object in the data by their names."""
        found = self.data.get(name, {})
        if not isinstance(found, Mapping):
            return {}
        return {str(key): each for key, each in found.items() if isinstance(each, str)}

    def mask(self, name: str) -> int:
        """Return bits that the data holds as hexadecimal digits, -1 where they are none."""
        try:
            found = int(self.text(name), 16)
        except ValueError:
            return -1
        return max(found, -1)
