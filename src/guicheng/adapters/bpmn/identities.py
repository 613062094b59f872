"""Ids of elements: made of the lasting ids of steps, never of names or places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from guicheng.domain.process.diagram import Line
from guicheng.domain.process.graph import Node

_STEP: Final = "step_"
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9.\-一-鿿]")
_ESCAPED: Final = re.compile(r"_x([0-9a-f]+)_")


def safe(text: str) -> str:
    """Return a text as part of an XML id; different texts stay different.

    Example:
        >>> safe("3 (a)")
        '3_x20__x28_a_x29_'
    """
    return _UNSAFE.sub(lambda hit: f"_x{ord(hit[0]):x}_", text)


def lasting_id(element: str) -> str:
    """Return the lasting id of the step that an element was written for, "" for one that others drew.

    Example:
        >>> lasting_id("step_3_x20_a"), lasting_id("Task_1"), lasting_id("step_4.choice")
        ('3 a', '', '')
    """
    if not element.startswith(_STEP):
        return ""
    found = _ESCAPED.sub(lambda hit: chr(int(hit[1], 16)), element.removeprefix(_STEP))
    return found if f"{_STEP}{safe(found)}" == element and len(found) <= 12 and "." not in found else ""


@dataclass
class Identities:
    """Gives out ids.

    Args:
        lasting: Lasting id by the number of the step; a step without one is called after its number.
    """

    lasting: Mapping[str, str]
    _flows: Counter[str] = field(default_factory=Counter)

    def node(self, node: Node) -> str:
        """Return the id of a node: that of its step with what it is to the step behind it."""
        if node.step and (node.id == node.step or node.id.startswith(f"{node.step}.")):
            return f"{_STEP}{safe(self.lasting.get(node.step, node.step))}{safe(node.id.removeprefix(node.step))}"
        return safe(node.id) if node.id[:1].isalpha() else f"node_{safe(node.id)}"

    def flow(self, line: Line, nodes: Mapping[str, str]) -> str:
        """Return the id of a flow, or that of the timer that opens it: which nodes it joins, and which of several."""
        found = f"flow_{nodes[line.source]}_{nodes[line.target]}"
        self._flows[found] += 1
        return found if self._flows[found] == 1 else f"{found}_{self._flows[found]}"
