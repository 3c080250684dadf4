"""Claims: a sentence of Chinese -> what it claims, as a closed set of types, and how each stands to core and corpus.

Rooms, in the order a sentence goes through them: `text` (markup off, sentences, headings, tables), `wording` (many
words -> the law's word; negation, modals), `amounts` (numbers, dates, grades, clause ids), `carried` (what the
corpus says, cut into passages), `kinds` (the closed set), `judge` (one sentence against passages and verdict).
May import: library, grading's values as plain data. No model, no network, no clock.
"""
