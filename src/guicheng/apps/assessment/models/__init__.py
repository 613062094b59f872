"""The rows of the assessment stage, by noun."""

from __future__ import annotations

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

__all__ = [
    "Finding",
    "Inspection",
    "InspectionKind",
    "InspectionPlan",
    "InspectionSheet",
    "InspectionSignature",
    "InspectionState",
    "SampledFrom",
    "SheetVersion",
]
