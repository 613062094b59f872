"""The calls. Reading is open and keeps nothing; documents belong to the browser that sent them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import File, NinjaAPI, Path, Query, Router
from ninja.files import UploadedFile

import guicheng
from guicheng.adapters.reports.contract import clause_json, line_json, place_json
from guicheng.api import schemas
from guicheng.api.problems import NoSuchThingError, install
from guicheng.apps.standards import exports, selectors, services
from guicheng.apps.standards.models import Document
from guicheng.domain.lint import Explained, UnknownRuleError, all_explained, explained
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _
from guicheng.usecases.read_manual import read_lines, read_manual

api = NinjaAPI(
    title="Guicheng",
    version=guicheng.__version__,
    description="Reads Chinese clauses of service standards into typed requirements and says what is vague or missing. "
    "Sentences come in Chinese, or in English where the cookie `language=en` is sent.",
    urls_namespace="api",
)
install(api)
reading, documents, rules = Router(tags=["reading"]), Router(tags=["documents"]), Router(tags=["rules"])


@reading.post("/read", response={200: list[schemas.ReadClause]}, summary="Read clauses")
def read_texts(request: HttpRequest, body: schemas.Texts) -> list[dict[str, Any]]:
    """Read clauses and return one object each, in order. Nothing is kept."""
    lines = [" ".join(text.split()) or "-" for text in body.texts]
    return [line_json(read, gettext) for read in read_lines("api", lines)]


@reading.post("/read/file", response={200: schemas.ReadFile, 422: schemas.Problem}, summary="Read a file")
def read_file(request: HttpRequest, file: File[UploadedFile]) -> dict[str, Any]:
    """Read a .docx, .xlsx, .md or .txt file and return its clauses and left-overs. Nothing is kept."""
    if (file.size or 0) > services.LARGEST_FILE:
        limit = str(services.LARGEST_FILE // 1024 // 1024)
        raise FileRefusedError(
            _("The file is larger than {limit} MB, the most that is read at once. Divide it.", limit=limit)
        )
    found = read_manual(file.name or "-", file.read())
    leftovers = [
        {"text": each.text, "reason": each.reason, "place": place_json(each.place)} for each in found.manual.leftovers
    ]
    clauses = [clause_json(read, gettext) for read in found.clauses]
    return {"document": found.manual.name, "clauses": clauses, "leftovers": leftovers}


def _owner(request: HttpRequest) -> str:
    return str(request.session.get("browser", ""))


def _fetch(request: HttpRequest, key: str) -> Document:
    try:
        return selectors.document_visible_to(_owner(request), key)
    except Document.DoesNotExist as error:
        raise NoSuchThingError(_("There is no such document in this browser.")) from error


def _line(document: Document) -> dict[str, Any]:
    refusal = document.refusal
    return {
        "key": str(document.key),
        "name": document.name,
        "state": document.state,
        "done": document.done,
        "total": document.total,
        "received_at": document.received_at,
        "refusal": refusal.render(gettext) if refusal else "",
    }


@documents.get("/documents", response=list[schemas.Document], summary="List the documents of this browser")
def list_documents(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the documents that this browser sent in, newest first."""
    return [_line(document) for document in selectors.documents_visible_to(_owner(request))]


@documents.get("/documents/{key}", response={200: schemas.Document, 404: schemas.Problem}, summary="See a document")
def see_document(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return how far a document is."""
    return _line(_fetch(request, key))


@documents.get(
    "/documents/{key}/clauses", response={200: schemas.ClausePage, 404: schemas.Problem}, summary="List clauses"
)
def list_clauses(request: HttpRequest, key: Path[str], wanted: Query[schemas.Wanted]) -> dict[str, Any]:
    """Return up to 100 clauses from position `start` of those that fit the filters."""
    found = _fetch(request, key)
    reads, total = selectors.reads_of(
        found, state=wanted.state, code=wanted.code.upper(), words=wanted.words, start=wanted.start
    )
    return {"total": total, "clauses": [clause_json(read, gettext) for read in reads]}


@documents.get(
    "/documents/{key}/leftovers",
    response={200: list[schemas.LeftOver], 404: schemas.Problem},
    summary="List left-overs",
)
def list_leftovers(request: HttpRequest, key: Path[str]) -> list[dict[str, Any]]:
    """Return the text of a document that became no clause, with the reason."""
    rows = selectors.leftovers_of(_fetch(request, key))
    return [{"text": row.text, "reason": row.reason, "place": place_json(row.place)} for row in rows]


@documents.get("/documents/{key}/export.{kind}", response={404: schemas.Problem}, summary="Export a document")
def export_document(request: HttpRequest, key: Path[str], kind: Path[str]) -> HttpResponse:
    """Return a document as `json`, `sarif` or `xlsx`."""
    found = _fetch(request, key)
    if kind not in exports.KINDS or found.state != "read":
        raise NoSuchThingError(
            _("There is no such export of this document; json, sarif and xlsx exist once it is read.")
        )
    data, content_type = exports.export(found, kind)
    return HttpResponse(data, content_type=content_type)


def _rule(rule: Explained) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "summary": gettext(rule.summary),
        "why": gettext(rule.why),
        "example": rule.example,
        "instead": rule.instead,
        "references": [gettext(entry) for entry in rule.references],
    }


@rules.get("/rules", response=list[schemas.Rule], summary="List the rules")
def list_rules(request: HttpRequest) -> list[dict[str, Any]]:
    """Return all rules with their help, by code."""
    return [_rule(rule) for rule in all_explained()]


@rules.get("/rules/{code}", response={200: schemas.Rule, 404: schemas.Problem}, summary="Explain a rule")
def see_rule(request: HttpRequest, code: Path[str]) -> dict[str, Any]:
    """Return one rule with its help."""
    try:
        return _rule(explained(code))
    except UnknownRuleError as error:
        raise NoSuchThingError(error.message) from error


for router in (reading, documents, rules):
    api.add_router("", router)
