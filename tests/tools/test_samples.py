"""The samples are what their sources say, and as messy as they promise to be."""

from __future__ import annotations

import importlib
import io
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import openpyxl
import pytest

import samples
from guicheng.adapters import open_file
from guicheng.domain.manual.blocks import Cell, Paragraph, Picture, Table

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "src" / "guicheng" / "library" / "samples"
INDEX = tomllib.loads((FOLDER / "index.toml").read_text(encoding="utf-8"))["sample"]
BUILT = [entry for entry in INDEX if "source" in entry]


def document_xml(part="word/document.xml"):
    with zipfile.ZipFile(FOLDER / "qinghe-manual.docx") as archive:
        return archive.read(part).decode()


@pytest.fixture(scope="module")
def opened():
    return open_file("qinghe-manual.docx", (FOLDER / "qinghe-manual.docx").read_bytes())


@pytest.mark.parametrize("entry", BUILT, ids=lambda entry: entry["file"])
def test_a_sample_is_what_its_source_says(entry):
    committed = (FOLDER / entry["file"]).read_bytes()
    assert samples.members(committed) == samples.members(samples.build(entry)), "run python tools/samples.py"


def test_building_twice_gives_the_same_bytes():
    assert samples.build(BUILT[0]) == samples.build(BUILT[0])


def test_every_file_beside_the_index_is_in_it_and_has_both_titles():
    files = {path.name for path in FOLDER.iterdir() if path.suffix in {".docx", ".xlsx", ".md"}}
    assert files == {entry["file"] for entry in INDEX}
    assert all(entry["title_zh"] and entry["title_en"] and entry["pages"] for entry in INDEX)


def test_a_changed_source_is_told_with_exit_status_1(tmp_path):
    shutil.copytree(ROOT / "tools", tmp_path / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    there = tmp_path / "src" / "guicheng" / "library" / "samples"
    shutil.copytree(FOLDER, there)
    source = there / "source" / "qinghe-manual.md"
    source.write_text(source.read_text(encoding="utf-8").replace("铃响三声", "铃响五声"), encoding="utf-8")
    command = [sys.executable, str(tmp_path / "tools" / "samples.py")]
    stale = subprocess.run([*command, "--check"], capture_output=True, text=True, check=False)
    assert (stale.returncode, "qinghe-manual.docx: differs" in stale.stdout) == (1, True)
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert subprocess.run([*command, "--check"], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("mess", "pattern"),
    [
        ("insertions", r"<w:ins "),
        ("deletions", r"<w:delText[^>]*>20<"),
        ("comments", r"<w:commentReference "),
        ("automatic list numbers", r"<w:numPr>"),
        ("cells merged downwards", r"<w:vMerge"),
        ("cells merged sideways", r"<w:gridSpan"),
        ("heading styles", r'<w:pStyle w:val="Heading1"/>'),
        ("typed headings", r"<w:b/>[^/]*<w:sz w:val=\"36\"/></w:rPr><w:t>第三章"),
        ("a text box in both encodings", r"<mc:Choice.*<w:txbxContent>.*<mc:Fallback>.*<w:txbxContent>"),
        ("a contents list with dots", r"…{10,}\d+</w:t>"),
        ("full-width digits", r"２４"),
        ("a picture", r"<pic:pic\b"),
    ],
)
def test_the_manual_has(mess, pattern):
    assert re.search(pattern, document_xml(), re.DOTALL), mess


def test_header_and_footer_are_filled():
    assert "青禾物业" in document_xml("word/header1.xml")
    assert "NUMPAGES" in document_xml("word/footer1.xml")


def test_the_manual_opens_with_the_final_text_of_the_changes(opened):
    texts = [block.text for block in opened.blocks if isinstance(block, Paragraph)]
    changed = next(text for text in texts if "急修：接报后" in text)
    assert "接报后30分钟内" in changed


def test_the_manual_is_long_enough_and_has_tables_and_a_picture(opened):
    characters = sum(len(block.text) for block in opened.blocks if isinstance(block, Paragraph))
    cells = [cell for block in opened.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    characters += sum(len(cell.text) for cell in cells if isinstance(cell, Cell) and not cell.merged)
    assert characters > 7500
    assert sum(isinstance(block, Table) for block in opened.blocks) == 9
    assert any(isinstance(block, Picture) for block in opened.blocks)


def test_the_scoring_sheet_does_not_add_up(opened):
    tables = [block for block in opened.blocks if isinstance(block, Table)]
    sheet = next(table for table in tables if table.rows[0][2].text == "分值")
    parts = [int(row[2].text) for row in sheet.rows[1:]]
    assert (sum(parts[:-1]), parts[-1]) == (105, 100)


def test_the_workbook_has_merged_cells_and_numbers():
    book = openpyxl.load_workbook(io.BytesIO((FOLDER / "cleaning-checklist.xlsx").read_bytes()))
    assert book.sheetnames == ["保洁标准", "检查记录"]
    assert "A1:F1" in {str(merged) for merged in book["保洁标准"].merged_cells.ranges}
    assert book["保洁标准"]["A3"].value == 1


def test_a_fence_without_an_end_is_refused():
    markup = importlib.import_module("sample_markup")
    with pytest.raises(ValueError, match="line 2"):
        list(markup.blocks("text\n:::box\nwords"))
