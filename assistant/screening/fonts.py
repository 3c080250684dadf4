"""The Chinese font that PDF reports carry inside them: the one that comes with us, else one of the system's.

Lives here: `find_font`, `Font`. May import: errors. Both are free to embed (SIL OFL). Where there is none, the error says
what to install; Word reports need none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from assistant.errors import MissingPart

PACKAGE, MEMBER = "pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"


@dataclass(frozen=True, slots=True)
class Font:
    """`number`: which face of a collection (.ttc) is the Simplified Chinese one."""

    path: Path
    number: int = 0


# Debian and Ubuntu (fonts-noto-cjk), Fedora, Arch.
SYSTEM: tuple[Font, ...] = tuple(
    Font(Path(folder) / "NotoSansCJK-Regular.ttc", 2)
    for folder in (
        "/usr/share/fonts/opentype/noto",
        "/usr/share/fonts/google-noto-cjk",
        "/usr/share/fonts/noto-cjk",
        "/usr/share/fonts/truetype/noto",
    )
)


def find_font(system: Sequence[Font] = SYSTEM, package: str = PACKAGE) -> Font:
    """The first that is there. Raises MissingPart with what to type."""
    for font in (*_packaged(package), *system):
        if font.path.is_file():
            return font
    raise MissingPart(
        "写 PDF 报告需要中文字体，这台机器上没有找到",
        remedy="请运行 pip install pylopdf-fonts-zh-cn（或 apt-get install fonts-noto-cjk）；也可以改写 .docx",
    )


def _packaged(package: str) -> Iterable[Font]:
    try:
        return (Font(Path(str(files(package))) / MEMBER),)
    except ModuleNotFoundError:
        return ()
