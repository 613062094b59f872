"""Two states of a standard side by side: what became of each clause, with the words marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from guicheng.apps.standards.readings import ClauseDifference
from guicheng.apps.standards.readings.difference import Mark
from guicheng.web.wording import Word

VERDICTS: Final = {
    "added": _("Added"),
    "removed": _("Removed"),
    "changed": _("Changed"),
    "moved": _("Moved"),
    "same": _("The same"),
    "beside": _("Beside the text only"),
}
_COLOURS: Final = {"added": "is-ok", "removed": "is-error", "changed": "is-warning", "moved": "is-brand"}
_TAGS: Final = {"added": "<ins>{}</ins>", "removed": "<del>{}</del>", "same": "{}"}


def marked(marks: Iterable[Mark]) -> SafeString:
    """Return words with what went struck out and what came underlined."""
    return format_html_join("", "{}", ((format_html(_TAGS[mark.kind], mark.text),) for mark in marks))


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """One clause in two states."""

    verdict: str
    label: Word
    colour: str
    number: str
    words: SafeString
    moved: bool

    @classmethod
    def of(cls, found: ClauseDifference, *, beside: bool = False) -> DifferenceLine:
        """Show a difference; the words of the earlier state are struck out, those of the later underlined.

        Args:
            found: The difference.
            beside: Whether what stands beside the text is other than it was, where the text is the same.
        """
        clause = found.after or found.before
        verdict = "beside" if beside else found.verdict
        words = marked(found.marks)
        return cls(
            verdict=verdict,
            label=VERDICTS[verdict],
            colour=_COLOURS.get(verdict, ""),
            number=clause.number if clause else "",
            words=words,
            moved=found.moved,
        )

    @property
    def changed(self) -> bool:
        """Whether there is anything to look at."""
        return self.verdict != "same"
