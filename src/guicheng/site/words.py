"""What start and stop say on a terminal, before a framework or a compiled catalogue is there."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from guicheng.domain.values.message import Message

_TABLE = Path(__file__).resolve().parents[1] / "locale" / "zh_Hans" / "site.tsv"


@cache
def _chinese() -> dict[str, str]:
    rows = (line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines() if "\t" in line)
    return {english: chinese for english, chinese, *_rest in rows}


def translate(text: str) -> str:
    """Return the sentence in Chinese, or in English where GUICHENG_LANG starts with ``en``."""
    if os.environ.get("GUICHENG_LANG", "").lower().startswith("en"):
        return text
    return _chinese().get(text, text)


def say(message: Message) -> None:
    """Print a sentence at once."""
    print(message.render(translate), flush=True)


def complain(message: Message) -> None:
    """Print a sentence to standard error at once."""
    print(message.render(translate), file=sys.stderr, flush=True)
