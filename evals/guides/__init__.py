"""Imitation guides with known tables: what is made, how it is rendered, and how `import-guide` is held against it.

Lives here: the generators (splits for tests that share no layout, wording, font or seed with those for work), the scorer, the baselines, and the
real tables of icdar2013. Written from INTERFACE.md alone: nothing here reads the code that takes tables from files.
Every guide says 示例 in its title, every number comes from a seed. May import: errors, library (YAML), evals.packs.raster,
importing.threshold (the product's own threshold).
"""
