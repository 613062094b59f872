"""Packs of one dispute, checked by the one file that goes with them, without our code."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest
from pypdf import PdfReader
from tests.apps.operations.ground import Ground
from tests.apps.operations.order_desk import Desk
from tests.apps.standards.company import AT

from domain.evidence.phones import seeded
from guicheng.apps.operations.jobs import make_pack
from guicheng.apps.operations.models import DisputePack, EvidenceHold, FieldEvent, PackFile
from guicheng.apps.operations.selectors.packs import pack_content, pack_paper
from guicheng.apps.operations.services.flagging import flag_new_events
from guicheng.apps.operations.services.orders import Caller
from guicheng.apps.operations.services.packs import PackWish, ask_for_pack
from guicheng.apps.operations.services.sealing import seal_days
from guicheng.apps.organization.services import NotAsWantedError
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.values.errors import NotAllowedError

WISH = PackWish("TS-2026-014", "业主投诉维修超时")


@pytest.fixture
def desk(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return Desk()


@pytest.fixture
def order(desk):
    """An urgent repair: given to somebody, paused, finished late; a phone tells of it with photos."""
    caller = Caller("王小明", "13800001402")
    made = desk.order("3栋电梯厅漏水，电话13800001402", caller=caller, urgent=True)
    desk.give(made, after=2)
    desk.step(made, "accept", after=6)
    ground = desk.ground = Ground(desk.company, seeded(5))
    ground.now = AT + timedelta(minutes=20)
    photo = ground.photo(1, by="li")
    key = str(made.key)
    ground.send(
        ground.phone("li").event("arrive", key, payload={"method": "nfc"}, photos=[photo]),
        ground.phone("li").event("start", key),
        by="li",
    )
    desk.act(made, "pause_order", reason="parts", words="等阀门", after=40)
    desk.step(made, "resume", after=100)
    desk.act(made, "finish_order", words="换了阀门", after=500)
    seal_days(at=AT + timedelta(days=1))
    flag_new_events()
    return made


def packed(desk, kind, key, by="sun", wish=WISH):
    pack = ask_for_pack(actor=desk.company.actor(by), kind=kind, key=str(key), wish=wish, at=AT + timedelta(days=1))
    make_pack.func(pack.pk)
    pack.refresh_from_db()
    assert pack.state == "ready", pack.refusal
    return pack


def opened(pack):
    return zipfile.ZipFile(io.BytesIO(pack_content(pack)))


def rows(pack, sheet):
    return [json.loads(line) for line in opened(pack).read(f"{sheet}.jsonl").splitlines()]


def verify(path, *more):
    program = path.parent / "verify.py"
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(program), str(path), *more],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={"PYTHONUTF8": "1"},
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout.splitlines()


def laid(pack, folder):
    """Lay a pack and its program beside one another, as somebody would who got the mail."""
    (folder / "pack.zip").write_bytes(pack_content(pack))
    (folder / "verify.py").write_bytes(opened(pack).read("verify.py"))
    return folder / "pack.zip"


def test_a_pack_of_an_order_tells_promise_course_pauses_and_deadlines(desk, order):
    pack = packed(desk, "order", order.key)
    applied = [row["text"] for row in rows(pack, "standard") if row.get("applies")]
    assert "紧急报修由维修工自接报起6小时内修复。" in applied
    assert len([row for row in rows(pack, "standard") if row["kind"] == "clause"]) == 8
    events = rows(pack, "events")
    assert [row["kind"] for row in events] == [
        "report", "dispatch", "accept", "arrive", "start", "pause", "resume", "finish",
    ]  # fmt: skip
    assert [row["n"] for row in events] == list(range(1, 9))
    assert events[5]["words"] == "等配件；等阀门"
    assert (events[3]["grade"], events[3]["device"]) == ("B", "li的手机")
    by_stage = {row["stage"]: row for row in rows(pack, "deadlines")}
    assert by_stage["办结"]["told"] == "超时完成"
    assert [part["told"] for part in by_stage["办结"]["way"]] == ["计时", "暂停，不计", "计时"]
    assert by_stage["办结"]["way"][1]["reason"] == "等配件"
    assert {row["record"]["what"] for row in rows(pack, "chain")} == {"event", "photo"}
    [root] = rows(pack, "roots")
    assert root["sealed"]


def test_the_paper_tells_the_same_and_the_hash_to_keep(desk, order):
    pack = packed(desk, "order", order.key)
    reader = PdfReader(io.BytesIO(pack_paper(pack)))
    text = "".join(page.extract_text() for page in reader.pages)
    text = "".join(text.replace("\u200b", "").split())
    for word in (
        "证据包",
        "TS-2026-014",
        "紧急报修由维修工自接报起6小时内修复",
        "等阀门",
        "标准全文",
        pack.statements[:40],
    ):
        assert word in text
    assert sum(len(page.images) for page in reader.pages) == 1


def test_people_are_covered_unless_somebody_may_tell_them_and_says_why(desk, order):
    pack = packed(desk, "order", order.key)
    every = b"".join(opened(pack).read(name) for name in opened(pack).namelist())
    for word in ("13800001402", "王小明", "李师傅"):
        assert word.encode() not in every
    assert "王某".encode() in every
    wish = PackWish(WISH.case, WISH.reason, reveal=True)
    with pytest.raises(NotAllowedError):
        packed(desk, "order", order.key, by="sun", wish=wish)
    told = packed(desk, "order", order.key, by="gao", wish=wish)
    assert "13800001402" in opened(told).read("dispute.jsonl").decode()
    assert rows(told, "chain")[1]["event"]["sender"]
    entry = AuditEntry.objects.filter(act="operations.ask_for_pack").latest("pk")
    assert entry.after == {"case": WISH.case, "reason": WISH.reason, "revealed": True}


def test_a_pack_checks_without_our_code_and_says_since_when_in_both_languages(desk, order, tmp_path):
    pack = packed(desk, "order", order.key)
    path = laid(pack, tmp_path)
    status, lines = verify(path)
    assert status == 0
    assert lines[0].startswith(f"pack of 工单 {order.number}")
    assert any(line.startswith("unaltered since 2026-11-23 16:2") for line in lines)
    assert any(line.startswith("自 2026-11-23 16:2") and "未改动" in line for line in lines)
    for known in (pack.sha256, pack.content, pack.statements):
        assert verify(path, "--hash", known)[0] == 0
    assert verify(path, "--hash", "0" * 64)[0] == 1
    root = rows(pack, "roots")[0]
    assert verify(path, "--root", f"{root['day']}={root['root']}")[0] == 0
    assert verify(path, "--root", f"{root['day']}={'0' * 64}")[0] == 1
    opened(pack).extractall(tmp_path / "folder")
    (tmp_path / "folder" / "x").mkdir()
    assert verify_folder(tmp_path / "folder")[0] == 0


def test_what_was_told_at_desks_alone_is_unaltered_since_the_pack_was_made(desk, tmp_path):
    order = desk.order("灯不亮", caller=Caller("王小明", "13800001402"))
    pack = packed(desk, "order", order.key)
    status, lines = verify(laid(pack, tmp_path), "--hash", pack.statements)
    made = json.loads(opened(pack).read("pack.json"))["made"]
    assert status == 0
    assert f"unaltered since the pack was made, {made}, by 1 hash(es) that you kept" in lines
    assert f"自 {made} 制作起未改动，依据您留存的 1 个哈希" in lines
    # Nothing is said of a chain that holds none of it.
    assert not any("not in the chain:" in line for line in lines)


def verify_folder(folder):
    (folder.parent / "verify.py").write_bytes((folder / "verify.py").read_bytes())
    return verify(folder)


def test_it_is_kept_as_made_with_its_hash_and_nobody_can_change_it(desk, order):
    from django.db import DatabaseError, transaction

    pack = packed(desk, "order", order.key)
    assert hashlib.sha256(pack_content(pack)).hexdigest() == pack.sha256
    make_pack.func(pack.pk)
    assert DisputePack.objects.get().attempts == 1
    for act in (lambda: PackFile.objects.update(paper=b""), lambda: PackFile.objects.all()._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_a_hold_keeps_the_evidence_and_needs_the_permission(desk, order):
    wish = PackWish(WISH.case, WISH.reason, hold=True)
    with pytest.raises(NotAllowedError):
        packed(desk, "order", order.key, wish=wish)
    pack = packed(desk, "order", order.key, by="chen", wish=wish)
    again = packed(desk, "order", order.key, by="chen", wish=wish)
    assert pack.hold == again.hold == EvidenceHold.objects.get()
    assert pack.hold.occurrence == str(order.key)


def test_a_case_or_a_reason_that_is_missing_and_a_subject_out_of_reach_are_refused(desk, order, monkeypatch):
    for wish, field in ((PackWish("", "x"), "case"), (PackWish("x", " "), "reason")):
        with pytest.raises(NotAsWantedError) as refusal:
            packed(desk, "order", order.key, wish=wish)
        assert refusal.value.field == field
    from django.core.exceptions import ObjectDoesNotExist

    for by, kind, key in (("zhao", "order", order.key), ("sun", "house", order.key), ("sun", "task", "nothing")):
        with pytest.raises(ObjectDoesNotExist):
            packed(desk, kind, key, by=by)
    monkeypatch.setattr("guicheng.apps.operations.services.packs.MOST_PACKS", 0)
    with pytest.raises(NotAsWantedError):
        packed(desk, "order", order.key)


def test_what_is_gone_or_too_much_is_refused_on_the_pack(desk, order, monkeypatch):
    monkeypatch.setattr("guicheng.apps.operations.handouts.MOST_EVENTS", 1)
    pack = ask_for_pack(actor=desk.company.actor("sun"), kind="order", key=str(order.key), wish=WISH, at=AT)
    make_pack.func(pack.pk)
    pack.refresh_from_db()
    assert (pack.state, pack.refusal.fields) == ("refused", {"most": "1"})


def test_forgotten_content_and_photos_that_are_gone_leave_a_pack_that_checks(desk, order, tmp_path):
    FieldEvent.objects.update(payload=None, personal=None, subject=None)
    for path in (tmp_path / "files").rglob("*"):
        if path.is_file():
            path.unlink()
    pack = packed(desk, "order", order.key)
    assert not [name for name in opened(pack).namelist() if name.startswith("photos/")]
    assert verify(laid(pack, tmp_path))[0] == 0


def test_any_task_that_phones_name_can_be_packed(desk, order, tmp_path):
    ground = desk.ground
    ground.send(ground.phone("li").event("check_in", "rounds-7", payload={"method": "qr"}), by="li")
    pack = packed(desk, "task", "rounds-7")
    assert [row["told"] for row in rows(pack, "events")] == ["签到"]
    assert verify(laid(pack, tmp_path))[0] == 0
    assert packed(desk, "task", order.key).kind == "order"


def _mutants(chance, data):
    """Yield what was done to a pack and the pack, again and again: a thousand ways to forge one."""
    files = {info.filename: data for info, data in _files(data)}
    names = list(files)
    sheets = [name for name in names if name.endswith(".jsonl") and files[name].count(b"\n") > 1]
    while True:
        act, changed, order = chance.choice(ACTS), dict(files), list(names)
        name = chance.choice(sheets if act in LINES else names)
        if act == "flip":
            place = chance.randrange(len(files[name]))
            changed[name] = _flipped(files[name], place, 1 << chance.randrange(8))
        elif act == "delete":
            order.remove(name)
        elif act == "other photo":
            name = next(each for each in names if each.startswith("photos/"))
            changed[name] = files[name][:-1] + bytes([files[name][-1] ^ 1])
        elif act == "insert":
            name = f"photos/{chance.randrange(16**64):064x}"
            order.insert(chance.randrange(len(order)), name)
            changed[name] = b"x"
        elif act == "reorder":
            place = chance.randrange(len(order) - 1)
            order[place], order[place + 1] = order[place + 1], order[place]
            name = order[place]
        else:
            changed[name] = b"\n".join(LINES[act](chance, files[name].split(b"\n")))
        yield act, name, [(each, changed[each]) for each in order]


def _files(data):
    pack = zipfile.ZipFile(io.BytesIO(data))
    return [(info, pack.read(info)) for info in pack.infolist()]


def _flipped(data, place, bit):
    return data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]


def _line_deleted(chance, lines):
    place = chance.randrange(len(lines) - 1)
    return lines[:place] + lines[place + 1 :]


def _line_doubled(chance, lines):
    place = chance.randrange(len(lines) - 1)
    return [*lines[: place + 1], lines[place], *lines[place + 1 :]]


def _lines_swapped(chance, lines):
    place = chance.randrange(len(lines) - 2)
    return [*lines[:place], lines[place + 1], lines[place], *lines[place + 2 :]]


LINES = {"line deleted": _line_deleted, "line doubled": _line_doubled, "lines swapped": _lines_swapped}
ACTS = ("flip", "flip", "flip", "delete", "other photo", "insert", "reorder", *LINES)
MUTANTS = 1_500


def _verifier(pack):
    import importlib.util

    spec = importlib.util.spec_from_loader("verify_dispute", loader=None)
    module = importlib.util.module_from_spec(spec)
    sys.modules["verify_dispute"] = module
    exec(compile(opened(pack).read("verify.py"), "verify.py", "exec"), module.__dict__)  # noqa: S102
    return module


def _zip(files, folder):
    """Lay a forged pack whose wrapping fits: whoever forges one can close it anew."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as pack:
        for name, data in files:
            pack.writestr(zipfile.ZipInfo(name), data)
        pack.comment = b"guicheng.pack.1 sha256:" + b"0" * 64
    body = held.getvalue()[:-87]
    (folder / "forged.zip").write_bytes(body + b"guicheng.pack.1 sha256:" + hashlib.sha256(body).hexdigest().encode())
    return folder / "forged.zip"


