"""Whatever cells come in, a step table is read, compiled and judged, or refused in words."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from adapters import mutations
from guicheng.adapters.process_log import LogRefusedError, read_log_file
from guicheng.adapters.process_posts import PostsRefusedError, read_posts
from guicheng.adapters.step_tables import read_step_table
from guicheng.domain.process import Process, TableRefusedError, choose_table, compile_table, read_table
from guicheng.domain.process.citations import read_citations, write_citation
from guicheng.domain.process.coverage import cover, targets
from guicheng.domain.process.limits import read_limit
from guicheng.domain.process.soundness import TooManyStatesError, prove
from guicheng.domain.values import FileRefusedError
from guicheng.domain.worktime import CalendarError

_QUICK = 300
_MANY = 100_000
#: Markings that are looked at in one table; more is refused, which is an answer too.
_MARKINGS = 300
#: One table in so many is proved too, which takes longest.
_PROVED = 200
CSV = """序号,步骤,岗位,时限（分钟）,表单/记录,去向,超时,汇合,条款
1,接听报修,客服,5,报修单(类别:急/缓),急→2；缓→3,,,KF-03/1(1→4,1=急)
2,急修到场,维修工,30,维修单,4,30分钟改派→3,,
3,预约,维修工,1天,预约单,并行→4、5,,,
4,验收,客服,1小时,验收表,3处以下→结束；其他→2,20分钟→5,全部,KF-03/2
5,回访,主管,2个工作日,回访表,结束,,,
"""
MARKDOWN = "# 报修\n\n" + "\n".join(
    "| " + " | ".join(line.split(",")) + " |" + ("\n|" + " --- |" * 9 if place == 0 else "")
    for place, line in enumerate(CSV.strip().splitlines())
)
LOG = "工单号,环节,开始时间,完成时间,结果\nA,1,2026-01-05 08:00,2026-01-05 08:10,急\nA,2,2026/1/5 8:20,,\n"
POSTS = "岗位,级别,当班\n客服,3,周一至周五 8:30-12:00、13:30-17:30\n"
#: What people, Word and attackers put into cells.
_SCRAPS = (
    "→", "->", "=>", "；", "、", "并行", "并行→", "结束", "全部", "其他→", "30分钟改派→5", "3处以下→2；3处以上→3", "1",
    "01", "１", "①", "1.1",
    "半小时", "{15|20|30}分钟", "{15|", "及时", "2个工作日", "9" * 12 + "天", "(", "）",
    "KF-01/3.2(1→4,1=急)", "KF-01/（一）", "\0", "\ufeff", "\u202e",
    "=cmd|'/c calc'!A1", "<script>", "{{7*7}}", "__import__('os')", "%s", "\\N{BEL}", "去向", "步骤", "序号",
    "\n", "\r\n", "\t", "/", "无", "—", "",
)  # fmt: skip


def _judged(table: Process, *, proved: bool = True) -> None:
    graph = compile_table(table)
    list(targets(table))
    list(cover(graph))
    if not proved:
        return
    try:
        prove(graph, _MARKINGS)
    except TooManyStatesError:
        return


def _bytes(reader: Callable[[str, bytes], object], name: str, data: str) -> Callable[[int], tuple[int, int]]:
    refusals = (FileRefusedError, TableRefusedError, LogRefusedError, PostsRefusedError, CalendarError)

    def run(count: int) -> tuple[int, int]:
        read = refused = 0
        for case, broken in enumerate(mutations.broken(11, count, data.encode())):
            try:
                found = reader(name, broken)
                if isinstance(found, Process):
                    _judged(found, proved=case % _PROVED == 0)
                read += 1
            except refusals as error:
                refused += bool(error.message.render())
        return read, refused

    return run


def _cells(count: int) -> Iterator[list[list[str]]]:
    """Yield the cells of tables as Word gives them: cells cut off, repeated, and filled with scraps."""
    chance = random.Random(13)  # noqa: S311  it makes test inputs and no secrets
    rows = [line.split(",") for line in CSV.strip().splitlines()]
    for _case in range(count):
        made = [list(row) for row in rows]
        for _change in range(chance.randint(1, 6)):
            row = chance.choice(made)
            place = chance.randrange(len(row) + 1)
            match chance.randrange(6):
                case 0:
                    row[place : place + 1] = [chance.choice(_SCRAPS)]
                case 1:
                    row[place : place + 1] = [f"{row[place] if place < len(row) else ''}{chance.choice(_SCRAPS)}"]
                case 2:
                    del row[place:]
                case 3:
                    made.insert(chance.randrange(len(made)), list(row))
                case 4:
                    row.insert(place, chance.choice(_SCRAPS))
                case _:
                    made.remove(row)
                    made = made or [[""]]
        yield made


def _word_cells(count: int) -> tuple[int, int]:
    read = refused = 0
    for case, rows in enumerate(_cells(count)):
        try:
            _judged(read_table("试", choose_table([rows]) or rows), proved=case % _PROVED == 0)
            read += 1
        except TableRefusedError:
            refused += 1
    return read, refused


def _single_cells(count: int) -> tuple[int, int]:
    """Read a limit and the citations of cells made of scraps; each has an answer, and a citation survives writing."""
    chance = random.Random(17)  # noqa: S311  it makes test inputs and no secrets
    for _case in range(count):
        text = "".join(chance.choice(_SCRAPS) for _scrap in range(chance.randint(1, 6)))
        read_limit(text, "分钟")
        found = read_citations(text)
        assert [each.clause for each in read_citations("、".join(map(write_citation, found)))] == [
            each.clause for each in found
        ]
    return count, 0


_PARSERS = {
    "csv": _bytes(read_step_table, "a.csv", CSV),
    "markdown": _bytes(read_step_table, "a.md", MARKDOWN),
    "word cells": _word_cells,
    "cells": _single_cells,
    "log": _bytes(read_log_file, "log.csv", LOG),
    "posts": _bytes(read_posts, "posts.csv", POSTS),
}


@pytest.mark.parametrize("parser", _PARSERS)
def test_strange_tables_are_judged_or_refused(parser):
    read, refused = _PARSERS[parser](_QUICK)
    assert read + refused == _QUICK
    assert read


@pytest.mark.fuzz
@pytest.mark.parametrize("parser", _PARSERS)
def test_a_hundred_thousand_strange_tables_are_judged_or_refused(parser):
    assert sum(_PARSERS[parser](_MANY)) == _MANY


HOSTILE = {
    "one cell of a million characters": f"步骤,岗位,去向\n{'登记' * 500_000},客服,结束\n",
    "a thousand ways": "步骤,岗位,去向\n登记,客服," + "；".join(f"答{n}→{n}" for n in range(1, 1_000)) + "\n",
    "brackets without end": f"步骤,岗位,去向,条款\n登记,客服,结束,{'(' * 20_000}→{')' * 20_000}\n",
    "arrows without end": f"步骤,岗位,去向\n登记,客服,{'→' * 50_000}\n",
    "a hundred and twenty side by side": "序号,步骤,岗位,去向\n1,登记,客服,并行→"
    + "、".join(map(str, range(2, 122)))
    + "\n"
    + "".join(f"{n},做{n},客服,结束\n" for n in range(2, 122)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_table_is_judged_within_a_bounded_search_or_refused(name):
    try:
        _judged(read_step_table("a.csv", HOSTILE[name].encode()))
    except (FileRefusedError, TableRefusedError) as error:
        said = error.message.render()
    else:
        said = "judged"
    assert said
