"""The chips that say what a clause is about, each with its correction."""

from __future__ import annotations

import re

import pytest
from tests.apps.standards.company import clause

from guicheng.domain.comparison.tables import activities

pytestmark = pytest.mark.django_db


def page(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def offered(text):
    return re.findall(r'name="surface"[^>]* value="([^"]*)"', text)


def test_no_two_activities_share_a_name_in_either_language():
    for names in ([each.zh for each in activities()], [each.en for each in activities()]):
        assert sorted(names) == sorted(set(names))


def test_each_act_has_its_own_chip_and_each_chip_can_be_corrected(company, as_):
    made = company.standard(
        "维修工上门时佩戴工牌、穿鞋套，作业面铺垫布，完工后清走废料。",
        "停用消防设施须经项目经理书面批准，停用期间秩序维护员值守停用区域。",
        code="KF-02",
    )
    client, here = as_("chen"), "/standards/KF-02/compare/"
    text = page(client.get(here))
    assert offered(text) == ["上门时佩戴工牌、穿鞋套", "作业面铺垫布", "完工后清走废料", "停用消防设施须经"]
    assert (text.count('is-brand">佩戴工牌'), text.count('is-brand">关停消防设施')) == (1, 1)
    form = {"act": "correct", "clause": clause(made).key, "chip": "2", "surface": "铺垫布", "activity": "成品保护"}
    # What is no activity of the list stays as it was typed; so does a form without words.
    assert 'value="成品保护"' in page(client.post(here, form), 422)
    assert 'value="擦拭"' in page(client.post(here, {**form, "surface": "", "activity": "擦拭"}), 422)
    assert client.post(here, {**form, "activity": "擦拭"}).status_code == 302
    assert re.search(r'is-brand">擦拭 · 行为', page(client.get(here)))
