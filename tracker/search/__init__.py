"""Finding names by what somebody types: the forgiven spellings, the words that fit, the index of every title.

Owns how a word is folded (:mod:`tracker.search.spelling`), which words of the programs fit a typed one
(:mod:`tracker.search.words`) and the tables in the engine's memory that say where those words stand
(:mod:`tracker.search.index`). The question itself, with its answer, is :mod:`tracker.queries.search`.
Must not rank, not know who asks, and not read a report.
"""
