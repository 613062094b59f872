"""Words that are said of any noun are found whole, and nothing that only looks like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from guicheng.domain.clause.frames import Frame, framed, frames
from guicheng.domain.clause.lexicon import shipped
from guicheng.domain.clause.normalize import normalize

_NAMED = (Path(__file__).parents[2] / "cases" / "clause" / "ways-out.txt").read_text(encoding="utf-8").split()


def _found(text: str) -> list[str]:
    return [text[start:end] for start, end, _group in framed(normalize(text))]


@pytest.mark.parametrize("frame", frames(), ids=lambda frame: frame.name)
def test_a_frame_finds_its_hits_and_leaves_its_misses_alone(frame: Frame) -> None:
    assert len(frame.hits) >= 3
    assert len(frame.misses) >= 3
    assert [_found(hit) for hit in frame.hits] == [[hit] for hit in frame.hits]
    assert [_found(miss) for miss in frame.misses] == [[] for _miss in frame.misses]


@pytest.mark.parametrize("way_out", _NAMED)
def test_a_way_out_is_found_as_a_whole(way_out: str) -> None:
    for text in (way_out, f"保洁员应{way_out}增加次数", f"{way_out}调整频次"):
        words = shipped().words(normalize(text), text)
        assert [word.surface for word in words if word.group == "vague-escape"] == [way_out]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("外墙视脏污程度安排清洗", ["视脏污程度"]),
        ("苗木视土壤墒情浇水", ["视土壤墒情"]),
        ("夜班人数视入住率情况增减", ["视入住率情况"]),
        ("结合园区人流情况增设岗位", ["结合园区人流情况"]),
        ("根据设备实际运行状况保养", ["根据设备实际运行状况"]),
        ("根据本小区实际情况增加次数", ["根据本小区实际情况"]),
        ("清洗次数因季节而定", ["因季节而定"]),
        ("巡视设备运行情况并记录", []),
        ("监视水位情况", []),
        ("每日检视电梯使用状况", []),
        ("逾期视为违约情况处理", []),
        ("根据检查情况填写整改单", []),
        ("根据设备情况表逐台核对", []),
        ("开放时间不因节假日而异", []),
    ],
)
def test_it_is_found_of_nouns_nobody_listed(text: str, found: list[str]) -> None:
    assert _found(text) == found
