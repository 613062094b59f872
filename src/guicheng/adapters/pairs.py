"""Pairs of clauses as JSON lines, and answers about them as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from guicheng.adapters.facts_json import facts_of
from guicheng.domain.comparison import Facts, Pairing, Verdict, Witness
from guicheng.domain.comparison.facets import described
from guicheng.domain.values import FileRefusedError, Message
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
        strange: Keys of the context that were not understood.
    """

    name: Any
    a: str
    b: str
    facts: Facts
    strange: tuple[str, ...]


def pairs_of(name: str, lines: Iterable[str]) -> Iterator[Pair]:
    """Yield the pairs of a file, one JSON object a line; empty lines are passed over.

    Raises:
        FileRefusedError: A line is no object, or says no text for a or b.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _refused(name, number, _("it is no JSON")) from error
        if not isinstance(found, dict):
            raise _refused(name, number, _("it is no object"))
        for side in ("a", "b"):
            if not isinstance(found.get(side), str):
                raise _refused(name, number, _("“{side}” holds no text", side=side))
        context = found.get("context")
        if context is not None and not isinstance(context, dict):
            raise _refused(name, number, _("“context” is no object"))
        facts, strange = facts_of(context)
        yield Pair(found.get("id", number), found["a"], found["b"], facts, strange)


def _refused(name: str, number: int, why: Message) -> FileRefusedError:
    return FileRefusedError(
        _(
            "“{name}”, line {number}: {why}. Write one object a line with the texts “a” and “b”.",
            name=name,
            number=str(number),
            why=why.render(),
        )
    )


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
