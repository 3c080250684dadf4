"""Dev's layouts: fonts, engines and settings that the test split does not use.

Lives here: FACES, LAYOUTS, SEED. May import: layout.
"""

from evals.guides.layout import Face, Layout, Scan

SEED = 70101
LADDERS = (("A", "B", "C", "D"), ("A", "B", "B-", "C", "D"), ("绩效引领性",), ("A", "B", "C"))
FACES = {
    "reportlab": (
        Face("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0, "WenQuanYi Zen Hei"),
        Face("/usr/share/fonts/truetype/arphic/uming.ttc", 0, "AR PL UMing CN"),
    ),
    "chromium": (Face("", 0, "Noto Serif CJK SC"), Face("", 0, "WenQuanYi Zen Hei")),
    "docx": (Face("", 0, "Noto Serif CJK SC"), Face("", 0, "AR PL UMing CN")),
    "libreoffice": (Face("", 0, "Noto Serif CJK SC"), Face("", 0, "AR PL UMing CN")),
}
LAYOUTS = (
    Layout("reportlab", ladders=LADDERS, footer="第 {n} 页"),
    Layout("reportlab", ladders=LADDERS, landscape=True, repeat_head=False, head="{g}级企业", colour="#d9e2f3", face=1),
    Layout("reportlab", ladders=LADDERS, landscape=True, rotate=90, two_line_head="绩效等级", rows=10),
    Layout("reportlab", ladders=LADDERS, rules="horizontal", tables=2, measures="text", split_rows=False),
    Layout("reportlab", ladders=LADDERS[2:3], watermark="示例", contents=True, distractor=True, rows=14),
    Layout("reportlab", ladders=LADDERS, rows=20, size=10, long_cells=0.9, footer="- {n} -"),
    Layout("chromium", ladders=LADDERS, footer="{n}"),
    Layout("chromium", ladders=LADDERS, landscape=True, repeat_head=False, head="{g}级企业", face=1, tables=2),
    Layout("chromium", ladders=LADDERS, rules="horizontal", colour="#eeeeee", measures="text", contents=True),
    Layout("chromium", ladders=LADDERS, two_line_head="绩效分级", rows=16, long_cells=0.8, watermark="示例文件"),
    Layout("chromium", ladders=LADDERS, rules="booktabs", split_rows=False, distractor=True, merges=0.15),
    Layout("libreoffice", ladders=LADDERS, footer="示例指南"),
    Layout("libreoffice", ladders=LADDERS, landscape=True, repeat_head=False, rows=14, face=1, head="{g}级企业"),
    Layout("libreoffice", ladders=LADDERS, rows=16, long_cells=0.9, tables=2, measures="text", contents=True),
    Layout("docx", ladders=LADDERS),
    Layout("docx", ladders=LADDERS, word_style="Normal Table", two_line_head="绩效等级", distractor=True),
    Layout("docx", ladders=LADDERS, head="{g}级企业", measures="text", tables=2, raised_marks=False, contents=True),
    Layout("reportlab", ladders=LADDERS, industries=1, rows=6, size=10.5, scan=Scan(200, 0.6, 4, 60)),
    Layout("chromium", ladders=LADDERS, industries=1, rows=6, size=10.5, landscape=True, scan=Scan(300, -0.9, 5, 55)),
    Layout(
        "libreoffice", ladders=LADDERS, industries=1, rows=6, size=10.5, head="{g}级企业", scan=Scan(150, 0.3, 3, 70)
    ),
)
COUNTS = {"text": 22, "docx": 9, "scan": 9}
