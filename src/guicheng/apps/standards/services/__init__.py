"""What is written of documents, standards and their editions: rights, one transaction, the audit row."""

from guicheng.apps.standards.services.access import NotAsWantedError, StandardArchivedError
from guicheng.apps.standards.services.activities import (
    tie_activity,
    ties_to_activity,
)
from guicheng.apps.standards.services.acts import (
    Change,
)
from guicheng.apps.standards.services.adopting import (
    take_text,
)
from guicheng.apps.standards.services.apart import take_back_two_things, tell_apart
from guicheng.apps.standards.services.arranging import (
    StillInForceError,
    archive_standard,
    assign_stewards,
    move_standards,
    unarchive_standard,
)
from guicheng.apps.standards.services.checks import (
    ReadingChangedError,
    confirm_reading,
    confirm_readings,
    lift_suppression,
    suppress,
    take_back_confirmation,
)
from guicheng.apps.standards.services.chores import (
    do_chores,
    reread_standard,
    standards_of,
)
from guicheng.apps.standards.services.contracts import (
    bind_contract,
)
from guicheng.apps.standards.services.demand_links import (
    clause_called,
    judge_link,
    move_links,
    withdraw_link,
)
from guicheng.apps.standards.services.describing import (
    describe_standard,
    set_elements,
)
from guicheng.apps.standards.services.deviations import (
    end_deviation,
    sign_deviation,
)
from guicheng.apps.standards.services.documents import (
    LARGEST_FILE,
    MOST_ATTEMPTS,
    MOST_BYTES,
    MOST_DOCUMENTS,
    RETENTION,
    TooMuchStoredError,
    begin_reading,
    delete_document,
    forget_documents,
    have_reread,
    note_progress,
    receive_document,
    refuse_document,
)
from guicheng.apps.standards.services.drafts import (
    LONGEST_CLAUSE,
    MOST_CLAUSES,
    add_clause,
    delete_clause,
    edit_clause,
    move_clause,
    note_presence,
    rekind_clause,
)
from guicheng.apps.standards.services.editions import (
    ContentChangedError,
    NotApprovedError,
    WithdrawnError,
    make_edition,
    withdraw_edition,
)
from guicheng.apps.standards.services.gates import (
    FindingsStandError,
    NothingToApproveError,
    RouteTooShortError,
)
from guicheng.apps.standards.services.handouts import (
    KEPT,
    HandoutWish,
    ask_for_handout,
    begin_handout,
    forget_handouts,
    note_handout,
    refuse_handout,
    store_handout,
)
from guicheng.apps.standards.services.imports import (
    take_section,
)
from guicheng.apps.standards.services.inbox import (
    delete_view,
    follow_standard,
    read_notifications,
    save_view,
    unfollow_standard,
)
from guicheng.apps.standards.services.opinions import (
    AuthorError,
    NotYourTurnError,
    add_approver,
    approve,
    return_submission,
)
from guicheng.apps.standards.services.parameters import (
    ParameterUsedError,
    remove_parameter,
    set_parameter,
)
from guicheng.apps.standards.services.revisions import (
    open_revision,
)
from guicheng.apps.standards.services.routes import (
    StepPlan,
    remove_route,
    set_route,
)
from guicheng.apps.standards.services.shaping import (
    cuts_at_breaks,
    merge_clauses,
    split_clause,
)
from guicheng.apps.standards.services.standards import (
    CodeTakenError,
    InReviewError,
    create_standard,
    rename_standard,
)
from guicheng.apps.standards.services.steps import (
    tell_sender,
)
from guicheng.apps.standards.services.storing import (
    store_reading,
)
from guicheng.apps.standards.services.submitting import (
    REMIND_EVERY,
    TooSoonError,
    copy_submission,
    remind,
    submit,
    withdraw_submission,
)
from guicheng.apps.standards.services.talk import (
    reopen_thread,
    reply,
    resolve_thread,
    start_thread,
)
from guicheng.apps.standards.services.undoing import (
    restore_clause,
    undo_act,
)
from guicheng.apps.standards.services.words import (
    add_term,
    change_term,
    remove_term,
)

__all__ = [
    "KEPT",
    "LARGEST_FILE",
    "LONGEST_CLAUSE",
    "MOST_ATTEMPTS",
    "MOST_BYTES",
    "MOST_CLAUSES",
    "MOST_DOCUMENTS",
    "REMIND_EVERY",
    "RETENTION",
    "AuthorError",
    "Change",
    "CodeTakenError",
    "ContentChangedError",
    "FindingsStandError",
    "HandoutWish",
    "InReviewError",
    "NotApprovedError",
    "NotAsWantedError",
    "NotYourTurnError",
    "NothingToApproveError",
    "ParameterUsedError",
    "ReadingChangedError",
    "RouteTooShortError",
    "StandardArchivedError",
    "StepPlan",
    "StillInForceError",
    "TooMuchStoredError",
    "TooSoonError",
    "WithdrawnError",
    "add_approver",
    "add_clause",
    "add_term",
    "approve",
    "archive_standard",
    "ask_for_handout",
    "assign_stewards",
    "begin_handout",
    "begin_reading",
    "bind_contract",
    "change_term",
    "clause_called",
    "confirm_reading",
    "confirm_readings",
    "copy_submission",
    "create_standard",
    "cuts_at_breaks",
    "delete_clause",
    "delete_document",
    "delete_view",
    "describe_standard",
    "do_chores",
    "edit_clause",
    "end_deviation",
    "follow_standard",
    "forget_documents",
    "forget_handouts",
    "have_reread",
    "judge_link",
    "lift_suppression",
    "make_edition",
    "merge_clauses",
    "move_clause",
    "move_links",
    "move_standards",
    "note_handout",
    "note_presence",
    "note_progress",
    "open_revision",
    "read_notifications",
    "receive_document",
    "refuse_document",
    "refuse_handout",
    "rekind_clause",
    "remind",
    "remove_parameter",
    "remove_route",
    "remove_term",
    "rename_standard",
    "reopen_thread",
    "reply",
    "reread_standard",
    "resolve_thread",
    "restore_clause",
    "return_submission",
    "save_view",
    "set_elements",
    "set_parameter",
    "set_route",
    "sign_deviation",
    "split_clause",
    "standards_of",
    "start_thread",
    "store_handout",
    "store_reading",
    "submit",
    "suppress",
    "take_back_confirmation",
    "take_back_two_things",
    "take_section",
    "take_text",
    "tell_apart",
    "tell_sender",
    "tie_activity",
    "ties_to_activity",
    "unarchive_standard",
    "undo_act",
    "unfollow_standard",
    "withdraw_edition",
    "withdraw_link",
    "withdraw_submission",
]
