"""The rows of the operations stage, by noun."""

from guicheng.apps.operations.models.cases import (
    Case,
    CaseEvent,
    CaseFollower,
    CaseOutcome,
    CompiledProcess,
    WorkItem,
    WorkState,
)

__all__ = [
    "Case",
    "CaseEvent",
    "CaseFollower",
    "CaseOutcome",
    "CompiledProcess",
    "WorkItem",
    "WorkState",
]
