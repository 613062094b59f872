"""What is written of the research stage: rights, one transaction, the audit row."""

from guicheng.apps.research.services.coding import add_code, change_code, code_quote, merge_codes
from guicheng.apps.research.services.demands import (
    DemandText,
    SourceKey,
    add_demand,
    add_source,
    change_demand,
    close_demand,
    confirm_demand,
    merge_demands,
    remove_source,
)
from guicheng.apps.research.services.feedback import (
    FeedbackPlan,
    add_feedback,
    delete_feedback,
    forget_originals,
    reveal_feedback,
    sort_feedback,
)
from guicheng.apps.research.services.groups import GroupText, add_group, archive_group, change_group
from guicheng.apps.research.services.importing import FeedbackImport, RowFault, import_feedback
from guicheng.apps.research.services.interviews import (
    Attendee,
    InterviewText,
    add_interview,
    add_quote,
    attendees_of,
    change_interview,
    delete_interview,
    delete_quote,
    write_note,
)
from guicheng.apps.research.services.themes import add_theme, change_theme, find_themes, judge_theme, merge_themes

__all__ = [
    "Attendee",
    "DemandText",
    "FeedbackImport",
    "FeedbackPlan",
    "GroupText",
    "InterviewText",
    "RowFault",
    "SourceKey",
    "add_code",
    "add_demand",
    "add_feedback",
    "add_group",
    "add_interview",
    "add_quote",
    "add_source",
    "add_theme",
    "archive_group",
    "attendees_of",
    "change_code",
    "change_demand",
    "change_group",
    "change_interview",
    "change_theme",
    "close_demand",
    "code_quote",
    "confirm_demand",
    "delete_feedback",
    "delete_interview",
    "delete_quote",
    "find_themes",
    "forget_originals",
    "import_feedback",
    "judge_theme",
    "merge_codes",
    "merge_demands",
    "merge_themes",
    "remove_source",
    "reveal_feedback",
    "sort_feedback",
    "write_note",
]
