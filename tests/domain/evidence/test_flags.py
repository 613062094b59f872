"""What a person is asked to look at, and how strong a check-in is."""

import pytest

from guicheng.domain.evidence import Flag, Grade, Retention, Seen, flags_among, grade_of, retention_of
from guicheng.domain.evidence.kinds import kinds_of

HOME = (30_274_100, 120_155_100, 10)
AWAY = (30_364_100, 120_155_100, 10)  # 10 km north


def seen(number, moment, **more):
    usual = {
        "id": f"E{number:03}", "hash": f"h{number}", "device": "d", "device_seq": number, "person": "wang",
        "kind": "check_in", "occurrence": f"t{number}", "effective_ms": moment * 1000, "wall_ms": moment * 1000,
        "prev_hash": f"h{number - 1}",
    }  # fmt: skip
    return Seen(**{**usual, **more})


def raised(*events):
    backwards = flags_among(reversed(events))
    assert backwards == flags_among([*events, *events])
    return [(each.event, each.flag, each.other) for each in backwards]


def test_a_plain_round_raises_nothing():
    assert raised(*(seen(n, 600 * n + 7 * n * n, position=HOME) for n in range(1, 9))) == []


def test_two_places_too_far_apart_for_the_time():
    one = seen(1, 0, position=HOME)
    assert raised(one, seen(2, 200, position=AWAY)) == [("E002", Flag.IMPOSSIBLE_TRAVEL, "E001")]
    assert raised(one, seen(2, 400, position=AWAY)) == []
    assert raised(one, seen(2, 200, position=(*AWAY[:2], 5_000))) == []
    assert raised(one, seen(2, 200, position=AWAY, person="li", device="e")) == []
    assert raised(one, seen(2, 200, position=AWAY, person="", device="e")) == []
    assert raised(one, seen(2, 100), seen(3, 201, position=AWAY)) == [("E003", Flag.IMPOSSIBLE_TRAVEL, "E001")]


def test_check_ins_equally_far_apart_to_the_second():
    even = [seen(n, 300 * n) for n in range(1, 7)]
    assert raised(*even[:4]) == []
    assert raised(*even) == [("E005", Flag.EQUAL_SPACING, "E001"), ("E006", Flag.EQUAL_SPACING, "E002")]
    assert raised(*even[:4], seen(5, 1507)) == []
    assert raised(*(seen(n, 0, kind="answer") for n in range(1, 9))) == []
    assert raised(*(seen(n, 0) for n in range(1, 9))) == []


def test_a_photo_of_another_task_and_one_older_than_the_visit():
    one = seen(1, 0, photos=("p",))
    assert raised(one, seen(2, 999, photos=("q", "p"))) == [("E002", Flag.SAME_PHOTO, "E001")]
    assert raised(one, seen(2, 999, photos=("p",), occurrence="t1")) == []
    assert raised(seen(1, 9_000, taken_ms=8_000_000)) == [("E001", Flag.PHOTO_OLDER, "")]
    assert raised(seen(1, 9_000, taken_ms=8_990_000)) == []


def test_a_clock_that_differs_and_one_that_was_set():
    assert raised(seen(1, 0, wall_ms=120_001)) == [("E001", Flag.CLOCK_DIFFERS, "")]
    one = seen(1, 1_000, since_contact_ms=10_000, contact="c")
    later = {"since_contact_ms": 70_000, "contact": "c"}
    assert raised(one, seen(2, 1_060, **later)) == []
    assert raised(one, seen(2, 1_060, wall_ms=1_181_000, **later)) == [
        ("E002", Flag.CLOCK_DIFFERS, ""),
        ("E002", Flag.CLOCK_STEP, "E001"),
    ]
    elsewhere = {**later, "contact": "b"}
    assert raised(one, seen(2, 1_060, wall_ms=1_180_000, **elsewhere)) == []
    bare = seen(1, 1_000, since_contact_ms=10_000)
    assert raised(bare, seen(2, 1_060, wall_ms=1_180_000, since_contact_ms=70_000)) == []
    assert raised(seen(1, 1_000), seen(2, 1_060)) == []


def test_one_phone_with_two_people_within_half_an_hour():
    one = seen(1, 0)
    assert raised(one, seen(2, 1_800, person="li")) == [("E002", Flag.TWO_PEOPLE, "E001")]
    assert raised(one, seen(2, 1_801, person="li")) == []
    assert raised(one, seen(2, 10, person="")) == []


def test_a_tag_that_does_not_count_on():
    one = seen(1, 0, counter=("tag", 5))
    assert raised(one, seen(2, 700, counter=("tag", 5)), seen(3, 1_000, counter=("tag", 6))) == [
        ("E002", Flag.COUNTER_REPEATED, "E001")
    ]
    assert raised(one, seen(2, 700, counter=("other", 5))) == []


def test_a_phone_whose_events_do_not_follow_each_other():
    assert raised(seen(1, 0), seen(2, 99, prev_hash="x")) == [("E002", Flag.DEVICE_CHAIN, "E001")]
    assert raised(seen(1, 0), seen(3, 99, prev_hash="x")) == []
    assert raised(seen(1, 0), seen(2, 99, device_seq=1)) == [("E002", Flag.DEVICE_CHAIN, "E001")]


@pytest.mark.parametrize(("method", "photos", "position", "flags", "fits", "grade"), [
    ("dynamic_code", False, False, (), True, "A"),
    ("dynamic_code", True, True, (), False, "C"),
    ("nfc_counter", False, False, (), False, "A"),
    ("nfc_counter", True, False, (Flag.COUNTER_REPEATED,), False, "B"),
    ("nfc", True, False, (), False, "B"),
    ("nfc", True, False, (Flag.IMPOSSIBLE_TRAVEL,), False, "D"),
    ("nfc", False, True, (), False, "D"),
    ("static_code", True, True, (), False, "C"),
    ("static_code", True, False, (), False, "D"),
    ("static_code", False, True, (), False, "D"),
    ("none", True, True, (), False, "D"),
])  # fmt: skip
def test_the_grade_of_a_check_in(method, photos, position, flags, fits, grade):  # noqa: PLR0917
    found = grade_of({"method": method}, photos=photos, position=position, flags=flags, code_fits=fits)
    assert found is Grade(grade)


def test_each_kind_is_kept_as_long_as_its_class():
    assert retention_of("check_in") is Retention.PRESENCE
    assert retention_of("sign") is Retention.AGREED
    assert retention_of("answer") is Retention.WORK
    assert retention_of("scan") is Retention.WORK
    assert kinds_of(Retention.PRESENCE) == {"check_in", "arrive"}
