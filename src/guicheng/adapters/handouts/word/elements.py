"""Short ways to build WordprocessingML; everything passes through here, so that nothing illegal is written."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml import etree

from guicheng.adapters.handouts.wording import clean

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_NAMESPACES: Final = {"w": _W}
Element = etree._Element  # noqa: SLF001 - lxml names its only element type so


def q(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{_W}}}{name}"


def make(tag: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return an element of WordprocessingML with attributes of the same vocabulary.

    Example:
        >>> etree.tostring(make("jc", val="center")).decode().partition(" ")[0]
        '<w:jc'
    """
    found = etree.Element(q(tag), {q(key): str(value) for key, value in attributes.items()}, _NAMESPACES)
    found.extend(children)
    return found


def text_runs(text: str, *properties: Element) -> list[Element]:
    """Return the runs of a text; line feeds become line breaks."""
    runs = []
    for index, line in enumerate(clean(text).split("\n")):
        # An element has one parent; each run takes its own.
        run = make("r", *([make("rPr", *map(deepcopy, properties))] if properties else []))
        if index:
            run.append(make("br"))
        if line:
            piece = make("t")
            piece.text = line
            piece.set(_XML_SPACE, "preserve")
            run.append(piece)
        runs.append(run)
    return runs


def paragraph(style: str, *runs: Element, properties: tuple[Element, ...] = ()) -> Element:
    """Return a paragraph.

    Args:
        style: Id of its style.
        runs: What it holds.
        properties: Further paragraph properties in the order of the schema, after the style.
    """
    return make("p", make("pPr", make("pStyle", val=style), *properties), *runs)


def field_runs(instruction: str, shown: str = "", *, dirty: bool = False) -> list[Element]:
    """Return the runs of a field.

    Args:
        instruction: Such as ``PAGE``.
        shown: What stands there until the field is updated.
        dirty: Whether Word updates it on opening.
    """
    begin = make("fldChar", fldCharType="begin", **({"dirty": "true"} if dirty else {}))
    words = make("instrText")
    words.text = f" {instruction} "
    words.set(_XML_SPACE, "preserve")
    parts = [make("r", begin), make("r", words), make("r", make("fldChar", fldCharType="separate"))]
    return [*parts, *text_runs(shown), make("r", make("fldChar", fldCharType="end"))]
