"""What sections of a document became at an earlier import, of the same file or of one that was renamed since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import (
    ClauseKind,
    Document,
    DocumentClause,
    DocumentSection,
    ImportSource,
    Standard,
)

_ABOVE: Final = " / "


@dataclass(frozen=True, slots=True)
class EarlierImport:
    """What sections of a file became before, in one unit.

    Args:
        unit: The unit that was asked for, else the one of the last import, else the first; None where there is none.
        sources: What a section was imported as, by index.
        parts: Sections that were taken into the standard of one above them, under their title as a heading.
        sections: All sections of the document where something was found, for whoever needs them next.
    """

    unit: Unit | None
    sources: dict[int, ImportSource] = field(default_factory=dict)
    parts: frozenset[int] = frozenset()
    sections: tuple[DocumentSection, ...] = ()

    @property
    def standards(self) -> dict[int, Standard]:
        """The standard of a section, by index."""
        return {index: source.standard for index, source in self.sources.items()}


def earlier_import(document: Document, units: Sequence[Unit], wanted: str = "") -> EarlierImport:
    """Return which sections of a document are in standards of a unit already: five queries at most.

    A section counts by its titles in a file of this name, so that a newer file finds what the older one became. In a
    file of another name it counts where at least half of the clauses are the same, word for word.

    Args:
        document: The document, read.
        units: Units into which it may be imported.
        wanted: Key of the one that was chosen, "" for none.
    """
    rows = ImportSource.objects.filter(standard__unit__in=units, standard__archived_at__isnull=True)
    known = list(rows.select_related("standard__unit").defer("clauses").order_by("-imported_at", "-pk"))
    if not known:
        return EarlierImport(next((unit for unit in units if str(unit.key) == wanted), next(iter(units), None)))
    sections = list(DocumentSection.objects.filter(document=document).order_by("index"))
    found = list(_fitting(document, sections, known))
    offered = max(
        (source for _index, source in found), key=lambda source: (source.imported_at, source.pk), default=None
    )
    usual = offered.standard.unit if offered else next(iter(units), None)
    unit = next((unit for unit in units if str(unit.key) == wanted), usual)
    sources: dict[int, ImportSource] = {}
    for index, source in found:
        if source.standard.unit == unit and source not in sources.values():
            sources.setdefault(index, source)
    return EarlierImport(unit, sources, _parts(sections, sources), tuple(sections))


def section_name(section: DocumentSection) -> str:
    """Return what a section is known by in another version of its file: its title below those above it."""
    return _ABOVE.join([*(str(title) for title in section.path), section.title]).replace("\0", "")


def _fitting(
    document: Document, sections: Sequence[DocumentSection], known: Sequence[ImportSource]
) -> Iterator[tuple[int, ImportSource]]:
    """Yield sections with what they may have been imported as, the likeliest first; their clauses are loaded."""
    same = [source for source in known if source.file_name == document.name]
    others = [source for source in known if source.file_name != document.name]
    named = list(_paired([(row.index, section_name(row)) for row in sections], [(each.section, each) for each in same]))
    titles = [(row.index, _title(row.title, document.name)) for row in sections]
    sources = [(_title(each.section.split(_ABOVE)[-1], each.file_name), each) for each in others]
    renamed = list(_paired(titles, sources))
    _load_clauses(source for _index, source in [*named, *renamed])
    yield from named
    texts = _texts(document, {index for index, _source in renamed}) if renamed else {}
    yield from (pair for pair in renamed if _is_alike(texts.get(pair[0], set()), pair[1]))


def _paired(
    sections: Iterable[tuple[int, str]], sources: Iterable[tuple[str, ImportSource]]
) -> Iterator[tuple[int, ImportSource]]:
    by_name: dict[str, list[ImportSource]] = {}
    for name, source in sources:
        by_name.setdefault(name, []).append(source)
    for index, name in sections:
        yield from ((index, source) for source in by_name.get(name, ()))


def _title(title: str, file_name: str) -> str:
    """Return the title of a section, "" for one that is only called after its file."""
    title = title.replace("\0", "").strip()
    return "" if title == PurePosixPath(file_name).stem else title


def _load_clauses(sources: Iterable[ImportSource]) -> None:
    rows = {source.pk: source for source in sources}
    for pk, clauses in ImportSource.objects.filter(pk__in=rows).values_list("pk", "clauses"):
        rows[pk].clauses = clauses


def _texts(document: Document, indexes: Collection[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    rows = DocumentClause.objects.filter(document=document, section__index__in=indexes)
    for index, text in rows.values_list("section__index", "text"):
        found.setdefault(index, set()).add(text.replace("\0", "").strip())
    return found


def _is_alike(texts: Collection[str], source: ImportSource) -> bool:
    """Tell whether at least half of the clauses of the shorter one are in the other too."""
    there = {row["text"] for row in source.clauses if row["kind"] != ClauseKind.HEADING}
    shorter = min(len(texts), len(there))
    return shorter > 0 and 2 * len(there.intersection(texts)) >= shorter


def _parts(sections: Iterable[DocumentSection], sources: Mapping[int, ImportSource]) -> frozenset[int]:
    parts: set[int] = set()
    headings: set[str] = set()
    for section in sections:
        source = sources.get(section.index)
        if source is not None:
            headings = {row["text"] for row in source.clauses if row["kind"] == ClauseKind.HEADING}
        elif section.title.replace("\0", "").strip() in headings:
            parts.add(section.index)
    return frozenset(parts)
