"""What the commands take in and give out: files, standard input, plain sentences for what goes wrong."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from guicheng.domain.values import FileRefusedError, GuichengError, Message
from guicheng.domain.values.message import _

if TYPE_CHECKING:
    from guicheng.cli.terminal import Screen

STANDARD_INPUT = "-"
_LINES = {".txt", ""}
_START = 1024


class InputMissingError(GuichengError):
    """A file that was named cannot be opened."""

    code = "input-missing"


class TermsRefusedError(GuichengError):
    """A table of terms cannot be used."""

    code = "terms-refused"


def bytes_of(name: str) -> bytes:
    """Return the content of a file, or of standard input for ``-``.

    Raises:
        InputMissingError: There is no such file, it is a folder, or it may not be read.
    """
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except FileNotFoundError as error:
        raise InputMissingError(_("There is no file “{name}”. Check the name.", name=name)) from error
    except IsADirectoryError as error:
        raise InputMissingError(_("“{name}” is a folder. Name the files in it.", name=name)) from error
    except PermissionError as error:
        raise InputMissingError(_("“{name}” may not be read by you. Ask its owner.", name=name)) from error
    except (OSError, ValueError) as error:
        raise InputMissingError(_("“{name}” cannot be read: {reason}.", name=name, reason=reason_of(error))) from error


def not_written(name: str, error: OSError) -> InputMissingError:
    """Return the error that says why a file cannot be written, in the words of the product."""
    return InputMissingError(_("“{name}” cannot be written: {reason}.", name=name, reason=reason_of(error)))


def reason_of(error: OSError | ValueError) -> Message | str:
    """Return what the system says of a file, as a sentence that can be translated; a rare reason stays as it is."""
    said = _REASONS.get(getattr(error, "errno", None) or 0)
    return said or str(getattr(error, "strerror", None) or error)


_REASONS: Final = {
    errno.ENOENT: _("there is no such folder"),
    errno.ENOTDIR: _("what should be a folder is a file"),
    errno.EISDIR: _("it is a folder"),
    errno.EACCES: _("you may not write there"),
    errno.EPERM: _("you may not write there"),
    errno.EROFS: _("nothing can be written there"),
    errno.ENOSPC: _("the disk is full"),
    errno.ENAMETOOLONG: _("the name is too long"),
    errno.EIO: _("the disk does not answer"),
    errno.EEXIST: _("something of this name is there already"),
    errno.ELOOP: _("links lead in a circle"),
}


def is_lined(name: str) -> bool:
    """Tell whether a file holds one clause a line: standard input and text files."""
    return name == STANDARD_INPUT or Path(name).suffix.lower() in _LINES


def lines_of(name: str, data: bytes) -> list[str]:
    """Return the lines of a text, whatever its encoding and line ends.

    Raises:
        FileRefusedError: It is no text.
    """
    from guicheng.adapters.text import decode, lines_of

    if not data:
        return []
    name = "stdin" if name == STANDARD_INPUT else name
    refuse_binary(name, data)
    return lines_of(decode(name, data))


def refuse_binary(name: str, data: bytes) -> None:
    """Refuse what is no text.

    Raises:
        FileRefusedError: It is a package, a picture or another such file.
    """
    from guicheng.adapters.foreign import refuse_foreign

    if data.startswith(b"PK\x03\x04"):
        raise FileRefusedError(_("“{name}” is a package, not text. Give it with its ending, such as .docx.", name=name))
    if b"\x00" in data[:_START]:
        refuse_foreign(name, data)


def screen(language: str) -> Screen:
    """Return the terminal that standard output is."""
    from guicheng.cli.language import translator
    from guicheng.cli.terminal import Screen

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((100, 24)).columns
    return Screen(translator(language), max(40, min(width, 120)), colour)


def complain(message: Message, language: str) -> None:
    """Say on standard error what went wrong."""
    from guicheng.cli.language import translator

    print(message.render(translator(language)), file=sys.stderr)
