"""A full or failing disk at every place where a batch or a photo writes: nothing acknowledged, nothing half kept."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import sqlite3

import pytest
from tests.reliability.machine import Gateway, machine, web
from tests.reliability.test_power_cut import broken

from adapters.photo_files import jpeg
from domain.evidence.phones import Phone, seeded

#: More writes and syncs than a batch or a photo makes.
MOST_SITES = 80


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return machine(tmp_path_factory.mktemp("disk"))


@pytest.fixture(scope="module")
def gateway(place):
    with web(place) as port:
        yield Gateway(place, port, Phone(seeded(4), device=place.facts["devices"][0]))


def kept(place, ids):
    with contextlib.closing(sqlite3.connect(f"file:{place.database}?mode=ro", uri=True)) as database:
        assert broken(database, place.facts["company"]) is None
        found = {event for (event,) in database.execute("SELECT event_id FROM operations_fieldevent")}
    return found & set(ids)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
def test_a_batch_is_acknowledged_whole_or_not_at_all_wherever_the_disk_fails(place, gateway, error):
    refused = 0
    for site in range(1, MOST_SITES):
        batch = [gateway.phone.event("answer", f"site-{site}", payload={"line": "L"}) for _each in range(3)]
        ids = [event["id"] for event in batch]
        place.fail_after(site, error)
        status, told = gateway.send(batch)
        reached = place.left() <= 0
        place.fail_after(0, 0)
        if status == 200:
            assert told["committed"] == ids
        else:
            refused += 1
            assert (status, told["code"]) == (503, "not-stored")
            assert told["title"]
            assert kept(place, ids) == set()
        again = gateway.send(batch)
        assert (again[0], again[1]["committed"]) == (200, ids), "it does not recover by itself"
        assert kept(place, ids) == set(ids)
        if not reached:
            break
    else:
        pytest.fail("more places to fail than were tried")
    assert refused >= 2


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
def test_a_photo_is_acknowledged_whole_or_not_at_all_wherever_the_disk_fails(place, gateway, error):
    refused = 0
    for site in range(1, MOST_SITES):
        data = jpeg(site + error * 256)
        sent = hashlib.sha256(data).hexdigest()
        place.fail_after(site, error)
        status, told = gateway.send_photo(sent, data)
        reached = place.left() <= 0
        place.fail_after(0, 0)
        if status != 200:
            refused += 1
            assert status == 503
            assert told["code"] in {"not-stored", "store-failed"}
        assert gateway.send_photo(sent, data)[0] == 200, "it does not recover by itself"
        path = place.folder / "files" / "field" / sent[:2] / sent
        assert path.read_bytes() == data
        if not reached:
            break
    else:
        pytest.fail("more places to fail than were tried")
    assert refused >= 4
    assert [path.name for path in place.folder.rglob("*") if path.name.startswith(".") and path.is_file()] == []


def test_a_disk_that_stays_full_refuses_all_and_then_takes_all(place, gateway):
    batches = [[gateway.phone.event("note", "full")] for _each in range(5)]
    place.fail_after(-1, errno.ENOSPC)
    refused = [gateway.send(batch)[0] for batch in batches]
    place.fail_after(0, 0)
    assert refused == [503] * 5
    assert all(gateway.send(batch)[0] == 200 for batch in batches)
    assert len(kept(place, [event["id"] for batch in batches for event in batch])) == 5
