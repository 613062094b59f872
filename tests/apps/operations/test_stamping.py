"""Roots of days stamped by an authority over real HTTP; what fails stops nothing and is tried again."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.apps.standards.company import AT
from tests.time_authority import NAME, time_authority

from guicheng.adapters.time_stamps import StampRefusedError, ask_for_stamp
from guicheng.apps.operations.exports import write_pack
from guicheng.apps.operations.models import DailyRoot, RootStamp, StampFailure
from guicheng.apps.operations.services.chores import do_chores
from guicheng.apps.operations.services.sealing import seal_days
from guicheng.apps.operations.services.stamping import stamp_roots

LATER = AT + timedelta(days=1)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    with time_authority(tmp_path_factory.mktemp("tsa") / "here") as found:
        yield found


@pytest.fixture
def stamped(field, settings, authority):
    """A day with an event, sealed; an authority that the settings name."""
    field.send(field.phone().event("check_in", "t"))
    seal_days(at=LATER)
    authority.wrong = None
    settings.TSA_URL, settings.TSA_CERTIFICATES = authority.url, str(authority.certificates)
    return field


def test_a_root_is_stamped_once_and_says_by_whom_and_when(stamped, authority):
    asked = authority.asked
    assert (stamp_roots(at=LATER), stamp_roots(at=LATER)) == (1, 0)
    assert authority.asked == asked + 1
    stamp = RootStamp.objects.get()
    assert stamp.by == NAME
    assert stamp.at.tzinfo is not None
    assert not StampFailure.objects.exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        RootStamp.objects.update(by="x")


def test_nothing_is_asked_without_an_authority(stamped, settings, authority):
    settings.TSA_URL, asked = "", authority.asked
    assert stamp_roots(at=LATER) == 0
    assert authority.asked == asked


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ((503, b""), "The authority answered with status {status}."),
        ((200, b"no time stamp"), "The answer is no time stamp: {why}"),
    ],
)
def test_what_fails_is_kept_as_a_sentence_and_tried_again(stamped, authority, wrong, said):
    authority.wrong = wrong
    assert (stamp_roots(at=LATER), stamp_roots(at=LATER)) == (0, 0)
    failure = StampFailure.objects.get()
    assert (failure.times, failure.why.text) == (2, said)
    authority.wrong = None
    do_chores(at=LATER)
    assert (RootStamp.objects.count(), StampFailure.objects.count()) == (1, 0)


def test_an_authority_that_is_away_is_asked_once_an_hour_and_the_log_goes_on(stamped, settings):
    stamped.now = LATER
    stamped.send(stamped.phone().event("finish", "t"))
    seal_days(at=LATER + timedelta(days=1))
    settings.TSA_URL = "http://127.0.0.1:9/tsa"
    do_chores(at=LATER + timedelta(days=1))
    assert DailyRoot.objects.count() == 2
    assert StampFailure.objects.count() == 1, "the other root waits for the next time"


def test_an_answer_to_something_else_and_one_of_another_authority_are_refused(stamped, authority, tmp_path):
    old = authority.reply(_query(b"something else"))
    authority.wrong = (200, old)
    with pytest.raises(StampRefusedError, match="of something else"):
        ask_for_stamp(authority.url, b"this")
    authority.wrong = (200, authority.reply(_query(b"this")))
    with pytest.raises(StampRefusedError, match="another request"):
        ask_for_stamp(authority.url, b"this")
    authority.wrong = None
    with time_authority(tmp_path / "other") as other, pytest.raises(StampRefusedError, match="do not prove"):
        ask_for_stamp(authority.url, b"this", certificates=other.certificates)


def _query(message):
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    return TimestampRequestBuilder().data(message).hash_algorithm(HashAlgorithm.SHA256).build().as_bytes()


def test_without_the_package_a_sentence_says_what_to_install(stamped, monkeypatch):
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    assert stamp_roots(at=LATER) == 0
    assert "guicheng[stamps]" in StampFailure.objects.get().why.render()


def test_the_verifier_reads_the_stamp_and_openssl_checks_its_signature(stamped, authority, tmp_path):
    stamp_roots(at=LATER)
    pack = tmp_path / "pack.zip"
    with pack.open("wb") as file:
        write_pack(file, actor=stamped.company.actor("sun"), since=AT.date(), until=AT.date())
    files = zipfile.ZipFile(pack)
    (tmp_path / "verify.py").write_bytes(files.read("verify.py"))
    stamp = RootStamp.objects.get()
    at = stamp.at.astimezone(AT.tzinfo) + timedelta(hours=8)
    said = f"root of 2026-11-23 stamped by {NAME} at {at:%Y-%m-%d %H:%M:%S} +08:00"
    assert f"{said} (signature not checked here)" in verify(tmp_path, pack)[1]
    status, lines = verify(tmp_path, pack, "--tsa", str(authority.certificates))
    assert (status, f"{said} (signature agrees)" in lines) == (0, True)
    assert any(line.startswith("2026-11-23 的根由 测试时间戳机构 于") for line in lines)
    with time_authority(tmp_path / "other") as other:
        assert verify(tmp_path, pack, "--tsa", str(other.certificates))[0] == 1
    assert "the time stamp is of something else" in "".join(verify(tmp_path, forged(files, stamp, tmp_path))[1])


def forged(files, stamp, folder):
    """Put the time stamp of another root into a pack."""
    facts = json.loads(files.read("roots.json"))
    token = base64.b64decode(facts["roots"][0]["stamp"]["token"])
    place = token.index(bytes.fromhex("060960864801650304020105000420"))
    token = token[: place + 15] + bytes(32) + token[place + 47 :]
    facts["roots"][0]["stamp"]["token"] = base64.b64encode(token).decode()
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as pack:
        for name in files.namelist():
            pack.writestr(name, json.dumps(facts) if name == "roots.json" else files.read(name))
    (folder / "forged.zip").write_bytes(held.getvalue())
    return folder / "forged.zip"


def verify(folder, pack, *more):
    words = [sys.executable, "-I", "-S", str(folder / "verify.py"), str(pack), *more]
    done = subprocess.run(
        words, capture_output=True, text=True, check=False, cwd="/", env={"PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"}
    )
    return done.returncode, done.stdout.splitlines()
