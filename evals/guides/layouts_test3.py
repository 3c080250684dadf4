"""Layouts of the third sealed test split: A4 tables as a ministry's guide has them. Not to be read.

Lives here: FACES, LAYOUTS, SEED, COUNTS. May import: layout.
"""

from evals.guides.layout import Face, Layout, Scan

SEED = 511801
LADDERS = (
    ("A", "B", "C", "D"),
    ("A", "B", "C", "D"),
    ("A", "B", "C"),
    ("A", "B", "C", "D"),
    ("A", "B", "B-", "C", "D"),
    ("绩效引领性",),
)
FOUR = (("A", "B", "C", "D"),)
WIDE = (("A", "B", "C", "D"), ("A", "B", "B-", "C", "D"))
FEW = (("A", "B", "C"), ("A", "B", "C", "D"))
ONE = (("绩效引领性",),)
SONG = "AR PL SungtiL GB"
KAI = "AR PL KaitiM GB"
TIMES = "Liberation Serif"
# Their GB2312 has neither ³ nor ₂ nor ₓ: guides set in it print mg/m3.
FACES = {
    "reportlab": (
        Face("/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0, SONG, lacks="³₂ₓ噁"),
        Face("/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf", 0, KAI, lacks="³₂ₓ噁"),
    ),
    "chromium": (Face("", 0, SONG, TIMES), Face("", 0, "AR PL UMing CN"), Face("", 0, SONG, "Liberation Sans")),
    "docx": (Face("", 0, "仿宋", "Times New Roman"), Face("", 0, "SimSun")),
    "libreoffice": (Face("", 0, SONG, TIMES), Face("", 0, KAI, TIMES), Face("", 0, SONG, "Liberation Sans")),
}
LAYOUTS = (
    # chromium
    Layout("chromium", ladders=LADDERS, size=10.5, margin=71, head="{g}级企业", labels_centred=True, body=12, footer="— {n} —"),
    Layout("chromium", ladders=FOUR, size=9, margin=60, landscape=True, head="{g}级企业", labels_centred=True, bottom="indicator", rows=11, measures="by_alert", footer="{n}"),
    Layout("chromium", ladders=LADDERS, size=9.5, margin=64, repeat_head=False, labels_centred=True, formulas=True, rows=12, long_cells=0.6, measures="text", face=2),
    Layout("chromium", ladders=WIDE, size=9, margin=50, landscape=True, labels_centred=True, rules="frame", rows=13, merges=0.4, measures="across", merge_measures=True, face=1),
    Layout("chromium", ladders=FEW, size=12, margin=71, head="{g}级企业", rows=9, long_cells=0.8, body=14, measures="text", distractors=("emissions",), footer="- {n} -"),
    Layout("chromium", ladders=FOUR, size=9.5, margin=57, labels_centred=True, bottom="cell", tables=2, rows=7, formulas=True, matrix=True, measures="table", merge_measures=True, contents=True),
    Layout("chromium", ladders=LADDERS, size=10, margin=65, rules="open", two_line_head="绩效等级", rows=10, split_rows=False, measures="by_alert", distractors=("checks",), face=2),
    Layout("chromium", ladders=FOUR, size=9, margin=55, head="{g}级企业", labels_centred=True, bottom="column", rows=14, merges=0.25, repeat_head=False, measures="text", face=1),
    Layout("chromium", ladders=ONE, size=10.5, margin=71, first="指标类别", numbered=True, rows=11, body=12, labels_centred=True, measures="table", footer="第 {n} 页"),
    Layout("chromium", ladders=LADDERS, size=9.5, margin=62, matrix=True, rows=10, merges=0.4, sub=True, remark=True, measures="table", header="示例技术指南"),
    Layout("chromium", ladders=FEW, size=10.5, margin=64, landscape=True, head="{g}级企业", rules="horizontal", rows=10, labels_centred=True, split_rows=False, measures="across", face=2),
    Layout("chromium", ladders=LADDERS, size=10, margin=68, labels_centred=True, justify=True, colour="#e7e6e6", tables=3, rows=5, industries=3, measures="text", distractor=True, watermark="示例"),
    # reportlab
    Layout("reportlab", ladders=LADDERS, split_rows=False, size=9.5, margin=60, head="{g}级企业", labels_centred=True, measures="text", footer="{n}"),
    Layout("reportlab", ladders=FOUR, split_rows=False, size=9, margin=50, landscape=True, labels_centred=True, bottom="indicator", rows=12, measures="table", merge_measures=True, footer="— {n} —", face=1),
    Layout("reportlab", ladders=FEW, split_rows=False, size=10.5, margin=64, repeat_head=False, rows=10, labels_centred=True, measures="by_alert", body=12),
    Layout("reportlab", ladders=WIDE, split_rows=False, size=9, margin=48, landscape=True, head="{g}级企业", rules="frame", rows=13, merges=0.4, measures="across", merge_measures=True, face=1),
    Layout("reportlab", ladders=LADDERS, split_rows=False, size=10, margin=60, matrix=True, rows=9, labels_centred=True, formulas=True, tables=2, measures="table", contents=True),
    Layout("reportlab", ladders=FOUR, split_rows=False, size=9, margin=54, bottom="cell", rows=12, long_cells=0.5, labels_centred=True, formulas=True, measures="text", distractors=("emissions", "checks")),
    Layout("reportlab", ladders=ONE, split_rows=False, size=11, margin=70, head="{g}级企业", numbered=True, rows=12, measures="by_alert", footer="第 {n} 页", face=1),
    Layout("reportlab", ladders=LADDERS, split_rows=False, size=9.5, margin=58, rules="open", two_line_head="绩效分级指标", rows=11, labels_centred=True, repeat_head=False, measures="text"),
    Layout("reportlab", ladders=FEW, split_rows=False, size=12, margin=62, landscape=True, rows=8, labels_centred=True, measures="table", body=12, lead=1),
    Layout("reportlab", ladders=LADDERS, split_rows=False, size=9, margin=56, colour="#dce6f1", sections=True, rows=12, merges=0.35, measures="across", header="示例技术指南", face=1),
    Layout("reportlab", ladders=FOUR, split_rows=False, size=9, margin=52, landscape=True, rotate=90, matrix=True, rows=11, labels_centred=True, bottom="cell", measures="table", merge_measures=True),
    Layout("reportlab", ladders=LADDERS, split_rows=False, size=9.5, margin=60, pieces=6, rows=12, labels_centred=True, tables=2, measures="text", distractors=("terms",), face=1),
    # libreoffice
    Layout("libreoffice", ladders=LADDERS, size=10.5, margin=72, head="{g}级企业", labels_centred=True, body=12, measures="text", footer="示例技术指南"),
    Layout("libreoffice", ladders=FOUR, size=9, margin=56, landscape=True, labels_centred=True, bottom="indicator", rows=12, measures="table", merge_measures=True),
    Layout("libreoffice", ladders=LADDERS, size=9.5, margin=64, repeat_head=False, formulas=True, rows=12, long_cells=0.6, labels_centred=True, measures="by_alert", face=1),
    Layout("libreoffice", ladders=WIDE, size=9, margin=50, landscape=True, head="{g}级企业", rows=14, merges=0.4, labels_centred=True, measures="across", merge_measures=True),
    Layout("libreoffice", ladders=FEW, size=12, margin=72, rows=9, long_cells=0.8, body=14, labels_centred=True, measures="text", distractors=("emissions",), face=2),
    Layout("libreoffice", ladders=FOUR, size=9.5, margin=58, bottom="column", rows=13, repeat_head=False, labels_centred=True, measures="text", head="{g}级企业"),
    Layout("libreoffice", ladders=LADDERS, size=10, margin=62, matrix=True, rows=10, tables=2, formulas=True, labels_centred=True, measures="table", contents=True, face=1),
    Layout("libreoffice", ladders=ONE, size=10.5, margin=70, numbered=True, auto_numbers=True, rows=12, labels_centred=True, measures="by_alert", body=12),
    Layout("libreoffice", ladders=LADDERS, size=10, margin=60, rules="open", two_line_head="绩效等级", split_rows=False, rows=11, measures="text", distractors=("checks",), face=2),
    Layout("libreoffice", ladders=FEW, size=10.5, margin=60, landscape=True, soft_breaks=True, rows=10, labels_centred=True, lead=1, measures="table"),
    Layout("libreoffice", ladders=FOUR, size=9, margin=55, bottom="cell", rows=12, merges=0.25, formulas=True, matrix=True, labels_centred=True, measures="text", header="示例技术指南", face=1),
    Layout("libreoffice", ladders=LADDERS, size=9.5, margin=66, rules="frame", colour="#d9d9d9", tables=3, rows=5, industries=3, labels_centred=True, measures="text", distractor=True),
    # docx
    Layout("docx", ladders=LADDERS, size=10.5, head="{g}级企业", labels_centred=True, rows=10, measures="text", body=12),
    Layout("docx", ladders=FOUR, size=9, landscape=True, bottom="column", rows=12, labels_centred=True, measures="table", merge_measures=True),
    Layout("docx", ladders=WIDE, size=9, landscape=True, rows=13, merges=0.4, formulas=True, labels_centred=True, measures="by_alert"),
    Layout("docx", ladders=FEW, size=12, rows=9, long_cells=0.8, auto_numbers=True, measures="text", distractors=("emissions", "checks")),
    Layout("docx", ladders=LADDERS, size=9.5, matrix=True, formulas=True, rows=10, tables=2, labels_centred=True, measures="across", contents=True),
    Layout("docx", ladders=ONE, size=10.5, numbered=True, rows=12, labels_centred=True, measures="table", word_style="Normal Table"),
    Layout("docx", ladders=FOUR, size=9.5, bottom="indicator", two_line_head="绩效等级", rows=11, soft_breaks=True, labels_centred=True, measures="text"),
    Layout("docx", ladders=LADDERS, size=10, tables=3, rows=5, industries=3, head="{g}级企业", bottom="cell", labels_centred=True, measures="by_alert", distractor=True),
    # scans
    Layout("libreoffice", ladders=FOUR, industries=1, size=10.5, margin=66, rows=8, head="{g}级企业", labels_centred=True, measures="text", scan=Scan(200, 0.4, 4, 60)),
    Layout("chromium", ladders=LADDERS, industries=1, size=10.5, margin=60, rows=8, labels_centred=True, measures="table", footer="{n}", scan=Scan(200, -0.7, 5, 55)),
    Layout("reportlab", ladders=FEW, split_rows=False, industries=1, size=10.5, margin=60, rows=8, labels_centred=True, measures="by_alert", scan=Scan(200, 0.8, 4, 60)),
    Layout("libreoffice", ladders=WIDE, industries=1, size=10, margin=54, landscape=True, rows=8, labels_centred=True, bottom="indicator", measures="table", merge_measures=True, scan=Scan(200, -0.3, 5, 55), face=1),
    Layout("chromium", ladders=FOUR, industries=1, size=10, margin=56, landscape=True, rows=9, head="{g}级企业", matrix=True, labels_centred=True, measures="text", scan=Scan(200, 0.2, 6, 50), face=1),
    Layout("reportlab", ladders=FOUR, split_rows=False, industries=1, size=10, margin=56, landscape=True, rows=8, bottom="cell", formulas=True, labels_centred=True, measures="table", scan=Scan(200, -1.1, 4, 60), face=1),
    Layout("libreoffice", ladders=FEW, industries=1, size=12, margin=68, rows=7, repeat_head=False, labels_centred=True, measures="text", scan=Scan(200, 1.0, 5, 60)),
    Layout("chromium", ladders=LADDERS, industries=1, size=9.5, margin=60, rows=10, rules="open", labels_centred=True, measures="by_alert", scan=Scan(200, -0.5, 4, 65), face=2),
    Layout("libreoffice", ladders=LADDERS, industries=1, size=10.5, margin=64, rows=7, matrix=True, labels_centred=True, measures="text", scan=Scan(150, 0.3, 3, 70)),
    Layout("chromium", ladders=FEW, industries=1, size=12, margin=64, rows=7, labels_centred=True, measures="text", scan=Scan(150, -0.4, 3, 70)),
    Layout("reportlab", ladders=LADDERS, split_rows=False, industries=1, size=9, margin=60, rows=9, labels_centred=True, measures="text", scan=Scan(300, 0.6, 5, 55)),
    Layout("libreoffice", ladders=FOUR, industries=1, size=9, margin=60, rows=9, bottom="column", formulas=True, labels_centred=True, measures="table", scan=Scan(300, -0.8, 5, 60), face=1),
)  # fmt: skip
COUNTS = {"text": 36, "docx": 8, "scan": 12}
