"""Logs as Excel and ticket systems write them, and files that are none: read, or refused in a plain sentence."""

from __future__ import annotations

import random
from datetime import datetime

import pytest

from guicheng.adapters.process_log import LogRefusedError, read_log_file, read_moment
from guicheng.domain.values import GuichengError

LOG = (
    "工单编号,环节,开始时间,完成时间,处理人,处理结果\r\n"
    "BX1,接听,2026/1/5 8:00,2026/1/5 8:05,张,急修\r\n,,,,,\r\n"
    "BX1,急修,,2026-01-05 08:30:10,,\r\n"
)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_every_encoding_and_delimiter_of_excel_is_read(encoding, delimiter):
    found = read_log_file("日志.csv", LOG.replace(",", delimiter).encode(encoding))
    assert [(entry.case, entry.step, entry.answer, entry.actor) for entry in found] == [
        ("BX1", "接听", "急修", "张"),
        ("BX1", "急修", "", ""),
    ]
    assert found[0].start == datetime(2026, 1, 5, 8)
    assert found[1].complete == datetime(2026, 1, 5, 8, 30, 10)


def test_headings_of_other_systems_and_lines_above_them_are_known():
    text = (
        "导出于今天\ncase:concept:name,concept:name,time:timestamp,org:resource\n1,登记,2026-01-05T00:30:00+00:00,a\n"
    )
    (entry,) = read_log_file("log.csv", text.encode())
    assert (entry.case, entry.step, entry.actor) == ("1", "登记", "a")
    assert entry.complete == datetime(2026, 1, 5, 8, 30)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-05", datetime(2026, 1, 5)),
        ("2026/1/5 8:05", datetime(2026, 1, 5, 8, 5)),
        ("2026.1.5 8:05:07", datetime(2026, 1, 5, 8, 5, 7)),
        ("2026年1月5日 8时5分7秒", datetime(2026, 1, 5, 8, 5, 7)),
        ("2026年1月5日8点", None),
        ("2026-01-05 08:05:07.123", datetime(2026, 1, 5, 8, 5, 7)),
        ("2026-01-05T08:05:07Z", datetime(2026, 1, 5, 16, 5, 7)),
        ("2026-13-05", None),
        ("昨天", None),
        ("9" * 500, None),
    ],
)
def test_moments_are_read_or_not(text, moment):
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04rest", "workbook"),
        (b"", "no heading"),
        ("天气,温度\n晴,3\n".encode(), "no heading"),
        ("工单号,环节\n".encode(), "no line"),
        ("工单号,环节\n,登记\n".encode(), "Line 2"),
        ("工单号,环节,完成时间\n1,登记,明天\n".encode(), "is no time"),
        (("工单号,环节\n1," + "长" * 200_000).encode(), "no table"),
    ],
)
def test_what_is_no_log_is_refused_in_a_sentence(data, said):
    with pytest.raises(LogRefusedError, match=said):
        read_log_file("x.csv", data)


def test_long_cells_are_cut_and_a_quote_that_stays_open_ends_with_the_file():
    (entry,) = read_log_file("x.csv", ("工单号,环节\n1," + "长" * 20_000).encode())
    assert len(entry.step) == 500
    assert read_log_file("x.csv", '工单号,环节\n1,"没有关上'.encode())[0].step == "没有关上"


def test_a_log_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr("guicheng.adapters.process_log.MAX_LOG_ROWS", 2)
    with pytest.raises(LogRefusedError, match="more than"):
        read_log_file("x.csv", "工单号,环节\n1,登记\n1,派单\n".encode())
    monkeypatch.setattr("guicheng.adapters.process_log.MAX_LOG_BYTES", 2)
    with pytest.raises(LogRefusedError, match="larger"):
        read_log_file("x.csv", "工单号".encode())


def test_damaged_logs_never_break_anything():
    chance = random.Random(5)  # noqa: S311  it makes test inputs and no secrets
    data, answers = LOG.encode("gbk"), 0
    for _turn in range(2_000):
        broken = bytearray(data)
        for _hit in range(chance.randint(1, 6)):
            place = chance.randrange(len(broken))
            broken[place : place + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        try:
            answers += bool(read_log_file("x.csv", bytes(broken)))
        except GuichengError as error:
            answers += bool(error.message.render())
    assert answers == 2_000
