"""Layouts of a third development set: numbered rows, turned tables, titles in tables, lists, stripes, formulas.

Lives here: FACES, LAYOUTS, SEED, COUNTS. May import: layout.
"""

from evals.guides.layout import Face, Layout, Scan

SEED = 130701
LADDERS = (
    ("A", "B", "C", "D"),
    ("A", "B", "C"),
    ("A", "B", "B-", "C", "D"),
    ("A", "B", "C", "D"),
    ("A", "B", "C"),
    ("绩效引领性",),
)
MANY = (("A", "B", "C", "D"), ("A", "B", "B-", "C", "D"))
FEW = (("A", "B", "C"), ("A", "B", "C", "D"))
ONE = (("绩效引领性",),)
FACES = {
    "reportlab": (
        Face("/usr/share/fonts/truetype/arphic/uming.ttc", 0, "AR PL UMing CN"),
        Face("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0, "WenQuanYi Zen Hei"),
    ),
    "chromium": (Face("", 0, "AR PL UMing CN"), Face("", 0, "Noto Sans CJK SC"), Face("", 0, "Noto Serif CJK SC")),
    "docx": (Face("", 0, "仿宋_GB2312"), Face("", 0, "宋体")),
    "libreoffice": (Face("", 0, "AR PL UMing CN"), Face("", 0, "Noto Sans CJK SC")),
}
LAYOUTS = (
    # chromium
    Layout("chromium", ladders=LADDERS, rules="frame", numbered=True, first="评价指标", head="{g}级", formulas=True, footer="— {n} —"),
    Layout("chromium", ladders=LADDERS, rules="frame", numbered=True, matrix=True, lists="hang", rows=12, face=2, header="示例规程"),
    Layout("chromium", ladders=FEW, rules="none", merges=0, zebra="#eef2f7", colour="#1f4e79", ink="#fff", padding=4, first="指标项", face=1),
    Layout("chromium", ladders=FEW, rules="horizontal", merges=0, zebra="#f5f5f5", numbered=True, justify=True, rows=10, face=2),
    Layout("chromium", ladders=LADDERS, rules="hairline", lists="ol", rows=12, long_cells=0.8, size=9.5, footer="{n}"),
    Layout("chromium", ladders=LADDERS, rules="hairline", caption_inside=True, head="{g}级指标", formulas=True, tables=2, rows=6, face=1),
    Layout("chromium", ladders=MANY, break_all=True, size=7.5, padding=1.5, first_share=0.055, rows=14, merges=0.4),
    Layout("chromium", ladders=MANY, head_groups=("鼓励类等级", "管控类等级"), first="指标", over="评级指标体系（示例）", matrix=True, rows=10, face=2),
    Layout("chromium", ladders=FEW, transposed=True, landscape=True, rows=5, sub=False, first="等级", rules="full", distractors=("terms",)),
    Layout("chromium", ladders=MANY, transposed=True, landscape=True, rows=6, matrix=True, sub=False, first="等级", rules="frame", size=8.5, face=1),
    Layout("chromium", ladders=LADDERS, lists="indent", align="top", rows=16, long_cells=0.9, merges=0.5, distractors=("factors", "contacts")),
    Layout("chromium", ladders=LADDERS, spacing=0.6, justify=True, sections=True, rules="dotted", first="考核内容", measures="across", face=2),
    Layout("chromium", ladders=ONE, rules="frame", numbered=True, lists="ol", head="{g}企业", rows=10, measures="by_alert", distractors=("steps",)),
    Layout("chromium", ladders=LADDERS, size=6.8, leading=1.2, padding=1, rows=20, merges=0.45, formulas=True, landscape=True, remark=True, face=1),
    Layout("chromium", ladders=LADDERS, remark=True, numbered=True, rules="double", two_line_head="等级要求", rows=9, align="bottom"),
    Layout("chromium", ladders=LADDERS, rules="gap", lists="hang", small_powers=True, pieces=5, tables=2, measures="across", face=1),
    Layout("chromium", ladders=FEW, rules="booktabs", merges=0, zebra="#f2f2f2", formulas=True, matrix=True, rows=10, padding=3.5, face=2),
    Layout("chromium", ladders=LADDERS, rules="open", caption_inside=True, two_line_head="绩效等级", numbered=True, rows=11, contents=True),
    Layout("chromium", ladders=LADDERS, rules="tint", lists="indent", matrix=True, centre=True, measures="text", industries=3, rows=6, face=1),
    Layout("chromium", ladders=LADDERS, rotate=90, landscape=True, rules="hairline", numbered=True, split_rows=False, rows=15, long_cells=0.7, face=2),
    # reportlab
    Layout("reportlab", ladders=LADDERS, split_rows=False, rules="frame", numbered=True, formulas=True, rows=10, footer="— {n} —"),
    Layout("reportlab", ladders=FEW, split_rows=False, rules="hairline", zebra="#f0f0f0", lists="hang", rows=12, long_cells=0.7, face=1),
    Layout("reportlab", ladders=FEW, split_rows=False, transposed=True, landscape=True, rows=5, sub=False, first="等级", measures="across"),
    Layout("reportlab", ladders=MANY, split_rows=False, head_groups=("先进", "一般"), caption_inside=True, matrix=True, first="评价指标", rows=9, face=1),
    Layout("reportlab", ladders=LADDERS, repeat_head=False, rules="open", remark=True, sections=True, align="top", rows=12, distractors=("factors", "terms")),
    Layout("reportlab", ladders=FEW, split_rows=False, rules="none", merges=0, zebra="#e8eef4", padding=4, matrix=True, head="{g}级", first="项目", face=1),
    Layout("reportlab", ladders=ONE, split_rows=False, rules="double", numbered=True, lists="hang", measures="by_alert", rows=10, distractors=("steps",)),
    Layout("reportlab", ladders=LADDERS, split_rows=False, size=7, leading=1.2, padding=1, rows=18, merges=0.5, rules="frame", reverse=True, formulas=True, landscape=True),
    # libreoffice
    Layout("libreoffice", ladders=LADDERS, rules="frame", numbered=True, formulas=True, rows=10, footer="示例规程"),
    Layout("libreoffice", ladders=LADDERS, rules="hairline", auto_numbers=True, rows=12, long_cells=0.8, face=1),
    Layout("libreoffice", ladders=FEW, transposed=True, landscape=True, rows=5, sub=False, first="等级", soft_breaks=True),
    Layout("libreoffice", ladders=MANY, head_groups=("鼓励类", "约束类"), caption_inside=True, matrix=True, face=1),
    Layout("libreoffice", ladders=LADDERS, remark=True, rules="open", soft_breaks=True, rows=14, merges=0.45, distractors=("factors",)),
    Layout("libreoffice", ladders=ONE, numbered=True, auto_numbers=True, measures="by_alert", head="{g}企业", face=1),
    Layout("libreoffice", ladders=LADDERS, rules="frame", pieces=5, two_line_head="分级要求", measures="across", tables=2, rows=8),
    Layout("libreoffice", ladders=LADDERS, landscape=True, size=7.5, rows=18, long_cells=0.6, numbered=True, sections=True, distractors=("contacts", "steps"), face=1),
    # docx
    Layout("docx", ladders=LADDERS, numbered=True, formulas=True),
    Layout("docx", ladders=LADDERS, auto_numbers=True, rows=12, long_cells=0.8, matrix=True),
    Layout("docx", ladders=FEW, transposed=True, landscape=True, rows=5, sub=False, first="等级"),
    Layout("docx", ladders=MANY, head_groups=("鼓励类", "约束类"), caption_inside=True, soft_breaks=True, rows=10),
    Layout("docx", ladders=LADDERS, remark=True, numbered=True, two_line_head="等级要求", measures="across", distractors=("factors", "terms")),
    Layout("docx", ladders=ONE, auto_numbers=True, measures="by_alert", head="{g}企业", distractors=("steps",)),
    Layout("docx", ladders=LADDERS, sections=True, soft_breaks=True, pieces=5, formulas=True, measures="text", word_style="Normal Table"),
    Layout("docx", ladders=LADDERS, reverse=True, tables=3, rows=6, auto_numbers=True, contents=True, distractors=("contacts",)),
    # scans
    Layout("chromium", ladders=FEW, industries=1, rows=6, size=10, numbered=True, rules="frame", scan=Scan(200, 0.5, 4, 60), face=2),
    Layout("chromium", ladders=LADDERS, industries=1, rows=6, size=10, zebra="#f0f0f0", rules="hairline", lists="hang", scan=Scan(300, -0.6, 5, 55)),
    Layout("reportlab", ladders=LADDERS, split_rows=False, industries=1, rows=6, size=10, rules="frame", formulas=True, scan=Scan(200, -0.4, 5, 55)),
    Layout("reportlab", ladders=FEW, split_rows=False, industries=1, rows=5, size=10, sub=False, transposed=True, landscape=True, first="等级", scan=Scan(300, 0.7, 4, 60)),
    Layout("libreoffice", ladders=LADDERS, industries=1, rows=6, size=10, caption_inside=True, numbered=True, scan=Scan(200, 0.3, 5, 50)),
    Layout("libreoffice", ladders=MANY, industries=1, rows=6, size=9.5, head_groups=("先进", "一般"), matrix=True, scan=Scan(300, -0.3, 4, 65)),
)  # fmt: skip
COUNTS = {"text": 36, "docx": 8, "scan": 6}
