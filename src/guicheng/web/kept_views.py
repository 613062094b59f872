"""Views of a list that people keep: the filters of its address under a name, shown over the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import SavedView
from guicheng.domain.values import GuichengError, NotAllowedError
from guicheng.web.actor import actor_of

#: Kept views offered over a list.
_MOST: Final = 40


@dataclass(frozen=True, slots=True)
class ViewTab:
    """A kept view, as it stands over its list.

    Args:
        key: Its key.
        name: What its owner calls it.
        href: Query of the address that shows it.
        chosen: Whether the list shows just what it keeps.
        shared: Whether colleagues see it too.
        mine: Whether the reader keeps it.
        owner: Who keeps it.
    """

    key: str
    name: str
    href: str
    chosen: bool
    shared: bool
    mine: bool
    owner: str


def tabs_of(
    actor: Actor, page: str, shown: str, tidy: Callable[[str], str], *, offers: Callable[[str], bool] | None = None
) -> list[ViewTab]:
    """Return the kept views of a list: one query.

    Args:
        actor: Who reads it.
        page: Which list, a ``ViewPage``.
        shown: Query of what the list shows now, as ``tidy`` returns it.
        tidy: Makes a kept query one of today's list; what makes no sense any more is left out.
        offers: Whether a tidy query leads anywhere for the reader; None for always.
    """
    rows = selectors.views_visible_to(actor, page)[:_MOST]
    found = ((row, tidy(row.query)) for row in rows)
    return [_tab(row, query, shown, actor) for row, query in found if offers is None or offers(query)]


def _tab(row: SavedView, query: str, shown: str, actor: Actor) -> ViewTab:
    mine = actor.person is not None and row.owner_id == actor.person.pk
    return ViewTab(str(row.key), row.name, query, query == shown, row.shared, mine, row.owner.name)


def keep_or_delete(request: HttpRequest, page: str, query: str) -> str:
    """Keep a list as it is filtered under the name of the form, or delete such a view.

    Args:
        request: A POST with ``name`` and ``shared``, or with ``delete``.
        page: Which list, a ``ViewPage``.
        query: Its filters, without "?".

    Returns:
        Why it was refused, "" where it was done.

    Raises:
        NotAllowedError: A colleague keeps the view.
        SavedView.DoesNotExist: There is none within reach.
    """
    actor, now, given = actor_of(request), timezone.now(), request.POST
    try:
        if key := given.get("delete", ""):
            services.delete_view(actor=actor, key=key, at=now)
        else:
            shared = "shared" in given
            services.save_view(
                actor=actor, name=given.get("name", ""), query=query, shared=shared, page=page, at=now
            )  # fmt: skip
    except NotAllowedError:
        raise
    except GuichengError as error:
        return error.message.render(_)
    return ""
