"""Families of mess about numbers, titles and paragraphs."""

from __future__ import annotations

from adapters.messy.page import Page, run

_CHINESE = "一二三四五六七八九十"


def typed_mixed(page: Page) -> None:
    """Typed numbers of every sort, nested, and never the same sort twice."""
    page.title("第一章　公共秩序")
    page.other("一、门岗值守")
    for number in range(1, 4):
        page.clause(f"（{_CHINESE[number - 1]}）")
    page.other("二、巡查")
    page.other("（一）白天巡查要求")
    for number in range(1, 5):
        page.clause(f"{number}、")
    page.other("（二）夜间巡查要求")
    for number in range(1, 4):
        page.clause(f"({number})", end="；")
    for sign in "①②③":
        page.clause(sign, end="；")
    for letter in "abc":
        page.clause(f"{letter}) ", end="")


def decimals(page: Page) -> None:
    """Typed decimals down to the third level, with titles in between."""
    page.title("1 总体要求")
    page.other("1.1 人员管理")
    for number in range(1, 5):
        page.clause(f"1.1.{number} ")
    page.other("1.2 物料管理")
    for number in range(1, 4):
        page.clause(f"1.2.{number}", end="")
    page.other("2、作业管理")
    for number in range(1, 4):
        page.clause(f"2.{number}　")


def articles(page: Page) -> None:
    """Articles as in a statute, with paragraphs and items of their own."""
    page.title("第一章　总则")
    for number in range(1, 4):
        page.clause(f"第{_CHINESE[number - 1]}条　")
    page.title("第二章  日常服务")
    page.other("第一节  一般要求")
    for number in range(4, 7):
        page.clause(f"第{_CHINESE[number - 1]}条 ")
        page.clause("　　")
    page.clause("第十一条　")


def plain_headings(page: Page) -> None:
    """Titles that are only bold, or nothing but short lines."""
    page.title("客户接待")
    for number in range(1, 4):
        page.clause(f"{number}.")
    page.title("环境维护服务标准")
    for _number in range(3):
        page.clause()
    page.other("设备运行管理规定")
    for number in range(1, 4):
        page.clause(f"{number}）")


def real_lists(page: Page) -> None:
    """Word's own list styles, numbers and bullets."""
    page.title("工程服务", level=1)
    for _number in range(3):
        page.clause(style="List Number")
    page.title("二级维护", level=2)
    for _number in range(3):
        page.clause(style="List Bullet")
    for _number in range(2):
        page.clause(style="List Bullet 2")


def glyphs(page: Page) -> None:
    """Bullets typed as signs, or taken from a symbol font."""
    page.title("岗位纪律要求", level=2)
    for sign in ("● ", "■", "◆ ", "➢", "★", "— ", "• ", "※"):
        page.clause(sign, end="")
    said = page.bank.clause()
    page.truth.clauses.append(said)
    page.run_xml(f'<w:r><w:sym w:font="Wingdings" w:char="F0D8"/></w:r>{run(said)}')


def several_in_one(page: Page) -> None:
    """Several numbered clauses in one paragraph, after a line that opens them or at once."""
    page.title("清运服务", level=2)
    for pattern, close in (("{}.", "；"), ("（{}）", "；"), ("{}、", "。"), ("{}) ", "；")):
        items = [page.bank.brief() for _number in range(4)]
        page.truth.clauses += items
        page.text("".join(pattern.format(number) + item + close for number, item in enumerate(items, 1)))
    items = [page.bank.brief() for _number in range(3)]
    page.truth.clauses += items
    page.text("班前准备要求：" + "；".join(f"{sign}{item}" for sign, item in zip("①②③", items, strict=True)) + "。")


def broken_lines(page: Page) -> None:
    """Clauses broken over paragraphs, as texts taken from a PDF are: the line ends in the middle of a sentence."""
    page.title("巡检规定", level=2)
    for number in range(1, 6):
        said = page.bank.long()
        page.truth.clauses.append(said)
        first, second = page.bank.random.randint(30, 36), page.bank.random.randint(62, 68)
        page.text(f"{number}、{said[:first]}")
        page.text(said[first:second])
        page.text(said[second:] + "。")


def wide_figures(page: Page) -> None:
    """Full-width figures, letters and signs, in numbers and in texts."""
    wide = str.maketrans("0123456789%", "０１２３４５６７８９％")
    page.title("工单管理", level=2)
    for number in range(1, 6):
        said = page.bank.clause()
        page.truth.clauses.append(said.translate(wide))
        page.text(f"{number}．{said}。".translate(wide))


def soft_breaks(page: Page) -> None:
    """Line breaks inside a paragraph: between clauses, and with a blank indent before them."""
    page.title("夜间服务", level=2)
    said = page.bank.clauses(4)
    page.truth.clauses += said
    page.run_xml("<w:r><w:br/></w:r>".join(run(f"{number}. {text}；") for number, text in enumerate(said, 1)))
    said = page.bank.clauses(3)
    page.truth.clauses += said
    page.run_xml("<w:r><w:br/></w:r>".join(run(f"　　{text}。") for text in said))


def spaced_out(page: Page) -> None:
    """Blanks between Chinese characters, as scanners and people who justify by hand leave them."""
    page.title("仓 库 管 理", level=2)
    page.truth.others[-1] = "仓库管理"
    for number in range(1, 6):
        said = page.bank.clause()
        page.truth.clauses.append(said)
        at = sorted(page.bank.random.sample(range(1, len(said)), 5))
        pieces = [said[start:end] for start, end in zip([0, *at], [*at, len(said)], strict=True)]
        page.text(f"{number} 、" + " ".join(pieces) + " 。")


def restarted(page: Page) -> None:
    """Lists of one definition that begin again, go on, and stand at the second level."""
    levels = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for index, (kind, text) in enumerate((("chineseCounting", "%1、"), ("decimal", "（%2）"), ("decimal", "%3）")))
    )
    override = '<w:lvlOverride w:ilvl="{}"><w:startOverride w:val="1"/></w:lvlOverride>'
    part = page.document.part.numbering_part.element
    from docx.oxml import parse_xml

    from adapters.word_files import W

    part.insert(0, parse_xml(f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="901">{levels}</w:abstractNum>'))
    for num, more in (("901", ""), ("902", override.format(0)), ("903", override.format(1))):
        part.append(parse_xml(f'<w:num xmlns:w="{W}" w:numId="{num}"><w:abstractNumId w:val="901"/>{more}</w:num>'))
    page.title("投诉管理", level=2)
    for num, level in (("901", 0), ("901", 1), ("901", 1), ("902", 0), ("902", 0), ("903", 1), ("903", 2), ("901", 0)):
        said = page.bank.clause()
        page.truth.clauses.append(said)
        listed = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr></w:pPr>'
        page.run_xml(run(said + "。"), listed)


def own_styles(page: Page) -> None:
    """Styles with Chinese names, some built on headings, some bold and large and built on nothing."""
    styles = page.document.styles
    for name, base in (
        ("公司一级标题", "Heading 1"),
        ("手册条标题", "Heading 3"),
        ("正文首行缩进", "Normal"),
        ("加粗小标题", "Normal"),
    ):
        if name not in [style.name for style in styles]:
            styles.add_style(name, 1).base_style = styles[base]
    styles["加粗小标题"].font.bold = True
    for title, style in (("车场服务", "公司一级标题"), ("收费岗", "手册条标题"), ("交接班", "加粗小标题")):
        page.truth.others.append(title)
        page.text(title, style=style)
        for _number in range(3):
            page.clause(style="正文首行缩进")
