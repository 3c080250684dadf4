"""A pack as plain text, and a reader that shows it as pages: what the rules say can be tested without drawing a file.

Lives here: `HONEST`, `TextReader`, `screened`. A file's text: pages are parted by a line of ---, a line that begins with #
is a title, | parts the cells of a row, [印] is a red seal over its line, [签] a hand behind it. All names are made up (示例).
"""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import BadFile
from assistant.library.corpus import load_corpus
from assistant.reading.page import Box, Hidden, Level, Page, ReadBy, ReadFile, Run
from assistant.screening.checklist import Checklist, checklist_of
from assistant.screening.codes import check_digit
from assistant.screening.pipeline import Setting, screen
from assistant.screening.report import Report

CORPUS = load_corpus(Path(__file__).parents[2] / "corpus")
AS_OF = date(2026, 3, 15)
NAME = "焦作示例嘉禾铸造有限公司"
_BODY = "91410800MA6FKMJG2"
CODE = _BODY + check_digit(_BODY)
WIDTH, HEIGHT = 595.0, 842.0
UNREADABLE = "[看不清]"  # a page with marks of which nobody can read a word


def rows(first: date, days: Sequence[int], text: str) -> str:
    """Rows of a ledger: a day each, so many days after `first`."""
    return "\n".join(f"{date.fromordinal(first.toordinal() + step)}|{text}" for step in days)


YEAR = range(3, 365, 14)
FIRST = date(2025, 3, 15)
HONEST: dict[str, str] = {
    "申报表.pdf": f"""# 重污染天气重点行业绩效分级申报表（示例）
企业名称|{NAME}
统一社会信用代码|{CODE}
申报行业|铸造
拟申报等级|B级
排污许可证编号|{CODE}001P
是否按规定应安装自动监测设备|否
是否有多个独立厂区|否
是否涉及跨行业评级|否
是否发生与已申报材料不符的变更|否
单位（盖章）：[印]
法定代表人（签字）：[签]""",
    "自评.pdf": f"""# 铸造行业B级企业差异化指标对标自评表
企业名称：{NAME}
申报行业：铸造
自评等级：B级
差异化指标|指标要求|企业现状|自评结果
排放限值|逐项对照|已对照|符合
环境管理水平|逐项对照|已对照|符合
运输方式|逐项对照|已对照|符合""",
    "环评批复.pdf": f"""# 关于{NAME}年产1万吨铸件项目环境影响报告表的批复
{NAME}：
你单位报送的环境影响报告表收悉。经研究，批复如下：
一、原则同意报告表结论。""",
    "许可证.pdf": f"""# 排污许可证
证书编号：{CODE}001P
单位名称：{NAME}
行业类别：黑色金属铸造
有效期限：自2024年5月1日至2029年4月30日止
发证机关：（盖章）[印]
---
# 排污许可证副本
证书编号：{CODE}001P
单位名称：{NAME}
排放口编号|排放口名称|污染物种类|许可排放浓度
DA001|熔化废气排放口|颗粒物|见附表""",
    "检测报告.pdf": f"""# 检 测 报 告
报告编号：示例字第1号
委托单位：{NAME}
检测单位：河南示例环境检测有限公司
报告日期：2026年1月12日
---
# 检测结果
采样日期：2026年1月5日
受检单位：{NAME}
采样日期|点位|检测项目|排放浓度|评价
2026年1月5日|DA001|颗粒物|4.2|达标
编制：[签]|审核：[签]""",
    "门禁.pdf": f"""# 门禁系统建设情况说明
{NAME}在出入口安装道闸和车牌识别摄像机。""",
    "运输台账.pdf": "# 进出厂车辆运输电子台账\n日期|车牌号|进厂时间|出厂时间|排放阶段\n"
    + rows(FIRST, YEAR, "豫示10001|08:20|10:05|国六"),
    "治理台账.pdf": "# 废气污染治理设施运行台账\n日期|治理设施|运行起止|压差|维护与耗材|记录人\n"
    + rows(FIRST, YEAR, "布袋除尘器|08:00-18:00|820|清灰检查|李示例"),
    "一厂一策.pdf": f"""# “一厂一策”重污染天气应急实施方案
企业名称：{NAME}
黄色预警|橙色预警|红色预警
减排措施|停限产|按要求执行""",
    "守法.pdf": f"""# 一年内无环境违法行为说明
我单位{NAME}（统一社会信用代码：{CODE}）近一年内无环境违法行为，未受到行政处罚。
单位（盖章）：[印]
法定代表人（签字）：[签]""",
    "信用.pdf": f"""# 企业环境信用评价结果
单位名称：{NAME}
评价等级：良好
评价年度：2025年""",
}


