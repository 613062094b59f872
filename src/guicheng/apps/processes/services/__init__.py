"""What is written of processes: rights, one transaction, the audit row."""

from guicheng.apps.processes.services.approval import (
    FaultsStandError,
    NotAskedError,
    ask_for_approval,
    decide,
    publish,
    withdraw_request,
)
from guicheng.apps.processes.services.beginning import create_process, rename_process, set_archived
from guicheng.apps.processes.services.linking import link_anew
from guicheng.apps.processes.services.replays import delete_replay, keep_replay
from guicheng.apps.processes.services.storing import NotAProcessError
from guicheng.apps.processes.services.table import OnlyInDiagramError, redo, save_diagram, save_table, undo

__all__ = [
    "FaultsStandError",
    "NotAProcessError",
    "NotAskedError",
    "OnlyInDiagramError",
    "ask_for_approval",
    "create_process",
    "decide",
    "delete_replay",
    "keep_replay",
    "link_anew",
    "publish",
    "redo",
    "rename_process",
    "save_diagram",
    "save_table",
    "set_archived",
    "undo",
    "withdraw_request",
]
