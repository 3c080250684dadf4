"""The log of our own faults on the page: where in the code and which kind of error, no word of what people wrote (P21).

Lives here: `record`. May import: nothing of ours.
"""

from __future__ import annotations

import logging
import traceback

_log = logging.getLogger(__name__)


def record(error: BaseException) -> None:
    """Say where it broke. The message stays out: it may quote a question or a case."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    _log.error("%s (message left out)\n%s", type(error).__name__, frames)
