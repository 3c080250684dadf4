"""Pre-screening an application pack: which materials are there, which are not, what contradicts what (附件3)."""
