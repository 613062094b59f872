"""A long, messy manual in our own words, with what real ones do wrong, built with Word's own parts."""

from __future__ import annotations

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import Pt
from docx.table import Table

from adapters.word_files import NAMES, document_bytes


def messy_manual() -> bytes:
    """Return the manual as a Word file."""
    document = docx.Document()
    _edges(document)
    _cover(document)
    _general(document)
    _cleaning(document)
    _repair(document)
    _customer(document)
    _security(document)
    _forms(document)
    return document_bytes(document)


def _edges(document: Document) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "云栖物业 服务手册 A/2版"
    section.footer.paragraphs[0].text = "第 1 页"


def _cover(document: Document) -> None:
    for text in ("云栖物业服务有限公司", "住宅项目服务标准手册"):
        run = document.add_paragraph().add_run(text)
        run.bold = True
        run.font.size = Pt(26)
    for text in ("文件编号：YQ-PM-001", "版本号：A/2", "编制：品质管理部", "二〇二四年三月"):
        document.add_paragraph(text)
    document.add_paragraph("目    录")
    for text in ("第一章 总则\t1", "第二章 保洁服务\t2", "第三章 维修服务……………………6", "第四章 客户服务……………………8"):
        document.add_paragraph(text)
    history = document.add_table(3, 4, style="Table Grid")
    _fill(
        history,
        [
            ["版本", "修订内容", "修订人", "日期"],
            ["A/1", "首次发布", "陈工", "2022-05-01"],
            ["A/2", "调整保洁频次", "李工", "2024-03-01"],
        ],
    )


def _general(document: Document) -> None:
    document.add_heading("第一章 总则", 1)
    document.add_heading("一、目的", 2)
    document.add_paragraph("为统一各项目服务做法，让业主看得见、可检查，制定本手册。")
    document.add_heading("二、适用范围", 2)
    document.add_paragraph("本手册适用于公司在管的住宅项目。")
    document.add_paragraph("三、术语")
    document.add_paragraph("急修：影响人身安全或者大面积停用的故障。\n小修：单户、单件且半天内能修好的故障。")


def _cleaning(document: Document) -> None:
    document.add_heading("第二章 保洁服务", 1)
    document.add_paragraph("（一）人员要求")
    for text in ("1、上岗统一着装，佩戴工牌", "2、作业时放置提示牌", "3、不得在业主面前大声喧哗"):
        document.add_paragraph(text)
    document.add_paragraph("（二）公共区域保洁标准")
    document.add_paragraph("保洁员每天按下表作业：")
    table = document.add_table(8, 7, style="Table Grid")
    _fill(
        table,
        [
            ["住宅楼内保洁作业标准", "", "", "", "", "", ""],
            ["序号", "区域", "项目", "作业内容", "质量标准", "频次", "责任人"],
            ["1", "大堂", "地面", "清扫、拖洗", "1.无积尘；2.无污渍", "每日2次", "楼内保洁员"],
            ["2", "", "玻璃门", "擦拭", "无手印", "每日1次", "楼内保洁员"],
            ["3", "", "信报箱", "", "箱体洁净，无乱贴", "每周1次", "楼内保洁员"],
            ["4", "电梯", "轿厢", "清扫\n消毒", "无异味、无杂物", "每日1次\n每日2次", "楼内保洁员"],
            ["5", "楼道", "扶手", "擦抹", "目视无灰尘", "每周2次", "/"],
            ["注：雨雪天大堂铺防滑垫。", "", "", "", "", "", ""],
        ],
    )
    table.cell(0, 0).merge(table.cell(0, 6))
    table.cell(2, 1).merge(table.cell(4, 1))
    table.cell(7, 0).merge(table.cell(7, 6))
    document.add_paragraph("（三）垃圾清运")
    document.add_paragraph("1.生活垃圾日产日清；2.垃圾桶每日冲洗1次，夏季每日2次；3.装修垃圾３日内清走。")
    document.add_paragraph("垃圾房由专人管理，做到：①地面无积水；②四壁无污渍；③每周消杀不少于2次。")
    _tracked(document)


def _tracked(document: Document) -> None:
    xml = (
        f"<w:p {NAMES}><w:r><w:t>4．外围道路每日</w:t></w:r>"
        '<w:del w:id="1" w:author="a"><w:r><w:delText>1</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>2</w:t></w:r></w:ins><w:r><w:t>次清扫，目视无纸屑。</w:t></w:r></w:p>'
    )
    document.element.body.insert(-1, parse_xml(xml))
    box = "<w:txbxContent><w:p><w:r><w:t>提示：地面湿滑时先放提示牌，10分钟内拖干。</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        f'<w:p {NAMES}><w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        "<w:drawing><wp:inline><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox>"
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    document.element.body.insert(-1, parse_xml(xml))


