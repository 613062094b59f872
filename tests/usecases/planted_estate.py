"""A manual of a residential estate in Hangzhou, written as companies write, with what is wrong in it planted.

Articles as in a statute, titles without styles, tables with merged places, a page of promises as an annex, and a
contract that promises more. What is planted was listed before anything read it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import docx

CITY = "杭州"
CONTRACT = """物业服务合同（摘录）
1. 乙方客服电话应在3声铃响内接听。
2. 乙方接到急修报修后应在20分钟内到达现场。
3. 电梯轿厢每日清洁不少于3次。
4. 草坪每年修剪不少于12次。
5. 公共区域照明完好率不低于99%。
6. 乙方应每季度公示一次公共收益收支情况。
7. 生活水箱每半年清洗消毒不少于1次。
8. 主要道路每日清扫不少于2次。
"""
#: Two stretches that are at odds.
CLASHES = (
    ("水管爆裂", "30分钟内到达现场"),
    ("地面拖洗", "楼道地面每日拖洗1次"),
    ("垃圾清运", "垃圾投放点每日清运垃圾1次"),
    ("铃响3声内接听", "5声铃响内接听"),
    ("一般维修", "一般维修2小时内到场"),
    ("1个工作日内答复", "咨询问题4小时内答复"),
    ("15日内作出答复", "10日内答复"),
    ("满意率不低于92%", "满意率90%以上"),
    ("大堂", "大堂地面每日清洁2次"),
    ("每2小时巡逻一遍", "每3小时巡逻一次"),
    ("提前2日", "提前24小时通知"),
    ("录像资料保存20天", "监控录像保存30天"),
)
#: Numbers looser than national law or the city's.
BELOW = (
    "15日内作出答复",
    "录像资料保存20天",
    "每两年委托专业机构",
    "每20日进行一次维护",
    "45分钟内赶到现场",
    "预收24个月",
    "45日内退出小区",
)
#: Promises smaller than the contract's.
LOOSER = (
    "客服电话5声铃响内接听",
    "30分钟内到达现场",
    "清洁消毒",
    "每年修剪不少于10次",
    "完好率不低于98%",
)
#: Acts that are unlawful.
UNLAWFUL = (
    "有偿提供业主联系电话",
    "不予发放门禁卡",
    "凭人脸识别通行",
    "外卖、快递人员一律不得进入",
    "停止供水",
    "代办手续费",
    "收入归公司所有",
    "自行上调物业费",
    "拒绝退出小区",
    "整体外包",
    "只出售车位",
)


class Paper:
    """A document that is being written, and the clauses that it holds."""

    def __init__(self) -> None:
        self.document = docx.Document()
        self.clauses: list[tuple[str, ...]] = []

    def line(self, text: str) -> None:
        """Write a paragraph that is no clause."""
        self.document.add_paragraph(text)

    def clause(self, number: str, text: str) -> None:
        """Write a clause."""
        self.clauses.append((text,))
        self.document.add_paragraph(number + text)

    def title(self, text: str) -> None:
        """Write a bold line."""
        self.document.add_paragraph().add_run(text).bold = True

    def table(
        self,
        rows: Sequence[Sequence[str]],
        merges: Iterable[tuple[int, int, int, int]] = (),
        key: Sequence[int] = (),
    ) -> None:
        """Write a table; the texts of the key columns stand together in one clause a row."""
        table = self.document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        for top, left, bottom, right in merges:
            text = table.cell(top, left).text
            table.cell(top, left).merge(table.cell(bottom, right)).text = text
        if key:
            self.clauses += [tuple(row[index] for index in key) for row in rows[1:]]


def paper() -> Paper:
    """Return the manual with its clauses."""
    written = Paper()
    for chapter in (
        _cover,
        _general,
        _customers,
        _order,
        _engineering,
        _environment,
        _fees,
        _exit,
        _last,
        _promise,
    ):
        chapter(written)
    return written


def document(written: Paper) -> bytes:
    """Return a manual as a Word file."""
    out = io.BytesIO()
    written.document.save(out)
    return out.getvalue()


def _cover(paper: Paper) -> None:
    paper.document.sections[0].header.paragraphs[0].text = "澜悦物业 LY-ZZ-2024 住宅服务手册"
    paper.document.sections[0].footer.paragraphs[0].text = "第 3 页 共 28 页"
    paper.title("澜悦物业服务有限公司")
    paper.title("春江花园项目服务手册")
    paper.line("文件编号：LY-ZZ-2024    版本：C/1")
    paper.line("发布日期：2024年5月1日")
    paper.title("目  录")
    for number, title in enumerate(
        ("总则", "客户服务", "秩序维护", "工程维修", "环境服务", "收费管理", "退场与交接", "附则"), 1
    ):
        paper.line(f"第{'一二三四五六七八'[number - 1]}章　{title}\t{number * 3}")


def _general(paper: Paper) -> None:
    paper.title("第一章　总则")
    paper.clause("第一条　", "本手册规定公司在管住宅项目的服务要求，适用于春江花园项目全体员工。")
    paper.clause("第二条　", "新员工入职7日内完成手册学习，考核80分以上方可上岗。")
    paper.clause("第三条　", "手册每年修订一次，由品质部负责。")


def _customers(paper: Paper) -> None:
    paper.title("第二章　客户服务")
    paper.clause("第四条　", "服务中心每天8:00—20:00有专人接待，其余时间由监控中心代接来电。")
    paper.clause("第五条　", "客服电话铃响3声内接听，先问好再报姓名。")
    paper.clause("第六条　", "业主来访或来电咨询，客服专员应在1个工作日内答复。")
    paper.clause("第七条　", "收到业主投诉后，客服主管应在15日内作出答复。")
    paper.clause("第八条　", "投诉处理完毕后3日内回访，回访率达到100%。")
    paper.clause("第九条　", "每半年开展1次满意度调查，满意率不低于92%。")
    paper.clause("第十条　", "管家每月上门走访不少于20户，并填写走访记录，保存2年。")
    paper.clause("第十一条　", "停水、停电等计划性作业，提前2日在单元门口张贴通知。")
    paper.clause("第十二条　", "业主信息档案由专人管理，可向合作的装修、家政商家有偿提供业主联系电话。")
    paper.clause("第十三条　", "新业主领取门禁卡须一次性缴清当年物业费，未缴清的不予发放门禁卡和钥匙。")


def _order(paper: Paper) -> None:
    paper.title("第三章　秩序维护")
    paper.line("第一节  门岗与出入")
    paper.clause("第十四条　", "小区主出入口24小时双人值守，次出入口6:00至23:00值守。")
    paper.clause("第十五条　", "业主及家属须录入人脸，凭人脸识别通行，不再发放其他通行凭证。")
    paper.clause("第十六条　", "外卖、快递人员一律不得进入小区，请业主到大门口自取。")
    paper.clause("第十七条　", "访客登记姓名和被访房号，经业主确认后放行，登记记录保存1年。")
    paper.line("第二节  巡逻与监控")
    paper.clause("第十八条　", "秩序维护员按巡更路线每2小时巡逻一遍，夜间双人巡逻，并在巡更点打卡。")
    paper.clause("第十九条　", "监控中心24小时有人值守，录像资料保存20天。")
    paper.clause("第二十条　", "发现火警，秩序维护员3分钟内赶到现场确认。")
    paper.clause("第二十一条　", "消防通道保持畅通，发现占道车辆10分钟内通知车主挪车。")
    paper.clause("第二十二条　", "消防栓、灭火器每月检查1次并挂牌记录。")
    paper.clause("第二十三条　", "建筑消防设施每两年委托专业机构全面检测1次。")
    paper.clause("第二十四条　", "临时停车首小时免费，之后每小时5元，全天最高30元。")
    paper.clause("第二十五条　", "地下车库限速5公里/小时，地面道路限速15公里/小时。")
    paper.clause("第二十六条　", "地下车库只出售车位，不对未购车位的业主出租。")


def _engineering(paper: Paper) -> None:
    paper.title("第四章　工程维修")
    paper.line("报修响应及完成时限见下表：")
    paper.table(
        [
            ["序号", "报修类别", "到场时限", "完成时限", "责任人"],
            ["1", "水管爆裂、停电等急修", "15分钟", "4小时", "维修技工"],
            ["2", "一般维修", "60分钟", "24小时", "维修技工"],
            ["3", "公共区域照明", "2小时", "24小时", "电工"],
            ["4", "电梯困人", "5分钟", "30分钟", "电梯安全员"],
        ],
        key=[1, 2],
    )
    paper.clause("第二十七条　", "接到急修报修后，维修技工30分钟内到达现场。")
    paper.clause("第二十八条　", "维修完成后由业主签字确认，维修质量保修期不少于3个月。")
    paper.clause("第二十九条　", "电梯维保单位每20日进行一次维护保养，保养时设置围挡。")
    paper.clause("第三十条　", "电梯发生困人故障，维保人员45分钟内赶到现场实施救援。")
    paper.clause("第三十一条　", "生活水箱每半年清洗消毒1次，水质检测报告在公告栏公示。")
    paper.clause("第三十二条　", "配电房每日巡视2次，每年进行一次预防性试验。")
    paper.clause("第三十三条　", "公共照明完好率不低于98%，故障灯具24小时内更换。")
    paper.clause("第三十四条　", "屋面、雨水管道每年雨季前全面检查疏通1次。")
    paper.clause("第三十五条　", "装修施工时间为工作日8:00-12:00、14:00-18:00，法定节假日不得施工。")
    paper.clause("第三十六条　", "工程部每日对装修现场巡查1次，发现违规的当场劝阻并记录。")
    paper.clause("第三十七条　", "装修押金在竣工验收合格后7个工作日内退还。")


def _environment(paper: Paper) -> None:
    paper.title("第五章　环境服务")
    paper.table(
        [
            ["区域", "作业项目", "作业标准", "作业频次"],
            ["大堂", "地面清洁", "无脚印、无水渍", "每日3次"],
            ["", "玻璃门擦拭", "无手印", "每日2次"],
            ["楼道", "地面拖洗", "无积尘", "每周2次"],
            ["", "扶手擦抹", "手摸无灰", "每日1次"],
            ["电梯轿厢", "清洁消毒", "无异味", "每日2次"],
            ["室外", "道路清扫", "无纸屑烟头", "每日2次"],
            ["垃圾投放点", "垃圾清运", "桶身无污渍", "每日2次"],
            ["水景", "水质处理", "水体清澈", "每月2次"],
            ["地下车库", "地面冲洗", "无油污", "每月1次"],
        ],
        merges=[(1, 0, 2, 0), (3, 0, 4, 0)],
        key=[1, 3],
    )
    paper.clause("第三十八条　", "楼道地面每日拖洗1次，墙面无蛛网。")
    paper.clause("第三十九条　", "垃圾投放点每日清运垃圾1次，清运后及时冲洗地面。")
    paper.clause("第四十条　", "蚊蝇滋生季节每周消杀2次，其他季节每月消杀1次。")
    paper.clause("第四十一条　", "草坪高度控制在8厘米以内，每年修剪不少于10次。")
    paper.clause("第四十二条　", "乔木每年修剪1次，绿篱每月修剪1次。")
    paper.clause("第四十三条　", "绿植成活率不低于95%，死株7日内补种。")
    paper.clause("第四十四条　", "大雪天气，保洁员6:00前完成主要通道扫雪。")


def _fees(paper: Paper) -> None:
    paper.title("第六章　收费管理")
    paper.clause("第四十五条　", "物业费按季收取，可一次性预收24个月物业费。")
    paper.clause("第四十六条　", "客服专员每月5日前送达缴费通知单。")
    paper.clause("第四十七条　", "对逾期三个月未交费的业主，可采取限制用电、停止供水等措施督促交费。")
    paper.clause("第四十八条　", "代收水电费时，按应收金额的3%向业主收取代办手续费。")
    paper.clause("第四十九条　", "电梯广告、场地出租收入归公司所有，用于弥补物业费不足。")
    paper.clause("第五十条　", "收费标准、收支情况每年公示1次。")
    paper.clause("第五十一条　", "公司可根据成本上涨情况自行上调物业费标准，调整后公示。")


def _exit(paper: Paper) -> None:
    paper.title("第七章　退场与交接")
    paper.clause("第五十二条　", "物业服务合同期满不再续约的，提前90日书面告知业主委员会。")
    paper.clause("第五十三条　", "合同终止后45日内退出小区，并移交资料和物业用房。")
    paper.clause("第五十四条　", "业主尚有欠费未结清的，项目可以暂不移交档案资料，拒绝退出小区。")


def _last(paper: Paper) -> None:
    paper.title("第八章　附则")
    paper.clause("第五十五条　", "保洁、绿化、秩序维护、工程维修及客户服务可以整体外包给一家单位承担。")
    paper.clause("第五十六条　", "员工受到表扬一次加2分，有效投诉一次扣5分。")


def _promise(paper: Paper) -> None:
    paper.title("附件一  服务承诺（公示版）")
    for number, text in enumerate(
        (
            "客服电话5声铃响内接听；",
            "急修15分钟到场，一般维修2小时内到场；",
            "咨询问题4小时内答复；",
            "投诉当日联系，10日内答复；",
            "满意率90%以上；",
            "大堂地面每日清洁2次；",
            "夜间每3小时巡逻一次；",
            "停水停电提前24小时通知；",
            "监控录像保存30天以上。",
        ),
        1,
    ):
        paper.clause(f"{number}）", text)
    paper.line("附件二  业主回访记录表")
    paper.table(
        [
            ["房号", "", "姓名", ""],
            ["回访日期", "", "回访人", ""],
            ["回访内容", "", "", ""],
            ["业主签字", "", "日期", "   年  月  日"],
        ]
    )
