"""Titles are told from clauses, and what is neither is listed with its reason."""

from __future__ import annotations

from domain.manual.reading_helpers import left, numbered, outlined, table, texts, titles
from guicheng.domain.manual import Cell, Paragraph, Picture, Place, SourceFile, Table, outline


def test_ranks_of_typed_numbers_make_the_path() -> None:
    manual = outlined(
        "第一章 保洁\n一、公共区域\n（一）大堂\n1. 每日清扫2次。\n2. 无积水。\n（二）电梯\n1. 每日消毒1次。\n二、外围\n1. 每日清扫1次。"
    )
    assert titles(manual) == ["保洁 > 公共区域 > 大堂", "保洁 > 公共区域 > 电梯", "保洁 > 外围"]
    assert [section.level for section in manual.sections] == [3, 3, 2]
    assert [section.number for section in manual.sections] == ["(一)", "(二)", "二"]
    assert left(manual, "title") == ["第一章 保洁", "一、公共区域"]


def test_short_items_without_a_final_mark_are_clauses_and_no_titles() -> None:
    manual = outlined("保洁员要求\n1、佩戴工牌\n2、着装整齐\n3、轻拿轻放\n以上由主管检查。")
    assert titles(manual) == ["保洁员要求"]
    assert texts(manual) == ["佩戴工牌", "着装整齐", "轻拿轻放", "以上由主管检查。"]


def test_a_numbered_sentence_with_deeper_items_is_a_clause() -> None:
    manual = outlined("一、维修\n1. 接到报修后30分钟内到场。\n（1）穿鞋套。\n2. 修完清理现场。")
    assert numbered(manual) == [("1", "接到报修后30分钟内到场。"), ("(1)", "穿鞋套。"), ("2", "修完清理现场。")]


def test_a_demand_is_no_title_even_if_items_follow() -> None:
    manual = outlined("一、礼仪\n1. 上门前应电话预约\n（1）说明来意。\n（2）确认时间。\n2. 离开时道别\n")
    assert ("1", "上门前应电话预约") in numbered(manual)


def test_words_with_a_harmless_demand_sign_may_be_titles() -> None:
    assert titles(
        outlined("一、应急预案\n1. 3分钟内到场。\n二、供应商管理\n1. 每年评价1次。\n三、每日工作流程\n1. 交接班。")
    ) == ["应急预案", "供应商管理", "每日工作流程"]


def test_decimal_numbers_and_an_inner_list_below_them() -> None:
    manual = outlined(
        "3 要求\n3.1 门岗\n3.1.1 门岗24小时值守。\n3.2 巡逻\n1. 白天每2小时1次\n2. 夜间每1小时1次\n3.3 车辆\n车速不超过5km/h。\n4 考核\n每月考核1次。"
    )
    assert titles(manual) == ["要求 > 门岗", "要求 > 巡逻", "要求 > 车辆", "考核"]


def test_an_unnumbered_line_above_a_sentence_or_a_list_is_a_title() -> None:
    manual = outlined("门岗\n门岗24小时值守，访客登记。\n满意度调查\n每半年调查1次。\n回访\n1. 回访率100%。")
    assert titles(manual) == ["门岗", "满意度调查", "回访"]


def test_plain_short_lines_one_below_another_are_clauses() -> None:
    assert texts(outlined("礼仪规范\n1、上岗前检查仪容。\n佩戴工牌\n站姿端正\n语气平和")) == [
        "上岗前检查仪容。",
        "佩戴工牌",
        "站姿端正",
        "语气平和",
    ]


def test_a_styled_heading_is_a_title_unless_it_is_a_sentence() -> None:
    blocks = (
        Paragraph("保洁", Place("body", 1), level=1),
        Paragraph("每日清扫2次，无积水。", Place("body", 2), level=2),
        Paragraph("大堂与\n电梯厅", Place("body", 3), level=2),
        Paragraph("每日清扫1次。", Place("body", 4)),
    )
    manual = outline(SourceFile("a.docx", "docx", blocks))
    assert titles(manual) == ["保洁", "保洁 > 大堂与 电梯厅"]


