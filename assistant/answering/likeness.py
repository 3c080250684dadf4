"""How like a question is to the ways in which others put it: cosine over character pairs, rare ones weighing more.

Lives here: `Exemplars`. May import: the standard library. Grades, dates and numbers are made alike first, so that “A级”
and “B级” do not tell questions apart; what tells them apart is said by words and marks.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

_GRADE = re.compile(r"(?<![A-Z])[ABCD]-?(?![A-Z])级?(?:企业)?|(?:非)?绩效引领性?(?:企业)?|引领性(?:企业)?")
_DAY = re.compile(r"(?:20[0-9]{2}年|今年|去年|前年|上个?月)?[0-9]{1,2}月[0-9]{0,2}[日号]?|20[0-9]{2}年")
_NOISE = re.compile(
    r"[,。?!;:、“”\"'~()（）\[\]]|请问|你好|您好|想问一下|想问|问一下|麻烦|一下|到底|就是|我们|咱们|咱|俺们|俺|本公司|我司|贵公司|你们|啊|呀|呢|吗|吧|哦|嘛|了|的"
)
_ALIKE = (
    ("啥时候", "什么时候"),
    ("何时", "什么时候"),
    ("啥", "什么"),
    ("咋办", "怎么办"),
    ("咋", "怎么"),
    ("如何", "怎么"),
    ("怎样", "怎么"),
    ("可不可以", "能"),
    ("能不能", "能"),
    ("可以", "能"),
    ("能否", "能"),
    ("多长时间", "多久"),
    ("几天", "多少天"),
    ("环保局", "生态环境局"),
    ("省生态环境厅", "省厅"),
    ("省辖市", "市"),
    ("市局", "市"),
    ("市里", "市"),
    ("省里", "省厅"),
    ("评审专家", "专家"),
    ("绩效评级", "评级"),
    ("绩效分级", "评级"),
    ("评定", "评级"),
    ("公司", "企业"),
    ("厂子", "企业"),
    ("工厂", "企业"),
    ("罚款", "处罚"),
    ("行政处罚", "处罚"),
    ("挨罚", "处罚"),
    ("被罚", "被处罚"),
    ("是否", "是不是"),
    ("需不需要", "要不要"),
    ("用不用", "要不要"),
    ("哪儿", "哪里"),
    ("资料", "材料"),
)


def alike(text: str) -> str:
    """`text` (normal form) with what does not tell questions apart made alike."""
    text = _DAY.sub("T", text)
    text = _GRADE.sub("G", text)
    text = _NOISE.sub("", text)
    for said, same in _ALIKE:
        text = text.replace(said, same)
    return text


def features(text: str) -> Counter[str]:
    """Pairs of characters and, weaker, single ones of `text` made alike."""
    return _counted(alike(text))


def _counted(text: str) -> Counter[str]:
    padded = f"^{text}$"
    counts: Counter[str] = Counter(padded[i : i + 2] for i in range(len(padded) - 1))
    counts.update(c for c in text)
    return counts


class Exemplars:
    """Questions with the entry that each belongs to."""

    def __init__(self, asks: Iterable[tuple[str, str]]) -> None:
        asks = tuple(asks)
        self._entries = [entry for entry, _ in asks]
        # All at once: two thousand short texts one by one would cost every start three times as much.
        rows = [_counted(text) for text in alike("\n".join(text for _, text in asks)).split("\n")] if asks else []
        self._count = len(rows)
        seen: Counter[str] = Counter(f for row in rows for f in row)
        self._rarity = {f: math.log(1 + self._count / n) for f, n in seen.items()}
        self._unseen = math.log(1 + self._count)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, row in enumerate(rows):
            weights = self._weights(row)
            length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
            for feature, weight in weights.items():
                self._postings[feature].append((number, weight / length))

    def _weights(self, counts: Mapping[str, int]) -> dict[str, float]:
        out = {}
        for feature, count in counts.items():
            weight = self._rarity.get(feature, self._unseen if len(feature) > 1 else self._unseen * 0.6)
            out[feature] = weight * (1 + math.log(count)) * (1.0 if len(feature) > 1 else 0.6)
        return out

    def scores(self, text: str) -> dict[str, float]:
        """Entry -> the likeness of its most alike exemplar, 0 to 1."""
        weights = self._weights(features(text))
        length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        rows: dict[int, float] = defaultdict(float)
        for feature, weight in weights.items():
            for number, held in self._postings.get(feature, ()):
                rows[number] += weight * held / length
        out: dict[str, float] = {}
        for number, score in sorted(rows.items()):
            entry = self._entries[number]
            out[entry] = max(out.get(entry, 0.0), round(score, 5))
        return out
