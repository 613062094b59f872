"""From a document that was read to drafts: sections and clauses chosen, changes of a newer file, what is made."""

from __future__ import annotations

import re

import pytest
from tests.apps.standards.company import AT, Company, clause, texts

from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.standards import services
from guicheng.apps.standards.models import Standard
from guicheng.web.into_drafts import places_to_cut

pytestmark = pytest.mark.django_db

MANUAL = """# 报修服务标准

1. 接到急修报修后30分钟内到场。2小时内修好。
2. 维修应及时，做到规范。
3. 欠费的住户停止供水。
4. 每日巡查2次，并做记录。

# 保洁服务标准

1. 大堂地面每日清扫2次，完好率98%以上。
2. 员工佩戴工牌。
"""
NEWER = MANUAL.replace("30分钟", "20分钟").replace("3. 欠费的住户停止供水。\n", "")


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def enter(client, company):
    def sign_in(username):
        client.force_login(company.people[username])
        return client

    return sign_in


@pytest.fixture
def chen(enter):
    return enter("chen")


@pytest.fixture
def wizard(chen, sent):
    """Have a manual read by the browser of chen; returns the address of its way into drafts."""

    def one(text=MANUAL, name="手册.md"):
        return sent(text, name) + "drafts/"

    return one


def sections(unit, *wishes, go="sections::"):
    """The form of the page of sections: a wish is (take, code, title)."""
    form = {"form": "sections", "unit": str(unit.key), "go": go, "shown": [str(index) for index in range(len(wishes))]}
    for index, (take, code, title) in enumerate(wishes):
        form |= {f"take-{index}": take, f"code-{index}": code, f"title-{index}": title, f"category-{index}": ""}
    return form


def clauses(kept, go="clauses:0:1", **more):
    shown = [str(position) for position in range(4)]
    return {"form": "clauses", "go": go, "shown": shown, **{f"keep-{position}": "on" for position in kept}, **more}


def make(browser, address):
    return browser.post(address, {"go": "make"})


def test_the_page_of_a_document_leads_into_drafts_for_whoever_may_import(enter, sent, client):
    address = sent()
    assert "drafts/" not in client.get(address).content.decode()
    assert f"{address}drafts/" in enter("chen").get(address).content.decode()
    assert "制成草稿" in client.get(address).content.decode()
    assert "drafts/" not in enter("shen").get(address).content.decode()


def test_sections_are_offered_with_titles_and_free_codes(wizard, chen):
    page = chen.get(wizard()).content.decode()
    assert 'placeholder="BZ-01"' in page
    assert 'placeholder="BZ-02"' in page
    assert "保洁服务标准" in page


def test_everything_becomes_drafts_with_two_clicks(wizard, chen, company):
    address = wizard()
    assert "报修服务标准" in chen.get(f"{address}?step=summary").content.decode()
    answer = make(chen, address)
    assert answer.headers["Location"] == f"{address}?step=done"
    done = chen.get(f"{address}?step=done").content.decode()
    assert "/standards/BZ-01/" in done
    assert "/standards/BZ-02/" in done
    assert {(made.code, made.title, made.unit) for made in Standard.objects.all()} == {
        ("BZ-01", "报修服务标准", company.root),
        ("BZ-02", "保洁服务标准", company.root),
    }
    assert set(AuditEntry.objects.values_list("act", flat=True)) >= {
        "standards.create_standard",
        "standards.import_section",
    }


def test_choices_about_sections_last_over_pages_and_reloads(wizard, chen, company):
    address = wizard()
    chen.post(address, sections(company.estate, ("own", "wx-1", "急修"), ("leave", "", "")))
    page = chen.get(address).content.decode()
    assert 'value="wx-1"' in page
    assert 'value="急修"' in page
    assert "保洁服务标准" not in chen.get(f"{address}?step=summary").content.decode()
    make(chen, address)
    made = Standard.objects.get()
    assert (made.code, made.title, made.unit) == ("WX-1", "急修", company.estate)


