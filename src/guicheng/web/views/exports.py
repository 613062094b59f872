"""Downloads of a document: JSON for programs, SARIF for code scanners, Excel for people."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from guicheng.apps.standards import exports
from guicheng.web.documents import READ
from guicheng.web.views.document import fetch


@require_safe
def export(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Hand out a document in another form, named after its file."""
    found = fetch(request, key)
    if kind not in exports.KINDS or found.state != READ:
        raise Http404
    data, content_type = exports.export(found, kind)
    name = f"{PurePosixPath(found.name).stem}.{kind}"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment"}
    return HttpResponse(data, content_type=content_type, headers=headers)
