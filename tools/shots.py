"""Pictures for the README and the tutorial, taken from the running product: ``python tools/shots.py [FOLDER]``.

Starts the product on a free port with an empty data folder, walks the story of the tutorial, loads the demonstration
company, and writes ``docs/images/*.png``, each in Chinese and English. ``--only story`` or ``--only demonstration``
takes one half; ``--print FILE`` prints the sample manual that was read as PDF.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pictures
from story import Story

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT: Final = Path(__file__).resolve().parents[1]
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE: Final = 240
ON_A_PHONE: Final = frozenset({"story-customer", "story-round"})
#: Name → path of pages of the demonstration, and what is followed there first.
OF_THE_DEMONSTRATION: Final = {
    "desk": ("/", ""),
    "process": ("/processes/LC-BX/?view=lanes", ""),
    "order": ("/orders/?state=late", "main table a"),
    "heat": ("/attainment/", ""),
    "figure": ("/attainment/", "main td a:has-text('▼')"),
}


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


def page_of(chromium: Browser) -> Page:
    """Open a page with cookies of its own, on a clock of China."""
    context = chromium.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1280, "height": 800}, device_scale_factor=1
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    return page


def tell_story(chromium: Browser, address: str, key: str, folder: Path, paper: Path | None) -> None:
    """Walk the story of the tutorial and take its pictures.

    Args:
        chromium: The browser.
        address: Of the product.
        key: Its set-up key.
        folder: Where the pictures go.
        paper: Where the document goes as PDF, if anywhere.
    """

    def shoot(name: str, page: Page, prepare: Callable[[Page], None] | None) -> None:
        pictures.take_in_both(
            page, folder, name, prepare, size=pictures.PHONE if name in ON_A_PHONE else pictures.SCREEN
        )
        if paper and name == "story-read":
            page.pdf(path=paper, format="A4", prefer_css_page_size=True, print_background=False)

    Story(lambda: page_of(chromium), address, key, shoot).tell()


def load_demonstration(home: Path) -> str:
    """Load the demonstration company beside the running product and return the password of its people."""
    done = subprocess.run(
        [str(Path(sys.executable).parent / "guicheng"), "demo", "load"],
        env={**os.environ, "GUICHENG_HOME": str(home), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"\b\w{4}(?:-\w{4}){3}\b", done.stdout + done.stderr)
    return found.group() if found else sys.exit("the demonstration told no password")


def show_demonstration(chromium: Browser, address: str, password: str, folder: Path) -> None:
    """Sign in to the demonstration company and take a picture of each stage."""
    page = page_of(chromium)
    page.goto(f"{address}/sign-in/")
    page.fill("main input[name=login]", "demo-quality")
    page.fill("main input[name=password]", password)
    page.locator("main button.primary").first.click()
    page.wait_for_load_state("networkidle")
    for name, (path, link) in OF_THE_DEMONSTRATION.items():
        page.goto(f"{address}{path}")
        if link:
            page.locator(link).first.click()
            page.wait_for_load_state("networkidle")
        seen = "main a[href*='/editions/']" if name == "order" else "h1"

        def look(there: Page, seen: str = seen) -> None:
            there.locator(seen).first.scroll_into_view_if_needed()

        pictures.take_in_both(page, folder, name, look, size=pictures.WIDE_SCREEN)


def main(arguments: list[str]) -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description="Take the pictures of README and tutorial from the running product.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--only", choices=("story", "demonstration"), help="take one half of the pictures")
    parser.add_argument("--print", dest="paper", type=Path, help="also print the document to this PDF file")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    with product() as (address, home), browser() as chromium:
        if options.only != "demonstration":
            key = (home / "setup-key").read_text(encoding="ascii").strip()
            tell_story(chromium, address, key, options.folder, options.paper)
        if options.only != "story":
            show_demonstration(chromium, address, load_demonstration(home), options.folder)
    print(f"shots: {len(list(options.folder.glob('*.png')))} pictures in {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
