"""One act on several rows: each goes on its own, and those that it did not reach are told with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from guicheng.domain.values import GuichengError

#: Rows that one act takes at most.
MOST_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Named:
    """A row, as answers name it.

    Args:
        key: What an act on it names.
        label: What people call it.
        path: Its page.
    """

    key: str
    label: str
    path: str


@dataclass(slots=True)
class Several:
    """What became of one act on several rows.

    Args:
        went: Those that it reached.
        stayed: Those that it did not reach, unchanged, each with the error that says why.
    """

    went: list[Named] = field(default_factory=list)
    stayed: list[tuple[Named, GuichengError]] = field(default_factory=list)

    def tell(self, named: Named, act: Callable[[], object]) -> None:
        """Do an act on one row, in a transaction of its own, and keep what became of it."""
        try:
            act()
        except GuichengError as error:
            self.stayed.append((named, error))
        else:
            self.went.append(named)


def once_each(keys: Iterable[str]) -> list[str]:
    """Return keys in their order, each once."""
    return list(dict.fromkeys(keys))
