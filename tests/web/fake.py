"""A counter that is real in shape and small in substance: the real corpus and core, answers by rote.

`python -m tests.web.fake PORT` serves the page over it, for a look at the page while other rooms are being built.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answering.answer import Answer, Blocked, Citation, Missing, Sentence, Status, Understood
from assistant.errors import BadQuestion
from assistant.grading.counts_as import load_counts_as
from assistant.grading.decisive import Decisive
from assistant.grading.loaded import status_of
from assistant.grading.rules import load_law
from assistant.library.corpus import Corpus, load_corpus
from assistant.web.reviewing import Reviewing
from assistant.web.rooms import Graded, Rooms, graded
from assistant.web.service_rooms import _page_reader

HERE = Path(__file__).parents[2]
TITLE = "河南省重污染天气重点行业绩效分级管理细则"


def corpus_at(root: Path) -> Corpus:
    """The checkout's corpus, copied and sealed anew: a test never depends on a seal that somebody is about to renew."""
    shutil.copytree(HERE / "corpus", root, dirs_exist_ok=True)
    (root / "SHA256SUMS").unlink(missing_ok=True)
    held = sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())
    sums = (f"{hashlib.sha256((root / name).read_bytes()).hexdigest()}  {name}\n" for name in held)
    (root / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    return load_corpus(root)


def _cite(clause: str, quote: str, head: str | None = None) -> Citation:
    return Citation(clause=clause, quote=quote, head=head, document=TITLE, authority="official", label=clause)


FINE = Answer(
    answer=(
        "**还在限制期内的，不能申报A级、B级和绩效引领性。**\n\n"
        "- 一年内受到生态环境行政处罚的企业，不得申报A级、B级（含B-）或绩效引领性，见第十八条（五）。\n"
        "- 一年按公历年计算，开始的当日不计入：2026年3月1日作出的处罚，到2027年3月1日为止都在限制期内，"
        "2027年3月2日起不再受这一条限制（比照民法典第二百零一条）。\n"
        "- C级不受第十八条限制。\n\n"
        "未见第十七、十八条情形，也不等于可以申报：能否申报还须自评满足该等级全部指标。"
    ),
    status=Status.NEEDS_FACTS,
    citations=(
        _cite("henan-2024:18(5)", "行政处罚"),
        _cite("civil-code:201", "开始的当日不计入，自下一日开始计算"),
    ),
    understood=(Understood.model_validate({"said": "罚款", "as": "行政处罚"}),),
    missing=(Missing(fact="events[0].date", say="处罚决定是哪一天作出的（决定书上的日期）"),),
    follow_ups=("那C级呢？", "限制期从哪天算起？", "信用修复了还算吗？"),
)
SITES = Answer(
    answer="**有独立排污许可证的厂区可以单独评级；同一厂区含多个行业的，按所含行业中最低等级确定。**\n\n见第四条（二）。",
    status=Status.ANSWERED,
    citations=(_cite("henan-2024:4(2)", "绩效"),),
    follow_ups=("两个行业等级不同怎么办？",),
)
SILENT = Answer(
    answer="**细则没有规定等级的有效期。** 相近的是第十二条；请向当地生态环境部门核实。",
    status=Status.ABSTAINED,
    citations=(_cite("henan-2024:12", "绩效"),),
)
WORDED = Answer(
    answer="评A级要由专家组评审。专家组不少于三人。",
    status=Status.ANSWERED,
    citations=(_cite("henan-2024:5(1)", "专家"),),
    blocked=(Blocked(sentence="评审费一般为五千元。", why="条文里没有这个数", clause="henan-2024:7(1)"),),
    sentences=(Sentence(text="评A级要由专家组评审。", by="model"), Sentence(text="专家组不少于三人。", by="core")),
    model="local/qwen",
    notices=("《细则》施行前已评定的等级，另有衔接规定的从其规定。",),
)
_BY_WORD = (("罚款", FINE), ("处罚", FINE), ("C级", FINE), ("厂区", SITES), ("多久", SILENT), ("专家", WORDED))


class Rote:
    """Answers by a word in the question; streams in pieces of a few characters."""

    def __init__(self, corpus: Corpus, pause: float = 0.01) -> None:
        self.corpus = corpus
        self.pause = pause
        self.asked: list[dict[str, Any]] = []

    def __call__(
        self, question: str, *, case: Mapping[str, Any] | None, history: Sequence[Mapping[str, str]], as_of: date
    ) -> Iterator[str | Answer]:
        self.asked.append({"question": question, "case": case, "history": list(history), "as_of": as_of})
        if "坏" in question:
            raise BadQuestion("问题读不懂", remedy="请换一种说法")
        if "崩" in question:
            raise RuntimeError("rote")
        answer = next((a for word, a in _BY_WORD if word in question), SILENT)
        first = sum(one["question"] == question for one in self.asked) == 1
        slow = 2.0 if "慢" in question and first else self.pause  # on a busy machine too there is time to stop it
        for at in range(0, len(answer.answer), 12):
            time.sleep(slow)
            yield answer.answer[at : at + 12]
        yield answer.model_copy(update={"corpus_version": self.corpus.version})


def rooms_at(root: Path) -> Rooms:
    """Rooms over the real corpus and core."""
    corpus = corpus_at(root)
    law = load_law(corpus)

    def grade(case: Mapping[str, Any], *, as_of: date) -> Graded:
        return graded(case, corpus=corpus, law=law, as_of=as_of)

    counts = load_counts_as(corpus)
    today = date(2026, 11, 25)
    status = [row.as_json() for row in status_of(corpus, Decisive(corpus, as_of=today))]
    return Rooms(Rote(corpus), grade, corpus, counts=counts, status=lambda: status, today=lambda: today)


def reviewing_at(library: Path, *, drawn_too: bool = True) -> Reviewing:
    """The review of two 示例 drafts, one with the file it came from."""
    from tests.importing.made import AT, drawn, library_at  # imports this module

    library_at(library, "铸造", "工业涂装")
    if drawn_too:
        drawn(library, "铸造")
    return Reviewing(library, now=lambda: AT, open_reader=_page_reader)


def main() -> None:
    """Serve the page over the rote counter."""
    import uvicorn

    from assistant.web.site import build_from
    from tests.web.fake_packs import packing_at  # imports this module

    with tempfile.TemporaryDirectory() as root:
        rooms = rooms_at(Path(root) / "corpus")
        packing, reviewing = packing_at(Path(root) / "uploads", rooms.corpus), reviewing_at(Path(root) / "library")
        site = build_from(rooms, packing=packing, reviewing=reviewing)
        uvicorn.run(site, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")


if __name__ == "__main__":
    main()
