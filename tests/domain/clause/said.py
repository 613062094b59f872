"""The short way in which cases write what a sentence promises: ``time_limit <= 30 minute; frequency == 2 time day``."""

from __future__ import annotations

from collections.abc import Iterable

from guicheng.domain.clause.printer import plain
from guicheng.domain.clause.requirement import Kind, Requirement


def said(requirements: Iterable[Requirement]) -> list[str]:
    """Return each requirement in the words of a case, sorted."""
    return sorted(_said(requirement) for requirement in requirements)


def expected(case: str) -> list[str]:
    """Split what a case expects, sorted."""
    return sorted(" ".join(part.split()) for part in case.split(";") if part.strip())


def _said(requirement: Requirement) -> str:
    kind = Kind.FREQUENCY if requirement.kind is Kind.INTERVAL else requirement.kind
    words = [str(kind), requirement.op, plain(requirement.value), requirement.unit, requirement.per]
    return " ".join(word for word in words if word)
