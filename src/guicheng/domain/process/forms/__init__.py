"""The form of a step: read from its record, described as JSON Schema, set beside answers."""

from guicheng.domain.process.forms.checking import Answers, Fault, check
from guicheng.domain.process.forms.field import LONGEST, MOST_PHOTOS, Field, FieldKind, schema_of
from guicheng.domain.process.forms.reading import ROUTE, read_form

__all__ = [
    "LONGEST",
    "MOST_PHOTOS",
    "ROUTE",
    "Answers",
    "Fault",
    "Field",
    "FieldKind",
    "check",
    "read_form",
    "schema_of",
]
