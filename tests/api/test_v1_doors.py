"""Every call × every role × (own estate, another estate, another company, nobody, a program)."""

from __future__ import annotations

import json
import pkgutil
from importlib import import_module
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from ninja import Schema
from tests.api.bodies import address, body, query
from tests.api.things import CALLS, NAMES, OPERATIONS, ROLES, Things

from guicheng.api.v1 import limits
from guicheng.api.v1 import shapes as described
from guicheng.api.v1.callers import SIGNED_IN
from guicheng.api.v1.doors import Calls, Declared
from guicheng.api.v1.problems import CODES
from guicheng.apps.organization.permissions import PERMISSIONS
from guicheng.domain.values import GuichengError

pytestmark = [pytest.mark.django_db, pytest.mark.one]
EVERY = sorted(NAMES)
KEYED = [name for name in EVERY if "{" in NAMES[name][1]]


@pytest.fixture(scope="module")
def things(django_db_setup, django_db_blocker):
    """One world for all calls; each call is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Things()
        transaction.set_rollback(True)


@pytest.fixture
def ask(things, settings, monkeypatch):
    settings.SECOND_FACTOR = False
    monkeypatch.setattr(limits, "MOST_CALLS", 10_000)
    monkeypatch.setattr(limits, "MOST_WRITES", 10_000)
    cache.clear()
    client = Client(raise_request_exception=False)

    def one(name, caller, place="own", keys=None):
        method, path = NAMES[name]
        keys = keys or things.keys(place)
        where = address(path, keys)
        if wanted := query(name):
            where += "?" + urlencode(wanted)
        client.cookies.clear()
        headers = {"Authorization": f"Bearer {caller}"} if isinstance(caller, str) else {}
        with transaction.atomic():
            if caller is not None and not headers:
                client.cookies["sessionid"] = things.sessions[caller.pk]
            sent = json.dumps(body(name, keys)) if body(name, keys) is not None else ""
            answer = client.generic(method, where, sent, content_type="application/json", headers=headers)
            transaction.set_rollback(True)
        return answer

    return one


def test_every_call_of_the_description_stands_in_the_table_and_the_other_way_round():
    assert OPERATIONS.keys() == CALLS.keys()
    assert {declared.needs for declared in CALLS.values()} <= {*PERMISSIONS, SIGNED_IN}


def test_no_two_shapes_share_a_name_under_which_the_description_could_keep_one_only():
    shapes = [
        kind
        for found in pkgutil.iter_modules(described.__path__)
        for kind in vars(import_module(f"{described.__name__}.{found.name}")).values()
        if isinstance(kind, type) and issubclass(kind, Schema) and kind.__module__.startswith(described.__name__)
    ]
    names = [kind.__name__ for kind in set(shapes)]
    assert sorted(names) == sorted(set(names))


def test_a_call_that_names_no_permission_or_a_misspelt_one_cannot_be_declared():
    with pytest.raises(TypeError, match="needs"):
        Calls("x").get("/x", answer=None, summary="x")
    with pytest.raises(KeyError, match=r"standards\.raed"):
        Calls("x").get("/x", needs="standards.raed", answer=None, summary="x")
    with pytest.raises(KeyError, match="no-such-code"):
        Declared("GET", "/x", "standards.read", ("no-such-code",))


def test_every_code_that_an_error_carries_has_a_status_and_a_meaning():
    elsewhere = {"error", "unknown-rule", "setting", "start-refused", "password-refused", "already-set-up"}
    # Neither loading nor removing the demonstration is a call.
    elsewhere |= {"not-a-demonstration", "shared-rows", "triggers-lost", "broken-off"}
    # Signed deviations come back by a page and a command alone.
    elsewhere |= {"unknown-clause"}
    used = {each.code for each in _below(GuichengError) if each.__module__.split(".")[1] in {"api", "apps", "usecases"}}
    assert used - elsewhere <= CODES.keys()


def _below(kind):
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


@pytest.mark.parametrize("name", EVERY)
def test_nobody_is_told_to_sign_in_whatever_they_send(ask, name):
    answer = ask(name, None)
    assert (answer.status_code, answer.json()["code"]) == (401, "not-signed-in")
    assert ask(name, "gc_wrong").status_code == 401


@pytest.mark.parametrize("name", EVERY)
def test_each_role_is_let_in_where_the_table_of_permissions_says(ask, things, name):
    method, path = NAMES[name]
    needs = CALLS[method, path].needs
    for role in ROLES:
        for person in (things.at_company[role], things.at_estate[role]):
            answer = ask(name, person)
            if needs == SIGNED_IN or role in PERMISSIONS[needs]:
                assert answer.status_code < 500, (role, answer.content)
                assert answer.status_code != 401
            else:
                wanted = (404, "absent") if method == "GET" else (403, "not-allowed")
                assert (answer.status_code, answer.json()["code"]) == wanted, role


#: What belongs to the company, and so to all of its estates.
SHARED = {"terms", "parameters", "posts", "services", "chain", "retention", "groups", "themes", "inspection-sheets"}
SHARED |= {"metrics", "scorecards"}
#: What names nothing that is there: the hash of bytes that are sent, a place by its own name, a class.
NAMES_NOTHING = {"send_photo", "see_code", "set_retention"}
ELSEWHERE = [
    (place, name)
    for place in ("other estate", "other company")
    for name in KEYED
    if name not in NAMES_NOTHING
    if place == "other company" or NAMES[name][1].split("/")[1] not in SHARED
]


@pytest.mark.parametrize(("place", "name"), ELSEWHERE)
def test_what_lies_elsewhere_is_absent_for_whoever_may_do_everything_here(ask, things, name, place):
    answer = ask(name, things.all_roles, place)
    assert (answer.status_code, answer.json()["code"]) == (404, "absent")


#: What is absent here too: a view of somebody else, a role and a post that the person does not have.
NOT_THERE = {"delete_view", "revoke_role", "unplace_person"}


@pytest.mark.parametrize("name", [name for name in KEYED if name not in NOT_THERE])
def test_what_lies_here_is_found_by_whoever_may_do_everything_here(ask, things, name):
    keys = {**things.keys("own"), "document": things.document}
    answer = ask(name, things.all_roles, keys=keys)
    assert answer.status_code not in {401, 404}, answer.content
    assert answer.status_code < 500


def test_a_program_needs_the_scope_and_never_gets_what_only_people_answer_for(ask, things):
    assert ask("list_standards", things.token).status_code == 200
    assert ask("add_clause", things.token).status_code == 201
    for name in (
        "submit",
        "approve",
        "confirm_readings",
        "start_thread",
        "add_person",
        "reveal_phone",
        "publish_edition",
    ):
        answer = ask(name, things.token)
        assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed"), name
