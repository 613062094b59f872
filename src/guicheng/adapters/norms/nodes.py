"""The tree of a YAML file with its lines: only maps, lists and text, so nothing in a file can run or swell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml

from guicheng.adapters.norms.complaints import Complaints
from guicheng.adapters.text import decode
from guicheng.domain.values.message import _

MOST_BYTES: Final = 1_000_000
_DEEPEST: Final = 12
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Text:
    """A plain value, always as the characters that stand there: ``no`` and ``2022-03-01`` stay text."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    items: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """A map; of a field named twice the first stands."""

    line: int
    fields: dict[str, tuple[int, Tree]]


Tree = Text | Items | Fields


def tree_of(name: str, data: bytes, complaints: Complaints) -> Tree | None:
    """Return the tree of a file, or None with a complaint where it is no YAML that is read.

    Args:
        name: File name, for messages.
        data: The whole file, at most 1 MB.
        complaints: Where to put what is wrong.

    Raises:
        FileRefusedError: It is no text.
    """
    if len(data) > MOST_BYTES:
        complaints.add(1, "", _("The file is larger than 1 MB. Divide it: several files may speak of one place."))
        return None
    text = decode(name, data)
    if any(mark in text for mark in "&*!") and _refers(text, complaints):
        return None
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        complaints.add(*_broken(error))
        return None
    if root is None:
        complaints.add(1, "", _("The file is empty. It begins with “place:”, then “laws:” and “duties:”."))
        return None
    return _tree(root, "", complaints, 0)


def _refers(text: str, complaints: Complaints) -> bool:
    """Complain of the first anchor, alias or tag: they can make a small file swell or mean a program's object."""
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            tag = getattr(event, "tag", None)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or (tag and tag != "!"):
                message = _("Anchors (&), aliases (*) and tags (!) are not read. Write the value out.")
                line = event.start_mark.line + 1 if event.start_mark else 1
                complaints.add(line, "", message)
                return True
    except (yaml.YAMLError, RecursionError):
        # The parser itself says what is wrong, with its line.
        return False
    return False


def _broken(error: Exception) -> tuple[int, str, Any]:
    mark = getattr(error, "problem_mark", None)
    reason = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "too deep")
    line = mark.line + 1 if mark else 1
    return line, "", _("This is no YAML: {reason}. Look at the indents, colons and quotes up to here.", reason=reason)


def _tree(node: Any, path: str, complaints: Complaints, depth: int) -> Tree | None:
    line = node.start_mark.line + 1
    if depth > _DEEPEST:
        complaints.add(line, path, _("This is nested deeper than any field of the file."))
        return None
    if isinstance(node, yaml.ScalarNode):
        return Text(line, str(node.value).strip())
    if isinstance(node, yaml.SequenceNode):
        parts = (_tree(part, f"{path}[{index}]", complaints, depth + 1) for index, part in enumerate(node.value, 1))
        return Items(line, tuple([part for part in parts if part is not None]))
    return Fields(line, dict(_pairs(node, path, complaints, depth)))


def _pairs(node: Any, path: str, complaints: Complaints, depth: int) -> Iterator[tuple[str, tuple[int, Tree]]]:
    seen: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            complaints.add(line, path, _("A field has a plain name, followed by a colon."))
            continue
        name = str(key.value)
        inner = f"{path}.{name}" if path else name
        if name in seen:
            complaints.add(line, inner, _("The field stands here for the second time. Keep one of the two."))
            continue
        seen.add(name)
        tree = _tree(value, inner, complaints, depth + 1)
        if tree is not None:
            yield name, (line, tree)
