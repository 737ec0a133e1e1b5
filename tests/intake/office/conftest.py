"""On a desk without LibreOffice its own saved file stands in for it; the build asks the program itself."""

import os

from tests.intake.office.office import OFFICE

collect_ignore = [] if OFFICE or os.environ.get("CI") == "true" else ["test_office.py"]
