"""The commands, one small module each: its arguments, and what it does with a :class:`Call`.

A module is imported only when its command is asked for. Must not print but through the call, change the folder,
nor end the process: while a server runs, its process runs them too (:mod:`tracker.holder`).
"""
