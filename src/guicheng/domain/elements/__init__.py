"""The seven elements of a service clause, and the five letters of SMART for a standard."""

from guicheng.domain.elements.reading import SEVEN, Element, ElementRow, Told, elements_of, is_assessment
from guicheng.domain.elements.smart import LETTERS, Evidence, Ground, Lack, Letter, Smart, smart_of

__all__ = [
    "LETTERS",
    "SEVEN",
    "Element",
    "ElementRow",
    "Evidence",
    "Ground",
    "Lack",
    "Letter",
    "Smart",
    "Told",
    "elements_of",
    "is_assessment",
    "smart_of",
]
