"""The command line: words into arguments, one call of `service`, words out. No decision lives here.

Lives here: door (exit codes, streams), commands, batch (JSON lines), show (words for people), usage (usage errors and
help in Chinese), log. May import: service, config, doctor; what weighs seconds only inside the command that needs it.
"""

from assistant.cli.door import main

__all__ = ["main"]
