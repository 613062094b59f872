"""FL008: people held or searched by staff"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_HELD = re.compile(
    "搜[身包]|搜查[^，。；,;]{0,6}(?:身体|人身|随身|包|物品|行李|衣物)|翻[看查检找][^，。；,;]{0,6}(?:随身|包|物品|行李|衣物)"
    "|(?:强制|强行|逐一|一律)(?:开包)?检查[^，。；,;]{0,8}(?:随身|身体|包裹|背包|包袋|行李)"
    "|(?:人员|(?<!或)者(?!\\d)|嫌疑人|可疑人|小偷|盗贼|醉汉|闹事者|当事人|访客)[^，。；,;]{0,12}(?:扣留|扣押|关押|拘[留禁]|羁押|看管|捆绑|禁闭)"
    "|(?:扣留|扣押|关押|拘[留禁]|羁押|捆绑|禁闭|看管)[^，。；,;]{0,6}(?:人员|嫌疑人|可疑人|小偷|当事人|闹事者|其本人|业主|住户|访客)"
    "|(?:嫌疑人|小偷|盗贼|可疑人员?|闹事者)[^。；;]{0,16}由[^，。；,;]{0,6}(?:保安|秩序|安管|物业|班长)[^，。；,;]{0,4}(?:扣留|关押|看管|审问|盘问)"
    "|(?:者|人员|嫌疑人)[^。；;]{0,12}(?:控制|关|带|押)[在至到进][^，。；,;]{0,6}(?:值班室|岗亭|办公室|监控室)[^。；;]{0,10}(?:后放|问清|审|不得离开|再放)"
    "|限制[^，。；,;]{0,8}(?:人身自由|离开|人身)|(?:不准|不许|不让|不得|禁止)其?(?:本人|擅自|自行)?离开|(?:扣|关|押)(?:押|留)?(?:在|于"
    "|进)[^，。；,;]{0,6}(?:室|岗|亭|办公室|房)|捆绑|殴打|教训"
)
_POLICE = re.compile(
    "公安机关依法|由(?:公安|警方|民警)|扭送|离开(?:岗位|工作|现场|值班|监控|消控|机房)|员工不得离开|困人"
)


@rule("FL008", "detained-person", Severity.ERROR, told_by=(_HELD,))
def detained_person(clause: Clause) -> Iterator[Remark]:
    """Find people held or searched by staff.

    Why it matters:
        Guards may ask, write down, watch and call the police. Holding somebody or searching his body or bag
        breaks his liberty and is punished, whoever he is.

    Example:
        发现可疑人员，可对其搜身检查。

    Use instead:
        发现可疑人员，保安员上前询问并报告班长，必要时报警。

    References:
        Security guard regulation (保安服务管理条例) art. 30: no holding, no searching, no beating.

        Regulation on property management (物业管理条例) art. 46: guards must not infringe rights.
    """
    for hit in beside(clause, "FL008", acts(clause, _HELD, unless=_POLICE, inside=False)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: staff must not hold or search anybody. Ask, write down, keep watch, and call the police.",
                act=hit[0],
            ),
        )
