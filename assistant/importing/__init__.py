"""Importing guides: from the official PDF or Word file to a draft, through a person's review, to a table that decides."""
