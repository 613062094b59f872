"""``guicheng due``: when limits are over, and why then."""

from __future__ import annotations

import json
import sys
from typing import Final

from guicheng.adapters.due_lines import answers
from guicheng.cli.language import translator
from guicheng.cli.streams import STANDARD_INPUT, bytes_of, lines_of

_REFUSED: Final = 2


def run(name: str, *, language: str) -> int:
    """Print one JSON object a line: due time, whether it is provisional, and the way there.

    Returns:
        0, or 2 where some lines cannot be understood: what is wrong with them is said in their place and on the
        error output, and all others are answered.

    Raises:
        GuichengError: The file cannot be read.
    """
    shown, code = "stdin" if name == STANDARD_INPUT else name, 0
    for answer in answers(shown, lines_of(name, bytes_of(name)), translator(language)):
        sys.stdout.write(f"{_written(answer)}\n")
        if "error" in answer:
            code = _REFUSED
            sys.stderr.write(f"{answer['error']}\n")
    return code


def _written(answer: dict[str, object]) -> str:
    said = json.dumps(answer, ensure_ascii=False, default=str)
    # Half a character, as JSON may hold it, goes into no encoding and stays escaped.
    return said if said.isprintable() else json.dumps(answer, default=str)
