"""The index is a cache: whatever lies there, a search is right; whatever the disk does, nothing breaks."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.library.corpus import Corpus
from assistant.retrieval import nearest
from assistant.retrieval.finder import Finder, open_finder
from tests.retrieval.conftest import ROOT, Spelling

QUESTION = "第一类情形：未批先建、无排污许可证生产经营"


def found(corpus: Corpus, folder: Path, embedder: Spelling) -> list[str]:
    return [str(hit.clause) for hit in _opened(corpus, folder, embedder).search(QUESTION)]


def _opened(corpus: Corpus, folder: Path, embedder: Spelling) -> Finder:
    return open_finder(corpus, index_dir=folder, embedder=embedder)


def only_folder(index: Path) -> Path:
    return next(path for path in index.iterdir() if not path.name.startswith("."))


def test_it_is_built_once(corpus: Corpus, tmp_path: Path) -> None:
    first, second = Spelling(), Spelling()

    before = found(corpus, tmp_path, first)
    after = found(corpus, tmp_path, second)

    assert before == after
    assert before[0] == "henan-2024:18(1)"
    assert first.embedded > 0
    assert second.embedded == 0
    assert [path.name for path in tmp_path.glob(".*")] == []


BREAKS: dict[str, Callable[[Path], object]] = {
    "vectors cut short": lambda f: (f / "vectors.npy").write_bytes((f / "vectors.npy").read_bytes()[:1000]),
    "one bit of the vectors": lambda f: _flip(f / "vectors.npy", 5000),
    "one byte of the dictionary": lambda f: _flip(f / "words.txt", 10),
    "no vectors": lambda f: (f / "vectors.npy").unlink(),
    "no seal": lambda f: (f / "seal.json").unlink(),
    "an empty seal": lambda f: (f / "seal.json").write_text("{}"),
    "a seal that is no JSON": lambda f: (f / "seal.json").write_text("{{"),
    "a seal of another shape": lambda f: (f / "seal.json").write_text("[1, 2]"),
    "a seal that names a file elsewhere": lambda f: (f / "seal.json").write_text('{"../../x": "00"}'),
}


@pytest.mark.parametrize("breaks", BREAKS.values(), ids=BREAKS)
def test_what_is_half_built_or_altered_is_built_again(
    corpus: Corpus, tmp_path: Path, breaks: Callable[[Path], object]
) -> None:
    before = found(corpus, tmp_path, Spelling())
    breaks(only_folder(tmp_path))
    builder, reader = Spelling(), Spelling()

    assert found(corpus, tmp_path, builder) == before
    assert found(corpus, tmp_path, reader) == before
    assert builder.embedded > 0
    assert reader.embedded == 0


def _flip(path: Path, at: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[at] ^= 1
    path.write_bytes(bytes(raw))


def test_pickles_in_the_place_of_vectors_are_not_opened(corpus: Corpus, tmp_path: Path) -> None:
    found(corpus, tmp_path, Spelling())
    folder = only_folder(tmp_path)
    np.save(folder / "vectors.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)

    assert found(corpus, tmp_path, Spelling())[0] == "henan-2024:18(1)"


def test_a_folder_that_cannot_be_made_costs_only_time(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    assert found(corpus, tmp_path / "file" / "index", Spelling())[0] == "henan-2024:18(1)"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_a_full_or_read_only_disk_costs_only_time(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(self: Path, data: bytes) -> int:
        raise OSError(number, "refused")

    monkeypatch.setattr(Path, "write_bytes", refuse)

    assert found(corpus, tmp_path, Spelling())[0] == "henan-2024:18(1)"
    assert list(tmp_path.iterdir()) == []


def test_an_index_that_cannot_be_written_is_still_read(corpus: Corpus, tmp_path: Path) -> None:
    before = found(corpus, tmp_path, Spelling())
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    reader = Spelling()

    try:
        assert found(corpus, tmp_path, reader) == before
        assert reader.embedded == 0
    finally:
        for path in (tmp_path, *tmp_path.rglob("*")):
            path.chmod(0o755)


def test_several_processes_may_build_at_once(corpus: Corpus, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from assistant.library.corpus import load_corpus;"
        "from tests.retrieval.conftest import Spelling; from tests.retrieval.test_index import found;"
        "print(*found(load_corpus(Path('corpus')), Path(sys.argv[1]), Spelling()))"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]

    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = {process.communicate(timeout=120)[0] for process in running}

    assert [process.returncode for process in running] == [0, 0, 0]
    assert len(said) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_hash_seed_and_locale_change_no_score(tmp_path: Path, shared_index: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from assistant.library.corpus import load_corpus;"
        "from assistant.retrieval.finder import open_finder;"
        "f = open_finder(load_corpus(Path('corpus')), index_dir=Path(sys.argv[1]));"
        "print([(str(h.clause), h.score, h.parts) for q in sys.argv[2:] for h in f.search(q, k=80)])"
    )
    questions = ["被罚过款还能评A级吗", "公示几天", "第十八条"]
    said = set()
    for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("424242", "POSIX")):
        done = subprocess.run(
            [sys.executable, "-c", code, str(shared_index), *questions],
            cwd=ROOT, capture_output=True, check=True, timeout=300,
            env={"PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"},
        )  # fmt: skip
        said.add(done.stdout)

    assert len(said) == 1


def test_above_a_few_thousand_chroma_keeps_them_and_is_opened_from_a_copy(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_memory = found(corpus, tmp_path / "a", Spelling())
    monkeypatch.setattr(nearest, "IN_MEMORY", 10)

    kept = found(corpus, tmp_path / "b", Spelling())
    folder = next((tmp_path / "b").glob("*-chroma"))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = found(corpus, tmp_path / "b", Spelling())

    assert in_memory == kept == again
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_broken_chroma_is_built_again(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest, "IN_MEMORY", 10)
    before = found(corpus, tmp_path, Spelling())
    for path in next(tmp_path.glob("*-chroma")).rglob("chroma.sqlite3"):
        path.write_bytes(b"not a database")

    assert found(corpus, tmp_path, Spelling()) == before
    assert found(corpus, tmp_path, Spelling()) == before
