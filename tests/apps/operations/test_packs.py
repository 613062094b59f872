"""Evidence packs, checked by the one file that goes with them, without our code."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from tests.apps.standards.company import AT

from domain.evidence.phones import seeded
from guicheng.apps.operations.exports import PackRefusedError, write_pack
from guicheng.apps.operations.models import FieldEvent
from guicheng.apps.operations.selectors.chain import day_of_chain
from guicheng.apps.operations.services.devices import register_device
from guicheng.apps.operations.services.flagging import flag_new_events
from guicheng.apps.operations.services.sealing import seal_days

DAY = AT.date()


@pytest.fixture
def ground(field):
    """Two days: two phones at the estate, one at another; photos; a phone number that nobody outside may see."""
    other = register_device(
        actor=field.company.actor("zhao"), unit_key=field.company.other.key, name="别处", at=field.now
    )
    for number in range(2):
        photo = field.photo(number)
        told = {"personal": {"phone": "13800001402"}, "photos": [photo], "payload": {"line": "L", "answer": "pass"}}
        for name in ("qian", "sun"):
            field.send(*(field.phone(name).event(kind, "t", **told) for kind in ("check_in", "answer")), by=name)
        away = field.phone("qian").event("note", "elsewhere")
        field.send({**away, "device": str(other.key)}, by="zhao")
        field.now += timedelta(days=1)
    seal_days(at=field.now)
    flag_new_events()
    return field


def packed(ground, by="sun", since=DAY, until=DAY + timedelta(days=1)):
    file = io.BytesIO()
    write_pack(file, actor=ground.company.actor(by), since=since, until=until)
    return zipfile.ZipFile(file)


def unpacked(ground, folder, **more):
    packed(ground, **more).extractall(folder)
    return folder


def verify(folder, *more):
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "verify.py"), str(folder), *more],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={"PYTHONUTF8": "1"},
    )
    return done.returncode, done.stdout.splitlines()


def test_a_pack_checks_without_our_code_and_says_since_when_it_is_unaltered(ground, tmp_path):
    folder = unpacked(ground, tmp_path)
    status, lines = verify(folder)
    assert status == 0
    assert lines[0] == "links 12, of which given out: events 8, photos 2 (bytes 2); only their hashes: 2; roots 2"
    assert lines[1].startswith("unaltered since 2026-11-23 16:0")
    root = day_of_chain(ground.company.root.pk, DAY).root
    assert verify(folder, "--root", f"{DAY}={root}")[1][1].endswith("by 1 root(s) that you kept")
    assert verify(folder, "--root", f"{DAY}={'0' * 64}")[0] == 1
    assert lines[3].startswith("自 2026-11-23 16:0")
    altered = ["ALTERED day 2020-01-01: the pack has no root for it", "已改动 2020-01-01：包内没有这一天的根"]
    assert verify(folder, "--root", f"2020-01-01={root}") == (1, [lines[0], altered[0], lines[2], altered[1]])


def test_a_pack_holds_nothing_personal_and_no_content_of_elsewhere(ground):
    pack = packed(ground)
    every = b"".join(pack.read(name) for name in pack.namelist())
    for word in (b"13800001402", b"elsewhere", str(ground.company.people["qian"].key).encode(), "钱".encode()):
        assert word not in every
    assert b"commitments" in every


def test_the_second_day_alone_checks_too(ground, tmp_path):
    status, lines = verify(unpacked(ground, tmp_path, since=DAY + timedelta(days=1)))
    assert (status, lines[0][:8]) == (0, "links 6,")


def test_a_pack_of_purged_and_forgotten_content_checks(ground, tmp_path):
    FieldEvent.objects.update(payload=None, personal=None, subject=None)
    assert verify(unpacked(ground, tmp_path))[0] == 0


def test_days_without_anything_and_too_many_days_are_refused(ground, monkeypatch):
    for since, until in (
        (DAY - timedelta(days=9),) * 2,
        (DAY, DAY - timedelta(days=1)),
        (DAY, DAY + timedelta(days=92)),
    ):
        with pytest.raises(PackRefusedError):
            packed(ground, since=since, until=until)
    monkeypatch.setattr("guicheng.apps.operations.exports.MOST", 5)
    with pytest.raises(PackRefusedError):
        packed(ground)


def test_bytes_that_are_gone_are_left_out(ground, tmp_path, settings):
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if path.is_file():
            path.unlink()
    assert "(bytes 0)" in verify(unpacked(ground, tmp_path))[1][0]


def _changed(chance, value):
    """Return a JSON value with one thing in it changed."""
    if isinstance(value, dict) and value:
        name = chance.choice(sorted(value))
        return {**value, name: _changed(chance, value[name])}
    if isinstance(value, list) and value:
        place = chance.randrange(len(value))
        return [*value[:place], _changed(chance, value[place]), *value[place + 1 :]]
    if isinstance(value, str) and value:
        place = chance.randrange(len(value))
        return value[:place] + ("0" if value[place] != "0" else "1") + value[place + 1 :]
    if isinstance(value, bool) or value is None:
        return "x"
    return value + 1 if isinstance(value, int) else "x"


def _mutate(chance, lines):
    act, place = chance.choice(("change", "delete", "insert", "swap", "cut")), chance.randrange(len(lines) - 1)
    found = list(lines)
    if act == "change":
        found[place] = _changed(chance, found[place])
    elif act == "delete":
        del found[place]
    elif act == "insert":
        found.insert(place, found[place])
        return found, found[place]["seq"] + 1
    elif act == "swap":
        found[place], found[place + 1] = found[place + 1], found[place]
    else:
        del found[place + 1 :]
        return found, lines[place]["seq"] + 1
    return found, lines[place]["seq"]


def test_every_change_of_a_pack_is_located(ground, tmp_path):
    """In one process, with the verifier loaded as its own file, so that a thousand changes take seconds."""
    folder = unpacked(ground, tmp_path)
    verifier = _loaded(folder / "verify.py")
    lines = [json.loads(text) for text in (folder / "chain.jsonl").read_text().splitlines()]
    chance = seeded(1128)
    for _each in range(1_000):
        changed, place = _mutate(chance, lines)
        (folder / "chain.jsonl").write_text("\n".join(json.dumps(line) for line in changed))
        try:
            check = verifier.Check(folder)
            check.run({})
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # told as a pack that cannot be read
        assert check.faults
        assert check.faults[0].startswith(f"link {place}:")


def test_other_bytes_of_a_photo_and_another_root_are_found(ground, tmp_path):
    folder = unpacked(ground, tmp_path)
    photo = next((folder / "photos").iterdir())
    photo.write_bytes(photo.read_bytes() + b"x")
    assert any("the bytes of the photo" in line for line in verify(folder)[1])
    roots = json.loads((folder / "roots.json").read_text())
    roots["roots"][0]["root"] = "0" * 64
    (folder / "roots.json").write_text(json.dumps(roots))
    assert any(
        line.startswith("ALTERED day 2026-11-23: the root is not that of its links") for line in verify(folder)[1]
    )


@pytest.mark.parametrize("text", ["", "[]", "{", '{"seq": "x", "record_hash": 1, "link": 2}', "null"])
def test_what_is_no_pack_is_told_as_one(ground, tmp_path, text):
    folder = unpacked(ground, tmp_path)
    for name in ("roots.json", "chain.jsonl"):
        if text or name == "roots.json":
            (folder / name).write_text(text)
            status, lines = verify(folder)
            assert status in {1, 2}
            assert not any("Traceback" in line for line in lines)


def _loaded(path):
    import importlib.util

    spec = importlib.util.spec_from_file_location("verify_evidence", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
