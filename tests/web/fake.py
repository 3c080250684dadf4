"""A counter that is real in shape and small in substance: a sealed corpus of the real texts, answers by rote.

`python -m tests.web.fake PORT` serves the page over it, for a look at the page while other rooms are being built.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answering.answer import Answer, Blocked, Citation, Missing, Sentence, Status, Understood
from assistant.errors import BadCase, BadQuestion
from assistant.library.corpus import Corpus, load_corpus
from assistant.web.rooms import Rooms

HERE = Path(__file__).parents[2]
TITLE = "河南省重污染天气重点行业绩效分级管理细则"
MANIFEST = """\
title: 语料
documents:
  - {{id: henan-2024, title: 河南省重污染天气重点行业绩效分级管理细则, short: 细则, issuer: 河南省生态环境厅,
     date: "2024-06-28", in_force: "2024-06-28", source_level: official, file: regulation/henan-2024.txt,
     sha256: {henan}}}
  - {{id: civil-code, title: 中华人民共和国民法典（期间计算）, short: 民法典, issuer: 全国人民代表大会,
     date: "2020-05-28", in_force: "2021-01-01", source_level: official, file: regulation/civil-code-periods.txt,
     sha256: {civil}}}
missing:
  - {{what: 国家2020年技术指南的39个行业指标表, how: 请取得官方文本后导入}}
"""
INDUSTRIES = """\
guides:
  - {id: national-2020, title: 重污染天气重点行业应急减排措施制定技术指南（2020年修订版）, clause: "henan-2024:8(1)"}
industries:
  - {name: 铸造, clause: "henan-2024:8(1)", guide: national-2020, aliases: [铸件厂]}
guarantee: []
"""


def corpus_at(root: Path) -> Corpus:
    """The two real texts, sealed under `root`."""
    texts = {
        n: (HERE / "corpus" / n).read_bytes()
        for n in ("regulation/henan-2024.txt", "regulation/civil-code-periods.txt")
    }
    henan, civil = (hashlib.sha256(raw).hexdigest() for raw in texts.values())
    events = "answers/events.yaml"
    files = {
        **texts,
        events: (HERE / "corpus" / events).read_bytes(),
        "manifest.yaml": MANIFEST.format(henan=henan, civil=civil).encode(),
        "industries.yaml": INDUSTRIES.encode(),
    }
    for name, raw in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(raw)
    seal = "".join(f"{hashlib.sha256(raw).hexdigest()}  {name}\n" for name, raw in sorted(files.items()))
    (root / "SHA256SUMS").write_text(seal, encoding="utf-8")
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
        self, question: str, *, case: dict[str, Any] | None, history: Sequence[dict[str, str]], as_of: date
    ) -> Iterator[str | Answer]:
        self.asked.append({"question": question, "case": case, "history": list(history), "as_of": as_of})
        if "坏" in question:
            raise BadQuestion("问题读不懂", remedy="请换一种说法")
        if "崩" in question:
            raise RuntimeError("rote")
        answer = next((a for word, a in _BY_WORD if word in question), SILENT)
        slow = 0.4 if "慢" in question else self.pause
        for at in range(0, len(answer.answer), 12):
            time.sleep(slow)
            yield answer.answer[at : at + 12]
        yield answer.model_copy(update={"corpus_version": self.corpus.version})


_ORDER = ("sites", "current_grade", "events", "enterprise.credit_rating", "applied")


def grade(case: dict[str, Any], *, as_of: date) -> dict[str, Any]:
    """A verdict of the right shape: a penalty bars for a year, whatever else is said. Asks in a fixed order."""
    events = case.get("events") or []
    if any(e.get("date", "") > as_of.isoformat() for e in events):
        raise BadCase("日期在今天之后", remedy="请核对；未发生的事请不要写入")
    told = {"sites", "current_grade", "events", "applied"} & case.keys()
    told |= {"enterprise.credit_rating"} if case.get("enterprise", {}).get("credit_rating") else set()
    missing = [{"fact": f, "say": f} for f in _ORDER if f not in told]
    missing[:0] = [{"fact": f"events[{n}].date", "say": "?"} for n, e in enumerate(events) if "date" not in e]
    dated = [e["date"] for e in events if "date" in e]
    if case.get("sites"):
        missing.append({"fact": "table:national-2020:铸造", "say": "import-guide"})
    bars = [
        {"clause": "henan-2024:18(5)", "from": d, "until": f"{int(d[:4]) + 1}{d[4:]}", "fact": f"events[{n}]"}
        for n, d in enumerate(dated)
    ]
    free = f"{max(b['until'] for b in bars)[:8]}02" if bars else None
    barred = "yes" if bars else "unknown" if "events" not in case or events else "no"
    high = dict.fromkeys(("A", "B", "B-", "绩效引领性"), barred)
    return {
        "overall": {"status": "determined" if bars else "undetermined", "grade": "C" if bars else None,
                    "at_most": None, "lowest_of": []},
        "sites": [{"name": s.get("name"), "grade": None, "status": "undetermined",
                   "industries": [{"industry": i["industry"], "grade": None, "gaps": []} for i in s["industries"]]}
                  for s in case.get("sites", [])],
        "barred": {**high, "C": "no" if "events" in case else "unknown"},
        "may_apply": {**{g: "no" if b == "yes" else "unknown" for g, b in high.items()}, "C": "unknown"},
        "earliest_application": free,
        "earliest_by_grade": {**dict.fromkeys(high, free), "C": as_of.isoformat()},
        "bars": bars,
        "alert_handling": "differentiated" if bars else "unknown",
        "reasons": [{"rule": "bar-administrative-penalty", "effect": "一年内不得申报和被评定为A级、B级和绩效引领性企业",
                     "clause": "henan-2024:18(5)", "quote": "存在其他环境违法行为，受到行政处罚", "head": "企业存在以下情况的",
                     "facts": ["events[0]"], "reading": "另一种理解：自违法行为发生之日起算。"}] if bars else [],
        "duties": [{"what": "将评定情况报省生态环境厅复核", "by": "2026-11-30", "or_by": None, "clause": "henan-2024:9(2)",
                    "quote": "每月底前", "who": "省辖市"}] if bars else [],
        "missing": missing,
        "ask_next": missing[0] if missing else None,
        "readings": [{"id": "occurred", "question": "一年从哪一天起算", "default": "自文书载明之日起算",
                      "other": "自违法行为发生之日起算", "differs": True, "until": "2026-12-10"}] if bars else [],
        "notes": [],
        "as_of": as_of.isoformat(),
    }  # fmt: skip


def rooms_at(root: Path) -> Rooms:
    """Rooms over the small corpus."""
    corpus = corpus_at(root)
    return Rooms(ask=Rote(corpus), grade=grade, corpus=corpus, today=lambda: date(2026, 11, 25))


def main() -> None:
    """Serve the page over the rote counter."""
    import uvicorn

    from assistant.web.site import build_from

    with tempfile.TemporaryDirectory() as root:
        uvicorn.run(build_from(rooms_at(Path(root))), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")


if __name__ == "__main__":
    main()
