"""The splits: which templates, fonts and renderer each has. Nothing of the test split is used by those of dev.

Lives here: `open_split`. May import: templates, renderers.
"""

from __future__ import annotations

import functools

from assistant.errors import UnknownValue
from evals.packs.pictures import Fonts
from evals.packs.render import Split

TRUETYPE = "/usr/share/fonts/truetype"
OPENTYPE = "/usr/share/fonts/opentype/noto"
DEV_FONTS = Fonts(
    body=(f"{TRUETYPE}/wqy/wqy-zenhei.ttc", 0),
    head=(f"{TRUETYPE}/arphic/uming.ttc", 0),
    hand=(f"{TRUETYPE}/arphic-gkai00mp/gkai00mp.ttf", 0),
)
DEV2_FONTS = Fonts(
    body=(f"{TRUETYPE}/arphic/uming.ttc", 0),
    head=(f"{TRUETYPE}/wqy/wqy-microhei.ttc", 0),
    hand=(f"{TRUETYPE}/arphic-gkai00mp/gkai00mp.ttf", 0),
)
TEST_FONTS = Fonts(
    body=(f"{OPENTYPE}/NotoSerifCJK-Regular.ttc", 2),
    head=(f"{OPENTYPE}/NotoSansCJK-Bold.ttc", 2),
    hand=(f"{TRUETYPE}/arphic/ukai.ttc", 0),
)


def open_split(name: str) -> Split:
    """The split of that name. Raises UnknownValue, InputError where a font is missing."""
    if name == "dev":
        from evals.packs import templates_dev
        from evals.packs.render_reportlab import to_pdf

        DEV_FONTS.check()
        return Split("dev", templates_dev, DEV_FONTS, functools.partial(to_pdf, fonts=DEV_FONTS), "SimSun")
    if name == "dev2":
        from evals.packs import templates_dev2
        from evals.packs.render_reportlab import to_pdf as draw_pdf

        DEV2_FONTS.check()
        return Split("dev2", templates_dev2, DEV2_FONTS, functools.partial(draw_pdf, fonts=DEV2_FONTS), "FangSong")
    if name == "test":
        from evals.packs import templates_test
        from evals.packs.render_chromium import to_pdf as print_pdf

        TEST_FONTS.check()
        return Split("test", templates_test, TEST_FONTS, functools.partial(print_pdf, fonts=TEST_FONTS), "仿宋_GB2312")
    raise UnknownValue(f"没有“{name}”这一组", where="--split", remedy="请填 dev、dev2 或 test")
