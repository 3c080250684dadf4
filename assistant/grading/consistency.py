"""Consistency of the law as data: what is refused before anything is decided by it.

Lives here: `check`. May import: grading.rules, grading.facts, library, errors. Refused: a provision, reading or rule that
is not there; two rules that take the same event; two that set a grade with no order between them; a length, count or
list of grades that differs from the provision's; an effect or an event kind that no rule speaks of.
"""

from __future__ import annotations

from itertools import combinations

from assistant.errors import BrokenCorpus
from assistant.grading.facts import EventKind
from assistant.grading.rules import Law, Rule
from assistant.library.grade import Grade
from assistant.library.provision import Provision
from assistant.library.yaml_file import YamlFile

# Effects that the core computes with: each must be some rule's.
EFFECTS = (
    "lowest",
    "falls_to",
    "falls_below",
    "assessment_falls",
    "assessment_stands",
    "keeps",
    "handling",
    "overall",
    "requires_every_indicator",
    "own_permit_apart",
    "standing",
)


def check(law: Law, file: YamlFile) -> None:
    """Raises BrokenCorpus with the file and line of the first rule that does not fit the others or its provisions."""
    for index, rule in enumerate(law.rules):
        where = file.where((index,))
        _names(rule, law, where)
        _no_twin(rule, law.rules[:index], where)
        for provision in rule.provisions:
            _agrees(rule, law.provisions[provision], where)
    _ordered(law, file)
    _complete(law, file)


def _names(rule: Rule, law: Law, where: str) -> None:
    """Everything that the rule names is there."""
    known = (
        ("条文", rule.provisions, law.provisions),
        ("理解", rule.readings, law.readings),
        ("规则", (*rule.over, *rule.along), law.by_id),
    )
    for what, names, there in known:
        for name in names:
            if name not in there:
                raise BrokenCorpus(f"规则 {rule.id} 提到的{what} {name} 不存在", where=where)


def _no_twin(rule: Rule, before: tuple[Rule, ...], where: str) -> None:
    for other in before:
        if other.id == rule.id:
            raise BrokenCorpus(f"规则 {rule.id} 写了两次", where=where)
        meet = set(rule.when.event) & set(other.when.event)
        if meet and not rule.duty and not other.duty:
            kinds = "、".join(sorted(meet))
            raise BrokenCorpus(f"规则 {other.id} 与 {rule.id} 同取事件 {kinds}，没有先后", where=where)


def _agrees(rule: Rule, provision: Provision, where: str) -> None:
    """The numbers and lists of the rule are those of the provision, wherever the provision states them."""
    grades = tuple(word for word in provision.object if word in set(Grade))
    bars_high = rule.then.bars and not rule.then.lowest
    pairs = (
        (rule.then.length, provision.period and provision.period.length),
        (rule.then.lapse, provision.deadline and provision.deadline.within),
        (rule.duty and rule.duty.within, provision.deadline and provision.deadline.within),
        (rule.when.count if rule.when.count > 1 else None, provision.count and provision.count.value),
        (rule.when.within, provision.count and provision.count.within),
        (rule.then.bars if bars_high else None, grades),
    )
    for mine, stated in pairs:
        if mine and mine != stated:
            raise BrokenCorpus(f"规则 {rule.id} 的 {mine} 与条文 {provision.id} 的 {stated} 不一致", where=where)


def _ordered(law: Law, file: YamlFile) -> None:
    """Every two rules that set a grade are ordered (`over`), go together (`with`), or have the same effect."""
    setting = [rule for rule in law.rules if rule.then.sets_grade]
    for one, other in combinations(setting, 2):
        same = one.then.lowest and other.then.lowest
        ordered = other.id in (*one.over, *one.along) or one.id in (*other.over, *other.along)
        if not same and not ordered:
            where = file.where((law.rules.index(other),))
            raise BrokenCorpus(f"规则 {one.id} 与 {other.id} 都定等级，没有写明先后", where=where)


def _complete(law: Law, file: YamlFile) -> None:
    """The core finds a rule for each effect and each event kind, and the bars of an article agree with each other."""
    for effect in EFFECTS:
        if not any(getattr(rule.then, effect) for rule in law.rules):
            raise BrokenCorpus(f"没有一条规则写明 {effect}", where=file.name)
    taken = {kind for rule in law.rules for kind in rule.when.event}
    for kind in EventKind:
        if kind not in taken:
            raise BrokenCorpus(f"没有一条规则取事件 {kind}", where=file.name)
    lists = {rule.then.bars for rule in law.rules if rule.then.lowest}
    if len(lists) != 1:
        raise BrokenCorpus("第十七条各项规则的限制所列等级不一致", where=file.name)
