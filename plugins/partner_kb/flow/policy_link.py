"""What a flow's outcome says about a partner's own support: the small JSON between two parts.

In: values that the policy side fills in, already worded for the reader's locale. Out: JSON that
the flow page fetches when a reader has chosen a policy (`?policy=<id>`), from the address in the
`PolicyRef`. Without policies the page offers no choice; where the data can't be fetched, or has no
word on a severity, the page says so and links to the policy.

```json
{"id": "contoso", "name": "Contoso Brasil",
 "terms": {"a": {"target": "Within 1 hour, day and night", "price": "Included"}, "": {…}},
 "channels": [{"label": "Phone", "value": "+55 11 5550-0100", "href": "tel:+551155500100",
               "severities": ["a", "b"], "hours": "desk"}]}
```
The key `""` of `terms` holds what applies where no severity was answered. Severity ids are those of
the flow's question (`a`, `b`, `c`); an empty list of a channel's severities means all of them. The
file also holds `openNow` (policy/open_now.py): the page says in its words, in the policy's time and
the reader's, whether the hours named `hours` are open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    href: str | None = None
    severities: tuple[str, ...] = ()
    hours: str = ""


@dataclass(frozen=True, slots=True)
class PolicyLink:
    """All that an outcome shows of one policy."""

    id: str
    name: str
    channels: tuple[Channel, ...]
    terms: Mapping[str, Terms] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The JSON of the module's example."""
        return {
            "id": self.id,
            "name": self.name,
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
                }
                for item in self.channels
            ],
        }
