"""A messy manual with planted faults, written as companies write: paragraphs, tables, an annex, odd numbers."""

from __future__ import annotations

import io

import docx
import openpyxl

#: What a person must be told of: two stretches of clauses that are at odds.
CLASHES = (
    ("接到急修后，维修工30分钟内到达现场", "15分钟内赶到现场"),
    ("投诉应在24小时内答复投诉人", "48小时内答复投诉人"),
    ("大堂地面每日清扫不少于2次", "大堂地面保洁每天1次"),
    ("公共区域满意率不低于90%", "满意率≥95%"),
    ("生活垃圾每日清运2次", "生活垃圾每天清运一次"),
    ("草坪每年修剪不少于8次", "草坪修剪每年不少于6次"),
    ("消防通道禁止停放任何车辆", "消防通道可以停放车辆"),
    ("楼道每2小时巡逻1次", "楼道巡逻每4小时一次"),
    ("来电铃响3声内接听", "来电铃响5声内接听"),
    ("水箱每半年清洗消毒1次", "水箱每年清洗消毒1次"),
)
#: Clauses below the law, or against it.
BELOW = ("监控录像保存15日", "电梯困人后60分钟内到达现场实施救援")
UNLAWFUL = ("逾期不缴的停止供水供电", "对违规业主处200元罚款", "业主进出小区只能刷脸")


def document() -> bytes:
    """Return the manual as a Word file."""
    paper = docx.Document()
    for line in (
        "云帆物业服务手册",
        "一、报修与客户服务",
        "1．接到急修后，维修工30分钟内到达现场，超过的由主管说明原因。",
        "2．客户投诉应在24小时内答复投诉人。",
        "3. 前台客服来电铃响3声内接听。",
        "4、公共区域满意率不低于90%（每半年调查一次）。",
        "二、环境",
        "（1）大堂地面每日清扫不少于2次，无积水。",
        "（2）生活垃圾每日清运2次，日产日清。",
        "（3）草坪每年修剪不少于8次。",
        "三、秩序",
        "① 消防通道禁止停放任何车辆；",
        "② 楼道每2小时巡逻1次，做好记录；",
        "③ 监控录像保存15日。",
        "④ 业主进出小区只能刷脸。",
        "四、收费",
        "物业费逾期不缴的停止供水供电，对违规业主处200元罚款。",
        "五、设备",
        "生活水箱每半年清洗消毒1次。",
        "电梯困人后60分钟内到达现场实施救援。",
    ):
        paper.add_paragraph(line)
    table = paper.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("序号", "项目", "标准"), strict=True):
        cell.text = text
    for row in (
        ("1", "急修", "维修工接到急修通知，15分钟内赶到现场"),
        ("2", "投诉", "客服接到投诉后48小时内答复投诉人"),
        ("3", "大堂", "大堂地面保洁每天1次"),
        ("4", "垃圾", "生活垃圾每天清运一次"),
        ("5", "绿化", "草坪修剪每年不少于6次"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for line in (
        "附件：补充规定",
        "A. 节假日期间消防通道可以停放车辆。",
        "B. 楼道巡逻每4小时一次。",
        "C. 前台客服来电铃响5声内接听。",
        "D. 公共区域满意率≥95%。",
        "E. 生活水箱每年清洗消毒1次。",
    ):
        paper.add_paragraph(line)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def sheet() -> bytes:
    """Return a workbook with a merged first column that contradicts the manual."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (
        ("区域", "作业内容", "频次", "标准"),
        ("车库", "地面清扫", "每周1次", "无油污"),
        ("", "照明检查", "每日1次", "完好率98%以上"),
        ("大堂", "玻璃门擦拭", "每日3次", "无手印"),
    ):
        page.append(row)
    page.merge_cells("A2:A3")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
