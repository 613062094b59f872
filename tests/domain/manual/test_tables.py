"""Table rows become clauses that read as sentences, with elements from the columns."""

from __future__ import annotations

import pytest

from domain.manual.reading_helpers import clauses, left, numbered, read_table, table, texts, titles
from guicheng.domain.manual import Paragraph, Place, SourceFile, outline
from guicheng.domain.manual.columns import column_of


def test_object_content_and_frequency_make_one_sentence() -> None:
    manual = read_table("序号|项目|内容|频次|责任人", "1|大堂地面|清扫|每日2次|保洁员")
    assert numbered(manual) == [("1", "大堂地面清扫，每日2次")]
    assert clauses(manual)[0].elements == {
        "object": "大堂地面",
        "content": "清扫",
        "frequency": "每日2次",
        "provider": "保洁员",
    }
    assert left(manual, "table-head") == ["序号\t项目\t内容\t频次\t责任人"]


def test_a_single_quality_is_said_with_the_content_and_several_are_clauses() -> None:
    manual = read_table("项目|内容|标准|频次", "玻璃门|擦拭|无手印|每日1次", "地面|清扫|1.无积尘；2.无污渍|每日2次")
    assert numbered(manual) == [
        ("", "玻璃门擦拭，每日1次，无手印"),
        ("", "地面清扫，每日2次"),
        ("1", "地面无积尘"),
        ("2", "地面无污渍"),
    ]


def test_each_line_of_a_content_cell_goes_with_its_line_of_frequency() -> None:
    manual = read_table("项目|内容|频次", "轿厢|清扫\\n消毒|每日2次\\n每日1次", "扶手|擦抹\\n消毒|每周2次")
    assert texts(manual) == ["轿厢清扫，每日2次", "轿厢消毒，每日1次", "扶手擦抹，每周2次", "扶手消毒，每周2次"]


def test_a_frequency_is_said_once_of_several_qualities() -> None:
    assert texts(read_table("项目|标准|频次", "地面|无积尘；无污渍|每日2次")) == ["地面无积尘，每日2次", "地面无污渍"]


def test_a_long_item_stands_after_a_colon() -> None:
    manual = read_table("项目|标准", "前台|接待业主时起身相迎，主动问好")
    assert texts(manual) == ["前台：接待业主时起身相迎，主动问好"]


def test_a_class_of_things_stands_before_a_colon() -> None:
    assert texts(read_table("检查项目|检查内容|得分", "环境|前台桌面整洁|", "态度|使用礼貌用语|")) == [
        "环境：前台桌面整洁",
        "态度：使用礼貌用语",
    ]


def test_units_of_the_heading_come_with_bare_figures() -> None:
    manual = read_table("项目|频次（次/周）|完成时限（分钟）", "消杀|2|30", "清运|1|45")
    assert texts(manual) == ["消杀：2次/周，30分钟内完成", "清运：1次/周，45分钟内完成"]
    assert clauses(manual)[0].elements == {"object": "消杀", "frequency": "2次/周", "limit": "30分钟"}


def test_a_period_as_unit_becomes_an_interval() -> None:
    assert texts(read_table("设备|内容|周期（天）", "水泵|保养|15", "电梯|维保|15")) == [
        "水泵保养，每15天一次",
        "电梯维保，每15天一次",
    ]


def test_a_limit_is_said_as_a_sentence_says_it() -> None:
    manual = read_table(
        "步骤|岗位|时限|表单|去向", "登记报修|客服员|5分钟|登记表|派单", "现场处理|维修工|24小时|派工单|结束"
    )
    assert texts(manual) == ["登记报修，5分钟内", "现场处理，24小时内"]
    assert clauses(manual)[0].elements == {
        "content": "登记报修",
        "limit": "5分钟",
        "provider": "客服员",
        "record": "登记表",
        "next": "派单",
    }


def test_a_limit_says_what_must_have_happened_by_then() -> None:
    manual = read_table(
        "事件|先做什么|到场时限|报告对象", "火警|核实火情|3分钟|项目经理", "高空抛物|拉警戒线|立即|项目经理"
    )
    assert texts(manual) == ["火警核实火情，3分钟内到场", "高空抛物拉警戒线，立即到场"]
    assert clauses(manual)[0].elements["next"] == "项目经理"


def test_notice_in_advance_is_no_upper_bound() -> None:
    assert texts(read_table("项目|内容|提前通知时限", "停水|张贴通知|2天", "停电|张贴通知|提前1天")) == [
        "停水张贴通知，提前2天",
        "停电张贴通知，提前1天",
    ]


