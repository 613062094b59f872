"""Running cases that move to the next edition of their process."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.operations.estate import AT, Estate, check

from guicheng.apps.operations import services
from guicheng.apps.operations.models import Case
from guicheng.apps.processes.models import ProcessEdition
from guicheng.domain.values import NotAllowedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def estate(db):
    return Estate()


def changed(estate, **by_number):
    """Publish the table with other cells in some rows."""
    return estate.publish([{**row, **by_number.get(f"n{row['number']}", {})} for row in estate.process.rows])


def migrate(estate, *, by="chen", number=1, to=2, clocks="recompute", dry_run=False, **more):
    return services.migrate(
        actor=estate.actor(by),
        process=estate.process,
        number=number,
        to=to,
        clocks=clocks,
        at=AT + timedelta(minutes=10),
        dry_run=dry_run,
        **more,
    )


@pytest.mark.parametrize(("clocks", "minutes"), [("recompute", 45), ("keep", 30)])
def test_a_case_goes_on_by_the_new_edition_with_the_clock_that_was_chosen(estate, clocks, minutes):
    case = estate.start()
    estate.complete(case, "1")
    changed(
        estate, n2={"limit": "45分钟", "number": "9"}, n1={"next": "急修→9；小修→3"}, n4={"next": "满意→结束；不满意→9"}
    )
    (planned,) = migrate(estate, clocks=clocks, dry_run=True)
    assert (planned.problems, planned.moved, planned.steps) == ((), False, (("2 急修到场", "9 急修到场"),))
    assert "2" in estate.open(case)
    (moved,) = migrate(estate, clocks=clocks)
    assert moved.moved
    item = estate.open(case)["9"]
    assert item.due_at == AT + timedelta(minutes=minutes)
    case.refresh_from_db()
    assert case.edition.number == 2
    check(case)
    estate.complete(case, "9", "li", 20, answers={"情况": "好了"})
    estate.complete(case, "4", minutes=30)
    assert check(case).outcome.value == "finished"


def test_a_step_that_is_no_more_is_told_and_named(estate):
    case = estate.start()
    estate.complete(case, "1")
    rows = [row for row in estate.process.rows if row["number"] != "2"]
    cells = {"1": "急修→3；小修→3", "4": "满意→结束；不满意→3"}
    late = {"3": "超时→5"}
    estate.publish(
        [
            {**row, "next": cells.get(row["number"], row["next"]), "timeout": late.get(row["number"], row["timeout"])}
            for row in rows
        ]
    )
    assert services.without_counterpart(estate.process, 1, 2) == [("2", "2 急修到场")]
    (planned,) = migrate(estate)
    assert planned.moved is False
    assert "counterpart" in planned.problems[0].render()
    assert Case.objects.get().edition.number == 1
    (moved,) = migrate(estate, mapping={"2": "3"})
    assert moved.moved
    assert list(estate.open(case)) == ["3"]
    check(case)


def test_only_who_may_moves_cases_between_two_editions_that_are(estate):
    estate.start()
    changed(estate, n2={"limit": "45分钟"})
    with pytest.raises(NotAllowedError):
        migrate(estate, by="wang")
    assert migrate(estate, by="wang", dry_run=True) == []
    for more in ({"clocks": "x"}, {"to": 1}):
        with pytest.raises(services.NotACaseError):
            migrate(estate, **more)
    with pytest.raises(ProcessEdition.DoesNotExist):
        migrate(estate, to=7)
