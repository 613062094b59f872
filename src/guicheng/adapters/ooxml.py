"""What Word and Excel packages share: content types, relationships, names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from guicheng.adapters.archive import Archive, damaged
from guicheng.adapters.xml import Element, parse
from guicheng.domain.values import FileRefusedError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WORD_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
VML = "{urn:schemas-microsoft-com:vml}"

MAX_SMALL_PART_BYTES = 8_000_000

# ISO 29500 "strict" files use other namespace names for the same elements.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": S[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1].encode(),
}


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from one part to another.

    Args:
        kind: Last word of its type, such as ``"header"``.
        target: Name of the part it points to; as stated when it points outside.
    """

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Package:
    """A Word or Excel package.

    Args:
        archive: Its parts.
        main: Name of the part that holds the document or workbook.
    """

    archive: Archive
    main: str
    _links: dict[str, dict[str, Relationship]] = field(default_factory=dict, repr=False, compare=False)

    def xml(self, part: str, limit: int = MAX_SMALL_PART_BYTES) -> Element:
        """Return the root of a part, with strict names replaced by the usual ones."""
        return parse(self.archive.name, usual_names(self.archive.read(part, limit)))

    def chunks(self, part: str) -> Iterator[bytes]:
        """Yield a large part piece by piece, with strict names replaced by the usual ones.

        A strict part is rare and is renamed as a whole.
        """
        chunks = self.archive.chunks(part)
        first = next(chunks, b"")
        if b"purl.oclc.org" in first:
            yield usual_names(first + b"".join(chunks))
            return
        yield first
        yield from chunks

    def related(self, part: str) -> dict[str, Relationship]:
        """Return the links that start at ``part``, by their ids."""
        if part not in self._links:
            self._links[part] = self._read_links(part)
        return self._links[part]

    def _read_links(self, part: str) -> dict[str, Relationship]:
        folder, name = posixpath.split(part)
        links = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if links not in self.archive:
            return {}
        return {
            element.get("Id", ""): _relationship(folder, element)
            for element in parse(self.archive.name, self.archive.read(links, MAX_SMALL_PART_BYTES))
        }

    def part_of_kind(self, kind: str) -> str | None:
        """Return the part that the main part links to under this kind, if there is one."""
        for link in self.related(self.main).values():
            if link.kind == kind and link.target in self.archive:
                return link.target
        return None


def usual_names(data: bytes) -> bytes:
    """Replace the strict namespace names in a part by the transitional ones."""
    if b"purl.oclc.org" in data[:8_000]:
        for strict, usual in STRICT.items():
            data = data.replace(strict, usual)
    return data


def content_types(archive: Archive) -> dict[str, str]:
    """Return the content type of each part that states its own.

    Raises:
        FileRefusedError: The list is damaged.
    """
    root = parse(archive.name, archive.read("[Content_Types].xml", MAX_SMALL_PART_BYTES))
    return {
        element.get("PartName", "").lstrip("/"): element.get("ContentType", "")
        for element in root
        if element.get("PartName")
    }


def main_part(archive: Archive, types: dict[str, str], marks: tuple[str, ...]) -> str:
    """Return the part whose content type ends with one of ``marks``.

    Raises:
        FileRefusedError: The package names such a part and does not hold it.
    """
    for part, kind in types.items():
        if kind.endswith(marks) and part in archive:
            return part
    raise FileRefusedError(damaged(archive.name))


def _relationship(folder: str, element: Element) -> Relationship:
    kind = element.get("Type", "").rsplit("/", 1)[-1]
    target = element.get("Target", "")
    if element.get("TargetMode") == "External":
        return Relationship(kind, target)
    if target.startswith("/"):
        return Relationship(kind, target.lstrip("/"))
    return Relationship(kind, posixpath.normpath(posixpath.join(folder, target)))
