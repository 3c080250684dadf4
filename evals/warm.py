"""One process that asks a whole set and says how long each answer took and how much memory it came to.

Lives here: what `bench.py` starts as `python -m evals.warm SET`; a process of its own, so that peak memory is that of
asking alone. May import: evals.product, evals.questions, the standard library.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from evals.metrics import percentile
from evals.product import open_product
from evals.questions import read_set


def ask_all(path: Path) -> dict[str, Any]:
    """Milliseconds (p50, p95) over every question of the set, after one that is not measured; peak memory in MB.

    Questions that the product refuses (an empty one) are not counted.
    """
    from assistant.errors import AssistantError

    product = open_product("composer")
    items = read_set(path).items
    product.ask(items[0], items[0].as_of)
    took: list[float] = []
    for item in items:
        start = time.perf_counter()
        try:
            product.ask(item, item.as_of)
        except AssistantError:
            continue
        took.append((time.perf_counter() - start) * 1000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000  # kilobytes on Linux
    return {"asked": len(took), "p50": percentile(took, 50), "p95": percentile(took, 95), "peak_mb": round(peak)}


if __name__ == "__main__":
    print(json.dumps(ask_all(Path(sys.argv[1]))))
