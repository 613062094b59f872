"""Words that tell that two clauses speak of two things, and clauses beside them that contradict one another."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Level, terms_of
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.parted import are_measured_apart, are_parted
from guicheng.domain.standard.resemblance import Resemblance, pairs_told
from guicheng.domain.standard.system import System


def entry(text):
    clause = read(text)
    return Entry(clause, terms_of(clause), Level.COMPANY, text)


def at_odds(*texts):
    """Return the codes of what is told of two clauses that would stand in one manual."""
    entries = [entry(text) for text in texts]
    system = System(entries)
    found = [each for each in system.findings() if each.other is not None]
    found += Resemblance(entries).findings(pairs_told(found))
    return {each.finding.code for each in found} & {"CT001", "CT002", "CT007"}


#: Kinds of one family: subjects.tsv.
OF_OTHER_SUBJECTS = [
    ("总体满意率全年不低于90%。", "保洁服务满意率不低于95%。"),
    ("秩序服务满意率不低于92%。", "绿化养护满意率不低于88%。"),
    ("家政服务满意率每月不低于95%，由家政主管统计。", "投诉处理满意率每月不低于90%，由客服主管统计。"),
    ("业主满意率每次不低于95%，由客服主管统计。", "投诉处理满意率每月不低于90%，由客服主管统计。"),
    ("社区活动满意率不低于90%。", "停车服务满意率不低于85%。"),
    ("敲墙、钻孔只在工作日9:00至12:00进行。", "刷漆、贴墙纸可以做到21:00。"),
    ("承重墙一律不得拆除。", "厨房与餐厅间的轻质墙经批准后可以拆除。"),
    ("业主入户钥匙一律不得代管。", "配电室钥匙由值班电工保管。"),
    ("上门清洗油烟机每台200元。", "上门清洗空调每台100元。"),
    ("小区正门白班站岗4人。", "小区南侧人行门白班站岗1人。"),
    ("打药前1日在楼门口张贴告示。", "停电前3日在楼门口张贴通知。"),
    ("秩序员每年培训不少于40学时。", "新员工岗前培训不少于8学时。"),
    ("电梯的自行检查每月做一次。", "电梯维护保养每15日做一次。"),
    ("晨会每日7:50召开。", "座谈会每半年召开一次，提前5日通知。"),
    ("大理石地面不得用酸性清洁剂。", "马桶内的水垢可以用酸性清洁剂清除。"),
]
#: Amounts that never meet.
OF_OTHER_BRACKETS = [
    ("单笔2000元以下的采购由项目经理审批。", "单笔2000元及以上的采购报公司审批。"),
    ("一万元以下由项目自行询价。", "一万元（含）以上由公司统一招标。"),
    ("3吨以上货车不得进入地面道路。", "3吨以下的货车登记后可以进入地面道路。"),
    ("三米以上的灯具用升降车更换。", "三米以下的灯具用人字梯更换。"),
    ("超过20人的参观须提前3日预约。", "不足20人的参观提前1日预约。"),
    ("1.2米以下的儿童免票入场。", "1.2米以上的儿童凭票入场。"),
    ("500元以下的维修由班长批准。", "500至5000元的维修由工程主管批准。"),
    ("16岁以下的少年不得独自游泳。", "满16岁的少年可以独自游泳。"),
    ("六层以下楼栋的外墙每三年查勘一次。", "十八层以上楼栋的外墙每年查勘一次。"),
    ("30公斤以下的包裹由管家送上门。", "超过30公斤的包裹由业主自取。"),
]
#: What one of two clauses leaves out by name.
LEFT_OUT = [
    ("除导盲犬外，犬只不得进入会所。", "视障人士可带导盲犬进入会所。"),
    ("消防车除外，任何车辆禁止驶入中心广场。", "消防车可以驶入中心广场。"),
    ("除救护车以外，机动车不得驶入步行街。", "救护车可以驶入步行街。"),
    ("除机房外，各层楼道每日巡查2次。", "机房每日巡查1次。"),
    ("除大堂、电梯厅之外，公共区域每周拖洗2次。", "大堂每日拖洗1次。"),
    ("非承重构件经批准可以拆改。", "承重构件严禁拆改。"),
    ("非机动车停车棚每日巡查2次。", "机动车库每日巡查6次。"),
    ("非供暖期每月检查一次换热站。", "供暖期每日检查一次换热站。"),
    ("无噪音的作业可以做到20:00。", "噪音大的作业18:00停止。"),
    ("非开放区域禁止参观。", "开放区域可以参观。"),
]
#: Our own people and another firm, the company and its project.
OF_OTHER_HANDS = [
    ("电梯困人时，值班人员5分钟内到场安抚。", "电梯困人时，维保单位30分钟内到场救援。"),
    ("池水余氯由救生员每2小时检测一次。", "池水每月送第三方检测一次。"),
    ("消防主机由监控员每日检查一次。", "消防检测机构每年检查一次消防主机。"),
    ("公司品质部每季度抽查各项目一次。", "项目经理每月全面检查一次。"),
    ("总部每半年夜查一次。", "秩序主管每周夜查一次。"),
    ("水质由水质员每日检测一次。", "水质由疾控中心每季度检测一次。"),
    ("避雷设施由电工每月检查一次。", "避雷设施由专业机构每年检测一次。"),
    ("供应商接到电话后4小时内到场。", "维修工接到电话后30分钟内到场。"),
    ("集团工程部每年检查一次设备房。", "工程主管每周检查一次设备房。"),
    ("公司总经理每季度巡查一次。", "领班每日巡查两次。"),
]
#: A list that is put up, a fund of each department, ways to come in, days that never meet.
OTHERWISE_APART = [
    ("公示栏公示收费标准、服务内容、投诉电话，有变动的2日内更换。", "业主投诉24小时内答复。"),
    ("报修电话、服务标准和人员照片在大堂上墙，变动后5日内更换。", "报修30分钟内上门。"),
    ("客服部备用金限额为3000元。", "工程部备用金限额为6000元。"),
    ("保洁班例会每周一次。", "秩序部例会每月两次。"),
    ("外卖员的电动车不得驶入园区。", "外卖员登记后可以步行进园。"),
    ("访客车辆禁止驶入内街。", "访客可以从内街步行进入。"),
    ("周一至周五前台8:00至20:00接待。", "周六、周日前台9:00至17:00接待。"),
    ("工作日前台9:00至18:00接待来访。", "双休日前台10:00至16:00接待来访。"),
    ("夏季泳池水温26至28℃。", "冬季泳池水温29至30℃。"),
    ("冬季大堂开门时间为7:00。", "夏季大堂开门时间为6:00。"),
]
APART = [*OF_OTHER_SUBJECTS, *OF_OTHER_BRACKETS, *LEFT_OUT, *OF_OTHER_HANDS, *OTHERWISE_APART]

#: What nobody can keep, although one or both of the clauses name what tells other things apart.
NOT_PARTED = [
    ("总体满意率全年不低于90%。", "业主满意率目标为95%。"),
    ("承重墙、隔墙一律不得拆除。", "隔墙经批准后可以拆除。"),
    ("业主钥匙一律不得代管。", "空置房钥匙由前台代管。"),
    ("单笔2000元以下的采购由项目经理审批。", "单笔3000元以下的采购报公司审批。"),
    ("3吨以上货车不得进入。", "5吨以上的货车登记后可以进入。"),
    ("2吨以上货车不得进入。", "3吨以下的货车登记后可以进入。"),
    ("值守5人以上。", "值守3人以下。"),
    ("除导盲犬外，犬只不得进入会所。", "导盲犬同样不得进入会所。"),
    ("除导盲犬外，犬只不得进入会所。", "导盲犬禁止进入会所。"),
    ("除业主外，任何人不得入内。", "业主的访客可以入内。"),
    ("除节假日外，生活垃圾每日清运1次。", "生活垃圾每日清运1次，节假日不间断。"),
    ("除节假日外每日清运。", "除节假日外每日清运2次。"),
    ("非工作时间不得施工。", "工作时间以外可以施工到22:00。"),
    ("每班3人以上在岗。", "每班2人以下在岗。"),
    ("非清运时段桶站上锁。", "清运时段以外桶站敞开，清运时段上锁。"),
    ("非业主不得进入会所。", "业主家属可以进入会所。"),
    ("非机动车不得停放在楼道。", "非机动车可以停放在楼道。"),
    ("电梯困人时，维保单位15分钟内到场。", "电梯困人时，维保人员30分钟内到场。"),
    ("电梯每月由工程部保养一次。", "维保单位每15日保养一次电梯。"),
    ("盘车解困由维保单位人员实施。", "盘车解困由值班员实施。"),
    ("工程部督促维保单位每半月检查一次。", "维保单位每月检查一次。"),
    ("项目经理每月检查一次。", "秩序主管每周检查一次。"),
    ("收费标准、服务内容、投诉电话公示，变动后2日内更换。", "公示内容有变动的，5日内更新。"),
    ("客服部备用金限额为3000元。", "客服部备用金上限5000元。"),
    ("外卖员的电动车不得驶入园区。", "外卖员的电动车登记后驶入，或步行进入。"),
    ("工作日前台9:00至18:00接待来访。", "前台每日9:00至20:00接待，周末也一样。"),
    ("工作日前台9:00至18:00接待来访。", "前台9:00至20:00接待来访。"),
    ("每年6月、11月各组织一次满意度调查。", "满意度调查放在12月。"),
    ("夏季泳池水温26至28℃。", "7月泳池水温29至30℃。"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_words_tell_that_both_can_stand(one, other):
    assert are_measured_apart(one, other)
    assert are_measured_apart(other, one)
    assert not at_odds(one, other)


@pytest.mark.parametrize(("one", "other"), NOT_PARTED)
def test_clauses_of_one_thing_are_not_parted(one, other):
    assert not are_measured_apart(one, other)
    assert not are_measured_apart(other, one)


def test_a_clause_alone_is_not_told_beside_what_words_part():
    system = System([entry(text) for text in ("客服部备用金限额为3000元。", "工程部备用金限额为6000元。")])
    assert not system.beside(0)
    system.put(1, entry("客服部备用金限额为6000元。"))
    assert system.beside(0)


def test_an_exception_that_is_measured_parts_no_claims():
    one, other = "除节假日外每日可以施工。", "节假日可以施工。"
    assert not are_parted(one, other)
    assert are_parted("除节假日外每日清扫2次。", "节假日每日清扫1次。")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("总体满意率全年不低于90%。", "业主总体满意率不低于95%。"),
        ("承重墙一律不得拆除。", "承重墙经批准后可以拆除。"),
        ("除导盲犬外，犬只不得进入会所。", "宠物犬登记后可以进入会所。"),
        ("电梯困人时，维保单位15分钟内到场。", "电梯困人时，维保单位30分钟内到场。"),
        ("客服部备用金限额为3000元。", "客服部备用金限额为5000元。"),
        ("周六、周日前台8:00至20:00接待。", "周六、周日前台9:00至17:00接待。"),
        ("单笔2000元以下的采购由项目经理审批。", "单笔2000元以下的采购只能由公司总经理审批。"),
        ("夏季泳池水温26至28℃。", "夏季泳池水温29至30℃。"),
    ],
)
def test_what_contradicts_is_told_still(one, other):
    assert at_odds(one, other)
