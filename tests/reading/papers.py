"""Papers made at test time: Chinese pages by Pillow and fpdf2, their scans, photos and seals. 示例 in every title."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = Path("/usr/share/fonts/opentype/noto")
DPI = 120  # enough for these sizes, and a third of the work
A4 = (992, 1403)
LINES = (
    "示例检测报告",
    "报告编号：示例2026第0318号",
    "委托单位：中原示例铸造有限公司",
    "统一社会信用代码：91410105MA44EXAMPL",
    "采样日期：2026年03月18日　报告日期：2026年03月25日",
    "检测项目：颗粒物、二氧化硫、氮氧化物",
    "一、检测结果",
    "1号排气筒出口颗粒物折算浓度为8.6 mg/m³，二氧化硫为21 mg/m³，",
    "氮氧化物为46 mg/m³，标干流量为35218 m³/h，均为三次采样的平均值。",
    "2号排气筒出口颗粒物折算浓度为7.9 mg/m³，含氧量9.0%，烟温118.5℃。",
    "二、质量保证",
    "采样人员持证上岗，仪器经计量检定合格并在有效期内，样品交接记录完整。",
    "检测结果仅对本次采样负责，复制报告未加盖检测专用章无效。",
)


@cache
def font(size: int, face: str = "NotoSansCJK-Regular.ttc") -> ImageFont.FreeTypeFont:
    """Simplified Chinese of a Noto face."""
    return ImageFont.truetype(str(FONTS / face), size, index=2)


def paper(
    lines: Sequence[str] = LINES, *, size: tuple[int, int] = A4, points: float = 12, repeat: int = 1
) -> Image.Image:
    """A typed page: the first line as a title."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    dpi = size[0] / 8.27
    body = round(points * dpi / 72)
    y = round(0.9 * dpi)
    for at, line in enumerate([*lines[:1], *(list(lines[1:]) * repeat)]):
        face = font(body * 2) if at == 0 else font(body)
        x = (size[0] - draw.textlength(line, font=face)) / 2 if at == 0 else 0.9 * dpi
        draw.text((x, y), line, font=face, fill=(20, 20, 20))
        y += round(face.size * 1.9)
    return image


def sealed(image: Image.Image, centre: tuple[int, int], text: str, *, radius: int = 96) -> Image.Image:
    """With a round red seal stamped over it: ring, star, text along the arc."""
    seal = Image.new("RGBA", (radius * 2 + 20,) * 2, (0, 0, 0, 0))
    draw = ImageDraw.Draw(seal)
    middle = radius + 10
    red = (215, 30, 40, 215)
    draw.ellipse((10, 10, 10 + 2 * radius, 10 + 2 * radius), outline=red, width=max(4, radius // 18))
    star = [
        (
            middle + radius * (0.3 if k % 2 == 0 else 0.12) * math.sin(k * math.pi / 5),
            middle - radius * (0.3 if k % 2 == 0 else 0.12) * math.cos(k * math.pi / 5),
        )
        for k in range(10)
    ]
    draw.polygon(star, fill=red)
    face = font(round(radius * 0.27), "NotoSerifCJK-Bold.ttc")
    for at, letter in enumerate(text):
        angle = -120 + 240 * (at + 0.5) / len(text)
        tile = Image.new("RGBA", (face.size * 2,) * 2, (0, 0, 0, 0))
        ImageDraw.Draw(tile).text((face.size, face.size), letter, font=face, fill=red, anchor="mm")
        tile = tile.rotate(-angle, resample=Image.Resampling.BICUBIC)
        x = middle + radius * 0.76 * math.sin(math.radians(angle)) - face.size
        y = middle - radius * 0.76 * math.cos(math.radians(angle)) - face.size
        seal.alpha_composite(tile, (round(x), round(y)))
    sheet = np.asarray(image).astype(float)
    x, y = centre[0] - middle, centre[1] - middle
    ink = np.asarray(seal).astype(float)
    part = sheet[y : y + ink.shape[0], x : x + ink.shape[1]]
    share = ink[..., 3:] / 255
    part[:] = part * (1 - share) + share * np.minimum(part, ink[..., :3])  # ink on ink gets darker, as on paper
    return Image.fromarray(sheet.clip(0, 255).astype(np.uint8))


def scanned(
    image: Image.Image, *, skew: float = 0.0, noise: float = 6.0, quality: int = 70, seed: int = 7
) -> Image.Image:
    """As a scanner gives it: leaning, grainy, JPEG."""
    image = image.rotate(-skew, resample=Image.Resampling.BICUBIC, expand=False, fillcolor="white")
    rng = np.random.default_rng(seed)
    pixels = np.asarray(image).astype(float) + rng.normal(0, noise, (*image.size[::-1], 1))
    image = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    held = io.BytesIO()
    image.save(held, "JPEG", quality=quality)
    return Image.open(io.BytesIO(held.getvalue())).convert("RGB")


def photographed(image: Image.Image, *, seed: int = 3, lean: float = 0.06) -> Image.Image:
    """On a dark desk, seen from an angle, unevenly lit."""
    rng = random.Random(seed)
    width, height = image.size
    desk = (round(width * 1.25), round(height * 1.2))
    corners = [(0.1, 0.08), (0.9, 0.08), (0.9, 0.92), (0.1, 0.92)]
    target = [
        ((x + rng.uniform(-lean, lean)) * desk[0], (y + rng.uniform(-lean, lean) * 0.6) * desk[1]) for x, y in corners
    ]
    source = [(0, 0), (width, 0), (width, height), (0, height)]
    rows = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    solved = np.linalg.solve(np.array(rows, float), np.array(source, float).reshape(-1))
    sheet = image.convert("RGBA").transform(desk, Image.Transform.PERSPECTIVE, tuple(solved), Image.Resampling.BICUBIC)
    scene = Image.new("RGB", desk, (62, 50, 41))
    scene.paste(sheet, (0, 0), sheet)
    light = np.linspace(1.0, 0.62, desk[0])[None, :, None] * np.linspace(0.95, 0.8, desk[1])[:, None, None]
    return Image.fromarray((np.asarray(scene) * light).clip(0, 255).astype(np.uint8)).filter(
        ImageFilter.GaussianBlur(0.8)
    )


def two_up(left: Image.Image, right: Image.Image) -> Image.Image:
    """Two pages side by side, as an open book is scanned."""
    both = Image.new("RGB", (left.width + right.width, left.height), "white")
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))
    return both


def pdf_of_pictures(path: Path, *images: Image.Image, dpi: int = DPI) -> Path:
    """A PDF of scans: a picture a page, no text."""
    images[0].save(path, "PDF", save_all=True, append_images=list(images[1:]), resolution=dpi, quality=80)
    return path


def pdf_of_text(path: Path, *pages: Sequence[str], points: float = 12) -> Path:
    """A born-digital PDF, fonts embedded."""
    from fpdf import FPDF

    document = FPDF(format="A4", unit="pt")
    document.add_font("Noto", fname=str(FONTS / "NotoSansCJK-Regular.ttc"), collection_font_number=2)
    for lines in pages:
        document.add_page()
        for at, line in enumerate(lines):
            document.set_font("Noto", size=points * 2 if at == 0 else points)
            document.text(72, 90 + at * points * 1.9, line)
    document.output(str(path))
    return path
