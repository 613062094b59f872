"""``guicheng compare``: how clauses stand to one another."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator

from guicheng.adapters.pairs import NoPair, answer_json, is_breach, pairs_of
from guicheng.cli.language import translator
from guicheng.cli.reading import clauses_of
from guicheng.cli.streams import STANDARD_INPUT, bytes_of, complain, lines_of, screen
from guicheng.cli.terminal import Screen, address, clause_lines
from guicheng.cli.width import wrap
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Pairing, Verdict
from guicheng.domain.comparison.facets import described
from guicheng.domain.manual.naming import is_clause
from guicheng.domain.manual.reading import ReadClause
from guicheng.domain.standard.beside import set_beside
from guicheng.domain.standard.between import compare_sets
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _
from guicheng.usecases.read_manual import Checks, read_lines

_NAMES = {
    Verdict.EQUAL: _("equal"),
    Verdict.TIGHTER: _("tighter"),
    Verdict.LOOSER: _("looser"),
    Verdict.COMPATIBLE: _("compatible"),
    Verdict.CONFLICT: _("in conflict"),
    Verdict.DISJOINT: _("about different things"),
    Verdict.CANNOT_COMPARE: _("cannot be compared"),
}
_COLOUR = {
    Verdict.LOOSER: "31",
    Verdict.CONFLICT: "31",
    Verdict.CANNOT_COMPARE: "33",
    Verdict.TIGHTER: "32",
    Verdict.EQUAL: "32",
}


#: Pairs that are told in words unless all are asked for.
_MOST_TOLD = 1_000
#: Pairs of clauses from which on a comparison is announced.
_LONG = 1_000_000


class ComparisonMisusedError(GuichengError):
    """It was not said what to compare."""

    code = "comparison-misused"


def run(
    first: str | None,
    second: str | None,
    lexicon: Lexicon | None,
    *,
    as_json: bool,
    language: str,
    whole: bool = False,
) -> int:
    """Compare the clauses of two files, or two clauses; return 1 where one is looser or in conflict.

    Each answer is printed as it is found. In words at most ``_MOST_TOLD`` pairs are told and the others counted.

    Args:
        first: The file whose clauses are judged, or a clause.
        second: The file they are held against, or a clause.
        lexicon: Words in place of the shipped ones.
        as_json: Print one object a pair, all of them.
        language: ``zh`` or ``en``.
        whole: Tell all pairs in words.

    Raises:
        GuichengError: A file cannot be read, or none is named.
    """
    if first is None or second is None or first == second == STANDARD_INPUT:
        raise ComparisonMisusedError(_("Name two files to compare, or a file of pairs with --pairs."))
    # No rule speaks here, so that only the reading takes time.
    checks = Checks(lexicon, select=("DU001",))
    a, b = list(_clauses(first, checks)), list(_clauses(second, checks))
    mine_all, theirs_all = ([one.clause for one in clauses] for clauses in (a, b))
    breached, told = False, Counter[Verdict]()
    translate, terminal = translator(language), screen(language)
    progress = _Progress(len(a), len(b), language)
    for mine, theirs, pairing in compare_sets(mine_all, theirs_all, lexicon=lexicon):
        progress.at(mine)
        breached |= is_breach(pairing)
        told[pairing.verdict] += 1
        if as_json:
            sides = {"a": _side(a[mine]), "b": _side(b[theirs])}
            print(json.dumps({**sides, **answer_json(pairing, translate, language)}, ensure_ascii=False))
        elif whole or told.total() <= _MOST_TOLD:
            progress.clear()
            sys.stdout.writelines(line + "\n" for line in _lines(a[mine], b[theirs], pairing, terminal, language))
    progress.clear()
    if not as_json:
        if not whole and told.total() > _MOST_TOLD:
            told_of = _("Told in words: the first {most} pairs. --all tells all.", most=str(_MOST_TOLD))
            print(terminal.say(told_of))
        print(_total(len(a), len(b), told, terminal))
    return int(breached)


def _clauses(name: str, checks: Checks) -> Iterator[ReadClause]:
    """Yield the clauses of a file, or the one that is written in place of its name."""
    if is_clause(name, checks.lexicon) and not os.path.lexists(name):
        return read_lines(name, [name], checks)
    return clauses_of(name, checks)


class _Progress:
    """Says on standard error how far a comparison is: at once that it is a long one, then to whoever looks."""

    def __init__(self, first: int, second: int, language: str) -> None:
        self._count, self._shown = first, False
        self._looked_at = sys.stderr.isatty()
        self._translate = translator(language)
        if first * second > _LONG:
            message = _(
                "Comparing {first} clauses with {second}: each pair about one thing. Answers come as they are found.",
                first=str(first),
                second=str(second),
            )
            complain(message, language)

    def at(self, done: int) -> None:
        """Show which clause of the first file is compared."""
        if self._looked_at:
            message = _("{done} of {count} clauses compared", done=str(done), count=str(self._count))
            sys.stderr.write(f"\r{message.render(self._translate)} ")
            self._shown = True

    def clear(self) -> None:
        """Take the line away, so that an answer stands on one of its own."""
        if self._shown:
            sys.stderr.write("\r\x1b[2K")
            self._shown = False


def _side(read: ReadClause) -> dict[str, object]:
    numbered = read.source.number or read.section.number
    return {"id": read.clause.ref.index + 1, "number": numbered, "text": read.clause.text}


def _lines(a: ReadClause, b: ReadClause, pairing: Pairing, terminal: Screen, language: str) -> Iterator[str]:
    name = terminal.say(_NAMES[pairing.verdict])
    yield terminal.paint(f"{address(a)} : {address(b)} – {name}", _COLOUR.get(pairing.verdict, "0"))
    yield from clause_lines(a.clause.text, (), terminal)
    yield from clause_lines(b.clause.text, (), terminal)
    for line in _why(pairing, terminal, language):
        yield from (f"    {row}" for row in wrap(line, max(20, terminal.width - 4)))
    yield ""


def _why(pairing: Pairing, terminal: Screen, language: str) -> Iterator[str]:
    if pairing.witness is not None:
        cell = "; ".join(described(pairing.witness.cell, language).values())
        example = terminal.say(pairing.witness.example)
        yield f"{cell}: {example}" if cell else example
    if pairing.missing is not None:
        yield terminal.say(_("Needed: {fact}", fact=terminal.say(pairing.missing)))


def _total(first: int, second: int, told: Counter[Verdict], terminal: Screen) -> str:
    counts = ", ".join(f"{terminal.say(_NAMES[verdict])} {told[verdict]}" for verdict in _NAMES if told[verdict])
    if not counts:
        return terminal.say(
            _("No clause of the first file ({first}) is about the same as one of the second ({second}).",
              first=str(first), second=str(second))
        )  # fmt: skip
    return terminal.say(_("{count} pairs: {counts}", count=str(told.total()), counts=counts))


def run_pairs(name: str, lexicon: Lexicon | None, *, language: str) -> int:
    """Answer each line of a file with one JSON object; return 1 where a pair is looser or in conflict.

    A line that is no pair is answered in its place by an object with ``error``; then 2 is returned at the end.

    Raises:
        GuichengError: The file cannot be read.
    """
    translate = translator(language)
    breached, strange, wrong = False, set[str](), 0
    for pair in pairs_of(name, lines_of(name, bytes_of(name))):
        if isinstance(pair, NoPair):
            wrong += 1
            print(json.dumps({"id": pair.name, "error": pair.why.render(translate)}, ensure_ascii=False))
            continue
        first, second = (read(text, lexicon=lexicon) for text in (pair.a, pair.b))
        pairing = set_beside(first, second, pair.facts, lexicon=lexicon)
        if pair.a.strip() == pair.b.strip():
            pairing = Pairing(Verdict.EQUAL)
        breached |= is_breach(pairing)
        strange |= set(pair.strange)
        print(json.dumps({"id": pair.name, **answer_json(pairing, translate, language)}, ensure_ascii=False))
    known = sorted(each for each in strange if " = " not in each)
    if known:
        complain(_("Nothing is known of these keys of the context: {keys}.", keys=", ".join(known)), language)
    if values := sorted(strange.difference(known)):
        complain(_("These values of the context say nothing: {values}.", values="; ".join(values)), language)
    if wrong:
        complain(_("Lines that are no pairs: {count}. Their answers say why.", count=str(wrong)), language)
        return 2
    return int(breached)
