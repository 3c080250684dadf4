"""Understand the question, compose from core and corpus, and let nothing else through the gate."""
