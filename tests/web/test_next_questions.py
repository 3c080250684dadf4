"""What the page suggests is worth asking: each example and each next question has an answer."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import service
from assistant.answering.answer import Answer, Status
from assistant.config import Settings
from assistant.web.next_questions import BY_TOPIC, next_questions
from assistant.web.phrases import EXAMPLES

pytestmark = pytest.mark.slow  # builds an index of its own

TODAY = date(2026, 11, 25)
# What was asked before a question that stands on it.
BEFORE = {"那C级呢？": "去年被罚款，还能申报A级吗？", "那B级呢？": "橙色预警时A级企业要不要停产？"}
QUESTIONS = sorted({q for questions in BY_TOPIC.values() for q in questions} | set(EXAMPLES))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> service.Workspace:
    home = tmp_path_factory.mktemp("home")
    return service.open_workspace(Settings(data=home / "data", index=home / "index"))


def ask(workspace: service.Workspace, question: str) -> Answer:
    before = BEFORE.get(question)
    if before is None:
        return service.ask(workspace, question, as_of=TODAY)
    history = [{"role": "user", "content": before}, {"role": "assistant", "content": ask(workspace, before).answer}]
    return service.ask(workspace, question, history=history, as_of=TODAY)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_suggested_question_has_an_answer(workspace: service.Workspace, question: str) -> None:
    assert ask(workspace, question).status is not Status.ABSTAINED


def test_the_question_just_asked_is_not_suggested_again() -> None:
    assert "那C级呢？" not in next_questions("event_effect", "那C级呢？")
    assert next_questions(None, "x") == ()
