"""INTERFACE.md, `library`, and what a reviewed table changes in `ask` and `grade`: through the door that scripts use.

Nobody edits this to get green.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.door import run
from assistant.library.yaml_file import read_yaml
from tests.importing.made import library_at, reviewed
from tests.web.fake import corpus_at

DAY = ["--as-of", "2026-11-23"]
Say = Callable[..., tuple[int, Any, str]]


@pytest.fixture(scope="session")
def law(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = tmp_path_factory.mktemp("law")
    corpus_at(root)
    return root


@pytest.fixture
def library(tmp_path: Path, law: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "library"
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(root))
    monkeypatch.setenv("ASSISTANT_CORPUS", str(law))
    return root


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str], library: Path) -> Say:
    """(exit status, JSON where it is some, else text; stderr)."""

    def said(*words: str) -> tuple[int, Any, str]:
        code = run(list(words))
        out, err = capfd.readouterr()
        return code, json.loads(out) if "--json" in words and out else out, err

    return said


def test_review_refuses_while_a_doubtful_limit_is_undecided_and_lists_it(say: Say, library: Path) -> None:
    draft = str(library_at(library, "铸造") / "drafts" / "铸造.yaml")

    code, out, err = say("library", "review", draft, "--by", "张三")

    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "排放限值@B" in err

    assert say("library", "review", draft, "--by", "张三", "--accept", "排放限值@B")[0] == 0
    code, out, _ = say("library", "review", draft, "--by", "张三", "--on", "2026-11-20", "--json")
    assert code == 0
    data = read_yaml(library / "guides" / "铸造.yaml").data
    assert out["guide_file"] == str(library / "guides" / "铸造.yaml")
    assert data["status"] == "reviewed"
    assert data["reviewed"] == {"by": "张三", "on": "2026-11-20"}


def test_a_single_cell_is_corrected_from_the_command_line(say: Say, library: Path) -> None:
    draft = str(library_at(library, "铸造") / "drafts" / "铸造.yaml")
    words = ["--correct", "排放限值@B", "--raw", "颗粒物不高于 18 mg/m³", "--number", "限值 颗粒物 ≤ 18 mg/m³"]

    assert say("library", "review", draft, "--by", "张三", *words)[0] == 0
    assert say("library", "review", draft, "--by", "张三")[0] == 0

    _, out, _ = say("ask", "铸造B级颗粒物限值", *DAY, "--json")
    assert "18 mg/m³" in out["answer"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--by", "张三", "--on", "2999-01-01"], "不是 2000 到 2199 年间的日期"),
        (["--by", "张三", "--on", "2198-01-01"], "在今天之后"),
        (["--by", ""], "没有写审核人"),
        ([], "没有写审核人"),
        (["--by", "张三", "--accept", "没有@A"], "不在草稿里"),
        (["--by", "张三", "--raw", "x"], "要与 --correct 同用"),
        (["--by", "张三", "--correct", "排放限值@B", "--raw", "x", "--number", "大概十"], "看不懂"),
    ],
)
def test_a_slip_at_review_is_one_line(words: list[str], said: str, say: Say, library: Path) -> None:
    draft = str(library_at(library, "铸造") / "drafts" / "铸造.yaml")

    code, out, err = say("library", "review", draft, *words)

    assert (code, out) == (2, "")
    assert said in err and len(err.splitlines()) == 1


def test_status_has_a_row_for_each_industry(say: Say, library: Path) -> None:
    reviewed(library, "铸造")
    library_at(library, "汽修行业")

    code, rows, _ = say("library", "status", "--json")

    assert code == 0
    assert len(rows) == 52
    assert {row["table"] for row in rows} <= {"reviewed", "draft", "partial_facts", "none"}
    mine = {row["industry"]: row for row in rows}
    assert {key: mine["铸造"][key] for key in ("table", "file", "source", "pages", "reviewed_by", "reviewed_on")} == {
        "table": "reviewed",
        "file": "铸造.yaml",
        "source": "示例国家指南.pdf",
        "pages": "14-17",
        "reviewed_by": "审核人甲",
        "reviewed_on": "2026-11-20",
    }
    assert mine["汽修行业"]["table"] == "draft"
    assert mine["制鞋"]["cannot"]
    assert say("library", "status")[1].count("\n") >= 52


def test_ask_cites_the_cell_and_the_version_covers_the_library(say: Say, library: Path) -> None:
    before = say("ask", "铸造A级颗粒物限值", *DAY, "--json")[1]
    reviewed(library, "铸造")
    after = say("ask", "铸造A级颗粒物限值", *DAY, "--json")[1]

    assert before["status"] == "abstained"
    assert after["status"] == "answered"
    assert {c["clause"]: c["quote"] for c in after["citations"]} == {
        "national-2020:铸造:排放限值@A": "颗粒物、SO2、NOx 排放浓度分别不高于 11、33、55 mg/m³"
    }
    assert after["citations"][0]["authority"] == "official"
    assert before["corpus_version"] != after["corpus_version"]


MET = {
    "装备水平": "met",
    "污染治理技术": "met",
    "排放限值/颗粒物": "10 mg/m³",
    "排放限值/SO2": 30,
    "排放限值/NOx": "50",
    "无组织排放": "met",
    "监测监控水平": "met",
    "环境管理水平/环保档案": "met",
    "环境管理水平/台账记录": "met",
    "运输方式": "80 %",
    "national-2020:铸造:运输监管@A": "met",
}


def graded(say: Say, tmp_path: Path, **indicators: Any) -> dict[str, Any]:
    case = {
        "enterprise": {"name": "某某有限公司", "credit_rating": "良好"},
        "sites": [
            {
                "name": "一厂区",
                "own_permit": True,
                "industries": [{"industry": "铸造", "applying_for": "A", "indicators": indicators}],
            }
        ],
        "current_grade": "B",
        "graded_on": "2024-06-30",
        "events": [],
    }
    path = tmp_path / "case.yaml"
    path.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    out: dict[str, Any] = say("grade", str(path), *DAY, "--json")[1]
    return out


def test_grade_says_yes_only_when_every_indicator_of_the_table_is_met(say: Say, library: Path, tmp_path: Path) -> None:
    without = graded(say, tmp_path, **MET)
    reviewed(library, "铸造")

    whole = graded(say, tmp_path, **MET)
    lacking = graded(say, tmp_path, **{k: v for k, v in MET.items() if k != "无组织排放"})
    unmet = graded(say, tmp_path, **{**MET, "排放限值/颗粒物": 15})

    assert without["may_apply"]["A"] == "unknown"
    assert "table:national-2020:铸造" in {m["fact"] for m in without["missing"]}
    assert whole["may_apply"] == {"A": "yes", "B": "yes", "B-": "no", "C": "yes", "绩效引领性": "no"}
    assert lacking["may_apply"]["A"] == "unknown"
    assert "sites[0].industries[0].indicators.无组织排放" in {m["fact"] for m in lacking["missing"]}
    assert unmet["may_apply"]["A"] == "no"
    assert unmet["sites"][0]["industries"][0]["gaps"][0]["indicator"] == "排放限值"


def test_a_draft_changes_nothing_in_grade_but_what_is_said_of_the_table(
    say: Say, library: Path, tmp_path: Path
) -> None:
    library_at(library, "铸造")

    out = graded(say, tmp_path, **MET)

    assert out["may_apply"]["A"] == "unknown"
    assert {m["fact"]: m["say"] for m in out["missing"]}["table:national-2020:铸造"].endswith(
        "须先审核（library review）"
    )


def test_add_makes_a_text_citable_and_never_deciding(say: Say, library: Path, tmp_path: Path) -> None:
    text = tmp_path / "示例.txt"
    text.write_text("示例市通知\n第一条 示例：应当建立台账。\n第二条 示例：可以申报A级。\n", encoding="utf-8")
    words = ["--id", "demo-city", "--title", "示例市通知", "--authority", "official", "--in-force", "2025-01-01"]
    verdict = graded(say, tmp_path)

    code, out, _ = say("library", "add", str(text), *words, "--json")

    assert (code, out["clauses"], out["first"]) == (0, 2, "demo-city:1")
    answer = say("ask", "《示例市通知》第二条写了什么", *DAY, "--json")[1]
    assert [(c["clause"], c["quote"], c["authority"]) for c in answer["citations"]] == [
        ("demo-city:2", "示例：可以申报A级", "official")
    ]
    assert "2025-01-01起施行" in answer["citations"][0]["edition"]
    assert answer["verdict"] is None
    assert graded(say, tmp_path)["may_apply"] == verdict["may_apply"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"--id": "Demo City"}, "编号“Demo City”不能用"),
        ({"--id": "henan-2024"}, "编号 henan-2024 已用于"),
        ({"--authority": "government"}, "来源“government”不在可选值中"),
        ({"--in-force": "2025-02-30"}, "不是 2000 到 2199 年间的日期"),
        ({"--title": " "}, "标题是空的"),
    ],
)
def test_a_slip_at_add_is_one_line(changes: dict[str, str], said: str, say: Say, tmp_path: Path) -> None:
    text = tmp_path / "示例.txt"
    text.write_text("第一条 示例。\n第二条 示例。\n", encoding="utf-8")
    given = {"--id": "demo", "--title": "示例", "--authority": "official", "--in-force": "2025-01-01", **changes}

    code, out, err = say("library", "add", str(text), *(word for pair in given.items() for word in pair))

    assert (code, out) == (2, "")
    assert said in err and len(err.splitlines()) == 1


def test_compare_shows_what_an_edition_changed(say: Say, library: Path) -> None:
    reviewed(library, "铸造")
    reviewed(library, "铸造-新版")

    code, out, _ = say("library", "compare", "铸造", "--grade", "A", "--json")

    changed = {row["indicator"]: row["change"] for row in out["rows"] if row["change"] != "same"}
    assert code == 0
    assert (out["left"]["guide"], out["right"]["guide"]) == ("national-2020", "national-2027")
    assert changed == {
        "排放限值": "changed",
        "运输监管": "only_left",
        "措施/黄色": "only_left",
        "措施/橙色": "only_left",
        "措施/红色": "only_left",
    }
    assert "9、33、45" in say("library", "compare", "铸造", "--grade", "A")[1]
    assert say("library", "compare", "铸造", "national-2020", "national-2031")[0] == 2
