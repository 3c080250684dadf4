"""The one reader of YAML: a word stays a word, and every trap is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import BadFile, BrokenCorpus
from assistant.library.yaml_file import MAX_DEPTH, parse_yaml, read_yaml


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "off", "NO", "True", "2026-03-01", "1_000", "0o17", "12:30:00", "C"]
)
def test_what_plain_yaml_turns_into_something_else_stays_a_word(word: str) -> None:
    assert parse_yaml(f"a: {word}\n{word}: b\n", name="x.yaml").data == {"a": word, word: "b"}


@pytest.mark.parametrize(
    ("text", "value"),
    [("true", True), ("false", False), ("null", None), ("~", None), ("", None), ("12", 12), ("-3", -3), ("1.5", 1.5)],
)
def test_the_core_words_of_yaml_1_2_are_read(text: str, value: object) -> None:
    assert parse_yaml(f"a: {text}", name="x.yaml").data == {"a": value}


@pytest.mark.parametrize("text", ['"12"', "'true'", '"null"'])
def test_a_quoted_word_is_a_word(text: str) -> None:
    assert parse_yaml(f"a: {text}", name="x.yaml").data == {"a": text.strip("\"'")}


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "重复", 3),
        ("a: &x 1\nb: 1\n", "锚点", 1),
        ("a: 1\nb: *x\n", "YAML", 2),
        ("a: 1\nb: !!python/name:os.system x\n", "标签", 2),
        ("a: 1\nb: !local x\n", "标签", 2),
        ("a: 1\n---\nb: 2\n", "多个", 2),
        ("a: [1\nb: 2\n", "语法", 2),
        ("? [a]\n: 1\n", "键", 1),
        ("a:\n\t- 1\n", "语法", 2),
    ],
)
def test_a_trap_is_refused_with_its_line(text: str, words: str, line: int) -> None:
    with pytest.raises(BadFile, match=words) as refused:
        parse_yaml(text, name="case.yaml")

    assert f"case.yaml:{line}" in str(refused.value)


def test_aliases_cannot_explode() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))

    with pytest.raises(BadFile, match="锚点"):
        parse_yaml(bomb, name="x.yaml")


def test_depth_is_bounded() -> None:
    with pytest.raises(BadFile, match="过深"):
        parse_yaml("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), name="x.yaml")


def test_a_file_must_be_utf_8_and_small(tmp_path: Path) -> None:
    gbk = tmp_path / "gbk.yaml"
    gbk.write_bytes("甲: 乙".encode("gbk"))
    large = tmp_path / "large.yaml"
    large.write_text("a: " + "x" * 200, encoding="utf-8")

    with pytest.raises(BadFile, match="UTF-8"):
        read_yaml(gbk)
    with pytest.raises(BadFile, match="超过"):
        read_yaml(large, max_bytes=100)
    with pytest.raises(BadFile, match="打不开"):
        read_yaml(tmp_path / "none.yaml")


def test_a_byte_order_mark_is_no_word(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")

    assert read_yaml(path).data == {"a": 1}


def test_the_reader_raises_what_it_is_told_to() -> None:
    with pytest.raises(BrokenCorpus):
        parse_yaml("a: 1\na: 2", name="x.yaml", kind=BrokenCorpus)


def test_a_value_knows_its_line() -> None:
    file = parse_yaml("a:\n  - {b: 1}\n  - {b: 2}\n", name="x.yaml")

    assert file.where(("a", 1, "b")) == "x.yaml:3 a[1].b"
    assert file.where(("a", 7)) == "x.yaml:1 a[7]"
