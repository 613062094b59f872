"""The form of one step, on a desk or a phone, without scripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as field_of
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations import services
from guicheng.apps.operations.models import Case
from guicheng.apps.operations.selectors import cases as selectors
from guicheng.apps.operations.selectors.clocks import Clocks
from guicheng.apps.operations.selectors.deadlines import compiled_for, deadline_of
from guicheng.apps.operations.services.photos import LARGEST, keep_photo
from guicheng.apps.organization.actors import Actor
from guicheng.domain.process.forms import Fault, Field, FieldKind
from guicheng.domain.values import FileRefusedError
from guicheng.web import crumbs
from guicheng.web.acting import CONFLICT, NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.case_page import asks_of
from guicheng.web.clock import chip_of, why_of
from guicheng.web.views.cases import way


def step(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """Show the form of a step that is under way; finish the step with it."""
    actor = actor_of(request)
    case = selectors.case_visible_to(actor, key)
    compiled = compiled_for(case)
    fields = compiled.form(step) if step in compiled.tokens.steps else ()
    outcome, form = NOTHING, _Form(fields)
    if request.method == "POST":
        form.take(request, actor)
        outcome = attempt(request, {"complete": lambda: form.complete(request, actor, case, step)})
        if not outcome.told:
            return redirect("case", key=case.key)
    if outcome.status == CONFLICT:
        return render(request, "web/case_step_gone.html", _gone(case, form.given, outcome.told), status=CONFLICT)
    item, about = selectors.open_work(case, step), compiled.about[step]
    now = timezone.now()
    deadline = deadline_of(compiled, Clocks(case.unit), item, now)
    asks_person = any(field.kind is FieldKind.PERSON for field in fields)
    context: dict[str, Any] = {
        "case": case,
        "item": item,
        "about": about,
        "chip": chip_of(deadline.state if deadline else None, now, rests=item.rests_for),
        "why": why_of(deadline.state, deadline.text) if deadline else None,
        "asks": asks_of(fields, form.given, form.told),
        "people": selectors.colleagues_at(case.unit) if asks_person else [],
        "told": outcome.told,
        "crumbs": way(crumbs.Crumb(case.title, reverse("case", args=[case.key])), crumbs.Crumb(about.label)),
    }
    return render(request, "web/case_step.html", context, status=outcome.status)


@dataclass
class _Form:
    """What somebody filled in, kept to be shown again.

    Args:
        fields: The form.
        given: Answers by field.
        told: What to do, by field.
    """

    fields: tuple[Field, ...]
    given: dict[str, Any] = field_of(default_factory=dict)
    told: dict[str, str] = field_of(default_factory=dict)
    _faults: list[Fault] = field_of(default_factory=list)

    def take(self, request: HttpRequest, actor: Actor) -> None:
        """Take in what a form holds; photos are kept at once, so that an error in another field loses none."""
        for place, field in enumerate(self.fields, 1):
            name = f"field-{place}"
            if field.kind is FieldKind.PHOTO:
                self.given[field.name] = self._photos(request, actor, name, field)
            elif field.kind is FieldKind.CHOICE and field.several:
                self.given[field.name] = request.POST.getlist(name)
            else:
                self.given[field.name] = request.POST.get(name, "")

    def _photos(self, request: HttpRequest, actor: Actor, name: str, field: Field) -> list[str]:
        photos = request.POST.getlist(name)
        for file in request.FILES.getlist(name):
            data = file.read(LARGEST + 1)
            try:
                photos.append(keep_photo(actor=actor, sent=sha256(data).hexdigest(), data=data, at=timezone.now()).sent)
            except FileRefusedError as error:
                self._faults.append(Fault(field.name, error.message))
        return photos

    def _refuse_damaged(self) -> None:
        if self._faults:
            raise services.FormFaultError(self._faults)

    def complete(self, request: HttpRequest, actor: Actor, case: Case, step: str) -> Case:
        """Finish the step.

        Raises:
            FormFaultError: A field is missing or cannot be; what to do stands beside it.
        """
        begun = request.POST.get("begun", "")
        number = int(begun) if begun.isascii() and begun.isdigit() and len(begun) < 9 else -1
        try:
            self._refuse_damaged()
            return services.complete(
                actor=actor, case_key=case.key, step=step, answers=self.given, at=timezone.now(), begun=number
            )
        except services.FormFaultError as error:
            self.told = {fault.field: fault.message.render(_) for fault in error.faults}
            raise


def _gone(case: Case, given: Mapping[str, Any], told: tuple[str, ...]) -> dict[str, Any]:
    """Return what the page says to whoever was second; what they typed stays to be read."""
    kept = [(name, value) for name, value in given.items() if value and isinstance(value, str)]
    return {"case": case, "kept": kept, "told": told, "crumbs": way(crumbs.Crumb(case.title))}
