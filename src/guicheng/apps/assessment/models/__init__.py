"""Tables of assessment."""

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
from guicheng.apps.assessment.models.counted import (
    BoardRow,
    Counted,
    CountingMark,
    MonthCount,
    MonthPromise,
    SourceKind,
    Tally,
)
from guicheng.apps.assessment.models.inspections import (
    Finding,
    Inspection,
    InspectionKind,
    InspectionPlan,
    InspectionSheet,
    InspectionSignature,
    InspectionState,
    SampledFrom,
    SheetVersion,
)
from guicheng.apps.assessment.models.metrics import ComplaintJudgement, HouseholdCount, Metric, MetricVersion
from guicheng.apps.assessment.models.months import SealedMonth, SealedRun, SealRule
from guicheng.apps.assessment.models.reports import MonthlyFile, MonthlyForm, MonthlyReport, MonthlyState

__all__ = [
    "AppealAnswer",
    "BoardRow",
    "CardAppeal",
    "CardResult",
    "CardSignature",
    "CardVersion",
    "ComplaintJudgement",
    "Counted",
    "CountingMark",
    "ExtraPoints",
    "Finding",
    "HouseholdCount",
    "Inspection",
    "InspectionKind",
    "InspectionPlan",
    "InspectionSheet",
    "InspectionSignature",
    "InspectionState",
    "Metric",
    "MetricVersion",
    "MonthCount",
    "MonthPromise",
    "MonthlyFile",
    "MonthlyForm",
    "MonthlyReport",
    "MonthlyState",
    "PersonRanking",
    "SampledFrom",
    "ScoreCard",
    "SealRule",
    "SealedMonth",
    "SealedRun",
    "SheetVersion",
    "SourceKind",
    "Tally",
]
