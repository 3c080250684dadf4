"""Scans and photographs: pages drawn to pixels, then skewed, noised, lit unevenly, compressed.

Lives here: degrading, seeded, and image-only PDFs. May import: pypdfium2, opencv, numpy, pillow.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image


@dataclass(frozen=True, slots=True)
class Look:
    """How a scan looks. `skew` in degrees, `noise` the spread of grey levels, `quality` of the JPEG inside."""

    dpi: int = 200
    skew: float = 0.6
    noise: float = 5.0
    quality: int = 55
    grey: bool = False
    blur: float = 0.4
    turned: int = 0  # quarter turns, clockwise
    shadow: float = 0.0


def draw_look(rng: random.Random, *, hard: bool = False) -> Look:
    """A scan as offices make them; `hard`: the worse third of them."""
    return Look(
        dpi=rng.choice((150, 200, 200, 300) if hard else (200, 200, 240)),
        skew=rng.uniform(-2.2, 2.2) if hard else rng.uniform(-0.9, 0.9),
        noise=rng.uniform(6, 13) if hard else rng.uniform(2, 6),
        quality=rng.randint(32, 50) if hard else rng.randint(50, 75),
        grey=rng.random() < 0.2,
        blur=rng.uniform(0.4, 0.8) if hard else rng.uniform(0.0, 0.5),
        shadow=rng.uniform(0.05, 0.25) if hard else rng.uniform(0, 0.1),
    )


def pages_of(pdf: bytes, dpi: int) -> list[Image.Image]:
    """The pages of a PDF, drawn."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def scanned(image: Image.Image, look: Look, rng: random.Random) -> Image.Image:
    """A page after the scanner."""
    pixels = np.asarray(image)
    if look.turned:
        pixels = np.ascontiguousarray(np.rot90(pixels, -look.turned))
    high, wide = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), look.skew, 1.0)
    pixels = _array(cv2.warpAffine(pixels, turn, (wide, high), borderValue=(248, 248, 246)))
    if look.blur:
        pixels = _array(cv2.GaussianBlur(pixels, (0, 0), look.blur * look.dpi / 150))
    return Image.fromarray(_lit(pixels, look.noise, look.shadow, rng)).convert("L" if look.grey else "RGB")


def photographed(image: Image.Image, look: Look, rng: random.Random) -> Image.Image:
    """A page on a desk, taken from the hand: perspective, a desk around it, uneven light."""
    pixels = np.asarray(image)
    high, wide = pixels.shape[:2]
    edge = int(wide * 0.09)
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    shake = np.array([[rng.uniform(-0.035, 0.035) * wide for _ in range(2)] for _ in range(4)], np.float32)
    warp = cv2.getPerspectiveTransform(corners, corners + edge + shake)
    desk = (rng.randint(90, 150), rng.randint(70, 120), rng.randint(50, 100))
    taken = cv2.warpPerspective(pixels, warp, (wide + 2 * edge, high + 2 * edge), borderValue=desk)
    return Image.fromarray(_lit(_array(taken), look.noise, max(look.shadow, 0.22), rng))


def _array(value: Any) -> np.ndarray[Any, Any]:
    return np.asarray(value)


def _lit(pixels: np.ndarray[Any, Any], noise: float, shadow: float, rng: random.Random) -> np.ndarray[Any, Any]:
    high, wide = pixels.shape[:2]
    across = np.linspace(-1, 1, wide)[None, :] * rng.choice((-1, 1))
    down = np.linspace(-1, 1, high)[:, None] * rng.uniform(-1, 1)
    light = 1 - shadow * (across + down + 2) / 4
    grain = np.random.default_rng(rng.randrange(2**32)).normal(0, noise, (high, wide, 1))
    return np.clip(pixels * light[..., None] + grain, 0, 255).astype(np.uint8)


def illegible(image: Image.Image, rng: random.Random) -> Image.Image:
    """A page out of focus: marks are there, nobody can read them."""
    pixels = np.asarray(image)
    return Image.fromarray(_lit(_array(cv2.GaussianBlur(pixels, (0, 0), pixels.shape[1] / 45)), 6, 0.3, rng))


def jpeg(image: Image.Image, look: Look) -> bytes:
    """The picture as JPEG."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=look.quality, dpi=(look.dpi, look.dpi))
    return out.getvalue()


def image_pdf(images: list[Image.Image], look: Look, *, layer: list[str] | None = None) -> bytes:
    """A PDF of page images. `layer`: an invisible text layer for each page, true or lying, as scanners write them."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    if layer:
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    for number, image in enumerate(images):
        wide, high = image.width * 72 / look.dpi, image.height * 72 / look.dpi
        page.setPageSize((wide, high))
        page.drawImage(ImageReader(io.BytesIO(jpeg(image, look))), 0, 0, wide, high)
        if layer:
            text = page.beginText(60, high - 80)
            text.setFont("STSong-Light", 11)
            text.setTextRenderMode(3)
            for line in layer[number].split("\n"):
                text.textLine(line)
            page.drawText(text)
        page.showPage()
    page.save()
    return out.getvalue()
