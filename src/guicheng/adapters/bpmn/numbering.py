"""Numbers of steps written into a diagram that somebody drew, so that findings and drawing name them alike."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from guicheng.adapters import xml
from guicheng.adapters.bpmn.facts import facts_of
from guicheng.adapters.bpmn.names import MODEL, OURS, local
from guicheng.adapters.xml import Element

_STEP = f"{{{OURS}}}step"
_EXTENSION = f"{{{MODEL}}}extensionElements"


def numbered(name: str, data: bytes, numbers: Mapping[str, str]) -> str:
    """Return a diagram as text in which steps that had no number have one; those that have one keep it.

    Args:
        name: File name.
        data: The whole file.
        numbers: Number by the id of the element.

    Raises:
        FileRefusedError: It is no XML.
    """
    root = xml.parse(name, data)
    for element in root.iter(etree.Element):
        number = numbers.get(str(element.get("id") or ""), "")
        if number and not facts_of(element).get("number"):
            own_element(element).set("number", number)
    text: str = etree.tostring(root, encoding="unicode")
    return text


def own_element(element: Element) -> Element:
    """Return our own element of a step, made where there is none; extensions stand first but for documentation."""
    extension = element.find(_EXTENSION)
    if extension is None:
        extension = etree.Element(_EXTENSION)
        place = sum(local(child.tag) == "documentation" for child in element)
        element.insert(place, extension)
    found = extension.find(_STEP)
    return found if found is not None else etree.SubElement(extension, _STEP)
