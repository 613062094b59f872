"""FL003: face or fingerprint as the only way in"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import banned, sentence_around
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_BODY = "(?:人脸|刷脸|面容|面部|指纹|虹膜|掌纹|声纹|生物识别|生物特征)"
_FORCED = re.compile(
    f"(?:只能|仅能|必须|一律|强制|统一|只可|须|应|需|全部)[^，。；,;]{{0,10}}{_BODY}[^，。；,;]{{0,12}}(?:进[入出]|出入|通行|开门|门禁|入园|放行|方可|才能)"
    f"|{_BODY}[^，。；,;]{{0,8}}(?:为|是|作为)?(?:唯一|惟一)"
    f"|(?:未|不|拒绝|没有)(?:录入|采集|登记|提供|配合)?[^，。；,;]{{0,6}}{_BODY}[^。；;]{{0,14}}(?:不得|不准|禁止|不能|"
    f"不予)[^，。；,;]{{0,6}}(?:进|出|通行|入|放行)"
    f"|(?:未|不|拒绝|没有)(?:录入|采集|登记|提供|配合|录)[^，。；,;]{{0,4}}{_BODY}[^。；;]{{0,10}}(?:不开通|不予?办理|不得办理|拒绝办理|停用)"
    f"|(?:进出|出入|进入|通行|开门)[^，。；,;]{{0,8}}(?:一律|只能|必须|仅|统一)[^，。；,;]{{0,4}}{_BODY}"
    f"|(?:不|未|拒绝)(?:录入|采集|登记|提供)[^，。；,;]{{0,4}}{_BODY}[^。；;]{{0,10}}(?:不能|不得|不准)[^，。；,;]{{0,4}}(?:乘|使用|坐)"
    f"|(?:仅支持|只支持|仅限)[^，。；,;]{{0,6}}{_BODY}"
    f"|{_BODY}[^，。；,;]{{0,8}}通行[^。；;]{{0,6}}(?:门禁卡|原卡|刷卡)[^，。；,;]{{0,6}}(?:停用|取消|回收|作废)"
    f"|(?:必须|一律|须)[^，。；,;]{{0,6}}{_BODY}[^，。；,;]{{0,10}}(?:方可|才能|后)[^，。；,;]{{0,4}}(?:使用|乘)"
    f"|{_BODY}[^。；;]{{0,20}}(?:未|不|拒绝)(?:录入?|采集|登记|提供|配合)(?:的|者)[^。；;]{{0,8}}(?:不得|不准|禁止|不能|不予|谢绝)"
    "[^，。；,;]{0,4}(?:进|出|通行|入|放行)"
    f"|(?:凡|所有|全部|一律)[^，。；,;]{{0,8}}(?:入园|进入|进出|出入|来访)[^，。；,;]{{0,8}}(?:采集|录入|登记|核验)[^，。；,;]{{0,4}}{_BODY}"
    f"|{_BODY}[^。；;]{{0,12}}(?:其他|其余|原有?)[^，。；,;]{{0,10}}(?:关闭|取消|停用|不再使用|作废|失效)"
    f"|凭{_BODY}[^，。；,;]{{0,6}}(?:通行|进[入出]|出入)[^。；;]{{0,8}}(?:不再|停止|取消|不另?)[^，。；,;]{{0,4}}(?:发放|提供|办理|使用|保留)"
    f"|(?:不|未|拒绝)(?:录入?|采集|登记|提供)[^，。；,;]{{0,4}}{_BODY}的?[^，。；,;]{{0,4}}只能"
    f"|(?:唯一|惟一)[^，。；,;]{{0,12}}{_BODY}"
)
_CHOICE = re.compile(
    "[或、][^，。；,;]{0,6}(?:门禁卡|刷卡|IC卡|密码|手机|二维码|身份证|登记)|(?:门禁卡|刷卡|IC卡|密码|手机|二维码)[^，。；,;]{0,4}[或、]|自愿|自主选择|任选|可选"
)
# Whoever works for the company, not for a tenant of it.
_STAFF = re.compile(
    "考勤|打卡|(?<!企业)(?<!租户)(?<!商户)(?<!客户)(?<!单位)(?<!租户的)(?<!的)员工|机房|配电|监控室|值班室"
)


@rule("FL003", "forced-biometric-entry", Severity.ERROR, told_by=(_FORCED,))
def forced_biometric_entry(clause: Clause) -> Iterator[Remark]:
    """Find face or fingerprint as the only way in.

    Why it matters:
        Residents may choose another way in. Who has not given his face must be able to use a card, a code or the
        guard.

    Example:
        业主一律刷脸进入小区，不另发门禁卡。

    Use instead:
        业主可选用门禁卡、手机或人脸识别进入小区。

    References:
        Hangzhou property regulation (杭州市物业管理条例) art. 50: no forcing of face or fingerprint entry.

        Personal Information Protection Law (个人信息保护法) art. 26: images and identification in public places.
    """
    for hit in beside(clause, "FL003", _forced(clause)):
        yield Remark(
            Span(*hit.span()),
            _("Face or fingerprint must not be the only way in. Offer a card, a code or the guard as well."),
        )


def _forced(clause: Clause) -> Iterator[re.Match[str]]:
    for hit in _FORCED.finditer(clause.text):
        sentence = sentence_around(clause.text, hit.start())
        if _CHOICE.search(sentence) or _STAFF.search(sentence):
            continue
        refused = hit[0].startswith(("未", "不", "拒绝", "没有"))
        if refused or not banned(clause.text, hit.start(), hit.end(), inside=False):
            yield hit
