"""Remarks behind a claim that take it back, doubt it or leave it to somebody: 这是误解, 各地自己把握, 看情况处理, 这一条没有执行.

Their words are of everyday talk, so that no table of the law has them; but no sentence of the law says of itself that it is
mistaken, past, not applied, or as one likes. Lives here: `TAKEN_BACK`, patterns with the reason. May import: the standard library only.
"""

from __future__ import annotations

import re

_THIS = r"(?:这|此|该|上述)(?:种|个|类|一)?(?:条|款|项|点|句话?|说法|理解|看法|观点|认识|结论|规定|要求)?"
# Whom no article leaves anything to; an enterprise may choose when it applies (适时提交, 第九条（一）).
_PLACES = r"(?:各地|地方上?|各市|市里|县里|基层)"
_IS = r"(?:都|也|其实|本身|显然|实际上)?(?:是|属于?|纯属|系|就是|只是|不过是|算是)(?:一种|一个|个|常见的?|典型的?|普遍的?)*"

TAKEN_BACK = (
    (
        re.compile(
            rf"，(?:但|不过|其实|可)?{_THIS}{_IS}"
            r"(?:误解|误读|误会|误传|误区|谣言|谣传|讹传|错觉|记错|弄错|搞错|看错|理解错|错误|错的)[^，。；]{0,3}[。；]?$"
        ),
        "前文说了又说是误解",
    ),
    (
        re.compile(
            rf"，{_THIS}{_IS}(?:以前|原来|从前|过去|早先|之前|旧时?|老)的?(?:规定|说法|要求|表述|口径|做法|办法|标准|事)"
        ),
        "细则现行有效，不是过去的规定",
    ),
    (
        re.compile(
            r"，(?:但|不过|其实|可)?(?:这|此|该)(?:一)?(?:条|款|规定)(?:在?实际(?:上|中)?|实践中|平时|一般|常常|基本上?|其实)?"
            r"(?:没有?|很少|从未|从来没有?|并未|没怎么|不怎么|不)(?:有?人)?(?:被)?(?:真正)?(?:执行|照做|遵守|当真)[过的了]?[。；]?$"
        ),
        "细则没有说不执行",
    ),
    (
        re.compile(
            rf"{_PLACES}(?:可以?|都可以?|也可以?)?(?:自己|自行|酌情|灵活)?(?:把握(?!好)|看着办|拿捏|掂量|自定|定夺)|您(?:自己)?看着(?:办|处理|来)"
            r"|(?:看|视)(?:具体|实际)?情况(?:而定|处理|办|来|再说|决定)|具体看情况|具体(?:问题|情况)具体(?:看|分析|处理|对待|办)"
        ),
        "条文没有说可以随意",
    ),
    (
        re.compile(
            r"(?:多数|大多数|通常|一般|正常|部分)(?:情况|情形|时候)(?:下)?(?:都|也)?(?:如此|是这样|这样)|(?:总体|大体|基本|大致)(?:上|来说)?(?:是这样|如此)"
        ),
        "条文没有说只是多数情况如此",
    ),
)
