"""The published JSON Schema, and that what is printed keeps to it."""

from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator, ValidationError
from tests.documents import DOCUMENTS

import reechain
from reechain.extractors.schema import FILE_NAME, extraction_schema, written


def test_the_file_is_what_the_ontology_gives() -> None:
    path = files("reechain.extractors") / FILE_NAME
    assert path.read_text(encoding="utf-8") == written(), "run python -m reechain.extractors.schema"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_what_is_extracted_keeps_to_the_schema(path) -> None:  # type: ignore[no-untyped-def]
    found = reechain.extract(path.read_text(encoding="utf-8"))
    Draft202012Validator(extraction_schema()).validate(found)
    ids = {entity["id"] for entity in found["entities"]}
    assert all({relation["s"], relation["o"]} <= ids for relation in found["relations"])


def test_the_schema_refuses_what_is_not_of_its_shape() -> None:
    validator = Draft202012Validator(extraction_schema())
    found = reechain.extract("Ardent Magnetics Ltd makes magnets.")
    for damage in ({"more": 1}, {"entities": [{"id": "e1"}]}, {"relations": [{"p": "likes"}]}):
        with pytest.raises(ValidationError):
            validator.validate(found | damage)
