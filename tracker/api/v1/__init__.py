"""The HTTP interface, ``/api/v1``: the figures with the command line's keys, reports in and out, verdicts.

    request --calling--> Call (who, which day, which language) --figures, reports--> rows --answering--> JSON, CSV
            --limits--> 429    --problems--> problem+json in the reader's language

One table of operations (:mod:`tracker.api.v1.operations`) says what there is: routes, checks of parameters and the
OpenAPI description are made from it, so that none can say what another does not.
"""
