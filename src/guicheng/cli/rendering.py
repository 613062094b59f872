"""``guicheng render``: standards kept as files, as documents for people."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from guicheng.cli.clock import here
from guicheng.cli.language import translator
from guicheng.cli.streams import bytes_of, not_written
from guicheng.domain.targets.document import Document, DocumentKind
from guicheng.domain.targets.making import NoStandardError, make_document
from guicheng.domain.targets.notice import Contact
from guicheng.domain.values import ClauseRef, GuichengError
from guicheng.domain.values.message import _
from guicheng.usecases.render_standards import TitlePage, named, standards_of_files

FORMS: Final = (".docx", ".pdf")
_LARGEST: Final = 20 * 1024 * 1024
_SHOWN: Final = 40


class FormUnknownError(GuichengError):
    """The ending of the output names no form."""

    code = "form-unknown"


class OutputRefusedError(GuichengError):
    """The output cannot be written."""

    code = "output-refused"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line."""

    source: str
    output: str
    kind: str
    post: str
    grade: str
    company: str
    title: str
    paper: str
    phone: str
    complaints: str
    elements: bool
    language: str


def run(wish: Wish) -> int:
    """Write the document; return the exit code."""
    target = Path(wish.output)
    if target.suffix.lower() not in FORMS:
        message = _("“{name}” names no form. End it in one of: {forms}.", name=wish.output, forms=" ".join(FORMS))
        raise FormUnknownError(message)
    standards = standards_of_files(_files(Path(wish.source)), TitlePage(wish.company, wish.grade))
    if not standards:
        raise NoStandardError(_("“{name}” holds no standard. Name a file, or a folder with files.", name=wish.source))
    document = make_document(
        DocumentKind(wish.kind),
        standards,
        place=named(standards, wish.title, wish.company),
        post=wish.post,
        elements=wish.elements,
        contact=Contact(ClauseRef(wish.title), phone=wish.phone, complaints=wish.complaints),
    )
    _write(target, _made(document, wish, target.suffix.lower()))
    told = _(
        "{name} is written. Clauses in it: {count}.", name=wish.output, count=str(sum(1 for _ref in document.refs()))
    )
    print(told.render(translator(wish.language)))
    return 0


def _made(document: Document, wish: Wish, form: str) -> bytes:
    from guicheng.adapters.handouts import Paper, write_docx, write_pdf

    now, progress = here(), _bar()
    if form == ".docx":
        return write_docx(document, printed_at=now, progress=progress)
    return write_pdf(document, printed_at=now, paper=Paper(wish.paper), progress=progress)


def _bar() -> Callable[[int, int], None] | None:
    """Return what draws how far it is, None where nobody looks."""
    if not sys.stderr.isatty():
        return None

    def draw(done: int, total: int) -> None:
        if done == total:
            print(f"\r{' ' * (_SHOWN + 12)}\r", end="", file=sys.stderr)
        elif done % max(1, total // _SHOWN) == 0:
            print(f"\r{'█' * (_SHOWN * done // total):░<{_SHOWN}} {done}/{total}", end="", file=sys.stderr)

    return draw


def _files(source: Path) -> dict[str, bytes]:
    """Return the content of a file, or of all files below a folder, by path."""
    if not source.is_dir():
        return {source.name: bytes_of(str(source))}
    return {
        path.relative_to(source).as_posix(): bytes_of(str(path)) for path in sorted(source.rglob("*")) if _counts(path)
    }


def _counts(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size <= _LARGEST


def _write(target: Path, data: bytes) -> None:
    try:
        target.write_bytes(data)
    except OSError as error:
        raise OutputRefusedError(not_written(str(target), error).message) from error
