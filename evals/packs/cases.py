"""What goes wrong in packs, and what is true then: one function a case, with the sentence of INTERFACE.md it rests on.

Lives here: `CASES`, by name. A case changes a `Draft` and states statuses and findings; sentences in quotation marks
are INTERFACE.md's. What differs between dev and test (amounts, which paper, wordings) comes from the draft's split.
May import: draft, identity, paper.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import ModuleType

from evals.packs.draft import CIRCUMSTANCE, HIGH, Draft, checklist
from evals.packs.identity import make_code, slip, spread, year_before

LEDGERS = ("vehicle_ledger", "control_ledger", "production_ledger", "online_monitoring_data")


@dataclass(frozen=True, slots=True)
class Case:
    """A way in which packs go wrong. `needs`: materials that must be there. `medium`: born, scanned or both."""

    name: str
    run: Callable[[Draft, ModuleType], None]
    needs: tuple[str, ...] = ()
    medium: str = "both"
    declared: tuple[str, ...] = ()
    pick: bool = False  # one of `needs` is enough; the case finds it in draft.args["_on"]


CASES: dict[str, Case] = {}


def case(
    *needs: str, medium: str = "both", declared: tuple[str, ...] = (), pick: bool = False
) -> Callable[[Callable[[Draft, ModuleType], None]], Callable[[Draft, ModuleType], None]]:
    """Registers a case under its function's name."""

    def keep(run: Callable[[Draft, ModuleType], None]) -> Callable[[Draft, ModuleType], None]:
        CASES[run.__name__] = Case(run.__name__, run, needs, medium, declared, pick)
        return run

    return keep


def chosen(d: Draft) -> str:
    """The material that a `pick` case is about."""
    return str(d.args["_on"])


# Dates


@case("discharge_permit")
def permit_expired(d: Draft, _: ModuleType) -> None:
    """ "permit_expired … → expired"."""
    back = d.rng.choice((1, 1, 3, 40, 400))
    until = d.facts.as_of - timedelta(days=back)
    item = d.rewrite("discharge_permit", permit_to=until, permit_from=until - timedelta(days=1825))
    d.rewrite("application_form", permit_to=until)
    d.say("discharge_permit", "expired")
    d.due("permit_expired", "discharge_permit", item, what="term")


@case("discharge_permit")
def permit_last_day(d: Draft, _: ModuleType) -> None:
    """ "有效期至 D is valid on D."."""
    d.rewrite("discharge_permit", permit_to=d.facts.as_of, permit_from=d.facts.as_of - timedelta(days=1825))
    d.rewrite("application_form", permit_to=d.facts.as_of)


@case("discharge_permit")
def permit_old_and_new(d: Draft, t: ModuleType) -> None:
    """ "Several of a kind: the newest valid one decides, an older one is a note."."""
    ended = d.facts.permit_from - timedelta(days=1)
    old = t.WRITE["discharge_permit"](d.facts.with_(permit_to=ended, permit_from=ended - timedelta(days=1825)))
    new = d.of("discharge_permit")
    d.add(old, f"{t.OLD}{new.file}", new.medium)
    d.allow("permit_expired", "discharge_permit")


@case("monitoring_report")
def report_old(d: Draft, _: ModuleType) -> None:
    """ "report_too_old → expired", and it "counts from the last sampling date": the report's own date is still young."""
    last = year_before(d.facts.as_of) - timedelta(days=d.rng.choice((1, 2, 8)))
    item = d.rewrite("monitoring_report", sampled=(last - timedelta(days=1), last), reported=last + timedelta(days=12))
    d.say("monitoring_report", "expired")
    d.due("report_too_old", "monitoring_report", item, what="sampled")


@case("monitoring_report")
def report_edge(d: Draft, _: ModuleType) -> None:
    """ "exactly one year back is good"."""
    last = year_before(d.facts.as_of)
    d.rewrite("monitoring_report", sampled=(last - timedelta(days=1), last), reported=last + timedelta(days=6))


