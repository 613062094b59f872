"""How a person gets in: passwords, sessions, and the end of access."""

from __future__ import annotations

import secrets
from datetime import datetime
from importlib import import_module
from typing import Final
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Grant, Person, Unit
from guicheng.apps.organization.permissions import Role
from guicheng.apps.organization.selectors import home_path
from guicheng.apps.organization.services.access import (
    LastAdministratorError,
    managed_person,
    note_person,
    refuse_ended,
)
from guicheng.domain.values import GuichengError, Message, NotAllowedError
from guicheng.domain.values.message import _

#: Letters and figures that nobody mistakes for one another, on paper or on the phone.
_READABLE: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4


class PasswordRefusedError(GuichengError):
    """A password breaks a rule.

    Args:
        reasons: One sentence for each rule that it breaks.
    """

    code = "password-refused"

    def __init__(self, reasons: tuple[Message, ...]) -> None:
        super().__init__(reasons[0])
        self.reasons = reasons


def first_password() -> str:
    """Return a random password that can be read out: four groups of four, 79 bits."""
    return "-".join("".join(secrets.choice(_READABLE) for _sign in range(_GROUP)) for _group in range(_GROUPS))


def accept_password(person: Person, password: str) -> None:
    """Give a person, who is saved by the caller, a password of their own choice.

    Raises:
        PasswordRefusedError: It breaks a rule of the settings.
    """
    try:
        validate_password(password, user=person)
    except ValidationError as error:
        raise PasswordRefusedError(tuple(_reason(each) for each in error.error_list)) from error
    person.set_password(password)


def _reason(error: ValidationError) -> Message:
    limit = str((error.params or {}).get("min_length", 10))
    known = {
        "password_too_short": _("Choose a password of at least {limit} characters.", limit=limit),
        "password_too_common": _("Choose another password: this one is among the most common."),
        "password_entirely_numeric": _("Choose a password that is not figures only."),
        "password_too_similar": _("Choose a password that is unlike your name, user name, e-mail address and phone."),
    }
    return known.get(error.code or "") or Message(" ".join(error.messages).replace("{", "{{").replace("}", "}}"))


@transaction.atomic
def issue_password(*, actor: Actor, key: str | UUID, at: datetime) -> str:
    """Give a person a new first password, end their sessions, and return it; it is shown this once.

    Args:
        actor: Who gives it; needs ``people.manage`` everywhere where the person works or holds a role.
        key: The person.
        at: Now, with time zone.

    Raises:
        Person.DoesNotExist: There is none within reach.
        NotAllowedError: The person also belongs where the actor manages nobody.
        EndedError: Their access was ended.
    """
    person = managed_person(actor, key)
    refuse_ended(person)
    password = first_password()
    person.set_password(password)
    person.password_issued_at = at
    person.save(update_fields=["password", "password_issued_at"])
    end_sessions(person)
    note_person(person, "issue_password", actor, at)
    return password


@transaction.atomic
def choose_password(*, actor: Actor, password: str, at: datetime, keep_session: str = "") -> Person:
    """Replace the actor's own password and end their other sessions.

    Args:
        actor: The person; the door has asked for the present password before.
        password: The new one.
        at: Now, with time zone.
        keep_session: Key of the session in which they do it.

    Raises:
        NotAllowedError: An integration acts.
        PasswordRefusedError: The password breaks a rule.
    """
    if actor.person is None:
        raise NotAllowedError(_("Only a person can do this. Sign in instead of using a token."))
    person = Person.objects.select_for_update(of=("self",)).select_related("company").get(pk=actor.person.pk)
    accept_password(person, password)
    person.save(update_fields=["password", "password_issued_at"])
    end_sessions(person, keep=keep_session)
    note_person(person, "choose_password", actor, at)
    return person


@transaction.atomic
def end_person(*, actor: Actor, key: str | UUID, at: datetime) -> Person:
    """End a person's access at once: no sign-in, no session, no placement, no role. What they wrote stays.

    Args:
        actor: Who ends it; needs ``people.manage`` everywhere where the person works or holds a role.
        key: The person.
        at: Now, with time zone.

    Raises:
        Person.DoesNotExist: There is none within reach.
        NotAllowedError: The person also belongs where the actor manages nobody.
        LastAdministratorError: Nobody else administers the company.
    """
    person = managed_person(actor, key)
    if not person.is_active:
        return person
    before = {"active": True, "placements": placed(person), "roles": granted(person)}
    path = home_path(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    person.placements.all().delete()
    person.grants.all().delete()
    keep_an_administrator(person.company)
    end_sessions(person)
    note_person(person, "end_person", actor, at, unit_path=path, before=before, after={"active": False})
    return person


@transaction.atomic
def readmit_person(*, actor: Actor, key: str | UUID, at: datetime) -> Person:
    """Let somebody sign in again whose access was ended; posts and roles have to be given anew.

    Raises:
        Person.DoesNotExist: There is none within reach.
        NotAllowedError: The actor does not manage the people of the company.
    """
    person = managed_person(actor, key)
    if person.is_active:
        return person
    person.is_active = True
    person.save(update_fields=["is_active"])
    note_person(person, "readmit_person", actor, at, before={"active": False}, after={"active": True})
    return person


def placed(person: Person) -> list[str]:
    """Return a person's placements as the audit tells them."""
    rows = person.placements.order_by("unit__path", "post__name").values_list("post__name", "unit__name")
    return [f"{post} @ {unit}" for post, unit in rows]


def granted(person: Person) -> list[str]:
    """Return a person's roles as the audit tells them."""
    rows = person.grants.order_by("unit__path", "role").values_list("role", "unit__name")
    return [f"{role} @ {unit}" for role, unit in rows]


def keep_an_administrator(company: Unit) -> None:
    """Let an act pass that leaves the company, whose row is locked, with an administrator.

    Raises:
        LastAdministratorError: It does not.
    """
    rows = Grant.objects.filter(unit=company, role=Role.ADMINISTRATOR, person__is_active=True)
    if not rows.exists():
        raise LastAdministratorError(
            _("{company} needs an administrator. Make somebody else administrator first.", company=company.name)
        )


def end_sessions(person: Person, *, keep: str = "") -> int:
    """End a person's sessions at once and return how many there were.

    Args:
        person: Whose sessions end.
        keep: Key of a session that goes on, "" for none.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore
    if not issubclass(store, SessionStore):
        return 0
    rows = store.get_model_class().objects.exclude(session_key=keep)
    # A session row says whose it is only inside, so all are looked into.
    keys = [row.session_key for row in rows.iterator() if row.get_decoded().get(SESSION_KEY) == str(person.pk)]
    for key in keys:
        # The store's own method, which also clears a cache before the table.
        store(session_key=key).delete()
    if apps.is_installed("allauth.usersessions"):
        tracked: QuerySet[Model] = QuerySet(apps.get_app_config("usersessions").get_model("UserSession")).filter(
            user=person
        )
        tracked.exclude(session_key=keep).delete()
    return len(keys)
