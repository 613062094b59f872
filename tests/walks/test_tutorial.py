"""The tutorial: its story goes through the product, and its chapters name what is pressed on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.cache import cache

import messages
from guicheng.adapters.setup_key import make_setup_key
from guicheng.apps.improvement.models import Nonconformity, Revision
from story import Story

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "tutorial"
CHAPTERS = ("first-manual", "from-draft-to-edition", "from-edition-to-figure")
BOLD = re.compile(r"\*\*([^*]+)\*\*")


def bold(ending):
    """Everything that the chapters in one language print in bold."""
    text = "\n".join((FOLDER / f"{name}{ending}").read_text(encoding="utf-8") for name in CHAPTERS)
    return {" ".join(words.split()) for words in BOLD.findall(text)}


@pytest.mark.looks
@pytest.mark.usefixtures("worker", "real_transactions")
def test_from_a_manual_to_a_figure_and_what_is_pressed_stands_in_the_chapters(
    open_page, live_server, settings, tmp_path
):
    settings.HOME, settings.MEDIA_ROOT, settings.SECOND_FACTOR = tmp_path, tmp_path / "files", False
    cache.clear()
    story = Story(open_page, live_server.url, make_setup_key(tmp_path))
    story.tell()
    assert story.figure.startswith("/attainment/")
    assert Nonconformity.objects.get().citation == "BZ-02/2.2.1"
    assert Revision.objects.count() == 1
    assert {row.english for row in messages.rows() if row.english in story.pressed} == story.pressed
    chinese = {row.english: row.chinese for row in messages.rows()}
    assert story.pressed - bold(".md") == set()
    assert {chinese[words] for words in story.pressed} - bold(".zh.md") == set()


def test_what_the_chapters_print_in_bold_stands_on_a_screen():
    rows = list(messages.rows())
    assert bold(".md") - {row.english for row in rows} == set()
    assert bold(".zh.md") - {row.chinese for row in rows} == set()


def test_the_chapters_have_the_same_pictures_in_both_languages():
    for name in (*CHAPTERS, "in-the-terminal"):
        english, chinese = (
            re.findall(r"images/([\w-]+)-(?:zh|en)\.png", (FOLDER / f"{name}{ending}").read_text(encoding="utf-8"))
            for ending in (".md", ".zh.md")
        )
        assert english == chinese
