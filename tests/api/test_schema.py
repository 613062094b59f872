"""Calls made up from the description, by everybody: no fault of ours, and every answer is one that it describes."""

from __future__ import annotations

import os
import random

import pytest
import schemathesis
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import checks
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks as conformance
from tests.api.bodies import MEANS, body, query
from tests.api.things import NAMES, Things

from guicheng.api.v1 import limits, problems

pytestmark = [pytest.mark.django_db, pytest.mark.one]
CHECKS = [
    checks.not_a_server_error,
    conformance.status_code_conformance,
    conformance.content_type_conformance,
    conformance.response_schema_conformance,
    conformance.response_headers_conformance,
]
#: Made-up calls for each call of the description; each goes out once for every caller. More of them by hand.
EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "3"))
CSRF = "a" * 32
#: Middleware packs long answers; what is checked is what is in them.
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture(scope="module")
def things(django_db_setup, django_db_blocker):
    """One world for all calls; each call is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Things()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def schema(django_db_setup):
    """The description, asked of the service as a server runs it, except that the test's connection stays open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler(), headers=PLAIN)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def no_limits(settings, monkeypatch):
    settings.SECOND_FACTOR = False
    monkeypatch.setattr(limits, "MOST_CALLS", 1_000_000)
    monkeypatch.setattr(limits, "MOST_WRITES", 1_000_000)
    cache.clear()


def credentials(caller, things):
    """What a caller sends beside the call."""
    if caller is None:
        return {"headers": PLAIN}
    if isinstance(caller, str):
        return {"headers": {**PLAIN, "Authorization": f"Bearer {caller}"}}
    cookies = {"sessionid": things.sessions[caller.pk], "csrftoken": CSRF}
    return {"headers": {**PLAIN, "X-CSRFToken": CSRF}, "cookies": cookies}


def real(made, name, things, chance):
    """Put things that exist into a made-up call, here and there, so that it comes further than "absent"."""
    keys = {**things.keys("own"), "document": things.document_of_q}
    noun = NAMES[name][1].split("/")[1]
    known = {**keys, "key": keys.get(MEANS.get(noun, ""), ""), "role": "supervisor"}
    whole = chance.random() < 0.4
    if made.path_parameters and (whole or chance.random() < 0.7):
        made.path_parameters = {part: known.get(part, value) for part, value in made.path_parameters.items()}
    sent = body(name, keys)
    if whole and sent is not None:
        made.body = sent
    elif isinstance(made.body, dict) and sent is not None:
        made.body = {**made.body, **{part: value for part, value in sent.items() if chance.random() < 0.6}}
    if made.query and chance.random() < 0.7:
        made.query.pop("cursor", None)
    if query(name) and (whole or chance.random() < 0.6):
        made.query = {**made.query, **query(name)}
    return made


@pytest.mark.parametrize("name", sorted(NAMES))
def test_no_made_up_call_is_a_fault_of_ours_or_answered_otherwise_than_described(no_limits, things, schema, name):
    method, path = NAMES[name]
    operation = schema[f"/api/v1{path}"][method]
    chance = random.Random(name)  # noqa: S311 - the same calls each time

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        made=st.one_of(
            operation.as_strategy(),
            operation.as_strategy(),
            operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE),
        )
    )
    def call(made):
        made = real(made, name, things, chance)
        # Who calls is ours to say; keys that repeat would only bring the first answer again.
        made.headers, made.cookies = {}, {}
        for caller in things.callers().values():
            with transaction.atomic():
                answer = made.call(**credentials(caller, things))
                made.validate_response(answer, checks=CHECKS)
                transaction.set_rollback(True)

    call()


def test_an_answer_that_is_not_described_is_noticed(no_limits, things, schema, monkeypatch):
    monkeypatch.setitem(problems.CODES, "absent", problems.Code(410, "gone"))
    made = schema["/api/v1/units/{key}"]["GET"].Case(path_parameters={"key": "x"})
    answer = made.call(**credentials(things.at_company["quality_manager"], things))
    with pytest.raises(FailureGroup, match="1 distinct failure"):
        made.validate_response(answer, checks=CHECKS)
