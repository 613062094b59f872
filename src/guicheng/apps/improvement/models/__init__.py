"""What is kept of mending and reviews."""

from guicheng.apps.improvement.models.nonconformities import (
    MendingRules,
    Nonconformity,
    NonconformityAct,
    NonconformityPhoto,
)
from guicheng.apps.improvement.models.reviews import DutyText, LawChange, Review
from guicheng.apps.improvement.models.revisions import Revision, RevisionEvidence

__all__ = [
    "DutyText",
    "LawChange",
    "MendingRules",
    "Nonconformity",
    "NonconformityAct",
    "NonconformityPhoto",
    "Review",
    "Revision",
    "RevisionEvidence",
]
