"""Errors that stop an act, each with a stable code and its facts."""

from __future__ import annotations

from typing import ClassVar

from guicheng.domain.values.message import Message


class GuichengError(Exception):
    """The root of all typed errors.

    Args:
        message: What happened, where, why, and what to do, for the person who asked.
    """

    code: ClassVar[str] = "error"

    def __init__(self, message: Message) -> None:
        super().__init__(message.render())
        self.message = message


class FieldError(GuichengError):
    """A value that an act was given is missing or cannot be what it is; nothing was written.

    Args:
        message: What to write instead.
        field: Name of the argument, "" for all together.
    """

    def __init__(self, message: Message, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class FileRefusedError(GuichengError):
    """A file cannot or must not be read; nothing of it was kept."""

    code = "file-refused"


class NotAllowedError(GuichengError):
    """The actor sees the object but may not do this to it."""

    code = "not-allowed"


class StaleError(GuichengError):
    """Somebody else changed the object since the actor saw it; nothing was written.

    Args:
        message: Who changed it and when.
        present: What stands there now, for showing both.
        revision: The revision to name when trying again.
    """

    code = "stale"

    def __init__(self, message: Message, *, present: str = "", revision: int = 0) -> None:
        super().__init__(message)
        self.present = present
        self.revision = revision
