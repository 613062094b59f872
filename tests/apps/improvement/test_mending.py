"""整改: cause, correction, action, photos, another person's look, and whether it lasts."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.improvement.mending import Shop, later

from adapters.photo_files import jpeg
from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.services import judging, mending
from guicheng.apps.improvement.services.access import NonconformityRefusedError
from guicheng.apps.improvement.services.photos import make_small, small_mending_photos
from guicheng.apps.improvement.services.rules import set_rules
from guicheng.apps.notices.models import Notice
from guicheng.apps.organization.models import Placement
from guicheng.domain.attainment.mending import NotMendedError
from guicheng.domain.values import NotAllowedError, StaleError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]
WHYS = [("夜里只有一个人", "排班表"), ("招不到人", "")]


@pytest.fixture
def shop():
    return Shop()


class Mending:
    """One nonconformity, and people doing things about it."""

    def __init__(self, shop, **said):
        self.shop, self.row = shop, shop.found(**said)

    def do(self, act, by="sun", *, after=60, **said):
        module = judging if hasattr(judging, act) and act not in {"take"} else mending
        made = getattr(module, act)(actor=self.shop.actor(by), key=self.row.key, at=later(minutes=after), **said)
        self.row = Nonconformity.objects.select_related("unit", "post", "owner").get(pk=self.row.pk)
        return made

    def assign(self, **said):
        return self.do("assign_nonconformity", **{"owner": self.shop.company.people["li"].key, **said})

    def mend(self, by="li"):
        self.do("find_cause", by, whys=WHYS, root="cannot")
        self.do("plan_mending", by, correction="补派一人", action="夜班改为两人")
        self.photo(by)
        return self.do("finish_mending", by, words="夜班已是两人")

    def photo(self, by="li", *, shown=True, fill=0):
        return mending.add_photo(
            actor=self.shop.actor(by), key=self.row.key, data=jpeg(), after=shown, at=later(minutes=61 + fill)
        )


def told(person, kind):
    return Notice.objects.filter(person=person, happening__kind=kind).count()


def test_from_the_finding_to_the_proof(shop):
    case = Mending(shop)
    case.assign()
    case.mend()
    assert case.row.stand == "finished"
    case.do("verify_mending", "wang")
    assert (case.row.stand, case.row.check_on) == ("verified", date(2026, 12, 23))
    case.do("judge_effect", "wang", lasts=True, words="一个月没有再迟到")
    assert (case.row.stand, case.row.notice_at) == ("closed", None)
    kinds = [act.kind for act in case.row.acts.all()]
    assert kinds == ["open", "assign", "cause", "plan", "photo", "finish", "verify", "effect"]


def test_whoever_has_to_mend_it_is_told_then_those_who_verify(shop):
    case = Mending(shop)
    case.assign()
    people = shop.company.people
    assert told(people["li"], "nonconformity-work") == 1
    case.mend()
    assert told(people["wang"], "nonconformity-verify") == 1
    assert told(people["li"], "nonconformity-verify") == 0


@pytest.mark.parametrize(("missing", "field"), [
    ("find_cause", "why-1"), ("plan_mending", "correction"), ("photo", "photo"), ("action", "action"),
])  # fmt: skip
def test_it_cannot_be_finished_while_something_is_missing(shop, missing, field):
    case = Mending(shop)
    if missing != "find_cause":
        case.do("find_cause", whys=WHYS, root="cannot")
    if missing != "plan_mending":
        case.do("plan_mending", correction="补派一人", action="" if missing == "action" else "改排班")
    if missing != "photo":
        case.photo("sun")
    with pytest.raises(NotMendedError) as refused:
        case.do("finish_mending", words="")
    assert refused.value.field == field


def test_a_slight_one_needs_no_action_against_its_return(shop):
    case = Mending(shop, severity="slight")
    case.do("find_cause", whys=WHYS[:1], root="not_done")
    case.do("plan_mending", correction="当场清理", action="")
    case.photo("sun")
    assert case.do("finish_mending", words="").stand == "finished"


def test_a_photo_of_before_does_not_show_it_mended(shop):
    case = Mending(shop)
    case.do("find_cause", whys=WHYS, root="cannot")
    case.do("plan_mending", correction="补派一人", action="改排班")
    case.photo("sun", shown=False)
    with pytest.raises(NotMendedError, match="how it is now"):
        case.do("finish_mending", words="")


@pytest.mark.parametrize("by", ["wang", "sun"])
def test_nobody_verifies_what_they_mended(shop, by):
    case = Mending(shop)
    case.mend(by)
    with pytest.raises(NotAllowedError):
        case.do("verify_mending", by)


def test_whoever_has_to_mend_it_does_not_verify_though_another_finished(shop):
    case = Mending(shop)
    case.assign(owner=shop.company.people["wang"].key)
    case.mend("sun")
    with pytest.raises(NotAllowedError, match="Another person"):
        case.do("verify_mending", "wang")
    assert case.do("verify_mending", "lin").stand == "verified"


def test_who_fills_the_post_that_mends_it_does_not_verify(shop):
    case = Mending(shop)
    Placement.objects.create(person=shop.company.people["wang"], post=shop.post, unit=shop.estate)
    case.assign(owner="", post=shop.post.key)
    case.mend("li")
    with pytest.raises(NotAllowedError, match="Another person"):
        case.do("verify_mending", "wang")


def test_given_back_it_needs_a_new_photo(shop):
    case = Mending(shop)
    case.mend("sun")
    case.do("return_mending", "wang", reason="看不出是两人")
    assert (case.row.stand, case.row.turn, case.row.finished_by_id) == ("open", 2, None)
    with pytest.raises(NotMendedError, match="how it is now"):
        case.do("finish_mending", words="")
    case.photo("sun")
    assert case.do("finish_mending", words="").stand == "finished"


def test_what_did_not_last_begins_anew(shop):
    case = Mending(shop)
    case.mend("sun")
    before = case.row.due_at
    case.do("verify_mending", "wang")
    case.do("judge_effect", "wang", after=30 * 1440, lasts=False, words="又迟到两次")
    assert (case.row.stand, case.row.turn) == ("open", 2)
    assert case.row.due_at > before


def test_days_follow_severity_or_what_is_said(shop):
    case = Mending(shop)
    case.do("grade_nonconformity", severity="serious", reason="业主投诉")
    assert case.row.days == 3
    case.assign(days=1)
    assert f"{case.row.due_at:%Y-%m-%d %H:%M}" == "2026-11-24 16:00"
    with pytest.raises(NotMendedError):
        case.assign(days=0)


def test_frontline_mends_what_is_theirs_and_nothing_else(shop):
    case = Mending(shop)
    with pytest.raises(Nonconformity.DoesNotExist):
        case.do("plan_mending", "li", correction="补派", action="")
    case.assign()
    assert case.do("plan_mending", "li", correction="补派", action="").correction == "补派"
    with pytest.raises(NotAllowedError):
        case.assign(by="li")


def test_what_does_not_fit_where_it_stands_is_refused(shop):
    case = Mending(shop)
    with pytest.raises(NonconformityRefusedError):
        case.do("verify_mending", "wang")
    case.do("void_nonconformity", "wang", reason="当天停水，条款不适用")
    with pytest.raises(NonconformityRefusedError):
        case.do("plan_mending", correction="补派", action="")


def test_two_at_once_are_told_apart_and_a_repeated_write_does_nothing(shop):
    case = Mending(shop)
    rev = case.row.rev
    case.do("plan_mending", correction="一", action="", rev=rev, write_key="k")
    case.do("plan_mending", correction="二", action="", rev=rev, write_key="k")
    assert case.row.correction == "一"
    with pytest.raises(StaleError, match="孙主管"):
        case.do("plan_mending", correction="三", action="", rev=rev)


def test_a_day_of_the_check_lies_ahead(shop):
    case = Mending(shop)
    case.mend("sun")
    with pytest.raises(NotMendedError) as refused:
        case.do("verify_mending", "wang", check_on=date(2026, 11, 23))
    assert refused.value.field == "check_on"


def test_somebody_from_elsewhere_is_not_given_it(shop):
    case = Mending(shop)
    for wrong in ({"owner": shop.company.people["zhao"].key}, {"owner": "", "post": ""}, {"owner": "", "post": "x"}):
        with pytest.raises(NotMendedError):
            case.assign(**wrong)


def test_the_company_says_how_long_mending_may_take(shop):
    set_rules(actor=shop.actor("chen"), numbers={"ordinary": 2, "effect_days": 7}, at=later())
    case = Mending(shop)
    assert case.row.days == 2
    with pytest.raises(NotAllowedError):
        set_rules(actor=shop.actor("wang"), numbers={"ordinary": 9}, at=later())
    for wrong in ({"ordinary": 0}, {"unknown": 3}):
        with pytest.raises(NotMendedError):
            set_rules(actor=shop.actor("chen"), numbers=wrong, at=later())


def test_photos_get_small_ones(shop):
    case = Mending(shop)
    photo = case.photo("sun")
    assert make_small(photo.kept)
    assert small_mending_photos().has(photo.kept)
    assert not make_small("0" * 64)
