"""What a stretch of a sentence says of a cause besides naming it: that it was found, that one of several is enough, that paying does not
help, that it is handled by an article, how many cases an article lists.

Lives here: patterns of Chinese and what they leave of a cause; no rule. May import: library.clause.
"""

from __future__ import annotations

import re

from assistant.library.clause import arabic_number

REF_ONLY = re.compile(
    "(?:触发|触动|触及|适用|所规定的|触碰|触犯|违反|踩中|踩到|碰到|碰上|存在|出现|具有|属于|符合|落入|凡是|凡|只要|如果|要是|若|一旦|所列|所述|列举|列明|规定|情形|情况|行为|之一|任一|任意|任何|一项|各项|每一项|项|种|"
    "企业|写在|写入|写|见|即|对应|归入|归在|列在|按照|按|根据|依据|依照|依|对照|在|中|就|来看|来说|而言|看|对于|关于|的|了|有|是|这|里|下|各|和|与|及|以及|、|，|两条|这两条|都|均|所有|全部|企业的|涉及|命中|对|写|那|则)*"
)

# 占一种, 随便沾上一样: one of those named is enough, as the law has it.
ANY_ONE = re.compile(
    r"(?:随便|只要|任意|凡是?|但凡|哪怕)?(?:占|沾|有|犯|碰|中|符合|属于|出现|存在|具备|满足|触犯|触碰)(?:上|到|了|有|着)?(?:其中)?(?:的|任何|任意|任)?(?:其?一|之一)(?:种|样|条|项|个)?(?:情形|情况|行为)?(?:的|就|即)?"
    r"|(?:随便|任意)(?:占|沾|有|犯|碰|中|出现|存在)(?:上|到|了|有|着)?(?:的|就|即)?"
)
SEVERAL = re.compile(r"，|、|或者?|以及|(?<=[^参])与|和|及(?!时)")
THESE = re.compile(
    r"(?:这|上述|以上|前述)(?P<number>[两二三四五六七八])(?:样|种|类|项|个|条)(?:情形|情况|行为|做法|问题)?$"
)


def said_to_be(cause: str, count: int) -> int:
    """How many cases there are said to be; `count` where nobody says."""
    found = THESE.search(cause)
    return arabic_number(found["number"]) or count if found else count


_FOUND = re.compile(
    r"^(?:一经|一旦|一|被|经|凡|如果|若|如|只要|要是)?(?:被)?(?:查实|查出来?|查明|发现|查到|抓到|抓住|逮到|逮住|坐实|核实|认定)(?:有|存在|了|属实)?"
)
_CALLED = re.compile(r"(?:这(?:一|种|类|样|个)?|此类|之类的?|的)(?:行为|情形|情况|事情?|条|项|关|档|问题|做法)$")


ALIKE = re.compile(r"(?:也|都|均|全)?(?:是)?(?:同样|一样|一个样|一视同仁|同等)(?:地|的)?(?:处理|对待|论处|后果)?$")
BY_REF = re.compile(
    r"(?:也|则|均|都|一律|要|应当?|统一|同样)*(?:按照?|依|依照?|依据|根据|适用|对照)(?:本?细则)?第[十一二三四五六七八九]+条(?:第?（?[一二三四五六七八九]+）?项?)?(?:的?规定)?(?:来)?(?:处理|办理|执行|论处|对待)?$"
)
_WHO = re.compile(r"的(?:企业|单位|厂家?|公司|工厂)$")


def bare(piece: str) -> str:
    """A cause without that it is found, which only makes it narrower, and without what it is called: 查实偷排偷放这类行为."""
    found = _FOUND.sub("存在", _SUBJECT.sub("", piece))
    for called in (ALIKE, BY_REF, THESE, _CALLED, _WHO):
        found = called.sub("", found)
    return found if len(found) > 1 else piece


