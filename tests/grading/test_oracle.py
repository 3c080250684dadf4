"""The core agrees with a brute-force oracle that enumerates completions (a sample; `make test-all` runs 50,000)."""

from __future__ import annotations

import pytest

from evals import oracle


def test_the_oracle_agrees_on_a_sample(capsys: pytest.CaptureFixture[str]) -> None:
    assert oracle.main(["--cases", "150", "--seed", "7"]) == 0
    assert '"differ": 0' in capsys.readouterr().out


@pytest.mark.stress
def test_the_oracle_agrees_on_fifty_thousand_cases() -> None:
    assert oracle.main(["--cases", "50000", "--seed", "1"]) == 0