def _found(verifier, path):
    """Return the first thing that a check names; "" for a pack in which it finds nothing."""
    try:
        check = verifier.Dispute(verifier.Zipped(path))
        check.run({})
    except (*verifier.UNREADABLE, verifier.CannotReadError) as error:
        return f"pack.json: {error!r}"
    return str(check.faults[0]) if check.faults else ""


def test_every_forged_pack_is_detected_and_the_first_forged_thing_is_named(desk, order, tmp_path):
    pack = packed(desk, "order", order.key)
    verifier, mutants = _verifier(pack), _mutants(seeded(1128), pack_content(pack))
    assert _found(verifier, laid(pack, tmp_path)) == ""
    for _each in range(MUTANTS):
        act, name, files = next(mutants)
        found = _found(verifier, _zip(files, tmp_path))
        if act == "reorder":
            assert found.endswith("it is out of order"), (act, name, found)
        else:
            assert found.startswith(name), (act, name, found)


def test_every_flipped_bit_of_the_zip_file_itself_is_detected(desk, order, tmp_path):
    pack = packed(desk, "order", order.key)
    verifier, data, chance = _verifier(pack), pack_content(pack), seeded(9)
    for _each in range(300):
        (tmp_path / "forged.zip").write_bytes(_flipped(data, chance.randrange(len(data)), 1 << chance.randrange(8)))
        assert _found(verifier, tmp_path / "forged.zip")


