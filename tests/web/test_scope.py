"""The scope of services, as people describe estates and meet the gaps."""

from __future__ import annotations

import re
from html import unescape

import pytest
from tests.apps.standards.company import AT, GOOD

from guicheng.apps.catalogue.models import ContractLine, OwnItem, UnitFacts
from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.standards import services
from guicheng.apps.standards.selectors.scope import scope_at

pytestmark = pytest.mark.django_db


def page(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def describe(client, unit, revision=0, **more):
    form = {"act": "describe", "revision": revision, "property_type": "residential", "city": "杭州", **more}
    return client.post(f"/scope/{unit.key}/", form)


def test_facts_bring_services_into_scope_and_gaps_are_told_both_ways(company, as_):
    client = as_("chen")
    made = company.standard(GOOD)
    services.describe_standard(actor=company.actor("chen"), key=made.key, items=["engineering.lifts"], at=AT)
    text = page(client.get(f"/scope/{company.estate.key}/"))
    assert "还不知道：电梯数" in text
    describe(client, company.estate, **{"fact-lifts": "0"})
    text = page(client.get(f"/scope/{company.estate.key}/"))
    assert "本项目没有：电梯数" in text
    assert "标准超出范围 1" in text
    describe(client, company.estate, revision=1, **{"fact-lifts": "12", "fact-gates": "2"})
    text = page(client.get(f"/scope/{company.estate.key}/"))
    assert "本项目有：电梯数 12" in text
    assert "标准超出范围 1" not in text
    row = page(client.get("/scope/"))
    assert "云栖花园" in row
    assert "住宅" in row


def test_wages_hold_below_and_lifts_do_not(company, as_):
    client = as_("chen")
    client.post(
        f"/scope/{company.root.key}/",
        {"act": "describe", "revision": 0, "city": "杭州", "fact-wage_cleaning": "21.5", "fact-lifts": "9"},
    )
    text = page(client.get(f"/scope/{company.estate.key}/"))
    assert 'placeholder="21.5"' in text
    assert 'placeholder="杭州"' in text
    assert "电梯数 9" not in text


def test_the_contract_decides_and_is_taken_back(company, as_):
    client, here = as_("wang"), f"/scope/{company.estate.key}/"
    client.post(here, {"act": "contract", "item": "value_added.parcels", "included": "in", "note": "附件三"})
    assert "合同包括此项" in page(client.get(here))
    assert "附件三" in page(client.get(here))
    client.post(here, {"act": "contract", "item": "value_added.parcels", "included": ""})
    assert not ContractLine.objects.exists()
    assert AuditEntry.objects.filter(act="catalogue.set_contract").count() == 2


def test_what_is_no_number_is_refused_by_name_and_stays_typed(company, as_):
    text = page(describe(as_("chen"), company.estate, **{"fact-lifts": "十二"}), 422)
    assert "“十二”" in text
    assert 'value="十二"' in text
    assert not UnitFacts.objects.exists()


def fields(text):
    """Return what the form of facts would send: names with their values."""
    form = text[text.index('id="property"') - 400 :]
    found = dict(re.findall(r'name="(fact-\w+|city|grade)"[^>]*? value="([^"]*)"', form))
    chosen = re.search(r'<option value="(\w+)" selected', form)
    found["property_type"] = chosen[1] if chosen else ""
    for name in ("revision", "seen"):
        found[name] = unescape(re.search(rf'name="{name}" value="([^"]*)"', text)[1])
    return found


def test_two_people_describe_an_estate_and_neither_is_lost(company, as_):
    client, here = as_("chen"), f"/scope/{company.estate.key}/"
    describe(client, company.estate, **{"fact-lifts": "11", "fact-gates": "2"})
    old = fields(page(client.get(here)))
    describe(client, company.estate, revision=1, **{"fact-lifts": "10", "fact-gates": "2", "city": "青岛"})
    text = page(client.post(here, {"act": "describe", **old, "fact-gates": "9"}), 409)
    assert "云栖花园" in text
    assert "电梯数：期间从 11 改成 10，已放进表单。" in text
    assert "城市：期间从 杭州 改成 青岛，已放进表单。" in text
    # Pressing the button again saves what both changed.
    assert client.post(here, {"act": "describe", **fields(text)}).status_code == 302
    row = UnitFacts.objects.get(unit=company.estate)
    assert (row.facts["lifts"], row.facts["gates"], row.city) == ("10", "9", "青岛")


def test_of_one_field_that_both_changed_the_page_tells_both_values(company, as_):
    client, here = as_("chen"), f"/scope/{company.estate.key}/"
    describe(client, company.estate, **{"fact-lifts": "11"})
    old = fields(page(client.get(here)))
    describe(client, company.estate, revision=1, customers=["owner"], **{"fact-lifts": "10"})
    text = page(client.post(here, {"act": "describe", **old, "fact-lifts": "12"}), 409)
    assert "电梯数：期间已存为 10。表单保留你写的 12。" in text
    assert "客户：期间从 — 改成 业主，已放进表单。" in text
    assert fields(text)["fact-lifts"] == "12"


def test_a_form_that_does_not_say_what_it_showed_overwrites_nothing_in_silence(company, as_):
    client = as_("chen")
    describe(client, company.estate, **{"fact-lifts": "12"})
    text = page(describe(client, company.estate, **{"fact-lifts": "13"}), 409)
    assert "电梯数：期间已存为 12。表单保留你写的 13。" in text
    assert UnitFacts.objects.get().facts == {"lifts": "12"}


def test_the_estate_manager_describes_their_own_estate_only(company, as_):
    client = as_("wang")
    assert describe(client, company.estate).status_code == 302
    assert describe(client, company.other).status_code == 404
    assert as_("sun").post(f"/scope/{company.estate.key}/", {"act": "describe"}).status_code == 403
    assert as_("qian").get("/scope/").status_code == 404


def test_a_company_adds_and_removes_services_of_its_own(company, as_):
    client = as_("chen")
    form = {"act": "add", "domain": "cleaning", "name": "泳池清洁", "needs": "pools", "customers": ["owner"]}
    client.post("/scope/services/", form)
    found = OwnItem.objects.get()
    assert "泳池清洁" in page(client.get("/scope/services/"))
    describe(client, company.estate, **{"fact-pools": "1"})
    assert "泳池清洁" in page(client.get(f"/scope/{company.estate.key}/"))
    assert 'role="alert"' in page(client.post("/scope/services/", form), 422)
    client.post("/scope/services/", {"act": "remove", "key": str(found.key)})
    assert not OwnItem.objects.exists()


@pytest.mark.parametrize("form", [{"name": ""}, {"name": "甲", "domain": "x"}, {"name": "甲", "needs": "x"}])
def test_a_service_that_cannot_be_is_refused(company, as_, form):
    sent = {"act": "add", "domain": "cleaning", **form}
    assert 'role="alert"' in page(as_("chen").post("/scope/services/", sent), 422)
    assert not OwnItem.objects.exists()


def test_the_pages_cost_the_same_whatever_their_length(company, as_, django_assert_max_num_queries):
    client = as_("chen")
    for number in range(12):
        made = company.standard(GOOD, code=f"KF-{number:02}")
        services.describe_standard(actor=company.actor("chen"), key=made.key, items=["engineering.lifts"], at=AT)
    describe(client, company.estate, **{"fact-lifts": "12"})
    for address in ("/scope/", f"/scope/{company.estate.key}/", "/scope/services/"):
        with django_assert_max_num_queries(12):
            page(client.get(address))


@pytest.mark.parametrize(
    ("written", "kept"),
    [("山东省济南市", "济南"), ("Hangzhou", "杭州"), ("杭 州", "杭州"), ("江苏省昆山市", "江苏昆山"), ("", "")],
)
def test_a_city_is_kept_by_the_name_under_which_its_duties_are_found(company, as_, written, kept):
    describe(as_("chen"), company.estate, city=written)
    assert UnitFacts.objects.get().city == kept


def test_the_duties_of_the_province_hold_where_the_city_has_none(company, as_):
    client = as_("chen")
    describe(client, company.estate, city="烟台")
    text = page(client.get(f"/compliance/?unit={company.estate.key}"))
    assert "只列出所在省和全国的" in text
    assert "《山东省物业管理条例》" in text
    describe(client, company.estate, revision=1, city="武汉")
    assert "只列出全国的" in page(client.get(f"/compliance/?unit={company.estate.key}"))


@pytest.mark.parametrize(
    ("field", "written", "told"),
    [
        ("city", "火星", "不知道“火星”在哪个省"),
        ("city", "市" * 500, "不知道“"),
        ("grade", "级" * 21, "服务等级最多写 20 个字"),
        ("fact-lifts", "1.5", "电梯数不能是“1.5”。填写整数。"),
        ("fact-lifts", "-5", "电梯数不能是“-5”。填写 0 到 10 亿之间的数。"),
        ("fact-lifts", "12345678901234567890", "填写 0 到 10 亿之间的数。"),
        ("fact-lifts", "九", "电梯数填的“九”不是数字"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason_and_never_cut(company, as_, field, written, told):
    text = page(describe(as_("chen"), company.estate, **{field: written}), 422)
    assert told in text
    assert not UnitFacts.objects.exists()


def test_a_part_of_an_area_is_no_fault(company, as_):
    describe(as_("chen"), company.estate, **{"fact-lawn_area": "12.5", "fact-wage_cleaning": "21.5"})
    assert UnitFacts.objects.get().facts == {"lawn_area": "12.5", "wage_cleaning": "21.5"}


MOWS = "乙方修剪草坪每月不少于2次。"


def keep_contract(company, *texts, unit=None, code="HT-01", **days):
    """Keep clauses as the text of a contract that binds from AT on."""
    where = unit or company.estate
    made = company.standard(*texts, unit=where, code=code)
    days = {"binds_from": AT.date(), "binds_until": None, **days}
    services.bind_contract(actor=company.actor("chen"), key=made.key, **days, at=AT)
    return made


def row_of(text, item):
    """Return the row of a service on the page of a unit."""
    return re.search(rf'<tr id="s-{re.escape(item)}">(.*?)</tr>', text, re.DOTALL)[1]


def test_what_a_contract_promises_is_in_scope_and_the_clause_is_named(company, as_):
    client, here = as_("chen"), f"/scope/{company.estate.key}/"
    assert "还不知道：草坪面积" in row_of(page(client.get(here)), "greening.lawn")
    made = keep_contract(company, "乙方热情服务。", MOWS)
    row = row_of(page(client.get(here)), "greening.lawn")
    assert "范围内" in row
    number = made.clauses.get(text=MOWS).number
    assert f"合同写明此项：HT-01 {number or '(2)'}。" in row
    assert f"#c-{made.clauses.get(text=MOWS).key}" in row
    assert "按合同文本" in row
    # The list counts the same services as the page of the estate.
    shown = re.search(r"范围内 (\d+)", page(client.get(here)))[1]
    listed = re.search(rf'/scope/{company.estate.key}/#services">(\d+)<', page(client.get("/scope/")))[1]
    assert shown == listed


def test_what_a_person_excludes_stays_out_and_the_page_shows_the_contradiction(company, as_):
    client, here = as_("chen"), f"/scope/{company.estate.key}/"
    keep_contract(company, MOWS)
    client.post(here, {"act": "contract", "item": "greening.lawn", "included": "out"})
    text = page(client.get(here))
    assert "已手工排除，但合同写明此项：HT-01" in row_of(text, "greening.lawn")
    assert "手工排除、合同却写明的" in text
    client.post(here, {"act": "contract", "item": "greening.lawn", "included": ""})
    text = page(client.get(here))
    assert "手工排除、合同却写明的" not in text


@pytest.mark.parametrize("case", ["over", "coming", "elsewhere", "laid aside"])
def test_a_contract_that_does_not_bind_here_promises_nothing(company, as_, case):
    days = {
        "over": {"binds_from": AT.date().replace(year=2001), "binds_until": AT.date().replace(year=2002)},
        "coming": {"binds_from": AT.date().replace(year=AT.year + 50)},
    }.get(case, {})
    made = keep_contract(company, MOWS, unit=company.other if case == "elsewhere" else None, **days)
    if case == "laid aside":
        services.archive_standard(actor=company.actor("chen"), key=made.key, at=AT)
    assert "合同写明此项" not in page(as_("chen").get(f"/scope/{company.estate.key}/"))


def test_the_estate_manager_learns_which_clause_promises_a_service(company):
    keep_contract(company, MOWS)
    found = scope_at(company.actor("wang"), company.estate, day=AT.date())
    line = next(each.line for each in found.services if each.line.item.key == "greening.lawn")
    assert (line.why, line.promised.startswith("HT-01")) == ("promise", True)


def test_the_list_marks_what_only_a_draft_covers(company, as_):
    client = as_("chen")
    made = company.standard(GOOD)
    services.describe_standard(actor=company.actor("chen"), key=made.key, items=["customer.complaints"], at=AT)
    assert "只有草稿：1" in page(client.get("/scope/"))


def test_customers_that_need_a_service_bring_it_into_scope(company, as_):
    client, here = as_("chen"), f"/scope/{company.estate.key}/"
    text = page(client.get(here))
    assert "还不知道：物业类型、客户" in row_of(text, "customer.fit_out")
    describe(client, company.estate, customers=["visitor"])
    row = row_of(page(client.get(here)), "customer.fit_out")
    assert "范围外" in row
    assert "本项目没有需要此项的客户" in row
    describe(client, company.estate, revision=1, customers=["visitor", "owner"])
    assert "每个项目都有" in row_of(page(client.get(here)), "customer.fit_out")


def test_an_english_page_tells_units_in_english_and_leaves_out_what_the_name_says(company, as_):
    client = as_("chen")
    assert "元/小时" in page(client.get(f"/scope/{company.estate.key}/"))
    client.cookies["language"] = "en"
    text = page(client.get(f"/scope/{company.estate.key}/"))
    facts = text[text.index('id="facts') if 'id="facts' in text else 0 :]
    labels = re.findall(r'<label for="f-[^"]*">(.*?)</label>', facts)
    assert len(labels) > 40
    assert not [label for label in labels if re.search("[一-鿿㎡]", label)]
    assert 'Floor area <span class="small">m²</span>' in labels
    assert [label.strip() for label in labels if label.startswith("Households")] == ["Households"]
