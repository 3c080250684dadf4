"""A verdict as HTML, in the words of people who decide by it. Nothing is decided or counted here.

Lives here: what the core says -> HTML and lines of text. May import: grading, library, web.*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from assistant.grading.timeline import timeline_of
from assistant.grading.whatif import Change
from assistant.library.corpus import Corpus
from assistant.web import phrases
from assistant.web.interview import Case, event_name, question_of
from assistant.web.markup import chinese_date, clause_link, label_of, one_line, table
from assistant.web.rooms import Graded
from assistant.web.timeline import picture_tag

Verdict = dict[str, Any]
HANDLING = {
    "self_decided": "预警期间可采取自主减排措施",
    "differentiated": "预警期间实施差异化管控措施",
    "unknown": "预警期间怎样管控还不能确定",
}
_BARRED = {"yes": "在限制期内", "no": "未见限制情形", "unknown": "还不能确定"}
_MAY = {"yes": "可以申报", "no": "不能申报", "unknown": "还不能确定"}
_FOUND = {"yes": "有", "no": "没有", "unknown": "还没填"}
_MARK = {"yes": "●", "no": "○", "unknown": "？"}
GRADE_HEADS = ("等级", "第十七、十八条", "能否申报", "不再受限的第一天")
NOT_YET = "未见第十七、十八条情形，不等于可以申报：能否申报还须自评满足该等级全部指标。"


def grade_words(word: str | None) -> str:
    """A grade as people say it."""
    if not word:
        return ""
    return f"{word}级" if len(word) < 3 else word


def headline(v: Verdict) -> str:
    """How it stands, in one line."""
    overall = v["overall"]
    if overall["status"] == "determined" and overall.get("grade"):
        return f"按现有情况：{grade_words(overall['grade'])}"
    if overall.get("at_most"):
        return f"按现有情况：不高于{grade_words(overall['at_most'])}"
    if overall["status"] == "determined":
        return "各厂区分别定级"
    return "等级还不能确定"


def ruling(g: Graded, case: Case, corpus: Corpus) -> str:
    """The live verdict. `case`: the facts as they were told."""
    v: Verdict = g.verdict.as_json()
    settled = "answered" if v["overall"]["status"] == "determined" else "needs_facts"
    return one_line(
        f'<div class="told ruling {settled}"><p class="badge {settled}">{escape(headline(v))}</p>'
        f'<p class="handling">{HANDLING.get(v["alert_handling"], "")}。</p>'
        f"{_sites(v)}{_grades(v)}{picture_tag(timeline_of(g.verdict))}{_missing(v, case, corpus)}"
        f"{_list('什么会改变结论', what_would_change(g, case, corpus))}"
        f"{_gaps(v)}{_duties(v)}{_reasons(v)}{_checks(g)}"
        f"{_list('注意', (n for n in v.get('notes') or [] if phrases.DISCLAIMER not in n))}"
        f'<p class="fineprint"><span>按{chinese_date(v["as_of"])}判断</span>'
        f"<span>资料版本：{escape(corpus.version)}</span>"
        f"<span>由规则逐条算出，未使用人工智能</span><span>{phrases.DISCLAIMER}</span></p></div>"
    )


def _sites(v: Verdict) -> str:
    if len(v["sites"]) < 2 and all(len(s["industries"]) < 2 for s in v["sites"]):
        return ""
    items = [
        f"{s['name'] or '厂区'}·{i['industry'] or '行业未填'}：{grade_words(i['grade']) or '还不能确定'}"
        for s in v["sites"]
        for i in s["industries"]
    ]
    return _list("分厂区、分行业", items)


def _grades(v: Verdict) -> str:
    rows = [[escape(cell) for cell in row] for row in grade_rows(v)]
    note = f"<p class='aside'>{NOT_YET}</p>" if "no" in v["barred"].values() else ""
    return table(GRADE_HEADS, rows) + note


def grade_rows(v: Verdict) -> list[tuple[str, str, str, str]]:
    """Each grade: whether it is barred, whether it may be applied for, the first day without a bar."""
    return [
        (
            grade_words(grade),
            f"{_MARK[barred]} {_BARRED[barred]}",
            _MAY[v["may_apply"].get(grade, "unknown")],
            _free(v, grade, barred),
        )
        for grade, barred in v["barred"].items()
    ]


def _free(v: Verdict, grade: str, barred: str) -> str:
    day = v.get("earliest_by_grade", {}).get(grade)
    if barred == "yes":
        return chinese_date(day) if day else "尚无终期"
    return "现在" if barred == "no" else "—"


def missing_words(entry: dict[str, str], case: Case, corpus: Corpus) -> str:
    """A missing fact as people ask for it; a table by its industry."""
    fact = entry["fact"]
    if fact.startswith("table:"):
        guide, _, industry = fact.removeprefix("table:").partition(":")
        titles = {g.id: g.title for g in corpus.industries.guides}
        return f"还没有载入“{industry}”的指标表（{titles.get(guide, '技术指南')}）"
    question = question_of(fact, case, corpus)
    return question.ask if question else entry["say"]


def _missing(v: Verdict, case: Case, corpus: Corpus) -> str:
    missing = [missing_words(m, case, corpus) for m in v["missing"]]
    items = "".join(f"<li>{escape(m)}</li>" for m in missing)
    return f"<div class='missing'><h3>还缺</h3><ul>{items}</ul></div>" if items else ""


def what_would_change(g: Graded, case: Case, corpus: Corpus) -> list[str]:
    """Single facts that, told otherwise, would change the verdict; and the other readings of the text."""
    return [*(_change(c, case, corpus) for c in g.changes), *_other_readings(g.verdict.as_json())]


def _change(change: Change, case: Case, corpus: Corpus) -> str:
    found = re.fullmatch(r"events\[(\d+)\]", change.fact)
    said = (
        f"没有“{event_name(case['events'][int(found[1])]['kind'], corpus)}”（例如处罚被撤销）" if found else change.say
    )
    barred = "、".join(grade_words(str(grade)) for grade in change.barred)
    then = f"等级{'仍不能确定' if change.grade == '未定' else f'为{grade_words(change.grade)}'}"
    return f"如果{said}：{then}，{f'{barred}在限制期内' if barred else '没有限制'}，{HANDLING[str(change.alert)]}"


def _other_readings(v: Verdict) -> list[str]:
    return [
        f"{r['question']}：这里按“{r['default']}”算。如按“{r['other']}”，结论不同{_until(r)}"
        for r in v.get("readings") or []
        if r.get("differs")
    ]


def _until(reading: dict[str, Any]) -> str:
    return f"（限制到{chinese_date(reading['until'])}为止）。" if reading.get("until") else "。"


def _gaps(v: Verdict) -> str:
    out = ""
    for site in v["sites"]:
        for i in site["industries"]:
            lacking = [g for g in i.get("gaps") or [] if g["met"] != "met"]
            if i.get("next_grade") and lacking:
                items = (
                    f"{g['indicator']}：{g['raw']}（{'未满足' if g['met'] == 'unmet' else '未填'}）" for g in lacking
                )
                title = f"{i['industry']}要达到{grade_words(i['next_grade'])}，还差{len(lacking)}项"
                out += _list(title, items)
    return out


def _checks(g: Graded) -> str:
    rows = [
        (clause_link(c.clause, label_of(c.clause)), escape(c.say), f"{_MARK[str(c.found)]} {_FOUND[str(c.found)]}")
        for c in g.checks
    ]
    if not rows:
        return ""
    return (
        "<details class='reasons'><summary>每年自查（第十二条）</summary>"
        "<p class='aside'>已评级的企业，每年资格审查前可逐条对照。另请核对排污许可证有效期。</p>"
        + table(("条款", "情形", "填写的情况里"), rows)
        + "</details>"
    )


def _duties(v: Verdict) -> str:
    items = [
        f"{escape(d['what'])}{_by(d)}（{clause_link(d['clause'], label_of(d['clause']), [d.get('quote')])}）"
        for d in v.get("duties") or []
    ]
    return _list("谁在什么时候要做什么", items, raw=True)


def _by(duty: dict[str, Any]) -> str:
    if not duty.get("by"):
        return ""
    words = f"：{chinese_date(str(duty['by']))}"
    return words + (f"（遇法定休假日顺延的，到{chinese_date(duty['or_by'])}）" if duty.get("or_by") else "")


def _reasons(v: Verdict) -> str:
    items = "".join(
        f"<li>{escape(r['effect'])}　{clause_link(r['clause'], label_of(r['clause']), [r.get('quote'), r.get('head')])}"
        f"<blockquote>{escape(with_head(r))}</blockquote>"
        + (f"<p class='aside'>{escape(r['reading'])}</p>" if r.get("reading") else "")
        + "</li>"
        for r in v.get("reasons") or []
        if r.get("quote")
    )
    if not items:
        return ""
    listed = f"<div class='sources'><ul>{items}</ul></div>"
    return f"<details class='reasons'><summary>为什么这样判断</summary>{listed}</details>"


def with_head(reason: dict[str, Any]) -> str:
    """A quote after the opening words of its article, the gap between them shown."""
    head, quote = reason.get("head") or "", reason.get("quote") or ""
    return f"{head}……{quote}" if head and head not in quote else quote


def _list(title: str, items: Iterable[str], *, raw: bool = False) -> str:
    rows = "".join(f"<li>{item if raw else escape(item)}</li>" for item in items)
    return f"<div class='part'><h3>{escape(title)}</h3><ul>{rows}</ul></div>" if rows else ""
