"""What is wrong with a file of norms, with the line and the field."""

from __future__ import annotations

from dataclasses import dataclass, field

from guicheng.domain.values import Message


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong.

    Args:
        line: Line of the file, counted from 1.
        field: Where in the file, such as ``duties[3].bound.op``; "" for the file as a whole.
        message: What is wrong and what to write instead.
    """

    line: int
    field: str
    message: Message


@dataclass(slots=True)
class Complaints:
    """Collects complaints while a file is read, so that one run tells them all."""

    found: list[Complaint] = field(default_factory=list)

    def add(self, line: int, path: str, message: Message) -> None:
        """Keep a complaint."""
        self.found.append(Complaint(line, path, message))
