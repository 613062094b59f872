"""What a paragraph style says of rank and numbering."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from guicheng.adapters.ooxml import W
from guicheng.adapters.xml import Element

_HEADING_NAME = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"^(?:toc|目录)\s*(?:[1-9]|heading|标题)$", re.IGNORECASE)
#: The style in which our own documents tell the elements of a clause.
_DETAILS_NAME = "条款要素"
_TITLE_NAMES = {"title", "标题", "subtitle", "副标题"}
_MAX_CHAIN = 32


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style with everything its chain of parents settles.

    Args:
        level: Heading level 1–9, 0 for body text.
        num_id: List that it numbers by, "" for none.
        num_level: Level of that list, counted from 0; None where not stated.
        contents: Whether it is a style of the table of contents.
        title: Whether it is the style of the document's title.
        bold: Whether its text is bold.
        hidden: Whether its text is hidden.
        centred: Whether it is centred.
        details: Whether it tells the elements of the clause above.
    """

    level: int = 0
    num_id: str = ""
    num_level: int | None = None
    contents: bool = False
    title: bool = False
    bold: bool = False
    hidden: bool = False
    centred: bool = False
    details: bool = False


BODY = Style()


@dataclass
class Styles:
    """All styles of a document, resolved when first asked for."""

    elements: dict[str, Element] = field(default_factory=dict)
    default: str = ""
    _known: dict[str, Style] = field(default_factory=dict)

    def of(self, style_id: str) -> Style:
        """Return the style with this id, or the default one where the id is empty or unknown."""
        key = style_id if style_id in self.elements else self.default
        if key not in self._known:
            self._known[key] = self._resolve(key)
        return self._known[key]

    def _resolve(self, style_id: str) -> Style:
        chain: list[Element] = []
        seen: set[str] = set()
        while style_id in self.elements and style_id not in seen and len(chain) < _MAX_CHAIN:
            seen.add(style_id)
            chain.append(self.elements[style_id])
            style_id = value(chain[-1], "basedOn")
        return _merged(chain)


def read_styles(root: Element) -> Styles:
    """Collect the paragraph styles of ``styles.xml``."""
    styles = Styles()
    for element in root.iterchildren(W + "style"):
        if element.get(W + "type", "paragraph") != "paragraph":
            continue
        style_id = element.get(W + "styleId", "")
        styles.elements[style_id] = element
        if element.get(W + "default") in {"1", "true", "on"}:
            styles.default = style_id
    return styles


def value(parent: Element | None, tag: str) -> str:
    """Return ``w:val`` of a child, "" where there is none."""
    child = parent.find(W + tag) if parent is not None else None
    return "" if child is None else child.get(W + "val", "")


def number(text: str | None) -> int | None:
    """Return a whole number of at most nine digits, None for anything else."""
    return int(text) if text and len(text) <= 9 and text.isascii() and text.isdecimal() else None


def switched_on(parent: Element | None, tag: str) -> bool | None:
    """Tell whether an on/off property is on; None where it is not stated."""
    child = parent.find(W + tag) if parent is not None else None
    if child is None:
        return None
    return child.get(W + "val", "1").lower() not in {"0", "false", "off", "none"}


def _merged(chain: list[Element]) -> Style:
    properties = [element.find(W + "pPr") for element in chain]
    runs = [element.find(W + "rPr") for element in chain]
    numbering = next((found for found in map(_numbering, properties) if found), ("", None))
    names = [value(element, "name") for element in chain]
    return Style(
        level=_level(names, properties),
        num_id=numbering[0],
        num_level=numbering[1],
        contents=any(_CONTENTS_NAME.match(name) for name in names),
        title=any(name.lower() in _TITLE_NAMES for name in names[:1]),
        bold=_first(runs, "b"),
        hidden=_first(runs, "vanish"),
        details=_DETAILS_NAME in names,
        centred=next((found for found in (value(item, "jc") for item in properties) if found), "") == "center",
    )


def _first(elements: list[Element | None], tag: str) -> bool:
    return bool(next((found for found in (switched_on(item, tag) for item in elements) if found is not None), False))


def _level(names: list[str], properties: list[Element | None]) -> int:
    for name, stated in zip(names, properties, strict=True):
        outline = number(value(stated, "outlineLvl"))
        if outline is not None:
            # Outline level 9 is Word's way to say "body text".
            return outline + 1 if outline < 9 else 0
        if match := _HEADING_NAME.match(name.strip()):
            return int(match.group(1))
    return 0


def _numbering(properties: Element | None) -> tuple[str, int | None] | None:
    numbering = properties.find(W + "numPr") if properties is not None else None
    if numbering is None:
        return None
    return value(numbering, "numId"), number(value(numbering, "ilvl"))
