"""The duty hours as they are and as the sheets want them."""

from __future__ import annotations

from uuid import UUID

from guicheng.adapters.organization_sheet import OrganizationBook, SheetRow
from guicheng.apps.organization.models import DutyHours, Post, Unit
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.apps.organization.services.importing.faults import Faults
from guicheng.apps.organization.services.importing.posts import Posts
from guicheng.apps.organization.services.importing.tree import Node, Tree
from guicheng.apps.organization.services.values import wanted_hours
from guicheng.domain.values.message import _


class Duties:
    """When which post is on duty in which unit.

    Args:
        company: The root of the company.
    """

    def __init__(self, company: Unit) -> None:
        rows = DutyHours.objects.filter(unit__path__startswith=company.path).select_related("post", "unit")
        self._kept: dict[tuple[UUID, int | None], str] = {(row.post.key, row.unit_id): row.hours for row in rows}
        self._rows: dict[tuple[UUID, Node], SheetRow] = {}
        self.wanted: list[tuple[Post, Node, str]] = []

    def put(self, row: SheetRow, post: Post, node: Node) -> None:
        """Have a row speak of the hours of a post in a unit; empty ones leave them as they are.

        Raises:
            NotAsWantedError: They are no hours, or another row gives others.
        """
        hours = wanted_hours(row.values.get("hours", ""))
        if not hours:
            return
        if other := self._rows.get((post.key, node)):
            raise NotAsWantedError(
                _("Row {row} speaks of the same post and unit. Delete one of the two.", row=str(other.number)),
                field="hours",
            )
        self._rows[post.key, node] = row
        if self._kept.get((post.key, node.unit.pk if node.unit else None)) != hours:
            self.wanted.append((post, node, hours))


def plan_duties(duties: Duties, book: OrganizationBook, tree: Tree, posts: Posts, faults: Faults) -> None:
    """Take the hours of the sheet of posts, which hold for the company, and the rows of the sheet of hours."""
    for row in book.posts:
        with faults.at(row):
            if row.values.get("hours"):
                duties.put(row, posts.wanted(row.values.get("name", "")), tree.root)
    for row in book.duty:
        with faults.at(row):
            post, node = posts.wanted(row.values.get("post", "")), tree.wanted(row.values.get("unit", ""))
            if not row.values.get("hours"):
                raise NotAsWantedError(_("Enter the hours at which the post is on duty."), field="hours")
            duties.put(row, post, node)
