"""Takes the text of a paragraph as its reader sees it: revisions accepted, field codes left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from guicheng.adapters.docx.styles import switched_on, value
from guicheng.adapters.ooxml import MC, VML, WORD_DRAWING, A, M, W
from guicheng.adapters.xml import Element

# Deleted text, the old place of moved text, properties, and the reading aid above Chinese characters.
_SKIPPED = {
    W + "del",
    W + "moveFrom",
    W + "pPr",
    W + "rPr",
    W + "rt",
    W + "delText",
    W + "instrText",
    W + "sectPr",
    W + "delInstrText",
    W + "sdtPr",
    W + "sdtEndPr",
    W + "annotationRef",
    W + "footnoteRef",
}
_BREAKS = {W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "-"}
_PICTURES = {W + "drawing", W + "pict", W + "object"}
# Marks that Chinese forms take from symbol fonts; their private codes say nothing outside the font.
_SYMBOLS = {
    "F0A3": "□",
    "F0A8": "□",
    "F06F": "□",
    "F052": "☑",
    "F0FE": "☑",
    "F0FC": "√",
    "F0FB": "×",
    "F0B7": "·",
    "F0D8": "➢",
    "F06C": "●",
    "F06E": "■",
    "F0B3": "≥",
    "F0A2": "′",
    "F0B1": "±",
    "F0B0": "°",
}
_MAX_DEPTH = 40


@dataclass
class Runs:
    """What a paragraph holds.

    Args:
        text: Visible text.
        hidden: Text with the hidden mark.
        boxes: Contents of text boxes anchored here.
        pictures: Names of pictures and objects, "" for one without a name.
        contents: Whether some of the text comes from the field of a table of contents.
        bold: Whether all visible text is bold.
    """

    text: str = ""
    hidden: str = ""
    boxes: list[Element] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    contents: bool = False
    bold: bool = False


class RunReader:
    """Reads paragraphs in order and keeps, between them, which fields are open."""

    def __init__(self) -> None:
        self._fields: list[_Field] = []

    def read(self, paragraph: Element, *, bold: bool = False, hidden: bool = False) -> Runs:
        """Return what a paragraph holds.

        Args:
            paragraph: A ``w:p``.
            bold: Whether its style is bold.
            hidden: Whether its style is hidden.
        """
        runs = Runs()
        pieces = list(self._pieces(paragraph, runs, _Look(bold, hidden), 0))
        runs.text = "".join(piece for piece, look in pieces if not look.hidden)
        runs.hidden = "".join(piece for piece, look in pieces if look.hidden)
        shown = [look for piece, look in pieces if piece.strip() and not look.hidden]
        runs.bold = bool(shown) and all(look.bold for look in shown)
        for item in self._fields:
            # A field whose code never ends must not swallow the rest of the document.
            item.shows = True
        return runs

    def _in_contents(self) -> bool:
        return any(item.contents for item in self._fields)

    def _pieces(self, parent: Element, runs: Runs, look: _Look, depth: int) -> Iterator[tuple[str, _Look]]:
        if depth > _MAX_DEPTH:
            return
        for child in parent:
            tag = child.tag
            if tag == MC + "AlternateContent":
                yield from self._alternative(child, runs, look, depth)
            elif self._silent(child, runs):
                continue
            elif (text := _own_text(child)) is not None:
                if self._shows():
                    # The field's last mark often stands in the first paragraph after the contents.
                    runs.contents = runs.contents or (bool(text.strip()) and self._in_contents())
                    yield text, look
            else:
                if tag == M + "den" and self._shows():
                    # A fraction on one line: 按时完成数/总数.
                    yield "/", look
                yield from self._pieces(child, runs, look.of(child) if tag == W + "r" else look, depth + 1)

    def _silent(self, element: Element, runs: Runs) -> bool:
        """Take in an element that shows no text of its own here, and tell whether it was one."""
        tag = element.tag
        if tag == W + "fldChar":
            self._field_mark(element)
        elif tag == W + "instrText":
            self._instruction(element.text or "")
        elif tag in _PICTURES:
            _collect_drawing(element, runs)
        elif tag == W + "fldSimple":
            runs.contents = runs.contents or _is_contents(element.get(W + "instr", ""))
            return False
        else:
            return tag in _SKIPPED
        return True

    def _alternative(self, element: Element, runs: Runs, look: _Look, depth: int) -> Iterator[tuple[str, _Look]]:
        # Choice and Fallback say the same thing twice; only the first may be read.
        chosen = next(element.iterchildren(MC + "Choice", MC + "Fallback"), None)
        if chosen is not None:
            yield from self._pieces(chosen, runs, look, depth + 1)

    def _field_mark(self, element: Element) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _instruction(self, text: str) -> None:
        if self._fields and not self._fields[-1].shows:
            self._fields[-1].instruction += text[:200]
            self._fields[-1].contents = _is_contents(self._fields[-1].instruction)

    def _shows(self) -> bool:
        return all(item.shows for item in self._fields)


@dataclass
class _Field:
    """An open field: its code comes before the separator, its result after."""

    shows: bool = False
    contents: bool = False
    instruction: str = ""


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run looks."""

    bold: bool = False
    hidden: bool = False

    def of(self, run: Element) -> _Look:
        properties = run.find(W + "rPr")
        if properties is None:
            return self
        bold = switched_on(properties, "b")
        hidden = switched_on(properties, "vanish")
        return _Look(self.bold if bold is None else bold, self.hidden if hidden is None else hidden)


