"""``guicheng attain``: what was promised and what was kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from guicheng.adapters.attainment.events import BadLine, EventsFile, lines_in, read_events, told
from guicheng.adapters.attainment.facts import Facts, read_facts
from guicheng.adapters.attainment.report import attainment_json, unmeasured_json
from guicheng.adapters.due_lines import StrangeError, moment_of
from guicheng.cli.checking import source_of
from guicheng.cli.language import translator
from guicheng.cli.streams import STANDARD_INPUT, InputMissingError, bytes_of, complain, lines_of, refuse_binary, screen
from guicheng.cli.terminal import Screen
from guicheng.domain.attainment import Figure, Requirement, State, Unused, figures_by, state_of
from guicheng.domain.comparison import Level
from guicheng.domain.values.message import Message, _
from guicheng.usecases.attain import Asked, Attained, attain

_SHOWN_UNUSED: Final = 20
_SHOWN_BAD: Final = 50
STATES: Final = {
    State.MET: _("target met"),
    State.NOT_MET: _("target not met"),
    State.TOO_FEW: _("too few to say"),
    State.NO_EVIDENCE: _("no evidence"),
    State.NOTHING_DUE: _("nothing due"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line."""

    events: str
    standards: tuple[str, ...]
    facts: str | None
    since: str | None
    until: str | None
    at: str | None
    few: int
    as_json: bool
    occurrences: bool
    skip_bad: bool
    language: str


def run(wish: Wish) -> int:
    """Print figures and return 0, or say which lines are no events and return 2.

    Raises:
        GuichengError: A file cannot be read, or an option is no moment.
    """
    shown, data = "stdin" if wish.events == STANDARD_INPUT else wish.events, bytes_of(wish.events)
    refuse_binary(shown, data)
    events = read_events(lines_in(data))
    if events.bad and not wish.skip_bad:
        _refuse(shown, events.bad, wish.language)
        return 2
    facts = Facts() if wish.facts is None else _facts(wish.facts)
    sources = [source_of(path, Level.COMPANY) for path in wish.standards]
    found = attain(
        events, sources, facts, Asked(_at(wish.at), _day("--since", wish.since), _day("--until", wish.until))
    )
    if wish.as_json:
        _print_json(found, events, wish)
    else:
        sys.stdout.writelines(line + "\n" for line in _lines(found, events, screen(wish.language), wish.few))
    return 0


def _refuse(name: str, bad: Sequence[BadLine], language: str) -> None:
    for each in bad[:_SHOWN_BAD]:
        complain(told(name, each), language)
    if len(bad) > _SHOWN_BAD:
        complain(_("… and {count} more lines that are no events.", count=str(len(bad) - _SHOWN_BAD)), language)


def _facts(name: str) -> Facts:
    return read_facts("stdin" if name == STANDARD_INPUT else name, "\n".join(lines_of(name, bytes_of(name))))


def _at(word: str | None) -> datetime:
    """Return the moment up to which it is counted, of China's clock; now where none is named."""
    try:
        return moment_of(word or datetime.now(UTC).isoformat(), "--at")[0]
    except StrangeError as error:
        raise InputMissingError(_("{option} is no moment such as 2026-04-01T00:00.", option="--at")) from error


def _day(option: str, word: str | None) -> date | None:
    try:
        return None if word is None else date.fromisoformat(word)
    except ValueError as error:
        raise InputMissingError(_("{option} is no day such as 2026-03-01.", option=option)) from error


def _requirements(found: Attained) -> list[Requirement]:
    return [each for site in found.sites for each in site.requirements]


def _print_json(found: Attained, events: EventsFile, wish: Wish) -> None:
    say = translator(wish.language)
    answer = attainment_json(
        found.assessment,
        _requirements(found),
        found.window,
        few=wish.few,
        occurrences=wish.occurrences,
        sites=found.sites,
    )
    answer["unmeasured"] = unmeasured_json(found.unmeasured, say)
    answer["unused"] = [
        {"event": events.names.get(each.event, each.event), "line": events.lines[each.event],
         "reason": each.reason.render(say)}
        for each in found.assessment.unused
    ]  # fmt: skip
    answer["bad_lines"] = [{"line": each.line, "reason": each.reason.render(say)} for each in events.bad]
    print(json.dumps(answer, ensure_ascii=False))


def _lines(found: Attained, events: EventsFile, terminal: Screen, few: int) -> Iterator[str]:
    figures = figures_by(found.assessment.judged, lambda each: (each.requirement, each.estate, each.month))
    for (requirement, estate, month), figure in figures.items():
        yield terminal.paint(f"{requirement.citation}  {estate}  {month}".rstrip(), "1")
        yield f"  {requirement.text}"
        yield f"  {terminal.say(_said(figure))}"
        yield f"  {terminal.say(STATES[state_of(requirement, figure.counts, few=few)])}"
    if not figures:
        yield terminal.say(_("Nothing was due on these days."))
    for each in found.unmeasured:
        yield terminal.say(_("Not measured: {clause} {reason}", clause=each.citation, reason=each.reason))
    yield from _unused(found.assessment.unused, events, terminal)
    if events.bad:
        yield terminal.say(_("Lines that are no events and were left out: {count}", count=str(len(events.bad))))
    for bad in events.bad:
        yield terminal.say(_("  line {line}: {reason}", line=str(bad.line), reason=bad.reason))


def _said(figure: Figure) -> Message:
    counts, share, interval = figure.counts, figure.share, figure.interval
    numbers = {
        name: str(getattr(counts, name))
        for name in ("due", "kept", "late", "missed", "excused", "no_evidence", "pending")
    }
    if share is None or interval is None:
        return _("Due {due}: kept {kept}, excused {excused}; not over yet {pending}.", **numbers)
    low, high = (f"{end:.1%}" for end in interval)
    return _(
        "Due {due}: kept {kept}, late {late}, missed {missed}, excused {excused}, no evidence {no_evidence}; "
        "not over yet {pending}. Share {share}, 95% interval {low} to {high}.",
        **numbers, share=f"{float(share):.1%}", low=low, high=high,
    )  # fmt: skip


def _unused(unused: Sequence[Unused], events: EventsFile, terminal: Screen) -> Iterator[str]:
    if unused:
        yield terminal.say(_("Events that told nothing: {count}", count=str(len(unused))))
    for each in unused[:_SHOWN_UNUSED]:
        line = str(events.lines[each.event])
        yield terminal.say(_("  line {line}: {reason}", line=line, reason=each.reason))
    if len(unused) > _SHOWN_UNUSED:
        yield terminal.say(_("  … and {count} more; --json names all.", count=str(len(unused) - _SHOWN_UNUSED)))
