"""From a document that was read to drafts: choose sections and clauses, see what changes, make it so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.adapters.standards_files import is_standard
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards import selectors
from guicheng.apps.standards.models import Document
from guicheng.apps.standards.selectors import SectionPlan
from guicheng.apps.standards.selectors.beside import importing_units
from guicheng.apps.standards.selectors.earlier import EarlierImport, earlier_import
from guicheng.domain.values import GuichengError
from guicheng.usecases.import_document import ImportChoices, import_document
from guicheng.web import crumbs
from guicheng.web import into_drafts_page as page
from guicheng.web.actor import actor_of
from guicheng.web.documents import READ, DocumentLine
from guicheng.web.into_drafts import Desk
from guicheng.web.owner import owner_of
from guicheng.web.standards_list import TRADES
from guicheng.web.views.document import fetch

_GO: Final = re.compile(r"(sections|clauses|changes):(\d{0,6}):(\d{0,6})")
Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Way:
    """A document on its way into drafts of a unit.

    Args:
        request: Who asks.
        document: The document, read.
        desk: What was chosen.
        units: Where standards may go.
        earlier: Where they go, and what became of the sections before.
    """

    request: HttpRequest
    document: Document
    desk: Desk
    units: list[Unit]
    earlier: EarlierImport

    @property
    def unit(self) -> Unit | None:
        """The unit that the standards go to, None where there is nowhere."""
        return self.earlier.unit

    @classmethod
    def of(cls, request: HttpRequest, found: Document) -> Way:
        """Gather what every step needs."""
        desk, units = Desk.of(request.session, str(found.key)), list(importing_units(actor_of(request)))
        earlier = earlier_import(found, units, desk.unit)
        return cls(request, found, replace(desk, parts=earlier.parts), units, earlier)

    def keep(self) -> None:
        """Keep the choices in the session."""
        self.desk.keep(self.request.session, str(self.document.key))

    def plans(self, index: int | None = None) -> list[SectionPlan]:
        """Return what the chosen sections become, or only the standard that one section belongs to."""
        choices = self.desk.section_choices(selectors.sections_of(self.document))
        if index is not None:
            choices = [choice for choice in choices if index in {choice.index, *choice.more}]
        # Document and unit were fetched for this actor already; the use case would fetch both once more.
        return selectors.section_plans(self.document, self.unit, choices, self.earlier) if self.unit else []


def into_drafts(request: HttpRequest, key: str) -> HttpResponse:
    """Show a step of the way into drafts, or keep what was chosen and go to the next one."""
    found = fetch(request, key)
    if found.state != READ:
        return redirect("document", key=found.key)
    first = request.method != "POST" and not request.GET
    if first and found.kind == "md" and is_standard(found.name, selectors.bytes_of(found)):
        # It is kept as a file: coverage, grades and elements go with the clauses, and nothing is to be chosen.
        return redirect(f"{reverse('bring')}?{urlencode({'document': found.key})}")
    way = Way.of(request, found)
    return _take(way) if request.method == "POST" else _show(way)


def _take(way: Way) -> HttpResponse:
    """Keep what a page says; then stay, turn to another page, or make the drafts."""
    desk, sent = way.desk, way.request.POST
    takes = {"clauses": desk.take_clauses, "changes": desk.take_changes}
    if take := takes.get(sent.get("form", "")):
        take(sent)
    elif sent.get("form") == "sections":
        _take_sections(way)
    way.keep()
    if way.request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204)
    if sent.get("go") == "make":
        return _make(way)
    return redirect(f"{reverse('into_drafts', args=[way.document.key])}{_next(sent.get('go', ''))}")


def _take_sections(way: Way) -> None:
    """Keep what the page of sections says; its last buttons change all sections at once."""
    desk, sent, rows = way.desk, way.request.POST, selectors.sections_of(way.document)
    desk.take_sections(sent, rows)
    if sent.get("go") == "chapters":
        desk.take_chapters(rows, way.document.name)
    elif sent.get("go") == "each":
        desk.take_each(rows)


def _next(go: str) -> str:
    """Return the query of the page that a button leads to; the sections where it leads nowhere."""
    match = _GO.fullmatch(go)
    if match is None:
        return "?step=summary" if go == "summary" else ""
    what, section, number = match.groups()
    wish = {"section": section, "show": what} if what != "sections" else {}
    wish |= {"page": number} if number not in {"", "1"} else {}
    return f"?{urlencode(wish)}" if wish else ""


def _make(way: Way) -> HttpResponse:
    try:
        outcome = import_document(
            actor=actor_of(way.request),
            owner=owner_of(way.request),
            document_key=str(way.document.key),
            choices=ImportChoices(way.unit.key if way.unit else "", way.desk.decided(way.plans())),
            at=timezone.now(),
        )
    except GuichengError as error:
        return _show(way, told=error.message.render(_))
    groups = {"created": outcome.created, "changed": outcome.changed, "unchanged": outcome.unchanged}
    way.desk.made = {name: [[made.code, made.title] for made in group] for name, group in groups.items()}
    way.keep()
    return redirect(f"{reverse('into_drafts', args=[way.document.key])}?step=done")


def _show(way: Way, *, told: str = "") -> HttpResponse:
    line = DocumentLine.of(way.document)
    name = crumbs.Crumb(line.name, reverse("document", args=[line.key]))
    context = {"document": line, "told": told, "crumbs": crumbs.reading(name, crumbs.Crumb(_("Make drafts")))}
    template, more = _step(way, told)
    context |= {"unit": way.unit, "units": way.units, **more}
    return render(way.request, f"web/into_drafts/{template}.html", context, status=422 if told else 200)


def _step(way: Way, told: str) -> tuple[str, Context]:
    asked = way.request.GET
    step, section = asked.get("step"), asked.get("section", "")
    if told or step == "summary":
        return "summary", _summary(way)
    if step == "done" and way.desk.made:
        return "done", {"made": way.desk.made}
    if section.isascii() and section.isdigit() and len(section) <= 6:
        changes = asked.get("show") == "changes"
        return ("changes", _changes(way, int(section))) if changes else ("clauses", _clauses(way, int(section)))
    return "sections", _sections(way)


def _sections(way: Way) -> Context:
    rows = selectors.sections_of(way.document)
    first = selectors.next_code(actor_of(way.request).company_id or 0)
    lines = page.section_lines(rows, way.desk, way.earlier.standards, first, way.document.name)
    turn = page.Turn.of(way.request.GET.get("page", ""), len(lines))
    chosen = page.chosen_count(rows, way.desk)
    return {"lines": turn.of_all(lines), "turn": turn, "trades": TRADES.items(), "chosen": chosen}


def _clauses(way: Way, index: int) -> Context:
    section = next((row for row in selectors.sections_of(way.document) if row.index == index), None)
    if section is None:
        raise Document.DoesNotExist
    turn = page.Turn.of(way.request.GET.get("page", ""), section.clauses)
    rows, _total = selectors.clauses_of(way.document, section=index, start=turn.start, count=page.PAGE)
    desk = way.desk
    lines = [page.ClauseLine.of(row, desk.choice(row.position), first=row.position == section.first) for row in rows]
    return {"section": section, "lines": lines, "turn": turn, "standard": way.earlier.standards.get(index)}


def _changes(way: Way, index: int) -> Context:
    plan = next(iter(way.plans(index)), None)
    if plan is None or plan.comparison is None:
        raise Document.DoesNotExist
    lines = [page.ChangeLine.of(change, way.desk) for change in plan.comparison.changes]
    turn = page.Turn.of(way.request.GET.get("page", ""), len(lines))
    return {"section": plan.section, "lines": turn.of_all(lines), "turn": turn, "standard": plan.standard}


def _summary(way: Way) -> Context:
    lines = [page.PlanLine.of(plan, way.desk) for plan in way.plans()]
    created = [line for line in lines if line.standard is None]
    return {"created": created, "changed": [line for line in lines if line.standard is not None]}
