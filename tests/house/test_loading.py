"""P16: nothing on disk or from people is ever executed on being read. P17: no package with a known hole."""

from __future__ import annotations

import ast

from assistant.doctor import below_minimum
from tests.house.source import calls, dotted, imports, nodes

EVERYWHERE = ("assistant", "evals", "app.py", "tools")
MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "jsonpickle"}
NAMES = {"eval", "exec", "compile", "__import__", "builtins.eval", "builtins.exec"}
YAML = {
    "yaml.load",
    "yaml.load_all",
    "yaml.full_load",
    "yaml.full_load_all",
    "yaml.unsafe_load",
    "yaml.unsafe_load_all",
}
LANGCHAIN = {"load", "loads", "load_prompt", "load_chain", "load_prompt_from_config", "Reviver"}
# Runs mutants of our own source to see whether a test notices; never part of the product. May only shrink.
OWN_CODE = {("evals/mutation.py", "compile"), ("evals/mutation.py", "exec")}
OTHERS = {"torch.load", "pandas.read_pickle", "pd.read_pickle"}


def test_p16_no_module_that_runs_what_it_reads() -> None:
    found = [f"{where} {name}" for where, name in imports(*EVERYWHERE) if name.split(".")[0] in MODULES]

    assert found == []


def test_p16_no_call_that_runs_what_it_reads() -> None:
    found = [
        f"{where} {name}"
        for where, name, _ in calls(*EVERYWHERE)
        if name in NAMES | YAML | OTHERS and (where.rsplit(":", 1)[0], name) not in OWN_CODE
    ]

    assert found == []


def test_p16_langchain_loads_nothing() -> None:
    found = [
        f"{where} {name}"
        for where, name in imports(*EVERYWHERE)
        if name.startswith("langchain") and (name.split(".")[-1] in LANGCHAIN or ".load." in f"{name}.")
    ]

    assert found == []


def test_p16_numpy_and_models_read_data_only() -> None:
    found = []
    for where, name, call in calls(*EVERYWHERE):
        words = {keyword.arg: keyword.value for keyword in call.keywords}
        for danger in ("allow_pickle", "trust_remote_code", "allow_dangerous_deserialization", "shell"):
            value = words.get(danger)
            if value is not None and not (isinstance(value, ast.Constant) and value.value is False):
                found.append(f"{where} {name} {danger}")

    assert found == []


def test_p16_yaml_is_read_in_one_room() -> None:
    found = {where.rsplit(":", 1)[0] for where, name in imports(*EVERYWHERE) if name.split(".")[0] == "yaml"}

    assert found <= {"assistant/library/yaml_file.py"}, "library.yaml_file is the one reader"


def test_p16_nothing_is_looked_up_by_a_name_from_outside() -> None:
    found = [
        where for where, node in nodes("assistant") if isinstance(node, ast.Call) and dotted(node.func) == "globals"
    ]

    assert found == []


def test_p17_minimum_versions_hold_where_installed() -> None:
    assert below_minimum() == []
