"""Running cases: the log of what happened, where it leads, what can be taken back, when clocks run out."""

from guicheng.domain.process.running.applying import Applied, Tables, apply, limits_of, replay
from guicheng.domain.process.running.clock import Clock
from guicheng.domain.process.running.events import Event, EventKind
from guicheng.domain.process.running.migrating import MigrationPlan, plan_migration
from guicheng.domain.process.running.state import Item, Outcome, Rest, State, item_of_json, item_to_json
from guicheng.domain.process.running.storing import FORMAT, TableDamagedError, dump, load, marking_of
from guicheng.domain.process.running.undoing import History, NotBackError

__all__ = [
    "FORMAT",
    "Applied",
    "Clock",
    "Event",
    "EventKind",
    "History",
    "Item",
    "MigrationPlan",
    "NotBackError",
    "Outcome",
    "Rest",
    "State",
    "TableDamagedError",
    "Tables",
    "apply",
    "dump",
    "item_of_json",
    "item_to_json",
    "limits_of",
    "load",
    "marking_of",
    "plan_migration",
    "replay",
]
