"""One finding about an installation: how it stands, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from guicheng.domain.values.message import Message, _


class Level(StrEnum):
    """How a part of an installation stands."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


#: Words and marks that stand before a sentence.
WORDS: Final = {Level.OK: _("in order"), Level.WARNING: _("warning"), Level.ERROR: _("error")}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found.

    Args:
        check: Lasting name of the check, for programs that read the answer.
        level: How it stands.
        message: What was found.
        advice: What to do; None where there is nothing to do.
    """

    check: str
    level: Level
    message: Message
    advice: Message | None = None

    def row(self, translate: Callable[[str], str]) -> dict[str, str]:
        """Return the verdict as an object for programs."""
        row = {"check": self.check, "level": self.level.value, "message": self.message.render(translate)}
        return row | ({"advice": self.advice.render(translate)} if self.advice else {})


def ok(check: str, message: Message) -> Verdict:
    """Return that a part is in order."""
    return Verdict(check, Level.OK, message)


def warning(check: str, message: Message, advice: Message) -> Verdict:
    """Return that a part works but should be looked after."""
    return Verdict(check, Level.WARNING, message, advice)


def error(check: str, message: Message, advice: Message) -> Verdict:
    """Return that a part does not work or is not safe."""
    return Verdict(check, Level.ERROR, message, advice)
