"""Parses XML that strangers made: no document types, no entities, bounded memory."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from guicheng.adapters.archive import damaged, too_large
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

Element = etree._Element  # noqa: SLF001  lxml offers no public name for the type

# What libxml2 spends on one element and on one attribute, in bytes (measured; its nodes are 120 and 96+120).
_ELEMENT_COST = 130
_ATTRIBUTE_COST = 260
MAX_TREE_COST = 90_000_000
_ENCODINGS = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.\-]{1,40})["']""")
_ALLOWED = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16", b"utf-16le", b"utf-16be"}


def parse(name: str, data: bytes) -> Element:
    """Return the root of a small XML part.

    Args:
        name: File name, for messages.
        data: The part.

    Raises:
        FileRefusedError: It is no XML, declares a document type, or would take too much memory as a tree.
    """
    guard = _Guard(name)
    guard.check(data)
    try:
        return etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise FileRefusedError(damaged(name)) from error


def text_of(name: str, data: bytes) -> str:
    """Return a small XML part as text, whatever it was encoded in, without its declaration; raises as ``parse``."""
    text: str = etree.tostring(parse(name, data), encoding="unicode")
    return text


def children(name: str, chunks: Iterable[bytes], containers: Collection[str]) -> Iterator[tuple[str, Element]]:
    """Yield each finished child of the named containers while the part is still being read.

    A child is gone from memory once the next one is asked for.

    Args:
        name: File name, for messages.
        chunks: The part, piece by piece.
        containers: Tags, in Clark notation, whose children are wanted.

    Yields:
        The container's tag and the child.

    Raises:
        FileRefusedError: As for ``parse``.
    """
    stream = _ChildStream(_Guard(name), containers)
    try:
        for chunk in chunks:
            yield from stream.feed(chunk)
        yield from stream.close()
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise FileRefusedError(damaged(name)) from error


class _ChildStream:
    """Feeds a pull parser and takes out the children that are complete."""

    def __init__(self, guard: _Guard, containers: Collection[str]) -> None:
        self._guard = guard
        self._parser = etree.XMLPullParser(
            events=("start",),
            tag=list(containers),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        self._open: Element | None = None

    def feed(self, chunk: bytes) -> Iterator[tuple[str, Element]]:
        self._guard.check(chunk)
        self._parser.feed(chunk)
        yield from self._finished(keep=1)

    def close(self) -> Iterator[tuple[str, Element]]:
        self._parser.close()
        yield from self._finished(keep=0)

    def _finished(self, *, keep: int) -> Iterator[tuple[str, Element]]:
        for _event, element in self._parser.read_events():
            if not isinstance(element, Element):
                continue
            # A container inside a child of another container belongs to that child.
            if self._open is None or self._open not in element.iterancestors():
                yield from self._drain(0)
                self._open = element
        yield from self._drain(keep)

    def _drain(self, keep: int) -> Iterator[tuple[str, Element]]:
        container = self._open
        # len() of an element counts its children one by one, so the last child is known by its missing neighbour.
        while container is not None and (child := next(iter(container), None)) is not None:
            if keep and child.getnext() is None:
                return
            yield str(container.tag), child
            container.remove(child)
            self._guard.release()


@dataclass
class _Guard:
    """Watches the bytes on their way to the parser.

    A document type must be refused before the parser sees it; a tree's memory is estimated from the
    number of tags and attributes that have been fed and not yet been let go.
    """

    name: str
    cost: int = 0
    tail: bytes = field(default=b"")
    started: bool = False

    def check(self, chunk: bytes) -> None:
        window = (self.tail + chunk).replace(b"\x00", b"")
        if not self.started:
            self._check_encoding(window)
            self.started = True
        if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
            raise FileRefusedError(
                _(
                    "“{name}” declares entities inside its XML, which Word and Excel never write and attackers do. "
                    "Copy the text into a new document and use that one.",
                    name=self.name,
                )
            )
        self.tail = (self.tail + chunk)[-32:]
        self.cost += _ELEMENT_COST * (chunk.count(b"<") - chunk.count(b"</"))
        self.cost += _ATTRIBUTE_COST * chunk.count(b"=") + 2 * len(chunk)
        if self.cost > MAX_TREE_COST:
            raise FileRefusedError(too_large(self.name))

    def release(self) -> None:
        self.cost = 0

    def _check_encoding(self, start: bytes) -> None:
        stated = _ENCODINGS.match(start.lstrip(b"\xef\xbb\xbf\xff\xfe"))
        if stated and stated.group(1).lower() not in _ALLOWED:
            raise FileRefusedError(damaged(self.name))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
