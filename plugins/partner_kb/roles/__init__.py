"""Roles and services: who a page is for, named in every language, known again in any text.

`load_vocabulary` reads locales/roles.yml (and overlays), `read_vocabulary` does once a build;
`Vocabulary` names and recognises;
`learn` and `render_learned` turn side-by-side pages into roles.learned.yml.
"""

from partner_kb.roles.learn import Evidence, evidence_of_segments, learn, render_learned
from partner_kb.roles.load import load_vocabulary, read_vocabulary
from partner_kb.roles.vocabulary import KINDS, Bag, Kind, Learned, Role, Vocabulary

__all__ = [
    "KINDS",
    "Bag",
    "Evidence",
    "Kind",
    "Learned",
    "Role",
    "Vocabulary",
    "evidence_of_segments",
    "learn",
    "load_vocabulary",
    "read_vocabulary",
    "render_learned",
]
