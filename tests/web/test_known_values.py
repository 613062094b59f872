"""What others promise, beside one's own clause."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.django_db
FAST = "接到紧急报修后，维修工应在30分钟内到达现场。"


def page(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_known_values_stand_beside_a_clause_with_their_sources(company, as_):
    company.standard(FAST, code="KF-02")
    client = as_("chen")
    text = page(client.get("/standards/KF-02/benchmarks/"))
    assert re.search(r"本条 30 分钟；已知 9 个值，5 分钟～2 小时", text)
    assert "三星级" in text
    assert "本条 30 分钟" in page(client.get("/standards/KF-02/beside/"))
