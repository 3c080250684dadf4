"""Words for people at a terminal: answers, verdicts, what is loaded. Scripts take `--json`.

Lives here: values to text, one function a value. May import: library (clause labels, words of trust levels). Nothing is
decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.errors import UnknownValue
from assistant.library.clause import ClauseId
from assistant.library.holdings import LEVEL_WORDS

if TYPE_CHECKING:
    from assistant.answering.answer import Answer, Citation
    from assistant.library.corpus import Corpus

DISCLAIMER = "仅供参考，以生态环境部门核定为准"
_STATUS = {"answered": "有明确答复", "needs_facts": "还缺情况，补充后可定", "abstained": "现有资料不能确定"}
_BARRED = {"yes": "在限制期内", "no": "未见第十七、十八条情形", "unknown": "尚不能确定"}
_MAY = {"yes": "可以申报", "no": "不能申报", "unknown": "还须自评是否满足该等级全部指标"}
_ALERT = {"self_decided": "自主减排", "differentiated": "差异化管控", "unknown": "尚不能确定"}
_TABLE = {"reviewed": "已审核", "draft": "草稿", "partial_facts": "部分事实（不作判定）", "none": "无"}


def answer_in_words(answer: Answer, corpus: Corpus) -> str:
    """An answer: how it stands, the words, what they do not say yet (sources, what is missing), where it comes from."""
    text = answer.answer
    said = "；".join(f"“{u.said}”按“{u.as_}”理解" for u in answer.understood if f"“{u.said}”" not in text)
    sources = [_source(c) for c in answer.citations if c.quote not in text]
    blocked = f"另有 {len(answer.blocked)} 句模型的话因条文不能支持而没有展示。" if answer.blocked else ""
    worded = "含人工智能辅助生成的语句" if any(s.by == "model" for s in answer.sentences) else "未使用人工智能生成"
    return _blocks(
        f"【{_STATUS[answer.status]}】" + (f"（{said}）" if said else ""),
        text,
        _listed("还缺：", [m.say for m in answer.missing if m.say not in text]),
        _listed("另见：" if len(sources) < len(answer.citations) else "依据：", sources),
        "\n".join(notice for notice in answer.notices if notice not in text),
        blocked,
        f"{answer.usage.words}。" if answer.usage else "",
        f"{editions(corpus)}；{worded}。{DISCLAIMER}。",
    )


def verdict_in_words(verdict: Mapping[str, Any], corpus: Corpus) -> str:
    """A verdict (`Verdict.as_json()`): the grade, the bars, until when, what is missing, what rests on which clause."""
    overall = verdict["overall"]
    bars = [
        f"{label(b['clause'])}：自 {b['from'] or '日期不明'} 至 {b['until'] or '尚无终点'}" for b in verdict["bars"]
    ]
    duties = [f"{d['what']}（{d['by'] or '期限见条文'}，{label(d['clause'])}）" for d in verdict["duties"]]
    reasons = list(dict.fromkeys(f"{label(r['clause'])}：“{r.get('quote') or ''}”" for r in verdict["reasons"]))
    readings = list(dict.fromkeys(str(r["reading"]) for r in verdict["reasons"] if r.get("reading")))
    return _blocks(
        f"整体等级：{_grade(overall)}；预警期间：{_ALERT[verdict['alert_handling']]}",
        _listed("厂区：", [f"{site['name'] or '（未写名称）'}：{_grade(site)}" for site in verdict["sites"]]),
        _listed(
            "能否申报：", [f"{g}：{_BARRED[b]}；{_MAY[verdict['may_apply'][g]]}" for g, b in verdict["barred"].items()]
        ),
        f"A、B级和绩效引领性最早可申报：{verdict['earliest_application']}" if verdict["earliest_application"] else "",
        _listed("限制期：", bars),
        _listed("要做的事：", duties),
        _listed("还缺：", [m["say"] for m in verdict["missing"]]),
        f"最该先补的一项：{verdict['ask_next']['say']}" if len(verdict["missing"]) > 1 else "",
        _listed("条文有两种读法处：", readings),
        _listed("依据：", reasons),
        f"{editions(corpus)}。{DISCLAIMER}。",
    )


def library_in_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """`library status`: a count, then one line an industry with its file and reviewer, and what is still open."""
    counted = "，".join(f"{_TABLE[kind]} {n}" for kind in _TABLE if (n := sum(row["table"] == kind for row in rows)))
    lines = [line for row in rows for line in _library_lines(row)]
    return "\n".join([f"第八条 {len(rows)} 个行业的指标表：{counted}。未载入的行业不判等级高低。", *lines])


def _library_lines(row: Mapping[str, Any]) -> list[str]:
    name = f"{row['industry']}（{label(row['clause'])}，{row['guide']}）"
    if row["table"] == "reviewed":
        pages = f"第{row['pages']}页，" if row["pages"] else ""
        tables = f"{row['tables']}张表，" if row["tables"] > 1 else ""
        who = f"{row['reviewed_by']} {row['reviewed_on']} 审核"
        lines = [f"{name}：已审核，{'/'.join(row['grades'])}，{tables}来自 {row['source']} {pages}{who}"]
        return lines + ([f"    还答不了：{'、'.join(row['cannot'])}"] if row["cannot"] else [])
    lines = [f"{name}：{_TABLE[row['table']]}" + (f"；{row['note']}" if row["held"] != "none" else "")]
    if row["held"] != "none":
        lines.append(f"    还答不了：{'、'.join(row['cannot'])}" + (f"  → {row['how']}" if row["how"] else ""))
    return lines


_CHANGE = {"same": "相同", "changed": "改动", "only_left": "只有前者", "only_right": "只有后者"}


def comparison_in_words(found: Mapping[str, Any]) -> str:
    """`library compare`: both editions, then what differs, then how much is the same."""
    sides = [
        f"{mark} {side['title'].strip('《》')}（{side['guide']}，{side['standing']}"
        + ("，草稿待核" if side["status"] == "draft" else "，审核后被改动" if side["status"] == "altered" else "")
        + f"，文件 {side['file']}）"
        for mark, side in (("前：", found["left"]), ("后：", found["right"]))
    ]
    apart = [row for row in found["rows"] if row["change"] != "same"]
    lines = []
    for row in apart:
        lines.append(f"[{_CHANGE[row['change']]}] {row['indicator']}（{row['grade']}）")
        for mark, text, page in (("前", row["left"], row["left_page"]), ("后", row["right"], row["right_page"])):
            if text is not None:
                where = f"（第{page}页）" if page else ""
                lines.append(f"    {mark}{where}：{' '.join(text.split())}")
    same = len(found["rows"]) - len(apart)
    head = f"{found['industry']}（{'、'.join(found['grades'])}）：{len(apart)} 处不同，{same} 处相同。"
    return _blocks(head, "\n".join(sides), "\n".join(lines), "\n".join(found["notes"]), f"{DISCLAIMER}。")


def label(clause: str) -> str:
    """第十八条（五）; an id that is no clause's stays as it is."""
    try:
        return ClauseId.parse(clause).label
    except UnknownValue:
        return clause


