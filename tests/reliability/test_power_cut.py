"""Power cuts at random points of a real run: nothing that was acknowledged is lost, and the chain holds.

``CUTS=1000 python -m pytest tests/reliability/test_power_cut.py`` makes it as thorough as one likes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from pathlib import Path

import pytest
from tests.reliability.machine import Disk, Gateway, beginning, load, machine, steps_of, web

from adapters.photo_files import jpeg
from domain.evidence.phones import Phone, seeded
from guicheng.domain.evidence import broken_at, event_record, first_link, photo_record
from guicheng.domain.evidence.chain import Linked, record_hash

CUTS = int(os.environ.get("CUTS", "60"))
BATCHES = max(12, CUTS // 8)
#: The mutant has to be seen within so many cuts.
SEEN_WITHIN = 50


def run(place, **more):
    """Run a service under load; return the machine, what lay there before, and what was acknowledged when."""
    made = machine(place, **more)
    before = beginning(made.folder)
    chance = seeded(28)
    with web(made) as port:
        gateways = [Gateway(made, port, Phone(chance, device=key)) for key in made.facts["devices"][:3]]
        load(gateways, BATCHES, 5)
        for number in range(BATCHES // 2):
            data = jpeg(number + 1)
            assert gateways[0].send_photo(hashlib.sha256(data).hexdigest(), data)[0] == 200
    return made, before, gateways


def cut_at(made, before, cuts, chance):
    """Yield the moment of each cut and what is found on the disk after it."""
    steps = steps_of(made.log)
    wanted = sorted(chance.choices(range(len(steps)), k=cuts))
    disk, place = Disk(before), 0
    for index in wanted:
        for step in steps[place : index + 1]:
            disk.take(step)
        place = index + 1
        yield steps[index].end, disk.cut(chance)


def look(made, files, folder, moment, gateways):
    """Start from what is left after a cut; return how many acknowledged events are lost."""
    for path, data in files.items():
        target = folder / Path(path).relative_to(made.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    with contextlib.closing(sqlite3.connect(folder / made.database.name)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        there = {event for (event,) in database.execute("SELECT event_id FROM operations_fieldevent")}
        kept = {photo for (photo,) in database.execute("SELECT kept FROM operations_fieldphoto")}
        assert broken(database, made.facts["company"]) is None
    for photo in kept:
        path = folder / "files" / "field" / photo[:2] / photo
        assert hashlib.sha256(path.read_bytes()).hexdigest() == photo, "a photo is told of and not there"
    events = {event for gateway in gateways for event, end in gateway.acknowledged.items() if end <= moment}
    photos = {photo for gateway in gateways for photo, end in gateway.photos.items() if end <= moment}
    return len(events - there) + len(photos - kept)


def broken(database, company):
    """Return where a chain is broken, computed from its tables."""
    events = "SELECT seq, link, hash, received_ms, effective_ms, sender FROM operations_fieldevent"
    chain = []
    for seq, link, event, received, effective, sender in database.execute(events):
        record = event_record(event=event, received_ms=received, effective=effective, sender=sender)
        chain.append(Linked(seq, record, record_hash(record), link))
    for seq, link, sent, kept, received in database.execute(
        "SELECT seq, link, sent, kept, received_ms FROM operations_fieldphoto"
    ):
        record = photo_record(sent=sent, kept=kept, received_ms=received)
        chain.append(Linked(seq, record, record_hash(record), link))
    end = database.execute("SELECT length, head FROM operations_fieldchain").fetchone()
    return broken_at(first_link(company), sorted(chain, key=lambda each: each.seq), end=end)


def lost_in_cuts(place, cuts, seed, **more):
    """Yield how many acknowledged events each of many cuts loses."""
    made, before, gateways = run(place, **more)
    acknowledged = sum(len(gateway.acknowledged) for gateway in gateways)
    assert acknowledged == 3 * BATCHES * 5
    for number, (moment, files) in enumerate(cut_at(made, before, cuts, seeded(seed))):
        folder = place / f"cut-{number}"
        yield look(made, files, folder, moment, gateways)
        for path in sorted(folder.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()


def test_no_power_cut_loses_what_was_acknowledged(tmp_path):
    losses = list(lost_in_cuts(tmp_path, CUTS, 1128))
    assert len(losses) == CUTS
    assert sum(losses) == 0


def test_a_database_that_syncs_less_is_caught(tmp_path):
    """The same run with synchronous=NORMAL: this test can fail, so the one above means something."""
    losing = lost_in_cuts(tmp_path, SEEN_WITHIN, 1128, DJANGO_SETTINGS_MODULE="normal_sync")
    assert any(losses > 0 for losses in losing)


@pytest.mark.skipif(not hasattr(os, "sync"), reason="a system without power cuts")
def test_the_replay_itself_loses_only_what_was_not_synced(tmp_path):
    from tests.reliability.machine import CUT, ENTRIES, MOVE, SYNC, WRITE, Step

    disk, never = Disk({"/a": b"old"}), seeded(0)
    for op, path, place, data in (
        (WRITE, "/a", 1, b"LD"), (SYNC, "/a", 0, b""), (WRITE, "/a", 0, b"N"), (CUT, "/a", 1, b""),
        (WRITE, "/.b", 0, b"b"), (SYNC, "/.b", 0, b""), (MOVE, "/.b", 0, b"/b"),
    ):  # fmt: skip
        disk.take(Step(0, op, path, place, data))
    found = [disk.cut(seeded(number)) for number in range(200)]
    assert {each["/a"] for each in found} == {b"oLD", b"NLD", b"o", b"N"}
    assert {tuple(sorted(each)) for each in found} == {("/.b", "/a"), ("/a", "/b")}
    disk.take(Step(0, ENTRIES, "/", 0, b""))
    assert all("/b" in disk.cut(never) for _each in range(50))
