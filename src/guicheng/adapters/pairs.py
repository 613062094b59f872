"""Pairs of clauses as JSON lines, and answers about them as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from guicheng.adapters.facts_json import facts_of
from guicheng.domain.comparison import Facts, Pairing, Verdict, Witness
from guicheng.domain.comparison.facets import described
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

Json = dict[str, Any]
Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two clauses to be compared.

    Args:
        name: How the answer refers to the pair, as its author wrote it.
        a: Text of the first clause.
        b: Text of the second clause.
        facts: What the context says.
        strange: Keys of the context that nothing is known of, and those whose values say nothing, as ``key = value``.
    """

    name: Any
    a: str
    b: str
    facts: Facts
    strange: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoPair:
    """A line that is no pair.

    Args:
        name: How the answer refers to it: what its author wrote, else the number of the line.
        why: What is wrong with it, and what to write.
    """

    name: Any
    why: Message


def pairs_of(name: str, lines: Iterable[str]) -> Iterator[Pair | NoPair]:
    """Yield what each line of a file holds, one JSON object a line; empty lines are passed over.

    Args:
        name: The file, for messages.
        lines: Its lines.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _pair(name, number, line)


def _pair(name: str, number: int, line: str) -> Pair | NoPair:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return _refused(number, name, number, _("it is no JSON"))
    if not isinstance(found, dict):
        return _refused(number, name, number, _("it is no object"))
    called = found.get("id", number)
    for side in ("a", "b"):
        if not isinstance(found.get(side), str):
            return _refused(called, name, number, _("“{side}” holds no text", side=side))
    context = found.get("context")
    if context is not None and not isinstance(context, dict):
        return _refused(called, name, number, _("“context” is no object"))
    facts, strange = facts_of(context)
    return Pair(called, found["a"], found["b"], facts, strange)


def _refused(called: Any, name: str, number: int, why: Message) -> NoPair:
    message = _(
        "“{name}”, line {number}: {why}. Write one object a line with the texts “a” and “b”.",
        name=name,
        number=str(number),
        why=why,
    )
    return NoPair(called, message)


def answer_json(pairing: Pairing, translate: Translate, language: str) -> Json:
    """Return the verdict on a pair with witness and missing fact; what does not apply is null."""
    return {
        "verdict": pairing.verdict.value,
        "witness": witness_json(pairing.witness, translate, language),
        "missing": pairing.missing.render(translate) if pairing.missing else None,
    }


def witness_json(witness: Witness | None, translate: Translate, language: str) -> Json | None:
    """Return a witness: the cell by facet, {} for everywhere, and the example."""
    if witness is None:
        return None
    return {"cell": described(witness.cell, language), "example": witness.example.render(translate)}


def is_breach(pairing: Pairing) -> bool:
    """Tell whether a pair, or a part of it, is looser or in conflict."""
    wrong = {Verdict.LOOSER, Verdict.CONFLICT}
    return pairing.verdict in wrong or any(part.comparison.verdict in wrong for part in pairing.parts)
