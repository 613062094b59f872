"""Taking a manual: from the drop zone, from a form without scripts, or from the samples."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from guicheng.apps.standards import services
from guicheng.web import samples
from guicheng.web.forms import ManualForm
from guicheng.web.owner import make_owner
from guicheng.web.views import home


@require_POST
def documents(request: HttpRequest) -> HttpResponse:
    """Take a file and lead to its document; a script gets the address or the refusal as data."""
    form = ManualForm(request.POST, request.FILES, limit=services.LARGEST_FILE)
    if not form.is_valid():
        return _refused(request, form.refusal)
    file = form.cleaned_data["file"]
    try:
        address = _receive(request, file.name, file.read())
    except services.TooMuchStoredError as error:
        return _refused(request, error.message.render(gettext))
    return JsonResponse({"url": address}, status=201) if _wants_data(request) else redirect(address)


@require_POST
def sample(request: HttpRequest) -> HttpResponse:
    """Read a manual that ships with the product."""
    found = samples.find(request.POST.get("file", ""))
    if found is None:
        raise Http404
    try:
        return redirect(_receive(request, *found))
    except services.TooMuchStoredError as error:
        return _refused(request, error.message.render(gettext))


def _receive(request: HttpRequest, name: str, data: bytes) -> str:
    """Hand the file over to be read; the moment is asked here and nowhere below."""
    document = services.receive_document(owner=make_owner(request), name=name, data=data, at=datetime.now(tz=UTC))
    return reverse("document", args=[document.key])


def _refused(request: HttpRequest, sentence: str) -> HttpResponse:
    if _wants_data(request):
        return JsonResponse({"error": sentence}, status=422)
    return home.page(request, refusal=sentence, status=422)


def _wants_data(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
