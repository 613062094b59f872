"""Two clauses that seem to speak of one thing, until a person says that they are two."""

from __future__ import annotations

import pytest
from tests.apps.standards.company import AT, Company, clause
from tests.web.test_comparing import hidden, page

from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.standards import services
from guicheng.apps.standards.models import TwoThings

pytestmark = pytest.mark.django_db
MOWN, CUT = "草坪修剪后的高度应控制在3～5厘米。", "绿化工割草时，草地留茬不得低于6厘米。"


@pytest.fixture
def alike(company):
    """Two clauses that seem to speak of one thing; the suspicion is told of the second."""
    first = company.standard(MOWN, unit=company.root, code="KF-01")
    return first, company.standard(CUT, unit=company.root, code="KF-02")


def two_things(client, **more):
    here = "/standards/KF-02/compare/"
    return client.post(here, {**hidden(page(client.get(here)), "CT007"), "act": "apart", "reason": "两种草", **more})


def test_one_thing_in_other_words_is_suspected_and_found_to_be_two_things_by_a_person(alike, as_):
    client = as_("chen")
    for path in ("/consistency/", "/standards/KF-02/compare/"):
        text = page(client.get(path))
        assert "同一件事，两种说法？" in text
        assert "CT007" in text
    assert "CT007" not in page(client.get("/standards/KF-01/compare/"))
    assert two_things(client).status_code == 302
    assert "没有问题" in page(client.get("/consistency/"))
    assert "CT007" not in page(client.get("/standards/KF-02/system/"))
    for path in ("/consistency/?code=signed", "/standards/KF-02/compare/", "/exceptions/"):
        text = page(client.get(path))
        assert "两种草" in text
        assert "陈晓" in text
    said = TwoThings.objects.get()
    assert AuditEntry.objects.get(act="standards.tell_apart").after["reason"] == "两种草"
    client.post("/exceptions/", {"act": "together", "key": str(said.key)})
    assert "CT007" in page(client.get("/consistency/"))
    assert AuditEntry.objects.filter(act="standards.take_back_two_things").exists()


def test_two_things_hold_until_one_of_the_two_sentences_changes(company, alike, as_):
    client = as_("chen")
    two_things(client)
    for made, text, other in ((alike[0], MOWN, MOWN.replace("5厘米", "4厘米")), (alike[1], CUT, CUT.replace("6", "7"))):
        key = clause(made).key
        for words, speaks in ((other, True), (text, False)):
            clause(made).refresh_from_db()
            services.edit_clause(
                actor=company.actor("chen"), key=key, revision=clause(made).revision, text=words, at=AT
            )
            assert ("CT007" in page(client.get("/consistency/"))) is speaks
            assert ("有一句已改动" in page(client.get("/exceptions/"))) is speaks


def test_two_things_hold_whichever_of_the_two_is_looked_at(alike, as_):
    client = as_("chen")
    two_things(client)
    said = TwoThings.objects.get()
    TwoThings.objects.update(clause_key=said.other_key, other_key=said.clause_key, standard=alike[0])
    assert "没有问题" in page(client.get("/consistency/"))


def test_two_things_of_the_same_words_elsewhere_are_another_pair(company, alike, as_):
    client = as_("chen")
    two_things(client)
    company.standard(CUT, unit=company.root, code="KF-03")
    found = page(client.get("/standards/KF-03/compare/"))
    assert 'name="against" value="clause:' in found.partition('value="CT007"')[2]


@pytest.mark.parametrize("more", [{"reason": " "}, {"mark": "0" * 64}, {"mark": ""}])
def test_without_a_reason_or_a_finding_nothing_is_two_things(alike, as_, more):
    assert 'role="alert"' in page(two_things(as_("chen"), **more), 422)
    assert not TwoThings.objects.exists()


def test_only_whoever_may_accept_findings_says_that_two_are_two_things(company, alike, as_):
    sent = hidden(page(as_("chen").get("/standards/KF-02/compare/")), "CT007")
    wang = as_("wang")
    assert wang.post("/standards/KF-02/compare/", {**sent, "act": "apart", "reason": "两种草"}).status_code == 403
    two_things(as_("chen"))
    key = str(TwoThings.objects.get().key)
    assert as_("wang").post("/exceptions/", {"act": "together", "key": key}).status_code in {403, 404}
    other = Company("b-")
    client = as_("chen")
    client.force_login(other.people["chen"])
    assert client.post("/exceptions/", {"act": "together", "key": key}).status_code == 404
    assert "两种草" not in page(client.get("/exceptions/"))
    assert TwoThings.objects.exists()
