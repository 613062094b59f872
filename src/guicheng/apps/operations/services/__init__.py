"""What is written of the operations stage; every act is one transaction with its audit row."""

from guicheng.apps.operations.services.case_access import NotACaseError
from guicheng.apps.operations.services.cases import FormFaultError, cancel, complete, start_case
from guicheng.apps.operations.services.handing import (
    UrgedTooSoonError,
    add_signer,
    copy,
    give_opinion,
    pause,
    reassign,
    resume,
    substitute,
    take_on,
    urge,
)
from guicheng.apps.operations.services.migrating import CasePlan, migrate, without_counterpart
from guicheng.apps.operations.services.moving import RefusedEventError
from guicheng.apps.operations.services.returning import return_to, withdraw
from guicheng.apps.operations.services.timers import fire_due_timers

__all__ = [
    "CasePlan",
    "FormFaultError",
    "NotACaseError",
    "RefusedEventError",
    "UrgedTooSoonError",
    "add_signer",
    "cancel",
    "complete",
    "copy",
    "fire_due_timers",
    "give_opinion",
    "migrate",
    "pause",
    "reassign",
    "resume",
    "return_to",
    "start_case",
    "substitute",
    "take_on",
    "urge",
    "withdraw",
    "without_counterpart",
]
