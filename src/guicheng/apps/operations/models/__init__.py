"""The rows of the operations stage, by noun."""

from guicheng.apps.operations.models.calendars import CalendarUse, NamedCalendar
from guicheng.apps.operations.models.cases import (
    Case,
    CaseEvent,
    CaseFollower,
    CaseOutcome,
    CompiledProcess,
    WorkItem,
    WorkState,
)
from guicheng.apps.operations.models.checklists import Checklist, ChecklistVersion, Round, RoundPhase
from guicheng.apps.operations.models.equipment import EntryKind, Equipment, EquipmentEntry
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
from guicheng.apps.operations.models.orders import (
    OrderComment,
    OrderEvent,
    OrderFile,
    OrderFollower,
    OrderPromise,
    OrderRating,
    WorkOrder,
)
from guicheng.apps.operations.models.places import Place, PlaceKind, Point, Proof, point_key
from guicheng.apps.operations.models.plans import (
    DueWork,
    EventPhrase,
    EventRole,
    Excuse,
    Plan,
    PromiseSource,
    Suspension,
    SuspensionCause,
)
from guicheng.apps.operations.models.rosters import CrewMember, Roster, RosterChange, Shift

__all__ = [
    "CalendarUse",
    "Case",
    "CaseEvent",
    "CaseFollower",
    "CaseOutcome",
    "Checklist",
    "ChecklistVersion",
    "CompiledProcess",
    "CrewMember",
    "DailyRoot",
    "DueWork",
    "EntryKind",
    "Equipment",
    "EquipmentEntry",
    "EventFlag",
    "EventPhrase",
    "EventRole",
    "EvidenceHold",
    "Excuse",
    "FieldChain",
    "FieldDevice",
    "FieldEvent",
    "FieldPhoto",
    "NamedCalendar",
    "OrderComment",
    "OrderEvent",
    "OrderFile",
    "OrderFollower",
    "OrderPromise",
    "OrderRating",
    "PhotoMention",
    "Place",
    "PlaceKind",
    "Plan",
    "Point",
    "PromiseSource",
    "Proof",
    "PurgeReport",
    "RetentionRule",
    "Roster",
    "RosterChange",
    "Round",
    "RoundPhase",
    "Shift",
    "Suspension",
    "SuspensionCause",
    "WorkItem",
    "WorkOrder",
    "WorkState",
    "point_key",
]
