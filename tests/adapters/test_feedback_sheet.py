"""The workbook of records: its template is understood in both languages, and days as people and Excel write them."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.utils.translation import gettext, override

from guicheng.adapters.feedback_sheet import (
    COLUMN_NAMES,
    KIND_NAMES,
    day_written,
    feedback_kind_called,
    feedback_template,
    read_feedback,
)
from guicheng.domain.values import FileRefusedError


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_template_that_was_filled_in_is_understood(language):
    with override(language):
        book = openpyxl.load_workbook(io.BytesIO(feedback_template(gettext)))
        kinds = {name: word.render(gettext) for name, word in KIND_NAMES.items()}
    for kind in kinds.values():
        book.worksheets[0].append(["2026-11-23", "云栖花园", kind, "电梯坏了", "4", "租户", "T-1"])
    out = io.BytesIO()
    book.save(out)
    found = read_feedback("x.xlsx", out.getvalue())
    assert [set(row.values) for row in found.rows] == [set(COLUMN_NAMES)] * len(kinds)
    assert [feedback_kind_called(row.values["kind"]) for row in found.rows] == list(kinds)
    assert [sheet.head for sheet in found.sheets] == [1, 0]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-11-03", date(2026, 11, 3)),
        ("2026/11/3 08:30", date(2026, 11, 3)),
        ("2026年11月3日", date(2026, 11, 3)),
        ("46349", date(2026, 11, 23)),
        ("46349.5", date(2026, 11, 23)),
        ("2026-13-01", None),
        ("昨天", None),
        ("", None),
    ],
)
def test_a_day_is_read_however_it_is_written(written, day):
    assert day_written(written) == day


def test_a_workbook_without_such_columns_is_refused():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "手机"])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(FileRefusedError, match="no sheet with the columns"):
        read_feedback("x.xlsx", out.getvalue())
