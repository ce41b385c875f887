"""What the page needs to say "open now": openings and words, as JSON beside the script.

In: a policy, a locale, a first day. Out: a value for assets/js/policy/open-now.js, which formats
with nothing but the patterns given here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from partner_kb.policy.intervals import DAYS, intervals_end, open_intervals
from partner_kb.policy.locale_data import locale_data
from partner_kb.policy.model import Policy
from partner_kb.policy.templating import policy_environment


def open_now_data(
    policy: Policy, locale: str, first: date, overlay: Path | None = None
) -> Mapping[str, object]:
    """`{until, weekdays, words, hours: {id: [[start, end, offset at start, at end]]}}`."""
    words = policy_environment(locale, overlay).get_template("policy/open-now.json")
    return {
        "until": intervals_end(policy, first),
        "weekdays": locale_data(locale).weekdays,
        "words": json.loads(words.render()),
        "hours": {
            hours.id: [
                [one.start, one.end, *one.offsets] for one in open_intervals(hours, first, DAYS)
            ]
            for hours in policy.hours
        },
    }


def open_now_json(policy: Policy, locale: str, first: date, overlay: Path | None = None) -> str:
    """The value as JSON that can stand inside a `<script>` element."""
    text = json.dumps(
        open_now_data(policy, locale, first, overlay), ensure_ascii=False, separators=(",", ":")
    )
    return text.replace("<", "\\u003c")
