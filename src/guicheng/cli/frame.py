"""Help pages and complaints about wrong use, in the reader's language and with right widths."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from guicheng.cli.width import columns, wrap
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

Translate = Callable[[str], str]
_HELP = ("--help", "-h")
_HELP_OF_HELP = _("Show this page.")


def help_page(group: Any, words: Sequence[str], translate: Translate) -> str | None:
    """Return the help page that was asked for, or None.

    Args:
        group: The command with its subcommands.
        words: The arguments.
        translate: Returns a sentence of the catalogue in the reader's language.
    """
    before_end = words[: words.index("--")] if "--" in words else words
    if words and not any(word in _HELP for word in before_end) and not asks_for_nothing(group, words):
        return None
    name, command = "", group
    for word in before_end:
        if word in getattr(command, "commands", {}):
            name, command = f"{name} {word}".strip(), command.commands[word]
    if hasattr(command, "commands"):
        return "\n".join(_group_page(command, name, translate))
    return "\n".join(_command_page(command, name, translate))


def asks_for_nothing(group: Any, words: Sequence[str]) -> bool:
    """Tell whether a group of subcommands is named without one of them, so that its help is what helps."""
    command = group.commands.get(words[0]) if len(words) == 1 else None
    return hasattr(command, "commands")


def _width() -> int:
    return max(40, min(shutil.get_terminal_size((100, 24)).columns, 100))


def _group_page(group: Any, name: str, translate: Translate) -> Iterator[str]:
    program = f"guicheng {name}".strip()
    yield _usage(_("Usage: {line}", line=f"{program} COMMAND …"), translate)
    yield ""
    yield from wrap(translate(group.help or ""), _width())
    yield ""
    yield translate(_("Commands").text)
    yield from _table([(name, translate(command.help or "")) for name, command in group.commands.items()])
    yield ""
    yield _("“{program} COMMAND --help” says more about one.", program=program).render(translate)


def _command_page(command: Any, name: str, translate: Translate) -> Iterator[str]:
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option" and "--help" not in param.opts]
    named = " ".join(param.metavar or param.name.upper() for param in arguments)
    yield _usage(_("Usage: {line}", line=f"guicheng {name} [OPTION …] {named}".rstrip()), translate)
    yield ""
    yield from wrap(translate(command.help or ""), _width())
    if arguments:
        yield ""
        yield translate(_("Arguments").text)
        yield from _table([(param.metavar or param.name.upper(), translate(param.help or "")) for param in arguments])
    yield ""
    yield translate(_("Options").text)
    rows = [(_spelling(param), translate(param.help or "")) for param in options]
    yield from _table([*rows, ("--help", _HELP_OF_HELP.render(translate))])


def _usage(message: Message, translate: Translate) -> str:
    return message.render(translate)


def _spelling(param: Any) -> str:
    """Return how an option is written: ``--format text|json|sarif``."""
    return str(param.opts[0]) if param.is_flag else f"{param.opts[0]} {param.metavar or param.name.upper()}"


def _table(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield two columns, the second wrapped."""
    first = max(columns(left) for left, _right in rows) + 2
    for left, right in rows:
        head, *others = wrap(right, max(20, _width() - first - 2))
        yield f"  {left}{' ' * (first - columns(left))}{head}"
        yield from (" " * (first + 2) + row for row in others)


def misuse(error: Exception, commands: Sequence[str] = ("read", "lint", "rules", "explain")) -> Message:
    """Return a sentence for a complaint of the argument parser.

    Args:
        error: What the parser raised.
        commands: Names of the subcommands, to name near ones.
    """
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = ", ".join(sorted(getattr(error, "possibilities", None) or ()))
        option = str(getattr(error, "option_name", ""))
        if near:
            return _("There is no option {option}. Near it: {near}.", option=option, near=near)
        return _("There is no option {option}. --help lists them.", option=option)
    if kind == "MissingParameter":
        param: Any = getattr(error, "param", None)
        return _("{name} is missing. --help says what it is.", name=param.metavar or param.name.upper())
    text = str(getattr(error, "message", error))
    if text.startswith("No such command"):
        name = (re.search("[\"']([^\"']*)", text) or [text, text])[1]
        near = ", ".join(get_close_matches(name, commands, 2)) or ", ".join(commands)
        return _("There is no command “{name}”. Near it: {near}.", name=name, near=near)
    param = getattr(error, "param", None)
    if "is not one of" in text and param is not None:
        return _(
            "{option} takes one of: {choices}.", option=param.opts[0], choices=str(param.metavar).replace("|", ", ")
        )
    return _("This was not understood: {reason}", reason=text)
