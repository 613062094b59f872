"""What the documentation says can be done, can be done."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from installation import prepared

sys.path.insert(0, str(Path(__file__).parent))
import console

ROOT = console.ROOT
PAGES = console.pages()
WITH_BLOCKS = [page for page in PAGES if console.BLOCK.search(page.read_text(encoding="utf-8"))]
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)|<img [^>]*src=\"(?P<image>[^\"]+)\"")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
MAKE = re.compile(r"\bmake ([a-z-]+)\b")
#: Programs that write tables which somebody then reads.
TABLES = re.compile(r"`\.venv/bin/python (tests/library/\w+\.py)`")
SETTING = re.compile(r"\b(?:GUICHENG_[A-Z_]+|DATABASE_URL)\b")


def name(page):
    return str(page.relative_to(ROOT))


def anchors(page):
    """The ids that a Markdown page's headings get."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    titles = re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def sources():
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "guicheng").rglob("*.py"))


@pytest.mark.parametrize("page", WITH_BLOCKS, ids=name)
def test_the_commands_of_a_page_print_what_it_says(page):
    folder = console.folder_with_samples()
    if "$URL" in page.read_text(encoding="utf-8"):
        prepared(folder / "service")
    try:
        with console.service(page, folder) as url:
            for block in console.BLOCK.finditer(page.read_text(encoding="utf-8")):
                for step in console.steps(block["body"]):
                    printed = console.run(step.command, folder, url)
                    assert console.agree(step.output, printed), "\n".join([f"$ {step.command}", *printed])
    finally:
        shutil.rmtree(folder)


def test_the_tables_of_checked_readings_are_written_by_the_commands_that_the_pages_name(tmp_path):
    named = {name for page in PAGES for name in TABLES.findall(page.read_text(encoding="utf-8"))}
    assert named == {"tests/library/shipped.py", "tests/library/starter.py"}
    copy = shutil.copytree(ROOT / "tests" / "library", tmp_path / "tests" / "library")
    checked = {path.name: path.read_text(encoding="utf-8") for path in copy.glob("*.tsv")}
    for command in sorted(named):
        assert console.run(f"python {command}", tmp_path) == []
    assert {path.name: path.read_text(encoding="utf-8") for path in copy.glob("*.tsv")} == checked


def test_a_wrong_output_is_noticed_and_dots_stand_for_any_lines():
    assert console.agree(("a", "…", "d"), ["a", "b", "c", "d"])
    assert console.agree(("…",), [])
    assert not console.agree(("a", "…", "d"), ["a", "b", "c"])
    assert not console.agree(("a",), ["a", "b"])


def test_a_command_may_go_on_over_several_lines():
    body = "$ cat <<'END'\n> one\n> END\none\n$ true\n"
    assert [(step.command, step.output) for step in console.steps(body)] == [
        ("cat <<'END'\none\nEND", ("one",)),
        ("true", ()),
    ]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page):
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    broken = []
    for match in LINK.finditer(text):
        target = match["target"] or match["image"]
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            broken.append(target)
    assert broken == []


def test_every_page_can_be_reached_from_the_index():
    reached, queue = set(), [ROOT / "docs" / "README.md", ROOT / "README.md"]
    while queue:
        page = queue.pop()
        if page.is_dir():  # a code host lists the pages of a folder
            queue += page.glob("*.md")
        if page in reached or page.suffix != ".md" or not page.exists():
            continue
        reached.add(page)
        text = FENCE.sub("", page.read_text(encoding="utf-8"))
        targets = [match["target"] for match in LINK.finditer(text) if match["target"]]
        queue += [(page.parent / target.partition("#")[0]).resolve() for target in targets if ":" not in target]
    assert {name(page) for page in PAGES if "docs" in page.parts} - {name(page) for page in reached} == set()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_make_targets_and_settings_that_a_page_names_exist(page):
    text = page.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))
    assert set(MAKE.findall(code)) <= targets
    known = sources()
    assert {setting for setting in SETTING.findall(text) if setting not in known} == set()


def test_both_readmes_have_the_same_commands_and_pictures():
    english, chinese = ((ROOT / file).read_text(encoding="utf-8") for file in ("README.md", "README.zh.md"))
    for pattern in (r"^\$ (.+)$", r"^make \w+", r"docs/images/[\w.-]+"):
        first, second = (re.findall(pattern, text, re.MULTILINE) for text in (english, chinese))
        assert [re.sub("-en|-zh| --lang en", "", word) for word in first] == [
            re.sub("-en|-zh| --lang en", "", word) for word in second
        ]


def reference():
    pages = (ROOT / "docs" / "reference").rglob("*.md")
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def test_the_reference_names_every_rule():
    from guicheng.domain.lint import all_explained

    text = reference()
    assert [rule.code for rule in all_explained() if rule.code not in text] == []


def test_the_reference_names_every_command():
    shown = subprocess.run(
        [str(Path(sys.executable).parent / "guicheng"), "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={"NO_COLOR": "1", "COLUMNS": "100", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
    ).stdout
    commands = set(re.findall(r"^[│ ]+(read|lint|rules|explain|[a-z]+(?:-[a-z]+)?) {2,}", shown, re.MULTILINE))
    assert {"read", "lint", "rules", "explain"} <= commands
    assert {command for command in commands if f"guicheng {command}" not in reference()} == set()


def test_the_reference_names_every_setting():
    read = set(re.findall(r"\b(?:text|flag|port|folder|names)\(\s*\"([A-Z_]+)\"", sources())) - {"GUICHENG_STARTED"}
    assert {"PORT", "HOST", "DATABASE_URL", "GUICHENG_HOME"} <= read
    assert {setting for setting in read if setting not in reference()} == set()
