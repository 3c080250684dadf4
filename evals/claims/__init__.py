"""Labelled answers for the gate: hand-written bases and the generator that turns them into items."""
