"""Several people at once, each in a connection of their own."""

from __future__ import annotations

import threading
from datetime import date

from django.db import connections
from tests.apps.standards.company import AT, GOOD, Company, clause, texts

from guicheng.apps.standards import services
from guicheng.apps.standards.models import ClauseChange, Edition
from guicheng.domain.values import StaleError
from guicheng.usecases.publish_edition import publish_edition


def at_once(*acts):
    """Run acts at the same moment; return what each gave or raised."""
    barrier, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(index, act):
        barrier.wait()
        try:
            found[index] = act()
        except Exception as error:
            found[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


def test_of_two_who_save_at_once_one_is_told_of_the_other(real_transactions):
    company = Company()
    standard = company.standard(GOOD)
    key = clause(standard).key
    actors = [company.actor("chen"), company.actor("lin")]
    found = at_once(
        *(
            lambda actor=actor: services.edit_clause(
                actor=actor, key=key, revision=1, text=f"员工佩戴工牌，{actor.name}。", at=AT
            )
            for actor in actors
        )
    )
    (lost,) = [each for each in found if isinstance(each, Exception)]
    assert isinstance(lost, StaleError)
    assert [lost.present] == texts(standard)
    assert ClauseChange.objects.count() == 2


def test_two_who_publish_at_once_make_one_edition(real_transactions):
    company = Company()
    standard = company.standard(GOOD)
    submission = services.submit(actor=company.actor("wang"), standard_key=standard.key, at=AT)
    for name in ("lin", "gao"):
        services.approve(actor=company.actor(name), submission_key=submission.key, at=AT)
    actors = [company.actor("chen"), company.actor("lin")]
    found = at_once(
        *(
            lambda actor=actor: publish_edition(
                actor=actor, standard_key=standard.key, effective_from=date(2026, 12, 1), at=AT
            )
            for actor in actors
        )
    )
    (refused,) = [each for each in found if isinstance(each, Exception)]
    assert isinstance(refused, services.NotApprovedError)
    assert Edition.objects.count() == 1
