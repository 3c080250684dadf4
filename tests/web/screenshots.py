"""`python -m tests.web.screenshots [ADDRESS]`: rewrites docs/screenshots/ from the page as it is. Look at the diff.

Without an address the page over the rote counter is started.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.web.conftest import CHROMIUM, QUIET, Person, free_port, served
from tests.web.test_browser import answer_all, assess

SHOTS = Path(__file__).parents[2] / "docs" / "screenshots"
COLOURS = 96


def main() -> None:
    """All of them, on a desktop and a phone."""
    if len(sys.argv) > 1:
        take_all(sys.argv[1])
        return
    port = free_port()
    with served([sys.executable, "-m", "tests.web.fake", str(port)], port) as address:
        take_all(address)


def take_all(address: str) -> None:
    """The main job, pictured."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET.split(), headless=True)
        for name, size in (("desktop", {}), ("phone", {"width": 390, "height": 844})):
            me = Person(browser, address, **size)
            save(me.page, f"{name}-start")
            me.ask("去年被环保罚款，今年还能申报A级吗？").locator(".sources a.clause").first.click()
            me.page.locator("mark").first.wait_for()
            save(me.page, f"{name}-clause")
            me.page.keyboard.press("Escape")
            assess(me)
            answer_all(me)
            save(me.page, f"{name}-assessment", full=True)
            screened(me)
            save(me.page, f"{name}-screening")
            me.page.locator(".findings .place").nth(1).click()
            me.page.wait_for_function("() => document.querySelector('dialog.pack-dialog img').naturalWidth > 0")
            save(me.page, f"{name}-evidence")
            me.page.keyboard.press("Escape")
            me.page.get_by_role("tab", name="资料库").click()
            me.page.locator("#holdings table").first.wait_for()
            save(me.page, f"{name}-holdings")
        browser.close()


def screened(me: Any) -> None:
    """A pack of small files under names that the made report knows."""
    with tempfile.TemporaryDirectory() as root:
        pack = Path(root) / "示例铸造"
        (pack / "证照").mkdir(parents=True)
        for name in ("01申报表.pdf", "证照/排污许可证.pdf", "证照/营业执照.jpg"):
            (pack / name).write_bytes(b"x")
        me.page.get_by_role("tab", name="材料预审").click()
        me.page.locator("input.pick-folder").set_input_files(str(pack))
        me.page.locator('[data-do="start"]:not([disabled])').click()
        me.page.locator(".pack.result").wait_for()


def save(page: Any, name: str, *, full: bool = False) -> None:
    """A small PNG: a page of text needs few colours."""
    page.wait_for_timeout(500)
    picture = Image.open(io.BytesIO(page.screenshot(full_page=full))).convert("RGB")
    picture.quantize(COLOURS).save(SHOTS / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
