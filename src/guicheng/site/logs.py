"""What the service writes down about itself, and what it never does: passwords, tokens, cookies, keys."""

from __future__ import annotations

import logging
import re
from typing import Any, Final

LEVELS: Final = ("debug", "info", "warning", "error")
_HIDDEN: Final = "***"
#: Programs that tell what they send and receive when they are asked for every detail.
_TALKATIVE: Final = ("urllib3", "requests", "requests_oauthlib", "oauthlib", "asyncio", "PIL")
_NAMES: Final = r"[\w-]{0,40}(?:password|passwd|secret|token|cookie|session_?id|key)[12]?"
_PATTERNS: Final = (
    # What follows the question mark of an address: codes and tokens of other places travel there.
    (re.compile(r"(?P<kept>[/\w.-]\?)[\w.%~-]+=[^\s\"'<>]*"), rf"\g<kept>{_HIDDEN}"),
    (re.compile(r"(?P<kept>\b(?:Bearer|Basic|Token)\s+)[\w.~+/=-]{6,}", re.IGNORECASE), rf"\g<kept>{_HIDDEN}"),
    (re.compile(r"(?P<kept>\b(?:Set-)?Cookie['\"]?\s*[:=]\s*['\"]?)[^\r\n'\"]+", re.IGNORECASE), rf"\g<kept>{_HIDDEN}"),
    (
        re.compile(rf"(?P<kept>\b{_NAMES}['\"]?\s*[:=]\s*\[?['\"]?)[^\s'\",;&\])]+", re.IGNORECASE),
        rf"\g<kept>{_HIDDEN}",
    ),
    (re.compile(r"(?P<kept>\b[a-z]+://[^\s:/@]+:)[^\s@]+(?=@)"), rf"\g<kept>{_HIDDEN}"),
)


class Discreet(logging.Formatter):
    """Write a line, its traceback too, with stars where a secret stood."""

    def format(self, record: logging.LogRecord) -> str:
        """Return what is written: one line, and below it, indented, what was never one, so nobody forges a line."""
        return discreet(super().format(record)).replace("\r", "\\r").replace("\n", "\n    ")


def discreet(line: str) -> str:
    """Return a text with stars for what looks like a password, token, cookie or key, and for queries of addresses.

    Example:
        >>> discreet("GET /places/?code=4711 Authorization: Bearer abcdef1")
        'GET /places/?*** Authorization: Bearer ***'
    """
    for pattern, shown in _PATTERNS:
        line = pattern.sub(shown, line)
    return line


def configuration(level: str) -> dict[str, Any]:
    """Return Python's description of the log: one line an event, to standard error, where the system keeps it.

    Args:
        level: What GUICHENG_LOG says, "" for the usual: warnings of packages and events of our own.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "guicheng.site.logs.Discreet",
                "format": "{asctime} {levelname} {name}: {message}",
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
                "style": "{",
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level or "WARNING"},
        "loggers": {
            "guicheng": {"level": level or "INFO"},
            # Django's own handlers go: one would send error reports, with the request in them, by e-mail.
            "django": {"handlers": [], "level": level or "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"level": "ERROR"},  # an address that does not exist is no news
            "django.db.backends": {"level": "INFO"},  # below that it tells the values of every row
            "django_tasks": {"level": "ERROR"},  # our own retry policy reports failures
            "django_tasks_db": {"level": "ERROR"},
            **{name: {"level": "WARNING"} for name in _TALKATIVE},
        },
    }