@case("monitoring_report")
def report_old_and_new(d: Draft, t: ModuleType) -> None:
    """ "Several of a kind: the newest valid one decides, an older one is a note."."""
    last = year_before(d.facts.sampled[-1]) - timedelta(days=30)
    old = t.WRITE["monitoring_report"](d.facts.with_(sampled=(last,), reported=last + timedelta(days=9)))
    d.add(old, f"{t.OLD}{d.of('monitoring_report').file}", d.of("monitoring_report").medium)
    d.allow("report_too_old", "monitoring_report")


@case(*LEDGERS, pick=True, declared=("monitor",))
def ledger_wrong_year(d: Draft, _: ModuleType) -> None:
    """ "ledger_out_of_period → expired when no row lies in the year before as_of"."""
    end = year_before(d.facts.as_of) - timedelta(days=d.rng.choice((1, 20, 200)))
    item = d.rewrite(chosen(d), ledger=spread(d.rng, year_before(end), end, 26))
    d.say(chosen(d), "expired")
    d.due("ledger_out_of_period", chosen(d), item)
    d.allow("period_incomplete", chosen(d))


@case(*LEDGERS, pick=True, declared=("monitor",))
def ledger_mixed(d: Draft, _: ModuleType) -> None:
    """ "suspect when years are mixed": rows of the year before as_of beside rows of earlier years."""
    back = year_before(d.facts.as_of)
    old = spread(d.rng, year_before(year_before(back)), year_before(back), 9)
    new = spread(d.rng, back + timedelta(days=5), d.facts.as_of - timedelta(days=3), 17)
    item = d.rewrite(chosen(d), ledger=(*old, *new))
    d.say(chosen(d), "suspect")
    d.due("ledger_out_of_period", chosen(d), item)
    d.allow("period_incomplete", chosen(d))


@case(*LEDGERS, pick=True, declared=("monitor",))
def ledger_partial(d: Draft, _: ModuleType) -> None:
    """Rows of three months of the year only: period_incomplete; "the others change none"."""
    until = d.facts.as_of - timedelta(days=d.rng.choice((4, 30)))
    item = d.rewrite(chosen(d), ledger=spread(d.rng, until - timedelta(days=85), until, 26))
    d.due("period_incomplete", chosen(d), item)


# Who and which code

SUBJECTS = ("monitoring_report", "emergency_plan", "compliance_statement", "credit_rating", "truthfulness_commitment")
CODED = ("compliance_statement", "credit_rating", "emergency_plan", "business_licence", "discharge_permit")


@case(*SUBJECTS, pick=True)
def name_mismatch(d: Draft, t: ModuleType) -> None:
    """ "name … mismatch … → suspect on the paper that deviates"; the code on it is the right one."""
    other = d.facts.name
    while other == d.facts.name:
        other = f"{d.facts.city.removesuffix('市')}示例{d.rng.choice(t.WORDS.brands)}实业{d.rng.choice(t.WORDS.forms)}"
    item = d.rewrite(chosen(d), name=other)
    d.say(chosen(d), "suspect")
    d.due("name_mismatch", chosen(d), item, what="name")


@case(*CODED, pick=True)
def code_slip(d: Draft, _: ModuleType) -> None:
    """ "a slip on one paper: mismatch, and invalid where its check digit fails"."""
    item = d.rewrite(chosen(d), code=slip(d.facts.code, d.rng, valid=False))
    d.say(chosen(d), "suspect")
    d.due("credit_code_mismatch", chosen(d), item, what="code")
    d.due("credit_code_invalid", chosen(d), item, what="code")


@case(*CODED, pick=True)
def code_of_another(d: Draft, _: ModuleType) -> None:
    """ "code … mismatch … → suspect"; the check digit holds, so nothing is invalid."""
    item = d.rewrite(chosen(d), code=make_code(d.rng, d.facts.area))
    d.say(chosen(d), "suspect")
    d.due("credit_code_mismatch", chosen(d), item, what="code")


@case("discharge_permit")
def permit_number_of_another(d: Draft, _: ModuleType) -> None:
    """ "a permit number's first 18 characters are the code"."""
    item = d.rewrite("discharge_permit", number_code=make_code(d.rng, d.facts.area))
    d.say("discharge_permit", "suspect")
    d.due("credit_code_mismatch", "discharge_permit", item, what="code")


