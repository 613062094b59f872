"""What became of one act on several rows of a list, told once on the next look at it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext as _

from guicheng.apps.operations.services.several import Several


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an act.

    Args:
        went: Label and page of each row that it reached.
        stayed: Label, page and reason of each that it did not.
    """

    went: list[list[str]]
    stayed: list[list[str]]

    @classmethod
    def of(cls, several: Several) -> Outcome:
        """Tell an act on several rows in the reader's language."""
        return cls(
            [[row.label, row.path] for row in several.went],
            [[row.label, row.path, error.message.render(_)] for row, error in several.stayed],
        )

    def keep(self, session: SessionBase, of: str) -> None:
        """Keep the outcome for the next look at a list.

        Args:
            session: Of whoever acted.
            of: Which list.
        """
        session[_kept(of)] = [self.went, self.stayed]

    @classmethod
    def told(cls, session: SessionBase, of: str) -> Outcome | None:
        """Return the outcome that was kept for a list, once; None for none."""
        kept = session.pop(_kept(of), None)
        return cls(*kept) if kept else None


def _kept(of: str) -> str:
    return f"several_{of}"
