"""What is kept of mending and reviews."""

from guicheng.apps.improvement.models.nonconformities import (
    MendingRules,
    Nonconformity,
    NonconformityAct,
    NonconformityPhoto,
)

__all__ = ["MendingRules", "Nonconformity", "NonconformityAct", "NonconformityPhoto"]
