"""A hearing's life: its agenda and questions out of the figures, the freeze, the matter of its pack, the calendar.

Owns what joins queries into a hearing. Rows are written by ``record``; papers are made by ``documents`` from
:class:`tracker.hearing.matter.HearingMatter`. Must never hold a page, a format or SQL.
"""
