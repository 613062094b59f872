"""What is written of processes: rights, one transaction, the audit row."""

from guicheng.apps.processes.services.approval import (
    FaultsStandError,
    NotAskedError,
    ask_for_approval,
    decide,
    publish,
    withdraw_request,
)
from guicheng.apps.processes.services.linking import link_anew
from guicheng.apps.processes.services.table import (
    NotAProcessError,
    create_process,
    rename_process,
    save_table,
    set_archived,
    undo,
)

__all__ = [
    "FaultsStandError",
    "NotAProcessError",
    "NotAskedError",
    "ask_for_approval",
    "create_process",
    "decide",
    "link_anew",
    "publish",
    "rename_process",
    "save_table",
    "set_archived",
    "undo",
    "withdraw_request",
]
