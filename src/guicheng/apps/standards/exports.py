"""A document in other forms: JSON for programs, SARIF for code scanners, Excel for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from django.utils.translation import get_language, gettext

import guicheng
from guicheng.adapters.reports.contract import clause_json, place_json
from guicheng.adapters.reports.sarif import sarif_log
from guicheng.adapters.reports.workbook import workbook
from guicheng.apps.standards.models import Document
from guicheng.apps.standards.readings import manual_reading
from guicheng.domain.manual.reading import ManualReading

_EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(document: Document, kind: str) -> tuple[bytes, str]:
    """Return a document's reading in the language of the request.

    Args:
        document: A document that was read.
        kind: ``json``, ``sarif`` or ``xlsx``.

    Returns:
        The bytes and their content type.

    Raises:
        KeyError: There is no such form.
    """
    write, content_type = _FORMS[kind]
    return write(manual_reading(document)), content_type


def _json(reading: ManualReading) -> bytes:
    found = {
        "document": reading.manual.name,
        "reader": guicheng.__version__,
        "clauses": [clause_json(read, gettext) for read in reading.clauses],
        "leftovers": [
            {"text": each.text, "reason": each.reason, "place": place_json(each.place)}
            for each in reading.manual.leftovers
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _sarif(reading: ManualReading) -> bytes:
    files = [(reading.manual.name, reading.manual.kind, reading.clauses)]
    language = "en" if get_language() == "en" else "zh-CN"
    log = sarif_log(files, gettext, version=guicheng.__version__, language=language)
    return json.dumps(log, ensure_ascii=False, indent=1).encode()


def _workbook(reading: ManualReading) -> bytes:
    return workbook(reading, gettext)


_FORMS: Final[dict[str, tuple[Callable[[ManualReading], bytes], str]]] = {
    "json": (_json, "application/json"),
    "sarif": (_sarif, "application/sarif+json"),
    "xlsx": (_workbook, _EXCEL),
}
KINDS: Final = frozenset(_FORMS)
