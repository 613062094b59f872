"""Files of standards brought to the drafts on their page, and the file of a standard that was dropped at the reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.apps.standards.company import GOOD, texts

from guicheng.adapters.standards_files import packed, read_standard, unpacked, write_standard
from guicheng.apps.standards.models import Deviation, Standard
from guicheng.apps.standards.selectors import standard_text
from guicheng.domain.standard import ClauseText, StandardText

pytestmark = pytest.mark.django_db
PAGE = "/standards/bring/"
TEXT = StandardText(
    "GC-01",
    "报修服务标准",
    "engineering",
    ("engineering.repair",),
    ("residential",),
    ("owner",),
    ("一级", "二级"),
    parts=(
        ClauseText(
            "接到紧急报修后，维修工{15|20}分钟内到场。",
            "1.1",
            elements={"provider": "维修工", "limit": "{15|20}分钟内", "effort": "20分钟×1人"},
        ),
        ClauseText("维修工每日巡查{3|2}次。", "1.2", grades=("一级", "二级")),
    ),
)


def sent_to(browser, name, data, act="bring", **more):
    return browser.post(PAGE, {"file": SimpleUploadedFile(name, data), "act": act, **more})


def bare(text):
    # What a draft says of its unit besides is not in a file that leaves it to whoever brings it.
    return replace(text, key="", level="", unit_path=(), parts=tuple(replace(part, key="") for part in text.parts))


def test_the_list_of_standards_leads_there_for_whoever_may_write(as_):
    assert f'href="{PAGE}"' in as_("chen").get("/standards/").content.decode()
    assert f'href="{PAGE}"' not in as_("shen").get("/standards/").content.decode()
    assert as_("shen").get(PAGE).status_code == 404


def test_a_packed_folder_is_tried_then_brought_and_comes_out_the_same(as_, company):
    data = packed({"engineering/GC-01.md": write_standard(TEXT)})
    chen = as_("chen")
    answer = sent_to(chen, "a.zip", data, "try", unit=str(company.estate.key))
    assert (answer.status_code, Standard.objects.count()) == (200, 0)
    assert "GC-01" in answer.content.decode()
    answer = sent_to(chen, "a.zip", data, unit=str(company.estate.key))
    assert 'href="/standards/GC-01/"' in answer.content.decode()
    made = Standard.objects.get()
    assert made.unit == company.estate
    assert bare(standard_text(company.actor("chen"), made.key)) == TEXT
    out = chen.get("/standards/export.zip").content
    answer = sent_to(chen, "b.zip", out)
    assert "没有变化" in answer.content.decode()


@pytest.mark.parametrize("kind", ["md", "json"])
def test_what_is_handed_out_of_a_draft_is_brought_back(as_, company, kind):
    chen = as_("chen")
    sent_to(chen, "a.md", write_standard(TEXT).encode(), unit=str(company.estate.key))
    told = standard_text(company.actor("chen"), Standard.objects.get().key)
    data = chen.get(f"/standards/GC-01/draft.{kind}").content
    Standard.objects.get().clauses.all().delete()
    assert sent_to(chen, f"a.{kind}", data).status_code == 200
    assert standard_text(company.actor("chen"), Standard.objects.get().key) == told


def test_a_folder_that_cannot_be_taken_is_refused_whole_with_lines(as_):
    bad = "---\ncode: A\nitems: [foo.bar]\n---\n# A\n- x\n"
    answer = sent_to(as_("chen"), "a.zip", packed({"good.md": write_standard(TEXT), "bad.md": bad}))
    page = answer.content.decode()
    assert (answer.status_code, Standard.objects.count()) == (422, 0)
    assert "bad.md:3" in page
    assert "bad.md:6" in page
    assert sent_to(as_("chen"), "a.zip", b"").status_code == 422


def test_the_file_of_a_standard_dropped_at_the_reader_keeps_all_its_grades(as_, company, sent):
    chen = as_("chen")
    address = sent(write_standard(TEXT), "GC-01.md")
    assert "到场" in chen.get(address).content.decode()
    answer = chen.get(f"{address}drafts/")
    assert answer.headers["Location"].startswith(f"{PAGE}?document=")
    page = chen.get(answer.headers["Location"]).content.decode()
    assert "GC-01.md" in page
    answer = chen.post(answer.headers["Location"], {"act": "bring", "unit": str(company.estate.key)})
    assert answer.status_code == 200
    made = Standard.objects.get()
    assert (made.code, made.grades) == ("GC-01", ["一级", "二级"])
    assert bare(standard_text(company.actor("chen"), made.key)) == TEXT


def test_a_document_of_another_browser_is_not_brought(as_, sent, company):
    address = sent(write_standard(TEXT), "GC-01.md")
    key = address.rstrip("/").rpartition("/")[2]
    chen = as_("chen")
    chen.cookies.clear()
    chen = as_("lin")
    assert chen.get(f"{PAGE}?document={key}").status_code == 404


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.json", b"{}", "JSON"),
        ("a.zip", packed({"GC-01.md": write_standard(TEXT)}), "打包的文件夹"),
    ],
)
def test_the_reader_says_where_other_files_of_standards_go(as_, sent, name, data, said):
    page = as_("chen").get(sent(data, name)).content.decode()
    assert said in page
    assert "标准与条款" in page


def test_workbooks_of_the_product_are_no_manuals(as_, company, sent):
    company.standard(GOOD)
    chen = as_("chen")
    for address in ("/standards/KF-03/draft.xlsx", "/standards/KF-03/rows.xlsx", "/standards/export.xlsx"):
        data = chen.get(address).content
        assert "供查看的条款表格" in chen.get(sent(data, "a.xlsx")).content.decode()


def test_an_edited_file_changes_the_draft_that_it_came_from(as_, company):
    standard = company.standard(GOOD)
    chen = as_("chen")
    text = chen.get("/standards/KF-03/draft.md").content.decode().replace("30分钟", "20分钟")
    answer = sent_to(chen, "KF-03.md", text.encode())
    assert "改动的草稿" in answer.content.decode()
    assert texts(standard) == [GOOD.replace("30分钟", "20分钟")]
    assert read_standard("a.md", text.encode()).standard.parts[0].key


def test_the_page_belongs_to_standards_and_clauses(as_):
    page = as_("chen").get(PAGE).content.decode()
    assert '<a href="/standards/" aria-current="true">' in " ".join(page.split())


SLOW = StandardText("KF-02", "项目报修", parts=(ClauseText("接到急修报修后，维修工45分钟内到场。", "1.1"),))
SIGNED = "- clause: KF-02/1.1\n  verdict: LOOSER\n  reason: 老旧小区\n  signed_by: 王总\n  expires: '2099-01-01'\n"


@pytest.fixture
def looser(as_, company):
    """A folder whose estate promises less than the company, and says that somebody signed for it."""
    company.standard(GOOD, unit=company.root, code="KF-01")
    day = timezone.localdate() + timedelta(days=30)
    table = SIGNED.replace("2099-01-01", f"{day:%Y-%m-%d}")
    return {"KF-02.md": write_standard(SLOW), "deviations.yaml": table}


def test_deviations_of_files_wait_for_a_signature_of_who_brings_them(as_, company, looser):
    chen, more = as_("chen"), {"unit": str(company.estate.key)}
    page = sent_to(chen, "a.zip", packed(looser), **more).content.decode()
    assert "待签署的偏离" in page
    assert "文件中署名：王总" in page
    assert not Deviation.objects.exists()
    page = sent_to(chen, "a.zip", packed(looser), sign="1", **more).content.decode()
    assert "现已签署的偏离" in page
    assert Deviation.objects.get().signed_by == company.people["chen"]
    out = unpacked("b.zip", chen.get("/standards/export.zip").content)
    assert b"KF-02/1.1" in out["deviations.yaml"]
    assert (
        "这里已经签署的偏离" in sent_to(chen, "b.zip", packed({k: v.decode() for k, v in out.items()})).content.decode()
    )


def test_who_may_not_sign_is_offered_no_signature_and_signs_nothing(as_, company, looser):
    assert 'name="sign"' in as_("chen").get(PAGE).content.decode()
    wang = as_("wang")
    assert 'name="sign"' not in wang.get(PAGE).content.decode()
    answer = sent_to(wang, "a.zip", packed(looser), sign="1", unit=str(company.estate.key))
    assert (answer.status_code, Deviation.objects.count()) == (200, 0)


def test_words_of_a_folder_are_brought_and_bad_ones_refuse_it_whole(as_, company):
    head = "surface\tclass\tcanonical\tvalue\tinclusive\tsource\n"
    files = {"KF-02.md": write_standard(SLOW), "terms.tsv": f"{head}楼长\tposts\n管家婆\tpost\tx\ty\n"}
    answer = sent_to(as_("chen"), "a.zip", packed(files))
    page = answer.content.decode()
    assert (answer.status_code, Standard.objects.count()) == (422, 0)
    assert "terms.tsv:2" in page
    assert "terms.tsv:3" in page
    page = sent_to(as_("chen"), "a.zip", packed(files | {"terms.tsv": f"{head}管家婆\tpost\n"})).content.decode()
    assert "新增或改动的公司词语：" in page
    assert "管家婆" in page
