"""Families of mess that companies think up themselves: numbers, tables and lines as no template has them."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from adapters.messy.bank import Bank, Truth
from adapters.messy.page import Page


def strange_numbers(page: Page) -> None:
    """Numbers that only one company uses: 1-1, A1, 【1】, (1.2), 其一, 01, 第1点."""
    page.title("特别服务", level=2)
    for pattern in ("{}-{} ", "（1.{}）", "【{}】", "第{}点："):
        for number in range(1, 4):
            page.clause(pattern.format(number, 1) if pattern.count("{}") == 2 else pattern.format(number))
    for number in range(1, 4):
        page.clause(f"0{number} ")
    for number in range(1, 4):
        page.clause(f"A{number}. ")


def side_by_side(page: Page) -> None:
    """Two lists beside each other in one table: 序号 | 内容 | 序号 | 内容."""
    page.title("职责清单", level=2)
    said = page.bank.clauses(8)
    page.truth.rows += [(text,) for text in said]
    head = ["序号", "工作内容", "序号", "工作内容"]
    page.table([head, *[[str(n + 1), said[n], str(n + 5), said[n + 4]] for n in range(4)]])
    page.truth.others += head


def card(page: Page) -> None:
    """A card for each standard: the headings stand at the left, one below the other."""
    for row in page.bank.rows(3):
        page.title(f"{row.place}作业卡")
        pairs = [["服务项目", row.place], ["工作内容", row.work], ["质量标准", row.quality]]
        pairs += [["频次", row.frequency], ["责任人", row.post]]
        page.table(pairs)
        page.truth.rows.append((row.work, row.frequency))
        page.truth.others += [left for left, _right in pairs]


def own_words(page: Page) -> None:
    """Headings in a company's own words."""
    page.title("一看就懂的做法表", level=2)
    rows = page.bank.rows(5)
    page.truth.rows += [(row.place, row.work, row.frequency) for row in rows]
    head = ["在哪里", "做什么", "多久做一次", "做到什么样", "谁来做"]
    page.table([head, *[[r.place, r.work, r.frequency, r.quality, r.post] for r in rows]])
    page.truth.others += head


def tabbed(page: Page) -> None:
    """A table typed with tabs."""
    page.title("分工", level=2)
    for row in page.bank.rows(4):
        page.truth.rows.append((row.place, row.work, row.frequency))
        page.text(f"{row.place}\t{row.work}\t{row.frequency}")


def run_in_titles(page: Page) -> None:
    """A bold label at the start of the clause's own paragraph."""
    page.title("服务分则", level=2)
    for number in range(1, 5):
        said = page.bank.clause()
        page.truth.rows.append((said,))
        paragraph = page.text(f"{number}. ")
        paragraph.add_run("夜间要求：").bold = True
        paragraph.add_run(said + "。")


def counted_in_words(page: Page) -> None:
    """一是, 二是 within one paragraph, and paragraphs that begin with them."""
    page.title("工作安排", level=2)
    said = [page.bank.brief() for _number in range(3)]
    page.truth.clauses.append(f"一是{said[0]}；二是{said[1]}；三是{said[2]}")
    page.text(page.truth.clauses[-1] + "。")
    for word in ("一是", "二是", "三是"):
        page.clause(text=word + page.bank.clause())


def dashes_and_labels(page: Page) -> None:
    """Items with long dashes, arrows and full-width bullets; a lead-in before them."""
    page.title("现场要求", level=2)
    page.other("现场人员应做到以下几点：")
    for sign in ("——", "→", "☆ ", "□ ", "⚫", "♦ "):
        page.clause(sign, end="；")


def questions(page: Page) -> None:
    """A table of cases and what is done in each."""
    page.title("情形处置", level=2)
    rows = [(event, page.bank.clause()) for event in ("住户投诉噪声", "电梯困人", "水管爆裂")]
    page.truth.rows += [(event, said) for event, said in rows]
    page.table([["情形", "处置要求"], *[[event, said + "。"] for event, said in rows]])
    page.truth.others += ["情形", "处置要求"]


def inline_in_cells(page: Page) -> None:
    """Cells whose items run on one line, under a merged post."""
    page.title("岗位标准", level=2)
    table, merges = [["岗位", "类别", "具体要求"]], []
    for post in ("形象岗", "巡逻岗"):
        merges.append((len(table), 0, len(table) + 1, 0))
        for kind in ("仪容", "作业"):
            items = [page.bank.brief() for _number in range(3)]
            page.truth.rows += [(item,) for item in items]
            numbered = "；".join(f"（{number}）{item}" for number, item in enumerate(items, 1))
            table.append([post if kind == "仪容" else "", kind, numbered + "。"])
    page.table(table, merges)
    page.truth.others += ["岗位", "类别", "具体要求"]


def numbers_apart(bank: Bank, truth: Truth) -> bytes:
    """A workbook whose numbers and titles stand in columns of their own, without any head."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "标准"
    for chapter, title in enumerate(("客户接待", "环境维护", "车辆管理"), 1):
        sheet.append([f"{chapter}", title])
        for number in range(1, 4):
            said = bank.clause()
            truth.rows.append((said,))
            sheet.append([f"{chapter}.{number}", said + "。"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def numbered_markdown(bank: Bank, truth: Truth) -> bytes:
    """Typed decimals in Markdown, headings that are clauses, tables without a number column, front matter."""
    said, rows = bank.clauses(9), bank.rows(3)
    truth.clauses += said[:9]
    truth.rows += [(row.place, row.work, row.frequency) for row in rows]
    table = "\n".join(f"{row.place} | {row.work} | {row.frequency} | {row.post}" for row in rows)
    return f"""# 一、门岗

1.1 {said[0]}。

1.2 {said[1]}。
1.3 {said[2]}。

## 二、巡逻

**（一）{said[3]}。**

（二）{said[4]}；
* {said[5]}
* {said[6]}

区域 | 工作内容 | 频次 | 责任人
--- | --- | --- | ---
{table}

*{said[7]}。*

***

3) {said[8]}。
""".encode()
