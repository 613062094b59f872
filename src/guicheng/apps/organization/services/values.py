"""Values as people type them, made what the database keeps, or refused with what to write instead."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from guicheng.apps.organization.models import Trade
from guicheng.apps.organization.permissions import Role
from guicheng.apps.organization.selectors import clean
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.domain.values import Message
from guicheng.domain.values.message import _
from guicheng.domain.worktime import CalendarError
from guicheng.domain.worktime.hours import read_hours, write_hours

UNIT_NAME: Final = 80
UNIT_CODE: Final = 20
POST_NAME: Final = 40
PERSON_NAME: Final = 40
HIGHEST_RANK: Final = 99
HOURS: Final = 300
_USERNAME: Final = re.compile(r"[\w.@+-]{3,60}")
_PHONE: Final = re.compile(r"\+?\d{5,18}")
_AT_HOME: Final = re.compile(r"(?:\+|00)86(?=1\d{10}$)")
_BETWEEN_FIGURES: Final = str.maketrans("", "", " -()　\t")
_LONGEST_REASON: Final = 200


def wanted_unit_name(text: str) -> str:
    """Return the name of a unit.

    Raises:
        NotAsWantedError: It is empty, too long, or holds the sign that separates the levels of a path.
    """
    name = _within(clean(text), UNIT_NAME, "name", _("Enter the name of the unit."))
    if "/" in unicodedata.normalize("NFKC", name):
        raise NotAsWantedError(_("Leave “/” out of the name of a unit: it separates levels."), field="name")
    return name


def wanted_unit_code(text: str) -> str:
    """Return the code of a unit, "" for none.

    Raises:
        NotAsWantedError: It is too long.
    """
    code = unicodedata.normalize("NFKC", clean(text)).upper()
    return _within(code, UNIT_CODE, "code")


def wanted_post_name(text: str) -> str:
    """Return the name of a post.

    Raises:
        NotAsWantedError: It is empty or too long.
    """
    return _within(clean(text), POST_NAME, "name", _("Enter the name of the post."))


def wanted_trade(text: str) -> Trade:
    """Return a kind of service.

    Raises:
        NotAsWantedError: It is none.
    """
    try:
        return Trade(text)
    except ValueError as error:
        raise NotAsWantedError(_("Choose the kind of service that the post belongs to."), field="trade") from error


def wanted_rank(text: str | int | None) -> int | None:
    """Return the level of a post, None for none.

    Raises:
        NotAsWantedError: It is no whole number from 1 to 99.
    """
    figures = unicodedata.normalize("NFKC", clean("" if text is None else text))
    if not figures:
        return None
    if not (figures.isascii() and figures.isdigit() and 1 <= int(figures[:4]) <= HIGHEST_RANK):
        raise NotAsWantedError(
            _("Write the level of the post as a number from 1 to 99, the highest post with the greatest."), field="rank"
        )
    return int(figures)


def wanted_hours(text: str) -> str:
    """Return hours as they are kept, "" for none.

    Raises:
        NotAsWantedError: The text names no hours, or too many.
    """
    try:
        return _within(write_hours(read_hours(text.replace("\0", ""))), HOURS, "hours")
    except CalendarError as error:
        raise NotAsWantedError(error.message, field="hours") from error


def wanted_role(text: str) -> Role:
    """Return a role.

    Raises:
        NotAsWantedError: There is no such role.
    """
    try:
        return Role(text)
    except ValueError as error:
        raise NotAsWantedError(_("Choose one of the roles."), field="role") from error


def wanted_person_name(text: str) -> str:
    """Return the name of a person.

    Raises:
        NotAsWantedError: It is empty or too long.
    """
    return _within(clean(text), PERSON_NAME, "name", _("Enter the person's name."))


def wanted_username(text: str) -> str:
    """Return a user name, in lower case.

    Raises:
        NotAsWantedError: It is too short or too long, or holds other signs.
    """
    # Lower case may come out decomposed, so it is composed once more.
    name = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", clean(text)).lower())
    if not _USERNAME.fullmatch(name):
        raise NotAsWantedError(
            _("Write the user name in 3 to 60 letters, figures or the signs . _ - + @, without blanks."),
            field="username",
        )
    return name


def wanted_email(text: str) -> str:
    """Return an e-mail address in lower case, "" for none.

    Raises:
        NotAsWantedError: It is none.
    """
    email = unicodedata.normalize("NFKC", clean(text)).lower()
    try:
        if email:
            validate_email(email)
    except ValidationError as error:
        raise _no_email() from error
    if len(email) > 254:
        raise _no_email()
    return email


def _no_email() -> NotAsWantedError:
    return NotAsWantedError(
        _("Write the e-mail address in full, such as name@example.com, or leave it empty."), field="email"
    )


def wanted_phone(text: str) -> str:
    """Return a phone number as figures, "" for none; the code of the country is dropped from a mobile of China.

    Raises:
        NotAsWantedError: It is none.
    """
    phone = unicodedata.normalize("NFKC", clean(text)).translate(_BETWEEN_FIGURES)
    phone = _AT_HOME.sub("", phone)
    if phone and not (_PHONE.fullmatch(phone) and phone.isascii()):
        raise NotAsWantedError(
            _("Write the phone number in figures, such as 13812345678, or leave it empty."), field="phone"
        )
    return phone


def wanted_reason(text: str) -> str:
    """Return why somebody wants to see what is kept from view.

    Raises:
        NotAsWantedError: It is empty or too long.
    """
    return _within(clean(text), _LONGEST_REASON, "reason", _("Write what the number is needed for; it is kept."))


def _within(text: str, limit: int, field: str, empty: Message | None = None) -> str:
    if not text and empty:
        raise NotAsWantedError(empty, field=field)
    if len(text) > limit:
        raise NotAsWantedError(
            _("Write at most {limit} characters in place of “{start}…”.", limit=str(limit), start=text[:10]),
            field=field,
        )
    return text
