"""Settings of e-mail: the server that takes letters, how the way there is encrypted, and who writes."""

from __future__ import annotations

from typing import Final

from guicheng.domain.values.message import _
from guicheng.site import env

_PORTS: Final = {"starttls": 587, "tls": 465, "none": 25}


def backend() -> str:
    """Return Django's way of sending: SMTP where a server is named, else one that writes nothing."""
    kind = "smtp" if env.text("GUICHENG_MAIL_HOST") else "dummy"
    return f"django.core.mail.backends.{kind}.EmailBackend"


def encryption() -> tuple[bool, bool]:
    """Return whether a connection is encrypted after it stands (STARTTLS), and whether from its beginning.

    Raises:
        SettingError: The variable holds another word.
    """
    word = _word()
    return word == "starttls", word == "tls"


def usual_port() -> int:
    """Return the TCP port that goes with the encryption.

    Raises:
        SettingError: The variable holds another word.
    """
    return _PORTS[_word()]


def sender() -> str:
    """Return the address that letters come from.

    Raises:
        SettingError: A server is named but no address, or one without @.
    """
    address = env.text("GUICHENG_MAIL_FROM")
    if env.text("GUICHENG_MAIL_HOST") and "@" not in address:
        raise env.SettingError(
            _(
                "GUICHENG_MAIL_HOST needs GUICHENG_MAIL_FROM, "
                "the address that letters come from: quality@estate.example."
            )
        )
    return address or "guicheng@localhost"


def _word() -> str:
    return env.choice("GUICHENG_MAIL_SECURITY", "starttls", tuple(_PORTS))
