"""Pictures for the README, taken from the running product: ``python tools/shots.py [FOLDER]``.

Starts the product on a free port with an empty data folder, reads the sample manual and writes ``docs/images/*.png``:
the first page, the document (Chinese, English, dark, on a phone), a rule's help page, the list of standards and a draft
of a company that is set up for it, and of the library that it takes a process, a standard compared and the duties of
law; the printed document as PDF when ``--print FILE`` is given.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT: Final = Path(__file__).resolve().parents[1]
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE: Final = 240
#: Of a company that exists while the pictures are taken.
_SAID_AT_SIGN_IN: Final = "云开雾散见青禾 2026"
Scheme = Literal["light", "dark"]


@contextlib.contextmanager
def product() -> Iterator[tuple[str, Path]]:
    """Run the product with a data folder of its own and yield its address and that folder."""
    home = tempfile.mkdtemp(prefix="guicheng-shots-")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "GUICHENG_HOME": home, "PORT": str(port), "HOST": "127.0.0.1"}
    with subprocess.Popen([sys.executable, "-m", "guicheng.site.serve"], env=environment, cwd=ROOT) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(f"{address}/healthz", process)
            yield address, Path(home)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)
            shutil.rmtree(home, ignore_errors=True)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _attempt in range(PATIENCE * 5):
        if process.poll() is not None:
            sys.exit("the product ended before it answered")
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2):  # noqa: S310
            return
        time.sleep(0.2)
    sys.exit(f"{url} did not answer")


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Start the Chromium of this machine."""
    from playwright.sync_api import sync_playwright

    program = os.environ.get("CHROMIUM") or next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("no Chromium here; Debian or Ubuntu: apt-get install chromium, or set CHROMIUM=/path/to/it")
    arguments = ["--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=arguments)
        yield started
        started.close()


class Camera:
    """Pages of one reader: the documents belong to a browser, so all pictures share its cookies."""

    def __init__(self, chromium: Browser, address: str, folder: Path) -> None:
        self._chromium = chromium
        self._address = address
        self._folder = folder
        self._state: Path | None = None

    @contextlib.contextmanager
    def page(
        self, *, width: int = 1440, height: int = 900, scheme: Scheme = "light", english: bool = False
    ) -> Iterator[Page]:
        """Open a page as one reader would see it."""
        context = self._chromium.new_context(
            base_url=self._address,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            storage_state=self._state,
            device_scale_factor=2 if width < 600 else 1,
        )
        language = "en" if english else "zh-hans"
        context.add_cookies([{"name": "language", "value": language, "url": self._address}])
        yield context.new_page()
        context.close()

    def read_sample(self) -> str:
        """Let the sample manual be read and return the path of its document."""
        with self.page() as page:
            page.goto("/")
            page.locator("form.samples button").first.click()
            page.locator(".clause").first.wait_for(timeout=PATIENCE * 1000)
            self._state = self._folder / ".state.json"
            page.context.storage_state(path=self._state)
            return page.url.removeprefix(self._address)

    def shoot(
        self,
        name: str,
        path: str,
        *,
        width: int = 1440,
        height: int = 900,
        scheme: Scheme = "light",
        english: bool = False,
        select: str = "",
        shown: str = "",
    ) -> None:
        """Write one picture."""
        with self.page(width=width, height=height, scheme=scheme, english=english) as page:
            page.goto(path)
            if select:
                page.locator(select).first.scroll_into_view_if_needed()
                page.locator(select).first.click()
            if shown:
                page.locator(shown).first.wait_for()
            page.wait_for_load_state("networkidle")
            page.screenshot(path=self._folder / f"{name}.png", animations="disabled")

    def set_up(self, key: str) -> None:
        """Found a company; the reader is signed in as its first administrator from here on."""
        said = {"key": key, "name": "青禾物业", "person_name": "陈质", "username": "chen"}
        with self.page() as page:
            page.goto("/setup/")
            for name, text in said.items():
                page.fill(f"main input[name={name}]", text)
            for field in page.locator("main input[type=password]").all():
                field.fill(_SAID_AT_SIGN_IN)
            page.click("main button.primary")
            page.wait_for_load_state()
            page.context.storage_state(path=self._state)

    def make_drafts(self, document: str) -> None:
        """Turn the document into drafts, as the wizard suggests."""
        with self.page() as page:
            page.goto(f"{document}drafts/")
            page.click("button[value=chapters]")
            page.click("button[value=summary]")
            page.click("button[value=make]")
            page.get_by_role("heading", name="草稿已制成").wait_for(timeout=PATIENCE * 1000)

    def adopt(self) -> None:
        """Take the standards and processes of the library as drafts, at the second grade."""
        with self.page() as page:
            page.goto("/standards/library/")
            page.select_option("#adopt-grade", index=2)
            page.click("form.filters button")
            page.set_default_timeout(PATIENCE * 1000)
            page.click("main form[method=post] button.primary")
            page.wait_for_load_state()

    def print(self, path: str, target: Path) -> None:
        """Print a page as PDF."""
        with self.page() as page:
            page.goto(path)
            page.pdf(path=target, format="A4", prefer_css_page_size=True, print_background=False)

    def forget(self) -> None:
        """Remove the cookies again."""
        if self._state:
            self._state.unlink(missing_ok=True)


def take_all(camera: Camera, paper: Path | None, key: str) -> None:
    """Take every picture.

    Args:
        camera: The browser.
        paper: Where the printed document goes, if anywhere.
        key: The set-up key of the product.
    """
    document = camera.read_sample()
    try:
        camera.shoot("home", "/", select="button[name=text]", shown="#trial-answer mark")
        repairs = ".toc a:has-text('报事报修')"
        camera.shoot("document-zh", document, select=repairs)
        camera.shoot("document-en", document, english=True, select=repairs)
        camera.shoot("document-dark", document, scheme="dark", select=repairs)
        camera.shoot("phone", document, width=360, height=780)
        camera.shoot("rule", "/rules/MH001/")
        if paper:
            camera.print(document, paper)
        camera.set_up(key)
        camera.make_drafts(document.split("#")[0].split("?")[0])
        camera.shoot("standards", "/standards/")
        camera.shoot("draft", "/standards/BZ-03/", select=".clause [data-editable]")
        camera.adopt()
        camera.shoot("process", "/processes/LC-DT/?view=lanes")
        camera.shoot("compared", "/standards/GC-01/compare/")
        camera.shoot("compliance", "/compliance/")
    finally:
        camera.forget()


def main(arguments: list[str]) -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description="Take the README's pictures from the running product.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--print", dest="paper", type=Path, help="also print the document to this PDF file")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    with product() as (address, home), browser() as chromium:
        key = (home / "setup-key").read_text(encoding="ascii").strip()
        take_all(Camera(chromium, address, options.folder), options.paper, key)
    print(f"shots: {len(list(options.folder.glob('*.png')))} pictures in {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
