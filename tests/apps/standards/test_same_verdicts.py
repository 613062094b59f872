"""The pages of a contract and of a clause give the verdict that ``guicheng compare --pairs`` gives."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import DraftClause, Standard
from guicheng.apps.standards.readings.comparing import Library, facts_of, members_of
from guicheng.apps.standards.readings.contracts import Below
from guicheng.apps.standards.readings.tiers import Tiers
from guicheng.apps.standards.readings.wholes import weighed_whole
from guicheng.apps.standards.readings.words import CompanyWords
from guicheng.cli.main import main
from guicheng.domain.comparison.compliance import Standing
from guicheng.domain.standard.kinship import kinship, wording
from library import starter

KEPT = {"EQUAL": Standing.COVERED, "TIGHTER": Standing.TIGHTER, "LOOSER": Standing.LOOSER, "CONFLICT": Standing.LOOSER}
ROOT, ESTATE = Unit(path="0001", kind="company"), Unit(path="00010001", kind="estate")
#: Promise of a contract, clause of a standard, standing on the page; None where the clause does not speak of it.
NAMED = [
    ("乙方接到投诉后24小时内登记。", "客服主管自登记起60分钟内将投诉指派到责任人。", Standing.CANNOT_COMPARE),
    ("乙方接到投诉后30分钟内登记。", "客服主管自登记起60分钟内将投诉指派到责任人。", Standing.CANNOT_COMPARE),
    ("接到紧急报修后30分钟内到达现场。", "涉及人身安全的投诉，秩序主管15分钟内到场。", None),
    ("接到紧急报修后30分钟内到达现场。", "接到紧急报修后，维修工20分钟内到达现场。", Standing.TIGHTER),
    ("接到紧急报修后30分钟内到达现场。", "接到紧急报修后，维修工40分钟内到达现场。", Standing.LOOSER),
    ("咨询记录保存不少于2年。", "《回访记录表》由客服专员保存不少于2年。", None),
    ("电梯维保记录保存不少于4年。", "电梯安全培训记录由档案管理员保存不少于4年。", None),
]


def members(text_of, *, level, unit):
    pk = 1 if level == "contract" else 2
    standard = Standard(pk=pk, code=level, title=level, unit=unit, level=level)
    rows = [
        DraftClause(
            standard=standard, key=uuid4(), position=place, kind="clause", text=text, requirements=1, confirmed=1
        )
        for place, text in enumerate(text_of)
    ]
    return members_of(rows, {pk: standard}, CompanyWords())


def asked(pairs, capsys, tmp_path):
    """Return what the command says of pairs: clause, then the promise that it is set beside."""
    lines = [json.dumps({"id": str(place), "a": a, "b": b}) for place, (a, b) in enumerate(pairs)]
    file = tmp_path / "pairs.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["compare", "--pairs", str(file), "--json"])
    return [json.loads(line)["verdict"] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(("owed", "said", "standing"), NAMED)
def test_a_promise_stands_as_the_case_says(owed, said, standing):
    contract = members([owed], level="contract", unit=ESTATE)
    found = Below([*contract, *members([said], level="standard", unit=ROOT)], facts_of({})).promises(contract)[0]
    assert [kept.standing for kept in found.kept] == ([] if standing is None else [standing])
    assert all(bool(kept.why) is (kept.standing is Standing.CANNOT_COMPARE) for kept in found.kept)


def test_the_clause_that_decides_stands_first_and_one_that_only_shares_words_takes_nothing_from_it():
    owed = "接到紧急报修后30分钟内到达现场。"
    said = ["紧急报修由维修工自接报起12小时内修复。", "接到紧急报修后，维修工20分钟内到达现场。"]
    contract = members([owed, "服务热情周到。"], level="contract", unit=ESTATE)
    company = members([*said, "热情周到地服务。", "服务热情周到。"], level="standard", unit=ROOT)
    first, words = Below([*contract, *company], facts_of({})).promises(contract)
    assert (first.standing, first.kept[0].member.text) == (Standing.TIGHTER, said[1])
    assert (words.standing, words.kept[0].member.text) == (Standing.COVERED, "服务热情周到。")


def test_the_page_of_a_contract_says_what_the_command_says(capsys, tmp_path):
    rows = [row for row in starter.rows() if row.clause[:2] in {"KF", "ZX"}]
    contract = members([row.text for row in rows if row.grade == "二级"][:120], level="contract", unit=ESTATE)
    company = members([row.text for row in rows if row.grade == "一级"][:120], level="standard", unit=ROOT)
    promises = Below([*contract, *company], facts_of({})).promises(contract)
    pairs = [(promise.member, kept) for promise in promises for kept in promise.kept]
    verdicts = asked([(kept.member.text, owed.text) for owed, kept in pairs], capsys, tmp_path)
    assert len(pairs) > 60
    for (owed, kept), verdict in zip(pairs, verdicts, strict=True):
        expected = KEPT.get(verdict, Standing.CANNOT_COMPARE)
        if len(owed.terms) > 1 and kept.standing is not expected:
            # Of several promises one may be kept or broken while the whole is not.
            assert expected is Standing.CANNOT_COMPARE
        elif kept.standing is not expected:
            # Where nothing but words tells that it is one act, the page does not take it for kept.
            assert (kept.standing, kinship(wording(kept.member.text), wording(owed.text)) < 0.75) == (
                Standing.CANNOT_COMPARE,
                True,
            )


def test_the_page_of_a_clause_says_what_the_command_says(capsys, tmp_path):
    rows = [row for row in starter.rows() if row.clause[:2] in {"GC", "BJ"}]
    contract = members([row.text for row in rows if row.grade == "二级"][:90], level="contract", unit=ESTATE)
    company = members([row.text for row in rows if row.grade == "一级"][:90], level="standard", unit=ROOT)
    tiers = Tiers([*contract, *company], [], facts_of({}))
    single = [member for member in company if len(member.terms) == 1]
    pairs = [
        (member, tier)
        for member in single
        for tier in tiers.of(member, most=99)[0]
        if tier.member and tier.member.standard.is_contract and len(tier.member.terms) == 1
    ]
    verdicts = asked([(member.text, tier.member.text) for member, tier in pairs], capsys, tmp_path)
    assert len(pairs) > 40
    assert [tier.comparison.verdict.value for _member, tier in pairs] == verdicts


CODES = {"LOOSER": "CJ001", "CONFLICT": "CJ002", "CANNOT_COMPARE": "CJ003"}


@pytest.mark.parametrize(
    ("owed", "said", "codes"),
    [
        (
            "保洁员清扫道路和广场每日不少于2次，无落叶成堆。",
            "保洁员清扫道路和广场每日不少于1次，无落叶成堆。",
            ["CJ001"],
        ),
        # One act of the same name, of other things: nothing is looser.
        (
            "保洁员清扫道路和广场每日不少于2次，作业后无纸屑、落叶成堆、泥沙。",
            "保洁员清吸电梯门槽每日不少于1次，作业后门槽无砂石、线团。",
            [],
        ),
        # How it is to look differs, so nobody knows whether fewer times are less.
        (
            "保洁员清扫大堂地面每日不少于2次，作业后地面无纸屑、烟蒂、积水。",
            "保洁员清吸电梯门槽每日不少于1次，作业后门槽无砂石、线团。",
            ["CJ003"],
        ),
        # Kept as a whole.
        (
            "降雨开始后，保洁员20分钟内铺设防滑垫并摆放提示牌。",
            "降雨开始后，保洁员15分钟内铺设防滑垫并摆放提示牌。",
            [],
        ),
    ],
)
def test_a_save_finds_what_both_clauses_as_a_whole_bear_out(owed, said, codes):
    (contract,), (company,) = (
        members([owed], level="contract", unit=ESTATE),
        members([said], level="standard", unit=ROOT),
    )
    remarks = weighed_whole(Library([contract, company], facts_of({})).beside(company), facts_of({}), CompanyWords())
    assert [remark.code for remark in remarks if remark.code.startswith("CJ")] == codes


def test_a_save_says_what_the_page_of_a_clause_says():
    rows = [row for row in starter.rows() if row.clause[:2] in {"GC", "BJ"}]
    contract = members([row.text for row in rows if row.grade == "一级"][:90], level="contract", unit=ESTATE)
    company = members([row.text for row in rows if row.grade == "二级"][:90], level="standard", unit=ROOT)
    together, facts = [*contract, *company], facts_of({})
    library, tiers, told = Library(together, facts), Tiers(together, [], facts), 0
    for member in company:
        shown = {each.member.clause.key: each.comparison.verdict.value for each in tiers.of(member, most=99)[0]}
        for remark in weighed_whole(library.beside(member), facts, CompanyWords()):
            if remark.code.startswith("CJ"):
                told += 1
                assert remark.code == CODES[shown[remark.other.clause.key]]
    assert told > 30
