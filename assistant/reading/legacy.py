"""DOC, XLS, WPS, RTF, ODT and ODS, by LibreOffice where it is installed: a converted copy is read instead.

Lives here: `Converter`, `find_soffice`. May import: this room. Each conversion has a profile of its own that runs no
macro and follows no link; the process and its children end at the time limit. Copies go when the reader is closed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from assistant.reading.limits import Limits

TARGETS = {"doc": "docx", "wps": "docx", "rtf": "docx", "odt": "docx", "xls": "xlsx", "ods": "xlsx"}
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link"><value>2</value></prop></item>
</oor:items>
"""


class NotConverted(Exception):
    """LibreOffice gave nothing; `code` is a Remark's, `say` what happened."""

    def __init__(self, code: str, say: str) -> None:
        super().__init__(say)
        self.code, self.say = code, say


def find_soffice() -> Path | None:
    """LibreOffice's program on this machine, None where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(found) if found else None


class Converter:
    """Converted copies in a folder under `work`, made when first needed, by content; gone with `close`."""

    def __init__(self, soffice: Path | None, work: Path, limits: Limits) -> None:
        self._soffice, self._work, self._limits = soffice, work, limits
        self._folder: Path | None = None

    def takes(self, type_: str) -> bool:
        """Whether files of this type are converted here."""
        return self._soffice is not None and type_ in TARGETS

    def converted(self, path: Path, type_: str, sha256: str) -> tuple[Path, str]:
        """The copy and its type. Raises NotConverted."""
        target = TARGETS[type_]
        try:
            folder = self._folder or self._made()
            copy = folder / f"{sha256}.{target}"
            if not copy.is_file():
                self._convert(path, folder, copy, type_)
        except OSError as why:
            raise NotConverted("not_read", f"转换所需的临时文件夹不可写：{why.strerror}") from why
        return copy, target

    def close(self) -> None:
        """Removes the copies."""
        folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def _made(self) -> Path:
        self._work.mkdir(parents=True, exist_ok=True)
        self._folder = folder = Path(tempfile.mkdtemp(prefix="convert-", dir=self._work))
        return folder

    def _convert(self, path: Path, folder: Path, copy: Path, type_: str) -> None:
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True, exist_ok=True)
        (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
        source = folder / f"{copy.stem}.{type_}"  # the name decides nothing, but LibreOffice wants an ending
        shutil.copyfile(path, source)
        try:
            self._run(profile, source, folder, copy.suffix[1:])
        finally:
            source.unlink(missing_ok=True)
        if not copy.is_file() or copy.stat().st_size == 0:
            raise NotConverted("damaged", "LibreOffice 无法转换该文件，文件可能已损坏或设有密码")

    def _run(self, profile: Path, source: Path, folder: Path, target: str) -> None:
        own = profile / "tmp"  # what it leaves behind goes with the folder, not into the machine's /tmp
        own.mkdir(exist_ok=True)
        process = subprocess.Popen(
            [
                "env", f"TMPDIR={own.absolute()}", str(self._soffice),
                f"-env:UserInstallation={profile.absolute().as_uri()}", "--headless", "--norestore", "--nolockcheck",
                "--nodefault", "--convert-to", target, "--outdir", str(folder), str(source),
            ],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            process.wait(self._limits.convert_seconds)
        except subprocess.TimeoutExpired as why:
            raise NotConverted("timed_out", "LibreOffice 转换超过时限") from why
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)  # its children too: the launcher is not the office
    except ProcessLookupError:
        return  # all had ended
    finally:
        process.wait()
