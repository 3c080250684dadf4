"""One tree of exceptions. An error says what, where, and what to do instead, in one Chinese line.

    AssistantError               everything we raise on purpose; carries the exit code of the command line
    ├── InputError               a person can mend it (exit 2)
    │   ├── BadFile              a file that cannot be read as what it should be (YAML, encoding, size)
    │   ├── UnknownValue         a word that is not among the allowed ones
    │   ├── BadCase              a case that contradicts itself or the calendar
    │   ├── BadQuestion          a question that is empty or too long
    │   └── BrokenCorpus         a corpus file that is missing, altered or malformed; the product refuses to start
    ├── MissingPart              an optional part is not installed (exit 2); the message holds the command to type
    └── ModelUnavailable         the language model is down, slow, or off the rails; callers fall back to the composer

May be imported everywhere; imports nothing of ours.
"""

from __future__ import annotations


class AssistantError(Exception):
    """What went wrong (`what`), where (`where`), and the way out (`remedy`); `str()` is the one line people see."""

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        line = f"{where}：{what}" if where else what
        if remedy:
            line = f"{line.rstrip('。')}。{remedy}"
        super().__init__(" ".join(line.split("\n")))


class InputError(AssistantError):
    """Something that the person who called us can mend."""

    exit_code = 2


class BadFile(InputError):
    """A file that is not readable as what it claims to be."""


class UnknownValue(InputError):
    """A value outside the closed list that the field allows."""


class BadCase(InputError):
    """A case that contradicts itself, or a date that cannot be."""


class BadQuestion(InputError):
    """A question that holds nothing to answer, or too much."""


class BrokenCorpus(InputError):
    """The law as data is not what its seal says, or does not parse: nothing is answered from it."""


class MissingPart(AssistantError):
    """An optional part that this call needs is not installed; `remedy` is what to type."""

    exit_code = 2


class ModelUnavailable(AssistantError):
    """The language model gave nothing usable. The embedded composer answers instead, and says so."""
