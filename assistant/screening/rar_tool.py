"""The program that opens RAR: rarfile lists what is in an archive and leaves unpacking to one that is installed.

Lives here: `ready`. May import: rarfile. unrar and unar as rarfile drives them. bsdtar (Debian: libarchive-tools) in a way
of our own: rarfile 4.5 puts the sign that ends the options between `-f` and the archive, and a name with brackets would be
taken for a pattern. 7-Zip is left out: Debian's has no RAR in it and yet says that it is there.
"""

from __future__ import annotations

import re
import shutil
from typing import Any

MOST_SECONDS = "60"  # a member; an archive that loops costs itself


def ready() -> bool:
    """Whether one is there; rarfile uses it from now on."""
    import rarfile

    if rarfile.CURRENT_SETUP is not None:
        return True
    try:
        rarfile.tool_setup(bsdtar=False, sevenzip=False, sevenzip2=False)
    except rarfile.RarCannotExec:
        if shutil.which(rarfile.BSDTAR_TOOL) is None:
            return False
        rarfile.CURRENT_SETUP = _bsdtar(rarfile)
    return True


def _bsdtar(rarfile: Any) -> Any:
    class Bsdtar(rarfile.ToolSetup):  # type: ignore[misc]
        """One member to stdout; names in UTF-8 whatever the locale."""

        def open_cmdline(self, pwd: object, rarfn: str, filefn: str | None = None) -> list[str]:
            command = ["timeout", MOST_SECONDS, "env", "LC_ALL=C.UTF-8", rarfile.BSDTAR_TOOL, "-x", "--to-stdout"]
            return [*command, "-f", rarfn, "--", *([_literal(filefn)] if filefn else [])]

    return Bsdtar(rarfile.BSDTAR_CONFIG)


def _literal(name: str) -> str:
    """The name as a pattern that only it fits.

    >>> print(_literal("报告[1]*.pdf"))
    报告\\[1\\]\\*.pdf
    """
    return re.sub(r"([\\*?\[\]])", r"\\\1", name)
