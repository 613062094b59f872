"""Standards beside one another and beside the law, as people see, sign and correct what comes of it."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests.apps.standards.company import AT, clause

from guicheng.apps.catalogue import services as catalogue
from guicheng.apps.standards import services
from guicheng.apps.standards.models import Deviation, Term

pytestmark = pytest.mark.django_db
FAST = "接到紧急报修后，维修工应在30分钟内到达现场。"
SLOW = "接到急修报修后，维修工45分钟内到场。"
SHORT = "监控录像保存15日。"


def page(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def confirm(company, made):
    for row in made.clauses.all():
        echoes = [echo.echo for echo in _echo(row)]
        services.confirm_readings(actor=company.actor("chen"), clause_key=row.key, echoes=echoes, at=AT)


def _echo(row):
    from guicheng.apps.standards.selectors import draft_row

    return draft_row(row, day=AT.date()).echo


@pytest.fixture
def both(company):
    """A fast promise of the company, a slow one of an estate below it."""
    return company.standard(FAST, unit=company.root, code="KF-01"), company.standard(SLOW, code="KF-02")


def hidden(text, code):
    """The fields of the form that signs a deviation of a finding."""
    form = next(form for form in re.findall(r"<form.*?</form>", text, re.S) if f'value="{code}"' in form)
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def sign(client, text, code, **more):
    form = {**hidden(text, code), "act": "sign", "reason": "合同原文", **more}
    form.setdefault("expires_on", str(timezone.localdate() + timedelta(days=30)))
    return client.post("/standards/KF-02/compare/", form)


def test_an_estate_that_promises_less_than_the_company_is_told_with_a_witness(both, as_):
    text = page(as_("chen").get("/standards/KF-02/compare/"))
    assert "松于上级标准" in text
    assert "CJ001" in text
    assert "KF-01" in text
    assert "在已确认读法下成立" in text
    assert "报修" in text
    assert "CJ001" not in page(as_("chen").get("/standards/KF-01/compare/"))


def test_until_the_readings_are_confirmed_it_is_a_warning_and_then_an_error(company, both, as_):
    client = as_("chen")
    assert "of-warning" in page(client.get("/standards/KF-02/compare/"))
    for made in both:
        confirm(company, made)
    text = page(client.get("/standards/KF-02/compare/"))
    assert "of-error" in text
    assert "在已确认读法下成立" not in text


def test_two_standards_of_one_level_with_two_figures_are_one_finding(company, as_):
    company.standard(FAST, unit=company.root, code="KF-01")
    company.standard(SLOW, unit=company.root, code="KF-02")
    text = page(as_("chen").get("/consistency/"))
    assert text.count('class="finding of-') == 1
    assert "口径不一" in text


def test_estates_beside_one_another_are_not_compared(company, as_):
    company.standard(FAST, code="KF-01")
    company.standard(SLOW, unit=company.other, code="KF-02")
    assert "没有问题" in page(as_("chen").get("/consistency/"))


def test_a_deviation_is_signed_for_a_reason_until_a_day_and_taken_back(both, as_):
    client, here = as_("chen"), "/standards/KF-02/compare/"
    sign(client, page(client.get(here)), "CJ001")
    text = page(client.get(here))
    assert "合同原文" in text
    assert "合同原文" in page(client.get("/deviations/"))
    assert "合同原文" in page(client.get("/consistency/?code=signed"))
    assert "没有问题" in page(client.get("/consistency/"))
    client.post("/deviations/", {"act": "end", "key": str(Deviation.objects.get().key)})
    assert "没有偏离" in page(client.get("/deviations/"))
    assert "合同原文" not in page(client.get(here))


@pytest.mark.parametrize("more", [{"reason": " "}, {"expires_on": ""}, {"expires_on": "2020-01-01"}])
def test_without_reason_or_day_nothing_is_signed(both, as_, more):
    client = as_("chen")
    text = page(client.get("/standards/KF-02/compare/"))
    assert 'role="alert"' in page(sign(client, text, "CJ001", **more), 422)
    assert not Deviation.objects.exists()


def test_a_deviation_that_is_over_and_one_of_another_text_speak_again(company, both, as_):
    client, here = as_("chen"), "/standards/KF-02/compare/"
    sign(client, page(client.get(here)), "CJ001", expires_on=str(timezone.localdate()))
    later = timezone.localdate() + timedelta(days=1)
    from guicheng.apps.standards.selectors.library import findings_of_standard

    made = both[1]
    (found,) = findings_of_standard(made, day=later)[clause(made).key]
    assert found.speaks
    assert found.expired.reason == "合同原文"
    services.edit_clause(
        actor=company.actor("chen"), key=clause(made).key, revision=1, text=SLOW.replace("45", "50"), at=AT
    )
    (found,) = findings_of_standard(made, day=timezone.localdate())[clause(made).key]
    assert found.speaks
    assert found.expired is None


def test_what_was_signed_is_never_changed(both, as_):
    client = as_("chen")
    sign(client, page(client.get("/standards/KF-02/compare/")), "CJ001")
    for act in (lambda: Deviation.objects.update(reason="x"), lambda: Deviation.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_what_is_below_the_law_is_never_signed_away(company, as_):
    client = as_("chen")
    confirm(company, company.standard(SHORT, code="KF-02"))
    text = page(client.get("/standards/KF-02/compare/"))
    assert "CJ004" in text
    assert 'value="sign"' not in text
    made = company.standard(SHORT, code="KF-09")
    form = {
        "act": "sign",
        "clause": clause(made).key,
        "code": "CJ004",
        "against": "norm:x",
        "mark": "x",
        "reason": "无",
    }
    answer = client.post("/standards/KF-09/compare/", {**form, "expires_on": str(timezone.localdate())})
    assert "不能签字放过" in page(answer, 422)
    assert not Deviation.objects.exists()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"against": "clause:nope"}, "这条已没有该问题"),
        ({"mark": "0" * 64}, "这条已没有该问题"),
        ({"code": "XX999"}, "这条已没有该问题"),
        ({"expires_on": "2099-01-01"}, "最后一天选在 366 天以内"),
    ],
)
def test_only_a_finding_that_speaks_is_signed_and_not_for_ever(both, as_, changed, told):
    client = as_("chen")
    text = page(client.get("/standards/KF-02/compare/"))
    assert told in page(client.post("/standards/KF-02/compare/", {**signing(text), **changed}), 422)
    assert not Deviation.objects.exists()
    assert client.post("/standards/KF-02/compare/", signing(text)).status_code == 302


def signing(text):
    expires = str(timezone.localdate() + timedelta(days=30))
    return {**hidden(text, "CJ001"), "act": "sign", "reason": "合同原文", "expires_on": expires}


def test_whoever_may_not_sign_is_told(both, as_):
    assert as_("wang").post("/standards/KF-02/compare/", {"act": "sign"}).status_code == 403
    assert as_("zhao").get("/standards/KF-02/compare/").status_code == 404


def test_what_a_clause_is_about_is_corrected_once_for_the_company(company, as_):
    client = as_("chen")
    company.standard("水景每日清扫2次。", code="KF-02")
    assert "清扫" in page(client.get("/standards/KF-02/compare/"))
    form = {"act": "correct", "surface": "水景", "activity": "拖洗 (mop)"}
    client.post("/standards/KF-02/compare/", form)
    assert Term.objects.get().canonical == "mop"
    assert re.search(r"chip is-brand\">拖洗", page(client.get("/standards/KF-02/compare/")))
    client.post("/standards/KF-02/compare/", {**form, "activity": "清扫 (sweep)"})
    assert Term.objects.get().canonical == "sweep"
    page(client.post("/standards/KF-02/compare/", {**form, "activity": "没有这项"}), 422)


def offered(text):
    return re.findall(r'name="surface"[^>]* value="([^"]*)"', text)


def test_the_words_offered_for_a_correction_say_what_is_done(company, as_):
    company.standard(
        "接到电梯困人报警后，电梯安全管理员15分钟内到场安抚乘客。",
        "涉及人身安全的投诉，秩序主管自接报起15分钟内到达现场。",
        "接到报修后，客服专员5分钟内派单。",
        code="KF-02",
    )
    text = page(as_("chen").get("/standards/KF-02/compare/"))
    assert offered(text) == ["到场安抚乘客", "涉及人身安全的投诉", "派单"]


@pytest.mark.parametrize("words", ["电梯安全管理员", "秩序主管自接报起", "客服专员"])
def test_a_post_or_a_start_cannot_be_tied_to_an_activity(company, as_, words):
    made = company.standard("接到报修后，客服专员5分钟内派单。", code="KF-02")
    form = {"act": "correct", "clause": clause(made).key, "chip": "1", "surface": words, "activity": "报修处理"}
    text = page(as_("chen").post("/standards/KF-02/compare/", form), 422)
    assert f"“{words}”只说了谁做或从什么时候起" in text
    # What was typed stays.
    assert f'value="{words}"' in text
    assert 'value="报修处理"' in text
    assert not Term.objects.exists()


def test_a_correction_that_reaches_other_clauses_tells_them_first(company, as_):
    client = as_("chen")
    made = company.standard("水景每日清扫2次。", "水景每月换水1次。", "绿地每周浇水1次。", code="KF-02")
    other = company.standard("水景每日巡查1次。", unit=company.other, code="KF-03")
    form = {"act": "correct", "clause": clause(made).key, "chip": "1", "surface": "水景", "activity": "拖洗"}
    text = page(client.post("/standards/KF-02/compare/", form))
    assert "还有 2 条别的条款也变成别的事项" in text
    assert "水景每月换水1次" in text
    assert "KF-03" in text
    assert "清扫 → 拖洗" not in text  # its own clause is not listed among the others
    assert not Term.objects.exists()
    client.post("/standards/KF-02/compare/", {**form, "act": "correct_all"})
    assert Term.objects.get().canonical == "mop"
    assert other.clauses.count() == 1


def test_words_of_the_part_before_decide_and_a_correction_in_vain_is_told(company, as_):
    made = company.standard("涉及人身安全的投诉，秩序主管自接报起15分钟内到达现场。", code="KF-02")
    client, here = as_("chen"), "/standards/KF-02/compare/"
    form = {"act": "correct", "clause": clause(made).key, "chip": "1", "surface": "涉及人身安全的投诉"}
    assert "这一条不会变" in page(client.post(here, {**form, "activity": "投诉处理满意率"}))
    assert not Term.objects.exists()
    assert client.post(here, {**form, "activity": "突发事件"}).status_code == 302
    assert re.search(r"chip is-brand\">突发事件", page(client.get(here)))


def test_a_correction_of_one_clause_needs_one_press(company, as_):
    made = company.standard("水景每日清扫2次。", code="KF-02")
    form = {"act": "correct", "clause": clause(made).key, "chip": "1", "surface": "水景", "activity": "拖洗"}
    assert as_("chen").post("/standards/KF-02/compare/", form).status_code == 302
    assert Term.objects.get().canonical == "mop"


def test_a_number_below_the_law_is_told_with_its_article(company, as_):
    client = as_("chen")
    made = company.standard(SHORT, code="KF-02")
    confirm(company, made)
    text = page(client.get(f"/compliance/?standing=looser&unit={company.estate.key}"))
    assert "松于法规" in text
    assert SHORT in text
    assert "条" in text
    assert "CJ004" in page(client.get("/standards/KF-02/compare/"))
    assert SHORT in page(client.get("/standards/KF-02/norms/"))


def test_a_standard_that_no_duty_of_law_is_about_says_so(company, as_):
    company.standard("前台电话铃响三声内接听。", code="KF-02")
    assert "本标准没有条款涉及这个项目的法定义务" in page(as_("chen").get("/standards/KF-02/norms/"))


@pytest.mark.parametrize(("kind", "shops", "told"), [("", "", True), ("residential", "3", True), ("mall", "", False)])
def test_a_duty_that_is_kept_in_some_cases_alone_is_told_with_them(company, as_, kind, shops, told):
    company.standard("商场的监控录像保存30日。", code="KF-02")
    facts = {"shops": shops} if shops else {}
    place = {"facts": facts, "city": "杭州", "property_type": kind, "revision": 0}
    catalogue.describe_unit(actor=company.actor("chen"), unit_key=company.estate.key, at=AT, **place)
    client, here = as_("chen"), f"/compliance/?unit={company.estate.key}"
    text = page(client.get(f"{here}&standing=in_part"))
    assert ("公共安全视频录像保存不少于30日" in text, "只限：商场" in text) == (told, told)
    assert "只覆盖一部分" in text
    assert ("公共安全视频录像保存不少于30日" in page(client.get(f"{here}&standing=covered"))) is not told
    client.cookies["language"] = "en"
    assert ("only for: malls" in page(client.get(f"{here}&standing=in_part"))) is told


def test_a_clause_for_other_estates_says_nothing_at_this_one(company, as_):
    company.standard("商场的监控录像保存15日。", code="KF-02")
    place = {"facts": {}, "city": "杭州", "property_type": "residential", "revision": 0}
    catalogue.describe_unit(actor=company.actor("chen"), unit_key=company.estate.key, at=AT, **place)
    here = f"/compliance/?unit={company.estate.key}"
    assert "公共安全视频录像保存不少于30日" in page(as_("chen").get(f"{here}&standing=no_clause"))
    assert "CJ004" not in page(as_("chen").get("/standards/KF-02/compare/"))


def test_a_clause_that_counts_in_some_cases_by_a_number_says_that_its_clause_names_them(company, as_):
    company.standard("停水超过48小时的，监控录像保存30日。", code="KF-02")
    text = page(as_("chen").get(f"/compliance/?unit={company.estate.key}&standing=in_part"))
    assert "只限：条款写明的情形" in text


def test_a_clause_that_says_less_than_somebody_else_owes_is_told_too(company, as_):
    made = company.standard("电梯困人时，维保人员应在40分钟内到达现场。", code="KF-02")
    place = {"facts": {}, "city": "杭州", "revision": 0}
    catalogue.describe_unit(actor=company.actor("chen"), unit_key=company.estate.key, at=AT, **place)
    assert "CJ004" in page(as_("chen").get(f"/standards/{made.code}/compare/"))


def test_two_figures_of_one_promise_come_with_a_case_that_shows_it(company, as_):
    company.standard("保洁员每日清扫大堂2次。", "大堂每日清扫不少于3次。", code="KF-02")
    text = page(as_("chen").get("/consistency/"))
    assert "CT002" in text
    assert re.search(r'<p class="small">[^<]*每日清扫', text)


def test_the_city_of_an_estate_chooses_its_duties(company, as_):
    client, here = as_("chen"), f"/compliance/?unit={company.estate.key}"
    assert "还不知道所在城市" in page(client.get(here))
    plain = page(client.get(here)).count("<tr>")
    catalogue.describe_unit(
        actor=company.actor("chen"), unit_key=company.estate.key, facts={}, city="杭州", revision=0, at=AT
    )
    assert page(client.get(here)).count("<tr>") > plain
    assert "没有这座城市" not in page(client.get(here))
    assert "还没有这座城市" in page(client.get(here + "&city=拉萨"))


def test_the_editor_is_told_after_every_save(company, both, as_):
    client, found = as_("chen"), clause(both[1])
    text = page(client.get("/standards/KF-02/system/"))
    assert f'id="sys-{found.key}"' in text
    here = f"/standards/KF-02/clauses/{found.key}/"
    assert "CJ001" in page(client.get(here, headers={"HX-Request": "true"}))
    client.post(here, {"text": FAST, "revision": found.revision})
    assert "CJ001" not in page(client.get(here, headers={"HX-Request": "true"}))


def test_nothing_is_published_over_an_error_that_nobody_signed_for(company, both, as_):
    for made in both:
        confirm(company, made)
    client = as_("chen")
    text = page(client.post("/standards/KF-02/approval/", {"act": "submit"}), 422)
    assert "KF-01" in text
    sign(client, page(client.get("/standards/KF-02/compare/")), "CJ001")
    assert client.post("/standards/KF-02/approval/", {"act": "submit"}).status_code == 302


def test_the_report_is_a_file_without_formulas(both, as_):
    client = as_("chen")
    book = openpyxl.load_workbook(BytesIO(client.get("/consistency/report.xlsx").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[1][0] == "CJ001"
    assert SLOW in rows[1]
    log = client.get("/consistency/report.sarif").json()
    assert log["runs"][0]["results"][0]["ruleId"] == "CJ001"
    assert client.get("/consistency/report.pdf").status_code == 404
    assert client.get("/compliance/report.xlsx").status_code == 200


def test_the_pages_cost_the_same_whatever_their_length(company, as_, django_assert_max_num_queries):
    company.standard(*[f"第{number}栋{FAST}" for number in range(10)], unit=company.root, code="KF-01")
    company.standard(*[f"第{number}栋{SLOW}" for number in range(10)], code="KF-02")
    client = as_("chen")
    for address in (
        "/consistency/",
        "/compliance/",
        "/deviations/",
        *(f"/standards/KF-02/{name}/" for name in ("compare", "norms", "system")),
    ):
        with django_assert_max_num_queries(12):
            page(client.get(address))


def publish(company, as_, code="KF-02"):
    here = f"/standards/{code}/approval/"
    assert as_("chen").post(here, {"act": "submit"}).status_code == 302
    for username in ("lin", "gao"):
        as_(username).post(here, {"act": "approve"})
    as_("lin").post(here, {"act": "publish", "day": str(timezone.localdate())})


def test_the_approval_says_what_changes_mean_cost_and_touch(company, as_):
    made = company.standard(FAST, SHORT.replace("15日", "60日"), code="KF-02")
    actor = company.actor("chen")
    publish(company, as_)
    fast, kept = clause(made), clause(made, 1)
    facts = {"repairs": "100", "wage_engineering": "30"}
    catalogue.describe_unit(actor=actor, unit_key=company.estate.key, facts=facts, revision=0, at=AT)
    services.describe_standard(actor=actor, key=made.key, items=["engineering.repair"], at=AT)
    services.edit_clause(
        actor=actor,
        key=fast.key,
        revision=fast.revision,
        text=FAST.replace("30", "20"),
        elements={"effort": "30分钟×1人"},
        at=AT,
    )
    services.edit_clause(actor=actor, key=kept.key, revision=kept.revision, text=kept.text.replace("60", "40"), at=AT)
    services.add_clause(actor=actor, standard_key=made.key, text="大堂每日清扫2次。", at=AT)
    client = as_("chen")
    assert "hx-get" in page(client.get("/standards/KF-02/approval/"))
    text = page(client.get("/standards/KF-02/consequences/"))
    for said in ("更紧", "更松", "新义务", "公共安全视频"):
        assert said in text
    services.delete_clause(actor=actor, key=kept.key, revision=2, at=AT)
    assert "义务取消" in page(client.get("/standards/KF-02/consequences/"))


def test_the_fragments_cost_the_same_whatever_their_length(company, as_, django_assert_max_num_queries):
    company.standard(*[f"第{number}栋{FAST}" for number in range(20)], code="KF-02")
    client = as_("chen")
    for name in ("beside", "benchmarks", "consequences"):
        with django_assert_max_num_queries(12):
            page(client.get(f"/standards/KF-02/{name}/"))


def test_an_estate_is_held_to_the_grade_that_it_took(company, as_):
    above = company.standard("接到紧急报修后，维修工应在{15|45}分钟内到达现场。", unit=company.root, code="KF-01")
    services.describe_standard(actor=company.actor("chen"), key=above.key, grades=["一级", "二级"], at=AT)
    company.standard(FAST, code="KF-02")
    client = as_("chen")
    assert "CJ001" in page(client.get("/standards/KF-02/compare/"))
    catalogue.describe_unit(
        actor=company.actor("chen"), unit_key=company.estate.key, facts={}, grade="二级", revision=0, at=AT
    )
    assert "CJ001" not in page(client.get("/standards/KF-02/compare/"))
