"""``guicheng process render`` and ``diff``: processes as drawings, diagrams and chapters; what changed between two."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from guicheng.adapters.bpmn.reading import is_diagram
from guicheng.adapters.bpmn.refusal import DiagramRefusedError
from guicheng.adapters.bpmn.tables import rows_of_diagram
from guicheng.adapters.process_palette import Theme
from guicheng.adapters.step_tables import read_step_rows, read_step_table
from guicheng.cli.clock import here
from guicheng.cli.language import translator
from guicheng.cli.rendering import FormUnknownError, OutputRefusedError
from guicheng.cli.streams import bytes_of, complain, not_written, screen
from guicheng.domain.process import Process, compile_table
from guicheng.domain.process.cells import process_of
from guicheng.domain.process.difference import StepChange, difference, matched
from guicheng.domain.process.tabling import BeyondTableError
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _

FORMS: Final = (".svg", ".png", ".bpmn", ".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written.

    Args:
        source: A step table or a diagram.
        output: The file; its ending says which form.
        theme: Colours of a drawing, as ``Theme`` names them.
        folded: Whether a wide drawing is folded into strips for a sheet of paper.
        language: Language of the answers.
    """

    source: str
    output: str
    theme: str
    folded: bool
    language: str


def render(wish: Wish) -> int:
    """Write a process in another form; return 0, or 2 when it is refused."""
    try:
        target = Path(wish.output)
        if target.suffix.lower() not in FORMS:
            message = _("“{name}” names no form. End it in one of: {forms}.", name=wish.output, forms=" ".join(FORMS))
            raise FormUnknownError(message)
        made = _made(wish, target.suffix.lower())
        _write(target, made)
    except GuichengError as error:
        return refused(error, wish.language)
    print(_("{name} is written.", name=wish.output).render(translator(wish.language)))
    return 0


def refused(error: GuichengError, language: str) -> int:
    """Say why nothing was done, element by element for a diagram; return 2."""
    reasons = [finding.message for finding in error.findings] if isinstance(error, DiagramRefusedError) else []
    for reason in reasons or [error.message]:
        complain(reason, language)
    return 2


def process_in(name: str, data: bytes) -> Process:
    """Return the step table of a file.

    Raises:
        BeyondTableError: It is a diagram that no table can express.
    """
    if not is_diagram(name, data):
        return read_step_table(name, data)
    found = rows_of_diagram(name, data)
    if found.process is None:
        raise BeyondTableError(found.beyond)
    return found.process


def _made(wish: Wish, form: str) -> bytes:
    from guicheng.adapters.bpmn.writing import write_diagram, write_graph

    data = bytes_of(wish.source)
    if form in {".svg", ".png"}:
        return _drawn(wish, data, form)
    if form == ".bpmn":
        if is_diagram(wish.source, data):
            return write_graph(rows_of_diagram(wish.source, data).graph)
        return write_diagram(read_step_table(wish.source, data))
    return _chapter(process_in(wish.source, data), form)


def _drawn(wish: Wish, data: bytes, form: str) -> bytes:
    from guicheng.adapters.bpmn.own_drawing import drawing_of_diagram
    from guicheng.adapters.handouts.pdf.drawing import png_of
    from guicheng.adapters.process_drawing import SHEET, Look, svg_of
    from guicheng.domain.process.diagram import lay_out

    if is_diagram(wish.source, data):
        drawing = drawing_of_diagram(wish.source, data)
    else:
        drawing = lay_out(compile_table(read_step_table(wish.source, data)))
    look = Look(theme=Theme(wish.theme), title=drawing.name, wide=SHEET if wish.folded else None)
    made = svg_of(drawing, look).encode()
    return png_of(made) if form == ".png" else made


def _chapter(process: Process, form: str) -> bytes:
    from guicheng.adapters.handouts import write_docx, write_pdf
    from guicheng.adapters.process_pages import process_pages
    from guicheng.domain.targets.process_chapter import SourceProcess, process_document

    document = process_document(SourceProcess(process, process_pages(process)))
    now = here()
    return write_docx(document, printed_at=now) if form == ".docx" else write_pdf(document, printed_at=now)


def _write(target: Path, data: bytes) -> None:
    try:
        target.write_bytes(data)
    except OSError as error:
        raise OutputRefusedError(not_written(str(target), error).message) from error


def compare(older: str, newer: str, *, as_json: bool, language: str) -> int:
    """Print what changed between two processes; return 0, or 2 when one is refused."""
    try:
        changes = difference(*matched(_rows(older), _rows(newer)))
    except GuichengError as error:
        if as_json:
            told = {"changes": None, "refused": error.message.render(translator(language))}
            print(json.dumps(told, ensure_ascii=False))
        return refused(error, language)
    if as_json:
        print(json.dumps({"changes": [_told(change, language) for change in changes]}, ensure_ascii=False))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(changes, language))
    return 0


def _rows(name: str) -> Sequence[dict[str, str]]:
    data = bytes_of(name)
    if is_diagram(name, data):
        found = rows_of_diagram(name, data)
        if not found.rows:
            raise BeyondTableError(found.beyond)
        return found.rows
    title, rows = read_step_rows(name, data)
    steps = process_of(title, rows).steps
    return [{**row, "number": step.id} for row, step in zip(rows, steps, strict=True)]


def _told(change: StepChange, language: str) -> dict[str, str]:
    said = change.sentence.render(translator(language))
    number, _space, name = change.step.partition(" ")
    return {"step": number, "name": name, "what": change.what, "before": change.before, "after": change.after} | {
        "message": said
    }


def _lines(changes: Sequence[StepChange], language: str) -> list[str]:
    terminal = screen(language)
    if not changes:
        return [terminal.say(_("Nothing changed."))]
    lines: list[str] = []
    for change in changes:
        head = terminal.paint(change.step, "1")
        if head not in lines:
            lines.append(head)
        lines.append(f"  {terminal.say(change.sentence)}")
    return [*lines, terminal.say(_count(changes))]


def _count(changes: Sequence[StepChange]) -> Message:
    steps = len({change.id for change in changes})
    return _("Changes: {count}, in {steps} steps.", count=str(len(changes)), steps=str(steps))
