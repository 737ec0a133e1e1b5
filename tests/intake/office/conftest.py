"""Without LibreOffice on this machine its own saved file stands in for it."""

from tests.intake.office.office import OFFICE

collect_ignore = [] if OFFICE else ["test_office.py"]
