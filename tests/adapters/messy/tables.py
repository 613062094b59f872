"""Families of mess about tables."""

from __future__ import annotations

from adapters.messy.bank import RowParts
from adapters.messy.page import Page


def _told(page: Page, rows: list[RowParts], *names: str) -> None:
    page.truth.rows += [tuple(getattr(row, name) for name in ("place", "work", *names)) for row in rows]


def frequency_apart(page: Page) -> None:
    """序号/项目/标准/频次/时限/责任人: how often stands in another column than what is done."""
    page.title("作业一览", level=2)
    rows = page.bank.rows(6)
    _told(page, rows, "quality", "frequency", "limit")
    head = ["序号", "项目", "标准", "频次", "时限", "责任人"]
    cells = [[str(n), r.place + r.work, r.quality, r.frequency, r.limit, r.post] for n, r in enumerate(rows, 1)]
    page.table([head, *cells])
    page.truth.others += head


def merged_places(page: Page) -> None:
    """A place merged over its rows, a title merged across the table, a remark below."""
    page.title("区域作业标准", level=2)
    rows = page.bank.rows(6)
    for start in (0, 3):
        for offset in (1, 2):
            rows[start + offset] = RowParts(rows[start].place, *_rest(rows[start + offset]))
    _told(page, rows, "frequency")
    head = ["区域", "作业内容", "质量标准", "频次"]
    cells = [["" if n % 3 else r.place, r.work, r.quality, r.frequency] for n, r in enumerate(rows)]
    title, remark = ["公共区域作业标准表", "", "", ""], ["注：本表自下月起执行。", "", "", ""]
    merges = [(0, 0, 0, 3), (2, 0, 4, 0), (5, 0, 7, 0), (8, 0, 8, 3)]
    page.table([title, head, *cells, remark], merges)
    page.truth.others += [*head, title[0], remark[0]]


def _rest(row: RowParts) -> tuple[str, str, str, str, str]:
    return row.work, row.quality, row.frequency, row.limit, row.post


def double_head(page: Page) -> None:
    """A head of two rows with headings merged across and down."""
    page.title("分项标准", level=2)
    rows = page.bank.rows(5)
    _told(page, rows, "frequency", "quality")
    first, second = ["部位", "作业要求", "", "验收", ""], ["", "工作内容", "频次", "标准", "责任人"]
    cells = [[r.place, r.work, r.frequency, r.quality, r.post] for r in rows]
    page.table([first, second, *cells], [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)])
    page.truth.others += [text for text in first + second if text]


def matrix(page: Page) -> None:
    """What is done names the columns, where it is done the rows, and how often it is done fills the cells."""
    page.title("频次总表", level=2)
    places = page.bank.random.sample(["草坪", "绿篱", "乔木", "时花"], 3)
    works = page.bank.random.sample(["浇水", "修剪", "施肥", "除草", "防虫"], 3)
    cells = [
        [f"{page.bank.one(('每周', '每月', '每季度'))}{page.bank.random.randint(1, 5)}次" for _ in works]
        for _ in places
    ]
    page.table([["植物", *works], *[[place, *row] for place, row in zip(places, cells, strict=True)]])
    page.truth.rows += [(place, work, cells[i][j]) for i, place in enumerate(places) for j, work in enumerate(works)]


def nested(page: Page) -> None:
    """A table inside a cell of a table, with a head of its own."""
    page.title("外包作业", level=2)
    rows, said = page.bank.rows(3), page.bank.clause()
    _told(page, rows, "frequency")
    page.truth.rows.append((said,))
    outer = page.table([["基本要求", said + "。"], ["作业明细", ""]])
    inner = outer.cell(1, 1).add_table(len(rows) + 1, 3)
    for row, texts in zip(
        inner.rows, [["区域", "作业内容", "频次"], *[[r.place, r.work, r.frequency] for r in rows]], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def items_in_cells(page: Page) -> None:
    """A cell that holds a numbered list, beside the name of the post."""
    page.title("岗位职责", level=2)
    head = ["岗位", "工作要求"]
    table = [head]
    for post in page.bank.random.sample(["礼宾员", "领班", "巡逻员"], 3):
        items = [page.bank.clause() for _number in range(4)]
        page.truth.rows += [(item,) for item in items]
        table.append([post, "\n".join(f"{number}、{item}；" for number, item in enumerate(items, 1))])
    page.table(table)
    page.truth.others += head


def framed(page: Page) -> None:
    """A frame of one cell around running text."""
    said = page.bank.clauses(4)
    page.truth.clauses += said
    page.table([["\n".join(f"{number}. {text}。" for number, text in enumerate(said, 1))]])


def layout(page: Page) -> None:
    """A table without lines or head that only sets a label beside its text."""
    page.title("服务须知", level=2)
    rows = [(label, page.bank.clause()) for label in ("接待", "巡查", "清洁", "维修")]
    page.truth.rows += [(text,) for _label, text in rows]
    table = page.table([[label, text + "。"] for label, text in rows])
    table.style = "Normal Table"


def head_again(page: Page) -> None:
    """A table that goes on after a page break: its head is told again, and so is its number."""
    page.title("月度作业", level=2)
    rows = page.bank.rows(6)
    _told(page, rows, "frequency")
    head = ["序号", "作业项目", "作业部位", "频次", "备注"]
    cells = [[str(n), r.work, r.place, r.frequency, ""] for n, r in enumerate(rows, 1)]
    page.table([head, *cells[:3], head, *cells[3:]])
    page.other("续表")
    more = page.bank.rows(3)
    _told(page, more, "frequency")
    page.table([head, *[[str(n), r.work, r.place, r.frequency, "—"] for n, r in enumerate(more, 7)]])
    page.truth.others += head


def grouped_rows(page: Page) -> None:
    """Rows that name a group of rows, numbered, between the rows that say something."""
    page.title("检查细则", level=2)
    head = ["序号", "检查内容", "分值", "评分标准", "得分"]
    table, merges = [head], []
    for group in ("一、环境卫生", "二、设备运行"):
        merges.append((len(table), 0, len(table), 4))
        table.append([group, "", "", "", ""])
        for number in range(1, 4):
            said = page.bank.clause()
            page.truth.rows.append((said,))
            table.append([str(number), said, "5", "每发现一处扣1分", ""])
    page.table([*table, ["合计", "", "30", "", ""]], merges)
    page.truth.others += head
    page.truth.others += ["环境卫生", "设备运行", "合计"]


def blank_forms(page: Page) -> None:
    """Forms to be filled in and signed, which hold no clause."""
    page.title("附件1：巡查记录表")
    page.table([["日期", "", "班次", ""], ["巡查人", "", "异常情况", ""], ["处理结果", "", "确认签字", "  年  月  日"]])
    page.other("附件2：访客登记表")
    page.table([["序号", "姓名", "事由", "进入时间", "离开时间"], *[[str(n), "", "", "", ""] for n in range(1, 5)]])
    page.other("检查人：________    日期：____年__月__日")
    page.truth.others += ["日期", "巡查人", "异常情况", "姓名", "事由", "确认签字"]
