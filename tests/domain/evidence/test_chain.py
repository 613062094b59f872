"""Whatever is changed in a chain, its place is found; a root holds what it was made of."""

from dataclasses import replace

import pytest

from domain.evidence.phones import seeded, shift
from guicheng.domain.evidence import (
    Fault,
    Linked,
    Opening,
    broken_at,
    commitment,
    event_hash,
    event_record,
    first_link,
    linked,
    merkle_proof,
    merkle_root,
    opens,
    photo_record,
    proves,
    read_event,
)  # fmt: skip
from guicheng.domain.evidence.event import commitments_of, payload_hash, skeleton, skeleton_hash

FIRST = first_link("org")


def chain_of(events):
    before, found = FIRST, []
    for seq, made in enumerate(events, 1):
        record = event_record(event=event_hash(read_event(made)), received_ms=seq, effective=seq, sender=f"{seq:064x}")
        found.append(linked(before, seq, record))
        before = found[-1].link
    return found


def end_of(chain):
    return chain[-1].seq, chain[-1].link


def flip(chance, text):
    place = chance.randrange(len(text))
    return (
        text[:place] + chance.choice([sign for sign in "0123456789abcdef" if sign != text[place]]) + text[place + 1 :]
    )


def mutated(chance, chain):
    """Return a changed chain and the number at which it has to be found."""
    act, place = chance.choice(("record", "hash", "link", "number", "delete", "insert", "swap", "cut")), 0
    place, found = chance.randrange(len(chain) - 1), list(chain)
    each = found[place]
    if act == "record":
        name = chance.choice(("event", "sender", "received", "effective"))
        old = each.record[name]
        found[place] = replace(
            each, record={**each.record, name: flip(chance, old) if isinstance(old, str) else old + 1}
        )
    elif act == "hash":
        found[place] = replace(
            each, record_hash=flip(chance, each.record_hash), record=chance.choice((None, each.record))
        )
    elif act == "link":
        found[place] = replace(each, link=flip(chance, each.link))
    elif act == "number":
        found[place] = replace(each, seq=each.seq + chance.choice((-1, 1, 7)))
    elif act == "delete":
        del found[place]
    elif act == "insert":
        before = found[place - 1].link if place else FIRST
        found.insert(place, linked(before, each.seq, {**each.record, "event": flip(chance, each.record["event"])}))
        return found, each.seq + 1
    elif act == "swap":
        found[place], found[place + 1] = found[place + 1], found[place]
    else:
        del found[place + 1 :]
        return found, each.seq + 1
    return found, each.seq


@pytest.mark.unmeasured
def test_ten_thousand_changes_are_found_at_their_place():
    chance = seeded(1128)
    chain = chain_of(shift(chance, 40))
    end = end_of(chain)
    assert broken_at(FIRST, chain, end=end) is None
    for _each in range(10_000):
        changed, place = mutated(chance, chain)
        found = broken_at(FIRST, changed, end=end)
        assert found is not None
        assert found[0] == place


def _other(value):
    if isinstance(value, list):
        return [*value, "x"]
    if isinstance(value, dict):
        return {**value, "x": "y"}
    return value + 1 if isinstance(value, int) else f"{value}x"


@pytest.mark.unmeasured
def test_ten_thousand_changes_of_an_event_change_its_hash():
    chance = seeded(77)
    events = [read_event(made) for made in shift(chance, 100)]
    for _each in range(10_000):
        event = chance.choice(events)
        found = skeleton(event, payload_hash(event.payload), commitments_of(event))
        wanted = skeleton_hash(found)
        name = chance.choice(sorted(found))
        found[name] = _other(found[name])
        assert skeleton_hash(found) != wanted


def test_each_kind_of_change_is_named():
    chain = chain_of(shift(seeded(1), 5))
    assert broken_at(FIRST, chain[1:]) == (1, Fault.GAP)
    assert broken_at(FIRST, [chain[0], replace(chain[1], record={})]) == (2, Fault.RECORD)
    assert broken_at(FIRST, [replace(chain[0], link="00" * 32)]) == (1, Fault.LINK)
    assert broken_at(FIRST, chain[:3], end=end_of(chain)) == (4, Fault.END)
    assert broken_at(FIRST, chain, end=(5, "00" * 32)) == (5, Fault.END)
    assert broken_at(FIRST, chain) is None
    bare = [Linked(each.seq, None, each.record_hash, each.link) for each in chain]
    assert broken_at(FIRST, bare, end=end_of(chain)) is None
    assert broken_at(chain[1].link, chain[2:], start=3, end=end_of(chain)) is None


def test_a_photo_and_an_event_of_one_hash_are_two_records():
    event = event_record(event="a" * 64, received_ms=1, effective=1, sender="")
    photo = photo_record(sent="a" * 64, kept="b" * 64, received_ms=1)
    assert linked(FIRST, 1, event).record_hash != linked(FIRST, 1, photo).record_hash


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 8, 9, 33])
def test_a_proof_leads_from_each_link_to_the_root_and_from_no_other(size):
    links = [f"{number:064x}" for number in range(size)]
    root = merkle_root(links)
    for place, link in enumerate(links):
        proof = merkle_proof(links, place)
        assert proves(proof, link, root)
        assert not proves(proof, "ff" * 32, root)
        assert not proves(replace(proof, index=size), link, root)
        assert not proves(replace(proof, path=(*proof.path, "ff" * 32)), link, root)
        if proof.path:
            assert not proves(replace(proof, path=proof.path[:-1]), link, root)
            assert not proves(replace(proof, path=(*proof.path[:-1], "ff" * 32)), link, root)
    with pytest.raises(IndexError):
        merkle_proof(links, size)


def test_the_roots_are_those_of_rfc_6962():
    assert merkle_root([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle_root([""]) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert merkle_root(["", "00"]) == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"


def test_a_commitment_opens_for_its_value_and_salt_only():
    opening = Opening("0" * 32, "13800001402")
    committed = commitment(opening)
    assert opens(opening, committed)
    assert not opens(replace(opening, value="13800001403"), committed)
    assert not opens(replace(opening, salt="1" * 32), committed)
