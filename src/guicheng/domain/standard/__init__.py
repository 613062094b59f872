"""A standard as a text of its own: parts, seven elements, grades, named parameters, deviations."""

from guicheng.domain.standard.text import (
    ELEMENTS,
    ClauseText,
    PartKind,
    StandardText,
    Suppression,
)

__all__ = ["ELEMENTS", "ClauseText", "PartKind", "StandardText", "Suppression"]
