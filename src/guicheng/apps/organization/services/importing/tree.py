"""The tree as it is and as the sheet wants it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from guicheng.adapters.organization_sheet import SheetRow, kind_called
from guicheng.adapters.sheet_form import folded
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.organization.selectors import clean
from guicheng.apps.organization.services.access import NotAsWantedError, TakenError
from guicheng.apps.organization.services.importing.faults import Faults
from guicheng.apps.organization.services.units import refuse_below, wanted_kind
from guicheng.apps.organization.services.values import wanted_unit_code, wanted_unit_name
from guicheng.domain.values.message import _

_SHOWN: Final = 3


@dataclass(eq=False)
class Node:
    """A unit, kept already or wanted by a row.

    Args:
        name: Its name.
        kind: Its kind.
        code: Its code as it will be.
        parent: The node above; None for the company.
        unit: The unit, None until it is written.
        row: The row that speaks of it.
    """

    name: str
    kind: str
    code: str
    parent: Node | None = None
    unit: Unit | None = None
    row: SheetRow | None = None
    children: dict[str, Node] = field(default_factory=dict)

    @property
    def depth(self) -> int:
        """Level in the tree, the company's being 1."""
        return self.parent.depth + 1 if self.parent else 1

    @property
    def address(self) -> str:
        """The names from below the company down to this one."""
        above = self.parent.address if self.parent and self.parent.parent else ""
        return f"{above}/{self.name}" if above else self.name


class Tree:
    """All units of a company that are in use, found by name, path or code.

    Args:
        company: Its root.
    """

    def __init__(self, company: Unit) -> None:
        self._by_name: dict[str, list[Node]] = {}
        self._by_code: dict[str, Node] = {}
        self._claimed: dict[str, str] = {}
        self.added: list[Node] = []
        self.recoded: list[Node] = []
        self.root = self._enter(Node(company.name, company.kind, company.code, unit=company))
        by_path = {str(company.path): self.root}
        for unit in Unit.objects.filter(path__startswith=company.path, depth__gt=1, archived_at=None).order_by("path"):
            parent = by_path[str(unit.path)[: -unit.steplen]]
            by_path[str(unit.path)] = self._enter(Node(unit.name, unit.kind, unit.code, parent, unit))

    def find(self, reference: str) -> Node | None:
        """Return the unit that a cell names by its path, name or code; None where there is none.

        Raises:
            NotAsWantedError: Several units have that name.
        """
        levels = [folded(level) for level in clean(reference).replace("／", "/").split("/")]
        if len(levels) > 1:
            return self._below(self.root, levels) or self._below(self.root, levels[1:], head=levels[0])
        named = self._by_name.get(levels[0], [])
        if len(named) > 1:
            raise NotAsWantedError(
                _(
                    "Several units are called {name}: {paths}. Write the path of the one that is meant.",
                    name=clean(reference),
                    paths="、".join(node.address for node in named[:_SHOWN]),
                ),
                field="unit",
            )
        return named[0] if named else self._by_code.get(unicodedata.normalize("NFKC", clean(reference)).upper())

    def wanted(self, reference: str) -> Node:
        """Return the unit that a cell names.

        Raises:
            NotAsWantedError: There is none, or several have that name.
        """
        if found := self.find(reference):
            return found
        raise NotAsWantedError(
            _("There is no unit “{name}”, neither kept nor in this file. Correct it or add a row.", name=reference),
            field="unit",
        )

    def put(self, parent: Node, row: SheetRow, name: str, kind: str, code: str) -> None:
        """Have a row speak of a unit below a parent: one that is kept, or a new one.

        Raises:
            NotAsWantedError: The unit cannot be what the row says.
        """
        node = parent.children.get(folded(name))
        if node is None:
            # Entered even if it turns out wrong: then rows that name it are not called wrong as well.
            node = self._enter(Node(name, kind or UnitKind.REGION, "", parent, row=row))
            self.added.append(node)
            refuse_below(parent.name, parent.kind, node.depth)
            wanted_kind(kind)
            self._refuse_taken(node, code)
            node.code = code
            if code:
                self._by_code[code] = node
        else:
            self._refuse_other(node, kind)
            node.row = row
            self.recode(node, code)

    def claim(self, code: str, name: str) -> None:
        """Have a row claim a code; the first row of the sheet has it, wherever it comes to stand in the tree.

        Raises:
            TakenError: An earlier row claims it.
        """
        if code and code in self._claimed:
            raise _code_taken(self._claimed[code], code)
        self._claimed[code] = name

    def recode(self, node: Node, code: str) -> None:
        """Give a unit that is kept the code of its row, if the row has one.

        Raises:
            TakenError: Another unit has it.
        """
        if code and code != node.code:
            self._refuse_taken(node, code)
            node.code = code
            self._by_code[code] = node
            self.recoded.append(node)

    def _refuse_taken(self, node: Node, code: str) -> None:
        other = self._by_code.get(code) if code else None
        if other is not None and other is not node:
            raise _code_taken(other.name, code)

    def _refuse_other(self, node: Node, kind: str) -> None:
        if node.row:
            raise NotAsWantedError(
                _("Row {row} speaks of the same unit. Delete one of the two.", row=str(node.row.number)), field="name"
            )
        if kind and kind != node.kind:
            raise NotAsWantedError(
                _(
                    "{name} is kept with another kind, which an import does not change. Correct the kind.",
                    name=node.name,
                ),
                field="kind",
            )

    def _below(self, node: Node, levels: list[str], head: str = "") -> Node | None:
        if head and head != folded(node.name):
            return None
        found: Node | None = node
        for level in levels:
            found = found.children.get(level) if found else None
        return found

    def _enter(self, node: Node) -> Node:
        if node.parent:
            node.parent.children[folded(node.name)] = node
        self._by_name.setdefault(folded(node.name), []).append(node)
        if node.code:
            self._by_code[node.code] = node
        return node


