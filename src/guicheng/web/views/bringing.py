"""Standards kept as files brought to the drafts: a packed folder, one file, or a file that was read before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import units_visible_to
from guicheng.apps.standards import selectors
from guicheng.apps.standards.models import Document
from guicheng.usecases.bring_deviations import SAID, TOLD, Became, BroughtDeviation
from guicheng.usecases.exchange_standards import Brought, bring_folder, folder_of
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Outcome, attempt
from guicheng.web.actor import actor_of
from guicheng.web.comparing import VERDICTS
from guicheng.web.views.document import fetch
from guicheng.web.wording import Word

#: Standards of each kind that the page names; all of them stand in the list of standards.
_SHOWN: Final = 200
_CREATED, _CHANGED, _UNCHANGED = (
    gettext_lazy("New drafts"),
    gettext_lazy("Changed drafts"),
    gettext_lazy("As they were"),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody brings, and where to.

    Args:
        units: The units to which new drafts may belong.
        unit: The one that was chosen; None where there is none.
        document: A file that was read before, None for one that is sent now.
        prune: Whether clauses that a file lacks are deleted.
        sign: Whether deviations that nobody signed here are signed by who brings them.
        signs: Whether they may sign anywhere.
    """

    units: Sequence[Unit]
    unit: Unit | None
    document: Document | None
    prune: bool
    sign: bool = False
    signs: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> Wish:
        """Take the wish out of an address and a form; nonsense means the first unit."""
        actor, asked = actor_of(request), request.POST if request.method == "POST" else request.GET
        units = list(units_visible_to(actor).filter(actor.within("standards.edit", ""), archived_at__isnull=True))
        unit = next((each for each in units if str(each.key) == asked.get("unit", "")), units[0] if units else None)
        key = request.GET.get("document", "")
        document = fetch(request, key) if key else None
        signs = actor.person is not None and actor.may_anywhere("standards.deviate")
        return cls(units, unit, document, bool(asked.get("prune")), signs and bool(asked.get("sign")), signs)


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Ask for files of standards; tell what they would change, or bring them to the drafts."""
    wish = Wish.of(request)
    outcome = _brought(request, wish) if request.method == "POST" else NOTHING
    found: Brought | None = outcome.value
    context = {
        "wish": wish,
        "told": outcome.told,
        "found": found,
        "groups": _groups(found) if found else [],
        "deviations": _deviations(found) if found else [],
        "crumbs": crumbs.standards(crumbs.Crumb(_("Bring files of standards"))),
    }
    return render(request, "web/bring.html", context, status=outcome.status)


def _brought(request: HttpRequest, wish: Wish) -> Outcome:
    file, at = request.FILES.get("file"), timezone.now()
    name, data = (str(file.name), file.read()) if file else ("", b"")
    if wish.document is not None:
        name, data = wish.document.name, selectors.bytes_of(wish.document)

    def act(*, trial: bool) -> Brought:
        return bring_folder(
            actor=actor_of(request),
            unit_key=wish.unit.key if wish.unit else "",
            folder=folder_of(name, data),
            at=at,
            prune=wish.prune,
            sign=wish.sign,
            trial=trial,
        )

    return attempt(request, {"try": lambda: act(trial=True), "bring": lambda: act(trial=False)})


def _groups(found: Brought) -> list[tuple[Word, int, Sequence[tuple[str, str, str]]]]:
    """Return what became of the standards: how many of each kind, and which."""
    kinds = ((_CREATED, found.created), (_CHANGED, found.changed), (_UNCHANGED, found.unchanged))
    return [
        (what, len(group), [(each.code, each.title, each.unit.name) for each in group[:_SHOWN]])
        for what, group in kinds
        if group
    ]


def _deviations(found: Brought) -> list[tuple[str, int, bool, Sequence[tuple[BroughtDeviation, Word]]]]:
    """Return what became of deviations, of each kind: in words, how many, whether they wait, and which."""
    kinds = [(kind, [each for each in found.deviations if each.became is kind]) for kind in TOLD]
    return [
        (
            SAID[kind].render(_),
            len(group),
            kind is Became.OPEN,
            [(each, VERDICTS[each.entry.verdict]) for each in group[:_SHOWN]],
        )
        for kind, group in kinds
        if group
    ]
