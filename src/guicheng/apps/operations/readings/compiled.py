"""A published edition, compiled: its token table, and what pages and forms say of each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from guicheng.apps.processes.models import ProcessEdition
from guicheng.apps.processes.readings import compiled as graph_of_edition
from guicheng.domain.process.forms import Field, read_form
from guicheng.domain.process.running import dump, load
from guicheng.domain.process.token_compiling import compile_tokens
from guicheng.domain.process.token_table import TokenTable

#: Editions that are kept in mind; an edition never changes.
_MOST_KEPT: Final = 256
_KEPT: Final[dict[str, Compiled]] = {}


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a step.

    Args:
        number: Its number in the table.
        name: What is done.
        post: Who does it, as written.
        record: What is filled in, as written.
        limit: How long it may take, as written.
        lasting: Its lasting id, "" where it has none.
    """

    number: str
    name: str
    post: str
    record: str
    limit: str
    lasting: str

    @property
    def label(self) -> str:
        """How people name the step."""
        return f"{self.number} {self.name}".strip()


@dataclass(frozen=True)
class Compiled:
    """A compiled edition.

    Args:
        edition_id: Primary key of the edition.
        key: Its key, by which logs name it.
        tokens: Its token table.
        about: What is said of each step, by id.
    """

    edition_id: int
    key: str
    tokens: TokenTable
    about: Mapping[str, About]
    _forms: dict[str, tuple[Field, ...]] = field(default_factory=dict)

    def form(self, step: str) -> tuple[Field, ...]:
        """Return the form of a step."""
        if step not in self._forms:
            found = self.tokens.steps[step]
            self._forms[step] = read_form(self.about[step].record, list(found.effects), several=found.several)
        return self._forms[step]


def compile_edition(edition: ProcessEdition) -> dict[str, Any]:
    """Return what is kept of a compiled edition.

    Raises:
        NotExecutableError: Some case of it could not end properly.
        TooManyStatesError: Too much runs side by side to say so.
        GuichengError: It cannot be read.
    """
    graph = graph_of_edition(edition.title, edition.rows, edition.drawn)
    tokens = compile_tokens(graph)
    lasting = {row["number"]: row["id"] for row in edition.rows}
    nodes = {name: graph.by_id[name] for name in tokens.steps}
    about = {
        name: [
            node.step,
            node.name,
            node.post,
            node.record,
            node.limit.text if node.limit else "",
            lasting.get(node.step, ""),
        ]
        for name, node in nodes.items()
    }
    return {"tokens": dump(tokens), "about": about}


def recall(edition_id: int, key: str, kept: Mapping[str, Any]) -> Compiled:
    """Return a compiled edition from what was kept of it, and keep it in mind.

    Args:
        edition_id: Primary key of the edition.
        key: Its key.
        kept: What ``compile_edition`` returned.

    Raises:
        TableDamagedError: It is of another version, or was changed.
    """
    about = {name: About(*said) for name, said in kept["about"].items()}
    found = Compiled(edition_id, key, load(kept["tokens"]), about)
    if len(_KEPT) >= _MOST_KEPT:
        _KEPT.pop(next(iter(_KEPT)))
    _KEPT[key] = found
    return found


def known(key: str) -> Compiled | None:
    """Return a compiled edition that is kept in mind."""
    return _KEPT.get(key)
