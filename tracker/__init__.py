"""The program tracker: what a party promised, who carries it, what was done, and how we know.

One direction, each arrow one function with a typed result::

    programs/*.yaml --program--> Catalogue --record.load--> store --assess (SQL)--> queries --> charts, draw
     promises, people  file:line:col            ^ reports, reviews                 (dataclasses)  --> ui --> pages
     branch files (csv, xlsx) --intake--record--+                                   documents, commands, holder

Where new code goes:

=====================================================  ==============================================
What you add                                           Where
=====================================================  ==============================================
a key of a program file                                ``program/model.py``, then ``program/terms.py``
a rule over program files                              ``program/rules/``: a function with id and docstring
a sentence for a slip officials make                   ``program/slips.py``
a table of the ledger, a compiled table                a new file in ``store/migrations/``
a formula of domain.md                                 ``assess/*.sql``, nowhere else; and the oracle in tests
something a person records                             ``record/``: takes the actor, asks ``access``, appends
a role or an act                                       ``access/permission.py``
a question                                             ``queries/``: SQL, the frozen dataclass, the function
a spelling the search box forgives                     ``search/spelling.py``
a column of a branch's file, a way to send values      ``intake/``
a way a file comes in without a person behind it       ``inbox/``
a kind of evidence file                                ``evidence/``
a picture for pages, documents and light pages alike   ``draw/``
an interactive chart                                   ``charts/``
a sentence made from figures                           ``documents/why.py`` and its neighbours
a word, a number or date format, a language            ``text/``
something every page has                               ``ui/``
a page                                                 ``pages/``, and one line in the table of ``ui``
a command                                              ``commands/``
made-up progress                                       ``demo/``
how a course goes on                                   ``forecast/``
what a hearing's papers say, a question to a speaker   ``hearing/``: a condition and its wording in three languages
a paper of a hearing                                   ``documents/pack/``
a block of a document                                  ``documents/model.py``, and each writer
a letter that reminds                                   ``reminders/``
a light page, an HTTP route                            ``api/``
=====================================================  ==============================================

What each room may import is kept by ``tests/test_layout.py``.
"""
