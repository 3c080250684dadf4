"""What a line of a guide names: numbers taken off headings, and the industry that a heading or a title speaks of.

Lives here: `style_of`, `bare`, `only_numbers`, `industry_name`, `is_explicit`, `names_industry`, `same_industry`, `same_name`. May import: importing.header.
"""

from __future__ import annotations

import re

from assistant.importing.header import plain

_N = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,4})"
_HAN = r"(?=[\u4e00-\u9fff])"
_TITLE = r"(?![年月日天周时小分秒个台套条家人次级类倍米吨千毫克辆公万亿号期座])[\u4e00-\u9fff]{2,14}\s*$"  # 1-1适用范围, and not 1-2年
_NATURE = (
    r"[（(]\s*(?:规范|资料|提示)\s*性\s*(?:附\s*录)?\s*[)）]"  # how binding a standard's annex is: no word of its name
)
_PART = "(?:门类|类别|专[章篇题项]|分[章篇册]|单元|板块|模块)"  # what a guide may call its parts
_STYLES = (
    (
        "annex",
        re.compile(
            rf"^附\s*[件录表篇]?\s*[A-Z一二三四五六七八九十\d]{{1,3}}(?:\s*[—－-]\s*\d{{1,2}})?\s*[、.．:：]?\s*(?:{_NATURE}\s*[:：]?\s*)?{_HAN}"
        ),
    ),
    *(
        (f"chapter {unit}", re.compile(rf"^第\s*{_N}\s*{form}\s*[、:：]?\s*"))
        for unit, form in (
            ("章", "章"),
            ("篇", "篇"),
            ("编", "编"),
            ("部分", r"部\s*分"),
            ("册", r"(?:[辑卷册类]|单元|行业)(?=\s*[、:：\s])"),
        )
    ),  # a guide's chapters and the parts of each may be told by different words
    ("section", re.compile(rf"^第\s*{_N}\s*节\s*[、:：]?\s*")),
    ("article", re.compile(rf"^第\s*{_N}\s*条\s*[、:：]?\s*")),
    (
        "branch",
        re.compile(
            rf"^(?:行业\s*(?:{_N}(?:\s*[、.．:：]|(?=\s))|\d{{1,3}}{_HAN})|[【〔\[（(]\s*行业\s*{_N}\s*[】〕\]）)])\s*"
        ),
    ),
    ("part", re.compile(rf"^{_PART}\s*(?:{_N}(?:\s*[、.．:：]|(?=\s))|\d{{1,3}}{_HAN})\s*")),
    ("paragraph", re.compile(r"^§\s*\d{1,2}(?:[.．]\d{1,2})*[、.．]?\s*")),
    ("roman", re.compile(rf"^(?:(?:[Ⅰ-Ⅻ]+|(?:X{{0,2}}(?:IX|IV|V?I{{1,3}}|V|X)))\s*[、.．:：]|[Ⅰ-Ⅻ]+(?=\s))\s*{_HAN}")),
    ("bullet", re.compile(rf"^[◆◇■□●○▲△►▶➤★☆]\s*{_HAN}")),
    ("cn", re.compile(r"^[一二三四五六七八九十百]{1,4}(?:\s*[、.．:：]|(?=\s))\s*")),
    ("cn()", re.compile(r"^[（(]\s*[一二三四五六七八九十百]{1,4}\s*[)）]\s*")),
    ("a.n", re.compile(r"^[A-Z]\s*[.．]\s*\d{1,2}(?:[.．]\d{1,2})?[.．、]?\s*(?=[^\d.])")),
    ("a", re.compile(rf"^[A-Z]\s*[.．、]\s*{_HAN}")),
    ("n.n.n", re.compile(r"^\d{1,2}\.\d{1,2}\.\d{1,2}[.．、]?\s*(?=[^\d.])")),
    ("n.n", re.compile(r"^\d{1,2}\.\d{1,2}[.．、]?\s*(?=[^\d.%％])")),
    ("n-n", re.compile(rf"^\d{{1,2}}\s*[-－—–]\s*\d{{1,2}}(?:\s*[、.．]|(?=\s)|(?={_TITLE}))\s*{_HAN}")),
    ("n)", re.compile(rf"^\d{{1,2}}\s*[)）]\s*{_HAN}")),
    ("n()", re.compile(r"^[（(]\s*\d{1,2}\s*[)）]\s*")),
    ("n", re.compile(r"^\d{1,2}\s*[、.．:：]?\s*(?=[\u4e00-\u9fffA-Z【])")),
)
_NUMBER_ALONE = re.compile(
    rf"附\s*[件录篇]?\s*(?:[A-Z]|[一二三四五六七八九十]{{1,3}}|\d{{1,2}})?\s*[:：]?\s*(?:{_NATURE})?|{_NATURE}"
)
CAPTION = re.compile(r"^(?:续?附?表|图)\s*[\dA-Z一二三四五六七八九十]")
_CAPTION_NUMBER = re.compile(
    r"^续?附?表\s*(?:[A-Z]\s*[.．\-—－]?\s*)?[\d一二三四五六七八九十]*(?:\s*[.．\-—－]\s*\d+)*\s*[:：、.．]?\s*(?:[（(]续[)）])?\s*"
)
_LABEL = re.compile(r"^(?:适用)?行业(?:名称|类别|类型)?\s*[:：]\s*")
_TAIL = re.compile(
    r"(?:(?:企业)?(?:重污染天气)?(?:应急)?(?:环保|环境)?(?:绩效|差异化|创[A-D]升[A-D]|分级(?:指标|要求|标准|表)|减排|管控要求|管控指标|评级指标)"
    r"|(?<=[\u4e00-\u9fff]{2}行业)\S{0,20}(?:指标|标准|要求|体系|措施|限值|表)$).*$"
)
_OF_A_PAPER = re.compile(r"指南|规范(?!性)|办法|通知|细则|方案|手册|目录|汇编|函$|意见|规定")
_BRACKETS = re.compile(r"\([^()]*\)(?=(?:行业|工业|企业)?$)")
_ENDING = re.compile(r"(?:行业|工业|企业)(?=\(|$)")
_NO_INDUSTRY = re.compile(
    r"(?:重点|通用|各|全|本|其他|有关|相关|涉气|所有|该|同|多|跨|分|两个|上述|等)行业$|^行业$|^工业$"
)
_SAYS = re.compile(r"(?:不?适用于|本.{1,6}适用于|下列)")
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_SENTENCE = re.compile(r"[。；;，,]|\d{4}年|[：:](?=.)")


