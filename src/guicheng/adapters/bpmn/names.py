"""Names that BPMN files and ours agree on."""

from __future__ import annotations

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
#: What the step table says and BPMN has no word for.
OURS = "urn:guicheng:process"


def local(tag: object) -> str:
    """Return the name of an element or attribute without its namespace."""
    return str(tag).rpartition("}")[2]


def space(tag: object) -> str:
    """Return the namespace of an element or attribute, "" for none."""
    return str(tag)[1:].partition("}")[0] if str(tag).startswith("{") else ""
