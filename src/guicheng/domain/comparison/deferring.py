"""What is put off to the end of a month, a quarter or a year, beside a duty to do it within days.

季度末一并备案 and 次季度首月报送 name no length of time; whoever keeps them may be as late as the period is long, and that is
all that the law asks to know.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from guicheng.domain.comparison.bounds import Bound, Clockwork, Limit, Stretch
from guicheng.domain.comparison.facts import UNKNOWN
from guicheng.domain.comparison.spoken import Spoken
from guicheng.domain.comparison.stretches import Sense, at_most
from guicheng.domain.comparison.term import Term

_ACTS: Final = "(?:备案|报备|报送|上报|报给|报[区市县街主住房公]|送[住市区街房主]|登记|公示|公布|公告|张贴|答复|回复|移交|交接|交回|交还|退还|返还|报到)"
#: How many days it may be to what something waits for.
_WAITS: Final = {
    "year": 180,
    "quarter": 90,
    "month": 30,
}
_PERIOD: Final = re.compile(
    "(?:(?P<year>年[末底终]|[次来明]年|下一?年度?|半年[末底后])|(?P<quarter>[下次]一?个?季度?|季度?[末底终])"
    f"|(?P<month>月[末底]|[次下]一?个?月))(?=[^;。|]{{0,16}}?{_ACTS})"
)
#: What each of these periods sees is how often something is done, unless it is gathered up for it.
_EACH: Final = re.compile("[每各](?:个)?$")
_GATHERED: Final = re.compile("集中|统一|一并|一起|一次性|打包|攒|积攒|合并")
#: A number says itself how late something may be, and what is late at the most is no wait.
_NUMBERED: Final = re.compile(r"\d|[一二两三四五六七八九十]个?(?:工作日|日|天)")


def put_off(said: Spoken, law: Term) -> Bound | None:
    """Read 集中到季度末一并备案 beside a limit of days as the longest that it may take.

    Args:
        said: A promise with the words around it.
        law: The figure of the duty.
    """
    asked, found = law.bound, _PERIOD.search(said.plain)
    if not isinstance(asked, Limit) or found is None or _NUMBERED.search(said.plain):
        return None
    if _EACH.search(said.plain, 0, found.start()) and not _GATHERED.search(said.plain):
        return None
    late = Stretch(Fraction(_WAITS[str(found.lastgroup)]), Clockwork.DAY)
    return Limit(late) if at_most(late, asked.latest, Sense.LIMIT, UNKNOWN) is False else None