def _repair(document: Document) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run("第三章　维修服务").bold = True
    document.add_paragraph("3.1 报修受理")
    document.add_paragraph("3.1.1 报修电话24小时有人接听，铃响3声内应答。")
    document.add_paragraph("3.1.2 接到报修后：急修30分钟内到场，小修2小时内到场。")
    document.add_paragraph("3.2 维修时限")
    table = document.add_table(5, 5, style="Table Grid")
    _fill(
        table,
        [
            ["报修类别", "响应", "", "完成时限（小时）", "考核"],
            ["", "接单", "到场", "", ""],
            ["急修", "5分钟", "30分钟", "6", "超时每次扣2分"],
            ["小修", "10分钟", "2小时", "24", "超时每次扣1分"],
            ["公共设施", "10分钟", "1个工作日", "72", "—"],
        ],
    )
    table.cell(0, 1).merge(table.cell(0, 2))
    for column in (0, 3, 4):
        table.cell(0, column).merge(table.cell(1, column))
    document.add_paragraph("3.3 维修流程")
    steps = document.add_table(5, 6, style="Table Grid")
    _fill(
        steps,
        [
            ["序号", "步骤", "岗位", "时限", "表单", "去向"],
            ["1", "登记报修内容、地点和联系方式", "客服员", "5分钟", "报修登记表", "2"],
            ["2", "派单并电话预约", "客服员", "10分钟", "派工单", "3"],
            ["3", "到场检查，当面说明费用", "维修工", "30分钟", "派工单", "4"],
            ["4", "业主签字确认后回访", "客服主管", "3日", "回访记录", "结束"],
        ],
    )
    document.add_paragraph("3.4 上门礼仪")
    for text in ("敲门三下，退后一步", "穿戴鞋套", "修完清理现场"):
        document.add_paragraph(text, style="List Number")


def _customer(document: Document) -> None:
    document.add_heading("客户服务", 1)
    document.add_paragraph("投诉处理")
    document.add_paragraph("1. 投诉当日回复，3个工作日内给出处理意见。")
    document.add_paragraph("2. 对处理结果应及时回访，回访率100%。")
    document.add_paragraph("满意度调查")
    document.add_paragraph("每半年调查1次，入户率不低于70%，满意率达到90%以上。")
    document.add_paragraph("检查与考核")
    table = document.add_table(5, 6, style="Table Grid")
    _fill(
        table,
        [
            ["检查项目", "检查内容", "标准分", "评分标准", "得分", "备注"],
            ["服务态度", "使用礼貌用语", "10", "发现一次不合格扣2分", "", ""],
            ["服务态度", "来电三声内接听", "10", "每超一次扣1分", "", ""],
            ["环境", "前台桌面整洁", "5", "不合格不得分", "", ""],
            ["合计", "", "25", "", "", ""],
        ],
    )
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 0).text = "服务态度"


def _security(document: Document) -> None:
    document.add_heading("第五章 秩序维护", 1)
    document.add_paragraph("一、门岗")
    document.add_paragraph("门岗24小时值守，访客登记后放行；")
    document.add_paragraph("二、巡逻")
    table = document.add_table(4, 4, style="Table Grid")
    _fill(
        table,
        [
            ["项目", "一级标准", "二级标准", "三级标准"],
            ["楼外巡逻", "每1小时1次", "每2小时1次", "每3小时1次"],
            ["监控录像保存", "90天", "60天", "30天"],
            ["夜间双人巡逻", "是", "是", "/"],
        ],
    )
    document.add_paragraph("三、应急")
    document.add_paragraph("1) 火警：3分钟内到场确认。")
    document.add_paragraph("2) 电梯困人：值班人员5分钟内到场安抚，维保单位30分钟内到场救援。")


def _forms(document: Document) -> None:
    document.add_paragraph("附件1：报修登记表")
    form = document.add_table(4, 4, style="Table Grid")
    _fill(
        form,
        [
            ["业主姓名", "", "联系电话", ""],
            ["房号", "", "报修时间", "  年  月  日"],
            ["报修内容", "", "", ""],
            ["业主签字：", "", "维修工签字：", ""],
        ],
    )
    document.add_paragraph("附件2：服务电话")
    phones = document.add_table(3, 2, style="Table Grid")
    _fill(
        phones,
        [["客服热线", "前台座机，8:30～18:00 接听"], ["报修热线", "24小时接听"], ["监督热线", "工作日9:00～17:00接听"]],
    )


def _fill(table: Table, rows: list[list[str]]) -> None:
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            if text:
                cell.text = text
