"""``guicheng read``: what was understood."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from guicheng.adapters.reports.contract import clause_json, line_json
from guicheng.cli.language import translator
from guicheng.cli.streams import bytes_of, is_lined, lines_of, screen
from guicheng.usecases.read_manual import Checks, ReadClause, read_lines, read_manual


def clauses_of(name: str, checks: Checks) -> Iterator[ReadClause]:
    """Yield the clauses of a file or of standard input.

    Raises:
        GuichengError: It cannot be read.
    """
    data = bytes_of(name)
    if is_lined(name):
        yield from read_lines(name, lines_of(name, data), checks)
    else:
        yield from read_manual(name, data, checks=checks).clauses


def run(name: str, checks: Checks, *, as_json: bool, language: str) -> int:
    """Print one answer a clause; return the exit code."""
    clauses = clauses_of(name, checks)
    if as_json:
        shape = line_json if is_lined(name) else clause_json
        translate = translator(language)
        encode = json.JSONEncoder(ensure_ascii=False).encode
        sys.stdout.writelines(encode(shape(read, translate)) + "\n" for read in clauses)
        return 0
    from guicheng.cli.terminal import reading_lines

    terminal = screen(language)
    sys.stdout.writelines(line + "\n" for read in clauses for line in reading_lines(read, terminal))
    return 0
