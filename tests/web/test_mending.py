"""Nonconformities on their pages: lists, a board, several at once, reviews, and the notice on paper."""

from __future__ import annotations

import io
import re
from datetime import date
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.utils import timezone
from openpyxl import load_workbook
from tests.apps.improvement.mending import TEXT, Shop, later
from tests.apps.improvement.test_effects import count, revise
from tests.apps.improvement.test_mending import Mending
from tests.apps.improvement.test_reviews import complain
from tests.web.test_rounds import browser, text

from guicheng.apps.improvement.models import Nonconformity, Review, Revision
from guicheng.apps.improvement.selectors.review_reasons import Opens
from guicheng.apps.improvement.services.mending import assign_nonconformity
from guicheng.apps.improvement.services.revising import revise_for
from guicheng.apps.standards.models import EditionClause
from guicheng.web.views.reviews import address_of

pytestmark = pytest.mark.django_db
LOOSER = "接到紧急报修后，维修工45分钟内到达现场。"


@pytest.fixture
def shop(settings, tmp_path):
    settings.SECOND_FACTOR = False
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()
    return Shop()


def numbers(page):
    """The numbers of the nonconformities that a page lists, in its order, each once."""
    return list(dict.fromkeys(re.findall(r"NC-\d{4}", page.partition("<main")[2])))


def test_a_list_holds_what_fits_and_what_is_within_reach(shop):
    shop.found("慢", severity="slight", at=later(days=0))
    shop.found("危险", severity="serious", clause_key=None, at=later(days=0))
    shop.found("别处", unit=shop.company.other, by="lin", clause_key=None)
    lin, wang = browser(shop.company, "lin"), browser(shop.company, "wang")
    assert numbers(text(lin.get("/improvement/"))) == ["NC-0002", "NC-0003", "NC-0001"]
    assert numbers(text(wang.get("/improvement/"))) == ["NC-0002", "NC-0001"]
    assert numbers(text(lin.get("/improvement/?severity=slight"))) == ["NC-0001"]
    assert numbers(text(lin.get("/improvement/?q=危险"))) == ["NC-0002"]
    assert numbers(text(lin.get("/improvement/?state=ended"))) == []


def test_a_board_has_a_column_for_each_state(shop):
    case, other = Mending(shop), shop.found("另一处", clause_key=None)
    case.mend("sun")
    page = text(browser(shop.company, "lin").get("/improvement/?view=board"))
    columns = re.split(r'<h2 id="column-\d">', page)[1:]
    opened = next(each for each in columns if each.startswith("To be mended"))
    waits = next(each for each in columns if each.startswith("Waits to be verified"))
    assert (other.called in opened, case.row.called in waits) == (True, True)
    assert case.row.called not in opened


def test_several_are_given_to_a_post_at_once_and_what_cannot_be_is_named(shop):
    one, two = shop.found("甲", clause_key=None), Mending(shop)
    two.mend("sun")
    sun = browser(shop.company, "sun")
    form = {"act": "give", "post": shop.post.key, "key": [one.key, two.row.key]}
    page = text(sun.post("/improvement/", form))
    one.refresh_from_db()
    assert one.post == shop.post
    assert two.row.called in page
    assert "cannot be done" in page
    assert Nonconformity.objects.get(pk=two.row.pk).post is None


def test_the_workbook_holds_what_fits_and_no_formula(shop):
    shop.found("=1+1", severity="slight")
    shop.found("另一处", clause_key=None)
    answer = browser(shop.company, "wang").get("/improvement/nonconformities.xlsx?severity=slight")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows())
    assert len(rows) == 2
    assert "'=1+1" in [cell.value for cell in rows[1]]
    assert "f" not in {cell.data_type for row in rows for cell in row}


def test_a_page_tells_what_the_figures_say_and_keeps_it_when_it_is_judged(shop):
    case = Mending(shop)
    case.mend("sun")
    count(shop, "2026-10", 60, 20)
    count(shop, "2026-12", 78, 2)
    path, lin = f"/improvement/{case.row.key}/", browser(shop.company, "lin")
    page = text(lin.get(path))
    assert "What the figures say" in page
    assert "60/80" in page
    assert "+22.5 points" in page
    case.do("verify_mending", "wang")
    case.do("judge_effect", "wang", after=31 * 1440, lasts=True, words="没有再晚")
    assert "Kept before 60/80, since 78/80: better." in text(lin.get(path))


def test_a_clause_is_chosen_by_number_or_among_those_that_hold_words(shop):
    wang = browser(shop.company, "wang")
    page = text(wang.get("/improvement/new/"))
    assert f'<option value="GC-01/{shop.clause.number}">{TEXT}</option>' in page
    form = {"act": "open", "unit": shop.estate.key, "found": "晚到", "severity": "slight", "clause": "维修工"}
    page = text(wang.post("/improvement/new/", form), 422)
    assert "Choose which clause “维修工” is." in page
    assert f'name="meant" value="{shop.clause.key}"' in page
    opened = wang.post("/improvement/new/", {**form, "meant": shop.clause.key})
    row = Nonconformity.objects.get()
    assert (opened.url, row.sentence) == (f"/improvement/{row.key}/", TEXT)


