"""How our own HTML is put on Gradio's page: through its Markdown component, cleaned, without frame or formulas.

Lives here: `plain`. Why not `gr.HTML`: docs/security.md. May import: nothing of ours.
"""

from __future__ import annotations

from typing import Any


def plain(elem_id: str) -> dict[str, Any]:
    """Arguments of a `gr.Markdown` that shows our HTML and nothing around it."""
    return {"elem_id": elem_id, "sanitize_html": True, "latex_delimiters": [], "container": False, "padding": False}
