"""What is read of an event, and what is said of one that cannot be kept."""

import pytest

from domain.evidence.phones import Phone, seeded
from guicheng.domain.evidence import EventRefusedError, canonical, read_event
from guicheng.domain.evidence.canonical import CanonicalError, checked

GOOD = Phone(seeded(1)).event(
    "check_in", "rounds-7", payload={"method": "nfc", "n": 3, "ok": True, "why": None, "list": ["甲", {"a": 1}]},
    personal={"position": {"lat_e6": 30_274_100, "lon_e6": 120_155_100, "accuracy_m": 12}},
    photos=["ab" * 32, "ab" * 32],
)  # fmt: skip


def but(**changed):
    return {**GOOD, **changed}


def without(name):
    return {key: value for key, value in GOOD.items() if key != name}


def test_an_event_is_read_as_it_was_sent():
    event = read_event(GOOD)
    assert (event.kind, event.occurrence, event.device_seq) == ("check_in", "rounds-7", 1)
    assert event.payload == GOOD["payload"]
    assert event.personal["position"].value["lat_e6"] == 30_274_100
    assert event.photos == ("ab" * 32,)
    assert event.wall_ms == 1_795_824_001_000


def test_what_may_be_left_out_has_its_usual_value():
    names = ("since_contact_ms", "contact", "payload", "personal", "photos", "prev_hash")
    event = read_event({name: value for name, value in GOOD.items() if name not in names})
    assert (event.since_contact_ms, event.contact, event.payload, event.personal, event.photos, event.prev_hash) == (
        None, "", {}, {}, (), "",
    )  # fmt: skip


@pytest.mark.parametrize("wall", ["2026-11-28T00:00:01Z", "2026-11-28T08:00:01+08:00", "2026-11-27T14:00:01.0-10:00"])
def test_one_moment_may_be_written_in_several_ways(wall):
    assert read_event(but(wall=wall)).wall_ms == 1_795_824_001_000


@pytest.mark.parametrize(("value", "field", "sentence"), [
    ([], "", "An event is a JSON object."),
    (without("id"), "id", "`id` is missing."),
    (but(kin="x"), "", "`kin` is no member of an event; is it misspelt?"),
    ({**GOOD, "a\nb": 1}, "", "`a?b` is no member of an event; is it misspelt?"),
    (but(id="01j0000000000000000000000"), "id", "`id` has to be a ULID of 26 signs."),
    (but(id=GOOD["id"].lower()), "id", "`id` has to be a ULID of 26 signs."),
    (but(id=7), "id", "`id` has to be a ULID of 26 signs."),
    (but(device="phone"), "device", "`device` has to be the key that registering the device gave."),
    (but(device_seq=0), "device_seq", "`device_seq` has to be a whole number from 1 to 9007199254740991."),
    (but(device_seq=True), "device_seq", "`device_seq` has to be a whole number from 1 to 9007199254740991."),
    (but(device_seq=1.0), "device_seq", "`device_seq` has to be a whole number from 1 to 9007199254740991."),
    (but(kind="Check-in"), "kind", "`kind` has to be a word of small letters and _."),
    (but(occurrence=""), "occurrence", "`occurrence` has to be the id of a task, at most 64 signs."),
    (but(wall="2026-11-28"), "wall",
     "`wall` has to be a moment with an offset, such as 2026-11-28T08:30:00.000+08:00."),
    (but(wall="2026-02-30T00:00:00Z"), "wall", "`wall` is no moment between 2000 and 2099."),
    (but(wall="0001-01-01T00:00:00+08:00"), "wall", "`wall` is no moment between 2000 and 2099."),
    (but(wall="2100-01-01T00:00:00Z"), "wall", "`wall` is no moment between 2000 and 2099."),
    (but(wall="２026-11-28T08:30:00Z"), "wall",
     "`wall` has to be a moment with an offset, such as 2026-11-28T08:30:00.000+08:00."),
    (but(since_contact_ms=-1), "since_contact_ms",
     "`since_contact_ms` has to be a whole number from 0 to 31622400000."),
    (but(contact="x y"), "contact", "`contact` has to be the stamp of an answer of the server."),
    (but(payload=[]), "payload", "`payload` has to be a JSON object."),
    (but(payload={"n": 1.5}), "payload",
     "`payload`: A number with decimals has no single form. Write it as text, such as “3.5”."),
    (but(payload={"n": 2**53}), "payload", "`payload`: A number is larger than 2⁵³ − 1. Write it as text."),
    (but(payload={"t": "\ud800"}), "payload", "`payload`: A text holds U+0000 or half a character."),
    (but(payload={"t": ["\0"]}), "payload", "`payload`: A text holds U+0000 or half a character."),
    (but(payload={"1": "x"}), "payload", "`payload`: A name may hold letters, figures and _ only, 40 at most."),
    (but(payload={"a": [[[[[[1]]]]]]}), "payload",
     "`payload`: It is nested deeper than 6 levels. Write it flatter."),
    (but(payload={"t": "字" * 3000}), "payload",
     "`payload` is larger than 8192 bytes. Send large things as photos."),
    (but(payload={"phone": "13800001402"}), "payload",
     "“phone” is about people. Send it in `personal` with a salt."),
    (but(personal={"note": "高"}), "personal",
     "`personal.note` has to be an object of `salt`, 32 hexadecimal figures, and `value`."),
    (but(personal={"note": {"salt": 7, "value": 1}}), "personal",
     "`personal.note` has to be an object of `salt`, 32 hexadecimal figures, and `value`."),
    (but(personal={"note": {"salt": "aa", "value": 1}}), "personal",
     "`personal.note` has to be an object of `salt`, 32 hexadecimal figures, and `value`."),
    (but(photos="x"), "photos", "`photos` has to be a list of at most 20 SHA-256 of photos."),
    (but(photos=["x"]), "photos", "`photos` has to be a list of at most 20 SHA-256 of photos."),
    (but(photos=["ab" * 32] * 21), "photos", "`photos` has to be a list of at most 20 SHA-256 of photos."),
    (but(prev_hash="x"), "prev_hash", "`prev_hash` has to be 64 hexadecimal figures."),
])  # fmt: skip
def test_an_event_that_cannot_be_kept_is_refused_in_a_sentence(value, field, sentence):
    with pytest.raises(EventRefusedError) as refused:
        read_event(value)
    assert (refused.value.field, refused.value.message.render()) == (field, sentence)


def test_the_canonical_form_is_the_one_of_the_page_about_the_format():
    assert canonical({"b": [1, True, None], "a": "“è”\n"}) == '{"a":"“è”\\n","b":[1,true,null]}'.encode()


def test_what_has_no_canonical_form_is_refused_at_any_depth():
    assert checked({"a": [{"b": -(2**53) + 1}]}) == {"a": [{"b": -(2**53) + 1}]}
    with pytest.raises(CanonicalError):
        checked({"a": [{"b": object()}]})
