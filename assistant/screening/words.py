"""The words that people see for the codes of a report. Chinese, for a counter; codes stay INTERFACE.md's.

Lives here: tables of words, `place_of`. May import: screening.report.
"""

from __future__ import annotations

from assistant.library.grade import HIGH, Grade
from assistant.screening.report import Authority, Evidence, Kind, MaterialLine, Required, Severity, Status

STATUS: dict[Status, str] = {
    Status.PRESENT: "已提交",
    Status.MISSING: "缺",
    Status.EXPIRED: "已过期",
    Status.SUSPECT: "需人工核对",
    Status.ILLEGIBLE: "未读清",
    Status.NOT_APPLICABLE: "不涉及",
}
# A sign beside each word: nothing is told by colour alone (P22).
SIGN: dict[Status, str] = {
    Status.PRESENT: "✓",
    Status.MISSING: "×",
    Status.EXPIRED: "!",
    Status.SUSPECT: "?",
    Status.ILLEGIBLE: "…",
    Status.NOT_APPLICABLE: "—",
}
REQUIRED: dict[Required, str] = {
    Required.ALWAYS: "必备",
    Required.HIGH: "A级、B级和绩效引领性必备",
    Required.WHEN: "符合条件时必备",
    Required.RECOMMENDED: "建议提供",
}
AUTHORITY: dict[Authority, str] = {
    Authority.OFFICIAL: "细则明文要求",
    Authority.IMPLIED: "由细则条款推出",
    Authority.PRACTICE: "申报实务（未见官方文本）",
}
SEVERITY: dict[Severity, str] = {Severity.ERROR: "须处理", Severity.WARNING: "请核对", Severity.NOTE: "提示"}
KIND: dict[Kind, str] = {
    Kind.NAME_MISMATCH: "企业名称不一致",
    Kind.CREDIT_CODE_MISMATCH: "统一社会信用代码不一致",
    Kind.CREDIT_CODE_INVALID: "统一社会信用代码校验不通过",
    Kind.PERMIT_EXPIRED: "排污许可证已过有效期",
    Kind.REPORT_TOO_OLD: "监测报告超过一年",
    Kind.LEDGER_OUT_OF_PERIOD: "台账不在近一年内",
    Kind.PERIOD_INCOMPLETE: "覆盖时段不完整",
    Kind.COVER_PAGE_ONLY: "只有封面",
    Kind.UNSIGNED: "未签字",
    Kind.UNSEALED: "未盖章",
    Kind.GRADE_MISMATCH: "申报等级不一致",
    Kind.INDUSTRY_MISMATCH: "行业不一致",
    Kind.INDUSTRY_OUT_OF_SCOPE: "行业不在第八条范围内",
    Kind.DUPLICATE_FILE: "重复文件",
    Kind.UNREADABLE_FILE: "文件无法读取",
    Kind.REFUSED_FILE: "文件未予打开",
    Kind.EMBEDDED_INSTRUCTION: "文件内含有指示性文字",
    Kind.ACTIVE_CONTENT: "文件含宏或脚本",
    Kind.TEXT_LAYER_UNTRUSTED: "文字层与画面不符",
    Kind.UNSUPPORTED_FORMAT: "格式暂不支持",
    Kind.BAR_FOUND: "材料反映第十八条所列情形",
}
# Papers that say different things of the same matter: for a person to hold against each other.
CONTRADICTIONS = frozenset({Kind.NAME_MISMATCH, Kind.CREDIT_CODE_MISMATCH, Kind.GRADE_MISMATCH, Kind.INDUSTRY_MISMATCH})
READ_BY: dict[str, str] = {
    "text": "文字层",
    "ocr": "文字识别",
    "mixed": "文字层和文字识别",
    "refused": "未予打开",
    "unreadable": "无法读取",
}
CLEARLY = {
    Status.MISSING: "请补充提交《{name}》。",
    Status.EXPIRED: "请换成在有效期内的《{name}》。",
    Status.SUSPECT: "请核对《{name}》，有误的更正后重新提交，无误的书面说明。",
    Status.ILLEGIBLE: "请重新提交清晰完整的《{name}》。",
}
WHY = {
    Status.MISSING: "申报材料中未见",
    Status.EXPIRED: "已过有效期或超过一年",
    Status.SUSPECT: "与别的材料或要求对不上，需人工核对",
    Status.ILLEGIBLE: "有这份材料，但未能读清",
}


def place_of(seen: Evidence) -> str:
    """File and page, as a person looks it up.

    >>> place_of(Evidence(file="证照.pdf", page=3))
    '证照.pdf 第3页'
    """
    if seen.place:
        return f"{seen.file} {seen.place}"
    return f"{seen.file} 第{seen.page}页" if seen.page is not None else seen.file


def asked_for(line: MaterialLine, grade: str | None) -> bool:
    """Whether its absence leaves the pack incomplete. A high item counts where the grade is high, or nobody said which."""
    match line.required:
        case Required.ALWAYS:
            return True
        case Required.WHEN:
            return line.status is not Status.NOT_APPLICABLE
        case Required.HIGH:
            return grade is None or grade in HIGH
        case Required.RECOMMENDED:
            return False


def grade_word(grade: str | None) -> str:
    """A级, 绩效引领性.

    >>> grade_word("B-"), grade_word("绩效引领性"), grade_word(None)
    ('B-级', '绩效引领性', '未写明')
    """
    if grade is None:
        return "未写明"
    return grade if grade in (Grade.LEADING, Grade.NOT_LEADING) else f"{grade}级"
