"""What a change means: tighter or looser, its cost, law, contract, and who is affected; for drafts and editions."""

from __future__ import annotations

import pytest
from django.utils import timezone
from tests.apps.standards.company import AT, clause
from tests.web.test_comparing import page, publish

from guicheng.apps.catalogue import services as catalogue
from guicheng.apps.organization import services as organization
from guicheng.apps.organization.models import Placement
from guicheng.apps.standards import services
from guicheng.usecases.take_contract import take_contract

pytestmark = pytest.mark.django_db
SLOW = "接到紧急报修后，维修工应在30分钟内到达现场。"
FAST = "接到紧急报修后，维修工应在20分钟内到达现场。"
SWEEP = "保洁员每日清扫大堂2次。"
EDITIONS = "/standards/KF-02/editions/1/to/2/"


@pytest.fixture
def priced(company):
    """A standard of an estate whose costs can be worked out."""
    made, actor = company.standard(SLOW, SWEEP, code="KF-02"), company.actor("chen")
    facts = {"urgent_repairs": "100", "wage_engineering": "30", "wage_cleaning": "20"}
    catalogue.describe_unit(actor=actor, unit_key=company.estate.key, facts=facts, revision=0, at=AT)
    services.describe_standard(actor=actor, key=made.key, items=["engineering.repair"], at=AT)
    set_effort(company, made, "30分钟×1人")
    return made


def set_effort(company, made, effort, index=0):
    row = clause(made, index)
    services.set_elements(
        actor=company.actor("chen"), clause_key=row.key, revision=row.revision, elements={"effort": effort}, at=AT
    )


def write(company, made, text, index=0):
    row = clause(made, index)
    services.edit_clause(actor=company.actor("chen"), key=row.key, revision=row.revision, text=text, at=AT)


def owe(company, text):
    take_contract(
        actor=company.actor("chen"),
        unit_key=company.estate.key,
        name="合同.txt",
        data=text.encode(),
        code="HT-01",
        binds_from=timezone.localdate(),
        binds_until=None,
        at=AT,
    )


def test_two_editions_are_told_by_meaning_before_their_words(company, as_, priced):
    publish(company, as_)
    write(company, priced, FAST)
    write(company, priced, SWEEP.replace("2", "1"), 1)
    publish(company, as_)
    text = page(as_("chen").get(EDITIONS))
    assert text.index("更紧") < text.index("<ins>")
    assert "更松" in text
    assert "<del>30</del>" in text


def test_a_change_of_effort_alone_is_a_change_of_cost(company, as_, priced):
    publish(company, as_)
    set_effort(company, priced, "60分钟×1人")
    publish(company, as_)
    text = page(as_("chen").get(EDITIONS))
    assert "¥1,500 → ¥3,000" in text
    assert "+¥1,500" in text
    assert "仅要素或成本" in text
    assert "30分钟×1人 → 60分钟×1人" in text


def test_a_parameter_that_changed_between_editions_changes_the_promise(company, as_):
    actor = company.actor("chen")
    services.set_parameter(actor=actor, name="时限.急修", value="30分钟", at=AT)
    company.standard(SLOW.replace("30分钟", "【时限.急修】"), code="KF-02")
    publish(company, as_)
    services.set_parameter(actor=actor, name="时限.急修", value="20分钟", revision=1, at=AT)
    publish(company, as_)
    assert "更紧" in page(as_("chen").get(EDITIONS))


def test_what_a_change_does_to_the_contract_is_told(company, as_, priced):
    owe(company, FAST)
    publish(company, as_)
    write(company, priced, FAST)
    text = page(as_("chen").get("/standards/KF-02/consequences/"))
    assert "变为满足" in text
    assert "HT-01" in text
    publish(company, as_)
    write(company, priced, SLOW)
    assert "变得松于法规或合同" in page(as_("chen").get("/standards/KF-02/consequences/"))
    services.delete_clause(actor=company.actor("chen"), key=clause(priced).key, revision=clause(priced).revision, at=AT)
    assert "不再写明" in page(as_("chen").get("/standards/KF-02/consequences/"))


def test_who_is_affected_is_counted_where_the_standard_holds(company, as_, priced):
    gao = company.actor("gao")
    post = organization.add_post(actor=gao, name="维修工", trade="engineering", at=AT)
    for person, unit in (("qian", company.estate), ("sun", company.estate), ("zhao", company.other)):
        Placement.objects.create(person=company.people[person], post=post, unit=unit)
    publish(company, as_)
    write(company, priced, FAST)
    assert "2 人，1 个单位" in page(as_("chen").get("/standards/KF-02/consequences/"))
    publish(company, as_)
    assert "2 人，1 个单位" in page(as_("chen").get(EDITIONS))


def test_a_change_beside_the_text_is_told_with_what_it_was(company, as_, priced):
    publish(company, as_)
    row = clause(priced)
    services.set_elements(
        actor=company.actor("chen"), clause_key=row.key, revision=row.revision, elements={"way": "对讲机"}, at=AT
    )
    publish(company, as_)
    text = page(as_("chen").get(EDITIONS))
    assert "仅要素或成本" in text
    assert "— → 对讲机" in text


