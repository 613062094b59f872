"""Clauses added, edited, moved, divided, joined, deleted and brought back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.apps.standards.company import AT, GOOD, VAGUE, clause, later, texts

from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import ClauseChange, DraftClause, Standard
from guicheng.apps.standards.services.acts import STEP
from guicheng.domain.values import NotAllowedError, StaleError

pytestmark = pytest.mark.django_db


def test_a_clause_is_read_when_it_is_written(company):
    standard = company.standard(GOOD, VAGUE)
    first, second = standard.clauses.order_by("position")
    assert (first.state, first.errors, first.requirements) == ("read", 0, 1)
    assert second.errors == 1
    assert " MH001 " in second.codes
    assert standard.errors == 1


def test_an_edit_is_kept_with_who_and_when(company):
    standard = company.standard(GOOD)
    written = clause(standard)
    change = services.edit_clause(
        actor=company.actor("lin"), key=written.key, revision=1, text=VAGUE, at=later(minutes=5)
    )
    assert (change.clause.text, change.clause.revision, change.clause.errors) == (VAGUE, 2, 1)
    newest, oldest = selectors.changes_of(standard, clause_key=written.key).rows
    assert (newest.text, newest.by_name, newest.at, newest.before["text"]) == (VAGUE, "林品", later(minutes=5), GOOD)
    assert oldest.before is None
    entry = AuditEntry.objects.first()
    assert (entry.act, entry.actor_name, entry.address) == ("standards.edit_clause", "林品", "10.0.0.1")
    assert (entry.before["clauses"], entry.after["clauses"]) == ([{"text": GOOD}], [{"text": VAGUE}])


def test_of_two_editors_the_second_is_told_what_stands_there_now(company):
    standard = company.standard(GOOD)
    written = clause(standard)
    services.edit_clause(actor=company.actor("lin"), key=written.key, revision=1, text=VAGUE, at=AT)
    with pytest.raises(StaleError) as stale:
        services.edit_clause(actor=company.actor("chen"), key=written.key, revision=1, text="每日清扫1次。", at=AT)
    assert (stale.value.present, stale.value.revision) == (VAGUE, 2)
    assert "林品" in stale.value.message.render()
    assert texts(standard) == [VAGUE]


def test_the_editor_of_a_deleted_clause_is_told_who_deleted_it(company):
    standard = company.standard(GOOD)
    written = clause(standard)
    services.delete_clause(actor=company.actor("lin"), key=written.key, revision=1, at=AT)
    with pytest.raises(StaleError) as stale:
        services.edit_clause(actor=company.actor("chen"), key=written.key, revision=1, text=VAGUE, at=AT)
    assert "林品" in stale.value.message.render()
    (gone,) = selectors.removed_clauses(standard)
    back = services.restore_clause(actor=company.actor("chen"), change_key=gone.key, revision=0, at=AT)
    assert (back.clause.key, back.clause.text, back.clause.revision) == (written.key, GOOD, 3)
    assert not selectors.removed_clauses(standard)


def test_the_same_text_again_changes_nothing(company):
    standard = company.standard(GOOD)
    written = clause(standard)
    services.edit_clause(actor=company.actor("chen"), key=written.key, revision=1, text=f"  {GOOD}\0", at=AT)
    assert clause(standard).revision == 1
    assert ClauseChange.objects.count() == 1


def test_clauses_go_where_they_are_sent(company):
    standard, chen = company.standard("甲项应完成。", "乙项应完成。", "丙项应完成。"), company.actor("chen")
    first, second, third = standard.clauses.order_by("position")
    services.move_clause(actor=chen, key=third.key, revision=1, after="", at=AT)
    assert [text[0] for text in texts(standard)] == ["丙", "甲", "乙"]
    services.move_clause(actor=chen, key=first.key, revision=1, after=second.key, at=AT)
    assert [text[0] for text in texts(standard)] == ["丙", "乙", "甲"]
    services.add_clause(actor=chen, standard_key=standard.key, text="丁项应完成。", after=third.key, at=AT)
    services.add_clause(actor=chen, standard_key=standard.key, text="戊项应完成。", after="", at=AT)
    assert [text[0] for text in texts(standard)] == ["戊", "丙", "丁", "乙", "甲"]


def test_room_between_clauses_is_made_when_it_runs_out(company):
    standard, chen = company.standard("甲项应完成。", "乙项应完成。"), company.actor("chen")
    first = clause(standard)
    for number in range(STEP.bit_length() + 4):
        services.add_clause(actor=chen, standard_key=standard.key, text=f"第{number}项。", after=first.key, at=AT)
    assert texts(standard)[1] == f"第{STEP.bit_length() + 3}项。"
    assert texts(standard)[-2:] == ["第0项。", "乙项应完成。"]
    positions = list(standard.clauses.values_list("position", flat=True))
    assert len(set(positions)) == len(positions)


def test_a_split_and_a_merge_are_each_taken_back_as_one(company):
    standard, chen = company.standard("每日清扫1次。员工佩戴工牌。", GOOD), company.actor("chen")
    split = services.split_clause(actor=chen, key=clause(standard).key, revision=1, cuts=[7], at=AT)
    assert texts(standard) == ["每日清扫1次。", "员工佩戴工牌。", GOOD]
    rows = list(standard.clauses.order_by("position"))[1:]
    merged = services.merge_clauses(
        actor=chen, keys=[row.key for row in rows], revisions=[row.revision for row in rows], at=AT
    )
    assert texts(standard) == ["每日清扫1次。", "员工佩戴工牌。" + GOOD]
    services.undo_act(actor=chen, act=merged.act, at=AT)
    services.undo_act(actor=chen, act=split.act, at=AT)
    assert texts(standard) == ["每日清扫1次。员工佩戴工牌。", GOOD]


def test_what_was_changed_since_is_not_undone(company):
    standard, chen = company.standard(GOOD), company.actor("chen")
    first = services.edit_clause(actor=chen, key=clause(standard).key, revision=1, text=VAGUE, at=AT)
    services.edit_clause(actor=company.actor("lin"), key=clause(standard).key, revision=2, text="员工佩戴工牌。", at=AT)
    with pytest.raises(StaleError) as stale:
        services.undo_act(actor=chen, act=first.act, at=AT)
    assert stale.value.present == "员工佩戴工牌。"


@pytest.mark.parametrize(
    ("cuts", "field"), [([], "cuts"), ([0], "cuts"), ([99], "cuts"), ([-1], "cuts"), ([3, 99], "cuts")]
)
def test_a_cut_leaves_no_empty_part(company, cuts, field):
    standard = company.standard(GOOD)
    with pytest.raises(services.NotAsWantedError) as refused:
        services.split_clause(actor=company.actor("chen"), key=clause(standard).key, revision=1, cuts=cuts, at=AT)
    assert refused.value.field == field


def test_only_neighbours_are_merged(company):
    standard, chen = company.standard("甲项。", "乙项。", "丙项。"), company.actor("chen")
    rows = list(standard.clauses.order_by("position"))
    for chosen in ([rows[0], rows[2]], [rows[1], rows[0]], [rows[0]]):
        with pytest.raises(services.NotAsWantedError):
            services.merge_clauses(actor=chen, keys=[row.key for row in chosen], revisions=[1] * len(chosen), at=AT)
    assert texts(standard) == ["甲项。", "乙项。", "丙项。"]


@pytest.mark.parametrize("text", ["", "  ", "\0", "长" * 5001])
def test_a_clause_says_something_and_not_too_much(company, text):
    standard = company.standard(GOOD)
    with pytest.raises(services.NotAsWantedError):
        services.add_clause(actor=company.actor("chen"), standard_key=standard.key, text=text, at=AT)
    with pytest.raises(services.NotAsWantedError):
        services.edit_clause(actor=company.actor("chen"), key=clause(standard).key, revision=1, text=text, at=AT)


def test_a_heading_is_not_read(company):
    standard = company.standard("每日清扫1次。")
    change = services.rekind_clause(
        actor=company.actor("chen"), key=clause(standard).key, revision=1, kind="heading", level=1, at=AT
    )
    assert (change.clause.state, change.clause.requirements) == ("note", 0)
    with pytest.raises(services.NotAsWantedError):
        services.rekind_clause(actor=company.actor("chen"), key=clause(standard).key, revision=2, kind="poem", at=AT)


def test_who_sees_nothing_gets_the_same_answer_as_for_nothing(company, stranger):
    standard = company.standard(GOOD)
    written = clause(standard)
    for actor in (stranger, company.actor("zhao"), company.actor("qian")):
        with pytest.raises(Standard.DoesNotExist):
            services.add_clause(actor=actor, standard_key=standard.key, text=GOOD, at=AT)
        with pytest.raises(DraftClause.DoesNotExist):
            services.edit_clause(actor=actor, key=written.key, revision=1, text=VAGUE, at=AT)
        with pytest.raises(ClauseChange.DoesNotExist):
            services.undo_act(actor=actor, act=ClauseChange.objects.get().act, at=AT)
    with pytest.raises(Standard.DoesNotExist):
        services.add_clause(actor=stranger, standard_key="no key", text=GOOD, at=AT)


def test_who_may_read_but_not_write_is_told_whom_to_ask(company):
    standard = company.standard(GOOD)
    with pytest.raises(NotAllowedError) as refused:
        services.edit_clause(actor=company.actor("sun"), key=clause(standard).key, revision=1, text=VAGUE, at=AT)
    assert "高管" in refused.value.message.render()
    assert texts(standard) == [GOOD]


def test_others_in_the_draft_are_known_while_they_work(company):
    standard = company.standard(GOOD)
    services.note_presence(
        actor=company.actor("lin"), standard_key=standard.key, clause_key=clause(standard).key, at=AT
    )
    services.note_presence(actor=company.actor("chen"), standard_key=standard.key, at=AT)
    (other,) = selectors.editors_of(standard, at=later(seconds=30), but=company.actor("chen"))
    assert (other.person.name, other.clause_key) == ("林品", clause(standard).key)
    assert not selectors.editors_of(standard, at=later(seconds=90), but=company.actor("chen"))


_STEP = st.tuples(
    st.sampled_from(["add", "edit", "move", "delete", "split", "merge", "rekind"]),
    st.integers(0, 9),
    st.integers(0, 9),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_STEP, max_size=12))
def test_any_work_taken_back_in_reverse_leaves_the_draft_as_it_was(company, steps):
    standard = company.standard(
        "甲项应每日完成1次。", "乙项应完成。", "丙项应完成。", code=f"T-{Standard.objects.count()}"
    )
    before, acts = _state(standard), []
    for what, one, other in steps:
        if act := _work(company, standard, what, one, other):
            acts.append((act, _state(standard)))
    for act, state in reversed(acts):
        assert _state(standard) == state
        services.undo_act(actor=company.actor("lin"), act=act, at=AT)
    assert _state(standard) == before


def _state(standard):
    return [(row.key, row.text, row.kind, row.level, row.state) for row in standard.clauses.order_by("position")]


def _work(company, standard, what, one, other):
    rows, actor = list(standard.clauses.order_by("position")), company.actor("chen")
    if what == "add" or not rows:
        after = rows[one % len(rows)].key if rows else ""
        return services.add_clause(actor=actor, standard_key=standard.key, text=f"新{one}项。", after=after, at=AT).act
    row = rows[one % len(rows)]
    seen = {"actor": actor, "key": row.key, "revision": row.revision, "at": AT}
    if what == "edit":
        change = services.edit_clause(**seen, text=f"第{other}次改写。")
        return change.act if change.clause.revision > row.revision else None
    if what == "move":
        target = rows[other % len(rows)]
        return services.move_clause(**seen, after=target.key).act if target.key != row.key else None
    if what == "delete":
        return services.delete_clause(**seen).act
    if what == "split":
        return services.split_clause(**seen, cuts=[1 + other % (len(row.text) - 1)]).act if len(row.text) > 1 else None
    if what == "merge":
        pair = rows[one % len(rows) :][:2]
        if len(pair) < 2:
            return None
        return services.merge_clauses(
            actor=actor, keys=[each.key for each in pair], revisions=[each.revision for each in pair], at=AT
        ).act
    return services.rekind_clause(**seen, kind=["clause", "note", "heading"][other % 3]).act
