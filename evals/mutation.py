"""Mutation score of `assistant/grading`: small wrongs are put into the core, and the tests must notice each of them.

A mutant is one change of the syntax tree: a comparison turned, `and`/`or` swapped, a number moved by one, a truth
turned, a condition negated, a flag operation swapped, a returned value dropped. Each runs in a forked child: the room
is loaded anew with the mutant in it, first the cases are decided, and, where none notices, the tests of the core run.

    python -m evals.mutation [--sample N] [--seed 1] [--jobs 2] [--only MODULE]     exit 3 below the target
    Lives here: mutants, the runner, the list of equivalent ones (evals/mutation_equivalent.yaml). May import: tests.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import importlib.util
import io
import json
import multiprocessing
import os
import random
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.library.yaml_file import read_yaml

ROOT = Path(__file__).parent.parent
ROOM = ROOT / "assistant" / "grading"
TARGET = 95.0
SECONDS = 90  # a mutant that loops is noticed by the clock
EQUIVALENT = Path(__file__).parent / "mutation_equivalent.yaml"
# Modules of the room in the order in which they import each other.
ORDER = [
    "truth",
    "facts",
    "fields",
    "periods",
    "rules",
    "consistency",
    "ladder",
    "measure",
    "table",
    "table_check",
    "marks",
    "standing",
    "survey",
    "case",
    "alert",
    "bars",
    "named",
    "reasons",
    "missing",
    "duties",
    "applying",
    "verdict",
    "engine",
    "explain",
    "asking",
    "timeline",
    "calendar_file",
    "card",
    "whatif",
    "counts_as",
]
TESTS = [
    str(ROOT / "tests" / "grading" / f"test_{name}.py")
    for name in ("truth", "ladder", "periods", "reading", "tables", "asking", "outputs", "counts_as", "law")
] + [
    str(ROOT / "tests" / "broken" / "test_broken_cases.py"),
    str(ROOT / "tests" / "contract" / "test_grade_contract.py"),
]

_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_BINARY: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.Mult: ast.Add,
}


@dataclass(frozen=True)
class Mutant:
    """One change: `number` counts the changes of a module in the order of its tree."""

    module: str
    number: int
    line: int
    what: str
    text: str = ""

    @property
    def id(self) -> str:
        """Stable while its own line of code is."""
        return f"{self.module}: {self.what}: {self.text}"


class Mutator(ast.NodeTransformer):
    """Walks a tree and makes the change numbered `wanted`; with none wanted, lists them all."""

    def __init__(self, module: str, wanted: int | None = None) -> None:
        self.module, self.wanted, self.found = module, wanted, []  # type: tuple[str, int | None, list[Mutant]]
        self.depth_of_annotations = 0

    def change(self, node: Any, what: str) -> bool:
        number = len(self.found)
        self.found.append(Mutant(self.module, number, node.lineno, what))
        return self.wanted == number

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        for index, operator in enumerate(node.ops):
            other = _COMPARE[type(operator)]
            if self.change(node, f"{type(operator).__name__}>{other.__name__}"):
                node.ops[index] = other()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        other: type[ast.boolop] = ast.Or if isinstance(node.op, ast.And) else ast.And
        if self.change(node, f"{type(node.op).__name__}>{other.__name__}"):
            node.op = other()
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        other = _BINARY.get(type(node.op))
        if (
            other is not None
            and not self.annotation(node)
            and self.change(node, f"{type(node.op).__name__}>{other.__name__}")
        ):
            node.op = other()
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Not | ast.Invert) and self.change(node, f"drop {type(node.op).__name__}"):
            return node.operand
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, bool) and self.change(node, f"{node.value}>{not node.value}"):
            return ast.copy_location(ast.Constant(not node.value), node)
        if isinstance(node.value, int) and not isinstance(node.value, bool) and self.change(node, f"{node.value}+1"):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        if self.change(node, "if not"):
            node.test = ast.UnaryOp(ast.Not(), node.test)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self.generic_visit(node)
        if self.change(node, "else first"):
            node.body, node.orelse = node.orelse, node.body
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        self.generic_visit(node)
        trivial = node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None)
        if not trivial and self.change(node, "return None"):
            node.value = ast.Constant(None)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        turned = {"YES": "NO", "NO": "YES", "UNKNOWN": "YES"}.get(node.attr)
        if (
            turned
            and isinstance(node.value, ast.Name)
            and node.value.id == "Truth"
            and self.change(node, f"{node.attr}>{turned}")
        ):
            node.attr = turned
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.body = [self.visit(part) for part in node.body]
        node.args.defaults = [self.visit(part) for part in node.args.defaults]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.body = [self.visit(part) for part in node.body]  # decorators say how a value is stored, not what it is
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.value = self.visit(node.value) if node.value is not None else None
        return node

    @staticmethod
    def annotation(node: ast.BinOp) -> bool:
        """Whether `|` joins types (`int | None`) rather than flags."""
        sides = (node.left, node.right)
        return isinstance(node.op, ast.BitOr) and any(isinstance(s, ast.Constant) and s.value is None for s in sides)


def mutants_of(module: str) -> list[Mutant]:
    """Every mutant of one module, in the order of its tree."""
    source = (ROOM / f"{module}.py").read_text(encoding="utf-8")
    mutator, lines = Mutator(module), source.splitlines()
    mutator.visit(ast.parse(source))
    return [replace(mutant, text=lines[mutant.line - 1].strip()) for mutant in mutator.found]


def mutated(mutant: Mutant) -> ast.Module:
    """The module's tree with the change in it."""
    tree = ast.parse((ROOM / f"{mutant.module}.py").read_text(encoding="utf-8"))
    Mutator(mutant.module, mutant.number).visit(tree)
    return ast.fix_missing_locations(tree)


