"""Notes name roles and nobody, quotes are coded by two who do not see one another, codes are merged."""

from __future__ import annotations

import pytest
from tests.apps.research.voices import CANARY, Voices
from tests.apps.standards.company import AT

from guicheng.apps.organization.services.access import NotAsWantedError, TakenError
from guicheng.apps.research import services
from guicheng.apps.research.models import Interview, Note, Quote
from guicheng.apps.research.selectors.interviews import codings_for, interviews_visible_to
from guicheng.domain.values import NotAllowedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    return Voices()


def code(company, name="等候", description="说到等的时间", **more):
    return services.add_code(actor=company.actor("chen"), name=name, description=description, at=AT, **more)


def give(company, quote, *codes, by="wang"):
    keys = [str(each.key) for each in codes]
    return services.code_quote(actor=company.actor(by), key=quote.key, code_keys=keys, at=AT)


def test_attendees_are_roles_with_numbers(company):
    row = company.talk(attendees="业主代表 3\n业委会主任")
    assert row.attendees == [{"role": "业主代表", "count": 3}, {"role": "业委会主任", "count": 1}]
    for who in ("李明", "王女士", CANARY, "业主代表 0"):
        with pytest.raises(NotAsWantedError):
            company.talk(attendees=who)


def test_a_number_in_notes_and_quotes_is_covered(company):
    row = company.talk(questions=[f"联系{CANARY}吗？"])
    services.write_note(
        actor=company.actor("wang"),
        key=row.key,
        position=0,
        question="平时等多久？",
        text=f"王女士{CANARY}说很久",
        at=AT,
    )
    quote = company.quote(row, f"我住3栋2单元1203，{CANARY}")
    for said in (*Note.objects.values_list("text", "question"), (quote.text,)):
        assert CANARY not in str(said)
    with pytest.raises(NotAsWantedError):
        company.quote(row, role="李明")


def test_a_question_is_added_at_the_end(company):
    row = company.talk(questions=["一？", "二？"])
    services.write_note(actor=company.actor("wang"), key=row.key, position=None, question="三？", text="", at=AT)
    assert list(row.notes.values_list("question", flat=True)) == ["一？", "二？", "三？"]


def test_a_second_coder_does_not_see_the_first_before_coding(company):
    row = company.talk()
    quote, wait = company.quote(row), code(company)
    give(company, quote, wait, by="wang")
    assert codings_for(company.actor("chen"), row) == {quote.pk: []}
    give(company, quote, by="chen")
    seen = codings_for(company.actor("chen"), row)[quote.pk]
    assert [(each.coder.username, [one.name for one in each.codes.all()]) for each in seen] == [
        ("wang", ["等候"]),
        ("chen", []),
    ]
    assert len(codings_for(company.actor("shen"), row)[quote.pk]) == 2


def test_a_merged_code_is_replaced_and_given_no_more(company):
    row = company.talk()
    quote, old, new = company.quote(row), code(company, "等待"), code(company, "等候")
    coding = give(company, quote, old)
    services.merge_codes(actor=company.actor("chen"), key=old.key, into=new.key, at=AT)
    assert [each.name for each in coding.codes.all()] == ["等候"]
    with pytest.raises(NotAsWantedError):
        give(company, quote, old)
    with pytest.raises(NotAsWantedError):
        services.merge_codes(actor=company.actor("chen"), key=new.key, into=new.key, at=AT)


def test_the_code_book_has_a_name_once_and_every_code_is_described(company):
    code(company)
    with pytest.raises(TakenError):
        code(company)
    with pytest.raises(NotAsWantedError):
        code(company, "噪音", " ")
    with pytest.raises(NotAllowedError):
        services.add_code(actor=company.actor("wang"), name="噪音", description="吵", at=AT)


def test_an_interview_lies_within_the_reach_of_its_unit(company):
    row = company.talk()
    assert interviews_visible_to(company.actor("wang")).get().said == 0
    assert not interviews_visible_to(company.actor("zhao")).exists()
    with pytest.raises(NotAllowedError):
        services.delete_interview(actor=company.actor("sun"), key=row.key, at=AT)


def test_what_somebody_said_can_be_deleted(company):
    row = company.talk()
    quote = company.quote(row)
    demand = company.demand(source=services.SourceKey(quote=str(quote.key)))
    services.delete_quote(actor=company.actor("wang"), key=quote.key, at=AT)
    assert not Quote.objects.exists()
    assert not demand.sources.exists()
    services.delete_interview(actor=company.actor("wang"), key=row.key, at=AT)
    assert not Interview.objects.exists()
