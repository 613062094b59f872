"""The heat map, the funnel and the reports as pages: doors with the same total, words for every look."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests.apps.assessment.monthly import count, seal
from tests.apps.assessment.published import published
from tests.apps.standards.company import Company

from guicheng.apps.assessment.models import MonthCount, MonthlyReport
from guicheng.apps.assessment.selectors.figures import occurrences
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import EditionClause

pytestmark = pytest.mark.django_db
TEXTS = (
    "接到急修报修后，维修工应在30分钟内到达现场。",
    "保洁员清扫大堂地面每日不少于2次。",
    "监控录像保存不少于90天。",
    "秩序维护员夜间每2小时巡逻1次。",
)


@pytest.fixture
def company(db):
    made = published(*TEXTS)
    made.clauses = list(EditionClause.objects.order_by("position"))
    arrive, sweep, film, _patrol = made.clauses
    count(made.estate, "2026-09", arrive, kept=20)
    count(made.estate, "2026-10", arrive, kept=14, late=3, missed=1, excused=2)
    count(made.estate, "2026-10", sweep, kept=3, late=1)
    count(made.other, "2026-10", arrive, kept=19, late=1)
    count(made.other, "2026-10", film, no_evidence=7)
    return made


@pytest.fixture
def look(client, company):
    def one(address="/attainment/", by="chen", status=200):
        client.force_login(company.people[by])
        answer = client.get(address)
        assert answer.status_code == status
        return answer

    return one


def cells(answer):
    return {(line.name, cell.told.split()[1]): cell for line in answer.context["lines"] for cell in line.cells}


def test_each_cell_says_its_figure_in_number_mark_and_words(look, company):
    found = look().context
    assert [line.name for line in found["lines"]] == ["云栖花园", "山语城"]
    here, there = (
        {column.key: cell for column, cell in zip(found["columns"], line.cells, strict=True)} for line in found["lines"]
    )
    arrive, sweep, film, _patrol = (clause.key for clause in company.clauses)
    assert (here[arrive].figure, here[arrive].bad, here[arrive].kind) == ("77%", True, "h5")
    assert "18 次中 14 次按承诺" in here[arrive].told
    assert (here[sweep].figure, here[sweep].kind) == ("3/4", "few")
    assert (there[arrive].figure, there[arrive].bad, there[arrive].kind) == ("95%", False, "h2")
    assert (there[film].figure, there[film].kind) == ("无证据", "hatch")
    assert (there[sweep].href, there[sweep].kind) == ("", "none")


def test_what_has_no_evidence_stands_beside_the_share_and_not_in_it(look, company):
    answer = look()
    lines = {line.name: line for line in answer.context["lines"]}
    assert (lines["山语城"].share, lines["山语城"].unknown) == ("95%", 7)
    assert (lines["云栖花园"].share, lines["云栖花园"].unknown) == ("77%", 0)
    assert answer.context["told"] == "有证据的 42 次中 36 次按承诺，达成率 85.7%；另有 7 次无证据。"
    film = company.clauses[2]
    assert look(f"/attainment/2026-10/{company.other.key}/{film.key}/").context["share"] == "—"
    few = company.clauses[1]
    assert look(f"/attainment/2026-10/{company.estate.key}/{few.key}/").context["share"] == "3/4"


def test_the_sentence_on_top_names_the_widest_gap_as_a_door(look):
    answer = look()
    assert answer.context["sentence"] == "2 个项目中 1 个低于承诺。"
    assert answer.context["worst"][0].startswith("云栖花园")


def test_the_page_of_a_cell_counts_as_many_as_the_cell(look, company):
    """The address names month, estate and clause; the selector behind it finds just the denominator of the cell."""
    actor = company.actor("chen")
    for line in look().context["lines"]:
        for cell in line.cells:
            if not cell.href:
                continue
            _root, month, unit, clause = cell.href.split("?")[0].strip("/").split("/")
            rows = occurrences(
                actor, month=month, unit=Unit.objects.get(key=unit), clause_key=clause, outcome="counted"
            )
            kept = occurrences(actor, month=month, unit=Unit.objects.get(key=unit), clause_key=clause, outcome="kept")
            assert f"{rows.count()} 次中 {kept.count()} 次按承诺" in cell.told


def test_a_sealed_month_says_its_version_and_cells_keep_it(look, company):
    assert "未封账" in look().content.decode()
    seal(company.root, "2026-10")
    answer = look()
    assert "已封账 第1版" in answer.content.decode()
    assert all(cell.href.endswith("?version=1") for line in answer.context["lines"] for cell in line.cells if cell.href)
    assert "未封账" in look("/attainment/?version=live").content.decode()


@pytest.mark.parametrize(("order", "first"), [("worst", "云栖花园"), ("change", "云栖花园"), ("place", "云栖花园")])
def test_estates_come_in_the_order_that_is_asked_for(look, order, first):
    assert look(f"/attainment/?order={order}").context["lines"][0].name == first


def test_a_change_is_told_against_the_month_before(look):
    lines = {line.name: line.change for line in look("/attainment/?order=change").context["lines"]}
    assert (lines["云栖花园"], lines["山语城"]) == ("−22.7", "")


def test_one_estate_lists_its_clauses_the_worst_first(look, company):
    answer = look(f"/attainment/?unit={company.estate.key}")
    lines = answer.context["clause_lines"]
    assert [line.cell.kind for line in lines] == ["h5", "few"]
    assert (lines[0].tally, lines[0].around) == ("18 次中 14 次按承诺 · 晚 3 · 漏 1 · 有理由 2", "55–91")


def test_a_unit_narrows_the_estates(look, company):
    assert [line.name for line in look(f"/attainment/?unit={company.region.key}").context["lines"]] == ["云栖花园"]
    look("/attainment/?unit=00000000-0000-0000-0000-000000000000", status=404)


def test_somebody_of_one_estate_sees_that_estate(look, company):
    assert [line.name for line in look(by="zhao").context["lines"]] == ["山语城"]
    look(f"/attainment/?unit={company.estate.key}", by="zhao", status=404)
    look(by="qian", status=404)


def test_an_estate_that_could_not_be_counted_is_no_zero(look, company):
    MonthCount.objects.filter(unit=company.other, month="2026-10").update(failed="no calendar")
    lines = {line.name: line for line in look().context["lines"]}
    assert {cell.figure for cell in lines["山语城"].cells} == {"未算出"}


def test_a_kind_of_service_without_clauses_says_that_nothing_fits(look):
    assert "没有" in look("/attainment/?domain=cleaning").content.decode()


def test_before_anything_was_counted_the_page_says_what_to_do(client):
    company = Company("x")
    client.force_login(company.people["chen"])
    html = client.get("/attainment/").content.decode()
    assert "还没有统计过一个月" in html
    assert 'href="/attainment/months/">月份' in html
    assert reverse("evidence") in html


@pytest.mark.parametrize("query", ["?month=x&version=%00&rows=-1&columns=999999&order=?", "?rows=99&columns=99"])
def test_a_page_takes_any_query(look, query):
    look(f"/attainment/{query}")


def test_what_was_not_kept_says_why(look):
    html = look("/promises/list/?stage=kept&lost=1").content.decode()
    untold = look("/promises/list/?stage=kept&lost=untold").content.decode()
    assert "那个月没有应办的，或样本太少，说不出达没达到。" in untold
    assert "缺的是：最近统计的一个月达到了目标。" in html
    assert "2026-10 的数字" in html
    said = [re.findall(r"<td>([^<]*)</td>\s*</tr>", each) for each in (html, untold)]
    assert [sorted(each) for each in said] == [["低于承诺", "无证据"], ["样本少", "没有应办"]]


def test_each_number_of_the_funnel_opens_as_many_clauses(look):
    html = look("/promises/").content.decode()
    doors = re.findall(r'href="(/promises/list/[^"]*)">(\d+)<', html)
    assert len(doors) == 10
    for address, number in doors:
        assert look(address.replace("&amp;", "&")).context["total"] == int(number)


def test_what_was_lost_before_a_stage_opens_as_many_clauses(look, company):
    company.standard("发现积水应及时清扫。", code="XX-01", title="另一份")
    html = look("/promises/").content.decode()
    doors = re.findall(r'href="(/promises/list/[^"]*lost=(?:1|untold)[^"]*)">[^<]*：(\d+)<', html)
    assert doors
    for address, number in doors:
        assert look(address.replace("&amp;", "&")).context["total"] == int(number)


def test_a_report_is_asked_for_in_one_click_and_fetched(client, company, run_jobs):
    client.force_login(company.people["chen"])
    form = {"act": "ask", "unit": str(company.root.key), "month": "2026-10", "form": "xlsx", "language": "en"}
    assert client.post("/monthly-reports/", form).status_code == 302
    run_jobs()
    report = MonthlyReport.objects.get()
    answer = client.get(f"/monthly-reports/{report.key}/file/")
    assert answer.content.startswith(b"PK")
    assert answer["X-Content-SHA256"] == report.digest
    assert report.digest[:16] in client.get("/monthly-reports/").content.decode()


def test_a_report_that_cannot_be_made_keeps_what_was_chosen(client, company):
    client.force_login(company.people["chen"])
    form = {"act": "ask", "unit": str(company.other.key), "month": "2020-01", "form": "pdf", "language": "en"}
    answer = client.post("/monthly-reports/", form)
    assert answer.status_code == 422
    assert f'value="{company.other.key}" lang="zh-CN" selected' in answer.content.decode()
