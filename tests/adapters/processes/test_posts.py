"""Tables of posts that no spreadsheet writes: refused with a sentence."""

from __future__ import annotations

import pytest

from guicheng.adapters.process_posts import PostsRefusedError, read_posts


def test_lines_that_end_as_on_old_machines_are_read():
    found = read_posts("p.csv", "岗位,级别\r客服,1\r工程主管,5\r".encode())
    assert found.rank == {"客服": 1, "工程主管": 5}


@pytest.mark.parametrize(
    "text",
    [
        "岗位,级别\n" + "客" * 200_000 + ",1\n",
        "岗位,级别\n客服," + "9" * 5_000 + "\n",
        "岗位,级别\n客服,0\n",
        "岗位\n客服\n",
        "",
    ],
)
def test_what_is_no_table_of_posts_is_refused_with_its_name(text):
    with pytest.raises(PostsRefusedError) as refused:
        read_posts("岗位表.csv", text.encode())
    assert "岗位表.csv" in refused.value.message.render()
