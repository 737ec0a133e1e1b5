"""Carrying a course on: where a series of reports leads if it goes on so, how sure that is, and what pace it needs.

Owns the method (:mod:`tracker.forecast.trend`) and the paces (:mod:`tracker.forecast.pace`). Takes days and numbers.
Must not know the store, an indicator's terms, a language or a page; ``bench/forecast.py`` tries it on real series.
"""
