"""Families of mess about what stands around the text, and about Word's own machinery."""

from __future__ import annotations

from adapters.messy.page import Page, run
from adapters.word_files import NAMES, W


def cover(page: Page) -> None:
    """A cover, its data, a table of editions, page headers and footers."""
    for text in ("宁和物业管理有限公司", "住宅物业服务作业指导书"):
        page.other(text, bold=True)
    for text in ("文件编号：NH-QP-07", "版次：第3版", "受控状态：受控", "编制：周工   审核：许工", "2023年6月"):
        page.other(text)
    rows = [["版次", "修订内容", "修订人", "修订日期"], ["第2版", "增加夜间巡查", "周工", "2021-06-01"]]
    page.table(rows)
    page.truth.others += [text for row in rows for text in row]
    section = page.document.sections[0]
    section.header.paragraphs[0].text = "宁和物业 作业指导书 每日三查制度"
    section.footer.paragraphs[0].text = "第 1 页 共 40 页"
    page.truth.others += [section.header.paragraphs[0].text, section.footer.paragraphs[0].text]


def contents(page: Page) -> None:
    """A contents field with entries that read like clauses, and one that somebody typed."""
    entries = ("1 每日清扫要求", "2 接到报修后30分钟到场", "3 巡查记录保存2年")
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" \\h </w:instrText></w:r>'
    body = f"<w:p>{run('目录')}</w:p><w:p>{begin}<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
    body += "</w:p><w:p>".join(f"{run(entry)}<w:r><w:tab/></w:r>{run(str(n * 4))}" for n, entry in enumerate(entries))
    page.xml(body + '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
    page.truth.others += [*entries, *[f"{entry}{n * 4}" for n, entry in enumerate(entries)]]
    page.other("目  次")
    for number, text in enumerate(("每周检查制度", "双人巡逻制度", "24小时值班制度"), 1):
        page.other(f"{number}、{text}…………………{number * 5}")


def tracked(page: Page) -> None:
    """Insertions and deletions in the middle of clauses, a clause deleted, a clause inserted."""
    page.title("变更服务", level=2)
    made = 'w:id="7" w:author="许工" w:date="2024-01-01T00:00:00Z"'
    for number in range(1, 4):
        said = page.bank.clause()
        page.truth.clauses.append(said)
        old = f"<w:del {made}><w:r><w:delText>原每年1次的</w:delText></w:r></w:del>"
        page.run_xml(f"{run(f'{number}. {said[:6]}')}{old}<w:ins {made}>{run(said[6:9])}</w:ins>{run(said[9:] + '。')}")
    gone = page.bank.clause()
    page.truth.others.append(gone)
    page.run_xml(
        f"<w:del {made}><w:r><w:delText>4. {gone}。</w:delText></w:r></w:del>",
        f"<w:pPr><w:rPr><w:del {made}/></w:rPr></w:pPr>",
    )
    said = page.bank.clause()
    page.truth.clauses.append(said)
    page.run_xml(f"<w:ins {made}>{run(f'4. {said}。')}</w:ins>", f"<w:pPr><w:rPr><w:ins {made}/></w:rPr></w:pPr>")


def boxes(page: Page) -> None:
    """Clauses in text boxes, told twice as Word does for old readers."""
    page.title("温馨提示", level=2)
    for _number in range(3):
        said = page.bank.clause()
        page.truth.clauses.append(said)
        box = f"<w:txbxContent><w:p>{run(said + '。')}</w:p></w:txbxContent>"
        page.run_xml(
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
            f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>"
            "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )


def notes(page: Page) -> None:
    """Marks of footnotes, endnotes and comments in the text; what they say is no clause."""
    page.title("附注服务", level=2)
    for kind, number in (("footnote", 1), ("endnote", 1), ("comment", 1)):
        said = page.bank.clause()
        page.truth.clauses.append(said)
        page.run_xml(f'{run(said[:8])}<w:r><w:{kind}Reference w:id="{number}"/></w:r>{run(said[8:] + "。")}')
        note = f"{kind} 参见每年2次的例行检查安排。"
        page.truth.others.append(note)
        inner = f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{run(note)}</w:p></w:{kind}>'
        page.parts({f"{kind}s": f'<?xml version="1.0" encoding="UTF-8"?><w:{kind}s {NAMES}>{inner}</w:{kind}s>'})


def hidden(page: Page) -> None:
    """Hidden text inside a clause and as a paragraph of its own."""
    page.title("内部服务", level=2)
    for number in range(1, 4):
        said = page.bank.clause()
        page.truth.clauses.append(said)
        page.run_xml(f"{run(f'{number}. {said[:7]}')}{run('（此处待定每周9次）', '<w:vanish/>')}{run(said[7:] + '。')}")
    unseen = page.bank.clause()
    page.truth.others.append(unseen)
    page.run_xml(run(unseen + "。", "<w:vanish/>"))


def fields(page: Page) -> None:
    """Field codes whose results belong to the text, nested and simple, and hyperlinks."""
    page.title("引用服务", level=2)
    for number in range(1, 4):
        said = page.bank.clause()
        page.truth.clauses.append(said)
        code = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _Ref123 \\h </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(said[5:8])}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        page.run_xml(f"{run(f'{number}、{said[:5]}')}{code}{run(said[8:] + '。')}")
    said = page.bank.clause()
    page.truth.clauses.append(said)
    simple = f'<w:fldSimple w:instr=" DOCPROPERTY 数值 \\* MERGEFORMAT ">{run(said[4:7])}</w:fldSimple>'
    link = f'<w:hyperlink w:anchor="a1">{run(said[7:10])}</w:hyperlink>'
    page.run_xml(f"{run('4、' + said[:4])}{simple}{link}{run(said[10:] + '。')}")


def controls(page: Page) -> None:
    """Content controls around runs, paragraphs, rows and cells."""
    page.title("控件服务", level=2)
    said, other = page.bank.clause(), page.bank.clause()
    page.truth.clauses += [said, other]
    inner = f'<w:sdt><w:sdtPr><w:alias w:val="数"/></w:sdtPr><w:sdtContent>{run(said[3:9])}</w:sdtContent></w:sdt>'
    page.run_xml(f"{run('1. ' + said[:3])}{inner}{run(said[9:] + '。')}")
    page.xml(f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run('2. ' + other + '。')}</w:p></w:sdtContent></w:sdt>")
    rows = page.bank.rows(2)
    page.truth.rows += [(row.place, row.work, row.frequency) for row in rows]
    cells = [["部位", "作业内容", "频次"], *[[row.place, row.work, row.frequency] for row in rows]]
    body = "".join(
        "<w:sdt><w:sdtContent><w:tr>"
        + "".join(f"<w:sdt><w:sdtContent><w:tc><w:p>{run(cell)}</w:p></w:tc></w:sdtContent></w:sdt>" for cell in row)
        + "</w:tr></w:sdtContent></w:sdt>"
        for row in cells
    )
    page.xml(f"<w:tbl><w:tblPr/><w:tblGrid/>{body}</w:tbl>")


def formulas(page: Page) -> None:
    """Equations, raised and lowered figures, and soft hyphens inside clauses."""
    page.title("计量服务", level=2)
    page.truth.clauses.append("及时率=按时完成数/总数，每月统计1次，由客服专员公布")
    page.run_xml(
        f"{run('1. 及时率=')}<m:oMath><m:f><m:num><m:r><m:t>按时完成数</m:t></m:r></m:num>"
        f"<m:den><m:r><m:t>总数</m:t></m:r></m:den></m:f></m:oMath>{run('，每月统计1次，由客服专员公布。')}"
    )
    raised = '<w:vertAlign w:val="superscript"/>'
    page.truth.clauses.append("每500m2设置1个烟灰桶，每日清理3次")
    page.run_xml(f"{run('2. 每500m')}{run('2', raised)}{run('设置1个烟灰桶，每日清理3次。')}")
    said = page.bank.clause()
    page.truth.clauses.append(said)
    page.run_xml(f"{run('3. ' + said[:5])}<w:r><w:softHyphen/></w:r>{run(said[5:] + '。')}")


def columns(page: Page) -> None:
    """Section breaks, columns and page breaks in the middle of a clause."""
    page.title("分栏服务", level=2)
    for number in range(1, 4):
        said = page.bank.clause()
        page.truth.clauses.append(said)
        kind = ("page", "column", "page")[number - 1]
        page.run_xml(
            f"{run(f'{number}. {said[:9]}')}<w:r><w:lastRenderedPageBreak/>"
            f"<w:br w:type='{kind}'/></w:r>{run(said[9:] + '。')}"
        )
        page.xml(f'<w:p xmlns:w="{W}"><w:pPr><w:sectPr><w:cols w:num="2"/></w:sectPr></w:pPr></w:p>')


def split_runs(page: Page) -> None:
    """Every character in a run of its own, with spelling marks and bookmarks between, and smart tags around."""
    page.title("逐字服务", level=2)
    for number in range(1, 4):
        said = page.bank.clause()
        page.truth.clauses.append(said)
        runs = "<w:proofErr w:type='spellStart'/><w:bookmarkStart w:id='3' w:name='x'/>".join(map(run, said + "。"))
        page.run_xml(f"{run(f'{number}. ')}<w:smartTag>{runs}</w:smartTag>")
