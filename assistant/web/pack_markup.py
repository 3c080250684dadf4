"""材料预审 as HTML: the form, the run, the result. Everything from outside is escaped; links lead to clauses and our routes.

Lives here: `panel`, `progress_words`. May import: library, screening's values and words, web.markup, web.packs. Our script puts
these pieces into the tab as they are; there is no other way in for HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlencode

from assistant.library.corpus import Corpus
from assistant.library.grade import Grade
from assistant.screening import words
from assistant.screening.masking import masked
from assistant.screening.paper import ADVICE, NOTICE, change_lines, editions, finding_word
from assistant.screening.report import Evidence, Finding, MaterialLine, Report, Severity, Status
from assistant.screening.summary import DISCLAIMER, NO_CHARGE, NO_TEMPLATE, Basis, Item, Summary, summary_of
from assistant.web.markup import clause_link
from assistant.web.pack_rooms import Circumstance
from assistant.web.packs import KEEP_SECONDS, MOST_BYTES, Pack, Stage

GRADES = tuple(str(g) for g in Grade if g is not Grade.NOT_LEADING)
DOWNLOADS = (("docx", "Word"), ("xlsx", "Excel"), ("pdf", "PDF"), ("json", "JSON"))
_SHOWN_FILES = 12
_PLACES_SHOWN = 3
_WITHOUT_PICTURE = (".xlsx", ".xls", ".et", ".csv", ".txt", ".docx", ".doc", ".wps")
_EXPLAINED = (Status.EXPIRED, Status.SUSPECT, Status.ILLEGIBLE, Status.PRESENT)


def panel(pack: Pack | None, corpus: Corpus, circumstances: Sequence[Circumstance], *, waiting: int = 0) -> str:
    """The tab as this pack has it now."""
    if pack is None:
        return _start(None, corpus, circumstances)
    if pack.busy:
        return _running(pack, waiting)
    if pack.report is not None and pack.stage is Stage.DONE:
        return result(pack, pack.report, corpus)
    if pack.month and pack.stage is Stage.DONE:
        return month(pack)
    return _start(pack, corpus, circumstances)


def _title(text: str) -> str:
    return f'<h2 class="pack-title" tabindex="-1">{escape(text)}</h2>'


def _start(pack: Pack | None, corpus: Corpus, circumstances: Sequence[Circumstance]) -> str:
    held = pack.sizes if pack else {}
    again = bool(pack and pack.previous)
    month_on = bool(pack and pack.month)
    ready = "" if held else " disabled"
    title = "上传补正后的材料" if again else "材料预审"
    return (
        f'<section class="pack start">{_title(title)}{_trouble(pack)}'
        + (
            f'<p class="note">预审后会与 {escape(pack.previous.as_of)} 的那一次对比。</p>'
            if pack and pack.previous
            else ""
        )
        + _kinds(month_on, again)
        + _drop(month_on)
        + _chosen(pack)
        + (_asked(pack, corpus, circumstances) if held else "")
        + ("" if again or month_on else _earlier())
        + f'<div class="buttons"><button type="button" class="lead-act" data-do="start"{ready}>开始预审</button>'
        + ('<button type="button" data-do="delete">清空并删除已上传的文件</button>' if pack else "")
        + "</div>"
        + f'<p class="soft">材料只在运行本程序的这台机器上处理。{_kept()}也可以随时立即删除。{escape(DISCLAIMER)}</p></section>'
    )


def _earlier() -> str:
    """Where the report of an earlier submission is handed in, to be compared with."""
    return (
        '<p class="earlier soft">第二次提交的，可以 <button type="button" class="link" data-do="pick-report">选上次的报告（JSON）</button>'
        '，预审后列出补了什么、还缺什么。<input type="file" hidden accept=".json,application/json" class="pick-report"'
        ' aria-label="选上次的报告" tabindex="-1"></p>'
    )


def _kept() -> str:
    return f"{KEEP_SECONDS // 3600} 小时不用会自动删除，"


def _trouble(pack: Pack | None) -> str:
    if pack and pack.stage is Stage.FAILED:
        return f'<p class="trouble" role="alert">{escape(pack.trouble)}</p>'
    if pack and pack.stage is Stage.STOPPED:
        return '<p class="note">已停止。已经识别过的页面不会重来，可以接着开始。</p>'
    return ""


def _kinds(month_on: bool, again: bool) -> str:
    if again:
        return ""
    one, many = ("", " checked") if month_on else (" checked", "")
    return (
        '<fieldset class="kinds"><legend>预审什么</legend>'
        f'<label><input type="radio" name="pack-kind" value="one"{one}> 一家企业的材料</label>'
        f'<label><input type="radio" name="pack-kind" value="month"{many}> 一个月的材料（每家一个文件夹或压缩包）</label>'
        "</fieldset>"
    )


def _drop(month_on: bool) -> str:
    what = "把装着各家材料的文件夹，或各家的压缩包拖到这里" if month_on else "把文件、文件夹或压缩包拖到这里"
    return (
        f'<div class="drop"><p><b>{what}</b></p><p class="buttons">'
        '<button type="button" data-do="pick">选文件</button><button type="button" data-do="pick-folder">选文件夹</button></p>'
        '<input type="file" multiple hidden class="pick" aria-label="选文件" tabindex="-1">'
        '<input type="file" multiple hidden webkitdirectory class="pick-folder" aria-label="选文件夹" tabindex="-1">'
        f'<p class="soft">PDF、Word、Excel、图片、ZIP、7Z、RAR、TAR，合计不超过 {MOST_BYTES // 1024**2} MB。</p>'
        '<p class="uploading" hidden><progress max="1" value="0" aria-label="上传进度"></progress> <span></span></p></div>'
    )


def _chosen(pack: Pack | None) -> str:
    if not pack or not pack.sizes:
        return ""
    names = sorted(pack.sizes)
    shown = "".join(
        f"<li><span>{escape(name)}</span> <span class='soft'>{_size(pack.sizes[name])}</span> "
        f"<button type='button' class='link' data-do='drop' data-name='{escape(name)}' aria-label='去掉 {escape(name)}'>去掉</button></li>"
        for name in names[:_SHOWN_FILES]
    )
    more = f"<li class='soft'>……共 {len(names)} 个</li>" if len(names) > _SHOWN_FILES else ""
    return f'<div class="chosen"><h3>已上传 {len(names)} 个文件，{_size(pack.bytes)}</h3><ul>{shown}{more}</ul></div>'


def _size(size: int) -> str:
    return f"{size / 1024**2:.1f} MB" if size >= 1024**2 else f"{max(1, size // 1024)} KB"


def _asked(pack: Pack | None, corpus: Corpus, circumstances: Sequence[Circumstance]) -> str:
    asked = pack.asked if pack else None
    grades = [
        f'<option value="{g}"{_on(bool(asked and asked.grade == g))}>{words.grade_word(g)}</option>' for g in GRADES
    ]
    names = "".join(f'<option value="{escape(i.name)}">' for i in corpus.industries.industries)
    industry = escape((asked.industry if asked else None) or "")
    choices = "".join(
        _circumstance(c, asked.with_ if asked else (), asked.without if asked else ()) for c in circumstances
    )
    more = (
        f'<details class="when"><summary>涉及的情况（不选则看申报表怎么填）</summary>{choices}</details>'
        if choices
        else ""
    )
    return (
        '<div class="asked-for"><label>拟申报等级 <select name="grade">'
        f'<option value="">看申报表怎么填</option>{"".join(grades)}</select></label>'
        f'<label>行业 <input name="industry" list="pack-industries" value="{industry}" placeholder="看申报表怎么填" maxlength="60"'
        f' autocomplete="off"></label><datalist id="pack-industries">{names}</datalist>{more}</div>'
    )


def _on(chosen: bool) -> str:
    return " selected" if chosen else ""


def _circumstance(c: Circumstance, with_: Sequence[str], without: Sequence[str]) -> str:
    states = (
        ("", "看申报表", c.id not in (*with_, *without)),
        ("with", "有", c.id in with_),
        ("without", "没有", c.id in without),
    )
    options = "".join(f'<option value="{v}"{_on(on)}>{w}</option>' for v, w, on in states)
    return f'<label>{escape(c.condition)}（{escape(c.name)}）<select name="when" data-id="{escape(c.id)}">{options}</select></label>'


def _running(pack: Pack, waiting: int) -> str:
    return (
        f'<section class="pack running">{_title("正在预审")}'
        f'<p><progress max="1" value="{share(pack):.3f}" aria-label="预审进度"></progress></p>'
        f'<p class="at">{escape(progress_words(pack, waiting))}</p>'
        '<div class="buttons"><button type="button" data-do="stop">停止</button></div>'
        '<p class="soft">扫描件要逐页识别文字，一页约几秒。可以切到别的标签页，回来时接着显示。</p></section>'
    )


def progress_words(pack: Pack, waiting: int = 0) -> str:
    """Where the run stands: file and page."""
    if pack.stage is Stage.WAITING:
        return f"前面有预审正在进行，共 {waiting} 份在等，轮到时自动开始。" if waiting else "就要开始……"
    many = f"第 {len(pack.rows) + 1} / {pack.of} 份，" if pack.month and pack.of else ""
    at = pack.progress
    if at is None:
        return f"{many}正在打开材料……"
    page = f"，第 {at.page} / {at.pages} 页" if at.page else ""
    return f"{many}第 {at.file} / {at.files} 个文件：{at.name}{page}"


def share(pack: Pack) -> float:
    """How much is done, 0 to 1."""
    at = pack.progress
    done = 0.0
    if at and at.files:
        inside = at.page / at.pages if at.page and at.pages else 0.0
        done = min(1.0, (at.file - 1 + inside) / at.files)
    if pack.month and pack.of:
        return min(1.0, (len(pack.rows) + done) / pack.of)
    return done


def result(pack: Pack, report: Report, corpus: Corpus) -> str:
    """The report: what stands, what to mend, where it was seen."""
    summary = summary_of(report, corpus)
    back = '<button type="button" data-do="back">回到汇总</button>' if pack.month else ""
    return (
        f'<section class="pack result">{_head(report, summary)}{_taking()}'
        f"{_changes(report)}{_notice(summary)}{_materials(report)}{_findings(report)}{_advice(summary)}{_files(report)}"
        '<div class="buttons">'
        f'{back}<button type="button" data-do="again">上传补正后的材料，与这次对比</button>'
        '<button type="button" data-do="fresh">预审另一份材料</button>'
        '<button type="button" class="danger" data-do="delete">立即删除这份材料</button></div>'
        f'<p class="soft">{escape(DISCLAIMER)}{escape(NO_TEMPLATE)}{escape(editions(report, corpus))}</p></section>'
    )


def _head(report: Report, summary: Summary) -> str:
    kind = "answered" if report.complete_by_law and not summary.to_mend else "needs_facts"
    facts = (
        ("企业", masked(report.enterprise or "未识别到")),
        ("拟申报等级", words.grade_word(report.grade)),
        ("行业", report.industry or "未写明"),
        ("距本月底", f"{summary.days_left} 天（{summary.month_end.isoformat()}）"),
    )
    listed = "".join(f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in facts)
    reporting = f'<p class="soft">{escape(summary.reporting)}</p>' if summary.reporting else ""
    return (
        f'<div class="card">{_title("预审结果")}<p class="badge {kind}">{escape(summary.headline)}</p>'
        f'<p>{escape(summary.detail)}</p><dl class="facts">{listed}</dl>{_counts(summary)}{reporting}'
        '<div class="buttons"><button type="button" class="lead-act" data-do="ask">带着这份报告去提问</button></div></div>'
    )


def _counts(summary: Summary) -> str:
    shown = (Status.PRESENT, Status.MISSING, Status.EXPIRED, Status.SUSPECT, Status.ILLEGIBLE)
    heads = "".join(f'<th scope="col">{words.SIGN[s]} {words.STATUS[s]}</th>' for s in shown)
    rows = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(_cell(words.STATUS[s], str(held[s])) for s in shown)}</tr>'
        for name, held in (("细则要求或由条款推出", summary.by_law), ("申报实务必备", summary.by_practice))
    )
    return f'<div class="scroll" tabindex="0" role="region" aria-label="各种情况的项数"><table class="counts"><thead><tr><th scope="col">应提供的材料（项）</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


def _taking() -> str:
    links = "".join(f'<a href="pack/report.{kind}" download data-kind="{kind}">{name}</a>' for kind, name in DOWNLOADS)
    return (
        f'<div class="taking-out"><p>下载报告：{links}<a href="pack/ordered.zip" download>按清单整理好的材料包</a></p>'
        '<p><label><input type="checkbox" name="pictures"> Word 和 PDF 报告附页面缩略图（默认只写文件和页码）</label></p></div>'
    )


def _changes(report: Report) -> str:
    if report.changes is None:
        return ""
    lines = change_lines(report.changes)
    body = "".join(f"<h4>{escape(h)}</h4><ul>{_list(items)}</ul>" for h, items in lines.items()) or "<p>没有变化。</p>"
    return f'<section class="changes"><h3>与 {escape(report.changes.against)} 相比</h3>{body}</section>'


def _list(items: Iterable[str]) -> str:
    return "".join(f"<li>{escape(item)}</li>" for item in items)


def _notice(summary: Summary) -> str:
    if not summary.to_mend and not summary.resend:
        return f'<section class="notice-list"><h3>{NOTICE}</h3><p>没有需要补正的材料。</p></section>'
    items = "".join(_item(item) for item in (*summary.to_mend, *summary.resend))
    return (
        f'<section class="notice-list"><h3>{NOTICE}</h3><p>申报材料需作如下补正，请一次补齐后重新提交：</p><ol>{items}</ol>'
        f'<p class="soft">{NO_CHARGE}</p><p><button type="button" data-do="copy-notice">复制补正清单</button></p></section>'
    )


def _advice(summary: Summary) -> str:
    if not summary.advice:
        return ""
    items = "".join(_item(item) for item in summary.advice)
    return (
        f'<details class="advice"><summary>{ADVICE}（{len(summary.advice)} 项，申报实务或建议提供，不是补正的前提）</summary>'
        f"<ol>{items}</ol></details>"
    )


def _item(item: Item) -> str:
    status = (
        f"<span class='state {item.status}'>{words.SIGN[item.status]} {words.STATUS[item.status]}</span> "
        if item.status
        else ""
    )
    basis = "".join(f"<li>{_basis(b)}</li>" for b in item.basis)
    authority = f"<span class='soft'>（{words.AUTHORITY[item.authority]}）</span>" if item.authority else ""
    seen = f"<p class='soft'>所在：{escape('；'.join(item.places))}</p>" if item.places and item.status else ""
    rests = f"<div class='basis'>依据{authority}：<ul>{basis}</ul></div>" if basis else ""
    return f"<li>{status}<b>{escape(item.name)}</b><p>{escape(item.lacking)}</p>{seen}<p>怎么补：{escape(item.mend)}</p>{rests}</li>"


def _basis(basis: Basis) -> str:
    if not basis.id:
        return escape(basis.label)
    link = clause_link(basis.id, basis.label, [basis.quote] if basis.quote else ())
    head = f"{escape(basis.head)}……" if basis.head else ""
    return f"{link}：“{head}{escape(basis.quote)}”" if basis.quote else link


def _materials(report: Report) -> str:
    rows = "".join(_material(n, line) for n, line in enumerate(report.materials, 1))
    return (
        '<section class="materials"><h3>材料一览</h3><div class="scroll" tabindex="0" role="region" aria-label="材料一览">'
        '<table><thead><tr><th scope="col">序号</th><th scope="col">材料</th><th scope="col">情况</th>'
        '<th scope="col">看到的地方</th><th scope="col">要求</th><th scope="col">改判</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></section>"
    )


def _material(number: int, line: MaterialLine) -> str:
    state = f"<span class='state {line.status}'>{words.SIGN[line.status]} {words.STATUS[line.status]}</span>"
    why = f"<p class='soft'>{escape(masked(line.why))}</p>" if line.why and line.status in _EXPLAINED else ""
    mark = ""
    if line.overruled:
        o = line.overruled
        mark = f"<p class='overruled'>程序判为“{words.STATUS[o.was]}”，{escape(o.by)}改判。理由：{escape(o.reason)}</p>"
    seen = "".join(f"<li>{_place(e)}</li>" for e in line.evidence[:_PLACES_SHOWN])
    more = f"<li class='soft'>……共 {len(line.evidence)} 处</li>" if len(line.evidence) > _PLACES_SHOWN else ""
    act = (
        f"<button type='button' class='link' data-do='overrule' data-id='{escape(line.id)}' data-name='{escape(line.name)}'"
        f" data-status='{line.status}' data-overruled='{'1' if line.overruled else ''}' aria-label='改判 {escape(line.name)}'>改判</button>"
    )
    asked = f"{words.REQUIRED[line.required]}<br><span class='soft'>{words.AUTHORITY[line.authority]}</span>"
    return (
        f"<tr><td class='number'>{number}</td><th scope='row'>{escape(line.name)}</th>{_cell('情况', state + why + mark)}"
        f"{_cell('看到的地方', f'<ul>{seen}{more}</ul>' if seen else '—')}{_cell('要求', asked)}{_cell('改判', act)}</tr>"
    )


def _cell(name: str, html: str) -> str:
    """A cell that names itself where a phone shows each row by itself."""
    return f"<td><span class='cell-name'>{escape(name)}</span><span>{html}</span></td>"


def _place(seen: Evidence) -> str:
    """A button that shows the page with what was seen framed."""
    where = escape(masked(words.place_of(seen)))
    if seen.page is None or seen.file.lower().endswith(_WITHOUT_PICTURE):
        return where
    query = urlencode(
        {"file": seen.file, "page": seen.page, **({"box": ",".join(f"{v:.1f}" for v in seen.box)} if seen.box else {})}
    )
    return f"<button type='button' class='link place' data-do='view' data-query='{escape(query)}'>{where}</button>"


def _findings(report: Report) -> str:
    if not report.findings:
        return '<section class="findings"><h3>需要核对的情况</h3><p>没有发现矛盾或异常。</p></section>'
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    items = "".join(_finding(f) for f in sorted(report.findings, key=lambda f: order[f.severity]))
    return f'<section class="findings"><h3>需要核对的情况（{len(report.findings)}）</h3><ul>{items}</ul></section>'


def _finding(finding: Finding) -> str:
    seen = "".join(f"<li>{_place(e)}{_text(e)}</li>" for e in finding.evidence)
    mend = f"<p>处理建议：{escape(masked(finding.remedy))}</p>" if finding.remedy else ""
    clause = f"<p>{clause_link(finding.clause, '相关条款')}</p>" if finding.clause and ":" in finding.clause else ""
    return (
        f"<li class='{finding.severity}'><p><span class='weight {finding.severity}'>{finding_word(finding)}</span> "
        f"<b>{words.KIND[finding.kind]}</b></p><p>{escape(masked(finding.message))}</p><ul class='places'>{seen}</ul>{mend}{clause}</li>"
    )


def _text(seen: Evidence) -> str:
    return f"<span class='soft'>“{escape(masked(seen.text[:60]))}”</span>" if seen.text else ""


def _files(report: Report) -> str:
    names = {line.id: line.name for line in report.materials}
    rows = "".join(
        f"<tr><th scope='row'>{escape(masked(f.file))}</th>{_cell('页数', str(f.pages or '—'))}"
        f"{_cell('读取方式', words.READ_BY.get(f.read_by, escape(f.read_by)))}"
        f"{_cell('识别为', '、'.join(escape(names.get(p.id, p.id)) for p in f.materials) or '—')}"
        f"{_cell('说明', escape(masked(f.note)) or '—')}</tr>"
        for f in report.files
    )
    return (
        f'<details class="files"><summary>文件清单（{len(report.files)} 个）</summary><div class="scroll" tabindex="0" role="region"'
        ' aria-label="文件清单"><table><thead><tr><th scope="col">文件</th><th scope="col">页数</th><th scope="col">读取方式</th>'
        f'<th scope="col">识别为</th><th scope="col">说明</th></tr></thead><tbody>{rows}</tbody></table></div></details>'
    )


def month(pack: Pack) -> str:
    """A month's packs, a row each."""
    heads = ("材料包", "企业", "行业", "拟申报等级", "缺项", "待补正", "存疑", "状态", "距月底天数", "报告")
    rows = "".join(
        f"<tr><th scope='row'>{escape(row.id)}</th>"
        + "".join(_cell(name, escape(str(cell))) for name, cell in zip(heads[1:9], row.cells()[1:9], strict=True))
        + f"{_cell('报告', _opens(pack, row.id))}</tr>"
        for row in pack.rows
    )
    return (
        f'<section class="pack month">{_title(f"汇总：{len(pack.rows)} 份材料")}'
        '<p class="taking-out"><a href="pack/month.xlsx" download>下载汇总表（Excel）</a></p>'
        '<div class="scroll" tabindex="0" role="region" aria-label="汇总"><table><thead><tr>'
        + "".join(f'<th scope="col">{h}</th>' for h in heads)
        + f"</tr></thead><tbody>{rows}</tbody></table></div>"
        '<div class="buttons"><button type="button" data-do="fresh">预审另一批</button>'
        '<button type="button" class="danger" data-do="delete">立即删除这些材料</button></div>'
        f'<p class="soft">缺项、待补正只计细则要求或由条款推出的材料。{escape(DISCLAIMER)}</p></section>'
    )


def _opens(pack: Pack, name: str) -> str:
    if name not in pack.reports:
        return "—"
    return f"<button type='button' class='link' data-do='open' data-name='{escape(name)}' aria-label='打开 {escape(name)}'>打开</button>"
