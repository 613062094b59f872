"""What a form about a finding holds before anybody writes in it."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.utils.timezone import localdate
from tests.apps.improvement.mending import Shop
from tests.apps.standards.company import AT

from guicheng.apps.standards import services
from guicheng.usecases.finding_proposals import proposal_from
from guicheng.usecases.open_nonconformity import clause_in_force
from guicheng.usecases.publish_edition import publish_edition

pytestmark = pytest.mark.django_db


def proposed(shop, problem="急修：3栋电梯厅漏水"):
    order = shop.order(problem)
    return proposal_from(shop.actor("sun"), f"order:{order.key}", at=AT)["clause"]


def test_the_clause_of_an_order_is_called_by_standard_and_number():
    shop = Shop()
    said = proposed(shop)
    assert said.startswith("GC-01/3.")
    assert clause_in_force(shop.actor("sun"), said, at=AT).number == said.removeprefix("GC-01/")


def test_where_several_clauses_have_one_number_the_key_names_the_one_that_is_meant(monkeypatch):
    monkeypatch.setattr(Shop, "publish", publish_with_one_number)
    shop = Shop()
    said = proposed(shop)
    assert "/" not in said
    assert clause_in_force(shop.actor("sun"), said, at=AT).key == UUID(said)


def publish_with_one_number(shop, *texts, code="GC-01"):
    """Publish a standard whose clauses all have the number 3, as manuals that count anew in each section do."""
    standard = shop.company.standard(*texts, unit=shop.estate, code=code)
    standard.clauses.update(number="3")
    sent = services.submit(actor=shop.actor("chen"), standard_key=standard.key, at=AT)
    for name in ("lin", "wang"):
        services.approve(actor=shop.actor(name), submission_key=sent.key, at=AT)
    publish_edition(actor=shop.actor("lin"), standard_key=standard.key, effective_from=localdate(AT), at=AT)
