"""What the description says and what the interface does are one: schemathesis asks by the one and judges the other.

Seeded and bounded: the same requests in every build, some of them right and some of them wrong.
"""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests.api.v1.conftest import told
from tracker.api.v1.description import description
from tracker.api.v1.operations import OPERATIONS
from tracker.text import LANGUAGES, translator

EXAMPLES = 8
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    response_headers_conformance, negative_data_rejection, ignored_auth, unsupported_method,
]  # fmt: skip
# ids that are there, so that not every request ends at an unknown one
KNOWN = {"program": "republic-2021-2025", "territory": "KZ-11", "seat": "council-1",
         "indicator": "republic-2021-2025/clinics"}  # fmt: skip


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.id)
def test_the_interface_does_what_its_description_says(interface, operation, mode):
    schema = schemathesis.openapi.from_dict(description(translator("en")))
    described = schema[operation.path][operation.verb]
    token = interface.token("office-kz", "report", "review")
    asked: list[int] = []

    @seed(2026)
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=described.as_strategy(generation_mode=mode))
    def ask(case) -> None:
        for place, values in (("path_parameters", KNOWN), ("query", KNOWN)):
            given_there = getattr(case, place)
            if mode is GenerationMode.POSITIVE and len(asked) % 2 and isinstance(given_there, dict):
                for name in values.keys() & given_there.keys():
                    given_there[name] = (
                        values[name].rpartition("/")[2] if place == "path_parameters" else values[name]
                    )
        answer = case.call_and_validate(
            base_url=f"http://127.0.0.1:{interface.client.port}/api/v1",
            headers={"Authorization": f"Bearer {token}"},
            checks=CHECKS,
        )
        asked.append(answer.status_code)

    ask()
    assert asked and all(status < 500 for status in asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_description_is_valid_in_every_language(reading, language):
    whole = told(reading.get(f"/openapi.json?lang={language}"))
    schemathesis.openapi.from_dict(whole).validate()
    said = [one["summary"] for path in whole["paths"].values() for one in path.values()]
    english = [one.says for one in OPERATIONS]
    assert len(said) == len(english) and (sorted(said) == sorted(english)) is (language == "en")
