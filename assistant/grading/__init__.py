"""The deterministic core: who is barred, which grade, until when, and what is missing. No model, no clock."""