class TextReader:
    """Shows the texts as pages. Files that do not begin like one of ours are damaged."""

    def __init__(self) -> None:
        self.looked: list[tuple[str, int, Level]] = []

    def read(self, path: Path, *, name: str | None = None, level: Level = Level.LINES) -> ReadFile:
        """The file with its pages; a page that is a picture has no text until it is looked at."""
        raw = path.read_bytes()
        digest = hashlib.sha256(raw).hexdigest()
        file = name or path.name
        if not raw:
            why = "文件为空（0 字节）"
            return ReadFile(file, digest, 0, "empty", read_by=ReadBy.UNREADABLE, unreadable=why)
        text = raw.decode("utf-8", "replace")
        if text.startswith("%damaged"):
            return ReadFile(file, digest, len(raw), "pdf", read_by=ReadBy.UNREADABLE, unreadable="文件已损坏")
        pages, hidden = [], []
        for number, part in enumerate(text.split("\n---\n"), 1):
            scanned = UNREADABLE in part or part.startswith("[扫描]")
            page = page_of(part, number)
            pages.append(Page(number, WIDTH, HEIGHT, needs_ocr=True, covered=1.0) if scanned else page)
        if "[属性]" in text:
            hidden.append(Run(text.split("[属性]", 1)[1].split("\n")[0], Box(0, 0, 0, 0), hidden=Hidden.METADATA))
        return ReadFile(file, digest, len(raw), "pdf", tuple(pages), len(pages), hidden=tuple(hidden))

    def look(
        self, path: Path, pages: Sequence[int], *, level: Level = Level.LINES, dpi: int = 200, box: Box | None = None
    ) -> list[Page]:
        """The pages as OCR would see them; of their heads, the upper third is read and the rest skimmed."""
        parts = path.read_text("utf-8").split("\n---\n")
        out = []
        for number in pages:
            self.looked.append((path.name, number, level))
            part = parts[number - 1]
            if UNREADABLE in part:
                out.append(Page(number, WIDTH, HEIGHT, read_by=ReadBy.OCR, level=level))
                continue
            page = page_of(part.removeprefix("[扫描]\n"), number)
            heads = level is Level.HEADS
            runs = [replace(run, skimmed=heads and run.box.top >= HEIGHT / 3) for run in page.runs]
            out.append(Page(number, WIDTH, HEIGHT, tuple(runs), ReadBy.OCR, level=level, covered=1.0))
        return out

    def picture(self, path: Path, page: int, *, dpi: int = 96, box: Box | None = None) -> bytes:
        """The page with its seals and hands."""
        from PIL import Image, ImageDraw

        text = path.read_bytes().decode("utf-8", "replace")
        parts = text.split("\n---\n")
        if page > len(parts):
            raise BadFile("没有这一页", where=path.name)
        scale = dpi / 72
        image = Image.new("RGB", (round(WIDTH * scale), round(HEIGHT * scale)), "white")
        draw = ImageDraw.Draw(image)
        for at, line in enumerate(parts[page - 1].splitlines()):
            y = (60 + at * 20) * scale
            if "[印]" in line:
                draw.ellipse((90 * scale, y - 40 * scale, 190 * scale, y + 60 * scale), outline=(205, 20, 25), width=6)
                draw.text((120 * scale, y), "XX", fill=(205, 20, 25))
            for place, cell in enumerate(line.split("|")):
                if "[签]" in cell:
                    left = (74 + place * 110 + len(cell.replace("[签]", "").replace("[印]", "")) * 9.45) * scale
                    draw.line(
                        (left, y, left + 14 * scale, y + 10 * scale, left + 22 * scale, y + 2),
                        fill=(20, 20, 60),
                        width=4,
                    )
        out = io.BytesIO()
        image.save(out, "PNG", compress_level=1)
        return out.getvalue()

    def close(self) -> None:
        """Nothing to end."""


def page_of(text: str, number: int) -> Page:
    """A page of lines 20 points apart."""
    runs: list[Run] = []
    for at, line in enumerate(text.splitlines()):
        if line.startswith("[属性]"):
            continue
        hidden = Hidden.WHITE if line.startswith("[白]") else None
        line = line.replace("[印]", "").replace("[签]", "").removeprefix("[白]")
        size = 20.0 if line.startswith("#") else 10.5
        for place, cell in enumerate(line.lstrip("# ").split("|")):
            if cell.strip():
                left, top = 70.0 + place * 110, 60.0 + at * 20
                run = Run(cell.strip(), Box(left, top, left + len(cell) * size * 0.9, top + size), size, hidden=hidden)
                runs.append(run)
    return Page(number, WIDTH, max(HEIGHT, 100.0 + 20 * len(runs)), tuple(runs))


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """The files in a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder


def changed(changes: Mapping[str, str | tuple[str, str] | None]) -> dict[str, str]:
    """The honest pack with files replaced (text), taken out (None), or with words in them replaced (a pair)."""
    out = dict(HONEST)
    for name, change in changes.items():
        if change is None:
            out.pop(name)
        elif isinstance(change, tuple):
            assert change[0] in out[name], (name, change)
            out[name] = out[name].replace(*change)
        else:
            out[name] = change
    return out


def screened(
    tmp_path: Path,
    files: Mapping[str, str | bytes],
    *,
    checklist: Checklist | None = None,
    reader: Any = None,
    **setting: Any,
) -> Report:
    """The report of a pack of these files."""
    folder, work = (Path(tempfile.mkdtemp(dir=tmp_path)) for _ in range(2))
    return screen(
        [written(folder, files)],
        CORPUS,
        checklist or checklist_of(CORPUS),
        reader=reader or TextReader(),
        work=work,
        setting=Setting(setting.pop("as_of", AS_OF), **setting),
    )


def status(report: Report, material: str) -> str:
    """The status of a material."""
    return next(line.status.value for line in report.materials if line.id == material)


def kinds(report: Report, material: str | None = None) -> list[str]:
    """The kinds of findings, of a material where one is named."""
    return [one.kind.value for one in report.findings if material is None or one.material == material]
