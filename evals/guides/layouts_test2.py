"""The second test split's layouts: as a ministry's guide would be set, in dev's fonts. Read once; a development set since.

Lives here: FACES, LAYOUTS, COUNTS, SEED. May import: layout, layouts_dev.
"""

from evals.guides.layout import Layout, Scan
from evals.guides.layouts_dev import FACES as FACES

SEED = 271828
LADDERS = (("A", "B", "C", "D"), ("A", "B", "C"), ("A", "B", "B-", "C", "D"), ("绩效引领性",), ("A", "B"))
LAYOUTS = (
    Layout(
        "reportlab", ladders=LADDERS, size=9.5, margin=60, first="分级指标", head="{g}级企业", rows=13, footer="第{n}页"
    ),
    Layout(
        "reportlab", ladders=LADDERS, size=8, landscape=True, first="考核项目", two_line_head="绩效分级要求", rows=16
    ),
    Layout(
        "reportlab", ladders=LADDERS, size=9, rules="hairline", numbered=True, repeat_head=False, tables=2, merges=0.4
    ),
    Layout(
        "reportlab", ladders=LADDERS, size=10, align="top", leading=1.5, split_rows=False, rows=12, colour="#dce6f1"
    ),
    Layout(
        "reportlab", ladders=LADDERS, size=8.5, rotate=90, remark=True, rows=10, footer="{n}", header="示例技术指南"
    ),
    Layout(
        "reportlab", ladders=LADDERS, size=9, sections=True, long_cells=0.8, padding=3.5, contents=True, measures="text"
    ),
    Layout(
        "chromium", ladders=LADDERS, size=9.5, margin=62, first="分级指标", head="{g}级企业", rows=14, footer="第{n}页"
    ),
    Layout(
        "chromium", ladders=LADDERS, size=8.5, landscape=True, two_line_head="绩效分级要求", colour="#e2efda", rows=12
    ),
    Layout("chromium", ladders=LADDERS, size=9, rules="frame", numbered=True, padding=4, tables=2, first="考核项目"),
    Layout(
        "chromium", ladders=LADDERS, size=10, justify=True, formulas=True, long_cells=0.9, rows=9, repeat_head=False
    ),
    Layout(
        "chromium", ladders=LADDERS, size=9, rotate=270, merges=0.5, align="top", measures="by_alert", distractor=True
    ),
    Layout(
        "chromium", ladders=LADDERS, size=9, lists="ol", caption_inside=True, remark=True, lead=3, header="示例技术指南"
    ),
    Layout("libreoffice", ladders=LADDERS, size=9.5, first="分级指标", head="{g}级企业", rows=13, footer="第{n}页"),
    Layout("libreoffice", ladders=LADDERS, size=8.5, landscape=True, two_line_head="绩效分级要求", rows=15, merges=0.4),
    Layout("libreoffice", ladders=LADDERS, size=9, numbered=True, repeat_head=False, tables=2, colour="#fce4d6"),
    Layout("libreoffice", ladders=LADDERS, size=10, split_rows=False, auto_numbers=True, rows=9, measures="by_alert"),
    Layout("libreoffice", ladders=LADDERS, size=9, soft_breaks=True, remark=True, long_cells=0.8, contents=True),
    Layout("docx", ladders=LADDERS, size=9.5, first="分级指标", head="{g}级企业", auto_numbers=True, rows=12),
    Layout(
        "docx", ladders=LADDERS, word_style="Normal Table", rules="booktabs", numbered=True, tables=2, soft_breaks=True
    ),
    Layout("docx", ladders=LADDERS, size=9, two_line_head="绩效分级要求", remark=True, merges=0.5, measures="by_alert"),
    Layout("reportlab", ladders=LADDERS, industries=1, rows=7, size=10.5, first="分级指标", scan=Scan(200, 0.7, 5, 55)),
    Layout("chromium", ladders=LADDERS, industries=1, rows=6, size=10.5, head="{g}级企业", scan=Scan(200, -0.6, 5, 60)),
    Layout("libreoffice", ladders=LADDERS, industries=1, rows=6, size=11, colour="#ededed", scan=Scan(200, 1.0, 4, 60)),
)
COUNTS = {"text": 34, "docx": 6, "scan": 6}
