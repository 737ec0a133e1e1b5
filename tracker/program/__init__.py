"""Programs as code: the nouns, reading them from YAML with places, the rules they keep, their schema.

Knows neither the database nor the clock. Others use ``check`` (read and judge a folder), ``Catalogue``,
``terms_history`` and ``measure_history``, ``refusals`` (what a load may not change) and the models.
"""
