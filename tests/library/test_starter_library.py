"""Every clause of the starter library is read as meant, at every grade, and nothing in it is vague or unlawful."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from guicheng.adapters.standards_files import write_standard
from guicheng.domain.clause import Kind, State
from guicheng.domain.clause.printer import echo, echoes
from guicheng.domain.clause.reader import read
from guicheng.domain.elements import elements_of
from guicheng.domain.elements.timing import other_limit
from guicheng.domain.lint import check
from guicheng.domain.standard import ELEMENTS
from library import starter

STANDARDS = starter.folder().standards
LEAST_STANDARDS, LEAST_CLAUSES = 45, 320
TYPES = {"residential", "office", "mall", "hospital", "industrial"}
GROUPS = {"owner", "tenant", "merchant", "visitor"}
#: A row of the table of figures: | cleaning (BJ) | 10 | 81 |
COUNTED = re.compile(r"\(([A-Z]{2})\) \| (\d+) \| (\d+) \|")
PLACE = re.compile(r"\{([^{}]+)\}")
#: A strength of wind is a name, no amount.
NUMBER = re.compile(r"\d(?!级)")
#: What stands before or behind a value says which way is stricter.
LOWEST = re.compile(r"(?:不低于|不少于|不小于|达到|至少设其中|必设其中)$")
HIGHEST = re.compile(r"(?:不高于|不超过|不大于)$")
#: Words between those of an echo: 由 before who acts, 将 behind it, 每次 and 生长季 set in front, 自 before an event, the
#: hours of a list.
SAID = re.compile(r"[由将自在应于前至，。；、（）()\d:：-]|每[日班年次]|(?<=生长季)|工作日|时间为|不少于|不超过|当日")
BOUND = re.compile(r"[≤≥=]\s?[\d.]+|\d\d:\d\d(?:-\d\d:\d\d)?前?|24小时|当日内|每年\d+月\d+日前")
SAMPLE = re.compile(
    r"(?:抽[查测听考看访点检复]|复[查核抽]|核[对实]|访问|实测|测|拨测|观察|模拟|查看|闻查|夜查|恢复试验)[^，。{}]{0,10}$"
)


def items():
    table = (files("guicheng.library") / "catalogue" / "items.tsv").read_text(encoding="utf-8")
    return {row["key"]: row["parent"] for row in csv.DictReader(table.splitlines(), delimiter="\t") if row["parent"]}


def test_every_file_reads_and_is_written_back_byte_for_byte():
    folder = starter.folder()
    assert not folder.faults
    assert not folder.manuals
    assert {each.path: write_standard(each.standard).encode() for each in folder.files} == starter.raw_files()


def test_it_is_a_library_and_not_a_sample():
    clauses = list(starter.clauses())
    assert len(STANDARDS) >= LEAST_STANDARDS
    assert len(clauses) >= LEAST_CLAUSES
    assert len({part.text for _standard, part in clauses}) == len(clauses), "a clause stands twice"


def test_the_page_about_it_counts_right():
    page = (Path(__file__).parents[2] / "docs" / "explanation" / "starter-library.md").read_text(encoding="utf-8")
    told = {code: (int(number), int(clauses)) for code, number, clauses in COUNTED.findall(page)}
    counted = {}
    for standard in STANDARDS:
        number, clauses = counted.get(standard.code[:2], (0, 0))
        counted[standard.code[:2]] = (number + 1, clauses + sum(owner is standard for owner, _ in starter.clauses()))
    assert told == counted
    assert f"{len(STANDARDS)} standards with {sum(clauses for _, clauses in counted.values())} clauses" in page


def test_every_item_of_the_catalogue_has_a_standard_in_its_domain():
    covered = Counter(item for standard in STANDARDS for item in standard.items)
    assert set(covered) == set(items())
    for standard in STANDARDS:
        assert {items()[item] for item in standard.items} == {standard.domain}


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.code)
def test_a_standard_says_for_whom_it_holds(standard):
    assert standard.grades == ("一级", "二级", "三级")
    assert standard.property_types
    assert set(standard.property_types) <= TYPES
    assert standard.customer_groups
    assert set(standard.customer_groups) <= GROUPS


def test_every_reading_is_the_one_that_was_checked():
    assert starter.readings() == starter.checked()


def test_an_echo_says_all_that_its_part_of_the_clause_says():
    """A person confirms what stands in the echo, so nothing of the promise may be missing there."""
    for row in starter.rows():
        told = echo(row.reading)
        for found in row.reading.requirements:
            part = next(each for each in row.reading.promises if each.span.start <= found.span.start < each.span.end)
            bounds = {place for each in row.reading.requirements for place in range(each.span.start, each.span.end)}
            around = "".join(
                "、" if place in bounds else row.text[place] for place in range(part.span.start, part.span.end)
            )
            missing = [words for words in SAID.split(around) if len(words) > 1 and words not in told]
            assert not missing, (row.text, told, missing)
            assert "每次" not in around or "每次" in told


def test_what_stands_before_who_acts_is_in_the_echo():
    for row in starter.rows():
        first, *others = row.reading.promises
        if others and not first.requirements and others[0].requirements:
            words = first.span.of(row.text).strip("，")
            # 保管 is another duty; what it is about is said of both.
            assert re.split("由", words)[0] in echo(row.reading), (row.text, echo(row.reading))


def test_no_echo_of_a_grade_sets_two_bounds_for_the_same_words():
    told = defaultdict(set)
    for row in starter.rows():
        for each in echoes(row.reading):
            words = tuple(piece for piece in each.split(" · ") if not BOUND.search(piece))
            kind = BOUND.sub("#", next(piece for piece in each.split(" · ") if BOUND.search(piece)))
            told[row.grade, row.standard.code, words, kind].add(each)
    twice = {key: found for key, found in told.items() if len(found) > 1}
    assert not {key for key in twice if not ({"≥", "≤"} <= set("".join(twice[key])) or "-" in "".join(twice[key]))}, (
        twice
    )


def test_every_clause_is_understood_at_every_grade():
    for row in starter.rows():
        assert row.reading.state in {State.READ, State.BEHAVIOUR}, row.text
        assert not row.reading.gaps, row.text


def test_only_what_promises_no_number_is_behaviour():
    for row in starter.rows():
        if row.reading.state is State.BEHAVIOUR:
            assert not PLACE.search(row.part.text), row.text
            assert row.reading.thresholds or not NUMBER.search(row.text), row.text


def test_no_rule_speaks_at_any_grade():
    spoken = [(row.clause, row.grade, found.code) for row in starter.rows() for found in check(row.reading)]
    assert spoken == []


def test_no_word_is_left_open_and_no_response_is_immediate():
    spoken = [(row.clause, found.code) for row in starter.rows() for found in check(row.reading, select=["MH"])]
    assert spoken == []


def test_every_clause_has_all_seven_elements():
    for standard, part in starter.clauses():
        missing = [name for key, name in ELEMENTS.items() if not part.elements.get(key)]
        assert not missing, (standard.code, part.number, missing)


def test_the_elements_are_as_exact_as_the_clauses():
    for row in starter.rows():
        for key in ("content", "quality", "limit", "provider", "way", "assessment"):
            found = check(read(row.element(key)), select=["MH", "FL", "DU", "YS012"], ignore=["MH005", "MH006"])
            assert not found, (row.clause, key, row.element(key), [each.code for each in found])


def test_effort_and_material_are_numbers():
    given = [part.elements for _standard, part in starter.clauses()]
    assert all(re.fullmatch(r"[1-9]\d*分钟×[1-9]\d*人", each["effort"]) for each in given if "effort" in each)
    assert all(re.fullmatch(r"\d+(?:\.\d+)?元", each["material"]) for each in given if "material" in each)
    assert sum("effort" in each for each in given) >= LEAST_CLAUSES


def test_the_limit_beside_a_clause_is_the_one_in_it():
    for standard, part in starter.clauses():
        inside, beside = set(PLACE.findall(part.text)), set(PLACE.findall(part.elements["limit"]))
        assert beside <= inside | _months(inside) or not inside, (standard.code, part.number, beside)


def _months(values):
    """Return values with the unit that the element leaves to its own text, such as {1|2|3}."""
    return {"|".join(value.strip("月年日") for value in each.split("|")) for each in values}


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.code)
def test_a_better_grade_is_never_laxer(standard):
    for part in (part for owner, part in starter.clauses() if owner is standard):
        rows = starter.ladder(standard, part)
        for better, lesser in pairwise(rows):
            assert len(better.reading.requirements) == len(lesser.reading.requirements), better.text
            pairs = zip(better.reading.requirements, lesser.reading.requirements, strict=True)
            for one, other in pairs:
                assert _as_strict(one, other), (better.text, lesser.text)


def _as_strict(one, other):
    """Tell whether a bound is at least as strict as the one of the next grade."""
    if one.kind is Kind.WINDOW:
        return _within(str(other.value), str(one.value))
    if Kind.INTERVAL in {one.kind, other.kind} or one.kind is Kind.FREQUENCY:
        return _gap(one) <= _gap(other)
    assert (one.kind, one.op, one.per) == (other.kind, other.op, other.per)
    first, second = _scaled(one), _scaled(other)
    return {"<=": first <= second, ">=": first >= second, "==": first == second}[one.op]


def _scaled(found):
    """Return the amount of a bound, a duration in seconds."""
    return float(found.value) * {"second": 1, "minute": 60, "hour": 3600, "day": 86400}.get(found.unit or "", 1)


def _gap(found):
    """Return how many days lie between two occasions on average."""
    number, _, unit = (found.per or "").rpartition(" ")
    lengths = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "half_month": 15, "month": 30, "quarter": 91}
    length = (lengths | {"half_year": 182, "year": 365})[unit]
    return float(number or 1) * length / float(found.value)


def _within(inner, outer):
    """Tell whether opening hours lie within others."""
    (low, high), (first, last) = ((span.split("-") if "-" in span else (span, span)) for span in (inner, outer))
    return first <= low and high <= last


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.code)
def test_no_element_is_laxer_at_a_better_grade(standard):
    for part in (part for owner, part in starter.clauses() if owner is standard):
        for key, text in part.elements.items():
            for hit in PLACE.finditer(text):
                values = [_number(value) for value in hit[1].split("|")]
                if None in values:
                    continue
                ahead = text[: hit.start()]
                falls, rises = values == sorted(values, reverse=True), values == sorted(values)
                assert falls or rises, text
                assert falls or not (LOWEST.search(ahead) or (key == "assessment" and SAMPLE.search(ahead))), text
                assert rises or not HIGHEST.search(ahead), text


def _number(value):
    """Return a value as a number: 98, 60分钟 or 半月; None for hours of the day and other words."""
    if re.fullmatch(r"\d+(?:\.\d+)?", value):
        return float(value)
    return starter.days(value)


def test_one_event_has_one_limit():
    """Nobody is told two numbers for the same act after the same event, in whatever standard."""
    limits = defaultdict(set)
    for row in starter.rows():
        for found in row.reading.requirements:
            if found.kind is Kind.TIME_LIMIT:
                key = (row.grade, found.trigger, found.action, found.condition, _subject(row.text))
                limits[key].add((row.clause, found.op, found.value, found.unit))
    assert not [(key, found) for key, found in limits.items() if len({each[1:] for each in found}) > 1]


def _subject(text):
    """Return what the first part of a sentence speaks of, without what follows a comma."""
    return re.split("[，由]", text)[0]


def test_one_record_has_one_term():
    terms = defaultdict(set)
    for row in starter.rows():
        for found in row.reading.requirements:
            if found.kind is Kind.RETENTION:
                terms[row.grade, re.split("由", row.text)[0]].add((found.value, found.unit))
    assert all(len(found) == 1 for found in terms.values())


#: Duties of law that a clause meets: the clause, the bound, and whose law it is.
DUTIES = [
    ("KF-02/1.1", "==", "24h", "", "淄博、潍坊物业管理条例"),
    ("KF-04/2.2", "<=", 10, "day", "杭州市物业管理条例50"),
    ("KF-07/1.6", ">=", 30, "day", "淄博市物业管理条例53"),
    ("KF-07/1.7", ">=", 7, "day", "淄博市物业管理条例53"),
    ("KF-07/2.1", "<=", 3, "day", "北京市物业管理条例66"),
    ("KF-08/3.1", "<=", 10, "day", "山东省物业管理条例57"),
    ("KF-08/3.4", ">=", 92, "day", "河南省物业管理条例"),
    ("KF-08/3.5", ">=", 92, "day", "河南省物业管理条例"),
    ("KF-08/3.6", "<=", 10, "day", "上海市住宅物业管理规定50"),
    ("KF-09/1.5", "<=", 30, "day", "嘉兴市住宅物业管理条例26"),
    ("KF-10/3.2", "<=", 24, "hour", "上海市住宅物业管理规定59"),
    ("ZX-01/3.2", "<=", 30, "day", "保安服务管理条例14"),
    ("ZX-03/2.1", ">=", 30, "day", "公共安全视频图像信息系统管理条例17"),
    ("ZX-03/2.4", ">=", 30, "day", "保安服务管理条例25"),
    ("ZX-03/3.2", "<=", 30, "day", "公共安全视频图像信息系统管理条例14"),
    ("ZX-06/1.1", "==", "24h", "", "广东省实施消防法办法19"),
    ("ZX-06/1.2", ">=", 2, "人", "广东省实施消防法办法19"),
    ("GC-03/2.3", ">=", 1, "month", "特种设备安全监察条例28"),
    ("GC-03/2.4", "<=", 30, "day", "特种设备安全监察条例25"),
    ("GC-03/2.5", "<=", 5, "day", "滨州市电梯安全管理条例"),
    ("GC-03/2.6", "<=", 3, "day", "滨州市电梯安全管理条例"),
    ("GC-03/2.7", "<=", 10, "day", "杭州市电梯安全管理条例"),
    ("GC-03/2.9", ">=", 2, "人", "滨州市电梯安全管理条例"),
    ("GC-03/3.3", "<=", 30, "minute", "杭州市电梯安全管理条例30"),
    ("GC-03/3.5", "<=", 60, "minute", "淄博（电梯）43"),
    ("GC-03/4.1", ">=", 4, "year", "滨州市电梯安全管理条例19"),
    ("GC-03/4.2", ">=", 4, "year", "温州市电梯安全条例17"),
    ("GC-06/3.1", ">=", 24, "hour", "安阳市城镇居民二次供水条例21"),
    ("GC-06/3.2", "<=", 12, "hour", "安阳市城镇居民二次供水条例21"),
]
#: Duties to do something at least once in so many days.
ROUNDS = [
    ("GC-03/2.1", 15, "特种设备安全监察条例31"),
    ("GC-06/1.4", 365, "安阳市城镇居民二次供水条例18"),
    ("GC-03/2.2", 30, "特种设备安全监察条例27"),
    ("GC-03/3.4", 182, "潍坊市电梯安全条例23"),
    ("GC-06/1.1", 182, "安阳市城镇居民二次供水条例17"),
    ("GC-06/1.2", 91, "安阳市城镇居民二次供水条例17"),
    ("GC-06/2.3", 182, "安阳市城镇居民二次供水条例17"),
    ("GC-08/1.6", 365, "消防法16"),
    ("KF-07/1.1", 91, "上海市住宅物业管理规定66"),
    ("KF-07/1.2", 182, "上海市住宅物业管理规定66"),
    ("ZX-06/2.1", 1, "消防法17"),
    ("ZX-06/4.1", 182, "北京市消防条例13"),
    ("ZX-06/4.2", 365, "北京市消防条例13"),
]


@pytest.mark.parametrize(("address", "op", "number", "unit", "law"), DUTIES, ids=str)
def test_no_grade_is_laxer_than_the_law(address, op, number, unit, law):
    for row in at(address):
        first = row.reading.requirements[0]
        if op == "==":
            assert str(first.value) == number, (row.text, law)
            continue
        assert first.op == op
        own, asked = _seconds(first.value, first.unit), _seconds(number, unit)
        assert own[0] == asked[0]
        assert own[1] <= asked[1] if op == "<=" else own[1] >= asked[1], (row.text, law)


def at(address):
    """Return a clause at its grades; an address that names none fails."""
    found = [row for row in starter.rows() if row.clause == address]
    assert found, address
    return found


def _seconds(value, unit):
    """Return the unit and the amount, what is shorter than a month in seconds, so that they compare."""
    lengths = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
    return ("second", value * lengths[unit]) if unit in lengths else (unit, value)


@pytest.mark.parametrize(("address", "most", "law"), ROUNDS, ids=str)
def test_no_round_is_rarer_than_the_law_asks(address, most, law):
    for row in at(address):
        assert _gap(row.reading.requirements[0]) <= most, (row.text, law)


def test_the_time_limit_beside_a_clause_is_the_one_of_its_sentence():
    found = {
        row.clause: other_limit(row.reading, elements_of(row.reading, {"limit": row.element("limit")}))
        for row in starter.rows()
    }
    assert len(found) >= LEAST_CLAUSES
    assert {clause: odds for clause, odds in found.items() if odds} == {}