_SUBJECT = re.compile(
    r"^(?:如果|假如|假使|倘若|如|若|凡)?(?:贵司|贵公司|贵厂|贵企业|贵单位|企业|厂里|公司)?(?:如果|假如|倘若|若是|如|若|一旦|要是)(?=.{4})"
)
_FOUND_ONLY = re.compile(
    r"(?:一旦|一经|只要|如果|若|一|经|被)*(?:被)?(?:查实|查出来?|查明|发现|查到|查处|抓到|抓住|逮到|逮住|逮着|抓着|坐实|核实|认定)(?:以|之)?(?:后|了|的话|属实)?(?:就|便|则|即)?"
)
_LABEL = re.compile(
    r"(?:[^，。]{0,6}(?:归纳|小结|总结|结论|要点|提示|提醒|一览|对照|对比|比较|注意|答复|容易混淆的一点|留意))|答|算|算的|也算|照样算|同样算|是的|对|没错"
)
_NO_HELP = re.compile(
    r"(?:哪怕|即使|即便|就算|纵使|尽管|虽然?|别管|不管)(?:是)?(?:已经?|已|事后|后来|之后|随后)?(?:把|将)?(?:罚款|罚金|钱|款项|罚单)?(?:已经?|已|都|也|早已|早就|全部|如期|按时)*(?:交|缴|缴纳|交纳|付)(?:清|了|齐|完|掉|上|过)?(?:罚款|罚金|钱|款)?(?:了)?"
    r"|(?:不论|无论|不管|不分|别管|不问)(?:罚款?|处罚|罚金)?(?:的)?(?:金额|数额|钱数|款额|钱)?(?:的)?(?:是)?(?:大小|多少|高低|多还是少|轻重)"
    r"|(?:哪怕|即使|即便|就算)(?:只|才|仅)?(?:是)?(?:罚款?)?(?:金额|数额|得|的)?(?:很|再|不)?(?:小|少|低|多)(?:额)?(?:罚款)?"
)
_UNMEASURED = re.compile(
    r"(?:第十八条|条文|本条|该条|该项|细则|规定|这里|此处)?(?:对于?|就|按照?|以)?(?:罚款|处罚|罚金)?的?(?:金额|数额|多少|大小)+(?:，?(?:条文|细则|规定|该项|第十八条))?(?:也|并|都)?(?:没有|未|没)(?:作|做|设|设置|设定|规定|加以|有)?(?:任何)?(?:门槛|区分|下限|起点|限制|要求|规定)?"
    r"|(?:第十八条|条文|本条|该条|该项|细则)?(?:也|并)?(?:没有|未|没)(?:按照?|以|对|就|根据)(?:罚款|处罚|罚金)?的?(?:金额|数额|多少|大小)+(?:的?(?:大小|多少|高低))?(?:来)?(?:设置?|作|做|区分|划分?|规定|加以)(?:任何|出)?(?:了)?(?:门槛|区分|下限|起点|限制|线)?"
)
_LISTED = re.compile(
    r"(?:一共|总共|合计|共|下面|项下|里)*(?:列|有|列举|列出|列明|规定|写|包括|含)*(?:了|的)*(?P<number>[一二两三四五六七八九]|[1-9])(?:种|项|类|个|条|样|款)(?=情形|情况|行为|$|中|里|的|之)"
)


def idle(piece: str) -> bool:
    """Whether a piece names no cause and takes none away: 一经查实, 随便沾上一样, 哪怕罚款已经缴清, 第十八条没有按罚款金额设门槛."""
    return any(p.fullmatch(piece) for p in (ANY_ONE, _LABEL, _FOUND_ONLY, _NO_HELP, _UNMEASURED))


def unmeasured(text: str) -> bool:
    """Whether a sentence says only that no amount matters: 对于罚款金额，条文没有设门槛."""
    return bool(_UNMEASURED.fullmatch(text.rstrip("。；")))


def listed(text: str) -> tuple[str, int | None]:
    """`text` without how many cases an article is said to list, and that number: 第十七条的四种情形."""
    found = _LISTED.search(text)
    if not found:
        return text, None
    return text[: found.start()] + text[found.end() :], arabic_number(found["number"])


def handled_by(text: str) -> str | None:
    """The cause that is said to be handled by an article, or alike (主动贿赂专家的企业按第十七条处理); None: nothing such is said."""
    text = text.rstrip("。；")
    found = BY_REF.search(text) or ALIKE.search(text)
    return text[: found.start()] if found and found.start() else None