@case()
def code_invalid_everywhere(d: Draft, _: ModuleType) -> None:
    """ "One invalid code on every paper: credit_code_invalid only"; no paper deviates, so no status changes."""
    d.facts = d.facts.with_(code=slip(d.facts.code, d.rng, valid=False))
    for item in d.items:
        if item.paper.material:
            item.paper = d.write[item.paper.material](d.facts)
    d.due("credit_code_invalid", None)
    d.allow("credit_code_invalid")


@case("eia_approval", "enterprise_profile")
def former_name(d: Draft, t: ModuleType) -> None:
    """ "a former name is a warning"; whether the paper is suspect then is left open by the text."""
    _rename(d, t)
    item = d.of("eia_approval")
    d.say("eia_approval", "suspect", "present")
    d.due("name_mismatch", "eia_approval", item, what="name")


@case("eia_approval", "enterprise_profile")
def former_name_with_notice(d: Draft, t: ModuleType) -> None:
    """ "and none where 准予变更登记通知书 is in the pack"."""
    _rename(d, t)
    d.add(t.name_change(d.facts), "", "scan" if d.scanned else "pdf")


def _rename(d: Draft, t: ModuleType) -> None:
    former = f"{d.facts.city.removesuffix('市')}示例{d.rng.choice(t.WORDS.brands)}旧名实业{t.WORDS.forms[0]}"
    d.facts = d.facts.with_(former=former)
    d.rewrite("enterprise_profile", tell_former=True)
    d.rewrite("eia_approval", name=former)


# What is on the paper

COVERED = ("permit_execution_report", "monitoring_report")
SIGNED = ("application_form", "compliance_statement", "truthfulness_commitment", "emergency_plan")


@case(*COVERED, pick=True)
def cover_only(d: Draft, _: ModuleType) -> None:
    """ "cover_page_only … → suspect"."""
    item = d.rewrite(chosen(d), cover_only=True)
    d.say(chosen(d), "suspect")
    d.due("cover_page_only", chosen(d), item)


@case("discharge_permit")
def permit_main_only(d: Draft, _: ModuleType) -> None:
    """ "part of a pair (正本 without 副本 …) is present with a note"."""
    d.rewrite("discharge_permit", volumes=False)


@case(*SIGNED, pick=True)
def unsigned(d: Draft, _: ModuleType) -> None:
    """ "unsigned / unsealed only where the paper has a line for it"; both → suspect."""
    item = d.rewrite(chosen(d), signed=False)
    d.say(chosen(d), "suspect")
    d.due("unsigned", chosen(d), item, what="sign")


@case(*SIGNED, pick=True)
def unsealed(d: Draft, _: ModuleType) -> None:
    """ "unsigned / unsealed only where the paper has a line for it"; both → suspect."""
    item = d.rewrite(chosen(d), sealed=False)
    d.say(chosen(d), "suspect")
    d.due("unsealed", chosen(d), item, what="sign")


@case("self_assessment", "application_form")
def grade_mismatch(d: Draft, _: ModuleType) -> None:
    """ "grade … mismatch → suspect on the paper that deviates"; "the majority, then the form, is the reference"."""
    other = d.rng.choice([grade for grade in ("A", "B", "C") if grade != d.facts.grade])
    item = d.rewrite("self_assessment", grade=other)
    d.say("self_assessment", "suspect")
    d.due("grade_mismatch", "self_assessment", item)


@case("self_assessment", "application_form")
def industry_mismatch(d: Draft, t: ModuleType) -> None:
    """ "industry mismatch … → suspect on the paper that deviates"."""
    others = [row[0] for row in t.WORDS.trades if row[0] != d.facts.industry]
    item = d.rewrite("self_assessment", industry=d.rng.choice(others))
    d.say("self_assessment", "suspect")
    d.due("industry_mismatch", "self_assessment", item)


