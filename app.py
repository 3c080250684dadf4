"""Builds the web app and serves it; nothing else. Address: ASSISTANT_HOST, ASSISTANT_PORT."""

from __future__ import annotations

import sys

from fastapi import FastAPI

from assistant.config import Settings, read_settings
from assistant.errors import AssistantError


def site(settings: Settings) -> FastAPI:
    """The web app over a freshly opened workspace."""
    from assistant import service, web  # seconds; a wrong setting or a taken port is told before

    return web.build(service.open_workspace(settings))


def main() -> int:
    """Serve until stopped; the exit code of INTERFACE.md."""
    from assistant.web.serving import serve

    try:
        settings = read_settings()
        serve(lambda: site(settings), settings.host, settings.port)
    except AssistantError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
