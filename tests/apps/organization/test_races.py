"""Two people at the same moment: one act waits for the other, and neither breaks a rule."""

from __future__ import annotations

import contextlib
import threading

import pytest
from tests.apps.organization.organization import AT, PASSWORD, Organization

from guicheng.apps.organization import services
from guicheng.apps.organization.models import Grant, Person, Unit
from guicheng.apps.organization.selectors import any_company
from guicheng.apps.organization.services import roles, units


def at_once(*acts):
    """Run acts in threads of their own that begin together; return what each gave or raised."""
    from django.db import connections

    begin, answers = threading.Barrier(len(acts)), [None] * len(acts)

    def run(index, act):
        begin.wait()
        try:
            answers[index] = act()
        except Exception as error:
            answers[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


def meet(monkeypatch, *places):
    """Have each of the named checks wait, once it is through, until the others are: if nothing holds them apart."""
    together = threading.Barrier(2)

    def waiting(check):
        def wait(*said):
            check(*said)
            with contextlib.suppress(threading.BrokenBarrierError):
                together.wait(timeout=1)

        return wait

    for module, name in places:
        monkeypatch.setattr(module, name, waiting(getattr(module, name)))


def kinds(answers):
    return sorted(type(answer).__name__ for answer in answers)


def test_of_two_first_set_ups_one_is_refused(real_transactions):
    def found(name):
        return lambda: services.found_company(name=name, username=name, person_name=name, password=PASSWORD, at=AT)

    assert kinds(at_once(found("first"), found("second"))) == ["AlreadySetUpError", "Person"]
    assert any_company()
    assert Unit.objects.count() == Person.objects.count() == 1


def test_of_two_people_with_one_user_name_one_is_refused(real_transactions):
    company, beside = Organization(), Organization(prefix="x")

    def add(organization):
        actor = organization.actor("gao")
        return lambda: services.add_person(actor=actor, username="zhou", name="周工", email="", phone="", at=AT)

    answers = at_once(add(company), add(beside), add(company))
    assert kinds(answers) == ["TakenError", "TakenError", "tuple"]


def test_of_two_posts_with_one_name_one_is_refused(real_transactions):
    actor = Organization().actor("gao")
    answers = at_once(*[lambda: services.add_post(actor=actor, name="门岗", trade="order", at=AT)] * 2)
    assert kinds(answers) == ["Post", "TakenError"]


def test_two_administrators_cannot_take_each_others_role(real_transactions, monkeypatch):
    company = Organization()
    company.join("lin", "林总", ("administrator", company.root))
    meet(monkeypatch, (roles, "keep_an_administrator"))

    def revoke(by, whose):
        actor, key = company.actor(by), company.people[whose].key
        return lambda: services.revoke_role(
            actor=actor, person_key=key, role="administrator", unit_key=company.root.key, at=AT
        )

    answers = at_once(revoke("gao", "lin"), revoke("lin", "gao"))
    assert kinds(answers) == ["LastAdministratorError", "NoneType"]
    assert Grant.objects.filter(role="administrator", unit=company.root).count() == 1


def test_units_added_at_once_leave_the_tree_whole(real_transactions):
    company = Organization()
    actor = company.actor("gao")

    def add(name):
        return lambda: services.add_unit(
            actor=actor, parent_key=company.region.key, kind="estate", name=name, code="", at=AT
        )

    answers = at_once(add("甲"), add("乙"), add("丙"), add("甲"))
    assert kinds(answers) == ["TakenError", "Unit", "Unit", "Unit"]
    assert Unit.objects.find_problems() == ([], [], [], [], [])


def test_a_unit_is_not_archived_while_somebody_is_placed_there(real_transactions, monkeypatch):
    company = Organization()
    actor = company.actor("gao")
    meet(monkeypatch, (units, "_refuse_used"), (roles, "refuse_archived"))
    answers = at_once(
        lambda: services.archive_unit(actor=actor, key=company.other.key, at=AT),
        lambda: company.place("sun", company.other),
    )
    assert kinds(answers) in (["ArchivedError", "Unit"], ["Placement", "StillUsedError"])


@pytest.mark.parametrize("turn", range(2))
def test_two_moves_never_make_a_ring(real_transactions, turn):
    company = Organization()
    actor = company.actor("gao")
    west = services.add_unit(actor=actor, parent_key=company.root.key, kind="region", name="西区", code="", at=AT)
    pair = [(company.region.key, west.key), (west.key, company.region.key)]

    def move(key, parent):
        return lambda: services.move_unit(actor=actor, key=key, parent_key=parent, at=AT)

    answers = at_once(*(move(*each) for each in pair[:: -1 if turn else 1]))
    assert kinds(answers) == ["NotAsWantedError", "Unit"]
    assert Unit.objects.find_problems() == ([], [], [], [], [])