def editions(corpus: Corpus) -> str:
    """Which edition of the law, and which version of our holdings (P23)."""
    card = corpus.manifest.documents[0]
    return f"《{card.title}》（{card.in_force} 起施行），语料版本 {corpus.version}"


def _source(cited: Citation) -> str:
    head = f"{cited.head}……" if cited.head else ""
    named = label(cited.clause)
    if cited.file is not None or cited.edition:
        named = f"{cited.document}{cited.label}" + (f"，第{cited.page}页" if cited.page else "")
    return f"{named}（{LEVEL_WORDS.get(cited.authority, cited.authority)}）：“{head}{cited.quote}”"


def _grade(part: Mapping[str, Any]) -> str:
    if part["grade"]:
        return str(part["grade"])
    if part.get("at_most"):
        return f"不高于 {part['at_most']}"
    return "尚不能确定"


def _listed(title: str, items: Iterable[str]) -> str:
    lines = [f"- {item}" for item in items]
    return "\n".join([title, *lines]) if lines else ""


def _blocks(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def imported_in_words(done: dict[str, Any]) -> str:
    """What an import wrote, and what a reviewer should look at first."""
    lines = [
        (f"读了 {done['pages']} 页" if done["pages"] else "读了全文")
        + (f"，其中扫描 {done['scanned']} 页" if done["scanned"] else "")
    ]
    for one in done["drafts"]:
        lines.append(
            f"{one['industry']}：{one['tables']} 张表，{one['cells']} 格，待核 {one['doubtful']} 格 → {one['file']}"
        )
        if one["say"]:
            lines.append(f"  {one['say']}")
        lines += [f"  ！{flag}" for flag in one["flags"][:5]]
        if len(one["flags"]) > 5:
            lines.append(f"  ……另有 {len(one['flags']) - 5} 处，见草稿的 flags")
    lines.append("都是草稿（待核），审核之后才用来作判断：jixiao library review 草稿 --by 姓名，或网页“审核”")
    return "\n".join(lines)
