"""The story of the tutorial, walked in a browser: from a Word manual to an attainment figure and a revision.

``tools/shots.py`` walks it to take the tutorial's pictures, a test walks it to see that the tutorial still holds: what
is pressed is what the tutorial prints in bold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from walking import Hands, settled, shown

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE: Final = 60_000
COMPANY, ESTATE = "青禾物业", "云栖花园"
FOUNDER, SECOND, MANAGER = "chen", "lin", "zhou"
PEOPLE: Final = {FOUNDER: "陈静", SECOND: "林岚", MANAGER: "周远"}
PASSWORDS: Final = {FOUNDER: "云开雾散见青禾 2026", SECOND: "清风徐来水波不兴 26", MANAGER: "千里共婵娟 2026 秋"}
MENDED: Final = "业主信息变更后，客服前台2个工作日内在系统中更新。"
BURST: Final = "急修：厨房水管爆裂，水漫到走廊"
#: Takes a picture of what a page shows. The last argument does on a page opened anew what its address does not tell.
Shoot = Callable[[str, "Page", "Callable[[Page], None] | None"], None]


def no_picture(_name: str, _page: Page, _prepare: Callable[[Page], None] | None = None) -> None:
    """Take no picture."""


class Story(Hands):
    """Three people and what they do, one chapter a method.

    Args:
        open_page: Opens a page of somebody with cookies of their own.
        address: Of the service, without a slash at the end.
        key: The set-up key.
        shoot: Takes a picture, by its name.
    """

    def __init__(self, open_page: Callable[[], Page], address: str, key: str, shoot: Shoot = no_picture) -> None:
        super().__init__(address)
        self._open, self.key, self.shoot = open_page, key, shoot
        #: Address of the figure that the story came to.
        self.figure = ""
        self._first_passwords: dict[str, str] = {}
        self._document = self._order = ""
        self.pages = {name: self.open_page() for name in PEOPLE}
        self.founder, self.second, self.manager = self.pages.values()

    def open_page(self) -> Page:
        """Open a page of somebody who waits, however slow the machine is."""
        page = self._open()
        page.set_default_timeout(PATIENCE)
        return page

    def tell(self) -> None:
        """Walk it all."""
        self.read()
        self.found()
        self.staff()
        self.draft()
        self.approve("BZ-02", pictures=True)
        self.approve("BZ-04")
        self.land()
        self.repair()
        self.clean()
        self.measure()
        self.improve()

    def read(self) -> None:
        """Read the sample manual, before there is any company."""
        page = self.founder
        self.go(page, "/")
        page.locator("form.samples button").first.click()
        page.locator("html[data-ready] .clause").first.wait_for(timeout=PATIENCE)
        self._document = page.url.removeprefix(self.address).split("#")[0].split("?")[0]
        self.shoot("story-read", page, None)

    def found(self) -> None:
        """Found the company."""
        page = self.founder
        self.go(page, "/setup/")
        self.pressed.add("Set up the company")
        said = {"key": self.key, "name": COMPANY, "person_name": PEOPLE[FOUNDER], "username": FOUNDER}
        for name, text in {**said, "password": PASSWORDS[FOUNDER], "again": PASSWORDS[FOUNDER]}.items():
            page.fill(f"main input[name={name}]", text)
        self.press(page, "Set up and sign in")

    def staff(self) -> None:
        """Add an estate, two posts and two people who approve and work."""
        page = self.founder
        self.menu(page, "Organization")
        page.locator("main").get_by_role("link", name=COMPANY).first.click()
        form = self.form(page, "Add below")
        form.locator("select[name=kind]").select_option("estate")
        form.locator("input[name=name]").fill(ESTATE)
        self.press(form, "Add below")
        self.go(page, "/organization/posts/")
        self.pressed.add("Posts")
        for name, trade in (("维修工", "engineering"), ("楼栋保洁员", "cleaning")):
            page.fill("main input[name=name]", name)
            page.select_option("main select[name=trade]", trade)
            self.press(page, "Add")
        self._add(SECOND)
        self._grant(SECOND, "quality_manager", COMPANY)
        self._add(MANAGER)
        self._grant(MANAGER, "estate_manager", ESTATE)
        for post in ("维修工", "楼栋保洁员"):
            form = self.form(page, "Give the post")
            form.locator("select[name=post]").select_option(label=post)
            form.locator("select[name=unit]").select_option(label=ESTATE)
            self.press(form, "Give the post")
        self.shoot("story-person", page, None)
        for name in (SECOND, MANAGER):
            self._come_in(name)

    def _add(self, name: str) -> None:
        page = self.founder
        self.menu(page, "People")
        form = self.form(page, "Add")
        form.locator("input[name=name]").fill(PEOPLE[name])
        form.locator("input[name=username]").fill(name)
        self.press(form, "Add")
        self._first_passwords[name] = shown(page, r"\b\w{4}(?:-\w{4}){3}\b")

    def _grant(self, name: str, role: str, unit: str) -> None:
        page = self.founder
        page.locator("main").get_by_role("link", name=PEOPLE[name]).first.click()
        form = self.form(page, "Grant the role")
        form.locator("select[name=role]").select_option(role)
        form.locator("select[name=unit]").select_option(label=unit)
        self.press(form, "Grant the role")

    def _come_in(self, name: str) -> None:
        page, first, own = self.pages[name], self._first_passwords[name], PASSWORDS[name]
        self.go(page, "/sign-in/")
        page.fill("main input[name=login]", name)
        page.fill("main input[name=password]", first)
        self.press(page.locator("main"), "Sign in")
        for box, text in (("present", first), ("password", own), ("again", own)):
            page.fill(f"main input[name={box}]", text)
        self.press(page, "Save the password")

    def draft(self) -> None:
        """Make drafts of the manual and mend a clause."""
        page = self.founder
        self.go(page, self._document)
        self.follow(page, "Make drafts")
        page.select_option("select[name=unit]", label=ESTATE)
        self.press(page, "Choose this unit")
        self.press(page, "One standard for each chapter")
        self.press(page, "See what will be made")
        self.press(page, "Make the drafts")
        page.get_by_role("link", name=re.compile("BZ-02")).click()
        settled(page)
        clause = page.locator("article.clause", has_text="业主信息如有变更")
        clause = page.locator(f"#{clause.get_attribute('id')}")
        address = page.url.split("#")[0]

        def begin(there: Page) -> None:
            there.goto(address)
            box = there.locator("article.clause", has_text="业主信息如有变更").locator("[data-editable]")
            box.click()
            there.locator("article.clause mark").first.wait_for()
            there.wait_for_timeout(1000)

        self.shoot("story-mend", page, begin)
        clause.locator("[data-editable]").click()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(MENDED)
        clause.get_by_text(self.say("Saved"), exact=True).wait_for(timeout=PATIENCE)

    def approve(self, code: str, *, pictures: bool = False) -> None:
        """Send a standard for approval, let two people agree, publish it from today on."""
        page = self.founder
        self.go(page, f"/standards/{code}/")
        if pictures:
            self.shoot("story-compared", page, _scroll_to("2.2.1"))
        self.follow(page.locator("main"), "Approval")
        self.press(page, "Send for approval")
        for name in (SECOND, MANAGER):
            other = self.pages[name]
            self.go(other, "/")
            self.follow(other.locator("main"), "Approvals and mentions")
            other.locator("main").get_by_role("link", name=re.compile(code)).first.click()
            settled(other)
            if pictures and name == SECOND:
                self.shoot("story-approval", other, None)
            self.press(other, "Agree")
        self.go(page, f"/standards/{code}/approval/")
        self.press(page, "Publish the edition")

    def land(self) -> None:
        """See what the clauses became: what is due, by which evidence."""
        self.menu(self.founder, "Plans")
        self.shoot("story-plans", self.founder, None)

    def repair(self) -> None:
        """Take a repair in, do it, and let whoever reported it look on without an account."""
        page, there = self.founder, self.manager

        def write(where: Page) -> None:
            where.goto(f"{self.address}/orders/new/")
            where.fill("main textarea[name=problem]", BURST)
            where.get_by_text("2.2.1").first.wait_for(timeout=PATIENCE)

        self.menu(page, "Work orders")
        self.follow(page.locator("main"), "Take an order in")
        self.shoot("story-report", page, write)
        write(page)
        self.press(page, "Take the order in")
        self._order = page.url.removeprefix(self.address)
        self.go(there, self._order)
        self.press(there, "Take it")
        self.shoot("story-order", there, _scroll_to("BZ-02 2.2.1"))
        self.press(there, "I am there")
        there.fill("main textarea[name=words]", "更换角阀，试压正常，走廊已擦干。")
        self.press(there, "Finish the order")
        self.pressed.add("Link for whoever reported it")
        customer = self.open_page()
        customer.goto(shown(there, r"http\S+/o/\w+/"))
        self.shoot("story-customer", customer, None)
        customer.locator("main input[type=radio]").first.check(force=True)
        self.press(customer, "Send the rating")

    def clean(self) -> None:
        """Begin a round over the checklist that the clauses of a standard became, and answer its first lines."""
        page = self.manager
        self.menu(page, "My rounds")
        self.follow(page.locator("main"), "Begin a round over a checklist")
        page.locator("main").get_by_role("link", name="环境保洁").first.click()
        settled(page)
        self.press(page, "Begin a round")
        for answered in range(1, 4):  # an answered line shows its answer in place of the buttons
            page.get_by_role("button", name=self.say("In order"), exact=True).first.click()
            page.get_by_text(re.compile(rf"\b{answered} (?:/|of) ")).first.wait_for(timeout=PATIENCE)
        self.shoot("story-round", page, lambda there: there.evaluate("scrollTo(0, 0)"))

    def measure(self) -> None:
        """Count the month, and open the figure into its sentence, its edition and each thing that was due."""
        page = self.founder
        self.menu(page, "Months")
        self.press(page, "Count now")
        self.menu(page, "Attainment")
        for _attempt in range(60):
            if page.locator("main td a", has_text="1/1").count():
                break
            page.wait_for_timeout(1000)
            page.reload()
        self.shoot("story-attainment", page, None)
        page.locator("main td a", has_text="1/1").first.click()
        settled(page)
        self.figure = page.url.removeprefix(self.address)
        self.shoot("story-figure", page, None)
        self.follow(page.locator("main"), "Kept")

    def improve(self) -> None:
        """Open a nonconformity of the order, and a revision of the standard."""
        page = self.founder
        self.go(page, self._order)
        self.follow(page.locator("main"), "Open a nonconformity")
        page.fill("main textarea[name=found]", "30分钟内到了场，2小时内没有控制住险情：楼下顶棚又滴水。")
        self.press(page.locator("main"), "Open a nonconformity")
        self.shoot("story-nonconformity", page, None)
        page.locator("main summary", has_text=self.say("Open a revision")).first.click()
        form = self.form(page, "Open a revision")
        form.locator("textarea").fill("险情控制不住时由谁支援，条款没有写。")
        self.press(form, "Open a revision")


def _scroll_to(number: str) -> Callable[[Page], None]:
    def scroll(page: Page) -> None:
        page.get_by_text(number, exact=True).first.scroll_into_view_if_needed()

    return scroll
