"""Application packs with known truth: what is made, how it is rendered, and how `screen` is held against it.

Lives here: the generators (two splits that share no template, renderer or font), hostile files, planted instructions,
and the scorer. Everything is written from INTERFACE.md and the checklist alone: nothing here reads the code of
assistant/screening or assistant/reading. May import: errors, library (checklist file, YAML), each other.
"""
