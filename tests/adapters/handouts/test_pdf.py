"""PDF files that go out, read back as a reader of PDF files reads them."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest
from tests.adapters.handouts.test_word import ESTATE, HOSTILE
from tests.domain.targets.standards import CLEANING, DRAFT, REPAIR, standard

from guicheng.adapters.handouts import Paper, write_pdf
from guicheng.adapters.handouts.wording import clean
from guicheng.domain.targets.document import Picture
from guicheng.domain.targets.handbook import handbook
from guicheng.domain.targets.manual import manual
from guicheng.domain.targets.notice import Contact, notice

AT = datetime(2026, 11, 28, 9, 30, 0, 123, tzinfo=UTC)


def pages(document, **wishes):
    return pypdf.PdfReader(io.BytesIO(write_pdf(document, printed_at=AT, **wishes))).pages


def text_of(document, **wishes):
    """Return the words of all pages without blanks, in which line ends and spaces between scripts vanish."""
    return "".join("".join(page.extract_text().split()) for page in pages(document, **wishes)).replace("\u200b", "")


def test_every_clause_number_and_heading_is_on_paper():
    found = text_of(manual([REPAIR, CLEANING], ESTATE))
    for line in (*REPAIR.lines, *CLEANING.lines):
        assert f"{line.number}{line.text}" in found


def test_the_font_comes_along_so_that_no_machine_prints_boxes():
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in pages(manual([REPAIR]))
        for font in page["/Resources"]["/Font"].values()
    }
    assert all("Noto" in name for name in fonts)
    assert any("Serif" in name for name in fonts)


def test_header_and_footer_stand_on_every_page_after_the_title_page():
    first, *others = pages(manual([REPAIR]))
    assert "第2版" in "".join(first.extract_text().split())
    for number, page in enumerate(others, 2):
        found = "".join(page.extract_text().split())
        assert "清河物业·GC-01报修服务标准·第2版·2026年3月1日起施行" in found
        assert "打印于2026-11-2809:30，以系统现行版本为准" in found
        assert f"第{number}页/共{len(others) + 1}页" in found


def test_a_draft_says_so_on_every_page():
    assert all("草稿" in page.extract_text() for page in pages(manual([DRAFT])))


def test_headings_are_bookmarks():
    data = write_pdf(manual([REPAIR]), printed_at=AT)
    names = [item.title for item in pypdf.PdfReader(io.BytesIO(data)).outline if not isinstance(item, list)]
    assert [name.split()[-1] for name in names] == ["受理", "到场", "检查"]


@pytest.mark.parametrize(("paper", "width"), [(Paper.A3, 297), (Paper.A4, 210), (Paper.A5, 148)])
def test_paper_has_the_size_asked_for(paper, width):
    page = pages(notice([REPAIR], ESTATE, Contact(ESTATE.ref, phone="0533-1234567")), paper=paper)[0]
    assert float(page.mediabox.width) / 72 * 25.4 == pytest.approx(width, abs=0.5)
    found = "".join(page.extract_text().split())
    assert "维修人员在15分钟内到达现场" in found
    assert "0533-1234567" in found


def test_a_handbook_fits_a_pocket():
    found = text_of(handbook([REPAIR], "维修工", ESTATE), paper=Paper.A5)
    assert "岗位：维修工" in found
    assert "接到急修派单后→维修人员到达现场" in found


@pytest.mark.parametrize(
    "text", [*HOSTILE, '#import "x"', "*粗* _斜_ $x^2$", "@引用 <标签>", "\\ 反斜线 [括号]", '#panic("x")']
)
def test_text_is_never_markup(text):
    plain = standard("X-1", "敌意", "接到报修后5分钟内到场。")
    line = replace(plain.lines[0], text=text, number="", elements={"quality": text})
    imprint = replace(plain.imprint, title=text[:60], company=text[:60])
    found = text_of(manual([replace(plain, lines=(line,), imprint=imprint)], elements=True))
    assert "".join(clean(text[:1_000]).split()).replace("\u202e", "") in found.replace("\u202e", "")


def test_a_clause_stays_on_one_page():
    texts = [f"第{number}项始{'字' * 150}终{number}项。" for number in range(1, 60)]
    found = ["".join(page.extract_text().split()) for page in pages(manual([standard("X-1", "长", *texts)]))]
    for number in range(1, 60):
        begin = next(place for place, page in enumerate(found) if f"第{number}项始" in page)
        assert f"终{number}项" in found[begin]


def test_a_drawing_is_shown_with_its_words():
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" height="90"/></svg>'
    document = manual([REPAIR])
    picture = Picture(REPAIR.ref, drawing, "svg", "急修流程")
    assert "急修流程" in text_of(replace(document, blocks=(picture, *document.blocks)))


def test_the_same_document_at_the_same_moment_is_the_same_file():
    assert write_pdf(manual([REPAIR]), printed_at=AT) == write_pdf(manual([REPAIR]), printed_at=AT)


def test_progress_tells_three_steps():
    calls = []
    write_pdf(manual([REPAIR]), printed_at=AT, progress=lambda *of: calls.append(of))
    assert calls == [(1, 3), (2, 3), (3, 3)]