def style_of(text: str) -> str:
    """How a heading is numbered or set off; "" where it is not."""
    return next((name for name, form in _STYLES if form.match(text)), "")


def bare(text: str) -> str:
    """A heading without its number; that of an annex also without the words that say how binding it is.

    >>> bare("附录A（规范性）示例材料行业"), bare("附录B 示例材料（资料性附录）"), bare("示例材料（规范性附录）")
    ('示例材料行业', '示例材料', '示例材料（规范性附录）')
    """
    for kind, form in _STYLES:
        found = form.match(text)
        if found:
            rest = text[found.end() :].strip()
            return re.sub(rf"(?<=.)\s*{_NATURE}$", "", rest) if kind == "annex" else rest
    return text.strip()


def only_numbers(text: str) -> bool:
    """Whether a line is no more than the number of the heading that stands below it.

    >>> only_numbers("附录B"), only_numbers("（规范性附录）"), only_numbers("第二章"), only_numbers("附录B 示例材料"), only_numbers("附注")
    (True, True, True, False, False)
    """
    words = text.strip()
    return bool(_NUMBER_ALONE.fullmatch(words)) or (
        style_of(words).startswith(("chapter", "section")) and not bare(words)
    )


def industry_name(heading: str) -> str:
    """As printed, without number and without what only says that grades follow.

    >>> industry_name("三、示例材料行业绩效分级指标"), industry_name("行业名称：示例材料"), industry_name("【示例材料】")
    ('示例材料行业', '示例材料', '示例材料')
    """
    whole = bare(heading)
    name = _LABEL.sub("", whole)
    found = re.fullmatch(r"[【〔\[《]\s*(.+?)\s*[】〕\]》]", name)
    name = found[1] if found else name
    name = _TAIL.sub("", name).strip(" 　:：的")
    return name or whole


def is_explicit(heading: str) -> bool:
    """Whether a line says itself that what it names is an industry.

    >>> is_explicit("三、示例材料行业"), is_explicit("适用于示例材料行业减排措施的制定，含甲工艺等")
    (True, False)
    """
    whole = bare(heading)
    if _OF_A_PAPER.search(whole) or _is_sentence(whole):
        return False
    if _LABEL.match(whole) or style_of(heading) == "branch":
        return not _SENTENCE.search(industry_name(heading))
    name = industry_name(heading)
    return bool(re.search(r"[\u4e00-\u9fff]{2,}(?:行业|工业)$", name)) and not _NO_INDUSTRY.search(name)


def _is_sentence(words: str) -> bool:
    """Whether a line says something of an industry and does not only name it; what stands in brackets aside."""
    return bool(_SAYS.match(words) or re.search(r"[。；;，]", _IN_BRACKETS.sub("", words)))


def names_industry(title: str) -> str:
    """The industry in a table's title (表2 某某行业绩效分级指标); "" where it names none."""
    text = _CAPTION_NUMBER.sub("", title.strip()) if CAPTION.match(title.strip()) else bare(title)
    found = _TAIL.search(text)
    if _OF_A_PAPER.search(text) or _SAYS.match(text) or _SENTENCE.search(text[: found.start()] if found else text):
        return ""
    name = industry_name(text)
    if not found and not is_explicit(text):
        return ""
    name = re.sub(r"^(?:续表)\s*", "", name)
    good = 1 < len(plain(name)) <= 32 and re.search(r"[\u4e00-\u9fff]{2}", name) and found is not None and found.start()
    return name if (good or is_explicit(text)) and not _NO_INDUSTRY.search(name) else ""


def same_industry(one: str, other: str, *, parts: bool) -> bool:
    """Whether two names are of one industry. `parts`: also where one stands within the other (建筑某某 and 某某). Brackets at
    the end may be left out; where both have them, they part two industries.

    >>> same_industry("示例（甲类）", "示例行业", parts=False), same_industry("示例（甲类）", "示例（乙类）", parts=False)
    (True, False)
    """
    if all(_BRACKETS.search(plain(name)) for name in (one, other)):
        return same_name(one, other)
    a, b = (_ENDING.sub("", _BRACKETS.sub("", plain(name))) for name in (one, other))
    return a == b or (parts and bool(a and b) and (a in b or b in a))


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, brackets and all.

    >>> same_name("示例（甲类）行业", "示例(甲类)"), same_name("示例", "示例（甲类）")
    (True, False)
    """
    return _ENDING.sub("", plain(one)) == _ENDING.sub("", plain(other))
