"""Writes packs with truth: `python -m evals.packs.generate --split dev|dev2|test --count N --seed S --out DIR`.

Lives here: composing packs (`compose`), the case each one has, writing them with their `truth.yaml`, and the hash of a
split's truth. The same seed gives the same truth, whatever the machine; the bytes of rendered files follow its fonts.
May import: the rest of evals.packs, library.yaml_file, typer.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import random
import shutil
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer

from assistant.library.yaml_file import yaml_text
from evals.packs.cases import CASES, LEDGERS, Case
from evals.packs.draft import CIRCUMSTANCE, Claim, Draft, Item, checklist
from evals.packs.identity import Facts, make_facts
from evals.packs.layout import FLAT, lay_out, pack_up
from evals.packs.paper import Paper
from evals.packs.render import Place, Rendered, Split, render

DAYS = {
    "dev": (date(2026, 3, 15), date(2025, 11, 20), date(2026, 7, 1), date(2026, 11, 10), date(2026, 1, 5)),
    "dev2": (date(2026, 4, 20), date(2025, 12, 8), date(2026, 8, 18), date(2026, 1, 30)),
    "test": (date(2026, 5, 8), date(2025, 12, 31), date(2026, 9, 30), date(2026, 2, 28), date(2025, 8, 17)),
}
PAPERS_OF_HAND = ("business_licence", "eia_approval", "discharge_permit", "monitoring_report", "compliance_statement", "credit_rating", "truthfulness_commitment", "application_form", "environment_staff", "acceptance")  # fmt: skip
SCANNED_SHARE = {"dev": 0.3, "dev2": 0.2, "test": 1 / 3}
SCANNED_PAGES = {"dev": 5, "dev2": 5, "test": 6}
LAYOUTS = (*FLAT, "flat", "folders")
CLEAN_EVERY = 9  # every ninth pack is honest throughout


def plan(split: str, count: int) -> list[tuple[bool, str]]:
    """For each pack: whether it is scanned, and its case. Every case comes round before one comes again."""
    scans = round(count * SCANNED_SHARE[split])
    chosen: list[tuple[bool, str]] = []
    for scanned, many in ((False, count - scans), (True, scans)):
        fitting = [c.name for c in CASES.values() if c.name != "clean" and (scanned or c.medium != "scanned")]
        if scanned:  # those that only scans can have come first: few packs are scanned
            fitting.sort(key=lambda name: CASES[name].medium != "scanned")
        at = 0
        for number in range(many):
            if number % CLEAN_EVERY == CLEAN_EVERY - 1:
                chosen.append((scanned, "clean"))
            else:
                chosen.append((scanned, fitting[at % len(fitting)]))
                at += 1 if not scanned or at < 4 else 3  # steps of 3: scans meet cases spread over the whole list
    return chosen


def compose(split: str, templates: ModuleType, number: int, seed: int, scanned: bool, case: Case) -> Draft:
    """One pack: an honest one, then what its case does to it."""
    rng = random.Random(f"packs/{split}/{seed}/{number}")
    as_of = rng.choice(DAYS[split])
    grade = rng.choice(("A", "B", "B", "B", "B-", "绩效引领性"))
    facts = make_facts(rng, templates.WORDS, as_of, grade)
    declared = set(case.declared) | {
        word for word in ("monitor", "change", "sites", "industries") if rng.random() < 0.3
    }
    second = rng.choice([row[0] for row in templates.WORDS.trades if row[0] != facts.industry])
    facts = facts.with_(declared=frozenset(declared), second_industry=second)
    draft = Draft(f"{split}-{number:03d}-{case.name}", split, scanned, facts, templates.WRITE, rng, case.name)
    _put_in_papers(draft, case)
    if rng.random() < 0.7:
        draft.args["grade"] = grade
    if rng.random() < 0.5:
        draft.args["industry"] = facts.industry
    if case.pick:
        there = [id_ for id_ in case.needs if draft.has(id_) and _fits(draft, case, id_)]
        draft.args["_on"] = rng.choice(there or [id_ for id_ in case.needs if draft.has(id_)])
    case.run(draft, templates)
    _put_in_decoys(draft, getattr(templates, "DECOYS", ()))
    draft.args.pop("_on", None)
    draft.layout = rng.choice(LAYOUTS)
    lay_out(draft)
    return draft


def _fits(draft: Draft, case: Case, material: str) -> bool:
    """In scanned packs a case is about a scanned paper, where one will do."""
    return not draft.scanned or case.needs == LEDGERS or draft.of(material).medium in ("scan", "photo")


def _put_in_papers(draft: Draft, case: Case) -> None:
    wanted = [id_ for id_, item in checklist().items() if item["required"] in ("always", "high")]
    more = [id_ for id_, item in checklist().items() if item["required"] == "recommended"]
    wanted += draft.rng.sample(more, draft.rng.randint(5, len(more)))
    wanted += [id_ for id_, word in CIRCUMSTANCE.items() if word in draft.facts.declared]
    needed = [id_ for id_ in case.needs if id_ not in CIRCUMSTANCE]
    papers = {id_: draft.write[id_](draft.facts) for id_ in checklist() if id_ in wanted or id_ in needed}
    by_hand = _by_hand(draft, case, papers) if draft.scanned else []
    for id_, paper in papers.items():
        medium = _medium(draft, id_, bool(paper.sheets))
        if id_ in by_hand:
            medium = "photo" if draft.rng.random() < 0.2 else "scan"
        draft.items.append(Item(paper, "", medium))
    from evals.packs.layout import settle

    settle(draft)


def _put_in_decoys(draft: Draft, decoys: Sequence[Callable[[Facts], Paper]]) -> None:
    """Papers that are no material, of which real packs hold a few; where a split has any."""
    for write in draft.rng.sample(decoys, min(len(decoys), draft.rng.randint(4, 12))) if decoys else ():
        draft.add(write(draft.facts), "", draft.rng.choice(("pdf", "pdf", "docx")))


def _by_hand(draft: Draft, case: Case, papers: dict[str, Any]) -> list[str]:
    """Which papers are scanned: those of the case first, up to the split's number of pages."""
    first = [id_ for id_ in case.needs if id_ in PAPERS_OF_HAND]
    if case.pick:
        draft.rng.shuffle(first)
    rest = [id_ for id_ in PAPERS_OF_HAND if id_ in papers and id_ not in first]
    draft.rng.shuffle(rest)
    left, taken = SCANNED_PAGES[draft.split], []
    for id_ in (*first, *rest):
        if id_ in papers and len(papers[id_].pages) <= left:
            left -= len(papers[id_].pages)
            taken.append(id_)
    return taken