def test_how_long_records_are_kept_is_no_limit() -> None:
    manual = read_table(
        "记录名称|填写岗位|保存期限|存放地点", "监控录像|值班员|30天|监控中心", "交接班本|班长|1年|监控中心"
    )
    assert texts(manual) == [
        "监控录像：存放地点：监控中心，保存30天，值班员",
        "交接班本：存放地点：监控中心，保存1年，班长",
    ]
    assert clauses(manual)[0].elements["retention"] == "30天"
    assert "limit" not in clauses(manual)[0].elements


def test_what_something_costs_is_said_before_what_is_said_of_it() -> None:
    manual = read_table(
        "项目|价格|说明",
        "空调清洗|每台120元|清洗后30日内漏水免费返工",
        "管道疏通|上门费免收|疏通后试水",
        "家电检测||当面报告",
    )
    assert texts(manual) == [
        "空调清洗每台收费120元，清洗后30日内漏水免费返工",
        "管道疏通上门费免收，疏通后试水",
        "家电检测当面报告",
    ]
    assert clauses(manual)[0].elements["price"] == "每台120元"


def test_a_price_list_without_more_is_a_list_of_clauses() -> None:
    assert texts(read_table("服务项目|收费标准（元/次）", "换灯|30", "通下水|80-120元")) == [
        "换灯收费30元/次",
        "通下水收费80-120元",
    ]


def test_an_interval_is_said_as_one() -> None:
    assert texts(read_table("设备|内容|周期", "水泵|保养|15天", "电梯|巡查|每日2次")) == [
        "水泵保养，每15天一次",
        "电梯巡查，每日2次",
    ]


def test_hours_of_service_are_no_limit() -> None:
    assert texts(read_table("岗位|工作内容|服务时间", "门岗|值守|24小时", "前台|接待|8:30-18:00")) == [
        "值守，24小时",
        "接待，8:30-18:00",
    ]


def test_a_merged_object_goes_with_each_of_its_rows() -> None:
    manual = read_table("区域|项目|标准", "大堂|地面|无积尘", "|玻璃|无手印", merges=((1, 0, 2, 0),))
    assert texts(manual) == ["大堂地面无积尘", "大堂玻璃无手印"]


def test_a_blank_object_of_a_sheet_is_the_one_above() -> None:
    assert texts(read_table("区域|项目|标准", "大堂|地面|无积尘", "|玻璃|无手印", "楼道|扶手|无灰尘")) == [
        "大堂地面无积尘",
        "大堂玻璃无手印",
        "楼道扶手无灰尘",
    ]


def test_a_standard_merged_over_rows_of_scoring_is_one_clause() -> None:
    manual = read_table(
        "项目|标准|扣分标准", "保洁|地面无积水|有积水扣1分", "||有污迹扣2分", merges=((1, 0, 2, 0), (1, 1, 2, 1))
    )
    assert [(clause.text, clause.elements["assessment"]) for clause in clauses(manual)] == [
        ("保洁地面无积水", "有积水扣1分；有污迹扣2分")
    ]


def test_scores_stand_in_the_elements_and_never_in_the_text() -> None:
    manual = read_table(
        "检查内容|分值|评分标准|得分", "来电三声内接听|10|每超一次扣1分|", "礼貌用语|5|不合格扣2分|", "合计|15||"
    )
    assert texts(manual) == ["来电三声内接听", "礼貌用语"]
    assert clauses(manual)[0].elements["assessment"] == "每超一次扣1分；分值：10"
    assert left(manual, "note") == ["合计\t15"]


def test_grades_give_a_clause_each_with_the_grade_as_its_condition() -> None:
    manual = read_table("项目|一级标准|二级标准", "楼外巡逻|每1小时1次|每2小时1次", "双人夜巡|是|/")
    assert texts(manual) == ["一级标准：楼外巡逻每1小时1次", "二级标准：楼外巡逻每2小时1次", "一级标准：双人夜巡"]
    assert clauses(manual)[0].elements["grade"] == "一级标准"
    assert left(manual, "empty") == ["/"]


def test_a_head_of_two_rows_is_one_head() -> None:
    manual = read_table(
        "类别|响应||考核",
        "|接单|到场|",
        "急修|5分钟|30分钟|超时扣2分",
        "小修|10分钟|2小时|",
        merges=((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)),
    )
    assert texts(manual) == ["急修：5分钟内接单，30分钟内到场", "小修：10分钟内接单，2小时内到场"]


def test_two_groups_of_columns_are_read_one_after_the_other() -> None:
    manual = read_table(
        "区域|日常||定期|",
        "|内容|频次|内容|频次",
        "大堂|推尘|每日4次|石材养护|每月1次",
        "楼道|清扫|每日1次||",
        merges=((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)),
    )
    assert texts(manual) == ["大堂推尘，每日4次", "大堂石材养护，每月1次", "楼道清扫，每日1次"]


