"""Which clauses speak of this: passages, words, vectors, BM25, their fusion, and a LangChain retriever over it.

`open_finder` (finder.py) starts cheaply and needs no LangChain; `open_retriever` (hybrid.py) is the same finder as a
LangChain BaseRetriever. May import: library, errors. Reads no settings, opens no socket, decides nothing.
"""
