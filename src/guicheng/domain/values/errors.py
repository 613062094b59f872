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


class FileRefusedError(GuichengError):
    """A file cannot or must not be read; nothing of it was kept."""

    code = "file-refused"