def test_a_head_that_comes_again_on_each_page_is_no_clause() -> None:
    manual = read_table("项目|标准", "地面|无积尘", "项目|标准", "墙面|无污渍")
    assert texts(manual) == ["地面无积尘", "墙面无污渍"]
    assert left(manual, "table-head") == ["项目\t标准", "项目\t标准"]


def test_title_rows_and_group_rows_are_sections() -> None:
    manual = read_table(
        "保洁标准||",
        "序号|内容|频次",
        "一、大堂||",
        "1|地面清扫|每日2次",
        "二、电梯||",
        "1|轿厢消毒|每日1次",
        merges=((0, 0, 0, 2), (2, 0, 2, 2), (4, 0, 4, 2)),
    )
    assert titles(manual) == ["保洁标准 > 大堂", "保洁标准 > 电梯"]
    assert numbered(manual) == [("1", "地面清扫，每日2次"), ("1", "轿厢消毒，每日1次")]


def test_the_section_after_a_table_is_not_below_its_groups() -> None:
    blocks = (
        Paragraph("一、保洁", Place("body", 1)),
        table("大堂要求||", "项目|标准|频次", "地面|无尘|每日1次", merges=((0, 0, 0, 2),), block=2),
        Paragraph("记录由主管保管。", Place("body", 3)),
    )
    assert titles(outline(SourceFile("a.docx", "docx", blocks))) == ["保洁", "保洁 > 大堂要求"]


def test_a_table_on_its_side_is_turned() -> None:
    manual = read_table("项目|大堂|电梯", "内容|清扫地面|擦拭轿厢", "频次|每日2次|每日1次")
    assert texts(manual) == ["大堂清扫地面，每日2次", "电梯擦拭轿厢，每日1次"]


def test_labels_and_texts_without_a_head_are_clauses() -> None:
    manual = read_table("客服热线|24小时接听", "岗位职责|1.值守门岗；\\n2.登记访客。")
    assert numbered(manual) == [("", "客服热线：24小时接听"), ("1", "岗位职责：值守门岗"), ("2", "岗位职责：登记访客")]


def test_rows_without_a_head_are_kept_whole() -> None:
    assert numbered(read_table("1|A座|3台|每月维保2次", "2|B座|2台|每月维保2次")) == [
        ("1", "A座，3台，每月维保2次"),
        ("2", "B座，2台，每月维保2次"),
    ]


def test_columns_with_names_of_their_own_keep_them() -> None:
    manual = read_table("楼栋|台数|维保单位", "A座|3台|快捷", "B座|2台|通达")
    assert texts(manual) == ["楼栋：A座，台数：3台，维保单位：快捷", "楼栋：B座，台数：2台，维保单位：通达"]


def test_an_unknown_column_stands_in_the_elements_under_its_heading() -> None:
    assert clauses(read_table("楼栋|项目|标准", "A座|大堂|无积尘"))[0].elements == {
        "楼栋": "A座",
        "object": "大堂",
        "quality": "无积尘",
    }


def test_a_form_to_fill_in_gives_no_clause() -> None:
    manual = read_table(
        "业主姓名||联系电话|", "房号||报修时间|  年  月  日", "报修内容|||", "业主签字：||维修工签字：|"
    )
    assert texts(manual) == []
    assert left(manual, "form") == [
        "业主姓名\t联系电话",
        "房号\t报修时间\t年  月  日",
        "报修内容",
        "业主签字：\t维修工签字：",
    ]


def test_blank_result_columns_make_no_form_of_a_checklist() -> None:
    manual = read_table("检查内容|标准|检查结果|签字", "地面|无积水||", "墙面|无污渍||", "检查人：|||日期：")
    assert texts(manual) == ["地面，无积水", "墙面，无污渍"]
    assert left(manual, "form") == ["检查人：\t日期："]


def test_a_list_of_revisions_is_a_note() -> None:
    manual = read_table("版本|修订内容|修订人|日期", "A/1|首次发布|陈工|2022-05-01", "A/2|调整频次|李工|2024-03-01")
    assert texts(manual) == []
    assert left(manual, "note") == ["A/1\t首次发布\t陈工\t2022-05-01", "A/2\t调整频次\t李工\t2024-03-01"]


def test_a_log_of_past_checks_is_a_note() -> None:
    manual = read_table("检查日期|检查人|项目|问题|整改期限|复查", "2026-04-02|陈班长|大堂|有水渍|当天|合格")
    assert texts(manual) == []
    assert left(manual, "note") == ["2026-04-02\t陈班长\t大堂\t有水渍\t当天\t合格"]