@case("application_form")
def out_of_scope(d: Draft, t: ModuleType) -> None:
    """ "one outside 第八条 is the finding industry_out_of_scope"; "the others change none"."""
    industry, trade, product = d.rng.choice(t.OUTSIDE)
    d.facts = d.facts.with_(industry=industry, trade=trade, product=product)
    for item in d.items:
        if item.paper.material:
            item.paper = d.write[item.paper.material](d.facts)
    if d.rng.random() < 0.5:
        d.args["industry"] = industry
    d.due("industry_out_of_scope", None)


@case("credit_rating")
def bar_credit(d: Draft, _: ModuleType) -> None:
    """ "bar_found (a paper tells of something that 18 bars: credit 不良 …)"; "the others change none"."""
    item = d.rewrite("credit_rating", credit="不良")
    d.due("bar_found", "credit_rating", item)


@case("compliance_statement")
def bar_penalty(d: Draft, _: ModuleType) -> None:
    """ "bar_found (… a penalty …)"."""
    on = d.facts.as_of - timedelta(days=d.rng.randint(30, 300))
    item = d.rewrite("compliance_statement", penalty=on)
    d.due("bar_found", "compliance_statement", item)


@case("monitoring_report")
def bar_excess(d: Draft, _: ModuleType) -> None:
    """ "bar_found (… an excess)"."""
    item = d.rewrite("monitoring_report", excess=True)
    d.due("bar_found", "monitoring_report", item, what="excess")


# What is there and what only seems to be


@case()
def some_missing(d: Draft, _: ModuleType) -> None:
    """Absent is `missing`."""
    there = [id_ for id_, item in checklist().items() if item["required"] in ("always", "high") and d.has(id_)]
    for id_ in d.rng.sample(there, min(len(there), d.rng.randint(1, 4))):
        d.drop(id_)


@case()
def contents_page(d: Draft, t: ModuleType) -> None:
    """ "A contents page is evidence of nothing": it lists everything, and some of it is not there."""
    names = tuple(t.WRITE[id_](d.facts).stem for id_ in checklist() if id_ not in CIRCUMSTANCE)
    some_missing(d, t)
    d.add(t.contents(d.facts, names), "", d.rng.choice(("pdf", "docx")))


@case("emergency_plan")
def accident_plan(d: Draft, t: ModuleType) -> None:
    """ "a 突发环境事件应急预案 is no emergency_plan"."""
    d.drop("emergency_plan")
    d.add(t.accident_plan(d.facts), "", "scan" if d.scanned else "pdf")


@case("monitoring_report", "acceptance")
def acceptance_monitoring(d: Draft, t: ModuleType) -> None:
    """ "验收监测报告 → acceptance": so no monitoring report is there."""
    d.drop("monitoring_report")
    d.drop("acceptance")
    d.add(t.acceptance_monitoring(d.facts), "", "scan" if d.scanned else "pdf")


@case(declared=("monitor", "change", "sites", "industries"))
def declared_and_absent(d: Draft, _: ModuleType) -> None:
    """ "Circumstances of `when` items come from what the form declares (declared and absent: missing …)"."""
    for id_ in d.rng.sample(sorted(CIRCUMSTANCE), d.rng.randint(1, 3)):
        d.drop(id_)


@case()
def with_and_without(d: Draft, _: ModuleType) -> None:
    """ "`--with` / `--without` overrule": asked for and absent is missing, waved and absent not applicable."""
    absent = [id_ for id_ in CIRCUMSTANCE if not d.has(id_)]
    if absent:
        d.args["with"] = sorted(d.rng.sample(absent, 1))
    waved = [id_ for id_, word in CIRCUMSTANCE.items() if word in d.facts.declared]
    if waved:
        d.drop(waved[0])
        d.args["without"] = [waved[0]]


@case("application_form")
def grade_unknown(d: Draft, _: ModuleType) -> None:
    """ "No `--grade`: the form's; neither: high counts, and the report says so."."""
    d.facts = d.facts.with_(state_grade=False)
    d.rewrite("application_form")
    d.args.pop("grade", None)
    if d.rng.random() < 0.5:
        d.drop(d.rng.choice(("gate_system", "credit_rating")))


