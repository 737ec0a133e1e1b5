"""domain.md's arithmetic, once, as SQL macros in the .sql files beside this one, run in the order of their names.

Macros take the day, the basis and the ledger head as parameters and read the attached store. No formula of
domain.md may stand anywhere else in the program; the oracle in the tests is written apart on purpose.
"""
