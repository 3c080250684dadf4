"""What the law says: clause ids, documents, provisions, terms, industries, checklists, facts. Reads `corpus/`, decides nothing."""
