"""What a flow's outcome says about a partner's own support: the small JSON between two parts.

In: values that the policy side fills in, already worded for the reader's locale. Out: JSON that
the flow page fetches when a reader has chosen a policy (`?policy=<id>`), from the address in the
`PolicyRef`. Without policies the page offers no choice; where the data can't be fetched, or has no
word on a severity, the page says so and links to the policy.

```json
{"id": "contoso", "name": "Contoso Brasil", "url": "../../policies/contoso/", "until": 29000000,
 "terms": {"a": {"target": "Within 1 hour, day and night", "price": "Included"}, "": {…}},
 "channels": [{"label": "Phone", "value": "+55 11 5550-0100", "href": "tel:+551155500100",
               "severities": ["a", "b"], "hours": "desk", "open": [[28000000, 28000540]]}]}
```
Times are minutes since 1970-01-01 00:00 UTC, intervals half-open and in order; `until` is where the
exported intervals end. The key `""` of `terms` holds what applies where no severity was answered.
Severity ids are those of the flow's question (`a`, `b`, `c`); an empty list of a channel's
severities means all of them. Where the file also holds `openNow` (policy/open_now.py), the page
says in its words, in the policy's time and the reader's, when the hours named `hours` are open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PolicyRef:
    """A policy that the reader may choose: its name, its JSON and its page, as relative URLs."""

    id: str
    name: str
    data_url: str
    page_url: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What the policy promises for one severity, in words."""

    target: str
    price: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """One contact method. `href` is a `tel:`, `mailto:` or `https:` address, or nothing."""

    label: str
    value: str
    open: tuple[Interval, ...]
    href: str | None = None
    severities: tuple[str, ...] = ()
    hours: str = ""


@dataclass(frozen=True, slots=True)
class PolicyLink:
    """All that an outcome shows of one policy. `url` is relative to the flow's page."""

    id: str
    name: str
    url: str
    until: int
    channels: tuple[Channel, ...]
    terms: Mapping[str, Terms] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The JSON of the module's example."""
        return {
            "id": self.id,
            "name": self.name,
            "url": self.url,
            "until": self.until,
            "terms": {
                key: {"target": item.target, "price": item.price}
                for key, item in self.terms.items()
            },
            "channels": [
                {
                    "label": item.label,
                    "value": item.value,
                    "href": item.href,
                    "severities": list(item.severities),
                    "hours": item.hours,
                    "open": [list(interval) for interval in item.open],
                }
                for item in self.channels
            ],
        }
