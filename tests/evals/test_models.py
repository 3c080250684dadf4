"""Model runs: replayed answers, the server that means ill, labelled sentences, and models side by side."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from typer.testing import CliRunner

from assistant.answering.gate import Gate
from assistant.answering.model import ChatModel
from assistant.answering.topics.clauses import LAW
from evals.cli import app
from evals.models import replay
from evals.models.generate import Asked, Reply, drawn, prompt
from evals.models.hostile import KINDS
from evals.models.judge import decision
from evals.models.replay import Raw, bare, compared, gated, hostile, outcome
from evals.models.useful import HERE, held, read_labelled
from evals.models.worded import reply_in_chain
from evals.product import Product, open_product
from evals.questions import Item

TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module", name="product")
def _product() -> Product:
    return open_product("composer")


@pytest.fixture(scope="module", name="gate")
def _gate(product: Product) -> Gate:
    return Gate(product.corpus)


def item(**expect: object) -> Item:
    return Item.model_validate({"id": "x", "question": "被罚过款，一年内能报A级吗？", "expect": expect})


def raw(text: str, **expect: object) -> Raw:
    return Raw(Asked("示例", item(**expect)), text, 1.0)


def test_the_same_seed_draws_the_same_questions_from_every_kind() -> None:
    once = drawn(60, 5)
    assert [a.key for a in once] == [a.key for a in drawn(60, 5)]
    assert len({a.key for a in once}) == 60
    assert len({a.item.kind for a in once}) > 5


def test_a_reply_in_the_chain_is_kept_as_the_server_sent_it(product: Product, gate: Gate) -> None:
    words = '{"parts": [{"use": "s1"}, {"say": "具体情况如下。"}]}'
    model = cast(ChatModel, replay.Said("示例", words))

    reply = reply_in_chain(Asked("示例", item()), product, gate, model, TODAY)

    assert reply.text == words
    assert reply.tokens == (0, 0)


def test_what_a_user_wrote_is_in_the_users_turn_alone() -> None:
    asked = drawn(1, 1)[0]
    system, *rest = prompt(asked, [("第二条", "条文")])
    assert asked.item.question[:40] not in system["content"]
    assert asked.item.question[:40] in rest[-1]["content"]


@pytest.mark.parametrize(
    ("text", "expect", "found"),
    [
        ("不能，第十八条（五）：一年内不得申报。", {"cites_all": [f"{LAW}:18(5)"], "status": "answered"}, "right"),
        ("不能。", {"cites_all": [f"{LAW}:18(5)"], "must_say": ["不能"], "status": "answered"}, "partly"),
        ("第十六条说了好处。", {"cites_all": [f"{LAW}:18(5)"], "status": "answered"}, "wrong"),
        ("没有规定。", {"cites_all": [f"{LAW}:18(5)"], "status": "answered"}, "refused"),
        ("五年。", {"status": "abstained"}, "wrong"),
        ("没有规定。", {"status": "abstained"}, "right"),
        ("贵公司可以申报A级（第十八条（五））。", {"cites_all": [f"{LAW}:18(5)"], "status": "answered"}, "wrong"),
    ],
)
def test_a_bare_answer_is_counted_by_the_same_expectations(
    text: str, expect: dict[str, object], found: str, product: Product
) -> None:
    one = raw(text, **expect)
    assert outcome(one.asked, bare(one, product, None), product) == found


def test_p11_a_server_that_means_ill_gets_no_eligibility_onto_a_page(product: Product, gate: Gate) -> None:
    """Every kind of lie, twice; the whole figure (500) is in docs/models.md."""
    raws = list(hostile(2 * len(KINDS), product, TODAY))
    assert {one.kind for one in raws} == set(KINDS)
    plain, through, _ = compared("恶意", raws, product, gate, TODAY)
    assert plain.invented, "the lies are lies"
    assert through.invented == []
    assert through.held > 0


def test_a_gated_answer_tells_what_was_held_back(product: Product, gate: Gate) -> None:
    one = raw("贵公司可以申报A级。")
    base = product.ask(one.asked.item, TODAY)
    shown, _ = gated(one, base, gate)
    assert "贵公司可以申报A级" not in shown.answer
    assert held("贵公司可以申报A级。", shown) is not None
    assert base.answer.split("\n")[0] in shown.answer


def test_every_labelled_sentence_stands_in_the_answer_that_it_is_of() -> None:
    said = {
        line["id"]: line["text"] for line in map(json.loads, (HERE / "raw_qwen.jsonl").read_text("utf-8").splitlines())
    }
    labelled = read_labelled(HERE / "labelled_qwen.jsonl")
    assert len(labelled) >= 200
    assert len(said) == 200
    for one in labelled:
        assert one.sentence in said[one.id], one
        assert one.label in ("right", "wrong", "open"), one
        assert one.why, one


@pytest.mark.parametrize(("said", "found"), [("一致", "pass"), ("不一致。", "block"), ("我认为", "block")])
def test_a_judge_that_does_not_say_yes_blocks(said: str, found: str) -> None:
    assert decision(said) == found


@pytest.fixture(name="chatty")
def _chatty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("ASSISTANT_LLM_MODEL", "示例")


def test_a_configured_model_is_set_beside_the_composer(
    chatty: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replay, "reply_to", lambda *_: Reply("您完全可以申报A级。", 0.5, (10, 5)))
    questions = tmp_path / "q.yaml"
    questions.write_text(
        "- {id: a, question: 被罚过款还能报A级吗？, expect: {cites_any: ['henan-2024:18(5)'], status: answered}}\n",
        "utf-8",
    )

    done = CliRunner().invoke(app, ["run", "--set", str(questions), "--model", "compare", "--out", str(tmp_path / "o")])

    assert done.exit_code == 0, done.output
    columns = json.loads((tmp_path / "o" / "models.json").read_text("utf-8"))["columns"]
    assert [c["invented_eligibility"] for c in columns] == [1, 0, 0]
    assert [c["answers"] for c in columns] == [1, 1, 1]
    assert (tmp_path / "o" / "models.png").stat().st_size > 1000
    assert "过门" in done.output


def test_a_model_that_is_down_is_one_clear_line(chatty: None, tmp_path: Path) -> None:
    questions = tmp_path / "q.yaml"
    questions.write_text("- {id: a, question: 专家几个人？, expect: {cites_any: ['henan-2024:6(2)']}}\n", "utf-8")

    done = CliRunner().invoke(app, ["run", "--set", str(questions), "--model", "compare", "--out", str(tmp_path / "o")])

    assert "模型服务没有好好回答" in str(done.exception)
