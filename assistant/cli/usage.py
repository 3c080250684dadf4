"""How the command line is used, in Chinese: help pages and one-line usage errors. Typer speaks English by itself.

Lives here: `Command`, `Group` (help pages), `said` (a usage error as one line). May import: typer.
"""

from __future__ import annotations

import gc
import importlib
import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from assistant.errors import MissingPart

UsageError: type[Any] = typer.BadParameter.__mro__[1]

_HEADINGS = (
    (r"^Usage: ", "用法："),
    (r"^Options:$", "选项："),
    (r"^Arguments:$", "参数："),
    (r"^Commands:$", "命令："),
    (r"\[required\]", "[必填]"),
    (r"Show this message and exit\.", "显示本页"),
    (r"\[default: ", "[默认："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 …"),
)


def in_chinese(page: str) -> str:
    """A help page with its headings in Chinese."""
    for english, chinese in _HEADINGS:
        page = re.sub(english, chinese, page, flags=re.MULTILINE)
    # Names of Python types mean nothing at a counter; blanks keep the columns.
    return re.sub(r" <[A-Za-z\[\]]+>", lambda found: " " * len(found[0]), page)


class Command(TyperCommand):
    """A command whose help page is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        return in_chinese(super().get_help(ctx))


class Group(TyperGroup):
    """A group whose help page is Chinese throughout."""

    command_class = Command

    def get_help(self, ctx: Any) -> str:
        return in_chinese(super().get_help(ctx))


class Elsewhere(TyperCommand):
    """A command that lives in another room, imported when it is called and not when it is listed.

    `at`: module and attribute of its typer app. `remedy`: what to say where that room is not installed.
    """

    def __init__(self, name: str, *, at: tuple[str, str], summary: str, remedy: str) -> None:
        super().__init__(name, help=summary)
        self._at = at
        self._remedy = remedy

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        return self._there().make_context(info_name, args, parent=parent, **extra)

    def _there(self) -> Any:
        module, attribute = self._at
        try:
            app: typer.Typer = getattr(importlib.import_module(module), attribute)
        except ModuleNotFoundError as error:
            if error.name not in (module, module.split(".")[0]):
                raise
            raise MissingPart(f"这里没有 {self.name} 命令", remedy=self._remedy) from None
        gc.enable()  # evaluations go on for minutes (door.main)
        app.info.cls, app.rich_markup_mode = Group, None
        for command in app.registered_commands:
            command.cls = Command
        return typer.main.get_command(app)


def said(error: Any) -> str:
    """A usage error as one Chinese line, with the way out.

    The words of ours that are raised inside a command (typer.BadParameter) are Chinese already and stay.
    """
    path = error.ctx.command_path if error.ctx else "jixiao"
    return f"{_what(error).rstrip('。')}。用法见 {path} --help"


def _what(error: Any) -> str:
    kind, message = type(error).__name__, str(error.message)
    if kind == "NoSuchOption":
        near = f"，是不是 {'、'.join(error.possibilities)}" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项{near}"
    if kind == "MissingParameter":
        return f"缺少 {_name(error)}"
    if unknown := re.match(r"No such command '(.*?)'", message):
        return f"没有 {unknown[1]} 这个命令"
    if message.startswith("Missing command"):
        return "请写要做什么"
    if extra := re.match(r"Got unexpected extra argument\S* \((.*)\)", message, re.DOTALL):
        return f"多出的内容：{_short(extra[1])}（含空格的问题请加引号）"
    if kind == "BadOptionUsage":
        return f"{error.option_name} 后面要写一个值" if "requires" in message else f"{error.option_name} 不接受值"
    if kind == "BadParameter" and not message.isascii():
        return f"{_name(error)}：{message}"
    return f"{_name(error)} 的写法不对" if kind == "BadParameter" else "命令写法不对"


def _name(error: Any) -> str:
    if error.param_hint:
        return str(error.param_hint)
    return str(
        error.param.opts[-1] if error.param.param_type_name == "option" else error.param.metavar or error.param.name
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
