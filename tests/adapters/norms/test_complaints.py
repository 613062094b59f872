"""A wrong file of norms is answered with line, field, and what may stand there."""

from __future__ import annotations

import pytest

from guicheng.adapters.norms import catalogue_items, read_norms
from guicheng.domain.values import FileRefusedError

RIGHT = """\
place: {key: jinan, zh: 济南, en: Jinan, within: [山东]}
laws:
  property:
    title: 济南市物业管理条例
    english: Jinan regulation on property management
    effective: 2022-01-01
    source: Jinan people's congress
duties:
  - id: jinan.complaint-answer
    law: property
    article: 50
    owner: company
    to: owners
    item: customer.complaints
    activity: complaint.answer
    trigger: 收到投诉
    bound: {kind: time_limit, op: "<=", value: 7, unit: day}
    zh: 收到投诉后7日内答复。
    en: Answer a complaint within 7 days.
"""


def complaints(text):
    data = text if isinstance(text, bytes) else text.encode()
    read = read_norms("jinan.yaml", data, items=catalogue_items())
    return [(complaint.line, complaint.field, complaint.message.render()) for complaint in read.complaints]


def test_a_right_file_has_none():
    read = read_norms("jinan.yaml", RIGHT.encode(), items=catalogue_items())
    assert read.complaints == ()
    norm = read.norms[0]
    assert (norm.place.zh, norm.place.within, norm.article, str(norm.figure)) == ("济南", ("山东",), 50, "<= 7 day")
    assert norm.says == norm.zh


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "part"),
    [
        ("key: jinan", "key: 济南", 1, "place.key", "small letters"),
        ("zh: 济南", "zh: Jinan", 1, "place.zh", "Chinese"),
        ("within: [山东]", "within: 山东", 1, "place.within", "list"),
        ("within: [山东]", "witin: [山东]", 1, "place.witin", "Perhaps “within”"),
        ("effective: 2022-01-01", "effective: 2022-02-30", 6, "laws.property.effective", "2022-02-30"),
        ("effective: 2022-01-01", "effective: 1 May", 6, "laws.property.effective", "no day"),
        ("    source: Jinan people's congress\n", "", 4, "laws.property.source", "missing"),
        ("id: jinan.complaint-answer", "id: qingdao.complaint", 9, "duties[1].id", "jinan."),
        ("id: jinan.complaint-answer", "id: complaint", 9, "duties[1].id", "small letters"),
        ("law: property", "law: lifts", 10, "duties[1].law", "Allowed: property"),
        ("article: 50", "article: 第50条", 11, "duties[1].article", "whole number"),
        ("article: 50", "article: 0", 11, "duties[1].article", "whole number"),
        ("owner: company", "owner: compeny", 12, "duties[1].owner", "Perhaps “company”"),
        ("item: customer.complaints", "item: customer.complaint", 14, "duties[1].item", "customer.complaints"),
        ("activity: complaint.answer", "activity: complaint.reply", 15, "duties[1].activity", "complaint."),
        ("kind: time_limit", "kind: limit", 17, "duties[1].bound.kind", "time_limit"),
        ('op: "<="', 'op: "=<"', 17, "duties[1].bound.op", "Allowed: <=, <"),
        ("value: 7", "value: seven", 17, "duties[1].bound.value", "number"),
        ("value: 7", "value: -7", 17, "duties[1].bound.value", "number"),
        ("value: 7", "value: 1e99", 17, "duties[1].bound.value", "number"),
        ("unit: day", "unit: week", 17, "duties[1].bound.unit", "Allowed: second"),
        ('{kind: time_limit, op: "<=", value: 7, unit: day}', "7 days", 17, "duties[1].bound", "none"),
        ('{kind: time_limit, op: "<=", value: 7, unit: day}', "[7]", 17, "duties[1].bound", "Fields"),
        ("value: 7", "value: 8", 18, "duties[1].zh", "reads as <= 7 day, the bound is <= 8 day"),
        ("zh: 收到投诉后7日内答复。", "zh: 收到投诉后尽快答复。", 18, "duties[1].zh", "reads as –"),
        ("    bound", "    ban: true\n    bound", 18, "duties[1].bound", "either"),
        ("    bound", "    requires: [lifts]\n    bound", 17, "duties[1].requires", "Perhaps “lift”"),
        ("en: Answer a complaint within 7 days.", "en:", 19, "duties[1].en", "plain text"),
        ("trigger: 收到投诉", "trigger: 收到投诉\n    trigger: 投诉", 17, "duties[1].trigger", "second time"),
    ],
)
def test_a_wrong_field_is_named_with_its_line(old, new, line, field, part):
    assert old in RIGHT
    found = complaints(RIGHT.replace(old, new, 1))
    assert [(where, name) for where, name, _message in found][:1] == [(line, field)], found
    assert part in found[0][2]


