"""Model runs: raw answers kept as text, replayed through the gate, compared side by side."""