def test_a_typed_chapter_among_styled_ones_stands_at_their_level() -> None:
    blocks = (
        Paragraph("第一章 总则", Place("body", 1), level=1),
        Paragraph("目的", Place("body", 2), level=2),
        Paragraph("统一做法。", Place("body", 3)),
        Paragraph("第二章 保洁", Place("body", 4)),
        Paragraph("每日清扫1次。", Place("body", 5)),
        Paragraph("附件1：电话表", Place("body", 6)),
        Paragraph("24小时接听。", Place("body", 7)),
    )
    assert titles(outline(SourceFile("a.docx", "docx", blocks))) == ["总则 > 目的", "保洁", "电话表"]


def test_automatic_numbers_rank_like_typed_ones() -> None:
    blocks = tuple(
        Paragraph(text, Place("body", index), number=number)
        for index, (number, text) in enumerate(
            [("一、", "保洁"), ("1.", "每日清扫2次。"), ("二、", "绿化"), ("1.", "每周浇水1次。"), ("STEP 1", "登记。")]
        )
    )
    manual = outline(SourceFile("a.docx", "docx", blocks))
    assert titles(manual) == ["保洁", "绿化"]
    assert numbered(manual) == [("1", "每日清扫2次。"), ("1", "每周浇水1次。"), ("STEP 1", "登记。")]


def test_text_without_titles_is_one_section_named_after_the_file() -> None:
    manual = outlined("接到报修后30分钟内到场。\n修完清理现场。")
    assert [(section.title, section.level, section.path) for section in manual.sections] == [("手册", 1, ())]


def test_a_typed_contents_page_is_left_out() -> None:
    manual = outlined(
        "服务手册\n目  录\n第一章 保洁……………1\n第二章 绿化\t5\n第一章 保洁\n每日清扫1次。\n第二章 绿化\n每周浇水1次。"
    )
    assert left(manual, "contents") == ["目  录", "第一章 保洁……………1", "第二章 绿化\t5"]
    assert titles(manual) == ["保洁", "绿化"]


def test_a_contents_page_without_page_numbers_ends_where_its_first_line_comes_again() -> None:
    manual = outlined("目录\n一、保洁\n二、绿化\n一、保洁\n1. 每日清扫1次。\n二、绿化\n1. 每周浇水1次。")
    assert left(manual, "contents") == ["目录", "一、保洁", "二、绿化"]
    assert texts(manual) == ["每日清扫1次。", "每周浇水1次。"]


def test_a_word_like_contents_in_running_text_is_no_contents_page() -> None:
    assert left(outlined("目录\n由客服部保管，每年更新1次。"), "contents") == []


def test_cover_data_is_a_note_and_the_document_title_a_title() -> None:
    manual = outlined("云栖物业\n服务手册\n编制：品质部\n2024年3月\n一、保洁\n1. 每日清扫1次。")
    assert left(manual, "title") == ["服务手册"]
    assert left(manual, "note") == ["云栖物业", "编制：品质部", "2024年3月"]
    assert titles(manual) == ["保洁"]


def test_a_lead_in_is_listed_and_its_items_are_clauses() -> None:
    manual = outlined("一、礼仪\n保洁员应做到：\n（1）佩戴工牌；\n（2）着装整洁。")
    assert left(manual, "lead-in") == ["保洁员应做到："]
    assert texts(manual) == ["佩戴工牌；", "着装整洁。"]


def test_a_lead_in_that_promises_something_is_a_clause() -> None:
    manual = outlined("一、维修\n接到报修后30分钟内到场，并做到：\n（1）穿鞋套；\n访客应登记，内容包括：\n（1）姓名。")
    assert texts(manual) == ["接到报修后30分钟内到场，并做到：", "穿鞋套；", "访客应登记，内容包括：", "姓名。"]


