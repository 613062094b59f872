import pytest
from tests.walks.test_process_editor import begin, STUCK, cell, saved, company, enter
@pytest.mark.parametrize(("width","theme"), [(1440,"light"),(1440,"dark"),(360,"light")])
def test_shot(company, enter, choose, width, theme):
    begin(company, STUCK, join="全部", clauses="KF-03/1")
    page = enter("chen", viewport={"width": width, "height": 900})
    choose(page, theme=theme, language="zh-hans"); page.reload(); page.locator("[data-live]").wait_for(state="attached")
    cell(page, 1, "next").fill("7；4")
    page.locator("tr.faults").first.wait_for()
    saved(page)
    page.locator(".process-fault summary").first.click()
    page.get_by_role("button", name="在图上演示").first.click()
    page.wait_for_timeout(300)
    page.screenshot(path=f"/tmp/shot-{width}-{theme}.png", full_page=width<500)
