"""A month counted from rows says the same as ``guicheng attain`` says of the same month from files."""

from __future__ import annotations

import json

import pytest
from tests.apps.assessment.month import MONTH, ZONE, at
from tests.cli.test_commands import run

from guicheng.apps.assessment.models import Counted, MonthPromise
from guicheng.apps.assessment.services.counting import count_month
from guicheng.domain.attainment.compiling import WITHOUT_HOURS

pytestmark = pytest.mark.django_db
NOW = at(28)


def of_files(month, folder):
    """Return what the command says of the month: figures and occurrences."""
    command = month.write(folder)
    code, out, err = run(*command, "--at", "2026-11-28T00:00", "--json", "--occurrences")
    assert (code, err) == (0, ""), err
    return json.loads(out)


def minute(moment):
    return moment.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M") if moment else None


def told(rows):
    return sorted(rows, key=lambda row: [str(part) for part in row])


def of_rows():
    """Return the present count in the words of the command."""
    return [
        (f"{row.citation}#{row.place}", minute(row.begin), minute(row.due), minute(row.done), row.outcome, row.reason,
         row.grade or None, row.post)
        for row in Counted.objects.filter(live=True)
    ]  # fmt: skip


def test_rows_and_files_say_the_same_of_a_whole_month(month, tmp_path):
    count_month(unit=month.estate, month=MONTH, at=NOW)
    ours = of_rows()
    found = of_files(month, tmp_path)
    theirs = [
        (each["requirement"], each["begin"], each["due"], each["end"], each["outcome"], each["reason"], each["grade"],
         each["post"])
        for each in found["occurrences"]
    ]  # fmt: skip
    if told(ours) != told(theirs):
        for row in told(set(ours) ^ set(theirs)):
            print("ours" if row in ours else "theirs", row)
        print(found["unused"][:10], found["unmeasured"], (tmp_path / "standards" / "BJ-01.md").read_text())
    assert told(ours) == told(theirs)
    assert len(ours) > 150
    assert {row[4] for row in ours} == {"kept", "late", "missed", "excused", "no_evidence", "pending"}
    unmeasured = {row.reason["text"] for row in MonthPromise.objects.filter(reason__isnull=False)}
    assert unmeasured == {each["reason"] for each in found["unmeasured"]} == {WITHOUT_HOURS.text}
    assert [row[4] for row in ours if row[0] == "BJ-01/9#1"] == ["late"]
    assert "photo_missing" in {row[5] for row in ours}
