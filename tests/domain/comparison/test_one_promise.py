"""Two clauses that bound one thing each: of one promise unless a word tells otherwise."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.phrasing import rephrased
from guicheng.domain.comparison.unlikeness import are_other_shares


def asked(a, b):
    found, swapped = compare_asked(read(a), read(b)).verdict, compare_asked(read(b), read(a)).verdict
    assert swapped is found.swapped
    return found


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("大件垃圾清运时限：预约后不超过2天", "业主预约清运大件垃圾的，应于预约后2日内运走。"),
        ("失物招领启事，拾得后12小时内发布。", "对拾得的失物，客服员须在拾得后12小时内发布招领启事。"),
        ("对活动室地面进行清扫，每日不得少于2次。", "活动室地面每天清扫至少2次。"),
        ("水景池每月换水不少于1次，冬季停用期除外。", "除冬季停用期外，水景池每月换水不少于1次。"),
        ("客服员3日内书面答复业主的意见。", "业主的意见，物业3日内给予书面答复。"),
        ("秩序维护员每2小时巡查一遍架空层。", "架空层每2小时巡查一遍。"),
        ("意见处理记录自办结之日起保存不少于4年。", "意见处理记录的留存期从办结之日起算，不得低于4年。"),
        ("业主没有违约行为的，合格后5日内退还押金。", "业主无违约行为的，合格后5日内退还押金。"),
        ("商场扶梯的扶手带每日消毒不少于4次。", "扶梯扶手带每日消毒不少于4次。"),
        ("接到图纸调阅单后5日内向其交付图纸。", "接到图纸调阅单后5日内向其提供图纸。"),
        ("工牌破损的，自申报之日起2日内更换。", "自申报之日起2日内，破损的工牌予以调换。"),
    ],
)
def test_one_promise_in_the_words_of_two_authors_is_one(a, b):
    assert asked(a, b) is Verdict.EQUAL


def test_sites_of_two_kinds_are_two_places():
    assert asked("商场扶梯的扶手带每日消毒不少于4次。", "写字楼扶梯的扶手带每日消毒不少于4次。") is not Verdict.EQUAL


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("楼梯扶手每天擦拭一次，三楼及以下照此执行。", "楼梯扶手每天擦拭一次。", Verdict.LOOSER),
        ("儿童设施每周检查一遍，寒暑假期间适用。", "儿童设施每周检查一遍。", Verdict.LOOSER),
        ("外墙面砖脱落且下方为行人通道的，2小时内设置警戒线。", "外墙面砖脱落的，2小时内设置警戒线。", Verdict.LOOSER),
        ("避雷装置每年由具备资质的单位检测1次。", "避雷装置每年检测1次。", Verdict.TIGHTER),
        ("泳池每天检测1次余氯及pH值。", "泳池每天检测1次余氯。", Verdict.TIGHTER),
        ("每月检查一次消火栓，并在记录卡上签字。", "每月检查一次消火栓。", Verdict.TIGHTER),
        ("每周检查一遍秋千，发现部件松动的当场停用。", "每周检查一遍秋千。", Verdict.TIGHTER),
        ("晚上8点以后入户维修的，须有2人一同上门。", "入户维修，须有2人一同上门。", Verdict.LOOSER),
        ("管家每周给独居老人打1次问候电话。", "管家每周给老人打1次问候电话。", Verdict.LOOSER),
        (
            "外来车辆进入小区应登记车牌号，送快递、送外卖的车辆不在此列。",
            "外来车辆进场一律登记车牌号。",
            Verdict.LOOSER,
        ),
        ("楼道内禁止堆放任何物品。", "楼道内禁止堆放易燃易爆物品。", Verdict.TIGHTER),
    ],
)
def test_one_detail_more_tells_who_promises_less(a, b, verdict):
    assert asked(a, b) is verdict


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("对独居老人，每月上门走访1次。", "对残疾人住户，每月上门走访1次。"),
        ("绿篱按年度养护计划修剪。", "绿篱每月修剪2次。"),
        ("业主委员会应在3日内答复物业。", "物业应在3日内答复业主委员会。"),
        ("车辆入场识别失败，2分钟内人工处理。", "车牌识别失败的，3分钟之内人工放行。"),
        ("投诉的答复期限为3日，自派单时起算。", "接到投诉后3日内答复。"),
    ],
)
def test_what_is_of_two_things_or_left_open_is_never_called_kept(a, b):
    assert not {asked(a, b), asked(b, a)} & {Verdict.EQUAL, Verdict.TIGHTER} or asked(a, b) is Verdict.LOOSER


def test_of_two_clocks_the_one_that_starts_later_promises_less():
    assert asked("投诉的答复期限为3日，自派单时起算。", "接到投诉后3日内答复。") is Verdict.LOOSER


@pytest.mark.parametrize(("said", "share"), [("千分之三", "0.3%"), ("万分之5", "0.05%"), ("千分之2.5", "0.25%")])
def test_shares_of_a_thousand_and_of_ten_thousand_are_told_in_percent(said, share):
    assert rephrased(f"违约金每日不超过欠费额的{said}") == f"违约金每日不超过欠费额的{share}"


def test_a_record_kept_until_a_contract_ends_is_not_one_kept_from_when_it_is_signed():
    longer, shorter = "保安合同自签订之日起存档，保管到合同终止后满二年。", "保安合同自签订之日起存档满2年。"
    assert asked(longer, shorter) is not Verdict.EQUAL


def test_a_share_that_is_taken_is_no_share_of_what_is_done():
    reached, taken = "水费代收率不低于98%", "代收水费另收取3%的手续费"
    assert are_other_shares(reached, taken)
    assert are_other_shares(taken, reached)
    assert not are_other_shares(reached, "水费代收率应达到95%")


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("泵房24小时值守，每班不少于2人。", "每班至少2人，在泵房实行全天24小时值守。", Verdict.EQUAL),
        ("泵房24小时值守，每班不少于3人。", "每班至少2人，在泵房实行全天24小时值守。", Verdict.TIGHTER),
        (
            "主出入口24小时值守，每班秩序维护员不少于1人。",
            "每班至少1名秩序维护员，在小区主出入口实行全天24小时值守。",
            Verdict.EQUAL,
        ),
        ("泵房每周巡检2次，每次至少2人。", "泵房每周巡检2次，巡检记录保存1年。", Verdict.COMPATIBLE),
        ("泵房每周巡检2次，巡检记录保存1年。", "泵房每周巡检2次。", Verdict.TIGHTER),
        ("渣土日产日清，每日清运不少于2次。", "渣土每日清运不少于2次。", Verdict.EQUAL),
        ("值班台3日内核实并答复账单异议。", "对账单的异议，3日内核查清楚并答复。", Verdict.EQUAL),
    ],
)
def test_clauses_of_several_promises_are_one_by_one(a, b, verdict):
    assert asked(a, b) is verdict
