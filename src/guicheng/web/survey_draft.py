"""The draft of a questionnaire as the builder lists it: sections, questions, and the faults of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from guicheng.domain.demand import drafting
from guicheng.domain.demand.faults import Fault
from guicheng.web.survey_words import KINDS
from guicheng.web.wording import Word

_OF_QUESTION: Final = re.compile(r"sections\[\d+\]\.questions\[\d+\]")
_OF_SECTION: Final = re.compile(r"sections\[\d+\]")


@dataclass(frozen=True, slots=True)
class Line:
    """A question on the list: what it says, the words of its kind, and what is wrong with it."""

    id: str
    text: str
    kind: Word
    options: tuple[str, ...]
    required: bool
    when: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A section on the list, with its questions."""

    id: str
    title: str
    text: str
    when: str
    shuffle: bool
    lines: tuple[Line, ...]
    faults: tuple[str, ...]


def listed(form: Mapping[str, Any], faults: Sequence[Fault]) -> list[Block]:
    """Return the sections of a draft with the faults of each."""
    return [
        _block(section, f"sections[{number}]", faults) for number, section in enumerate(drafting.sections_of(form), 1)
    ]


def faults_of(faults: Iterable[Fault], path: str) -> list[Fault]:
    """Return the faults of one part: a question, a section without its questions, or, for "", the rest."""
    return [fault for fault in faults if _home(fault.path) == path]


def _home(path: str) -> str:
    match = _OF_QUESTION.match(path) or _OF_SECTION.match(path)
    return match.group() if match else ""


def _block(section: Mapping[str, Any], path: str, faults: Sequence[Fault]) -> Block:
    return Block(
        id=str(section.get("id", "")),
        title=str(section.get("title", "")),
        text=str(section.get("text", "")),
        when=str(section.get("when", "")),
        shuffle=bool(section.get("shuffle")),
        lines=tuple(
            [_line(each, f"{path}.questions[{number}]", faults) for number, each in enumerate(section["questions"], 1)]
        ),
        faults=_told(faults, path),
    )


def _line(question: Mapping[str, Any], path: str, faults: Sequence[Fault]) -> Line:
    lists = [each for name in ("rows", "options") for each in question.get(name, ()) if isinstance(each, Mapping)]
    return Line(
        id=str(question.get("id", "")),
        text=str(question.get("text", "")),
        kind=_kind(str(question.get("kind", ""))),
        options=tuple([str(each.get("text", "")) for each in lists]),
        required=bool(question.get("required")),
        when=str(question.get("when", "")),
        faults=_told(faults, path),
    )


def _kind(name: str) -> Word:
    return next((words for kind, words in KINDS.items() if kind.value == name), name)


def _told(faults: Sequence[Fault], path: str) -> tuple[str, ...]:
    return tuple([fault.message.render(_) for fault in faults_of(faults, path)])


def section_of(given: QueryDict) -> dict[str, Any]:
    """Return what a form says of a section, beside its id."""
    texts = {name: " ".join(given.get(name, "").replace("\0", "").split()) for name in ("title", "text", "when")}
    when = texts["when"] or given.get("ready", "").strip()[:500]
    return {**texts, "when": when, "shuffle": bool(given.get("shuffle"))}