@case()
def low_grade(d: Draft, _: ModuleType) -> None:
    """ "at C or D such an item counts as recommended": the pack is complete without the high items."""
    grade = d.rng.choice(("C", "D"))
    d.facts = d.facts.with_(grade=grade)
    for item in d.items:
        if item.paper.material:
            item.paper = d.write[item.paper.material](d.facts)
    if "grade" in d.args:
        d.args["grade"] = grade
    assert grade not in HIGH
    for id_ in d.rng.sample(("gate_system", "credit_rating", "emergency_plan", "vehicle_ledger", "eia_approval"), 3):
        d.drop(id_)


# Files


@case("discharge_permit", "monitoring_report")
def duplicate(d: Draft, t: ModuleType) -> None:
    """ "Duplicates: the same bytes."."""
    item = d.of(d.rng.choice(("discharge_permit", "monitoring_report")))
    item.medium = "scan" if item.medium == "photo" else item.medium  # a photograph would be torn into its pages
    item.file = f"{item.paper.stem}.{'docx' if item.medium == 'docx' else 'pdf'}"
    d.keep.add(item.file)
    copy = item.file.replace(".", f"{t.COPY}.", 1)
    d.copies[copy] = item.file
    d.due("duplicate_file", None, files=(item.file, copy))


@case()
def mislabelled(d: Draft, t: ModuleType) -> None:
    """Names that lie: what a file is shows in it, not on it. Nothing is amiss."""
    loose = [item for item in d.items if item.medium in ("pdf", "scan", "docx") and item.file not in d.keep]
    names = [item.file.rsplit(".", 1)[0] for item in loose]
    d.rng.shuffle(names)
    for number, (item, name) in enumerate(zip(loose, names, strict=True)):
        stem = name if number % 2 else f"{t.SCAN_NAME}{number + 1:04d}"
        item.file = f"{stem}-{number}.{item.file.rsplit('.', 1)[1]}"
        d.keep.add(item.file)


@case("gate_system", "management_rules", "credit_rating", pick=True)
def encrypted(d: Draft, _: ModuleType) -> None:
    """ "Refused: our policy (encrypted …)". Refused changes no status, and nothing else is there."""
    item = d.of(chosen(d))
    d.drop(chosen(d))
    item.file, item.medium = _plain(item.file), "pdf"
    file = item.file
    d.add(item.paper, file, "pdf", encrypted=True).paper = item.paper
    d.keep.add(file)
    d.say(chosen(d), "missing", "illegible")
    d.due("refused_file", None, files=(file,))


def _plain(file: str) -> str:
    return file.rsplit(".", 1)[0] + ".pdf"


@case("eia_approval", "credit_rating", "gate_system", pick=True)
def corrupt(d: Draft, _: ModuleType) -> None:
    """ "unreadable_file → illegible where name or title tells which"; "Unreadable: damage or blur"."""
    item = d.of(chosen(d))
    name = f"{d.write[chosen(d)](d.facts).stem}.pdf"
    d.drop(chosen(d))
    del item
    head = b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n"
    d.raw[name] = head + bytes(d.rng.randrange(128, 256) for _ in range(3000))
    d.say(chosen(d), "illegible")
    d.due("unreadable_file", None, files=(name,))


@case("eia_approval", "credit_rating", "compliance_statement", pick=True, medium="scanned")
def blurred(d: Draft, _: ModuleType) -> None:
    """ "Unreadable: damage or blur"; the name tells which material it is."""
    item = d.of(chosen(d))
    item.paper = d.write[chosen(d)](d.facts)
    item.file, item.medium, item.options = f"{item.paper.stem}.pdf", "scan", {"blurred": True}
    d.keep.add(item.file)
    d.say(chosen(d), "illegible")
    d.due("unreadable_file", None, item)


