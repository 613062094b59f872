"""Doors of reading a manual, open to anybody; documents are shown only to the browser that sent them."""

from __future__ import annotations

from typing import Final

from django.views.i18n import set_language

from guicheng.web.doors.door import ANYBODY, Door
from guicheng.web.views import document, exports, home, preferences, rules, sending, trial

_LOOK: Final = {"GET": ANYBODY}
_SEND: Final = {"POST": ANYBODY}
_BOTH: Final = {"GET": ANYBODY, "POST": ANYBODY}

DOORS: Final = (
    Door("", home.home, "home", _LOOK),
    Door("read/", home.read, "read", _LOOK),
    Door("try/", trial.trial, "trial", _BOTH),
    Door("samples/", sending.sample, "sample", _SEND),
    Door("documents/", sending.documents, "documents", _SEND),
    Door("documents/<str:key>/", document.document, "document", _LOOK),
    Door("documents/<str:key>/status/", document.status, "document_status", _LOOK),
    Door("documents/<str:key>/leftovers/", document.leftovers, "document_leftovers", _LOOK),
    Door("documents/<str:key>/delete/", document.delete, "document_delete", _BOTH),
    Door("documents/<str:key>/reading.<str:kind>", exports.export, "document_export", _LOOK),
    Door("rules/", rules.rules, "rules", _LOOK),
    Door("rules/<str:code>/", rules.rule, "rule", _LOOK),
    Door("theme/", preferences.theme, "theme", _SEND),
    Door("language/", set_language, "set_language", _SEND),
)
