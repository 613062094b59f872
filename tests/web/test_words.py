"""Words, parameters, exceptions, routes of approval and what is in force, as people meet them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.apps.standards.company import GOOD, VAGUE, clause

from guicheng.apps.standards import selectors
from guicheng.apps.standards.models import ApprovalRoute, BaselineFinding, Parameter, Suppression, Term

pytestmark = pytest.mark.django_db
NAMED = "接到急修报修后，维修工【时限.急修到场】内到场。"


def page(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def add_parameter(client, value="30分钟"):
    client.post("/parameters/", {"act": "add", "name": "时限.急修到场", "value": value})
    return Parameter.objects.get()


def test_a_word_of_the_company_changes_what_is_read(company, as_):
    client, sentence = as_("chen"), "水电匠30分钟内到场。"
    client.post("/words/", {"act": "add", "surface": "水电匠", "group": "post", "note": "老城区的叫法"})
    text = page(client.get("/words/", {"try": sentence}))
    assert "老城区的叫法" in text
    assert "30 分钟内" in text
    assert Term.objects.get().surface == "水电匠"


def test_a_word_for_an_activity_shows_the_name_of_the_activity_and_not_its_key(company, as_):
    client = as_("chen")
    client.post("/words/", {"act": "add", "surface": "清天沟", "group": "activity", "canonical": "roof_drains"})
    text = page(client.get("/words/"))
    assert "屋面雨水口清理" in text
    assert "roof_drains" not in text


def test_a_word_is_changed_and_removed(company, as_):
    client = as_("chen")
    client.post("/words/", {"act": "add", "surface": "水电匠", "group": "post"})
    here = f"/words/{Term.objects.get().key}/"
    client.post(here, {"act": "change", "surface": "水电工", "group": "post", "note": "改了"})
    assert "水电工" in page(client.get("/words/?q=水电工"))
    client.post(here, {"act": "remove"})
    assert not Term.objects.exists()
    assert client.get(here).status_code == 404


def test_a_word_that_cannot_be_is_refused_and_stays_typed(company, as_):
    text = page(as_("chen").post("/words/", {"act": "add", "surface": "", "group": "post", "note": "备注在"}), 422)
    assert 'value="备注在"' in text
    assert as_("wang").post("/words/", {"act": "add", "surface": "甲", "group": "post"}).status_code == 403


def test_shipped_words_are_found(company, as_):
    assert "<b>及时</b>" in page(as_("chen").get("/words/?q=及时"))
    assert "<b>及时</b>" not in page(as_("chen").get("/words/"))


def test_the_glossary_gathers_posts_units_places_and_parameters(company, as_):
    client = as_("chen")
    client.post("/words/", {"act": "add", "surface": "中控室", "group": "place", "note": "监控和消防在一起"})
    add_parameter(client)
    text = page(client.get("/glossary/"))
    for said in ("云栖花园", "中控室", "监控和消防在一起", "【时限.急修到场】", "30分钟"):
        assert said in text
    assert "云栖花园" not in page(client.get("/glossary/?q=中控室"))


def test_a_parameter_is_previewed_and_changed_for_all_clauses_at_once(company, as_):
    client = as_("chen")
    found = add_parameter(client)
    company.standard(NAMED)
    here = f"/parameters/{found.key}/"
    assert "30 分钟内" in page(client.get(here))
    preview = page(client.post(here, {"act": "preview", "value": "尽快", "revision": found.revision}))
    assert "还没保存" in preview
    assert "MH" in preview
    assert Parameter.objects.get().value == "30分钟"
    client.post(here, {"act": "set", "value": "20分钟", "revision": found.revision})
    assert "20 分钟内" in page(client.get("/standards/KF-03/"))


def test_two_people_change_a_parameter_and_neither_is_lost(company, as_):
    client = as_("chen")
    found = add_parameter(client)
    here = f"/parameters/{found.key}/"
    client.post(here, {"act": "set", "value": "20分钟", "revision": found.revision})
    text = page(client.post(here, {"act": "set", "value": "40分钟", "revision": found.revision}), 409)
    assert 'value="40分钟"' in text
    assert Parameter.objects.get().value == "20分钟"


def test_a_parameter_in_use_is_not_removed(company, as_):
    client = as_("chen")
    here = f"/parameters/{add_parameter(client).key}/"
    made = company.standard(NAMED)
    assert "1" in page(client.post(here, {"act": "remove"}), 422)
    made.clauses.all().delete()
    client.post(here, {"act": "remove"})
    assert not Parameter.objects.exists()


def except_one(company, client, **more):
    made = company.standard(VAGUE)
    here = f"/standards/KF-03/clauses/{clause(made).key}/except/"
    value = re.search(r'name="finding" value="([^"]+)"', page(client.get(here))).group(1)
    return client.post(here, {"act": "except", "finding": value, **more})


def test_a_finding_is_excepted_with_a_reason_listed_and_lifted(company, as_):
    client = as_("chen")
    assert "Location" in except_one(company, client, reason="合同原文").headers
    assert "合同原文" in page(client.get("/exceptions/"))
    assert "合同原文" not in page(client.get("/exceptions/?state=expired"))
    client.post("/exceptions/", {"act": "lift", "key": Suppression.objects.get().key})
    assert "没有例外" in page(client.get("/exceptions/"))


def test_without_a_reason_nothing_is_excepted(company, as_):
    assert 'role="alert"' in page(except_one(company, as_("chen"), reason=" "), 422)
    assert not Suppression.objects.exists()


def test_exceptions_that_cover_nothing_or_are_over_are_findings_themselves(company, as_):
    client = as_("chen")
    except_one(company, client, reason="试行", expires_on=str(timezone.localdate()))
    Suppression.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert "HL002" in page(client.get("/exceptions/"))
    Suppression.objects.update(expires_on=None, words="没有这话")
    assert "HL001" in page(client.get("/exceptions/"))
    for code in ("HL001", "HL002", "CS001"):
        assert code in page(client.get(f"/rules/{code}/"))


def test_the_baseline_is_counted_by_standard(company, as_):
    made = company.standard(VAGUE)
    BaselineFinding.objects.create(standard=made, clause_key=clause(made).key, fingerprint="x")
    assert "基线" in page(as_("chen").get("/exceptions/"))
    assert "基线" not in page(as_("zhao").get("/exceptions/"))


def route_of(company, client, unit, **steps):
    return client.post(f"/routes/{unit.key}/", {"act": "set", "name": "项目路线", **steps})


def test_a_route_is_set_holds_below_and_is_removed(company, as_):
    client = as_("chen")
    steps = {"name-1": "会审", "mode-1": "all", "role-1": ["quality_manager"], "name-2": "终审", "mode-2": "any",
             "person-2": [str(company.people["gao"].key)]}  # fmt: skip
    assert route_of(company, client, company.region, **steps).status_code == 302
    text = page(client.get(f"/routes/{company.region.key}/"))
    assert "会审" in text
    assert "今天会找：陈晓、林品" in text
    assert "来自 东区" in page(client.get("/routes/"))
    assert "沿用 东区" in page(client.get(f"/routes/{company.estate.key}/"))
    client.post(f"/routes/{company.region.key}/", {"act": "remove"})
    assert not ApprovalRoute.objects.exists()


def test_a_route_that_ends_with_one_person_is_refused_and_stays_typed(company, as_):
    steps = {"mode-1": "any", "name-1": "一个人审", "person-1": [str(company.people["gao"].key)]}
    text = page(route_of(company, as_("chen"), company.estate, **steps), 422)
    assert 'value="一个人审"' in text
    assert not ApprovalRoute.objects.exists()


def test_whoever_sets_no_routes_at_a_unit_is_told_so_or_finds_nothing(company, as_):
    company.join("du", "杜经理", ("quality_manager", company.other))
    assert as_("du").get(f"/routes/{company.estate.key}/").status_code == 404
    assert as_("du").get(f"/routes/{company.other.key}/").status_code == 200
    assert as_("wang").get("/routes/").status_code == 404


def test_frontline_people_read_what_is_in_force_and_nothing_else(company, as_):
    company.standard(GOOD)
    here = "/standards/KF-03/approval/"
    as_("chen").post(here, {"act": "submit"})
    for username in ("lin", "wang"):
        as_(username).post(here, {"act": "approve"})
    as_("lin").post(here, {"act": "publish", "day": str(timezone.localdate())})
    client = as_("qian")
    assert "报修服务标准" in page(client.get("/in-force/"))
    assert "报修服务标准" in page(client.get("/in-force/?q=30分钟"))
    assert "报修服务标准" not in page(client.get("/in-force/?day=2020-01-01"))
    assert "报修服务标准" in page(client.get("/in-force/?day=not-a-day"))
    assert client.get("/standards/").status_code == 404
    assert "报修服务标准" not in page(as_("zhao").get("/in-force/"))


def test_the_pages_cost_the_same_whatever_their_length(company, as_, django_assert_max_num_queries):
    for number in range(40):
        company.join(f"r{number:02}", f"经理{number:02}", ("estate_manager", company.estate))
        Parameter.objects.create(
            company=company.root, name=f"时限.第{number}项", value="30分钟", changed_at=timezone.now()
        )
    found = Parameter.objects.first()
    company.standard(*[f"维修工【{found.name}】内到场第{number}处。" for number in range(40)])
    client = as_("chen")
    addresses = ["/words/", "/parameters/", f"/parameters/{found.key}/", "/glossary/", "/exceptions/", "/routes/"]
    for address in (*addresses, f"/routes/{company.estate.key}/", "/in-force/"):
        with django_assert_max_num_queries(12):
            page(client.get(address))


def test_every_group_of_words_has_a_name():
    from guicheng.web.vocabulary import GROUPS

    assert set(GROUPS) == set(selectors.TERM_GROUPS)
