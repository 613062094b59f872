"""Steps of a drawn diagram told anew: names, limits, papers; where everything stands is left as it was drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from guicheng.adapters import xml
from guicheng.adapters.bpmn.facts import OUR_COLUMNS
from guicheng.adapters.bpmn.numbering import own_element

#: Columns that change nothing of how steps hang together.
TOLD: Final = ("name", "limit", "form", "record", "inputs", "note", "clauses")


def retold(name: str, data: bytes, cells: Mapping[str, Mapping[str, str]]) -> str:
    """Return a diagram as text in which steps say what rows of a table say.

    Args:
        name: File name.
        data: The whole file.
        cells: Cells by column, by the id of the element.

    Raises:
        FileRefusedError: It is no XML.
    """
    root = xml.parse(name, data)
    for element in root.iter(etree.Element):
        said = cells.get(str(element.get("id") or ""))
        if said is None:
            continue
        element.set("name", said.get("name", ""))
        own = own_element(element)
        for column in (each for each in TOLD if each in OUR_COLUMNS):
            if cell := said.get(column, ""):
                own.set(column, cell)
            elif column in own.attrib:
                del own.attrib[column]
    text: str = etree.tostring(root, encoding="unicode")
    return text
