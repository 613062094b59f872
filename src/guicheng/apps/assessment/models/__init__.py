"""What assessment keeps."""

from guicheng.apps.assessment.models.cards import (
    AppealAnswer,
    CardAppeal,
    CardResult,
    CardSignature,
    CardVersion,
    ExtraPoints,
    PersonRanking,
    ScoreCard,
)
from guicheng.apps.assessment.models.metrics import ComplaintJudgement, HouseholdCount, Metric, MetricVersion

__all__ = [
    "AppealAnswer",
    "CardAppeal",
    "CardResult",
    "CardSignature",
    "CardVersion",
    "ComplaintJudgement",
    "ExtraPoints",
    "HouseholdCount",
    "Metric",
    "MetricVersion",
    "PersonRanking",
    "ScoreCard",
]