def test_an_order_broke_the_clause_of_the_edition_that_it_was_held_to(shop):
    order = shop.order("急修：3栋电梯厅漏水")
    revise(shop, LOOSER, date(2026, 11, 24))
    wang = browser(shop.company, "wang")
    page = text(wang.get(f"/improvement/new/?source=order:{order.key}"))
    sent = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("source", "edition", "clause")}
    form = {**sent, "act": "open", "unit": shop.estate.key, "found": "晚到", "severity": "slight"}
    assert wang.post("/improvement/new/", form).status_code == 302
    row = Nonconformity.objects.get()
    held = EditionClause.objects.get(key=row.clause_key, edition__number=1)
    assert (row.edition, row.sentence) == (1, held.text)
    page = text(wang.get(f"/improvement/{row.key}/"))
    assert 'href="/standards/GC-01/editions/2/"' in page
    assert "Edition 2 is in force now" in page


def test_before_it_is_mended_there_is_nothing_to_say(shop):
    page = text(browser(shop.company, "lin").get(f"/improvement/{shop.found().key}/"))
    assert "What the figures say" not in page


def test_the_notice_is_a_word_file_and_a_pdf_in_the_readers_language(shop):
    case = Mending(shop)
    case.mend("sun")
    path, wang = f"/improvement/{case.row.key}/notice", browser(shop.company, "wang")
    made = wang.get(f"{path}.docx")
    with ZipFile(io.BytesIO(made.content)) as book:
        words = re.sub(r"<[^>]+>", "", book.read("word/document.xml").decode())
        pictures = [name for name in book.namelist() if name.startswith("word/media/")]
    for said in (case.row.called, "维修工45分钟才到", case.row.sentence, "夜里只有一个人", "补派一人", "Opened by"):
        assert said in words
    assert len(pictures) == 1
    assert wang.get(f"{path}.pdf").content.startswith(b"%PDF-")
    assert wang.get(f"{path}.exe").status_code == 404
    assert browser(shop.company, "zhao").get(f"{path}.docx").status_code == 404


def test_a_review_is_noted_and_opens_a_revision_on_its_page(shop):
    for place in range(3):
        shop.found(f"晚到{place}", at=later(days=place, minutes=1))
    lin = browser(shop.company, "lin")
    assert "GC-01" in text(lin.get("/reviews/?of=all"))
    path = "/reviews/GC-01/"
    refused = text(lin.post(path, {"act": "keep", "because": "不变", "next_on": "someday"}), 422)
    assert "is no day" in refused
    assert "不变" in refused
    assert lin.post(path, {"act": "keep", "because": "人手已补", "next_on": "2027-06-01"}).status_code == 302
    page = text(lin.get(path))
    assert "人手已补" in page
    assert "2027-06-01" in page
    assert lin.post(path, {"act": "revise", "because": "改为45分钟"}).status_code == 302
    assert (Review.objects.count(), Revision.objects.get().reason) == (2, "改为45分钟")
    assert browser(shop.company, "sun").post(path, {"act": "keep", "because": "x"}).status_code == 403


def test_the_page_of_an_edition_shows_its_effect_to_whoever_reads_figures(shop):
    revise(shop, "接到紧急报修后，维修工45分钟内到达现场。", date(2026, 12, 1))
    count(shop, "2026-10", 60, 20)
    count(shop, "2027-01", 78, 2)
    page = text(browser(shop.company, "lin").get("/standards/GC-01/editions/2/"))
    assert "Before and after this edition" in page
    assert "0/0" in page
    assert "Before and after" not in text(browser(shop.company, "lin").get("/standards/GC-01/editions/1/"))


def test_a_review_opens_what_its_reasons_were_counted_of(shop):
    rows = [shop.found(f"晚到{place}", at=timezone.now()) for place in range(3)]
    lin = browser(shop.company, "lin")
    page = text(lin.get("/reviews/GC-01/"))
    for row in rows:
        assert f'href="/improvement/{row.key}/">{row.called}</a>' in page
        assert lin.get(f"/improvement/{row.key}/").status_code == 200


@pytest.mark.parametrize(
    ("opens", "address"),
    [
        (Opens("theme", "漏水", ("abc", "2026-09-01")), "/feedback/?kind=complaint&theme=abc&since=2026-09-01"),
        (Opens("figure", "2026-09", ("2026-09", "unit", "clause")), "/attainment/2026-09/unit/clause/"),
    ],
)
def test_what_was_counted_has_a_page(opens, address):
    assert address_of(opens) == address


def test_whoever_has_to_mend_one_finds_it_on_their_first_page_whatever_their_role(shop):
    row = shop.found()
    li = browser(shop.company, "li")
    assert "state=open&amp;of=mine" not in text(li.get("/"))
    assign_nonconformity(actor=shop.actor("sun"), key=row.key, owner=shop.company.people["li"].key, at=later(minutes=1))
    assert 'href="/improvement/?state=open&amp;of=mine"' in text(li.get("/"))
    assert numbers(text(li.get("/improvement/?state=open&of=mine"))) == [row.called]


def test_pages_with_revisions_and_effects_ask_a_dozen_times_at_most(shop, django_assert_max_num_queries):
    case, open_one = Mending(shop), shop.found("又晚到")
    case.mend("sun")
    assign_nonconformity(actor=shop.actor("sun"), key=open_one.key, owner=shop.company.people["li"].key, at=later())
    revise_for(actor=shop.actor("chen"), key=case.row.key, reason="改为45分钟", at=later(days=3))
    revise(shop, LOOSER, timezone.localdate())
    count(shop, "2026-12", 50, 20)
    complain(shop, 5, day=timezone.localdate())
    lin = browser(shop.company, "lin")
    mended, opened = (f"/improvement/{each.key}/" for each in (case.row, open_one))
    for address in (mended, opened, f"{opened}print/", "/standards/GC-01/editions/2/", "/reviews/GC-01/", "/reviews/"):
        with django_assert_max_num_queries(12):
            page = text(lin.get(address))
    assert "5 complaints in 90 days" in page
