"""P13: an altered corpus is never answered from. 2,000 seeded breaks of one byte, each refused by the file's hash."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from assistant.errors import BadFile, BrokenCorpus
from assistant.library.corpus import SEAL, load_corpus
from assistant.library.yaml_file import parse_yaml
from tests.conftest import ROOT

BREAKS = 2_000
SEED = 20241


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(ROOT / "corpus", tmp_path_factory.mktemp("law") / "corpus"))


def test_the_corpus_is_whole() -> None:
    assert load_corpus(ROOT / "corpus").names()


@pytest.mark.slow
@pytest.mark.parametrize("part", range(8))
def test_p13_a_broken_byte_is_refused_by_name_and_line(copy: Path, part: int) -> None:
    chance = random.Random(SEED + part)
    names = [SEAL, *load_corpus(copy).names()]
    sizes = [(copy / name).stat().st_size for name in names]

    for _ in range(BREAKS // 8):
        name = chance.choices(names, sizes)[0]
        path = copy / name
        whole = path.read_bytes()
        at = chance.randrange(len(whole))
        broken = whole[:at] + bytes([whole[at] ^ chance.randrange(1, 256)]) + whole[at + 1 :]
        path.write_bytes(broken)
        try:
            with pytest.raises(BrokenCorpus) as refused:
                load_corpus(copy)
        finally:
            path.write_bytes(whole)
        _names_the_place(refused.value, name, broken)


def _names_the_place(refused: BrokenCorpus, name: str, broken: bytes) -> None:
    where = refused.where or ""
    if name == SEAL:
        # A flipped digit of a sum makes its file look altered; a flipped name names a file that is not there.
        assert where
        return
    assert where.split(":")[0] == name
    line = _line_that_does_not_parse(name, broken)
    assert line is None or where.startswith(f"{name}:{line}")


def _line_that_does_not_parse(name: str, raw: bytes) -> int | None:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return raw[: error.start].count(b"\n") + 1
    if not name.endswith(".yaml"):
        return None
    try:
        parse_yaml(raw, name=name)
    except BadFile as error:
        return int((error.where or "").split(" ")[0].split(":")[1])
    return None


@pytest.mark.parametrize(
    ("harm", "name", "words"),
    [
        (lambda root: (root / SEAL).unlink(), SEAL, "缺失"),
        (lambda root: (root / "manifest.yaml").unlink(), "manifest.yaml", "缺失"),
        (lambda root: (root / "more.yaml").write_text("a: 1\n"), "more.yaml", "没有登记"),
        (lambda root: (root / SEAL).write_text(""), SEAL, "不完整"),
        (lambda root: (root / SEAL).write_text("0" * 64 + "  ../../etc/passwd\n"), SEAL, "不成格式"),
        (lambda root: shutil.rmtree(root), SEAL, "缺失"),
    ],
    ids=["no seal", "a file missing", "a file too many", "an empty seal", "a seal that leaves the folder", "no corpus"],
)
def test_a_corpus_that_is_not_as_sealed_is_refused(tmp_path: Path, harm: object, name: str, words: str) -> None:
    root = Path(shutil.copytree(ROOT / "corpus", tmp_path / "corpus"))
    harm(root)  # type: ignore[operator]

    with pytest.raises(BrokenCorpus, match=words) as refused:
        load_corpus(root)

    assert (refused.value.where or "").startswith(name)