def _sealed_anew(files):
    """Return files with a list of contents that fits what they say now, as somebody forges who knows the format."""
    from guicheng.domain.evidence.canonical import canonical, digest

    facts = json.loads(dict(files)["pack.json"])
    for entry in facts["files"]:
        data = dict(files)[entry["name"]]
        entry["sha256"] = hashlib.sha256(data).hexdigest()
        if "lines" in entry:
            lines = data.split(b"\n")[:-1]
            entry["lines"] = [[hashlib.sha256(line).hexdigest(), "x"] for line in lines]
    stated = [entry for entry in facts["files"] if entry["name"] not in {"pack.pdf", "verify.py"}]
    facts["statements"] = digest("statements", canonical(stated))
    rest = {name: value for name, value in facts.items() if name != "content"}
    facts["content"] = digest("pack", canonical(rest))
    return [(name, canonical(facts) if name == "pack.json" else data) for name, data in files]


@pytest.mark.parametrize(
    ("forging", "told"),
    [
        (("events", 3, "at", None), ""),
        (("events", 3, "effective_ms", 1), "event 4: it does not say what link 2 says"),
        (("events", 3, "kind", "finish"), "event 4: it does not say what link 2 says"),
        (("events", 3, "payload", {"method": "code"}), "event 4: it does not say what link 2 says"),
        (("chain", 0, "link", "0" * 64), "link 1: the link does not follow from the one before"),
        (("chain", 1, "path", []), "link 2: its proof does not lead to the root of 2026-11-23"),
        (("roots", 0, "root", "0" * 64), "link 1: its proof does not lead to the root of 2026-11-23"),
    ],
)
def test_what_the_chain_holds_cannot_be_forged_even_with_a_fitting_list(desk, order, tmp_path, forging, told):
    pack, (sheet, place, member, value) = packed(desk, "order", order.key), forging
    forged = rows(pack, sheet)
    forged[place][member] = value if value is not None else forged[place][member]
    text = b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in forged)
    files = [(info.filename, data) for info, data in _files(pack_content(pack))]
    files = _sealed_anew([(name, text if name == f"{sheet}.jsonl" else data) for name, data in files])
    found = _found(_verifier(pack), _zip(files, tmp_path))
    assert found == told
    assert verify(laid(pack, tmp_path).with_name("forged.zip"), "--hash", pack.statements)[0] == 1
