"""The tables beside the standards of a folder: named parameters, company terms, signed deviations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import yaml

from guicheng.adapters.standards_files.plain_yaml import load_plain, problem_line
from guicheng.adapters.standards_files.reading import PlacedMessage, StandardsFileError
from guicheng.adapters.text import decode
from guicheng.domain.clause.lexicon import LexiconTableError, Term, table_rows, write_table
from guicheng.domain.comparison.verdict import Verdict
from guicheng.domain.standard.deviation import SignedDeviation
from guicheng.domain.standard.parameters import parameter_names
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

PARAMETERS: Final = "parameters.yaml"
TERMS: Final = "terms.tsv"
DEVIATIONS: Final = "deviations.yaml"
#: Each table without a row, for a folder in which one stands that has none any more.
EMPTY: Final[Mapping[str, str]] = {PARAMETERS: "", TERMS: write_table(()), DEVIATIONS: ""}
_MOST: Final = 2_000_000
_FIELDS: Final = ("clause", "verdict", "against", "reason", "signed_by", "expires")
_REQUIRED: Final = ("clause", "verdict", "reason", "signed_by")


def read_parameters(name: str, data: bytes) -> dict[str, str]:
    """Read the values of named parameters: ``时限.急修到场: 30分钟``, one a line.

    Raises:
        StandardsFileError: It is no YAML, or a line is no name with a value.
    """
    found = _yaml(name, data)
    if found and not isinstance(found, dict):
        raise _complain(name, 1, _("Write one “group.name: value” a line."))
    values: dict[str, str] = {}
    for key, value in (found or {}).items():
        if not parameter_names(f"【{key}】") or not isinstance(value, str):
            line = _line_of(data, str(key))
            raise _complain(name, line, _("“{key}” is no parameter. Write “group.name: value”.", key=str(key)))
        values[str(key)] = value.strip()
    return values


def write_parameters(values: Mapping[str, str]) -> str:
    """Return the file of the parameters, sorted by name."""
    return _dumped(dict(sorted(values.items()))) if values else ""


def read_terms(name: str, data: bytes) -> list[tuple[int, Term]]:
    """Read the company's own words, surfaces as they are written; the table is that of the shipped lexicon.

    Returns:
        Each word with its line.

    Raises:
        StandardsFileError: It is no such table.
    """
    try:
        return table_rows(decode(name, data), name)
    except LexiconTableError as error:
        message = _(
            "The first row names the columns surface, class, canonical, value, inclusive, source, apart by tabs."
        )
        if error.line > 1:
            message = _("The row has more than {count} cells. Take the surplus tabs out.", count="6")
        raise _complain(name, error.line, message) from error


def write_terms(terms: Iterable[Term]) -> str:
    """Return the table of a company's words, by class and word."""
    return write_table(sorted(terms, key=lambda term: (term.group, term.surface)))


def read_deviations(name: str, data: bytes) -> tuple[SignedDeviation, ...]:
    """Read signed deviations: a list of clause, verdict, reason, signed_by, and, where they end, expires.

    Raises:
        StandardsFileError: It is no YAML, or an entry lacks a field or has one that is not known.
    """
    found = _yaml(name, data)
    if found and not isinstance(found, list):
        raise _complain(name, 1, _("Write a list: each entry begins with “- clause: GC-01/1.1”."))
    lines = [number for number, line in enumerate(decode(name, data).split("\n"), 1) if line.startswith("- ")]
    lines += [1] * (len(found or ()) - len(lines))
    read: list[SignedDeviation] = []
    faults: list[PlacedMessage] = []
    for line, entry in zip(lines, found or (), strict=False):
        try:
            read.append(_deviation(name, line, entry))
        except StandardsFileError as error:
            faults += error.reasons
    if faults:
        raise StandardsFileError(*faults)
    return tuple(read)


def write_deviations(deviations: Iterable[SignedDeviation]) -> str:
    """Return the file of signed deviations."""
    entries = [{key: str(getattr(each, key)) for key in _FIELDS if getattr(each, key)} for each in deviations]
    return _dumped(entries) if entries else ""


def _deviation(name: str, line: int, entry: object) -> SignedDeviation:
    if not isinstance(entry, dict):
        raise _complain(name, line, _("Each entry begins with “- clause: GC-01/1.1”."))
    for key in entry:
        if key not in _FIELDS:
            known = ", ".join(_FIELDS)
            raise _complain(
                name, line, _("“{key}” is no field of a deviation. It has: {known}.", key=str(key), known=known)
            )
    for key in _REQUIRED:
        if not str(entry.get(key) or "").strip():
            raise _complain(name, line, _("The deviation lacks “{key}”. Add it.", key=key))
    verdict = str(entry["verdict"]).strip().upper()
    if verdict not in Verdict.__members__:
        known = ", ".join(Verdict)
        raise _complain(
            name, line, _("“{verdict}” is no verdict. It is one of: {known}.", verdict=verdict, known=known)
        )
    texts = {key: str(entry.get(key) or "").strip() for key in ("clause", "reason", "signed_by", "against")}
    return SignedDeviation(**texts, verdict=verdict, expires=_day(name, line, entry.get("expires")), line=line)


def _day(name: str, line: int, value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError as error:
        raise _complain(name, line, _("There is no day {day}. Write it as 2027-01-31.", day=str(value))) from error


def _yaml(name: str, data: bytes) -> Any:
    if len(data) > _MOST:
        raise _complain(name, 1, _("The file is longer than {limit} MB. Divide it.", limit=str(_MOST // 1_000_000)))
    text = decode(name, data)
    try:
        return load_plain(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        message = _("This is no YAML, or it uses anchors. Look for a missing colon or a wrong indent.")
        raise _complain(name, problem_line(error), message) from error


def _dumped(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)


def _line_of(data: bytes, key: str) -> int:
    lines = data.decode("utf-8", "replace").split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.startswith(key)), 1)


def _complain(name: str, line: int, message: Message) -> StandardsFileError:
    return StandardsFileError(PlacedMessage(message.text, message.fields, f"{name}:{line}"))