# ---- one mutant, in a forked child ------------------------------------------------------------------------------


def load(mutant: Mutant) -> None:
    """The whole room anew, the mutant in its place, and the tests' own view of it; the corpus stays loaded."""
    corpus = sys.modules["tests.grading.law"].CORPUS
    library: Any = importlib.import_module("assistant.library.corpus")
    library.load_corpus = lambda _root: corpus
    for name in [
        name for name in sys.modules if name.startswith(("assistant.grading", "tests.grading", "tests.broken"))
    ]:
        del sys.modules[name]
    path = f"assistant.grading.{mutant.module}"
    code = compile(mutated(mutant), str(ROOM / f"{mutant.module}.py"), "exec")

    class Finder:
        @staticmethod
        def find_spec(name: str, _path: Any = None, _target: Any = None) -> Any:
            return importlib.util.spec_from_loader(name, loader) if name == path else None

    class Loader:
        @staticmethod
        def create_module(_spec: Any) -> None:
            return None

        @staticmethod
        def exec_module(module: Any) -> None:
            module.__file__ = str(ROOM / f"{mutant.module}.py")
            exec(code, module.__dict__)  # noqa: S102  the mutant's own code

    loader: Any = Loader()
    sys.meta_path.insert(0, Finder)


def noticed(mutant: Mutant) -> str | None:
    """Who notices: "load", a case, a test; None where nobody does."""
    load(mutant)
    try:
        from datetime import date

        law = importlib.import_module("tests.grading.law")
        if importlib.import_module("tests.grading.expected").made() != law.expected():
            return "expected"
        for case in law.cases():
            out = law.verdict_of(law.facts_of(case), date.fromisoformat(case["as_of"])).as_json()
            if law.differences(case["expect"], out):
                return f"case {case['name']}"
    except Exception as error:  # noqa: BLE001  whatever breaks is noticed
        return type(error).__name__
    import pytest

    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--no-header", *TESTS])
    return None if code == 0 else "tests"


def run(mutant: Mutant) -> tuple[Mutant, str | None]:
    """The mutant in a child of its own, with a limit in seconds."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, 1)
        os.dup2(devnull, 2)
        word = noticed(mutant)
        os.write(writer, (word or "-").encode()[:200])
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        said = told.read().decode(errors="replace")
    os.waitpid(child, 0)
    return mutant, None if said == "-" else (said or "clock")


def equivalent() -> dict[str, str]:
    """Mutants that change nothing anybody could see, each with its reason."""
    found: dict[str, str] = read_yaml(EQUIVALENT).data
    return found


def chosen(args: argparse.Namespace) -> Iterator[Mutant]:
    modules = [args.only] if args.only else ORDER
    every = [mutant for module in modules for mutant in mutants_of(module)]
    if args.sample and args.sample < len(every):
        every = random.Random(args.seed).sample(every, args.sample)
    yield from every


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    parser.add_argument("--only")
    args = parser.parse_args(argv)
    sys.path.insert(0, str(ROOT))
    importlib.import_module("tests.grading.law")  # loads corpus and pydantic once; children inherit them
    importlib.import_module("pytest")
    known = equivalent()
    mutants = list(chosen(args))
    killed, survivors, spared = 0, [], 0
    with ThreadPoolExecutor(args.jobs) as pool:
        for done, (mutant, by) in enumerate(pool.map(run, mutants), 1):
            if done % 20 == 0:
                print(f"{done}/{len(mutants)}", file=sys.stderr, flush=True)
            if by is not None:
                killed += 1
            elif mutant.id in known:
                spared += 1
            else:
                survivors.append(mutant)
                print(
                    f"survives: {mutant.module}.py:{mutant.line} {mutant.what}: {mutant.text}",
                    file=sys.stderr,
                    flush=True,
                )
    counted = len(mutants) - spared
    score = round(100 * killed / counted, 1) if counted else 100.0
    figures = {
        "mutants": len(mutants),
        "equivalent": spared,
        "killed": killed,
        "survive": len(survivors),
        "score": score,
    }
    print(json.dumps(figures))
    return 0 if score >= TARGET else 3


if __name__ == "__main__":
    sys.exit(main())