@case("discharge_permit", medium="scanned")
def lying_layer(d: Draft, t: ModuleType) -> None:
    """A scan whose invisible text says another term than its picture: text_layer_untrusted, and the picture counts."""
    until = d.facts.as_of - timedelta(days=d.rng.randint(30, 300))
    item = d.rewrite("discharge_permit", permit_to=until, permit_from=until - timedelta(days=1825), volumes=False)
    d.rewrite("application_form", permit_to=until)
    item.medium, item.options = "scan", {"layer": t.false_layer(d.facts)}
    d.say("discharge_permit", "expired")
    d.due("permit_expired", "discharge_permit", item, what="term")
    d.due("text_layer_untrusted", None, item)


@case("management_rules", "emergency_plan", "self_assessment", "enterprise_profile", pick=True)
def instruction(d: Draft, t: ModuleType) -> None:
    """ "Text in a pack that tries to instruct … is a finding and has no effect" (issue 6); P09."""
    from evals.packs.paper import Hidden

    item = d.of(chosen(d))
    words = d.rng.choice(t.INSTRUCTIONS)
    how = d.rng.choice(("visible", "white", "tiny", "off_page", "metadata"))
    if item.medium in ("scan", "photo"):
        how = "visible"
    if how == "visible":
        d.rewrite(chosen(d), extra=(words,))
    else:
        first, *rest = item.paper.pages
        pages = ((*first, Hidden(words, how)), *rest)
        item.paper = type(item.paper)(item.paper.material, item.paper.stem, pages, item.paper.sheets, item.paper.where)
    if item.medium == "xlsx":
        item.medium = "docx"
    d.due("embedded_instruction", None, item)


@case("management_rules", "environment_staff", "enterprise_profile", "video_storage")
def honest_words(d: Draft, t: ModuleType) -> None:
    """ "an honest pack that quotes such words gets the verdict it deserves" (P09)."""
    for material in ("management_rules", "environment_staff", "enterprise_profile", "video_storage"):
        d.rewrite(material, extra=tuple(d.rng.sample(t.HONEST, 2)))


@case("management_rules", "process_flow", "site_plan", pick=True)
def script_in_pdf(d: Draft, _: ModuleType) -> None:
    """A PDF that brings JavaScript: active_content; "the others change none", so the paper is present."""
    item = d.of(chosen(d))
    item.medium, item.file, item.options = "pdf", _plain(item.file), {"script": True}
    d.keep.add(item.file)
    d.due("active_content", None, item)


@case("management_rules", "environment_staff", pick=True)
def macro_in_word(d: Draft, _: ModuleType) -> None:
    """P07: "Macros … never run and are named". Whether a .docm is read besides is left open."""
    item = d.of(chosen(d))
    item.medium, item.file, item.options = "docx", item.file.rsplit(".", 1)[0] + ".docm", {"macro": True}
    d.keep.add(item.file)
    d.say(chosen(d), "present", "missing", "illegible")
    d.due("active_content", None, item)
    d.allow("refused_file")


@case("credit_rating", "gate_system", "eia_approval", pick=True)
def ofd(d: Draft, _: ModuleType) -> None:
    """ "Formats that packs contain and we do not read (OFD …) get a named finding" (issue 6)."""
    item = d.of(chosen(d))
    d.drop(chosen(d))
    file = item.file.rsplit(".", 1)[0] + ".ofd"
    d.raw[file] = _ofd(item.paper.stem)
    d.say(chosen(d), "missing", "illegible", "present")
    d.due("unsupported_format", None, files=(file,))


def _ofd(title: str) -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("OFD.xml", '<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>'),
            ("Doc_0/Document.xml", '<?xml version="1.0" encoding="UTF-8"?><ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>'),
            ("Doc_0/Pages/Page_0/Content.xml", f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer ID="2"><ofd:TextObject ID="3" Boundary="20 20 160 10"><ofd:TextCode X="0" Y="8">{title}</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>'),
        ):  # fmt: skip
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


@case("discharge_permit", medium="scanned")
def turned_scan(d: Draft, _: ModuleType) -> None:
    """A page that lies on its side, or upside down: nothing is amiss."""
    item = d.of("discharge_permit")
    item.medium, item.options = "scan", {"turned": d.rng.choice((1, 2, 3))}


@case()
def clean(d: Draft, _: ModuleType) -> None:
    """An honest pack: nothing may be found in it."""
