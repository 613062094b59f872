"""Clauses of two authors that seem to speak of one thing and say different things of it."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Level, terms_of
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.resemblance import Resemblance, pairs_told
from guicheng.domain.standard.system import System
from guicheng.domain.standard.telling import Content, weight_of
from guicheng.domain.standard.usage import Usage
from guicheng.domain.values import Severity


def entry(text, level=Level.COMPANY, unit=""):
    clause = read(text)
    return Entry(clause, terms_of(clause, level=level), level, text, unit=unit)


def told(*texts):
    return [(each.entry, each.other, each.verdict) for each in Resemblance([entry(text) for text in texts]).findings()]


#: What two departments of one company wrote of one thing.
OF_ONE_THING = [
    ("草坪修剪后的高度应控制在3～5厘米。", "绿化工割草时，草地留茬不得低于6厘米。"),
    (
        "夜间（22:00至次日6:00），巡逻岗每2小时巡查小区一次，并在巡更点打卡。",
        "夜里十点到早上六点，秩序员每4小时绕小区巡逻一圈。",
    ),
    ("遇水管爆裂、停电等紧急报修，维修工应在15分钟内到达现场。", "户内跑水、断电这类急修，技工应于半个小时内赶到。"),
    (
        "业主递交装修资料后，客服专员应在3个工作日内答复是否准许。",
        "工程主管审核业主的装饰装修申请，自收齐资料起7日内给出准予与否的意见。",
    ),
    ("维修完工后，客服专员应在3天内对全部维修工单逐一回访。", "工程部对已修毕的工单，按不低于30%的比例抽取回访。"),
    ("访客登记簿写满后由门岗班长收存，保存1年。", "访客登记簿：保存6个月，门岗"),
    (
        "装修施工只准在周一至周五的8:00—12:00进行，周六、周日全部停工。",
        "周六9:00—11:30，业主家中敲墙、钻孔可以在此时段施工，全程旁站。",
    ),
    ("公寓装修施工时间为工作日9:00至12:00，双休日一律停工。", "住户家里敲墙、上电锤这类活，星期六10点到12点也准许干。"),
    (
        "客服前台早上8:00开门，晚上20:00收台，节假日照常。",
        "服务中心对外办理业务的时间为每日8:30至17:30，17:30以后锁门。",
    ),
    (
        "公司每年6月、11月各组织一次业主满意度调查，全年共两次。",
        "客户意见征询全年只做一回，放在12月，由管家挨家挨户发问卷。",
    ),
    ("视频监控录像保存20日，到期由系统自动覆盖。", "资料：摄像头影像，存60日"),
    ("商场营业区空调温度夏季设定为26℃。", "六月到九月，商场营业区的室温控制在27至28摄氏度。"),
    ("会所泳池水温保持26至28℃。", "泳池池水的温度应在24至27℃之间。"),
    ("健身房开放时间为8:00至20:00。", "健身房每日9:00至21:00开放，刷卡进入。"),
    ("外卖、快递人员不得进入楼栋，物品统一放门岗置物架。", "快递员在门岗登记并出示工牌后，可以进入楼栋送件到户门口。"),
    (
        "有偿维修须先出具报价单，经业主签字认可后方可动工。",
        "有偿的上门小活，师傅看完现场直接开干，干完再把合计多少钱告诉客户。",
    ),
    (
        "住宅小区每年开展满意度调查，综合满意率不低于95%。",
        "业主满意度调查采用上门和电话两种方式，满意率达到90%为合格。",
    ),
    ("投诉3个工作日内书面答复业主。", "业主的投诉，客服应在5日内给业主书面答复。"),
    ("公寓下水管道疏通每次收费80元，疏通后试水5分钟。", "下水管道疏通每次收费120元，公寓，包工包料"),
    ("商场货车卸货时间为每日6:00至9:00。", "商场商户卸货仅限22:00至次日6:00，白天不许卸货。"),
    ("北门早高峰7:00—9:00安排3名队员，一人管道闸，两人疏导。", "主出入口（北门）：上学时段7:00—9:00，配置人数2人"),
    ("写字楼玻璃幕墙，每年清洗2次，无水痕", "A、B座外墙玻璃幕墙每年集中清洗一次，安排在4月。"),
    ("生活垃圾桶，每周冲洗消毒1次，桶身无异味", "垃圾桶清运之后要逐桶刷洗、消毒，做到一天一洗。"),
    ("6月至9月室外灭蚊灭蝇药物每周喷洒1次，由保洁班配药。", "夏季（6至9月）园区室外蚊蝇消杀由绿化班打药，半个月一次。"),
    ("写字楼谢绝外卖、快递人员上楼，餐食放在一层外卖柜。", "外卖骑手扫码登记后可乘货梯上楼，把餐送到公司前台。"),
    ("大草坪全年封闭养护，不得在草坪上搭帐篷、野餐。", "节假日，业主家庭可以在大草坪搭帐篷露营，每户限搭一顶。"),
    ("公共收益扣除成本后按80%转入专项维修资金。", "场地出租的公共收益减去成本后，60%用于补充专项维修资金。"),
    ("马桶堵了找管家，疏通一次收60元，先报价。", "疏通坐便器，80元/次，不含拆装"),
    (
        "装修完工并经复验合格的，装修押金自复验合格之日起7个工作日内原路退还业主。",
        "业主缴纳的装修押金，从完工复验合格那天算起，满60天没有出现渗漏的，才能到财务办退款。",
    ),
    (
        "每月5日前，客服从上个月关闭的维修工单里抽取30%做电话回访，填写回访表。",
        "每一张维修单关单以后，都要由客服给报修人打一次回访电话，一单都不许漏，回访结果写在单子背面。",
    ),
    ("入户更换水龙头，收人工费30元，龙头由业主自备。", "居家小修价目：换水龙头人工50元/次，配件由业主自己买。"),
    (
        "中心草坪全年封闭养护，禁止在草上支帐篷、铺野餐垫和办活动。",
        "每年5月和9月各办一场亲子露营日，帐篷就搭在中心草坪上，每场限30个家庭。",
    ),
    (
        "冷季型草坪修剪后的留茬高度控制在４至６厘米，一次剪去的部分不超过叶长的三分之一。",
        "草坪常年保持在８到１０厘米高，割得太低夏天容易晒黄，机手下刀前先量高。",
    ),
    (
        "每张维修工单完工后48小时内由客服打电话回访，一张不漏，回访率100%。",
        "维修结束后，从当月工单中抽取30%进行回访，由工程文员致电并记入回访表。",
    ),
    (
        "地下车库临时停车半小时内免费，超过半小时的按每小时5元收取，24小时封顶50元。",
        "车库临停车辆前30分钟不计费，之后每小时8元，24小时最高收50元。",
    ),
    (
        "园区内捡到的物品统一登记，保管30日无人认领的移交派出所。",
        "拾得失物须两人在场清点封存，保存满三个月仍无失主领取，方可送交公安机关。",
    ),
    ("暖季型草坪留茬高度控制在3厘米至5厘米。", "草坪长到12厘米时修剪，剪后保留8至10厘米，以免露土。"),
    (
        "业主可以带犬乘坐客梯，进轿厢后把牵引绳收到1米以内或者将犬抱起。",
        "犬只不得进入客梯，养犬住户带狗上下楼一律走货梯。",
    ),
    (
        "小区内捡到的失物，登记拍照后放在前台保管，保管期为六个月。",
        "小区内拾得的遗失物品由本部保管３个月，期满无人认领的送辖区派出所。",
    ),
    (
        "来访车辆入场1小时以内不收费，超过1小时的按收费表计费。",
        "访客临时停车，前2小时免费，之后每小时3元，每24小时最高收20元",
    ),
    (
        "装修竣工并经现场验收合格的，装修押金在7个工作日内原路退还给交款人，不计利息。",
        "装修竣工验收合格满30日复查无渗漏后，财务方可退装修押金。",
    ),
    ("草坪修剪后的留茬高度为4至6厘米。", "剪草机刀片调到位，全区草坪剪完后草高控制在7～9厘米。"),
    (
        "入户维修完工后，客服按工单总数的30%抽样做电话回访。",
        "凡是上门维修过的住户，客服部须在完工后逐户回访，回访率100%。",
    ),
    (
        "物业服务费账单于每月5日前推送至业主手机，同时投递到各户信报箱。",
        "每月15日统一发出物业费账单，短信和纸质单各送一份。",
    ),
    ("维修工单办结后，客服按三成的比例抽取工单，做电话回访。", "维修完工的工单，客服须逐单电话回访，回访率100%。"),
    (
        "沿街商铺不得在店门外的人行道上摆放桌椅和货架，巡逻队员发现后当场劝其搬回店内。",
        "为聚拢夜市人气，沿街商铺每日18:00至22:00可在店门外人行道摆放桌椅经营。",
    ),
    (
        "割草机、绿篱机、吹叶机等在小区内只准9:00至11:30、15:00至17:30开机，其余时间一律叫停。",
        "夏天日头毒，用割草机修剪草坪安排在清晨6:00至8:30，太阳上来前收工。",
    ),
    (
        "业主交来的书面投诉，管家自收件之日起3个工作日内作出书面答复。",
        "凡写成书面材料的投诉，答复函在收到后第7个工作日送到投诉人手上。",
    ),
    (
        "每年5月至10月的周末，住户可以到中心公园大草坪上支帐篷、铺野餐垫，走的时候把垃圾带走。",
        "中心公园大草坪全年封闭养护，禁止游人入内踩踏、搭设帐篷。",
    ),
    (
        "地下车库固定车位办月卡，每个车位每月收750元，在车库岗亭办理。",
        "地下车库固定车位的月租金为900元/个，由资产运营部与车主签订协议。",
    ),
    (
        "业主委托我司代租房屋，成交后按首月租金的50%向业主收取服务费。",
        "业主委托代租房屋服务费，首月租金的35%，成交后向业主一次收取",
    ),
    (
        "企业搬运设备出园，由前台开具放行条，写明品名、数量和车牌；放行条自开具之日起三日内有效。",
        "验放物资时核对单据与实物，放行条只限当天使用，隔日作废，须回前台重新开单。",
    ),
    (
        "冷季型草坪生长季每10天修剪1次，剪后留茬4—5厘米。",
        "园区草坪高度全年保持在8—10厘米，踩踏成片露土的地块围起来养护。",
    ),
    (
        "电动自行车一律停放在室外车棚，不得驶入地下车库，更不得在地下车库内充电。",
        "地下车库负一层东侧设电动自行车充电位24个，供员工扫码充电。",
    ),
]
#: What looks alike and is two things.
OF_TWO_THINGS = [
    ("计划停水，提前3日在各单元门口公告停水起止时间。", "计划停电，提前24小时在各单元门口公告停电起止时间。"),
    ("客服人员上岗前培训不少于24学时。", "保洁员上岗前培训不少于8学时，由保洁主管带教。"),
    ("《巡逻记录》由秩序主管保存不少于2年。", "《泵房巡查记录》由工程内勤员保存不少于3年。"),
    ("一级：草坪每月修剪3次。", "二级：草坪每月修剪2次。"),
    ("保洁员清扫道路和广场每日不少于3次。", "保洁员每日7:30前完成道路首次清扫。"),
    ("接到紧急报修后，维修工15分钟内到达现场。", "紧急报修由维修工自接报起6小时内修复。"),
    (
        "绿化员修剪乔木每半年不少于1次，填写《绿化养护记录》。",
        "绿化员检查喷灌管线每15日不少于1次，填写《绿化养护记录》。",
    ),
    ("客服专员检查借用工具每7日不少于1次。", "电工检查灯杆基础和检修门每月不少于1次。"),
    ("门岗24小时值守。", "水泵房噪声不高于45分贝。"),
    ("大堂玻璃门每日擦拭3次，作业后无手印、水痕。", "大堂玻璃门的地弹簧每半年注油1次。"),
    ("高压配电室每日巡视2次。", "低压配电室每日巡视1次。"),
    ("商场营业期间，秩序维护员防火巡查营业区每2小时不少于1次。", "秩序维护员防火巡查公共区域每日不少于3次。"),
    ("白班（7:00-19:00）每3小时巡逻1次。", "夜间22:00至次日6:00，小区巡逻每2小时1次，两人同行。"),
    ("消防通道禁止停放车辆。", "访客车辆可以停放在地面停车场的访客车位。"),
    ("夜间22:00后禁止装修施工。", "白天8:00至20:00可以装修施工。"),
    ("秩序维护员岗前培训不少于24学时。", "秩序维护员岗前培训不少于24学时，考核合格后上岗。"),
    ("大堂沙发每日擦拭1次。", "大堂沙发套由保洁员拆洗更换，每半年1次。"),
    ("泳池水质每日检测2次，结果公示在池边。", "泳池管理员持证上岗。"),
    ("一楼大堂垃圾桶，每天清倒3次，不满溢", "地下车库垃圾桶，每天清倒1次，桶口无外露"),
    ("公寓装修施工时间为工作日9:00至12:00。", "写字楼租户装修的拆除、打孔，安排在工作日18:30至21:30。"),
    ("主出入口（北门）：上学时段7:00—9:00，配置人数2人", "主出入口（北门）：其余时段，配置人数1人"),
    ("绿篱每月浇水4次，一次浇透。", "绿篱每月修剪1次，一次剪平。"),
    ("业主投诉处理合格率每月不低于95%。", "业主投诉处理及时率每月不低于98%。"),
    ("绿地内禁止使用高毒农药。", "绿地内可以使用低毒农药，施药前通知业主。"),
    ("客服中心周一至周五的对外接待时间为8:00—18:00。", "周末及法定节假日客服中心9:00—17:00开放，由当日值班客服接待。"),
    ("电动汽车充电桩按1.2元/度收费，扫码启动，充满自停。", "电动自行车棚充电按0.8元/度收费，扫码启动，充满自停。"),
    ("A座前台在工作日的8:30至18:30有人接待。", "周末及法定节假日，A座前台的服务时间为9:00至17:00。"),
    ("项目服务中心前台工作日的接待时间为8:00至20:00。", "法定节假日前台照常有人，接待时间改为9:00至17:00。"),
    ("成人池循环过滤周期不超过4小时。", "儿童池循环过滤周期不超过２小时。"),
    (
        "服务中心工作日8:00至20:00接待业主，中午不休息，至少留2名客服专员在岗。",
        "双休日和法定节假日，服务中心的接待时间为9:00至17:00，由1名客服专员值守。",
    ),
    ("住宅楼下的垃圾桶每日7:00和19:00各清运一次。", "沿街商铺的厨余垃圾桶每日21:30清运一次。"),
    ("中心草坪每年11月至次年2月封闭养护期间不得进入。", "中心草坪每日开放，业主可以在草坪上野餐。"),
    ("中心花园谢绝入内。", "会所活动室每日开放，业主可以带孩子参加活动。"),
    ("东侧草坪禁止搭帐篷。", "中心草坪每周六开放，业主可以搭帐篷。"),
    ("草坪禁止烧烤。", "草坪每周六举办亲子露营。"),
]


@pytest.mark.parametrize(("one", "other"), OF_ONE_THING)
def test_two_authors_of_one_thing_are_told(one, other):
    forward, back = told(one, other), told(other, one)
    assert [pair[:2] for pair in forward] == [pair[:2] for pair in back] == [(1, 0)]


@pytest.mark.parametrize(("one", "other"), OF_TWO_THINGS)
def test_two_things_are_not_told(one, other):
    assert told(one, other) == []


def test_what_the_two_say_alike_is_not_told():
    assert told("草坪修剪后的高度应控制在3～5厘米。", "绿化工割草时，草坪高度控制在3至5厘米。") == []


def test_a_finding_names_both_clauses_and_a_case():
    (found,) = Resemblance([entry(text) for text in OF_ONE_THING[1]]).findings()
    assert (found.finding.code, found.finding.severity) == ("CT007", Severity.WARNING)
    assert found.finding.message.fields["b"] == OF_ONE_THING[1][0]
    assert found.witness is not None
    assert "4" in str(found.witness.fields)
    (conflict,) = Resemblance([entry(text) for text in OF_ONE_THING[7]]).findings()
    assert conflict.verdict == "CONFLICT"
    (ban,) = Resemblance([entry("楼梯防火门应保持关闭。"), entry("楼梯防火门应始终敞开。")]).findings()
    assert ban.witness is not None


def test_what_the_system_tells_is_not_told_again():
    entries = [entry(text) for text in ("投诉3日内答复业主", "投诉5日内答复业主")]
    alike = Resemblance(entries)
    known = pairs_told(System(entries).findings())
    assert known == {(0, 1)}
    assert len(alike.findings()) == 1
    assert alike.findings(known) == alike.beside(1, known) == ()


def test_one_clause_is_told_as_among_all():
    alike = Resemblance([entry(text) for text in (*OF_ONE_THING[0], "本手册自发布之日起施行。", *OF_ONE_THING[2])])
    assert [(each.entry, each.other) for each in alike.findings()] == [(1, 0), (4, 3)]
    assert [each.other for each in alike.beside(1)] == [0]
    assert alike.beside(0) == alike.beside(2) == ()


@pytest.mark.parametrize(
    ("lower", "upper", "found"),
    [
        (("/1/", Level.ESTATE), ("", Level.COMPANY), [(1, 0)]),
        (("", Level.COMPANY), ("", Level.CONTRACT), [(1, 0)]),
        (("", Level.COMPANY), ("/1/", Level.CONTRACT), [(1, 0)]),
        (("/1/", Level.CONTRACT), ("/1/2/", Level.CONTRACT), []),
        (("/1/", Level.ESTATE), ("/2/", Level.ESTATE), []),
        (("/1/2/", Level.ESTATE), ("/1/", Level.ESTATE), [(1, 0)]),
    ],
)
def test_a_laxer_clause_below_another_one_is_told_of_the_lower_one(lower, upper, found):
    strict, lax = "夜间巡逻岗每2小时巡查小区一次。", "夜里秩序员每4小时绕小区巡逻一圈。"
    alike = Resemblance([entry(strict, upper[1], upper[0]), entry(lax, lower[1], lower[0])])
    assert [(each.entry, each.other) for each in alike.findings()] == found
    turned = Resemblance([entry(lax, lower[1], lower[0]), entry(strict, upper[1], upper[0])])
    assert [(each.other, each.entry) for each in turned.findings()] == found


def test_a_tighter_clause_below_another_one_is_what_is_wanted():
    lax, strict = (
        entry("夜里秩序员每4小时绕小区巡逻一圈。"),
        entry("夜间巡逻岗每2小时巡查小区一次。", Level.ESTATE, "/1/"),
    )
    assert Resemblance([lax, strict]).findings() == ()


def test_of_texts_that_many_estates_repeat_some_pairs_are_told():
    one, other = OF_ONE_THING[0]
    entries = [entry(one, Level.ESTATE, f"/{number}/") for number in range(9)]
    entries += [entry(other, Level.ESTATE, f"/{number}/") for number in range(9)]
    found = Resemblance(entries).findings()
    assert [(each.entry, each.other) for each in found] == [(9 + number, number) for number in range(9)]
    beside = [entry(one), *[entry(other) for _ in range(20)]]
    assert len(Resemblance(beside).findings()) == 16


def test_the_rarer_a_character_the_more_it_tells():
    assert weight_of("箱") > weight_of("员") > 0
    tank, lamp, nothing = (
        Content.of(entry(text), Usage()) for text in ("水箱每半年清洗一次", "路灯每月检查一次", "每日1次")
    )
    assert tank.share(tank) == pytest.approx(1.0)
    assert tank.left(tank) == pytest.approx(0.0)
    assert tank.share(lamp) < 0.3 < tank.left(lamp)
    assert nothing.share(tank) == 0


def test_who_does_it_and_the_form_that_is_filled_in_tell_nothing():
    with_form, without = (
        Content.of(entry(text), Usage()) for text in ("保洁员擦拭信报箱每日1次，填写《保洁记录》", "擦拭信报箱每日1次")
    )
    assert with_form.chars == without.chars


def test_the_days_on_which_it_is_done_tell_nothing_of_what_is_done():
    assert (
        told(
            "双休日和法定节假日由值班客服接待，时间为9:00至17:00。",
            "双休日和法定节假日装修施工只准在10:00至16:00进行。",
        )
        == []
    )
