"""Events that start and stop the clock of a promise, and what a company's words for them mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Event:
    """What starts or stops a clock.

    Args:
        key: Name of the event in the lexicon of triggers and endpoints; "" for one that only the clause names, which
            people record by its words until somebody says what they mean.
        words: The words of the clause, "" where it names none.
    """

    key: str
    words: str = ""

    @property
    def known(self) -> bool:
        """Whether the lexicon knows it."""
        return bool(self.key)


@dataclass(frozen=True, slots=True)
class EventWords:
    """What a company said that its words mean, once and for all its clauses.

    Args:
        triggers: Event that a phrase starts the clock with, such as 客户呼叫 → ``reported``.
        endpoints: Event with which a phrase stops it.
    """

    triggers: Mapping[str, str] = field(default_factory=dict)
    endpoints: Mapping[str, str] = field(default_factory=dict)
