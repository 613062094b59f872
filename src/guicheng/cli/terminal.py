"""Clauses and findings for a terminal: the words underlined beneath, East Asian widths right, long lines wrapped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from guicheng.cli.width import columns, rows, wrap
from guicheng.domain.clause import State
from guicheng.domain.clause.printer import echo
from guicheng.domain.manual.reading import ReadClause
from guicheng.domain.values import Finding, Message, Severity, Span
from guicheng.domain.values.message import _

Translate = Callable[[str], str]

_INDENT = 4
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_COLOUR = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36"}
_MARK = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.HINT: "·"}
_SEVERITY = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.HINT: _("hint")}
_STATE = {
    State.READ: _("read"),
    State.UNREAD: _("not understood"),
    State.BEHAVIOUR: _("behaviour"),
    State.UNQUANTIFIED: _("not quantified"),
    State.NOTE: _("note"),
}
_STATE_COLOUR = {State.READ: "32", State.UNREAD: "31", State.UNQUANTIFIED: "33"}


@dataclass(frozen=True, slots=True)
class Screen:
    """A terminal.

    Args:
        translate: Returns a sentence of the catalogue in the reader's language.
        width: Columns, at least 40.
        colour: Whether it shows colours.
    """

    translate: Translate
    width: int = 80
    colour: bool = False

    def say(self, message: Message) -> str:
        """Return a sentence in the reader's language."""
        return message.render(self.translate)

    def paint(self, text: str, colour: str) -> str:
        """Return a text in a colour, or as it is."""
        return f"\x1b[{colour}m{text}\x1b[0m" if self.colour else text

    def severity(self, severity: Severity) -> str:
        """Return the mark and the word for a severity."""
        return self.paint(f"{_MARK[severity]} {self.say(_SEVERITY[severity])}", _COLOUR[severity])


def reading_lines(read: ReadClause, screen: Screen) -> Iterator[str]:
    """Yield a clause with its state and echo."""
    state = screen.paint(f"[{screen.say(_STATE[read.clause.state])}]", _STATE_COLOUR.get(read.clause.state, "0"))
    yield f"{address(read)} {state}"
    yield from clause_lines(read.clause.text, tuple(gap.span for gap in read.clause.gaps), screen)
    if read.clause.requirements:
        yield from _wrapped(screen.say(_("Read as: {echo}", echo=_clean(echo(read.clause)))), screen)


def finding_lines(place: str, read: ReadClause, screen: Screen) -> Iterator[str]:
    """Yield a clause with its findings beneath.

    Args:
        place: Where the clause stands, such as ``manual.docx 3.1``.
        read: The clause; it has at least one finding.
        screen: The terminal.
    """
    yield screen.paint(_clean(place), "1")
    yield from clause_lines(read.clause.text, tuple(finding.span for finding in read.findings), screen)
    for finding in read.findings:
        yield from _finding(finding, screen)


def _finding(finding: Finding, screen: Screen) -> Iterator[str]:
    head = f"{screen.severity(finding.severity)} {finding.code} "
    first, *others = _wrapped(screen.say(finding.message), screen, 2, _plain_len(head))
    yield f"  {head}{first.strip()}"
    yield from others
    if offers := [_offer(finding, fix.replacement, fix.span, screen.say(fix.label)) for fix in finding.fixes]:
        yield from _wrapped(screen.say(_("Instead: {offers}", offers=" / ".join(offers))), screen)


def _offer(finding: Finding, replacement: str, span: Span, label: str) -> str:
    """Return one change in short: the text to write where it says enough, with the button's words."""
    return f"{_clean(replacement)} ({label})" if replacement and span == finding.span else label


def address(read: ReadClause) -> str:
    """Return section and number of a clause, or its line."""
    place = read.source.place
    numbered = " ".join(part for part in (read.section.number, read.section.title, read.source.number) if part)
    return f"{place.block}" if not (read.source.number or read.section.number) and not numbered else _clean(numbered)


def clause_lines(text: str, spans: Iterable[Span], screen: Screen) -> Iterator[str]:
    """Yield a text in rows that fit, each with the marked stretches underlined beneath.

    Args:
        text: The clause; control characters are shown as blanks.
        spans: What is underlined, in code points.
        screen: The terminal.
    """
    marked = {place for span in spans for place in range(span.start, max(span.end, span.start + 1))}
    shown = _clean(text)
    for start, end in rows(shown, max(20, screen.width - _INDENT)):
        yield " " * _INDENT + shown[start:end].rstrip()
        line = "".join(("^" if place in marked else " ") * columns(shown[place]) for place in range(start, end))
        if line.strip():
            yield " " * _INDENT + screen.paint(line.rstrip(), "31")


def _wrapped(text: str, screen: Screen, indent: int = _INDENT, taken: int = 0) -> Iterator[str]:
    """Yield a sentence in indented rows; ``taken`` columns are left for a head, and blank in the other rows."""
    for row in wrap(text, max(20, screen.width - indent - taken)):
        yield " " * (indent + taken) + row


def _plain_len(text: str) -> int:
    return columns(re.sub(r"\x1b\[\d+m", "", text))


def _clean(text: str) -> str:
    """Return a text without characters that move the cursor or turn the direction of writing."""
    return _CONTROL.sub(" ", text)