def plan_units(tree: Tree, rows: Iterable[SheetRow], faults: Faults) -> None:
    """Set the rows of the sheet into the tree, in whatever order they stand."""
    waiting = [(row, *wanted) for row in rows if (wanted := _wanted(tree, row, faults))]
    placed: list[SheetRow] = []
    while waiting:
        later = []
        for row, name, kind, code in waiting:
            with faults.at(row):
                parent = tree.find(row.values.get("parent", "")) if row.values.get("parent") else tree.root
                if parent is None:
                    later.append((row, name, kind, code))
                    continue
                tree.put(parent, row, name, kind, code)
                placed.append(row)
        if len(later) == len(waiting):
            break
        waiting = later
    for row, _name, _kind, _its_code in waiting:
        with faults.at(row):
            tree.wanted(row.values["parent"])
    # A parent named by its name alone may have got a namesake further down the sheet.
    for row in placed:
        with faults.at(row):
            tree.find(row.values.get("parent", ""))


def _wanted(tree: Tree, row: SheetRow, faults: Faults) -> tuple[str, str, str] | None:
    """Return name, kind and code of a row; None where it is wrong or about the company itself."""
    with faults.at(row):
        name, code = wanted_unit_name(row.values.get("name", "")), ""
        with faults.at(row):
            tree.claim(wanted := wanted_unit_code(row.values.get("code", "")), name)
            code = wanted
        said = row.values.get("kind", "")
        kind = kind_called(said)
        if said and not kind:
            raise NotAsWantedError(_("“{said}” is no kind of unit. Write region or estate.", said=said), field="kind")
        if kind != UnitKind.COMPANY:
            return name, kind, code
        if folded(name) != folded(tree.root.name):
            raise NotAsWantedError(
                _("The company is called {name}. An import neither renames it nor adds another.", name=tree.root.name),
                field="name",
            )
        tree.recode(tree.root, code)
    return None


def _code_taken(name: str, code: str) -> TakenError:
    return TakenError(_("{name} has the code {code} already.", name=name, code=code), field="code")