def _medium(draft: Draft, id_: str, has_sheets: bool) -> str:
    if has_sheets:
        return draft.rng.choice(("xlsx", "xlsx", "pdf"))
    if id_ in ("application_form", "self_assessment", "enterprise_profile", "emergency_plan", "management_rules"):
        return draft.rng.choice(("docx", "pdf"))
    return draft.rng.choice(("pdf", "pdf", "pdf", "docx"))


def truth_of(draft: Draft, rendered: Rendered | None, input_: str) -> dict[str, Any]:
    """The pack's truth in INTERFACE.md's shape, with `case`, `kind` and `carried` (how each material comes) beside it."""
    places = rendered.places if rendered else _places(draft)
    return {
        "input": input_,
        "as_of": draft.facts.as_of.isoformat(),
        "args": dict(sorted(draft.args.items())),
        "case": draft.case,
        "kind": "scanned" if draft.scanned else "born_digital",
        "layout": draft.layout,
        "materials": draft.statuses(),
        "accept": dict(sorted(draft.accept.items())),
        "findings": [_finding(claim, places) for claim in draft.claims],
        "may_report": draft.may,
        "complete": draft.complete(),
        "carried": {item.paper.material: item.medium for item in draft.items if item.paper.material},
    }


def _places(draft: Draft) -> dict[int, dict[int, Place]]:
    """Where each page will lie, without rendering."""
    from evals.packs.render import _number

    at: dict[str, int] = {}
    places: dict[int, dict[int, Place]] = {}
    for item in draft.items:
        places[id(item)] = {}
        for page in item.shown:
            at[item.file] = at.get(item.file, 0) + 1
            places[id(item)][page] = Place(item.file, _number(item.medium, at[item.file]))
    return places


