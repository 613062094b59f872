"""Words and signed deviations beside the standards: out as files and back, with no signature taken from a file."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.standards.company import AT, Company, clause
from tests.usecases.test_exchange_standards import bring, company_folder

from guicheng.adapters.standards_files import packed, read_folder
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.permissions import Role
from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.standards import services
from guicheng.apps.standards.models import Deviation, Term
from guicheng.apps.standards.selectors.library import findings_of_standard
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Level
from guicheng.domain.manual.reading import Checks
from guicheng.domain.values import NotAllowedError
from guicheng.usecases.bring_deviations import Became
from guicheng.usecases.check_standards import check_standards
from guicheng.usecases.checked_clauses import Source, Wanted
from guicheng.usecases.exchange_standards import NotBroughtError, folder_for, folder_of

pytestmark = pytest.mark.django_db
FAST = "接到紧急报修后，维修工应在30分钟内到达现场。"
SLOW = "接到急修报修后，维修工45分钟内到场。"
UNTIL = AT.date() + timedelta(days=30)


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def both(company):
    """A company's standard, and an estate's that promises less."""
    return company.standard(FAST, unit=company.root, code="KF-01"), company.standard(SLOW, code="KF-02")


def sign(company, made, reason="老旧小区", by="chen"):
    (found,) = findings_of_standard(made, day=AT.date())[clause(made).key]
    remark = found.remark
    return services.sign_deviation(
        actor=company.actor(by),
        clause_key=clause(made).key,
        code=remark.code,
        against=remark.against,
        verdict=remark.verdict,
        mark=remark.mark,
        reason=reason,
        expires_on=UNTIL,
        at=AT,
    )


def zipped(files):
    return folder_of("a.zip", packed(files))


def became(brought):
    return [str(each.became) for each in brought.deviations]


def test_a_signed_deviation_goes_out_and_the_same_folder_changes_nothing(company, both):
    sign(company, both[1], "业主大会决定：\n- “2026”年 #3 次")
    written = company_folder(company.root)
    (entry,) = read_folder({name: text.encode() for name, text in written.items()}).deviations
    assert (entry.verdict, entry.signed_by, entry.expires) == ("LOOSER", company.people["chen"].name, UNTIL)
    assert entry.reason == "业主大会决定：\n- “2026”年 #3 次"
    brought = bring(company, zipped(written), sign=True)
    assert became(brought) == [Became.HELD]
    assert Deviation.objects.count() == 1
    assert company_folder(company.root) == written


def test_what_is_signed_in_the_database_is_accepted_by_the_check_of_the_folder(company, both):
    made = sign(company, both[1])
    accepted = _check(company)
    services.end_deviation(actor=company.actor("chen"), key=made.key, at=AT)
    assert "deviations.yaml" not in company_folder(company.root)
    spoken = _check(company)
    assert (len(spoken.findings) - len(accepted.findings), accepted.accepted, spoken.accepted) == (1, 1, 0)


def _check(company):
    held = read_folder({name: text.encode() for name, text in company_folder(company.root).items()})
    return check_standards([Source(held, level=Level.COMPANY)], Wanted(Checks(), AT.date()))


def test_what_no_longer_covers_anything_is_not_handed_out(company, both):
    sign(company, both[1])
    row = clause(both[1])
    services.edit_clause(
        actor=company.actor("chen"), key=row.key, revision=row.revision, text=SLOW.replace("45", "50"), at=AT
    )
    # The text is no more what was signed: `guicheng check` must find it again.
    assert "deviations.yaml" not in company_folder(company.root)


def test_one_that_is_over_is_not_handed_out(company, both):
    sign(company, both[1])
    from guicheng.usecases.exchange_standards import company_folder as written

    assert "deviations.yaml" in written(company.root, day=UNTIL)
    assert "deviations.yaml" not in written(company.root, day=UNTIL + timedelta(days=1))


def entry(named="KF-02/1.1", **more):
    said = {
        "clause": named,
        "verdict": "LOOSER",
        "reason": "老旧小区",
        "signed_by": "王总",
        "expires": str(UNTIL),
    } | more
    lines = [f"{key}: {value}" for key, value in said.items() if value]
    return "- " + "\n  ".join(lines) + "\n"


@pytest.fixture
def numbered(company, both):
    """The folder of both standards, whose clauses have numbers now."""
    files = {name: text.replace("\n接到", "\n1.1 接到") for name, text in company_folder(company.root).items()}
    bring(company, zipped(files))
    return files


def test_a_signature_of_a_file_is_no_signature_here(company, both, numbered):
    brought = bring(company, zipped(numbered | {"deviations.yaml": entry()}))
    assert became(brought) == [Became.OPEN]
    assert not Deviation.objects.exists()
    (found,) = findings_of_standard(both[1], day=AT.date())[clause(both[1]).key]
    assert found.speaks


def test_who_brings_it_signs_in_their_own_name_and_the_audit_keeps_the_name_of_the_file(company, both, numbered):
    files = numbered | {"deviations.yaml": entry(against="KF-01/1.1")}
    assert became(bring(company, zipped(files), sign=True, trial=True)) == [Became.SIGNED]
    assert not Deviation.objects.exists()
    assert became(bring(company, zipped(files), sign=True)) == [Became.SIGNED]
    made = Deviation.objects.get()
    assert (made.signed_by, made.signed_at, made.reason) == (company.people["chen"], AT, "老旧小区")
    assert AuditEntry.objects.get(act="standards.sign_deviation").after["signed_in_file_by"] == "王总"
    out = company_folder(company.root)["deviations.yaml"]
    assert "clause: KF-02/1.1\n  verdict: LOOSER\n  against: KF-01/1.1\n  reason: 老旧小区\n" in out
    assert company.people["chen"].name in out


def test_only_who_may_sign_signs_and_otherwise_nothing_of_the_folder_is_taken(company):
    made = company.standard(FAST, FAST.replace("30", "50"), code="KF-05")
    (found,) = findings_of_standard(made, day=AT.date())[clause(made, 1).key]
    wanted = entry(str(clause(made, 1).key), verdict=found.remark.verdict)
    written = folder_for(company.actor("wang"), [made], day=AT.date()) | {"deviations.yaml": wanted}
    files = {name: text.replace("50分钟", "40分钟") for name, text in written.items()}
    assert became(bring(company, zipped(files), by="wang", unit=company.estate, trial=True)) == [Became.OPEN]
    with pytest.raises(NotAllowedError):
        bring(company, zipped(files), by="wang", unit=company.estate, sign=True)
    assert "50分钟" in clause(made, 1).text
    assert not Deviation.objects.exists()


def test_a_program_signs_nothing(company, both, numbered):
    grants = ((str(Role.QUALITY_MANAGER), str(company.root.path)),)
    program = Actor(person=None, company_id=company.root.pk, grants=grants, channel="cli", named="guicheng")
    from guicheng.usecases.exchange_standards import bring_folder

    told = bring_folder(
        actor=program, unit_key=company.root.key, folder=zipped(numbered | {"deviations.yaml": entry()}), at=AT
    )
    assert became(told) == [Became.OPEN]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (entry(expires="2020-01-01"), Became.OVER),
        (entry(verdict="CONFLICT"), Became.NOTHING),
        (entry(against="KF-01/9.9"), Became.NOTHING),
        (entry(), Became.SIGNED),
    ],
)
def test_what_cannot_be_signed_is_told_and_passed_over(company, both, numbered, text, what):
    assert became(bring(company, zipped(numbered | {"deviations.yaml": text}), sign=True)) == [what]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (entry("KF-02/9.9"), "deviations.yaml:1: There is no clause “KF-02/9.9”."),
        (entry("x"), "deviations.yaml:1: There is no clause “x”."),
        (entry() + entry("XX-01/1.1"), "deviations.yaml:6: There is no clause “XX-01/1.1”."),
        (entry(expires=""), "deviations.yaml:1: Choose the last day"),
        (entry(expires="2031-01-01"), "deviations.yaml:1: Choose a last day within"),
    ],
)
def test_bad_rows_are_told_with_file_and_line_and_nothing_is_taken(company, both, numbered, text, said):
    files = {name: body.replace("45分钟", "50分钟") for name, body in numbered.items()}
    with pytest.raises(NotBroughtError) as caught:
        bring(company, zipped(files | {"deviations.yaml": text, "parameters.yaml": "时限.到场: 9分钟\n"}), sign=True)
    assert [each.render()[: len(said)] for each in caught.value.reasons] == [said]
    assert clause(both[1]).text == SLOW
    assert not Deviation.objects.exists()


def test_two_clauses_of_one_name_are_told_apart_by_the_key(company):
    company.standard(FAST, unit=company.root, code="KF-01")
    made = company.standard(SLOW, SLOW.replace("45", "50"), code="KF-02")
    files = {name: text.replace("\n接到急修", "\n1.1 接到急修") for name, text in company_folder(company.root).items()}
    bring(company, zipped(files))
    with pytest.raises(NotBroughtError, match="Several clauses are called"):
        bring(company, zipped(files | {"deviations.yaml": entry()}))
    named = entry(str(clause(made).key), against=str(clause(company_standard("KF-01")).key))
    assert became(bring(company, zipped(files | {"deviations.yaml": named}), sign=True)) == [Became.SIGNED]
    assert f"clause: {clause(made).key}\n" in company_folder(company.root)["deviations.yaml"]
    assert "clause: KF-02/1.1\n" in company_folder(company.root, ids=False)["deviations.yaml"]


def company_standard(code):
    from guicheng.apps.standards.models import Standard

    return Standard.objects.get(code=code)


def test_keys_that_are_another_companys_still_say_which_clause_is_meant(company, both):
    sign(company, both[1])
    written = company_folder(company.root)
    key = str(clause(both[1]).key)
    assert f"clause: {key}\n" in written["deviations.yaml"]
    other = Company(prefix="x")
    brought = bring(other, zipped(written), unit=other.root)
    (told,) = brought.deviations
    assert told.clause.standard.company == other.root
    assert str(told.clause.key) != key


def test_what_others_have_is_absent_for_who_may_not_see_it(company, both):
    sign(company, both[1])
    there = company.standard(SLOW, unit=company.other, code="KF-03")
    held = folder_for(company.actor("wang"), [both[1]], day=AT.date())
    assert clause(both[1]).text in "".join(held.values())
    named = entry(str(clause(there).key))
    with pytest.raises(NotBroughtError, match="There is no clause"):
        bring(company, zipped(held | {"deviations.yaml": named}), by="wang", unit=company.estate)


HEAD = "surface\tclass\tcanonical\tvalue\tinclusive\tsource\n"


def test_words_go_out_and_come_back_byte_for_byte(company):
    actor = company.actor("chen")
    words = [
        ("工单日", "time-unit", "day", "1", "两行\n\t说明 \\n"),
        ("#楼长", "post", "", "", ""),
        ("ＡＢ妥帖", "vague-quality", "", "", ""),
    ]
    for surface, group, canonical, value, note in words:
        services.add_term(actor=actor, surface=surface, group=group, canonical=canonical, value=value, note=note, at=AT)
    company.standard(SLOW, code="KF-02")
    written = company_folder(company.root)
    assert written["terms.tsv"].startswith(
        HEAD + "\\#楼长\tpost\t\t\t\t\n工单日\ttime-unit\tday\t1\t\t两行\\n\\t说明 \\\\n\n"
    )
    assert bring(company, zipped(written)).terms == ()
    other = Company(prefix="x")
    assert len(bring(other, zipped(written), unit=other.root).terms) == 3
    assert company_folder(other.root)["terms.tsv"] == written["terms.tsv"]
    assert Term.objects.filter(company=other.root, note__contains="\n\t说明 \\n").count() == 1


def test_words_of_a_folder_are_those_by_which_its_texts_are_read(company):
    files = {"GC-01.md": "---\ncode: GC-01\n---\n# 甲\n\n1.1 接到报修后3工单日内修好。\n"}
    bring(company, zipped(files | {"terms.tsv": HEAD + "工单日\ttime-unit\tday\t1\t\t本公司\n"}))
    assert not [each for each in read("接到报修后3工单日内修好。").promises if each.bounded()]
    assert clause(company_standard("GC-01")).state == "read"
    assert Term.objects.get().note == "本公司"
    changed = HEAD + "工单日\ttime-unit\tday\t2\t\t本公司\n"
    assert bring(company, zipped(files | {"terms.tsv": changed})).terms == ("工单日",)
    assert Term.objects.get().value == "2"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("楼长\tposts\n", ["terms.tsv:2: “posts” is no class to which a company adds."]),
        ("\tpost\n工\ttime-unit\tday\tx\n", ["terms.tsv:2: Write the word", "terms.tsv:3: Write how many"]),
        ("楼长\tpost\n# 注\n楼长\tpost\tx\n", ["terms.tsv:4: terms.tsv:2 has the same word."]),
        ("楼长\tpost\t\t\tmaybe\n", ["terms.tsv:2: Choose yes, no or nothing."]),
        (f"楼长\tpost\t\t\t\t{'长' * 501}\n", ["terms.tsv:2: Write at most 40 characters as canonical and 500"]),
    ],
)
def test_rows_that_are_no_words_are_told_with_their_line_and_nothing_is_taken(company, both, rows, said):
    files = {name: body.replace("45分钟", "50分钟") for name, body in company_folder(company.root).items()}
    with pytest.raises(NotBroughtError) as caught:
        bring(company, zipped(files | {"terms.tsv": HEAD + rows}))
    assert [each.render()[: len(want)] for each, want in zip(caught.value.reasons, said, strict=True)] == said
    assert not Term.objects.exists()
    assert clause(both[1]).text == SLOW


def test_only_who_keeps_the_lexicon_changes_it_by_a_file(company, both):
    held = folder_for(company.actor("wang"), [both[1]], day=AT.date())
    with pytest.raises(NotAllowedError):
        bring(company, zipped(held | {"terms.tsv": HEAD + "楼长\tpost\n"}), by="wang", unit=company.estate)
    services.add_term(actor=company.actor("chen"), surface="楼长", group="post", at=AT)
    held = folder_for(company.actor("wang"), [both[1]], day=AT.date())
    assert "楼长" in held["terms.tsv"]
    assert bring(company, zipped(held), by="wang", unit=company.estate).terms == ()
