"""What is written of the organization: rights, one transaction, the audit row."""

from guicheng.apps.organization.services.access import (
    ArchivedError,
    EndedError,
    LastAdministratorError,
    NotAsWantedError,
    StillUsedError,
    TakenError,
)
from guicheng.apps.organization.services.accounts import (
    PasswordRefusedError,
    choose_password,
    end_person,
    end_sessions,
    issue_password,
    readmit_person,
)
from guicheng.apps.organization.services.companies import AlreadySetUpError, found_company
from guicheng.apps.organization.services.duty import set_duty_hours
from guicheng.apps.organization.services.importing import ImportResult, RowError, import_organization
from guicheng.apps.organization.services.people import add_person, change_person, reveal_phone
from guicheng.apps.organization.services.posts import add_post, archive_post, change_post, unarchive_post
from guicheng.apps.organization.services.roles import grant_role, place_person, revoke_role, unplace_person
from guicheng.apps.organization.services.units import (
    add_unit,
    archive_unit,
    change_unit,
    move_unit,
    unarchive_unit,
)

__all__ = [
    "AlreadySetUpError",
    "ArchivedError",
    "EndedError",
    "ImportResult",
    "LastAdministratorError",
    "NotAsWantedError",
    "PasswordRefusedError",
    "RowError",
    "StillUsedError",
    "TakenError",
    "add_person",
    "add_post",
    "add_unit",
    "archive_post",
    "archive_unit",
    "change_person",
    "change_post",
    "change_unit",
    "choose_password",
    "end_person",
    "end_sessions",
    "found_company",
    "grant_role",
    "import_organization",
    "issue_password",
    "move_unit",
    "place_person",
    "readmit_person",
    "reveal_phone",
    "revoke_role",
    "set_duty_hours",
    "unarchive_post",
    "unarchive_unit",
    "unplace_person",
]
