"""Pictures inside papers: seals, hands, flow charts, plans, screens, gate photographs, curves.

Lives here: small PIL drawings, deterministic from their arguments. Fonts are arguments: the two splits use different
ones. May import: pillow, the standard library.
"""

from __future__ import annotations

import io
import math
import random
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from assistant.errors import InputError

RED = (200, 22, 28)


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font files of one split, with the index of the face in a collection."""

    body: tuple[str, int]
    head: tuple[str, int]
    hand: tuple[str, int]

    def check(self) -> None:
        """Raises InputError where a font is not installed."""
        for path, _ in (self.body, self.head, self.hand):
            if not Path(path).is_file():
                raise InputError(
                    f"缺少字体 {path}",
                    where="evals.packs",
                    remedy="请运行：sh tools/debian.sh fonts-noto-cjk fonts-wqy-zenhei fonts-wqy-microhei "
                    "fonts-arphic-uming fonts-arphic-ukai",
                )


def _font(face: tuple[str, int], size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face[0], size, index=face[1])


def png(image: Image.Image) -> bytes:
    """The picture as PNG."""
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def seal(owner: str, fonts: Fonts, *, size: int = 360, below: str = "") -> Image.Image:
    """A round red seal with its owner's name along the ring and a star in the middle."""
    image = Image.new("RGBA", (size, size), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((6, 6, size - 6, size - 6), outline=(*RED, 235), width=max(5, size // 50))
    middle, points = size / 2, []
    for step in range(10):
        reach = size * (0.14 if step % 2 == 0 else 0.055)
        angle = math.pi * (step / 5 - 0.5)
        points.append((middle + reach * math.cos(angle), middle + reach * math.sin(angle)))
    draw.polygon(points, fill=(*RED, 235))
    letters = min(size // 8, int(size * 2.6 / max(len(owner), 8)))
    face = _font(fonts.body, letters)
    span = min(math.pi * 1.5, 0.24 * len(owner) + 0.4)
    for step, sign in enumerate(owner):
        angle = -span / 2 + span * step / max(len(owner) - 1, 1)
        tile = Image.new("RGBA", (letters * 2, letters * 2), (0, 0, 0, 0))
        ImageDraw.Draw(tile).text((letters, letters), sign, font=face, fill=(*RED, 235), anchor="mm")
        tile = tile.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        reach = size * 0.37
        x, y = middle + reach * math.sin(angle), middle - reach * math.cos(angle)
        image.alpha_composite(tile, (int(x - letters), int(y - letters)))
    if below:
        ImageDraw.Draw(image).text((middle, size * 0.76), below, font=_font(fonts.body, size // 12), fill=(*RED, 235), anchor="mm")  # fmt: skip
    return image


def hand(name: str, fonts: Fonts, *, size: int = 64) -> Image.Image:
    """A name as somebody signs it."""
    rng = random.Random(name)
    image = Image.new("RGBA", (size * (len(name) + 1), int(size * 1.7)), (255, 255, 255, 0))
    for step, sign in enumerate(name):
        tile = Image.new("RGBA", (size * 2, size * 2), (0, 0, 0, 0))
        ImageDraw.Draw(tile).text((size, size), sign, font=_font(fonts.hand, size), fill=(24, 28, 70, 255), anchor="mm")
        tile = tile.rotate(rng.uniform(-9, 14), resample=Image.Resampling.BICUBIC)
        image.alpha_composite(tile, (int(step * size * 0.85), max(0, int(rng.uniform(-8, 8) - size * 0.15))))
    return image


def picture(kind: str, labels: tuple[str, ...], fonts: Fonts, *, width: int = 1000, height: int = 560) -> Image.Image:
    """One of the drawings that packs contain. Raises KeyError for an unknown kind."""
    image = Image.new("RGB", (width, height), (250, 250, 248))
    _DRAW[kind](ImageDraw.Draw(image), labels, fonts, width, height, random.Random(kind + "".join(labels)))
    return image.filter(ImageFilter.GaussianBlur(1.2)) if kind == "gate" else image


def _flow(draw: ImageDraw.ImageDraw, labels: tuple[str, ...], fonts: Fonts, w: int, h: int, rng: random.Random) -> None:
    face = _font(fonts.body, 24)
    row = 4
    for step, label in enumerate(labels):
        x, y = 30 + step % row * (w - 40) // row, 40 + step // row * 150
        draw.rectangle((x, y, x + 190, y + 70), outline=(20, 20, 20), width=3)
        draw.text((x + 95, y + 35), label, font=face, fill=(0, 0, 0), anchor="mm")
        if step + 1 < len(labels) and step % row < row - 1:
            draw.line((x + 190, y + 35, x + 30 + (w - 40) // row - 30, y + 35), fill=(0, 0, 0), width=3)
            draw.polygon([(x + (w - 40) // row - 14, y + 26), (x + (w - 40) // row, y + 35), (x + (w - 40) // row - 14, y + 44)], fill=(0, 0, 0))  # fmt: skip


def _plan(draw: ImageDraw.ImageDraw, labels: tuple[str, ...], fonts: Fonts, w: int, h: int, rng: random.Random) -> None:
    draw.rectangle((10, 10, w - 10, h - 10), outline=(0, 0, 0), width=4)
    face = _font(fonts.body, 22)
    for step, label in enumerate(labels):
        x, y = 40 + step % 3 * (w // 3), 40 + step // 3 * 160
        draw.rectangle((x, y, x + rng.randint(200, 270), y + 120), outline=(40, 70, 120), width=3)
        draw.text((x + 12, y + 40), label, font=face, fill=(0, 0, 0))
    draw.text((w - 80, 30), "北↑", font=face, fill=(0, 0, 0))


def _gate(draw: ImageDraw.ImageDraw, labels: tuple[str, ...], fonts: Fonts, w: int, h: int, rng: random.Random) -> None:
    draw.rectangle((0, 0, w, int(h * 0.45)), fill=(150, 185, 215))
    draw.rectangle((0, int(h * 0.45), w, h), fill=(112, 112, 108))
    draw.rectangle((120, 150, 300, 420), fill=(235, 232, 220), outline=(60, 60, 60), width=3)
    for step in range(9):
        x = 300 + step * 62
        draw.rectangle((x, 300, x + 62, 322), fill=(200, 30, 30) if step % 2 else (245, 245, 245))
    draw.rectangle((560, 340, 900, 480), fill=(40, 90, 60))
    draw.rectangle((640, 440, 780, 476), fill=(230, 200, 40))
    for step, label in enumerate(labels):
        draw.text((20, 16 + 40 * step), label, font=_font(fonts.body, 28), fill=(255, 255, 255))


def _screen(
    draw: ImageDraw.ImageDraw, labels: tuple[str, ...], fonts: Fonts, w: int, h: int, rng: random.Random
) -> None:
    draw.rectangle((0, 0, w, h), fill=(18, 24, 34))
    for step in range(9):
        x, y = 10 + step % 3 * (w // 3), 60 + step // 3 * ((h - 70) // 3)
        shade = rng.randint(60, 120)
        draw.rectangle((x, y, x + w // 3 - 16, y + (h - 70) // 3 - 10), fill=(shade, shade + 6, shade))
    for step, label in enumerate(labels):
        draw.text((14 + step * 330, 14), label, font=_font(fonts.body, 26), fill=(240, 240, 240))


def _curve(
    draw: ImageDraw.ImageDraw, labels: tuple[str, ...], fonts: Fonts, w: int, h: int, rng: random.Random
) -> None:
    draw.line((60, 20, 60, h - 50, w - 20, h - 50), fill=(0, 0, 0), width=3)
    level, points = h * 0.5, []
    for x in range(62, w - 20, 6):
        level = min(max(level + rng.uniform(-14, 14), h * 0.3), h - 80)
        points.append((x, level))
    draw.line(points, fill=(30, 80, 180), width=3)
    for step, label in enumerate(labels):
        draw.text((80 + step * 300, h - 42), label, font=_font(fonts.body, 24), fill=(0, 0, 0))


_DRAW = {"flow": _flow, "plan": _plan, "gate": _gate, "screen": _screen, "curve": _curve}