def test_a_frame_around_text_is_read_as_text() -> None:
    assert texts(read_table("提示：作业时放警示牌。\\n电梯内不得停放电动车。")) == [
        "提示：作业时放警示牌。",
        "电梯内不得停放电动车。",
    ]


def test_a_blank_table_is_listed_as_empty() -> None:
    assert [item.reason for item in read_table("|", "|").leftovers] == ["empty"]


def test_an_item_broken_to_fit_its_cell_is_put_together() -> None:
    assert texts(read_table("项目|标准", "地面|无积尘、\\n无污渍")) == ["地面无积尘、无污渍"]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("服务项目", "object"),
        ("作业内容", "content"),
        ("大堂保洁标准", "quality"),
        ("评分标准", "assessment"),
        ("办理时限", "limit"),
        ("频 次", "frequency"),
        ("责任部门", "provider"),
        ("所用工具", "way"),
        ("标准分", "score"),
        ("NO.", "number"),
        ("五星级", "grade"),
        ("备注", "note"),
        ("楼栋", ""),
        ("保洁\n频次", "frequency"),
        ("质量要求（目视）", "quality"),
        ("使用表单", "record"),
    ],
)
def test_headings_are_known_by_their_words(heading: str, role: str) -> None:
    assert column_of(heading).role == role


def test_hours_of_a_row_hold_for_each_of_its_figures() -> None:
    manual = read_table(
        "岗位|时段|配置人数",
        "主出入口（北门）|上学时段7:00—9:00|2人",
        "主出入口（北门）|其余时段|1人",
        "消防控制室|全天，每班|2人",
        "货场|每班|3人",
    )
    assert texts(manual) == [
        "主出入口（北门）：上学时段7:00—9:00，配置人数2人",
        "主出入口（北门）：其余时段，配置人数1人",
        "消防控制室：全天，每班配置人数2人",
        "货场每班配置人数3人",
    ]
    assert clauses(manual)[0].elements == {
        "provider": "主出入口（北门）",
        "hours": "上学时段7:00—9:00",
        "配置人数": "2人",
    }


def test_hours_stand_with_what_is_done_then() -> None:
    assert texts(read_table("岗位|时段|标准", "门岗|7:00-9:00|双人值守")) == ["双人值守，7:00-9:00"]
    assert texts(read_table("区域|班次|内容", "地库|夜班|巡查车位；记录车牌")) == [
        "地库巡查车位，夜班",
        "地库记录车牌，夜班",
    ]
    assert texts(read_table("岗位|班次|联系电话", "门岗|8:00至20:00|8800")) == ["门岗：8:00至20:00，联系电话8800"]
    assert texts(read_table("项目|时段|备用", "前台接待|周末|有")) == ["前台接待：时段：周末，备用：有"]


def test_a_post_is_told_with_its_people_and_one_thing_beside() -> None:
    manual = read_table("岗位|编制|说明", "宿舍楼保洁员|每栋1名|早班7:00到岗", "货运大门岗|每班2名|24小时在岗")
    assert texts(manual) == ["宿舍楼保洁员编制每栋1名，早班7:00到岗", "货运大门岗编制每班2名，24小时在岗"]
    assert clauses(manual)[0].elements == {"provider": "宿舍楼保洁员", "编制": "每栋1名", "content": "早班7:00到岗"}


def test_a_post_with_several_duties_tells_its_people_first() -> None:
    assert texts(read_table("岗位|人数要求|职责", "门岗|不少于4人|查验证件；登记车辆", "岗亭|2人|巡查车位；记录")) == [
        "门岗人数不少于4人",
        "查验证件",
        "登记车辆",
        "岗亭人数2人",
        "巡查车位",
        "记录",
    ]
    merged = read_table("岗位|人数|职责", "门岗|2人|查验证件", "岗亭|2人|登记车辆", merges=((1, 1, 2, 1),))
    assert texts(merged) == ["门岗人数2人，查验证件", "岗亭人数2人，登记车辆"]


def test_who_wrote_a_table_is_no_number_of_people() -> None:
    manual = read_table("内容|编制", "清扫大堂|张三", "清扫楼道|李四")
    assert texts(manual) == ["清扫大堂", "清扫楼道"]


def test_what_is_done_how_often_comes_before_what_it_is_like_then() -> None:
    assert texts(read_table("部位|频次|标准", "公共卫生间|每日清洁4次|无污垢", "大堂|每日3次|无水渍")) == [
        "公共卫生间每日清洁4次，无污垢",
        "大堂无水渍，每日3次",
    ]
