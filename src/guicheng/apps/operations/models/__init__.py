"""The rows of the operations stage, by noun."""

from guicheng.apps.operations.models.field_events import (
    DailyRoot,
    EventFlag,
    FieldChain,
    FieldDevice,
    FieldEvent,
    FieldPhoto,
    PhotoMention,
)
from guicheng.apps.operations.models.keeping import EvidenceHold, PurgeReport, RetentionRule

__all__ = [
    "DailyRoot",
    "EventFlag",
    "EvidenceHold",
    "FieldChain",
    "FieldDevice",
    "FieldEvent",
    "FieldPhoto",
    "PhotoMention",
    "PurgeReport",
    "RetentionRule",
]
