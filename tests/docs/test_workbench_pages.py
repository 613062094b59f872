"""Pages about the workbench name what stands on its screens, and calls that there are."""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import pytest

from guicheng.api.v1.calls import api
from guicheng.api.v1.doors import CALLS

sys.path.insert(0, str(Path(__file__).parent))
import console

FOLDER = console.ROOT / "docs" / "how-to"
NAMES = (
    "adopt-the-starter-library",
    "consistency-and-compliance",
    "contract-text",
    "cost-of-a-clause",
    "elements-and-smart",
    "link-demands-to-clauses",
    "listen-to-customers",
    "scope-of-services",
    "seal-a-month",
)
PAGES = [FOLDER / f"{name}.md" for name in NAMES]
TABLES = console.ROOT / "src" / "guicheng" / "locale" / "zh_Hans"
BOLD = re.compile(r"\*\*([^*]+)\*\*")
CALL = re.compile(r"`(GET|POST|PUT|PATCH|DELETE) (/[^`?]*)(?:\?[^`]*)?`")
#: Formulas that the screens write out in numbers.
SAID_OTHERWISE = {"occasions × places × (working hours × wage + material)"}


def on_screens():
    """Every English sentence of the catalogue, with words that are filled in left out."""
    found = set()
    for table in TABLES.glob("*.tsv"):
        for row in csv.reader(table.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
            found.add(row[0])
    return found


def name(page):
    return page.stem


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_what_stands_in_bold_stands_on_a_screen(page):
    known, text = on_screens(), re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    bold = {" ".join(words.split()) for words in BOLD.findall(text)}
    assert bold
    assert bold - known - SAID_OTHERWISE == set()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_calls_that_a_page_names_exist(page):
    assert api
    called = set(CALL.findall(page.read_text(encoding="utf-8")))
    assert called
    assert called - CALLS.keys() == set()


def test_a_word_of_no_screen_and_a_call_that_is_none_are_noticed():
    assert BOLD.findall("Choose **Nowhere to be found**.") == ["Nowhere to be found"]
    assert "Nowhere to be found" not in on_screens()
    assert CALL.findall("`GET /units/{key}/nothing?x=1`") == [("GET", "/units/{key}/nothing")]
    assert ("GET", "/units/{key}/nothing") not in CALLS
