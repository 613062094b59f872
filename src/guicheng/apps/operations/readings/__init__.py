"""What stored rows of cases say, as the domain reads it."""

from guicheng.apps.operations.readings.compiled import About, Compiled, compile_edition, known, recall
from guicheng.apps.operations.readings.states import event_of, item_of, people_in, signers_text

__all__ = [
    "About",
    "Compiled",
    "compile_edition",
    "event_of",
    "item_of",
    "known",
    "people_in",
    "recall",
    "signers_text",
]
