"""Claims: a sentence of Chinese -> what it claims, as a closed set of types, and how each stands to core and corpus.

Rooms, in the order a sentence goes through them: `text` (markup off, sentences, headings, tables), `amounts` (numbers,
dates, grades, clause ids), `lexicon` and `words` (every stretch is a known word or unknown), `runs` (who acts, on which
grade, what is negated or allowed), `frames` (the law, read the same way), `units` (words judged together), `match` (a
unit against a frame), `figures` (its numbers and grades), `norms` (negation, duty, permission, who acts), `needs` (the
condition of a consequence), `membership` (industries in the lists of 第八条), `carry` (by one frame, or part by part),
`references` (clauses, documents, quotations), `core` (the verdict as frames), `tables` (limits), `implied`
(what the law implies and does not say), `eligibility` (the core's to say), `judge` (all of it, for one sentence). May import: library, grading's values as plain data. No model, no
network, no clock.
"""
