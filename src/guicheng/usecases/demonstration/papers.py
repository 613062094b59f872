"""Words and papers of the company: a draft in work, a contract, a term, a parameter, a manual to hand out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from guicheng.apps.standards import handouts, services
from guicheng.apps.standards.models import DraftClause, Edition
from guicheng.apps.standards.readings.judging import read_clause
from guicheng.apps.standards.readings.words import company_words
from guicheng.apps.standards.services.checks import suppress
from guicheng.apps.standards.services.drafts import add_clause
from guicheng.apps.standards.services.handouts import HandoutWish, ask_for_handout, begin_handout, store_handout
from guicheng.apps.standards.services.parameters import set_parameter
from guicheng.apps.standards.services.words import add_term
from guicheng.usecases.demonstration.cast import Cast, moment, told
from guicheng.usecases.take_contract import take_contract


def write(cast: Cast) -> None:
    """Write them in the weeks after the standards hold."""
    said, at = told("papers"), moment(cast.first + timedelta(days=6), 14)
    about: dict[str, Any] = {"actor": cast.quality, "at": at}
    _draft(cast, said["draft"], about)
    contract = said["contract"]
    take_contract(
        unit_key=cast.estates[contract["estate"]].key, name=contract["name"], data=contract["text"].strip().encode(),
        code=contract["code"], binds_from=cast.first,
        binds_until=cast.first + timedelta(days=365 * contract["years"]), **about,
    )  # fmt: skip
    add_term(**said["term"], **about)
    set_parameter(**said["parameter"], **about)
    _manual(cast, said["handbook"], about)


def _draft(cast: Cast, said: Mapping[str, Any], about: Mapping[str, Any]) -> None:
    """Write a draft with a vague clause, and accept what is found there for some time."""
    made = services.create_standard(
        unit_key=cast.company.key, code=said["code"], title=said["title"], category=said["category"], **about
    )
    for number, text in enumerate(said["clauses"]):
        clause = add_clause(standard_key=made.key, text=text, **about).clause
        if clause is not None and number == said["accepted"]["clause"]:
            _accept(cast, clause, said["accepted"], about)


def _accept(cast: Cast, clause: DraftClause, said: Mapping[str, Any], about: Mapping[str, Any]) -> None:
    words = company_words(cast.company.pk)
    for found in read_clause(clause, words).findings[:1]:
        suppress(
            clause_key=clause.key, code=found.code, words=found.span.of(clause.text), reason=said["reason"],
            expires_on=cast.last + timedelta(days=said["days"]), **about,
        )  # fmt: skip


def _manual(cast: Cast, said: Mapping[str, Any], about: Mapping[str, Any]) -> None:
    """Have a manual of an edition made, as the worker would."""
    edition = Edition.objects.get(standard=cast.kept["standards"][said["standard"]], number=1)
    asked = ask_for_handout(subject=edition, wish=HandoutWish(said["kind"], said["form"]), **about)
    if begun := begin_handout(handout_id=asked.pk):
        content = handouts.made(begun, at=about["at"], progress=lambda _done, _total: None)
        store_handout(handout_id=asked.pk, content=content)
