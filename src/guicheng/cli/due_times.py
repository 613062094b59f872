"""``guicheng due``: when limits are over, and why then."""

from __future__ import annotations

import json
import sys

from guicheng.adapters.due_lines import answers
from guicheng.cli.language import translator
from guicheng.cli.streams import STANDARD_INPUT, bytes_of, lines_of


def run(name: str, *, language: str) -> int:
    """Print one JSON object a line: due time, whether it is provisional, and the way there.

    Raises:
        GuichengError: The file cannot be read, or a line of it cannot be understood; those before it were answered.
    """
    shown = "stdin" if name == STANDARD_INPUT else name
    for answer in answers(shown, lines_of(name, bytes_of(name)), translator(language)):
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, default=str) + "\n")
    return 0