def test_all_that_is_wrong_is_told_at_once():
    text = (
        RIGHT.replace("owner: company", "owner: x").replace("article: 50", "article: x").replace("value: 7", "value: x")
    )
    assert [line for line, _field, _message in complaints(text)] == [11, 12, 17]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "empty"),
        ("- a\n- b\n", "begins with"),
        ("place: [1", "no YAML"),
        ("a: &x 1\nb: *x\n", "Anchors"),
        ("a: !!python/object:os.system x\n", "Anchors"),
        ("[" * 2000, "no YAML"),
        ("[" * 40 + "]" * 40, "deeper"),
        ("? [a]\n: b\n", "plain name"),
        ("x: 1\n" * 250_000, "larger than 1 MB"),
    ],
)
def test_what_is_no_file_of_norms_is_refused_in_a_sentence(text, part):
    assert any(part in message for _line, _field, message in complaints(text))


def test_places_laws_and_duties_must_be_there():
    assert {field for _line, field, _message in complaints("x: 1\n")} == {"x", "place", "laws", "duties"}
    wrong = complaints("place: a\nlaws: b\nduties: []\n")
    assert [field for _line, field, _message in wrong] == ["place", "laws", "duties"]


def test_a_duty_that_is_no_map_is_named():
    found = complaints(RIGHT + "  - 5\n")
    assert [(line, field) for line, field, _message in found] == [(20, "duties[2]")]


def test_an_id_stands_once():
    duty = RIGHT[RIGHT.index("  - id") :]
    assert "twice" in complaints(RIGHT + duty)[0][2]


def test_a_duty_may_have_no_number_or_be_a_ban():
    bound = 'bound: {kind: time_limit, op: "<=", value: 7, unit: day}'
    sentence = "收到投诉后7日内答复。"
    assert complaints(RIGHT.replace(bound, "bound: none").replace(sentence, "投诉要及时答复。")) == []
    assert complaints(RIGHT.replace(bound, "ban: true").replace(sentence, "不得拒收投诉。")) == []


def test_a_sentence_of_its_own_may_say_the_bound():
    text = RIGHT.replace("zh: 收到投诉后7日内答复。", "zh: 投诉要在一周里答复。\n    says: 收到投诉后7日内答复。")
    read = read_norms("x.yaml", text.encode(), items=catalogue_items())
    assert read.complaints == ()
    assert read.norms[0].says == "收到投诉后7日内答复。"


def test_a_frequency_names_its_period():
    wrong = RIGHT.replace(
        '{kind: time_limit, op: "<=", value: 7, unit: day}', '{kind: frequency, op: ">=", value: 1, unit: time}'
    )
    assert any(field == "duties[1].bound.per" for _line, field, _message in complaints(wrong))


def test_a_window_is_text():
    bound = 'bound: {kind: time_limit, op: "<=", value: 7, unit: day}'
    text = RIGHT.replace(bound, 'bound: {kind: window, op: "==", value: 24h}').replace(
        "收到投诉后7日内答复。", "投诉电话24小时有人接听。"
    )
    assert complaints(text) == []


def test_files_in_other_encodings_are_read_and_what_is_no_text_is_refused():
    assert complaints(RIGHT.encode("gb18030")) == []
    assert complaints(RIGHT.encode("utf-16")) == []
    with pytest.raises(FileRefusedError):
        complaints(bytes(range(256)) * 4)