def _finding(claim: Claim, places: dict[int, dict[int, Place]]) -> dict[str, Any]:
    shown: list[dict[str, Any]] = [{"file": file, "page": None} for file in claim.files]
    for item in claim.on:
        for page in item.paper.pages_of(claim.what):
            place = places[id(item)].get(page)
            if place and (spot := {"file": place.file, "page": place.page}) not in shown:
                shown.append(spot)
    return {"kind": claim.kind, "material": claim.material, "evidence": shown}


def truths(split: str, count: int, seed: int, templates: ModuleType) -> list[dict[str, Any]]:
    """Every truth of a split, without rendering anything."""
    made = []
    for number, (scanned, case) in enumerate(plan(split, count), 1):
        draft = compose(split, templates, number, seed, scanned, CASES[case])
        made.append({"pack": draft.name} | truth_of(draft, None, "input"))
    return made


def fingerprint(made: Sequence[dict[str, Any]]) -> str:
    """sha256 of truths in their canonical form."""
    text = json.dumps(list(made), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def write_pack(draft: Draft, split: Split, out: Path) -> int:
    """Renders one pack into `out/<name>/`; returns how many of its pages are pictures."""
    done, place = out / draft.name, out / f"{draft.name}.part"
    if place.exists():
        shutil.rmtree(place)
    place.mkdir(parents=True)
    rendered = render(draft, split)
    truth = truth_of(draft, rendered, pack_up(draft, rendered.files, place))
    (place / "truth.yaml").write_text(yaml_text(truth), "utf-8")
    place.rename(done)
    return rendered.scanned_pages


def main(
    split: Annotated[str, typer.Option(help="dev、dev2 或 test")] = "dev",
    count: Annotated[int, typer.Option(help="几份")] = 100,
    seed: Annotated[int, typer.Option(help="随机种子")] = 1,
    out: Annotated[Path | None, typer.Option(help="写到哪个文件夹；默认 var/packs/<split>")] = None,
    only: Annotated[str, typer.Option(help="只要这种情形（调试用）")] = "",
    resume: Annotated[bool, typer.Option("--resume", help="保留已有的，接着做")] = False,
    truth_only: Annotated[bool, typer.Option("--truth-only", help="只印真值的 sha256，不出文件")] = False,
) -> None:
    """Writes `count` packs; an older set in the same folder is replaced, or with --resume kept and filled up."""
    from evals.packs.splits import open_split

    if truth_only:
        templates = importlib.import_module(f"evals.packs.templates_{split}")
        print(fingerprint(truths(split, count, seed, templates)))
        return
    chosen = open_split(split)
    place = out or Path("var/packs") / split
    if place.exists() and not resume:
        shutil.rmtree(place)
    started, pages = time.monotonic(), 0
    for number, (scanned, case) in enumerate(plan(split, count), 1):
        if only and case != only:
            continue
        draft = compose(split, chosen.templates, number, seed, scanned, CASES[case])
        if not (place / draft.name).exists():
            pages += write_pack(draft, chosen, place)
    print(f"{split}: {count} packs, {pages} scanned pages, {time.monotonic() - started:.0f} s, in {place}")


if __name__ == "__main__":
    typer.run(main)
