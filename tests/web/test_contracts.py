"""The contract of an estate as people take it in, date it, and see the standards beside it."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.adapters.word_files import document_bytes
from tests.apps.standards.company import AT, clause
from tests.web.test_comparing import confirm, hidden, page

from guicheng.apps.catalogue import services as catalogue
from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.standards import services
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.selectors.coverage import coverage_at

pytestmark = pytest.mark.django_db
OWED = "接到紧急报修后，维修工应在20分钟内到达现场。"
FAST = "接到紧急报修后，维修工应在15分钟内到达现场。"
SLOW = "接到紧急报修后，维修工应在30分钟内到达现场。"
GLASS = "公共楼道玻璃每季度擦拭1次。"


def word_file(*paragraphs):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return document_bytes(document)


def today(**delta):
    return str(timezone.localdate() + timedelta(**delta))


def take(client, company, text=OWED, **more):
    form = {"act": "take", "unit": str(company.estate.key), "code": "HT-01", "binds_from": today(), "text": text}
    return client.post("/contracts/new/", {**form, **more})


def contract(company):
    return Standard.objects.get(company=company.root, level="contract")


def test_a_pasted_text_becomes_a_contract_of_its_estate_and_is_compared(company, as_):
    company.standard(SLOW, unit=company.root, code="KF-01")
    client = as_("chen")
    assert take(client, company, f"{OWED}\n{GLASS}").headers["Location"] == "/contracts/HT-01/"
    made = contract(company)
    assert [row.text for row in made.clauses.all()] == [OWED, GLASS]
    text = page(client.get("/contracts/HT-01/"))
    assert "松于法规或合同" in text
    assert "没有条款" in text
    assert "KF-01" in text
    assert "HT-01" in page(client.get("/contracts/"))
    assert "HT-01" not in page(client.get("/standards/"))
    assert AuditEntry.objects.filter(act="standards.bind_contract").exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("合同.md", f"# 第三章 服务内容\n\n{OWED}\n\n# 第四章 保洁\n\n{GLASS}\n".encode()),
        ("合同.txt", f"{OWED}\n{GLASS}\n".encode()),
        ("合同.docx", word_file(OWED, GLASS)),
    ],
)
def test_a_file_becomes_a_contract(company, as_, name, data):
    answer = take(as_("chen"), company, "", file=SimpleUploadedFile(name, data))
    assert answer.status_code == 302, answer.content.decode()
    made = contract(company)
    assert [row.text for row in made.clauses.filter(kind="clause")] == [OWED, GLASS]
    assert made.title == "合同"


def test_a_newer_text_under_the_same_code_changes_the_contract_and_keeps_what_was_confirmed(company, as_):
    client = as_("chen")
    take(client, company, f"{OWED}\n{GLASS}")
    made = contract(company)
    confirm(company, made)
    kept = clause(made).key
    take(client, company, f"{OWED}\n大堂每日清扫2次。")
    assert [row.text for row in made.clauses.all()] == [OWED, "大堂每日清扫2次。"]
    assert clause(made).key == kept
    assert clause(made).confirmed


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"binds_from": ""}, "第一天"),
        ({"binds_until": "2020-01-01"}, "早于"),
        ({"text": " "}, "粘贴"),
        ({"code": "KF-01"}, "KF-01"),
    ],
)
def test_what_cannot_be_a_contract_is_refused_with_what_was_typed(company, as_, more, said):
    company.standard(SLOW, unit=company.root, code="KF-01")
    text = page(take(as_("chen"), company, title="服务合同甲", **more), 422)
    assert said in text
    assert "服务合同甲" in text
    assert not Standard.objects.filter(level="contract").exists()


def test_a_contract_belongs_to_an_estate(company, as_):
    assert "属于项目" in page(take(as_("chen"), company, unit=str(company.root.key)), 422)


def test_the_company_and_the_estate_are_held_to_the_contract_at_every_save(company, as_):
    above = company.standard(SLOW, unit=company.root, code="KF-01")
    own = company.standard(SLOW, code="KF-02")
    client = as_("chen")
    take(client, company)
    for code in ("KF-01", "KF-02"):
        text = page(client.get(f"/standards/{code}/compare/"))
        assert "CJ001" in text
        assert "HT-01" in text
    found = clause(own)
    here = f"/standards/KF-02/clauses/{found.key}/"
    assert "CJ001" in page(client.get(here, headers={"HX-Request": "true"}))
    client.post(here, {"text": FAST, "revision": found.revision})
    assert "CJ001" not in page(client.get(here, headers={"HX-Request": "true"}))
    # The estate keeps the promise now, so the laxer standard of the company breaks nothing there.
    assert "CJ001" not in page(client.get(f"/standards/{above.code}/compare/"))
    assert "更紧" in page(client.get("/contracts/HT-01/"))


def test_the_contract_of_one_estate_binds_no_other_estate(company, as_):
    company.standard(SLOW, unit=company.other, code="KF-02")
    client = as_("chen")
    take(client, company)
    assert "CJ001" not in page(client.get("/standards/KF-02/compare/"))


def test_a_contract_that_is_over_or_not_yet_in_force_binds_nobody(company, as_):
    company.standard(SLOW, code="KF-02")
    client = as_("chen")
    take(client, company, binds_from=today(days=1))
    assert "CJ001" not in page(client.get("/standards/KF-02/compare/"))
    assert "未生效" in page(client.get("/contracts/"))
    form = {"act": "bind", "binds_from": today(days=-9), "binds_until": today(days=-1)}
    assert client.post("/contracts/HT-01/", form).status_code == 302
    assert "CJ001" not in page(client.get("/standards/KF-02/compare/"))
    assert "已到期" in page(client.get("/contracts/"))
    client.post("/contracts/HT-01/", {**form, "binds_until": today()})
    assert "CJ001" in page(client.get("/standards/KF-02/compare/"))


def test_nothing_is_published_that_is_looser_than_the_contract_unless_somebody_signs(company, as_):
    own = company.standard(SLOW, code="KF-02")
    client = as_("chen")
    take(client, company)
    confirm(company, own)
    assert client.post("/standards/KF-02/approval/", {"act": "submit"}).status_code == 302
    client.post("/standards/KF-02/approval/", {"act": "withdraw"})
    confirm(company, contract(company))
    text = page(client.post("/standards/KF-02/approval/", {"act": "submit"}), 422)
    assert "HT-01" in text
    form = hidden(page(client.get("/standards/KF-02/compare/")), "CJ001")
    client.post(
        "/standards/KF-02/compare/",
        {**form, "act": "sign", "reason": "业主委员会同意", "expires_on": today(days=30)},
    )
    assert client.post("/standards/KF-02/approval/", {"act": "submit"}).status_code == 302
    assert "已签偏离" in page(client.get("/contracts/HT-01/"))


def test_a_contract_is_not_published_and_its_services_cover_nothing(company, as_):
    client = as_("chen")
    take(client, company)
    made = contract(company)
    text = page(client.post("/standards/HT-01/approval/", {"act": "submit"}), 422)
    assert "合同" in text
    services.describe_standard(actor=company.actor("chen"), key=made.key, items=["engineering.repair"], at=AT)
    actor = company.actor("chen")
    assert coverage_at(actor, [company.estate], day=timezone.localdate())[company.estate.pk] == {}


def test_the_compliance_page_shows_gaps_of_the_contract_beside_the_law(company, as_):
    company.standard(FAST, code="KF-02")
    client = as_("chen")
    take(client, company, f"{OWED}\n{GLASS}")
    here = f"/compliance/?unit={company.estate.key}"
    text = page(client.get(here))
    assert GLASS in text
    assert "没有标准" in text
    gaps = page(client.get(f"{here}&standing=no_clause"))
    assert GLASS in gaps
    assert f"{OWED}</span></th>" not in gaps
    assert "没有合同" in page(client.get(f"/compliance/?unit={company.other.key}"))
    book = openpyxl.load_workbook(BytesIO(client.get(f"/compliance/report.xlsx?unit={company.estate.key}").content))
    rows = [row for row in book.active.iter_rows(values_only=True) if GLASS in row]
    assert rows[0][0] == "没有条款"


def test_law_contract_company_and_estate_stand_together_beside_a_clause(company, as_):
    company.standard("监控录像保存60日。", unit=company.root, code="KF-01")
    company.standard("监控录像保存15日。", code="KF-02")
    client = as_("chen")
    take(client, company, "监控录像保存90日。")
    text = page(client.get("/standards/KF-02/compare/"))
    (tiers,) = re.findall(r'<details class="plain tiers".*?</details>', text, re.S)
    words = re.findall(r'<li class="tier">\s*<span class="chip">(\S+?)</span>\s*<span class="chip (\S*?)">', tiers)
    assert list(dict.fromkeys(level for level, _colour in words)) == ["法规", "合同", "公司"]
    assert {colour for _level, colour in words} == {"is-error"}
    above = page(client.get("/standards/KF-01/compare/"))
    (tiers,) = re.findall(r'<details class="plain tiers".*?</details>', above, re.S)
    assert "项目" in tiers
    assert "该条 · 更松" in tiers


def test_a_contract_makes_a_clause_relevant(company, as_):
    made = company.standard("大堂摆放绿植8盆。", code="KF-02")
    client = as_("chen")
    here = f"/standards/{made.code}/elements/"
    assert "背后没有法规、合同" in page(client.get(here))
    take(client, company, "大堂摆放绿植6盆。")
    assert "背后没有法规、合同" not in page(client.get(here))


def test_a_duty_of_law_makes_a_clause_relevant(company, as_):
    made = company.standard("监控录像保存60日。", code="KF-02")
    assert "背后没有法规、合同" not in page(as_("chen").get(f"/standards/{made.code}/elements/"))


def test_whoever_sees_the_estate_sees_its_contract_and_nobody_else(company, as_):
    take(as_("chen"), company)
    assert as_("sun").get("/contracts/HT-01/").status_code == 200
    assert take(as_("sun"), company).status_code == 404
    assert as_("sun").post("/contracts/HT-01/", {"act": "archive"}).status_code == 403
    for stranger in ("zhao", "qian"):
        assert as_(stranger).get("/contracts/HT-01/").status_code == 404
    assert "HT-01" not in page(as_("zhao").get("/contracts/"))


def test_a_contract_is_laid_aside_and_taken_up_again(company, as_):
    company.standard(SLOW, code="KF-02")
    client = as_("chen")
    take(client, company)
    client.post("/contracts/HT-01/", {"act": "archive"})
    assert "HT-01" not in page(client.get("/contracts/"))
    assert "HT-01" in page(client.get("/contracts/?archived=1"))
    assert "CJ001" not in page(client.get("/standards/KF-02/compare/"))
    client.post("/contracts/HT-01/", {"act": "unarchive"})
    assert "CJ001" in page(client.get("/standards/KF-02/compare/"))


def test_a_contract_moves_to_an_estate_only(company, as_):
    take(as_("chen"), company)
    made, actor = contract(company), company.actor("chen")
    with pytest.raises(services.NotAsWantedError):
        services.move_standards(actor=actor, keys=[made.key], unit_key=company.root.key, at=AT)
    services.move_standards(actor=actor, keys=[made.key], unit_key=company.other.key, at=AT)


def test_a_standard_with_editions_is_no_contract(company, as_):
    made = company.standard(FAST, code="KF-02")
    from tests.web.test_comparing import publish

    publish(company, as_)
    with pytest.raises(services.NotAsWantedError):
        services.bind_contract(actor=company.actor("chen"), key=made.key, binds_from=AT.date(), binds_until=None, at=AT)


def test_the_pages_cost_the_same_whatever_their_length(company, as_, django_assert_max_num_queries):
    company.standard(*[f"第{number}栋{SLOW}" for number in range(10)], unit=company.root, code="KF-01")
    company.standard(*[f"第{number}栋{SLOW}" for number in range(10)], code="KF-02")
    catalogue.describe_unit(
        actor=company.actor("chen"), unit_key=company.estate.key, facts={}, city="杭州", revision=0, at=AT
    )
    client = as_("chen")
    take(client, company, "\n".join(f"第{number}栋{OWED}" for number in range(10)))
    for address in (
        "/contracts/",
        "/contracts/new/",
        "/contracts/HT-01/",
        f"/compliance/?unit={company.estate.key}",
        "/standards/KF-02/compare/",
        "/standards/KF-02/elements/",
    ):
        with django_assert_max_num_queries(12):
            page(client.get(address))


def test_a_contract_in_force_is_no_draft_on_any_of_its_pages(company, as_):
    client = as_("chen")
    take(client, company)
    for page_of in ("compare", "elements", "norms"):
        text = page(client.get(f"/standards/HT-01/{page_of}/"))
        assert "合同 · 有效" in text
        assert "草稿</span>" not in text
    take(client, company, code="HT-02", binds_from=today(days=3))
    assert "合同 · 未生效" in page(client.get("/standards/HT-02/compare/"))


def test_clauses_without_a_number_are_told_apart_by_chapter_and_position(company, as_):
    client = as_("chen")
    take(client, company, f"一、维修\n{OWED}\n二、保洁\n{GLASS}\n大堂每日清扫2次。", code="HT-03")
    text = page(client.get("/contracts/HT-03/"))
    for name in ("HT-03 维修 (1)", "HT-03 保洁 (1)", "HT-03 保洁 (2)"):
        assert f">{name}</a>" in text


def test_each_clause_that_cannot_be_compared_says_which_fact_is_missing(company, as_):
    said = "客服主管自登记起60分钟内将投诉指派到责任人。"
    company.standard(said, unit=company.root, code="KF-04")
    client = as_("chen")
    take(client, company, "乙方接到投诉后24小时内登记。")
    text = page(client.get("/contracts/HT-01/"))
    row = re.search(r'<tr id="p-.*?</tr>', text, re.DOTALL)[0]
    assert "比不出" in row
    assert "更紧" not in row
    assert said in row
    assert "#help-circle" in row[row.index(said) :]
