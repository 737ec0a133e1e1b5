"""The pages' frame: menu, selection in the URL, viewer, caches, components.

May use every other room; holds no SQL and no arithmetic.
"""
