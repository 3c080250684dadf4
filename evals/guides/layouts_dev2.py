"""Layouts of a second development set: rules, heads, breaks and alignments that the first has not.

Lives here: FACES, LAYOUTS, SEED. May import: layout.
"""

from evals.guides.layout import Face, Layout, Scan

SEED = 90401
LADDERS = (("A", "B", "C"), ("A", "B", "B-", "C", "D"), ("绩效引领性",), ("A", "B"), ("A", "B", "C", "D"))
WIDE = (("A", "B", "C"), ("A", "B", "C", "D"))
FACES = {
    "reportlab": (
        Face("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0, "WenQuanYi Micro Hei"),
        Face("/usr/share/fonts/truetype/arphic/ukai.ttc", 0, "AR PL UKai CN"),
    ),
    "chromium": (Face("", 0, "Noto Sans CJK SC"), Face("", 0, "WenQuanYi Micro Hei")),
    "docx": (Face("", 0, "Noto Sans CJK SC"), Face("", 0, "AR PL UKai CN")),
    "libreoffice": (Face("", 0, "Noto Sans CJK SC"), Face("", 0, "AR PL UKai CN")),
}
LAYOUTS = (
    Layout("reportlab", ladders=WIDE, rules="none", first="评价项目", head="{g} 级", padding=4),
    Layout("chromium", ladders=WIDE, rules="none", first="指标", head="{g}级要求", padding=4, footer="{n}", face=1),
    Layout("reportlab", ladders=WIDE, rules="booktabs", align="top", sections=True, first="项目", rows=10),
    Layout("chromium", ladders=WIDE, rules="booktabs", matrix=True, header="示例导则", first="指标类别", two_line_head="等级"),
    Layout("libreoffice", ladders=WIDE, rules="booktabs", rows=10, footer="第 页", first="指标"),
    Layout("reportlab", ladders=LADDERS, rules="double", over="绩效分级指标体系（示例）", two_line_head="绩效等级", rows=10, header="示例导则"),
    Layout("chromium", ladders=LADDERS, rules="double", small_powers=True, centre=True, lead=9, matrix=True),
    Layout("libreoffice", ladders=LADDERS, rules="double", rows=12, split_rows=False, face=1),
    Layout("reportlab", ladders=LADDERS, rules="dotted", reverse=True, matrix=True, colour="#f4e3c8", lead=6),
    Layout("chromium", ladders=LADDERS, rules="dotted", reverse=True, sections=True, size=8, leading=1.2, padding=1),
    Layout("reportlab", ladders=LADDERS, rules="tint", colour="#305496", head="{g}级\n企业", small_powers=True, rows=11),
    Layout("chromium", ladders=LADDERS, rules="tint", pieces=4, sections=True, tables=2, watermark="示例 仅供检验"),
    Layout("chromium", ladders=LADDERS, rules="gap", rows=14, long_cells=0.7, matrix=True, lead=5, face=1),
    Layout("chromium", ladders=LADDERS, rules="gap", landscape=True, rotate=270, pieces=5, over="分级指标"),
    Layout("reportlab", ladders=LADDERS, rules="open", pieces=3, wide_digits=True, tables=2, centre=True, head="{g}"),
    Layout("chromium", ladders=LADDERS, rules="open", upright=True, first_share=0.05, matrix=True, rows=12, lead=4),
    Layout("libreoffice", ladders=LADDERS, rules="open", matrix=True, sections=True, header="示例", colour="#d0cece"),
    Layout("reportlab", ladders=LADDERS, first_share=0.05, size=7.5, leading=1.15, padding=1, rows=18, merges=0.5),
    Layout("chromium", ladders=LADDERS, first_share=0.06, merges=0.55, rows=16, repeat_head=False, wide_digits=True),
    Layout("chromium", ladders=LADDERS, tables=4, rows=5, matrix=True, measures="text", small_powers=True, lead=3),
    Layout("reportlab", ladders=LADDERS, rules="horizontal", matrix=True, sections=True, merges=0.4, rows=10),
    Layout("chromium", ladders=LADDERS, rules="horizontal", pieces=4, align="top", rows=9, over="示例分级表"),
    Layout("libreoffice", ladders=LADDERS, landscape=True, rules="horizontal", tables=3, rows=6, centre=True),
    Layout("libreoffice", ladders=LADDERS, rows=20, long_cells=0.9, merges=0.5, repeat_head=False, lead=8),
    Layout("docx", ladders=LADDERS, sections=True, matrix=True),
    Layout("docx", ladders=LADDERS, rules="booktabs", pieces=4, over="示例分级表", two_line_head="等级", word_style="Normal Table"),
    Layout("docx", ladders=LADDERS, reverse=True, tables=3, wide_digits=True, raised_marks=False, measures="text"),
    Layout("reportlab", ladders=LADDERS, industries=1, rows=6, size=10, rules="booktabs", scan=Scan(200, 0.8, 4, 60)),
    Layout("chromium", ladders=LADDERS, industries=1, rows=6, size=10, matrix=True, scan=Scan(200, -0.5, 6, 50)),
    Layout("libreoffice", ladders=LADDERS, industries=1, rows=6, size=10, rules="double", scan=Scan(300, 0.4, 4, 60)),
)  # fmt: skip
COUNTS = {"text": 24, "docx": 6, "scan": 6}
