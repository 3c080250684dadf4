"""One way of breaking the law as data a row, sealed anew as its author would; the words that the refusal must contain.

The seal itself is P13's (tests/house/test_seal.py); here the file is sealed and wrong.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import BrokenCorpus, InputError
from assistant.grading.rules import load_law
from assistant.library.corpus import Corpus, load_corpus
from tests.conftest import ROOT
from tools.seal_corpus import seal

PROVISIONS = "regulation/henan-2024.provisions.yaml"
RULES = "regulation/henan-2024.rules.yaml"


def everything(corpus: Corpus) -> None:
    """Parse every part: each is parsed when first asked for."""
    _ = corpus.manifest, corpus.terms, corpus.documents, corpus.provisions, corpus.silences, corpus.industries
    _ = corpus.materials, corpus.facts
    load_law(corpus)


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def harm(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text, f"{name} no longer holds {old!r}: give this row another place to break"
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return harm


def added(name: str, more: str) -> Callable[[Path], None]:
    def harm(root: Path) -> None:
        with (root / name).open("a", encoding="utf-8") as file:
            file.write(more)

    return harm


def in_bytes(name: str, more: bytes) -> Callable[[Path], None]:
    def harm(root: Path) -> None:
        path = root / name
        path.write_bytes(path.read_bytes() + more)

    return harm


TABLE = {
    "a text that is not the one described": (added("regulation/henan-2024.txt", "多一句。"), "sha256"),
    "a file that the manifest names and nobody has": (
        replaced("manifest.yaml", "henan-2024.provisions.yaml", "nowhere.yaml"),
        "regulation/nowhere.yaml",
    ),
    "an unknown key": (added("manifest.yaml", "more: 1\n"), "manifest.yaml"),
    "a key twice": (added("manifest.yaml", "title: 又一个\n"), "manifest.yaml"),
    "a tag": (added("manifest.yaml", "notices: !!python/name:os.system\n"), "manifest.yaml"),
    "an alias": (added("manifest.yaml", "notices: *x\n"), "manifest.yaml"),
    "a quote that the text does not hold": (replaced(PROVISIONS, "quote: ", "quote: 本细则另有"), PROVISIONS),
    "a provision twice": (
        lambda root: (root / PROVISIONS).write_text((root / PROVISIONS).read_text() * 2),
        PROVISIONS,
    ),
    "a rule that rests on nothing": (replaced(RULES, "henan-2024:18(5)#1", "henan-2024:18(5)#99"), RULES),
    "not UTF-8": (in_bytes("terms.yaml", b"\xff\n"), "terms.yaml"),
    "cut off": (in_bytes("industries.yaml", b"\nindustries: [{name: \n"), "industries.yaml"),
    "an empty file": (lambda root: (root / "terms.yaml").write_text(""), "terms.yaml"),
}


@pytest.mark.parametrize(("harm", "names"), TABLE.values(), ids=TABLE)
def test_a_broken_corpus_is_refused_with_its_file(harm: Callable[[Path], None], names: str, tmp_path: Path) -> None:
    root = Path(shutil.copytree(ROOT / "corpus", tmp_path / "corpus"))
    harm(root)
    (root / "SHA256SUMS").write_text(seal(root), encoding="utf-8")

    with pytest.raises(BrokenCorpus) as refused:
        everything(load_corpus(root))

    assert names in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_the_corpus_as_it_is_passes() -> None:
    everything(load_corpus(ROOT / "corpus"))


def test_a_refusal_is_an_error_that_a_person_can_mend() -> None:
    assert issubclass(BrokenCorpus, InputError)
    assert BrokenCorpus.exit_code == 2
