"""Cases that are not usable: one file per way of breaking, each refused in one line that names place and way out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.errors import BadCase, BadFile, InputError
from assistant.grading.case import case_from, read_case
from assistant.library.corpus import load_corpus
from assistant.library.yaml_file import read_yaml

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 23)
INDUSTRIES = load_corpus(HERE.parent.parent / "corpus").industries
MESSAGES = read_yaml(HERE / "cases.messages.yaml").data


@pytest.mark.parametrize("name", MESSAGES)
def test_a_broken_case_is_refused_in_one_line_with_the_way_out(name: str) -> None:
    with pytest.raises(InputError) as refused:
        read_case(read_yaml(HERE / "cases" / f"{name}.yaml"), as_of=AS_OF, industries=INDUSTRIES)

    assert MESSAGES[name] in str(refused.value)
    assert "\n" not in str(refused.value)
    assert refused.value.exit_code == 2


def test_every_broken_file_has_its_message() -> None:
    assert {path.stem for path in (HERE / "cases").glob("*.yaml")} == set(MESSAGES)


def test_a_case_of_ten_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    big = tmp_path / "big.yaml"
    big.write_bytes(b"a: b\n" * 2_000_000)

    with pytest.raises(BadFile, match="文件超过 1000 KB"):
        read_yaml(big)


def test_a_line_of_a_batch_is_refused_with_its_path() -> None:
    with pytest.raises(BadCase, match=r"^case events\[0\]\.date：“x”不是日期"):
        case_from({"events": [{"kind": "bribery", "date": "x"}]}, as_of=AS_OF, industries=INDUSTRIES)


@pytest.mark.parametrize("data", [None, [], "text", 3, {1: 2}])
def test_what_is_no_case_at_all_is_refused(data: object) -> None:
    with pytest.raises(InputError):
        case_from(data, as_of=AS_OF, industries=INDUSTRIES)