def test_costs_are_worked_out_at_the_estate_that_is_chosen(company, as_):
    made, actor = company.standard(SLOW, unit=company.root, code="KF-02"), company.actor("chen")
    for unit, repairs in ((company.estate, "100"), (company.other, "200")):
        facts = {"urgent_repairs": repairs, "wage_engineering": "30"}
        catalogue.describe_unit(actor=actor, unit_key=unit.key, facts=facts, revision=0, at=AT)
    services.describe_standard(actor=actor, key=made.key, items=["engineering.repair"], at=AT)
    set_effort(company, made, "30分钟×1人")
    publish(company, as_)
    set_effort(company, made, "60分钟×1人")
    publish(company, as_)
    client = as_("chen")
    assert "¥1,500 → ¥3,000" in page(client.get(f"{EDITIONS}?unit={company.estate.key}"))
    assert "¥3,000 → ¥6,000" in page(client.get(f"{EDITIONS}?unit={company.other.key}"))
    set_effort(company, made, "90分钟×1人")
    assert "¥6,000 → ¥9,000" in page(client.get(f"/standards/KF-02/consequences/?unit={company.other.key}"))


def test_whoever_reads_editions_alone_sees_the_words_and_no_costs(company, as_, priced):
    owe(company, FAST)
    publish(company, as_)
    write(company, priced, FAST)
    set_effort(company, priced, "60分钟×1人")
    publish(company, as_)
    text = page(as_("qian").get(EDITIONS))
    assert "<ins>20</ins>" in text
    assert "¥" not in text
    assert "HT-01" not in text


def test_the_pages_cost_the_same_whatever_their_length(company, as_, django_assert_max_num_queries):
    made = company.standard(*[f"第{number}栋{SLOW}" for number in range(12)], code="KF-02")
    owe(company, FAST)
    publish(company, as_)
    for index in range(12):
        write(company, made, f"第{index}栋{FAST}", index)
    publish(company, as_)
    client = as_("chen")
    with django_assert_max_num_queries(12):
        page(client.get(EDITIONS))


def test_a_cost_that_is_not_known_any_more_is_told_with_what_it_was(company, as_, priced):
    publish(company, as_)
    set_effort(company, priced, "")
    publish(company, as_)
    text = page(as_("chen").get(EDITIONS))
    assert "原为每年 ¥1,500，现在算不出。缺：每次耗时" in text
    assert "未计入合计：1 处" in text
    assert "其中原来算得出、现在算不出：1 处，原来每年 ¥1,500" in text
    client = as_("chen")
    client.cookies["language"] = "en"
    english = page(client.get(EDITIONS))
    assert "Was ¥1,500 a year, now unknown. Missing: the effort of one occasion" in english
    assert "Not in the sum: 1" in english
    assert "Known before, unknown now: 1, ¥1,500 a year before" in english


def test_a_cost_that_was_not_known_and_is_now_is_told_with_what_it_is(company, as_, priced):
    set_effort(company, priced, "")
    publish(company, as_)
    set_effort(company, priced, "30分钟×1人")
    text = page(as_("chen").get("/standards/KF-02/consequences/"))
    assert "原来算不出，现为每年 ¥1,500。当时缺：每次耗时" in text
    assert "其中原来算不出、现在算得出：1 处，现在每年 ¥1,500" in text


def test_a_new_clause_without_a_cost_is_told_as_such_beside_the_sum_of_the_others(company, as_, priced):
    publish(company, as_)
    set_effort(company, priced, "60分钟×1人")
    services.add_clause(actor=company.actor("chen"), standard_key=priced.key, text="保安员每日巡逻园区3次。", at=AT)
    publish(company, as_)
    text = page(as_("chen").get(EDITIONS))
    assert "¥1,500 → ¥3,000" in text
    assert "未计入合计：1 处" in text
    assert "成本算不出。缺：" in text


def test_where_no_cost_is_known_one_sentence_says_it_for_all(company, as_):
    company.standard(SLOW, SWEEP, code="KF-02")
    text = page(as_("chen").get("/standards/KF-02/consequences/"))
    assert "未计入合计：2 处" in text
    assert "成本算不出" not in text


def test_the_page_of_the_approval_tells_of_a_change_beside_the_text_alone(company, as_, priced):
    publish(company, as_)
    set_effort(company, priced, "")
    text = page(as_("chen").get("/standards/KF-02/approval/"))
    assert "相对上一版改动 1 处" in text
    assert "仅要素或成本" in text
    assert 'hx-get="/standards/KF-02/consequences/"' in text


def test_a_change_after_which_a_duty_is_kept_in_part_is_told(company, as_):
    made = company.standard("监控录像保存30日。", code="KF-02")
    publish(company, as_)
    write(company, made, "商场的监控录像保存30日。")
    assert "变得只满足一部分" in page(as_("chen").get("/standards/KF-02/consequences/"))
