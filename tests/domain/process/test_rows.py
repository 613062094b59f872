"""The cells of a step table, as they are kept."""

from __future__ import annotations

import pytest

from guicheng.domain.process import TableRefusedError
from guicheng.domain.process.reading import read_rows


def test_a_bare_number_takes_the_unit_of_its_heading_and_words_stay():
    rows = read_rows(
        "报修", [["序号", "步骤", "时限（分钟）", "去向"], ["1", "登记", "2.5", "2"], ["2", "上门", "当天", "结束"]]
    )
    assert [row["limit"] for row in rows] == ["2.5分钟", "当天"]
    assert rows[1]["next"] == "结束"


def test_without_a_column_for_routes_each_row_leads_to_the_next():
    rows = read_rows("报修", [["序号", "步骤", "岗位"], ["1", "登记", "客服"], ["2", "上门", "维修工"]])
    assert [row["next"] for row in rows] == ["下一步", "结束"]


@pytest.mark.parametrize("rows", [[], [["甲", "乙"]], [["序号", "步骤", "岗位"]]])
def test_what_is_no_step_table_is_refused(rows):
    with pytest.raises(TableRefusedError):
        read_rows("报修", rows)
