"""What the builder loads and the repository keeps: the twin modules as JavaScript, and data.

In: the package's own modules. Out: twin.js of assets/js/policy, and what `packed` holds.
`python -m partner_kb.policy.browser` writes both; tests hold them to their source, so the browser
can never have an older rule than `check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from partner_kb.policy import builder_facts, twin
from partner_kb.policy.holiday_files import NAME as HOLIDAYS
from partner_kb.policy.holiday_files import holiday_years, holidays_made_from
from partner_kb.policy.holiday_pack import made_holidays
from partner_kb.policy.packed import write_packed
from partner_kb.policy.tojs import to_javascript
from partner_kb.resources import assets_dir

PRIMITIVES = ("begins", "groups")
TWIN_MODULES = (
    "words", "dates", "phones", "week", "shape", "rules", "formats", "hours", "calendar", "view",
    "markdown",
)  # fmt: skip


def script_files() -> Mapping[str, str]:
    """The module made from Python, as it lies in assets/js/policy.

    It is kept in the repository, so that a site needs no step to make it; a test holds it to its
    source. `python -m partner_kb.policy.browser` writes it.
    """
    folder = Path(twin.__file__).parent
    modules = {name: (folder / f"{name}.py").read_text("utf-8") for name in TWIN_MODULES}
    return {"twin.js": to_javascript(modules, PRIMITIVES)}


def write_scripts() -> None:
    """Write the generated modules into assets/js/policy."""
    for name, text in script_files().items():
        (assets_dir() / "js" / "policy" / name).write_text(text, "utf-8")


def write_data(year: int) -> None:
    """Write what the package keeps of the libraries' data, for builds from `year` on."""
    for facts in (builder_facts.OWN, builder_facts.WORLD, builder_facts.PHONES):
        write_packed(facts.name, facts.made_from(), facts.make())
    years = holiday_years(year)
    write_packed(HOLIDAYS, holidays_made_from(*years), made_holidays(*years))


if __name__ == "__main__":
    write_scripts()
    write_data(datetime.now(UTC).year)
