"""Tables of a guide that state no indicator: words, contacts, example factors, steps. None of them is in the gold.

Lives here: `extra_table`. May import: blocks, wording.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from evals.guides.blocks import Block, Grid, Line, Square
from evals.guides.wording import Wording

OFFICES = ("示例市评审中心", "示例县大气办", "示例区执法队", "示例省技术帮扶组")
STEPS = ("企业自评并在示例平台填报", "县级示例初审", "市级示例复核", "示例公示与公布")


def extra_table(name: str, words: Wording, rng: random.Random) -> list[Block]:
    """The table of that name with its heading. Its numbers come from the seed."""
    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: list[tuple[str, ...]]
    over: list[Block]
    match name:
        case "terms":
            heads, shares = ("术语", "含义"), (0.25, 0.75)
            rows = [*words.terms]
            over = [Line("heading", "术语和定义"), Line("caption", "示例术语表")]
        case "contacts":
            heads, shares = ("单位", "负责内容", "电话"), (0.4, 0.35, 0.25)
            rows = [(one, rng.choice(("资料受理", "现场核查", "技术咨询")), f"000-{rng.randint(2000000, 8999999)}") for one in OFFICES]  # fmt: skip
            over = [Line("caption", "示例联系方式")]
        case "factors":
            heads, shares = ("示例工序", "污染物", "单位", "排放系数"), (0.3, 0.2, 0.3, 0.2)
            rows = [
                (place, printed, "kg/t产品", f"{rng.randint(1, 90) / 100}")
                for place in rng.sample(words.places, 3)
                for printed, _ in rng.sample(words.names, 2)
            ]
            over = [Line("heading", "附录 资料性示例"), Line("caption", "示例排放系数（供估算用）")]
        case "emissions":
            heads, shares = ("主要生产工序", "主要污染物", "排放形式"), (0.36, 0.4, 0.24)
            rows = [
                (
                    place,
                    "、".join(words.families[rng.randrange(len(words.families))]),
                    rng.choice(("有组织", "有组织、无组织")),
                )
                for place in rng.sample(words.places, 4)
            ]
            over = [Line("caption", "示例产排污环节")]
        case "checks":
            heads, shares = ("序号", "核查内容", "核查方式"), (0.1, 0.6, 0.3)
            rows = [(str(at), text, rng.choice(("查阅资料", "现场查看", "调取数据"))) for at, text in enumerate(rng.sample(words.checks, 4), 1)]  # fmt: skip
            over = []
        case _:
            heads, shares = ("步骤", "内容", "时限"), (0.12, 0.63, 0.25)
            rows = [(str(at), text, f"{rng.choice((5, 10, 15, 20))}个工作日内") for at, text in enumerate(STEPS, 1)]
            over = [Line("heading", "评级程序"), Line("caption", "示例评级流程")]
    return [*over, _grid((heads, *rows), shares)]


def _grid(rows: Sequence[Sequence[str]], shares: tuple[float, ...]) -> Grid:
    squares = [Square(r, c, 1, 1, (text,), head=r == 0) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Grid(tuple(squares), len(rows), len(shares), 1, shares)
