"""The web page: one file a tab, on our own FastAPI app. State is kept per browser session, in memory only.

`build(workspace)` gives the app; `app.py` serves it. May import: service, config, and every room below them.
"""

from assistant.web.site import build

__all__ = ["build"]
