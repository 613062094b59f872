"""What a backup asks of a database."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Database(Protocol):
    """A database that can be copied and replaced as a whole."""

    @property
    def kind(self) -> str:
        """``sqlite`` or ``postgresql``."""

    @property
    def member(self) -> str:
        """Name of its copy in an archive."""

    def workplace(self, home: Path) -> Path:
        """Return the folder on whose disk a copy is unpacked.

        Args:
            home: The data folder.
        """

    def refuse_if_used(self) -> None:
        """Make sure that nobody else is connected.

        Raises:
            BackupRefusedError: Somebody is.
        """

    def copy(self, target: Path) -> None:
        """Write a copy as of one moment; whoever writes meanwhile goes on.

        Raises:
            BackupRefusedError: It cannot be copied.
        """

    def check(self, copy: Path) -> None:
        """Make sure that a copy is whole.

        Raises:
            BackupRefusedError: It is not.
        """

    def replace(self, copy: Path, stamp: str) -> list[str]:
        """Put a copy in place at once; return where that is kept which was there before.

        Args:
            copy: A copy that was checked.
            stamp: Moment, for the names of what is kept.

        Raises:
            BackupRefusedError: It cannot be put in place; what was there before stands.
        """
