"""The rows of the standards stage, by noun."""

from guicheng.apps.standards.models.approval import (
    ApprovalRoute,
    RouteMember,
    RouteStep,
    StepMode,
    Submission,
    SubmissionCopy,
    SubmissionMember,
    SubmissionState,
    SubmissionStep,
)
from guicheng.apps.standards.models.checks import BaselineFinding, Confirmation, Suppression
from guicheng.apps.standards.models.demand_links import DemandLink
from guicheng.apps.standards.models.documents import (
    Document,
    DocumentClause,
    DocumentFile,
    DocumentFinding,
    DocumentLeftOver,
    DocumentSection,
    DocumentState,
)
from guicheng.apps.standards.models.drafts import (
    ChangeWhy,
    ClauseChange,
    ClauseKind,
    DraftClause,
    ImportSource,
    Presence,
    Standard,
    StandardLevel,
    StandardState,
)
from guicheng.apps.standards.models.editions import Edition, EditionClause, Withdrawal
from guicheng.apps.standards.models.handouts import Handout, HandoutFile, HandoutForm, HandoutState
from guicheng.apps.standards.models.inbox import (
    ASKING,
    Follow,
    Notification,
    NotificationKind,
    SavedView,
    ViewPage,
)
from guicheng.apps.standards.models.opinions import Decision, Opinion, OpinionVoid, VoidWhy
from guicheng.apps.standards.models.system import Deviation, DeviationEnd, StandardItem, TwoThings
from guicheng.apps.standards.models.talk import Comment, Thread
from guicheng.apps.standards.models.words import Parameter, Term

__all__ = [
    "ASKING",
    "ApprovalRoute",
    "BaselineFinding",
    "ChangeWhy",
    "ClauseChange",
    "ClauseKind",
    "Comment",
    "Confirmation",
    "Decision",
    "DemandLink",
    "Deviation",
    "DeviationEnd",
    "Document",
    "DocumentClause",
    "DocumentFile",
    "DocumentFinding",
    "DocumentLeftOver",
    "DocumentSection",
    "DocumentState",
    "DraftClause",
    "Edition",
    "EditionClause",
    "Follow",
    "Handout",
    "HandoutFile",
    "HandoutForm",
    "HandoutState",
    "ImportSource",
    "Notification",
    "NotificationKind",
    "Opinion",
    "OpinionVoid",
    "Parameter",
    "Presence",
    "RouteMember",
    "RouteStep",
    "SavedView",
    "Standard",
    "StandardItem",
    "StandardLevel",
    "StandardState",
    "StepMode",
    "Submission",
    "SubmissionCopy",
    "SubmissionMember",
    "SubmissionState",
    "SubmissionStep",
    "Suppression",
    "Term",
    "Thread",
    "TwoThings",
    "ViewPage",
    "VoidWhy",
    "Withdrawal",
]
