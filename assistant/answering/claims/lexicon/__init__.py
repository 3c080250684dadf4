"""The words of this field, one concept a line: how the law puts it first, then how people and models put it.

Lives here: tables of Chinese words and nothing else, no law and no rule. A word that stands in no table is unknown to the
gate, and what is unknown is never shown: so only what truly means the same shares a line. May import: nothing.
"""

from assistant.answering.claims.lexicon.actors import ACTORS
from assistant.answering.claims.lexicon.acts import ACTS
from assistant.answering.claims.lexicon.compounds import COMPOUNDS
from assistant.answering.claims.lexicon.everyday import EVERYDAY
from assistant.answering.claims.lexicon.free import FREE, JOINTS
from assistant.answering.claims.lexicon.marks import MARKS, MODALS, NEGATIONS, WHOLE
from assistant.answering.claims.lexicon.ordinary import ORDINARY
from assistant.answering.claims.lexicon.plain import PLAIN
from assistant.answering.claims.lexicon.talk import ABOUT, DOING, KNOWING
from assistant.answering.claims.lexicon.things import QUALITIES, THINGS

__all__ = [
    "ABOUT",
    "ACTORS",
    "ACTS",
    "COMPOUNDS",
    "DOING",
    "EVERYDAY",
    "FREE",
    "JOINTS",
    "KNOWING",
    "MARKS",
    "MODALS",
    "NEGATIONS",
    "ORDINARY",
    "PLAIN",
    "QUALITIES",
    "THINGS",
    "WHOLE",
]
