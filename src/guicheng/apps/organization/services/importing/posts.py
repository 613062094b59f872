"""The posts as they are and as the sheet wants them."""

from __future__ import annotations

from collections.abc import Iterable

from guicheng.adapters.organization_sheet import SheetRow, trade_called
from guicheng.adapters.sheet_form import folded
from guicheng.apps.organization.models import Post, Unit
from guicheng.apps.organization.services.access import NotAsWantedError, refuse_archived
from guicheng.apps.organization.services.importing.faults import Faults
from guicheng.apps.organization.services.posts import described
from guicheng.apps.organization.services.values import wanted_post_name, wanted_rank, wanted_trade
from guicheng.domain.values.message import _


class Posts:
    """All posts of a company by name.

    Args:
        company: Its root.
    """

    def __init__(self, company: Unit) -> None:
        self._company = company
        self._by_name = {folded(post.name): post for post in Post.objects.filter(company=company)}
        self._rows: dict[str, SheetRow] = {}
        self.added: list[Post] = []
        self.changed: list[tuple[Post, dict[str, object]]] = []

    def wanted(self, name: str) -> Post:
        """Return the post that a cell names.

        Raises:
            NotAsWantedError: There is none.
            ArchivedError: It is archived.
        """
        post = self._by_name.get(folded(name))
        if post is None:
            raise NotAsWantedError(
                _("There is no post “{name}”, neither kept nor in this file. Correct it or add a row.", name=name),
                field="post",
            )
        refuse_archived(post)
        return post

    def put(self, row: SheetRow) -> None:
        """Have a row speak of a post: one that is kept, or a new one.

        Raises:
            NotAsWantedError: The post cannot be what the row says.
            ArchivedError: It is archived.
        """
        name = wanted_post_name(row.values.get("name", ""))
        if other := self._rows.get(folded(name)):
            raise NotAsWantedError(
                _("Row {row} speaks of the same post. Delete one of the two.", row=str(other.number)), field="name"
            )
        self._rows[folded(name)] = row
        said = row.values.get("trade", "")
        trade = trade_called(said)
        if said and not trade:
            raise NotAsWantedError(
                _("“{said}” is no kind of service. Write one that the template lists.", said=said), field="trade"
            )
        post = self._by_name.get(folded(name))
        if post is None:
            rank = wanted_rank(row.values.get("rank"))
            self._add(Post(company=self._company, name=name, trade=wanted_trade(trade), rank=rank))
            return
        refuse_archived(post)
        before = described(post)
        post.trade, post.rank = trade or post.trade, wanted_rank(row.values.get("rank")) or post.rank
        if described(post) != before:
            self.changed.append((post, before))

    def _add(self, post: Post) -> None:
        self._by_name[folded(post.name)] = post
        self.added.append(post)


def plan_posts(posts: Posts, rows: Iterable[SheetRow], faults: Faults) -> None:
    """Take the rows of the sheet."""
    for row in rows:
        with faults.at(row):
            posts.put(row)
