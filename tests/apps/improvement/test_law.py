"""A duty of the law that is new, reads otherwise or is gone lists the clauses that speak of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from django.utils.timezone import localdate
from tests.apps.improvement.mending import Shop, later
from tests.apps.standards.company import AT

from guicheng.adapters.norms.own import look_in
from guicheng.adapters.norms.shipped import shipped_norms
from guicheng.adapters.norms.writing import file_of, norm_of
from guicheng.apps.catalogue.models import UnitFacts
from guicheng.apps.improvement.models import DutyText, LawChange
from guicheng.apps.improvement.selectors.reviews import reviews
from guicheng.apps.improvement.services.law_watching import watch_law
from guicheng.apps.standards import services
from guicheng.usecases.publish_edition import publish_edition

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.fixture
def shop():
    return Shop()


def test_what_a_duty_says_is_kept_whole():
    assert [norm_of(file_of(norm)) for norm in shipped_norms()] == list(shipped_norms())
    said = file_of(shipped_norms()[0])
    said["duties"][0]["owner"] = "nobody_any_more"
    assert norm_of(said) is None


def law_reasons(shop):
    found = {each.standard.code: each for each in reviews(shop.actor("lin"), day=DAY)}
    return [each for each in found["GC-02"].reasons if each.kind == "law"]


def look_in_without(folder, norm):
    """Let the norms in use be those of the product but for one duty."""
    others = [each for each in shipped_norms() if each.place.key == norm.place.key and each is not norm]
    whole = file_of(others[0])
    for each in others[1:]:
        said = file_of(each)
        whole["laws"] |= said["laws"]
        whole["duties"] += said["duties"]
    (folder / "place.yaml").write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    look_in(folder)


def test_a_duty_that_is_gone_lists_the_clauses_that_spoke_of_it(shop, tmp_path):
    watch_law(at=later())
    # Published after the law was read: what it speaks of is known all the same.
    shop.publish("消防设施每年全面检测1次。", code="GC-02")
    names = {norm.id for norm in shipped_norms() if "消防设施" in norm.zh and not norm.ban}
    rest = [norm for norm in shipped_norms() if norm.id not in names]
    assert names
    assert watch_law(at=later(days=1), norms=rest) == len(names)
    told = LawChange.objects.filter(first=False)
    assert {row.after for row in told} == {""}
    assert any(each["text"] == "消防设施每年全面检测1次。" for row in told for each in row.affected)
    [norm] = [norm for norm in shipped_norms() if norm.id == told.exclude(affected=[]).latest("pk").norm]
    look_in_without(tmp_path, norm)
    try:
        said = [each.message.render() for each in law_reasons(shop)]
        assert (
            said[0] == f"Duty {norm.citation}“{norm.zh}” no longer stands in the norms; clauses that speak of it: 3.1."
        )
        DutyText.objects.all().delete()
        said = [each.message.render() for each in law_reasons(shop)]
        assert said[0] == "A duty no longer stands in the norms; clauses that speak of it: 3.1."
        assert norm.id not in "".join(said)
    finally:
        look_in(None)


def test_a_duty_that_is_new_or_has_another_bound_lists_its_clauses(shop):
    shop.publish("消防设施每年全面检测1次。", code="GC-02")
    [norm] = [
        each for each in shipped_norms() if each.place.national and each.figure and "消防设施" in each.zh
        and each.figure.per == "year"
    ][:1]  # fmt: skip
    watch_law(at=later(), norms=[each for each in shipped_norms() if each is not norm])
    assert watch_law(at=later(days=1)) == 1
    new = LawChange.objects.get(norm=norm.id, first=False)
    stricter = replace(norm, figure=replace(norm.figure, per="quarter"), zh=norm.zh.replace("年", "季度"))
    stricter = replace(stricter, says=stricter.zh)
    assert watch_law(at=later(days=2), norms=[stricter if each is norm else each for each in shipped_norms()]) == 1
    changed = LawChange.objects.filter(norm=norm.id).latest("pk")
    for row, standing in ((new, {"covered", "tighter"}), (changed, {"looser"})):
        assert [each["text"] for each in row.affected] == ["消防设施每年全面检测1次。"]
        assert {each["standing"] for each in row.affected} <= standing


def test_the_law_of_a_city_concerns_standards_that_hold_at_its_estates(shop):
    standard = shop.company.standard("二次供水水箱每半年清洗消毒1次。", unit=shop.company.root, code="GS-01")
    sent = services.submit(actor=shop.actor("chen"), standard_key=standard.key, at=AT)
    for name in ("lin", "gao"):
        services.approve(actor=shop.actor(name), submission_key=sent.key, at=AT)
    publish_edition(actor=shop.actor("lin"), standard_key=standard.key, effective_from=localdate(AT), at=AT)
    norm = next(each for each in shipped_norms() if each.id == "anyang.tank-cleaning")
    without = [each for each in shipped_norms() if each is not norm]
    watch_law(at=later(), norms=without)
    watch_law(at=later(days=1))
    assert LawChange.objects.get(norm=norm.id).affected == []
    UnitFacts.objects.create(unit=shop.company.other, city="安阳", changed_at=AT)
    watch_law(at=later(days=2), norms=without)
    watch_law(at=later(days=3))
    last = LawChange.objects.filter(norm=norm.id).latest("pk")
    assert [each["text"] for each in last.affected] == ["二次供水水箱每半年清洗消毒1次。"]


def test_a_file_that_a_company_puts_in_opens_a_review_that_says_what_the_law_now_wants(shop, tmp_path):
    shop.publish("客服专员收到投诉后7日内答复投诉人。", code="KF-04")
    UnitFacts.objects.create(unit=shop.estate, city="杭州", changed_at=AT)
    watch_law(at=later())
    shipped = (files("guicheng.library") / "norms" / "hangzhou.yaml").read_text(encoding="utf-8")
    before, duty, after = shipped.partition("- id: hangzhou.complaint-answer")
    after = after.replace("收到投诉后10日内", "收到投诉后3日内", 1).replace("value: 10", "value: 3", 1)
    stricter = before + duty + after
    (tmp_path / "hangzhou.yaml").write_text(stricter, encoding="utf-8")
    look_in(tmp_path)
    try:
        assert watch_law(at=later(days=1)) == 1
        [row] = LawChange.objects.filter(first=False)
        assert ("客服专员收到投诉后7日内答复投诉人。", "looser") in {
            (each["text"], each["standing"]) for each in row.affected
        }
        found = {each.standard.code: each for each in reviews(shop.actor("lin"), day=DAY)}
        [reason] = [each for each in found["KF-04"].reasons if each.kind == "law"]
        assert "第50条“收到投诉后3日内作出答复。”" in reason.message.render()
    finally:
        look_in(None)
