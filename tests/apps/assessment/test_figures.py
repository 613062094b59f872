"""Figures are sums of the database, and each number opens into exactly what it counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.apps.assessment.month import MONTH, SWEEP, at

from guicheng.apps.assessment.models import BoardRow, Counted, MonthCount, MonthPromise, SealedMonth, SealedRun, Tally
from guicheng.apps.assessment.readings.judged import judged_of
from guicheng.apps.assessment.readings.runs import pack, unpack
from guicheng.apps.assessment.selectors.boards import forget_boards
from guicheng.apps.assessment.selectors.figures import figures, months_visible_to, occurrences
from guicheng.apps.assessment.selectors.heat import board_for, chosen_month, months_for
from guicheng.apps.assessment.selectors.limits import what_if
from guicheng.apps.assessment.selectors.months import changes, late_in, months_to_report, months_to_seal, unmeasured_in
from guicheng.apps.assessment.selectors.opened import open_figure, siblings
from guicheng.apps.assessment.services.counting import count_month
from guicheng.apps.assessment.services.counting.boards import make_missing_board_rows
from guicheng.apps.assessment.services.sealing_months import NotToSealError, root_of, seal_month
from guicheng.domain.attainment import Outcome, State, figure_of
from guicheng.domain.values import NotAllowedError
from guicheng.usecases.seal_and_compare import seal_and_compare

pytestmark = pytest.mark.django_db
DECEMBER = at(2, month=12)


def test_what_is_counted_is_summed_opened_and_sealed(month):  # one world for all: making it takes long
    first = count_month(unit=month.estate, month=MONTH, at=at(28))
    _figures_are_sums(month)
    _each_number_opens(month)
    _packed_sums_say_what_tallies_say(month)
    _counting_again_changes_nothing(month, first)
    _sealing(month)


def _figures_are_sums(month):
    actor = month.actor("chen")
    assert [each.month for each in months_visible_to(actor)] == [MONTH]
    rows = {row.clause.citation: row for row in figures(actor, month=MONTH, by="estate_clause")}
    for citation, row in rows.items():
        judged = list(
            judged_of(Counted.objects.filter(live=True, citation=citation).select_related("promise__edition"))
        )
        found = figure_of(judged)
        assert row.figure.counts == found.counts, citation
        assert (row.figure.low, row.figure.high) == (found.interval or (None, None))
        assert [row.figure.p50, row.figure.p95] == [
            None if each is None else timedelta(microseconds=each) for each in (found.times.median, found.times.p95)
        ]
    assert rows["BJ-01/5"].figure.state is State.NOTHING_DUE
    assert rows["BJ-01/5"].figure.share is None
    assert rows["GC-01/2"].figure.state is State.TOO_FEW
    assert rows["BJ-01/1"].figure.state is State.NOT_MET
    estate = figures(actor, month=MONTH, by="estate")[0].figure.counts
    for by in ("clause", "grade", "domain", "estate_post"):
        parts = [row.figure.counts for row in figures(actor, month=MONTH, by=by, times=False)]
        assert sum(counts.due for counts in parts) == estate.due


def _packed_sums_say_what_tallies_say(month):
    [packed] = BoardRow.objects.values_list("content", flat=True)
    whole = _board(month)
    BoardRow.objects.all().delete()
    loose = _board(month)
    assert (loose.numbers, loose.whole) == (whole.numbers, whole.whole)
    assert (loose.places, loose.columns) == (whole.places, whole.columns)
    assert [column.citation for column in whole.columns] == sorted(
        {row.citation for row in MonthPromise.objects.filter(reason__isnull=True)}
    )
    assert (make_missing_board_rows(), make_missing_board_rows()) == (1, 0)
    assert bytes(BoardRow.objects.get().content) == bytes(packed)


def _board(month):
    forget_boards()
    actor = month.actor("chen")
    return board_for(actor, chosen_month(months_for(actor), MONTH, "live"))


def _to_seal(month, moment):
    return [row.month for row in months_to_seal(month.actor("chen"), moment)]


def _each_number_opens(month):
    actor = month.actor("chen")
    for row in figures(actor, month=MONTH, by="estate_clause"):
        wish = {"month": MONTH, "unit": row.unit, "clause_key": row.clause.key}
        for outcome in Outcome:
            assert occurrences(actor, **wish, outcome=outcome).count() == getattr(row.figure.counts, outcome)
        assert occurrences(actor, **wish, outcome="due").count() == row.figure.counts.due
        assert occurrences(actor, **wish, outcome="counted").count() == row.figure.counts.counted
        opened = open_figure(actor, month=MONTH, unit=row.unit, clause_key=row.clause.key)
        assert opened.figure == row.figure
        for name, figure in opened.grades:
            assert occurrences(actor, **wish, outcome="due", grade=name).count() == figure.counts.due
        for reason, count in opened.reasons:
            assert occurrences(actor, **wish, outcome="excused", reason=reason).count() == count
        months, _sealed = siblings(actor, unit=row.unit, clause_key=row.clause.key)
        assert [(each.month, each.figure.counts) for each in months] == [(MONTH, row.figure.counts)]
    assert not unmeasured_in(actor, month=MONTH).exclude(reason__isnull=False).exists()


def _counting_again_changes_nothing(month, first):
    before = set(Counted.objects.values_list("pk", "outcome"))
    count_month(unit=month.estate, month=MONTH, at=at(28))
    assert set(Counted.objects.values_list("pk", "outcome")) == before
    assert MonthCount.objects.get().pk == first.pk


def _sealing(month):
    chen, company = month.actor("chen"), month.company.root
    with pytest.raises(NotAllowedError):
        seal_month(company=company, month=MONTH, actor=month.actor("qian"), at=DECEMBER)
    with pytest.raises(NotToSealError):
        seal_month(company=company, month=MONTH, actor=chen, at=at(28))
    assert (_to_seal(month, at(28)), _to_seal(month, DECEMBER)) == ([], [MONTH])
    assert not months_to_report(chen).exists()
    sealed = seal_month(company=company, month=MONTH, actor=chen, at=DECEMBER)
    assert sealed.version == 1
    assert (_to_seal(month, DECEMBER), list(months_to_report(chen))) == ([], [sealed])
    assert not months_to_report(month.actor("qian")).exists()
    figure = {row.clause.citation: row.figure for row in figures(chen, month=MONTH, by="estate_clause", version=1)}
    assert figure == {row.clause.citation: row.figure for row in figures(chen, month=MONTH, by="estate_clause")}
    runs = list(SealedRun.objects.filter(sealed=sealed).order_by("unit__path"))
    assert root_of((run.digest for run in runs), sealed.evidence_root) == sealed.root
    run = next(run for run in runs if run.unit == month.estate)
    assert pack(unpack(bytes(run.content))) == bytes(run.content)
    with pytest.raises(NotToSealError):
        seal_month(company=company, month=MONTH, actor=chen, at=DECEMBER)
    _what_was_sealed_stays(month)
    _late_events(month, figure)


def _what_was_sealed_stays(month):
    for act in (
        lambda: Counted.objects.filter(sealed_from=1).update(outcome="kept"),
        lambda: Counted.objects.filter(sealed_from=1).first().delete(),
        lambda: Tally.objects.filter(version=1).update(kept=100),
        lambda: BoardRow.objects.filter(version=1).update(content=b""),
        lambda: BoardRow.objects.filter(version=1).delete(),
        lambda: SealedMonth.objects.update(root=""),
        lambda: SealedRun.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def _late_events(month, sealed):
    """A phone was in a drawer: what it tells comes after the seal, stands beside it, and is in the next version."""
    chen = month.actor("chen")
    month.done(SWEEP, at(25, 8), at(25, 9))
    month.done(SWEEP, at(26, 8), at(26, 9))
    count_month(unit=month.estate, month=MONTH, at=DECEMBER)
    assert late_in(chen, [MONTH]) == {MONTH: 2}
    now = {row.clause.citation: row.figure for row in figures(chen, month=MONTH, by="estate_clause")}
    assert now["BJ-01/1"].counts.kept == sealed["BJ-01/1"].counts.kept + 2
    kept = {row.clause.citation: row.figure for row in figures(chen, month=MONTH, by="estate_clause", version=1)}
    assert kept == sealed
    [change] = changes(chen, month=MONTH, older=1)
    assert (len(change.come), len(change.gone), change.clause.citation) == (2, 2, "BJ-01/1")
    assert _to_seal(month, DECEMBER) == [MONTH]
    about = {"company": month.company.root, "month": MONTH, "actor": chen, "at": DECEMBER}
    trial = seal_and_compare(**about, trial=True)
    assert (trial.sealed.version, [each.clause.citation for each in trial.changes]) == (2, ["BJ-01/1"])
    assert sum(rows for _name, rows in trial.estates) == trial.sealed.rows
    assert (SealedMonth.objects.count(), late_in(chen, [MONTH])) == (1, {MONTH: 2})
    again = seal_and_compare(**about).sealed
    assert (again.root, list(months_to_report(chen))) == (trial.sealed.root, [again])
    assert again.version == 2
    assert late_in(chen, [MONTH]) == {}
    assert changes(chen, month=MONTH, older=1, newer=2)[0].after.figure == now["BJ-01/1"]
    for version, figure in ((1, sealed), (2, now)):
        for row in figures(chen, month=MONTH, by="estate_clause", version=version):
            assert row.figure == figure[row.clause.citation]
            wish = {"month": MONTH, "unit": row.unit, "clause_key": row.clause.key, "version": version}
            assert occurrences(chen, **wish, outcome="due").count() == row.figure.counts.due
    _what_if(month, chen)


def _what_if(month, actor):
    promise = Counted.objects.filter(citation="GC-01/2", live=True).first().promise
    for version in (None, 2):
        asked = what_if(actor, promise=promise, limit=timedelta(minutes=45), version=version)
        rows = Counted.objects.filter(citation="GC-01/2", live=True)
        counting = rows.exclude(outcome__in=("excused", "pending")).count()
        kept = rows.filter(outcome__in=("kept", "late"), micros__lte=45 * 60 * 1_000_000).count()
        assert (asked.share.numerator * counting, asked.counted) == (kept * asked.share.denominator, counting)
