from pathlib import Path

import pytest

from partner_kb.roles.load import load_vocabulary
from partner_kb.roles.vocabulary import Vocabulary

LOCALES = Path(__file__).parents[2] / "locales"


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The bundled vocabulary, without anything that an import into this checkout learned."""
    loaded = load_vocabulary([LOCALES])
    return Vocabulary(
        entries=loaded.entries,
        labels=loaded.labels,
        words=loaded.words,
        fillers=loaded.fillers,
        conjunctions=loaded.conjunctions,
        purposes=loaded.purposes,
        attributes=loaded.attributes,
        compounds=loaded.compounds,
    )
