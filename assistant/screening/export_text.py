"""Text that Word and Excel can hold: a file name may carry what XML cannot.

Lives here: `writable`. May import: nothing of ours.
"""

from __future__ import annotations

import re

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """`text` without characters that no XML 1.0 file can hold.

    >>> writable("台账\\x07.xlsx")
    '台账\ufffd.xlsx'
    """
    return _UNWRITABLE.sub("\ufffd", text)
