"""Each command of the program is called by a test in this folder."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from guicheng.cli.main import app


def leaves(group, *before):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from leaves(command, *before, name)
        else:
            yield (*before, name)


def test_each_command_is_called_by_a_test():
    files = [path for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__)]
    told = "\n".join(path.read_text(encoding="utf-8") for path in files)
    found = list(leaves(typer.main.get_command(app)))
    assert ("standards", "bring") in found
    missing = [" ".join(words) for words in found if not called(words, told)]
    assert missing == []


def called(words, told):
    """Whether the words of a command stand behind one another as arguments, the last of them perhaps from a list."""
    return re.search(r",\s*".join(f'"{word}"' for word in words), told) or (
        len(words) > 1 and re.search(rf'"{words[0]}",\s*[a-z]+\b', told) and f'["{words[1]}"' in told
    )