def test_a_line_that_points_to_the_table_below_is_a_lead_in_and_no_title() -> None:
    blocks = (
        Paragraph("一、维修", Place("body", 1)),
        Paragraph("处理步骤见下表：", Place("body", 2)),
        table("步骤|时限", "登记|5分钟", block=3),
    )
    manual = outline(SourceFile("a.docx", "docx", blocks))
    assert titles(manual) == ["维修"]
    assert left(manual, "lead-in") == ["处理步骤见下表："]


def test_spaced_cover_data_before_a_contents_page_is_a_note() -> None:
    manual = outlined(
        "服务手册\n版　　本：第２版\n2026年3月20日发布　2026年5月1日实施\n内部资料，不得外传\n目录\n一、保洁……3\n一、保洁\n1. 每日清扫1次。"
    )
    assert left(manual, "note") == ["版　　本：第２版", "2026年3月20日发布　2026年5月1日实施", "内部资料，不得外传"]
    assert left(manual, "title") == ["服务手册"]


def test_a_name_that_only_looks_like_a_count_may_be_a_title() -> None:
    assert titles(outlined("6.3 配电\n每月检查1次。\n6.4 二次供水\n水箱每半年清洗1次。")) == ["配电", "二次供水"]


def test_a_remark_is_a_note_unless_it_demands_something() -> None:
    manual = outlined("一、保洁\n1. 每日清扫1次。\n注：图片仅供参考\n注：雨天每2小时拖1次。")
    assert left(manual, "note") == ["注：图片仅供参考"]
    assert texts(manual) == ["每日清扫1次。", "注：雨天每2小时拖1次。"]


def test_headers_comments_footnotes_pictures_and_hidden_text_are_listed() -> None:
    blocks = (
        Paragraph("每日清扫1次。", Place("body", 1)),
        Paragraph("旧稿", Place("body", 2, hidden=True)),
        Picture(Place("body", 3), "平面图"),
        Paragraph("脚注", Place("footnote", 1)),
        Paragraph("批注", Place("comment", 1)),
        Paragraph("页眉", Place("header", 1)),
        Table(((Cell("页脚", Place("footer", 1, 1, 1)), Cell("1", Place("footer", 1, 1, 2))),), Place("footer", 1)),
    )
    manual = outline(SourceFile("a.docx", "docx", blocks))
    assert [(item.reason, item.text) for item in manual.leftovers] == [
        ("hidden", "旧稿"),
        ("picture", "平面图"),
        ("note", "脚注"),
        ("comment", "批注"),
        ("header", "页眉"),
        ("header", "页脚\t1"),
    ]


def test_a_text_box_gives_clauses_from_sentences_and_notes_from_labels() -> None:
    blocks = (
        Paragraph("一、保洁", Place("body", 1)),
        Paragraph("1. 每日清扫1次。", Place("body", 2)),
        Paragraph("微笑服务", Place("textbox", 1)),
        Paragraph("湿滑处10分钟内拖干", Place("textbox", 2)),
    )
    manual = outline(SourceFile("a.docx", "docx", blocks))
    assert texts(manual) == ["每日清扫1次。", "湿滑处10分钟内拖干"]
    assert left(manual, "note") == ["微笑服务"]


def test_lines_of_one_paragraph_are_clauses_of_their_own() -> None:
    blocks = (Paragraph("一、礼仪", Place("body", 1)), Paragraph("1. 微笑\n2. 问好\n3. 道别。", Place("body", 2)))
    assert numbered(outline(SourceFile("a.docx", "docx", blocks))) == [("1", "微笑"), ("2", "问好"), ("3", "道别。")]


def test_a_paragraph_of_several_sentences_is_one_clause() -> None:
    assert texts(outlined("一、维修\n接到报修后30分钟内到场。修完清理现场。")) == [
        "接到报修后30分钟内到场。修完清理现场。"
    ]
