"""The answers of a survey one by one: what looks odd is kept or left out by somebody's choice, with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.research.models import Standing, Survey
from guicheng.apps.research.readings.forms import form_of
from guicheng.apps.research.selectors.surveys import survey_visible_to
from guicheng.apps.research.selectors.tracking import Reviewed, review_of
from guicheng.apps.research.services.reviewing import decide_responses
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.answers_told import answer_lines
from guicheng.web.respondents import whole
from guicheng.web.survey_words import DOUBTS
from guicheng.web.views.surveys import about, way_of
from guicheng.web.wording import Word

_PAGE: Final = 25
_SHOWN: Final[dict[str, Word]] = {
    "odd": gettext_lazy("Looks odd, undecided"),
    "excluded": gettext_lazy("Left out"),
    "kept": gettext_lazy("Kept after a look"),
    "all": gettext_lazy("All"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An answer on the page: what was reviewed, the doubts in words, the answers in words."""

    reviewed: Reviewed
    doubts: tuple[tuple[Word, str], ...]
    answers: Sequence[tuple[str, str]]


def survey_answers(request: HttpRequest, key: str) -> HttpResponse:
    """List answers with what looks odd; keep them, or leave them out."""
    found = survey_visible_to(actor_of(request), key)
    show = request.GET.get("show", "odd")
    show = show if show in _SHOWN else "odd"
    outcome = NOTHING
    if request.method == "POST":
        acts = {
            "keep": lambda: _decided(request, found, Standing.KEPT),
            "exclude": lambda: _decided(request, found, Standing.EXCLUDED),
        }
        outcome = attempt(request, acts)
        if not outcome.told:
            return redirect(f"{reverse('survey_answers', args=[found.key])}?show={show}")
    everything = review_of(found)
    start = whole(request.GET.get("from", "")) or 0
    chosen = [each for each in everything if _fits(each, show)]
    context = {
        **about(request, found, "survey_answers"),
        "lines": _lines(found, chosen[start : start + _PAGE]),
        "counts": [(name, words, sum(_fits(each, name) for each in everything)) for name, words in _SHOWN.items()],
        "show": show,
        "chosen": request.POST.getlist("response"),
        "withheld": found.anonymous and not everything,
        "following": start + _PAGE if len(chosen) > start + _PAGE else None,
        "earlier": max(0, start - _PAGE) if start else None,
        "told": outcome.told,
        "crumbs": way_of(found, crumbs.Crumb(_("Answers"))),
    }
    return render(request, "web/survey_answers.html", context, status=outcome.status)


def _decided(request: HttpRequest, found: Survey, standing: str) -> int:
    return decide_responses(
        actor=actor_of(request),
        survey_key=found.key,
        keys=request.POST.getlist("response"),
        standing=standing,
        reason=request.POST.get("reason", ""),
        at=timezone.now(),
    )


def _fits(each: Reviewed, show: str) -> bool:
    return show == "all" or (each.waits if show == "odd" else each.response.standing == show)


def _lines(found: Survey, reviewed: Sequence[Reviewed]) -> list[Line]:
    wanted = {each.response.version_id for each in reviewed}
    forms = {version.pk: form_of(version) for version in found.versions.filter(pk__in=wanted)}
    return [
        Line(
            each,
            tuple([(DOUBTS[flag.doubt], flag.message.render(_)) for flag in each.flags]),
            answer_lines(forms[each.response.version_id], each.response.answers),
        )
        for each in reviewed
    ]