def _is_contents(instruction: str) -> bool:
    return instruction.strip().upper().split(" ", 1)[0] == "TOC"


def _own_text(element: Element) -> str | None:
    tag = element.tag
    if tag == W + "t":
        return element.text or ""
    if tag == W + "br":
        return "" if element.get(W + "type") in {"page", "column"} else "\n"
    if tag == W + "sym":
        return _symbol(element.get(W + "char", ""))
    if tag == A + "t" or tag.endswith("}t"):
        return element.text or ""
    return _BREAKS.get(tag)


def _symbol(code: str) -> str:
    code = code.upper()
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    try:
        point = int(code[:6], 16)
    except ValueError:
        return ""
    # Symbol fonts put their characters at F020–F0FF; the rest of the private area has no meaning to us.
    point = point - 0xF000 if 0xF020 <= point <= 0xF07E else point
    return chr(point) if 0x20 <= point < 0xD800 else ""


def _collect_drawing(element: Element, runs: Runs) -> None:
    boxes = list(_outermost(element, lambda item: item.tag == W + "txbxContent"))
    runs.boxes.extend(boxes)
    if not boxes:
        runs.pictures.append(_picture_name(element))


def _outermost(element: Element, wanted: Callable[[Element], bool]) -> Iterator[Element]:
    """Yield matching descendants, not looking inside a match or into the second telling of an alternative."""
    stack = [element]
    while stack:
        item = stack.pop()
        if wanted(item):
            yield item
            continue
        if item.tag == MC + "AlternateContent":
            inner = next(item.iterchildren(MC + "Choice", MC + "Fallback"), None)
            stack.extend([] if inner is None else [inner])
        else:
            stack.extend(reversed(item))


def _picture_name(element: Element) -> str:
    described = next(element.iter(WORD_DRAWING + "docPr"), None)
    if described is not None:
        return described.get("descr") or described.get("title") or described.get("name") or ""
    shape = next(element.iter(VML + "imagedata"), None)
    return "" if shape is None else shape.get("{urn:schemas-microsoft-com:office:office}title", "")


def paragraph_mark_deleted(paragraph: Element) -> bool:
    """Tell whether a tracked change deletes the end of this paragraph, joining it to the next."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)


def style_id(paragraph: Element) -> str:
    """Return the id of a paragraph's style, "" where it states none."""
    return value(paragraph.find(W + "pPr"), "pStyle")
