"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from guicheng.adapters.reports.fingerprint import fingerprints
from guicheng.domain.lint import Explained, all_explained
from guicheng.domain.manual.reading import ReadClause
from guicheng.domain.values import Finding, Fix, Severity, Span

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: Kinds of file whose places are lines, so that a code host can show them.
_LINED = {"txt", "md"}

Translate = Callable[[str], str]
Json = dict[str, Any]


def sarif_log(
    files: Iterable[tuple[str, str, Iterable[ReadClause]]], translate: Translate, *, version: str, language: str = "en"
) -> Json:
    """Return one run with all rules and the findings of all files.

    Args:
        files: Path as given, kind (``txt``, ``md``, ``docx``, ``xlsx``) and clauses of each file.
        translate: Returns a sentence of the catalogue in the reader's language.
        version: Version of the product.
        language: Language of the sentences, such as ``zh-CN``.
    """
    writer = _Writer(translate, {rule.code: index for index, rule in enumerate(all_explained())})
    results = [
        writer.result(_Artifact(path, kind), read, finding, fingerprint)
        for path, kind, clauses in files
        for read in clauses
        for finding, fingerprint in zip(read.findings, fingerprints(read.clause.text, read.findings), strict=True)
    ]
    driver = {
        "name": "Guicheng",
        "semanticVersion": version,
        "rules": [_rule(rule, translate) for rule in all_explained()],
    }
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "language": language, "columnKind": "unicodeCodePoints", "results": results}
        ],
    }


def _rule(rule: Explained, translate: Translate) -> Json:
    why = translate(rule.why)
    references = "\n".join(f"- {translate(entry)}" for entry in rule.references)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": translate(rule.summary)},
        "fullDescription": {"text": why},
        "help": {
            "text": f"{why}\n\n- {rule.example}\n+ {rule.instead}\n\n{references}",
            "markdown": f"{why}\n\n```diff\n{_diff(rule)}\n```\n\n{references}",
        },
        "defaultConfiguration": {"level": _LEVEL[rule.severity], "enabled": rule.default},
    }


def _diff(rule: Explained) -> str:
    return "\n".join(
        [*(f"- {line}" for line in rule.example.splitlines()), *(f"+ {line}" for line in rule.instead.splitlines())]
    )


@dataclass(frozen=True, slots=True)
class _Artifact:
    """One file: its path as given and its kind."""

    path: str
    kind: str

    @property
    def location(self) -> Json:
        return {"uri": quote(self.path.replace("\\", "/"), safe="/:")}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Turns findings into results."""

    translate: Translate
    order: dict[str, int]

    def result(self, file: _Artifact, read: ReadClause, finding: Finding, fingerprint: str) -> Json:
        """Return one result; changes are offered where the place of the text is exact."""
        found: Json = {
            "ruleId": finding.code,
            "ruleIndex": self.order[finding.code],
            "level": _LEVEL[finding.severity],
            "message": {"text": finding.message.render(self.translate)},
            "locations": [_location(file, read, finding.span)],
            "partialFingerprints": {"clauseText/v1": fingerprint},
        }
        if file.kind == "txt" and finding.fixes:
            found["fixes"] = [self._fix(file, read.source.place.block, fix) for fix in finding.fixes]
        return found

    def _fix(self, file: _Artifact, line: int, fix: Fix) -> Json:
        deleted = {"startLine": line, "startColumn": fix.span.start + 1, "endColumn": fix.span.end + 1}
        replacement = {"deletedRegion": deleted, "insertedContent": {"text": fix.replacement}}
        return {
            "description": {"text": fix.label.render(self.translate)},
            "artifactChanges": [{"artifactLocation": file.location, "replacements": [replacement]}],
        }


def _location(file: _Artifact, read: ReadClause, span: Span) -> Json:
    physical: Json = {"artifactLocation": file.location}
    if file.kind in _LINED:
        physical["region"] = _region(file.kind, read, span)
    where: Json = {"physicalLocation": physical}
    if file.kind != "txt":
        address = " ".join(part for part in (read.section.title, read.source.number) if part)
        name = read.source.number or read.section.title
        where["logicalLocations"] = [{"name": name, "fullyQualifiedName": address, "kind": "element"}]
        where["message"] = {"text": read.clause.text}
    return where


def _region(kind: str, read: ReadClause, span: Span) -> Json:
    """Return a region: exact columns where a line is a clause, the whole line in Markdown."""
    region: Json = {"startLine": max(1, read.source.place.block)}
    if kind == "txt":
        region |= {"startColumn": span.start + 1, "endColumn": span.end + 1}
        region["snippet"] = {"text": span.of(read.clause.text)}
    return region