def test_a_section_joins_the_one_above_as_a_heading(wizard, chen, company):
    address = wizard()
    chen.post(address, sections(company.estate, ("own", "", ""), ("above", "", "")))
    make(chen, address)
    made = Standard.objects.get()
    assert texts(made)[4:] == ["保洁服务标准", "大堂地面每日清扫2次，完好率98%以上。", "员工佩戴工牌。"]
    assert clause(made, 4).kind == "heading"
    assert 'value="above" selected' in chen.get(wizard(NEWER)).content.decode()


def test_clauses_are_left_joined_divided_and_named_otherwise(wizard, chen, company):
    address = wizard()
    cut = {"cut-0": str(len("接到急修报修后30分钟内到场。")), "join-3": "on", "kind-1": "note"}
    answer = chen.post(address, clauses([0, 1, 3], **cut))
    assert answer.headers["Location"] == f"{address}?section=0&show=clauses"
    page = chen.get(f"{address}?section=0").content.decode()
    assert re.search(r'name="cut-0" value="15" checked', page)
    assert not re.search(r'name="keep-2"\s+checked', page)
    chen.post(address, sections(company.estate, ("own", "", ""), ("leave", "", "")))
    make(chen, address)
    assert texts(Standard.objects.get()) == [
        "接到急修报修后30分钟内到场。",
        "2小时内修好。",
        "维修应及时，做到规范。",
        "每日巡查2次，并做记录。",
    ]


