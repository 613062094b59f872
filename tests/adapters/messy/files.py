"""Families of mess that are whole files of another kind: workbooks and Markdown."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from adapters.messy.bank import Bank, Truth


def merged_sheet(bank: Bank, truth: Truth) -> bytes:
    """A title merged across, places merged down, a blank row, figures as numbers, a remark."""
    book, sheet = _book("保洁标准")
    rows = bank.rows(9)
    sheet.append(["保洁作业标准及频次表"])
    sheet.merge_cells("A1:F1")
    sheet.append([])
    head = ["序号", "区域", "作业内容", "频次（次/周）", "质量标准", "责任人"]
    sheet.append(head)
    for number, row in enumerate(rows, 1):
        times = bank.random.randint(1, 7)
        sheet.append([number, row.place, row.work, times, row.quality, row.post])
        truth.rows.append((row.place, row.work, str(times), row.quality))
    sheet.append(["说明：本表每半年修订。"])
    truth.others += ["保洁作业标准及频次表", *head]
    return _saved(book)


def sheets(bank: Bank, truth: Truth) -> bytes:
    """Several sheets, one of them hidden in part, heads of two rows, and one that is a form."""
    book, sheet = _book("维修")
    sheet.append(["维修类别", "时限", None, "责任部门"])
    sheet.append([None, "到场", "完成", None])
    for cells in ("A1:A2", "B1:C1", "D1:D2"):
        sheet.merge_cells(cells)
    for kind in ("水管爆裂", "门锁损坏", "灯具不亮", "墙面渗水"):
        limits = (f"{bank.random.randint(5, 50)}分钟", f"{bank.random.randint(2, 48)}小时")
        sheet.append([kind, *limits, "工程部"])
        truth.rows.append((kind, *limits))
    sheet = book.create_sheet("岗位要求")
    for row in (["岗位", "要求"], *[[post, bank.clause()] for post in ("门岗", "巡逻岗", "车场岗", "监控岗")]):
        sheet.append(row)
        if row[0] != "岗位":
            truth.rows.append((row[1],))
    sheet = book.create_sheet("清单")
    for number in range(1, 5):
        said = bank.clause()
        truth.clauses.append(said)
        sheet.append([f"{number}、{said}。"])
    sheet = book.create_sheet("登记表")
    for row in (["日期", "姓名", "事项", "签字"], ["", "", "", ""], ["", "", "", ""]):
        sheet.append(row)
    truth.others += ["日期", "姓名", "事项", "签字"]
    return _saved(book)


def _book(name: str) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    return book, sheet


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def nested_lists(bank: Bank, truth: Truth) -> bytes:
    """Lists in lists, numbers typed within bullets, tables, quotations, bold titles and tasks."""
    said = bank.clauses(14)
    truth.clauses += said
    rows = bank.rows(4)
    truth.rows += [(row.place, row.work, row.frequency) for row in rows]
    table = "\n".join(f"| {n} | {row.place}<br> | {row.work} | {row.frequency} |" for n, row in enumerate(rows, 1))
    text = f"""# 服务手册

## 一、接待

1. {said[0]}。
   - {said[1]}；
   - {said[2]}。
     1) {said[3]}；
     2) {said[4]}。
2. **{said[5]}**。

**巡查要求**

- （1）{said[6]}；
- （2）{said[7]}。
* [ ] {said[8]}
* [x] {said[9]}

## 二、作业

| 序号 | 部位 | 作业内容 | 频次 |
|---:|:---|---|---|
{table}

{said[10]}。

> {said[11]}。

第十条 {said[12]}。
+ {said[13]}
"""
    truth.others += ["服务手册", "巡查要求", "接待", "作业"]
    return text.encode()


def setext(bank: Bank, truth: Truth) -> bytes:
    """Titles underlined, hard breaks, a contents list of links, escapes and entities."""
    said = bank.clauses(8)
    truth.clauses += said
    truth.others += ["巡逻管理", "收费管理", "[巡逻管理](#a)"]
    return f"""物业规定
====

- [巡逻管理](#a)
- [收费管理](#b)

巡逻管理
----

1\\. {said[0]}。
2\\. {said[1]}。

{said[2]}；\\
{said[3]}；{"  "}
{said[4]}。

收费管理
----

① {said[5]}。

② {said[6]}。

&emsp;&emsp;{said[7]}。
""".encode()
