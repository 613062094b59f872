"""A manual of 40 pages as Word file and PDF, beside the bare libraries on the same paragraphs, in one run.

The peers write the texts of the same clauses as plain paragraphs: python-docx without styles, numbers, contents or
header; typst without title page, contents or blocks that stay whole. Each figure is the best of three runs.
"""

from __future__ import annotations

import io
import time
from datetime import UTC, datetime

import docx
import pypdf
import typst

from guicheng.adapters.handouts import write_docx, write_pdf
from guicheng.adapters.handouts.pdf.fonts import fonts
from guicheng.domain.standard.text import PartKind
from guicheng.domain.targets.manual import manual
from guicheng.domain.targets.source import Imprint, SourceLine, SourceStandard
from guicheng.domain.values import ClauseRef

SECTIONS, CLAUSES = 60, 11
AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
PLAIN = b"""#set page(paper: "a4")
#set text(font: "Noto Serif SC", size: 10.5pt, lang: "zh")
#for line in sys.inputs.text.split("\\n") { par(line) }
"""


def standard() -> SourceStandard:
    lines, ref = [], ClauseRef("GC-01")
    for section in range(1, SECTIONS + 1):
        lines.append(SourceLine(ref, PartKind.HEADING, f"第{section}部分", str(section), 1))
        for number in range(1, CLAUSES + 1):
            text = (
                f"接到业主紧急报修后，维修工应在{number + 5}分钟内到达现场，并于{number}小时内完成维修，"
                "向业主说明原因，由业主在派单上签字确认。"
            )
            elements = {"limit": f"{number + 5}分钟内", "provider": "维修工"}
            lines.append(SourceLine(ref, PartKind.CLAUSE, text, f"{section}.{number}", 0, elements))
    return SourceStandard(Imprint(ref, "报修服务标准", company="清河物业", code="GC-01", edition=1), tuple(lines))


def best(act, rounds=3):
    times = []
    for _round in range(rounds):
        started = time.perf_counter()
        found = act()
        times.append(time.perf_counter() - started)
    return min(times), found


def plain_docx(texts):
    file, out = docx.Document(), io.BytesIO()
    for text in texts:
        file.add_paragraph(text)
    file.save(out)


def plain_pdf(texts):
    return typst.compile(PLAIN, font_paths=fonts(), sys_inputs={"text": "\n".join(texts)})


def main() -> None:
    source = standard()
    texts = [f"{line.number} {line.text}" for line in source.lines]
    document = manual([source], elements=True)
    word, _data = best(lambda: write_docx(document, printed_at=AT))
    pdf, data = best(lambda: write_pdf(document, printed_at=AT))
    word_peer, _none = best(lambda: plain_docx(texts))
    pdf_peer, _bytes = best(lambda: plain_pdf(texts))
    pages = len(pypdf.PdfReader(io.BytesIO(data)).pages)
    print(f"manual of {pages} pages, {len(source.clauses)} clauses with elements")
    print(f"  .docx {word:.2f} s, {word / word_peer:.2f} × plain python-docx ({word_peer:.2f} s)")
    print(f"  .pdf  {pdf:.2f} s, {pdf / pdf_peer:.2f} × plain typst ({pdf_peer:.2f} s)")


if __name__ == "__main__":
    main()