def test_a_choice_is_kept_at_once_where_scripts_run(wizard, chen):
    address = wizard()
    answer = chen.post(address, clauses([0, 1, 2]), headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert not re.search(r'name="keep-3"\s+checked', chen.get(f"{address}?section=0").content.decode())


def test_a_newer_file_shows_marked_changes_and_doubles_nothing(wizard, chen):
    make(chen, wizard())
    address = wizard(NEWER)
    page = chen.get(f"{address}?section=0&show=changes").content.decode()
    assert "<del>30</del><ins>20</ins>" in page
    assert "<del>欠费的住户停止供水。</del>" in page
    make(chen, address)
    assert Standard.objects.count() == 2
    made = Standard.objects.get(code="BZ-01")
    assert texts(made)[0] == "接到急修报修后20分钟内到场。2小时内修好。"
    assert "欠费的住户停止供水。" not in texts(made)
    done = chen.get(f"{address}?step=done").content.decode()
    assert re.search(r"有改动的标准 1.*BZ-01.*没有改动的标准 1.*BZ-02", done, re.DOTALL)


def test_changes_are_refused_and_conflicts_made_one_by_one(wizard, chen, company):
    make(chen, wizard())
    made = Standard.objects.get(code="BZ-01")
    written = clause(made)
    services.edit_clause(
        actor=company.actor("chen"), key=written.key, revision=1, text="接到急修报修后25分钟内到场。", at=AT
    )
    address = wizard(NEWER)
    page = chen.get(f"{address}?section=0&show=changes").content.decode()
    assert "此后这里改过" in page
    assert "接到急修报修后25分钟内到场。" in page
    names = re.findall(r'name="shown" value="([^"]+)"', page)
    accepted = re.findall(r'name="accept" value="([^"]+)" checked', page)
    conflict = next(name for name in names if name == f"c{written.key}")
    assert conflict not in accepted
    gone = next(name for name in names if name.startswith("r"))
    wanted = list({*names} - {gone})
    chen.post(address, {"form": "changes", "go": "summary", "shown": names, "accept": wanted})
    make(chen, address)
    assert texts(made)[0] == "接到急修报修后20分钟内到场。2小时内修好。"
    assert "欠费的住户停止供水。" in texts(made)


def test_a_refused_addition_stays_refused_when_other_clauses_are_chosen_otherwise(wizard, chen):
    make(chen, wizard())
    address = wizard(f"{MANUAL}3. 玻璃每周擦拭1次。\n".replace("4. 每日巡查", "4. 员工穿鞋套。\n5. 每日巡查"))
    page = chen.get(f"{address}?section=0&show=changes").content.decode()
    (name,) = re.findall(r'name="shown" value="(a[^"]+)"', page)
    shown = re.findall(r'name="shown" value="([^"]+)"', page)
    chen.post(address, {"form": "changes", "shown": shown, "accept": [each for each in shown if each != name]})
    kept = {"form": "clauses", "shown": ["0", "1"], "keep-1": "on"}
    chen.post(address, kept)
    make(chen, address)
    made = Standard.objects.get(code="BZ-01")
    assert "员工穿鞋套。" not in texts(made)
    assert len(texts(made)) == 3
    assert "玻璃每周擦拭1次。" in texts(Standard.objects.get(code="BZ-02"))


def test_a_code_that_cannot_be_is_told_beside_its_field_and_makes_nothing(wizard, chen, company):
    address = wizard()
    chen.post(address, sections(company.estate, ("own", "编 号", "急修"), ("own", "", "")))
    assert 'aria-invalid="true"' in chen.get(address).content.decode()
    answer = make(chen, address)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Standard.objects.exists()


def test_a_code_that_is_taken_is_told_and_the_choices_stay(wizard, chen, company):
    company.standard("地面清扫")
    address = wizard()
    chen.post(address, sections(company.estate, ("own", "KF-03", "急修"), ("own", "", "")))
    answer = make(chen, address)
    assert answer.status_code == 422
    assert "编号 KF-03 已被别的标准使用" in answer.content.decode()
    assert 'value="KF-03"' in chen.get(address).content.decode()
    assert Standard.objects.count() == 1


def test_an_estate_manager_makes_drafts_of_the_own_estate_only(enter, sent, company):
    browser = enter("wang")
    address = sent(MANUAL) + "drafts/"
    page = browser.get(address).content.decode()
    assert str(company.estate.key) in page
    assert str(company.other.key) not in page
    browser.post(address, sections(company.other, ("own", "", ""), ("own", "", "")))
    make(browser, address)
    assert {made.unit for made in Standard.objects.all()} == {company.estate}


def test_whoever_may_not_import_and_other_browsers_find_nothing(enter, sent, wizard, chen, client):
    address = wizard()
    assert chen.get(address).status_code == 200
    other = type(client)()
    assert other.get(address).status_code == 302
    other.force_login(enter("chen") and chen.session and _person("lin"))
    assert other.get(address).status_code == 404
    assert enter("shen").get(address).status_code == 404
    assert enter("shen").post(address, {"go": "make"}).status_code == 404


def _person(username):
    from guicheng.apps.organization.models import Person

    return Person.objects.get(username=username)


def test_a_document_that_is_not_read_yet_leads_back_to_its_page(chen, send):
    address = send(MANUAL)
    assert chen.get(f"{address}drafts/").headers["Location"] == address


@pytest.mark.parametrize(
    "query", ["?section=99", "?section=x", "?section=0&show=changes", "?page=99", "?step=done", "?section=0&page=9"]
)
def test_an_address_that_leads_nowhere_is_no_fault(wizard, chen, query):
    assert chen.get(wizard() + query).status_code in {200, 404}


def test_nonsense_in_a_form_is_left_out(wizard, chen):
    address = wizard()
    form = {"form": "clauses", "shown": ["x", "99999999", "-1", "3"], "kind-3": "sonnet", "cut-3": ["a", "999"]}
    assert chen.post(address, {**form, "keep-3": "on", "go": "//x"}).headers["Location"] == address
    assert make(chen, address).status_code == 302


def long_manual(count):
    return "".join(
        f"# 第{section}节\n\n" + "".join(f"{number}. 地面每日清扫{number}次。\n" for number in range(1, 4)) + "\n"
        for section in range(1, count + 1)
    )


@pytest.mark.parametrize("count", [3, 60])
def test_a_page_asks_as_much_for_many_sections_as_for_few(wizard, chen, count, django_assert_max_num_queries):
    address = wizard(long_manual(count))
    for query in ("", "?section=1", "?step=summary"):
        with django_assert_max_num_queries(12):
            assert chen.get(address + query).status_code == 200
    make(chen, address)
    again = wizard(long_manual(count).replace("地面", "路面"))
    for query in ("", "?section=1&show=changes", "?step=summary"):
        with django_assert_max_num_queries(12):
            assert chen.get(again + query).status_code == 200


def test_two_thousand_clauses_are_chosen_a_page_at_a_time(wizard, chen):
    lines = "".join(f"{number}. 第{number}处每日清扫{number % 9 + 1}次。\n" for number in range(1, 2001))
    address = wizard(f"# 大手册\n\n{lines}")
    page = chen.get(f"{address}?section=0&page=34").content.decode()
    assert "第 34 页，共 34 页" in page
    assert 'name="keep-1999"' in page
    assert page.count('name="shown"') == 20
    make(chen, address)
    assert Standard.objects.get().clauses.count() == 2000


def test_a_clause_is_divided_behind_sentences_before_commas():
    assert places_to_cut("30分钟内到场。2小时内修好。") == [8]
    assert places_to_cut("先登记，再派单") == [4]
    assert places_to_cut("（夜间）“先到场。”再登记；最后回访") == [10, 14]
    assert places_to_cut("佩戴工牌") == []
    assert places_to_cut("𠮷宅报修。到场") == [5]


CHAPTERS = """# 手册
## 客服
### 前台
1. 电话响3声内接听。
### 报修
1. 30分钟内到场。
## 保洁
### 大堂
1. 每日清扫2次。
"""


def test_each_chapter_becomes_one_standard_with_one_button_and_back(wizard, chen, company):
    address = wizard(CHAPTERS)
    page = chen.get(address).content.decode()
    assert re.search(r'class="chapter".*客服.*前台.*报修.*class="chapter".*保洁.*大堂', page, re.DOTALL)
    shown = [("own", "", "前台"), ("own", "", "报修"), ("own", "", "大堂")]
    indexes = re.findall(r'name="shown" value="(\d+)"', page)
    form = {"form": "sections", "unit": str(company.estate.key), "go": "chapters", "shown": indexes}
    for index, (take, code, title) in zip(indexes, shown, strict=True):
        form |= {f"take-{index}": take, f"code-{index}": code, f"title-{index}": title}
    chen.post(address, {**form, "go": "chapters"})
    summary = chen.get(f"{address}?step=summary").content.decode()
    assert "新建标准 2" in summary
    assert "客服" in summary
    assert "保洁" in summary
    chen.post(address, {**form, "go": "each"})
    assert "新建标准 3" in chen.get(f"{address}?step=summary").content.decode()


def test_a_standard_named_after_its_chapter_keeps_the_titles_of_all_its_sections(wizard, chen, company):
    address = wizard(CHAPTERS)
    form = {"form": "sections", "unit": str(company.estate.key), "go": "chapters", "shown": []}
    chen.post(address, form)
    chen.post(f"{address}?step=summary", {"go": "make"})
    rows = [
        [(row.kind, row.text) for row in made.clauses.order_by("position")]
        for made in Standard.objects.order_by("code")
    ]
    assert rows == [
        [("heading", "前台"), ("clause", "电话响3声内接听。"), ("heading", "报修"), ("clause", "30分钟内到场。")],
        [("heading", "大堂"), ("clause", "每日清扫2次。")],
    ]
    again = wizard(CHAPTERS)
    page = chen.get(f"{again}?step=summary").content.decode()
    assert page.count("采用改动 0 处，不采用 0 处") == 2
