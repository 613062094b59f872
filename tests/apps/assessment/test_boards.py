"""Boards: the same figures as the selector gives, ordered, within reach, read once."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.apps.assessment.monthly import count, seal
from tests.apps.assessment.published import published

from guicheng.apps.assessment.models import MonthCount
from guicheng.apps.assessment.readings.board import Column, Place, board_of_rows
from guicheng.apps.assessment.readings.board_rows import ClauseSums, pack_row, row_of, unpack_row
from guicheng.apps.assessment.readings.cells import state_of_sums, sure_gap
from guicheng.apps.assessment.selectors.figures import figures
from guicheng.apps.assessment.selectors.heat import board_for, chosen_month, month_before, months_for, places_for
from guicheng.apps.standards.models import EditionClause
from guicheng.domain.attainment import Counts, State

pytestmark = pytest.mark.django_db
TEXTS = (
    "接到急修报修后，维修工应在30分钟内到达现场。",
    "保洁员清扫大堂地面每日不少于2次。",
    "监控录像保存不少于90天。",
)


@pytest.fixture
def company(db):
    made = published(*TEXTS)
    made.arrive, made.sweep, made.film = EditionClause.objects.order_by("position")
    return made


def shown(company, month="", version="", by="chen"):
    actor = company.actor(by)
    months = months_for(actor)
    chosen = chosen_month(months, month, version)
    return SimpleNamespace(
        actor=actor, months=months, chosen=chosen, board=board_for(actor, chosen) if chosen else None
    )


def filled(company):
    count(company.estate, "2026-10", company.arrive, kept=14, late=4)
    count(company.estate, "2026-10", company.sweep, kept=1, missed=1, whole=True)
    count(company.other, "2026-10", company.arrive, kept=3, late=1)
    count(company.other, "2026-10", company.sweep, no_evidence=7)
    count(company.other, "2026-10", company.film, excused=2, pending=1, target=900_000)


def test_every_cell_says_what_the_selector_of_figures_says(company):
    filled(company)
    found = shown(company)
    board, rows = found.board, figures(found.actor, month="2026-10", by="estate_clause", times=False)
    assert len(rows) == 5
    for row in rows:
        cell = board.cell(board.place_of[row.unit.pk], board.column_of[row.clause.key])
        assert (cell.counts, cell.state) == (row.figure.counts, row.figure.state)
        if cell.counts.counted:
            assert cell.target == pytest.approx(float(row.figure.target))
        column = board.columns[board.column_of[row.clause.key]]
        assert (column.citation, column.text) == (row.clause.citation, row.clause.text)


def test_promises_of_one_clause_with_targets_of_their_own_are_weighed(company):
    count(company.estate, "2026-10", company.arrive, kept=9, late=1, target=900_000)
    first = shown(company).board
    assert first.cell(0, 0).state is State.MET
    assert first.cell(0, 0).target == pytest.approx(0.9)


def test_a_summary_adds_an_estate_up_and_names_its_widest_gap(company):
    filled(company)
    board = shown(company).board
    here = board.summaries()[board.place_of[company.estate.pk]]
    assert (here.figures, here.below, here.kept, here.counted) == (2, 2, 15, 20)
    assert board.columns[here.worst].key == company.sweep.key
    assert here.share == pytest.approx(0.75)
    there = board.summaries()[board.place_of[company.other.pk]]
    # Few cases and cases without evidence are below nothing.
    assert (there.below, there.worst, there.figures) == (0, -1, 3)


def test_a_kind_of_service_narrows_the_clauses(company):
    filled(company)
    board = shown(company).board
    assert board.domains == ("",)
    assert board.summaries("cleaning")[0].figures == 0
    assert board.positions("cleaning") == []
    assert len(board.positions(None)) == 3


def test_estates_out_of_reach_are_on_no_map(company):
    filled(company)
    found = shown(company, by="wang")
    assert [found.board.places[at].pk for at in places_for(found.actor, found.board)] == [company.estate.pk]
    found = shown(company)
    within = places_for(found.actor, found.board, company.region)
    assert [found.board.places[at].pk for at in within] == [company.estate.pk]


def test_the_front_line_sees_no_month(company):
    filled(company)
    assert months_for(company.actor("qian")) == []


def test_a_board_is_read_once_until_it_is_counted_anew(company):
    filled(company)
    shown(company)
    with CaptureQueriesContext(connection) as asked:
        shown(company)
    assert not [each for each in asked if "assessment_tally" in each["sql"]]
    MonthCount.objects.update(counted_at=timezone.now())
    with CaptureQueriesContext(connection) as asked:
        shown(company)
    assert len([each for each in asked if "assessment_tally" in each["sql"]]) == 1


def test_a_sealed_version_is_shown_first_and_stays(company):
    filled(company)
    seal(company.root, "2026-10")
    sealed, live = shown(company), shown(company, version="live")
    assert (sealed.chosen.version, live.chosen.version) == (1, 0)
    assert sealed.board.numbers == live.board.numbers
    assert shown(company, version="7").chosen.version == 1


def test_the_month_before_is_that_of_the_calendar(company):
    count(company.estate, "2025-12", company.arrive, kept=10)
    count(company.estate, "2026-01", company.arrive, kept=10)
    count(company.estate, "2026-03", company.arrive, kept=10)
    found = shown(company, "2026-01")
    assert month_before(found.months, found.chosen).month.month == "2025-12"
    found = shown(company, "2026-03")
    assert month_before(found.months, found.chosen) is None


def test_an_unknown_month_shows_the_newest(company):
    count(company.estate, "2026-01", company.arrive, kept=10)
    count(company.estate, "2026-03", company.arrive, kept=10)
    assert shown(company, "2020-01").board.month == "2026-03"


def test_an_estate_that_could_not_be_counted_is_marked(company):
    filled(company)
    MonthCount.objects.filter(unit=company.other).update(failed="no calendar")
    assert shown(company).board.failed == {company.other.pk}


def test_cells_that_nothing_names_have_nothing():
    keys = [UUID(int=n + 1) for n in range(3)]
    columns = [Column(key, f"A/{n}", "", 1, "") for n, key in enumerate(keys)]
    missed = ClauseSums(keys[2], (9, 0, 1, 0, 0, 0), 9_500_000, False, 7, 1)
    met = ClauseSums(keys[0], (1, 0, 0, 0, 0, 0), 1_000_000, True, 8, 1)
    rows = [
        (Place(1, "0001"), row_of([met])),
        (Place(2, "0002"), row_of([missed])),
        (Place(3, "0003"), row_of([met, missed])),
    ]
    board = board_of_rows(("2026-10", 0), rows, columns)
    states = [[board.cell(place, column).state for column in range(3)] for place in range(3)]
    nothing = State.NOTHING_DUE
    assert states == [
        [State.MET, nothing, nothing],
        [nothing, nothing, State.NOT_MET],
        [State.MET, nothing, State.NOT_MET],
    ]


def test_packed_sums_come_back_as_they_were():
    rows = [
        ClauseSums(UUID(int=n), (n, n + 1, 2, 3, 2**40, 5), 10**12 + n, n % 2 == 0, 2**33 + n, n) for n in range(1, 70)
    ]
    assert unpack_row(pack_row(row_of(rows))) == row_of(rows)
    assert unpack_row(pack_row(row_of([]))) == row_of([])


def test_a_summary_says_what_the_cells_of_its_estate_say(company):
    filled(company)
    count(company.estate, "2026-10", company.film, kept=6, no_evidence=4, target=900_000)
    board = shown(company).board
    for summary in board.summaries():
        cells = [board.cell(summary.place, column) for column in range(len(board.columns))]
        counts = [cell.counts for cell in cells]
        assert summary.below == sum(cell.state is State.NOT_MET for cell in cells)
        assert summary.gap == pytest.approx(max([cell.gap for cell in cells if cell.state is State.NOT_MET], default=0))
        assert summary.kept == sum(each.kept for each in counts)
        assert (summary.known, summary.unknown) == (
            sum(each.with_evidence for each in counts),
            sum(each.no_evidence for each in counts),
        )


def test_a_single_case_stands_behind_what_many_show():
    # 0 of 1 may be chance: up to 79 % may be kept in the long run. 60 of 200 may be 37 % at most.
    assert sure_gap(60, 200, 1.0) > sure_gap(0, 1, 1.0) > sure_gap(180, 200, 1.0) > 0
    assert sure_gap(0, 1, 1.0) == pytest.approx(0.2065, abs=1e-4)
    assert sure_gap(98, 100, 0.99) < 0
    assert sure_gap(0, 0, 0.9) == 0


def test_the_widest_gap_is_that_of_many_cases(company):
    count(company.estate, "2026-10", company.film, kept=0, missed=1, target=1_000_000, whole=True)
    count(company.estate, "2026-10", company.arrive, kept=60, missed=140, target=1_000_000)
    board = shown(company).board
    [summary] = [each for each in board.summaries() if each.below]
    assert (summary.below, board.columns[summary.worst].key) == (2, company.arrive.key)


def test_what_has_no_evidence_is_in_no_share_over_several_promises(company):
    filled(company)
    there = shown(company).board.summaries()[1]
    assert (there.kept, there.known, there.unknown, there.share) == (3, 4, 7, 0.75)


@pytest.mark.parametrize(
    ("counts", "wanted", "whole", "state"),
    [
        (Counts(), 0, False, State.NOTHING_DUE),
        (Counts(no_evidence=3), 3_000_000, False, State.NO_EVIDENCE),
        (Counts(kept=4), 4_000_000, False, State.TOO_FEW),
        (Counts(kept=4), 4_000_000, True, State.MET),
        (Counts(kept=19, late=1), 19_000_000, False, State.MET),
        (Counts(kept=19, late=1), 19_000_001, False, State.NOT_MET),
    ],
)
def test_sums_say_the_state(counts, wanted, whole, state):
    assert state_of_sums(counts, wanted, whole=whole) is state
