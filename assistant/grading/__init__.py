"""The deterministic core: who is barred, which grade, until when, and what is missing. No model, network, settings or clock."""
