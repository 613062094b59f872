"""What is raised at events as they arrive, in any order, and the grades that follow."""

from datetime import timedelta

from domain.evidence.phones import seeded
from guicheng.apps.operations.models import EventFlag, FieldChain, FieldEvent
from guicheng.apps.operations.selectors.codes import code_of
from guicheng.apps.operations.selectors.events import EventWish, events_wanted, grade_at, photos_of
from guicheng.apps.operations.services.flagging import flag_new_events

HOME = {"lat_e6": 30_274_100, "lon_e6": 120_155_100, "accuracy_m": 9}
AWAY = {**HOME, "lat_e6": 30_574_100}


def raised():
    rows = EventFlag.objects.select_related("event").order_by("event__seq", "flag")
    return [(row.event.occurrence, row.flag, row.other) for row in rows]


def check_in(phone, task, position=HOME, **more):
    return phone.event("check_in", task, personal={"position": position}, **more)


def test_impossible_travel_is_raised_for_a_person_and_nothing_is_dropped(field):
    one = check_in(field.phone(), "a")
    two = check_in(field.phone(), "b", AWAY, after=60_000)
    field.send(one, two)
    assert flag_new_events() == 2
    assert raised() == [("b", "impossible_travel", one["id"])]
    assert flag_new_events() == 0
    found = events_wanted(field.company.actor("sun"), EventWish(flagged=True))
    assert [row.occurrence for row in found] == ["b"]
    assert FieldEvent.objects.count() == 2


def test_an_event_that_arrives_late_renews_what_was_raised(field):
    phone = field.phone()
    early, late, after = (
        check_in(phone, "a", after=1),
        check_in(phone, "b", AWAY, after=60_000),
        check_in(phone, "c", AWAY),
    )
    field.send(early, after)
    flag_new_events()
    assert [each[0] for each in raised()] == ["c"]
    field.send(late)
    flag_new_events()
    assert raised() == [("b", "impossible_travel", early["id"])]


def test_events_are_flagged_alike_however_they_arrive(field, monkeypatch):
    chance = seeded(5)
    made = [
        check_in(field.phone(), f"t{n}", chance.choice((HOME, AWAY)), after=chance.choice((9_000, 900_000)))
        for n in range(40)
    ]
    field.send(*made)
    flag_new_events()
    wanted = sorted(raised())
    EventFlag.objects.all().delete()
    FieldChain.objects.update(flagged_to=0)
    monkeypatch.setattr("guicheng.apps.operations.services.flagging.AT_ONCE", 7)
    while flag_new_events():
        pass
    assert sorted(raised()) == wanted
    assert wanted


def test_one_photo_in_two_tasks_is_raised_years_apart(field):
    photo = field.photo(1)
    one = field.phone().event("answer", "a", photos=[photo])
    field.send(one)
    flag_new_events()
    field.now += timedelta(days=400)
    field.phone().now += 400 * 86_400_000
    field.phone().meet()
    field.send(field.phone().event("answer", "b", photos=[photo], after=86_400_000))
    flag_new_events()
    assert raised() == [("b", "same_photo", one["id"])]


def test_a_photo_that_arrives_after_its_event_and_is_older_than_the_visit(field):
    import hashlib

    from adapters.photo_files import exif, jpeg, segment

    old = segment(0xE1, exif(taken="2026:11:20 08:00:00"))
    sent = hashlib.sha256(jpeg(3, extra=[old])).hexdigest()
    field.send(field.phone().event("answer", "a", photos=[sent]))
    flag_new_events()
    assert raised() == []
    assert field.photo(3, extra=[old]) == sent
    flag_new_events()
    assert raised() == [("a", "photo_older", "")]


def test_grades_follow_method_photo_position_flags_and_the_code_of_the_place(field):
    root, phone = field.company.root.pk, field.phone()
    photo = field.photo(1)
    phone.now += 1_000
    right = code_of(root, "pump-room", phone.now + 1_000)
    made = [
        check_in(phone, "a", payload={"method": "dynamic_code", "point": "pump-room", "code": right}),
        check_in(phone, "b", payload={"method": "dynamic_code", "point": "roof", "code": right}, after=9 * 60_000),
        check_in(phone, "c", payload={"method": "static_code"}, photos=[photo], after=7 * 60_000),
        check_in(phone, "d", payload={"method": "nfc"}, photos=["ab" * 32], after=8 * 60_000),
        check_in(phone, "e", payload={"method": "nfc_counter", "tag": "t", "counter": 5}, after=5 * 60_000),
        check_in(phone, "f", payload={"method": "nfc_counter", "tag": "t", "counter": 5}, after=6 * 60_000),
        phone.event("finish", "g"),
    ]
    field.send(*made)
    flag_new_events()
    rows = list(events_wanted(field.company.actor("sun"), EventWish()))
    grades = {row.occurrence: grade_at(row, frozenset(photos_of(rows))) for row in rows}
    assert grades == {"a": "A", "b": "D", "c": "C", "d": "D", "e": "A", "f": "D", "g": None}


def test_a_position_that_is_none_raises_nothing(field):
    for number, position in enumerate(["x", {"lat_e6": 1}, {**HOME, "lat_e6": 91_000_000}, {**HOME, "accuracy_m": -1}]):
        field.send(check_in(field.phone(), f"t{number}", position, after=7_000 * number * number))
    field.send(check_in(field.phone(), "far", AWAY))
    flag_new_events()
    assert raised() == []
