"""Reading: files to pages. Screening and importing both stand on it; it knows nothing of materials or tables of law."""
