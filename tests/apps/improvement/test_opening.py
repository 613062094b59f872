"""Findings become nonconformities of the clause that was broken."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest
from tests.apps.improvement.mending import TEXT, Shop, later
from tests.apps.improvement.test_effects import revise
from tests.apps.standards.company import AT, Company

from adapters.photo_files import jpeg
from guicheng.apps.improvement.selectors.clauses import Newer, newer_of, with_newer
from guicheng.apps.improvement.selectors.nonconformities import NonconformityFilter, nonconformities_visible_to
from guicheng.apps.operations.services.photos import keep_photo
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.attainment.mending import NotMendedError
from guicheng.domain.values import NotAllowedError
from guicheng.usecases.open_nonconformity import clauses_meant, open_from_finding

pytestmark = pytest.mark.django_db
LOOSER = "接到紧急报修后，维修工45分钟内到达现场。"


def test_it_carries_the_clause_as_its_edition_in_force_says_it():
    shop = Shop()
    row = shop.found()
    assert (row.called, row.sentence, row.edition) == ("NC-0001", TEXT, 1)
    assert row.citation == f"GC-01/{shop.clause.number}"
    assert [act.kind for act in row.acts.all()] == ["open"]
    assert AuditEntry.objects.filter(act="improvement.open_nonconformity", label="NC-0001").count() == 1


def test_numbers_count_in_the_company():
    shop = Shop()
    assert [shop.found().number, shop.found().number] == [1, 2]


def test_it_is_due_in_workdays_of_the_calendar():
    # 2026-11-23 is a Monday: 3, 7 and 15 workdays later, each to the end of the day.
    shop = Shop()
    due = [f"{shop.found(severity=each).due_at:%Y-%m-%d %H:%M}" for each in ("serious", "ordinary", "slight")]
    assert due == ["2026-11-27 00:00", "2026-12-03 00:00", "2026-12-15 00:00"]


def test_what_one_thing_found_of_one_clause_is_opened_once():
    shop = Shop()
    first = shop.found(source="order:abc")
    assert shop.found(source="order:abc").pk == first.pk
    assert shop.found(source="order:abd").pk != first.pk
    assert shop.found(key="k1").pk == shop.found(key="k1").pk


def test_the_same_clause_at_the_same_estate_recurs_and_is_proposed_worse():
    shop = Shop()
    first = shop.found(severity="slight")
    second = shop.found(severity="slight", at=later(days=89))
    assert (second.recurs_id, second.proposed, second.severity) == (first.pk, "ordinary", "slight")
    assert shop.found(severity="serious", at=later(days=90)).proposed == ""


def test_long_after_it_does_not_recur():
    shop = Shop()
    shop.found()
    assert shop.found(at=later(days=91)).recurs_id is None


def test_photos_of_phones_are_copied(files):
    shop = Shop()
    data = jpeg()
    sent = sha256(data).hexdigest()
    keep_photo(actor=shop.actor("li"), sent=sent, data=data, at=AT)
    row = shop.found(photos=[sent])
    assert [(photo.after, photo.media) for photo in row.photos.all()] == [(False, "image/jpeg")]
    with pytest.raises(NotMendedError, match="has not arrived"):
        shop.found(photos=["0" * 64])


def test_who_may_not_work_on_them_opens_none():
    shop = Shop()
    with pytest.raises(NotAllowedError):
        shop.found(by="li")


@pytest.mark.parametrize(("changed", "field"), [
    ({"what": " "}, "found"),
    ({"severity": "awful"}, "severity"),
    ({"source": "order"}, "source"),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_its_field(changed, field):
    with pytest.raises(NotMendedError) as refused:
        Shop().found(**changed)
    assert refused.value.field == field


def test_a_person_names_the_clause_by_its_number():
    shop = Shop()
    said = {"actor": shop.actor("sun"), "unit_key": shop.estate.key, "severity": "slight", "found": "晚到", "at": AT}
    row = open_from_finding(clause=f"gc-01/{shop.clause.number}", **said)
    assert (row.sentence, row.clause_key) == (TEXT, shop.clause.key)
    assert open_from_finding(clause=str(shop.clause.key), **said).citation == "GC-01/3.2"
    assert open_from_finding(clause="", **said).clause_key is None
    with pytest.raises(NotMendedError, match="KF-03/2"):
        open_from_finding(clause="GC-01/99", **said)


def test_it_carries_sentence_and_number_of_the_edition_by_which_it_was_judged():
    shop = Shop()
    revise(shop, LOOSER, date(2026, 12, 1))
    after = later(days=10)
    judged = {"edition": shop.clause.edition.key, "at": after}
    old, new = shop.found(**judged), shop.found("又晚了", at=after)
    assert [(row.edition, row.sentence) for row in (old, new)] == [(1, TEXT), (2, LOOSER)]
    assert (shop.found("慢", edition="no key", at=after).edition, new.citation) == (2, old.citation)
    rows = nonconformities_visible_to(shop.actor("sun"))
    by_pk = {each.pk: newer_of(each) for each in with_newer(rows, at=after)}
    assert (by_pk[old.pk], by_pk[new.pk]) == (Newer(2, LOOSER, True), None)
    assert [newer_of(each) for each in with_newer(rows, at=later())] == [None] * 3


def test_what_names_no_clause_finds_those_that_hold_its_words():
    shop = Shop()
    actor = shop.actor("sun")
    asked = {"actor": actor, "unit_key": shop.estate.key, "severity": "slight", "found": "晚到", "at": AT}
    with pytest.raises(NotMendedError, match="Choose which clause “维修工 到达” is"):
        open_from_finding(clause="维修工 到达", **asked)
    meant = clauses_meant(actor, "维修工 30分钟", at=AT)
    assert [each.key for each in meant] == [shop.clause.key]
    assert [each.key for each in clauses_meant(actor, "gc-01 30分钟", at=AT)] == [shop.clause.key]
    assert clauses_meant(actor, f"GC-01/{shop.clause.number}", at=AT) == []
    assert clauses_meant(actor, "没有这样的话", at=AT) == clauses_meant(actor, " ", at=AT) == []
    assert clauses_meant(Company(prefix="y").actor("qian"), "维修工", at=AT) == []


def test_frontline_sees_only_what_is_theirs():
    shop = Shop()
    row = shop.found()
    assert list(nonconformities_visible_to(shop.actor("li"))) == []
    row.owner = shop.company.people["li"]
    row.save()
    assert list(nonconformities_visible_to(shop.actor("li"))) == [row]
    row.owner, row.post = None, shop.post
    row.save()
    assert list(nonconformities_visible_to(shop.actor("zhou"))) == [row]


@pytest.mark.parametrize(("wanted", "found"), [
    ({"state": "running"}, 2), ({"state": "ended"}, 0), ({"state": "late"}, 0), ({"severity": "serious"}, 1),
    ({"words": "nc-0002"}, 1), ({"words": "维修工 45"}, 1), ({"standard": "gc-01"}, 2), ({"of": "nobody"}, 2),
    ({"of": "mine"}, 0), ({"clause": "no key"}, 0), ({"recurring": True}, 1), ({"source": "order"}, 1),
    ({"root": "cannot"}, 0), ({"state": "open"}, 2), ({"state": "check"}, 0),
])  # fmt: skip
def test_they_are_found_by(wanted, found):
    shop = Shop()
    shop.found(severity="serious")
    shop.found("没有回访", source="order:x")
    rows = nonconformities_visible_to(shop.actor("sun"), NonconformityFilter(**wanted), at=later(minutes=5))
    assert rows.count() == found
