"""The test split's layouts: no font, header, ground, footer or size is shared with layouts_dev.

Lives here: FACES, LAYOUTS, SEED. May import: layout.
"""

from evals.guides.layout import Face, Layout, Scan

SEED = 90457
LADDERS = (("A", "B", "C", "D"), ("绩效引领性",), ("A", "B", "B-", "C", "D"), ("A", "B", "C"))
FACES = {
    "reportlab": (
        Face("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0, "WenQuanYi Micro Hei"),
        Face("/usr/share/fonts/truetype/arphic/ukai.ttc", 0, "AR PL UKai CN"),
    ),
    "chromium": (Face("", 0, "Noto Sans CJK SC"), Face("", 0, "AR PL UKai CN")),
    "docx": (Face("", 0, "Noto Sans CJK SC"), Face("", 0, "WenQuanYi Micro Hei")),
    "libreoffice": (Face("", 0, "Noto Sans CJK SC"), Face("", 0, "WenQuanYi Micro Hei")),
}
LAYOUTS = (
    Layout("reportlab", ladders=LADDERS, size=8.5, margin=48, first="评定项目", head="{g} 级"),
    Layout(
        "reportlab", ladders=LADDERS, size=10, landscape=True, rotate=270, repeat_head=False, rows=11, footer="—{n}—"
    ),
    Layout(
        "reportlab", ladders=LADDERS, rules="horizontal", colour="#fff2cc", head="{g}级\n企业", first="指标", face=1
    ),
    Layout(
        "reportlab",
        ladders=LADDERS,
        two_line_head="分级要求",
        tables=3,
        rows=9,
        margin=40,
        measures="text",
        first="项目",
    ),
    Layout("reportlab", ladders=LADDERS, rows=18, long_cells=1.0, size=10.5, watermark="内部示例稿", contents=True),
    Layout("reportlab", ladders=LADDERS, rotate=90, rows=9, size=8, distractor=True, split_rows=False, merges=0.5),
    Layout("chromium", ladders=LADDERS, size=8.5, margin=50, head="{g} 级", first="指标", footer="共享示例 {n}"),
    Layout("chromium", ladders=LADDERS, rules="booktabs", rows=9, merges=0.1, head="{g}级\n企业", first="评定项目"),
    Layout("chromium", ladders=LADDERS, landscape=True, rotate=90, repeat_head=False, rows=18, long_cells=1.0, size=10),
    Layout(
        "chromium", ladders=LADDERS, rules="horizontal", face=1, tables=3, measures="text", watermark="示例征求意见"
    ),
    Layout("chromium", ladders=LADDERS, two_line_head="等级划分", colour="#c6e0b4", distractor=True, contents=True),
    Layout("libreoffice", ladders=LADDERS, size=8.5, margin=45, head="{g} 级", first="指标", rows=12),
    Layout("libreoffice", ladders=LADDERS, landscape=True, repeat_head=False, rows=15, long_cells=1.0, size=10),
    Layout(
        "libreoffice", ladders=LADDERS, rules="horizontal", face=1, two_line_head="等级划分", tables=2, measures="text"
    ),
    Layout("libreoffice", ladders=LADDERS, rows=10, split_rows=False, colour="#ddebf7", merges=0.5, contents=True),
    Layout("docx", ladders=LADDERS, head="{g}级\n企业", first="指标", size=8.5),
    Layout(
        "docx", ladders=LADDERS, word_style="Normal Table", rules="horizontal", tables=2, contents=True, distractor=True
    ),
    Layout("docx", ladders=LADDERS, two_line_head="等级划分", measures="text", face=1, raised_marks=False, rows=14),
    Layout("docx", ladders=LADDERS, word_style="Normal Table", merges=0.6, rows=12, landscape=True, head="{g} 级"),
    Layout("reportlab", ladders=LADDERS, industries=1, rows=6, size=11, first="指标", scan=Scan(200, -0.8, 5, 50)),
    Layout("chromium", ladders=LADDERS, industries=1, rows=6, size=11, head="{g} 级", scan=Scan(200, 0.9, 6, 55)),
    Layout("libreoffice", ladders=LADDERS, industries=1, rows=6, size=11, landscape=True, scan=Scan(300, 1.2, 5, 45)),
    Layout("chromium", ladders=LADDERS, industries=1, rows=5, size=11.5, colour="#e7e6e6", scan=Scan(150, 0.5, 4, 65)),
)
COUNTS = {"text": 30, "docx": 12, "scan": 18}
