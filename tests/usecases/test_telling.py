"""The story is told in parts, each a transaction of its own, so that others can write between them."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from guicheng.apps.platform.models import Receipt
from guicheng.usecases.demonstration import loading

AT = datetime(2026, 11, 29, 9, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_each_part_of_a_chapter_is_through_before_the_next_begins_and_others_are_let_in(monkeypatch):
    seen, gaps = [], []
    monkeypatch.setattr(loading.time, "sleep", gaps.append)
    monkeypatch.setattr(loading, "_STRETCH", 0)

    def chapter(_cast):
        for number in (1, 2):
            assert connection.in_atomic_block
            seen.append(f"told {number}")
            transaction.on_commit(lambda number=number: seen.append(f"through {number}"))
            yield

    loading._tell_chapter(chapter, None, 0, AT, loading._Gaps())
    assert seen == ["told 1", "through 1", "told 2", "through 2"]
    # The third part is the end, in which the receipt is written.
    assert Receipt.objects.count() == 1
    assert gaps == ([loading._GAP] * 3 if connection.vendor == "sqlite" else [])


@pytest.mark.django_db(transaction=True)
def test_a_chapter_of_one_part_is_one_transaction(monkeypatch):
    monkeypatch.setattr(loading.time, "sleep", lambda _seconds: None)
    told = []
    loading._tell_chapter(told.append, "the cast", 0, AT, loading._Gaps())
    assert (told, Receipt.objects.count()) == (["the cast"], 1)


@pytest.mark.django_db(transaction=True)
def test_others_are_let_in_no_more_than_once_in_a_stretch(monkeypatch):
    gaps, clock = [], iter([0.0, 0.4, 1.1, 1.1, 1.3, 2.2, 2.2])
    monkeypatch.setattr(loading, "time", SimpleNamespace(sleep=gaps.append, monotonic=lambda: next(clock)))

    def chapter(_cast):
        yield from [None] * 3

    loading._tell_chapter(chapter, None, 0, AT, loading._Gaps())
    assert gaps == ([loading._GAP] * 2 if connection.vendor == "sqlite" else [])
