"""Small immutable values that every room of the domain shares."""

from guicheng.domain.values.errors import FieldError, FileRefusedError, GuichengError, NotAllowedError, StaleError
from guicheng.domain.values.finding import Finding, Fix, Severity
from guicheng.domain.values.message import Message
from guicheng.domain.values.reference import ClauseRef
from guicheng.domain.values.span import Span

__all__ = [
    "ClauseRef",
    "FieldError",
    "FileRefusedError",
    "Finding",
    "Fix",
    "GuichengError",
    "Message",
    "NotAllowedError",
    "Severity",
    "Span",
    "StaleError",
]
