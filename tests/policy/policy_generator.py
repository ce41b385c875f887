"""Policies made from the schema, for tests: valid, unlike each other, the same on every run."""

import random

from partner_kb.policy.load import find_problems, policy_schema
from partner_kb.policy.twin.shape import resolve

LOCALES = ["en", "pt-BR", "zh-CN", "ru-RU"]
WORDS = {
    "en": ["Orchard & Sons", 'it\'s a "quote"', "see [here] *now*", "plain words", "a < b > c"],
    "pt-BR": ["serviço e atenção", "não há “aspas”", "café à vista"],
    "zh-CN": ["支持与服务", "全角，标点。", "编号 42"],
    "ru-RU": ["поддержка и счета", "«елочки» — тире", "ежедневно"],
}
VALUES = {
    "zone": ["America/Sao_Paulo", "Asia/Shanghai", "Europe/Moscow", "Europe/Berlin", "Asia/Dubai",
             "America/New_York", "UTC", "Asia/Kolkata", "Africa/Casablanca", "Europe/London"],
    "currency": ["BRL", "CNY", "RUB", "USD", "EUR", "JPY", "KWD"],
    "country": ["BR", "CN", "RU", "DE", "AE", "US", "KZ"],
    "phone": ["+12025550143", "+442079460958", "+493023125123", "+12025550187"],
    "email": ["help@one.example", "first.last+tag@two.example"],
    "url": ["https://one.example", "https://two.example/a?b=c&d=e#f"],
    "locale": LOCALES,
    "decimal": ["0.05", "1", "180.00", "1234.5", "1234567.89", "99.999"],
    "duration": ["1 min", "30 min", "1 h", "2 h", "5 h", "21 h", "1 d", "3 d", "1 w", "2 w"],
}  # fmt: skip


def policies(count, seed=4):
    """`count` policies without errors; texts may be missing in some locales."""
    rng = random.Random(seed)
    found = []
    while len(found) < count:
        value = Maker(rng).policy()
        problems = [p for p in find_problems(value) if p.code != "policy-untranslated"]
        if not problems:
            found.append(value)
    return found


class Maker:
    """Makes one policy; `main` is its authoritative language."""

    def __init__(self, rng):
        self.rng = rng
        self.main = rng.choice(LOCALES)
        self.schema = policy_schema()
        self.count = 0

    def policy(self):
        value = self.node(self.schema, ())
        value["authoritative_language"] = self.main
        self.mend(value)
        return value

    def node(self, given, path):
        node = resolve(self.schema, given)
        kind = node.get("x-kind", "")
        if kind == "text":
            return self.text()
        if "enum" in node:
            return self.rng.choice(node["enum"])
        if "const" in node:
            return node["const"]
        if node.get("type") == "object":
            required = node.get("required", [])
            return {
                key: self.node(field, (*path, key))
                for key, field in node["properties"].items()
                if key in required or self.rng.random() < 0.6
            }
        if node.get("type") == "array":
            size = self.rng.randint(max(1, node.get("minItems", 0)), 3)
            items = [self.node(node["items"], (*path, index)) for index in range(size)]
            return list(dict.fromkeys(items)) if all(isinstance(i, str) for i in items) else items
        if node.get("type") == "boolean":
            return self.rng.random() < 0.5
        if node.get("type") == "integer":
            return self.rng.choice(
                [n for n in (0, 1, 2, 5, 11, 21, 30) if n >= node.get("minimum", 0)]
            )
        return self.scalar(kind)

    def scalar(self, kind):
        if kind in VALUES:
            return self.rng.choice(VALUES[kind])
        self.count += 1
        if kind in ("id", "code"):
            return f"item{self.count}"
        if kind == "date":
            pick = self.rng.randint
            return f"20{26 + pick(0, 1)}-{pick(1, 12):02d}-{pick(1, 28):02d}"
        if kind == "time":
            return "10:00"
        if kind == "name":
            return f"Name {self.count} & Co."
        return kind  # a reference: mended below

    def text(self):
        spoken = [self.main] + [
            one for one in LOCALES if one != self.main and self.rng.random() < 0.5
        ]
        if len(spoken) == 1 and self.rng.random() < 0.5:
            return self.words(self.main)
        return {locale: self.words(locale) for locale in spoken}

    def words(self, locale):
        text = " ".join(self.rng.sample(WORDS[locale], 2))
        return text + "\n\n" + text if self.rng.random() < 0.1 else text

    def mend(self, value):
        """Make what the fields owe each other true."""
        rng = self.rng
        identity, scope = value["identity"], value["scope"]
        if "logo" in identity:
            identity["logo"] = "logo.svg"
        for entry in identity.get("registrations", []):
            lengths = {"cnpj": 14, "inn": 10, "kpp": 9, "ogrn": 13, "uscc": 18}
            entry["number"] = "1" * lengths.get(entry["kind"], 5)
            if entry["kind"] == "other":
                entry["label"] = self.text()
        value["effective"] = "2026-03-01" if rng.random() < 0.8 else None
        value["next_review"] = rng.choice(["2026-12-01", "2027-03-01", None])
        for index, entry in enumerate(value.get("history", [])):
            entry["effective"] = f"{2025 - index}-01-31"
        if scope["partner_model"] == "indirect-reseller":
            scope["provider"] = {"name": "Provider & Co.", "url": "https://p.example"}
        else:
            scope.pop("provider", None)
            value.get("escalation", {}).pop("provider_handoff", None)
        for service in scope["services"]:
            if service.get("provided") in ("resold", "outsourced"):
                service["by"] = "Helper <&> Co.".replace("<&>", "and")
            if service["kind"] == "other":
                service["name"] = self.text()
        for hours in value["hours"]:
            self.mend_hours(hours)
        for contact in value["contacts"]:
            self.mend_contact(contact)
        self.refer(value)
        for item in value.get("pricing", []):
            self.mend_price(item)
        reminders = value.get("collections", {}).get("reminders", [])
        for index, reminder in enumerate(reminders):
            reminder["days"] = [-3, 0, 1][index] if rng.random() < 0.5 else index * 5 + 2
        days = [reminder["days"] for reminder in reminders]
        if days != sorted(set(days)):
            for index, reminder in enumerate(reminders):
                reminder["days"] = index - 1
        fee = value.get("collections", {}).get("reinstatement", {}).get("fee")
        if fee and rng.random() < 0.5:
            fee.pop("markets", None)
        sections = ["parties", "pricing", "history", "severities", None]
        for clause in value.get("clauses", []):
            clause["after"] = rng.choice(sections)
        clean(value)

    def mend_hours(self, hours):
        rng = self.rng
        if rng.random() < 0.2:
            hours["always"] = True
            hours.pop("weekly", None)
        else:
            hours["always"] = False
            days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            cut = rng.randint(1, 6)
            hours["weekly"] = [
                {"days": days[:cut], "open": "09:00", "close": "18:00", "overnight": False},
                {
                    "days": rng.sample(days[cut:], rng.randint(1, 7 - cut)),
                    "open": "10:30",
                    "close": "24:00",
                },
            ]
            if rng.random() < 0.5:
                hours["weekly"][0]["breaks"] = [{"start": "12:00", "end": "13:00"}]
            if rng.random() < 0.3:
                hours["weekly"] = [
                    {"days": days[:5], "open": "22:00", "close": "06:00", "overnight": True}
                ]
        if "holidays" in hours:
            country = hours["holidays"]["country"]
            region = {"BR": "RJ", "DE": "BE", "US": "CA"}.get(country)
            hours["holidays"].pop("subdivision", None)
            if region and rng.random() < 0.6:
                hours["holidays"]["subdivision"] = region
        for index, entry in enumerate(hours.get("exceptions", [])):
            entry["start"] = f"2026-0{index + 4}-10"
            entry["end"] = rng.choice([None, f"2026-0{index + 4}-10", f"2026-0{index + 4}-12"])
            closed = rng.random() < 0.5
            entry["open"], entry["close"] = (None, None) if closed else ("09:00", "12:00")
        if "weekend_workdays" in hours:
            hours["weekend_workdays"] = rng.sample(["2026-02-14", "2026-05-09", "2026-10-10"], 2)

    def mend_contact(self, contact):
        needed = {"phone": ["phone"], "whatsapp": ["phone"], "email": ["email"], "portal": ["url"],
                  "chat": ["url"], "wechat": ["account", "qr"], "telegram": ["account"],
                  "post": ["address"]}  # fmt: skip
        for field in ("phone", "email", "url", "account", "qr", "address"):
            contact.pop(field, None)
        for field in needed[contact["kind"]]:
            contact[field] = {"phone": "+442079460958", "email": "a@b.example", "url": "https://c.example",
                              "account": "partner_kb", "qr": "https://u.wechat.example/x",
                              "address": self.text()}[field]  # fmt: skip

    def mend_price(self, item):
        rng = self.rng
        if item["kind"] == "included":
            item.pop("prices", None)
        else:
            pool = rng.sample(VALUES["currency"], 2)
            item["prices"] = [
                {"amount": rng.choice(VALUES["decimal"]), "currency": currency,
                 "tax": rng.choice(["included", "excluded", "exempt"])}
                for currency in pool
            ]  # fmt: skip
            if rng.random() < 0.4:
                item["prices"][0]["markets"] = rng.sample(VALUES["country"], rng.randint(1, 3))
        if item["kind"] in ("plan", "retainer"):
            item.setdefault("period", rng.choice(["month", "quarter", "year"]))
        if "valid_until" in item:
            item["valid_until"] = "2027-12-31"

    def refer(self, value):
        """References to what is there; severities that can be reported and kept."""
        rng = self.rng
        scope = value["scope"]
        hours = [one["id"] for one in value["hours"]]
        always = [one["id"] for one in value["hours"] if one["always"]]
        severities = [one["id"] for one in value.get("severities", [])]
        for one in value["hours"]:
            one.pop("severities", None)
        if severities and len(hours) > 1 and rng.random() < 0.5:
            value["hours"][-1]["severities"] = severities
        for place, contact in enumerate(value["contacts"]):
            contact["hours"] = rng.choice(hours)
            contact.pop("severities", None)
            if place > 0 and severities:
                contact["severities"] = rng.sample(severities, 1)
        if always:
            value["contacts"][0]["hours"] = always[0]
        for severity in value.get("severities", []):
            severity["hours"] = rng.choice(hours)
            severity["counted"] = "clock" if severity["hours"] in always else "business"
            severity["initial_response"] = rng.choice(["30 min", "1 h", "2 h", "1 d"])
            kind = severity["target"]["kind"]
            severity["target"] = {"kind": kind}
            if kind != "none":
                severity["target"]["within"] = rng.choice(["2 d", "1 w", "48 h"])
        contacts = [one["id"] for one in value["contacts"]]
        services = [one["id"] for one in scope["services"]]
        plans = [one["id"] for one in scope.get("plans", [])]
        choices = {"ref:contacts": contacts, "ref:hours": hours, "ref:severities": severities,
                   "ref:scope.services": services, "ref:scope.plans": plans}  # fmt: skip
        fill(value, choices, rng)


def fill(node, choices, rng):
    """Replace every placeholder of a reference by an identifier, or take it out."""
    pairs = list(node.items()) if isinstance(node, dict) else list(enumerate(node))
    for key, item in pairs:
        if isinstance(item, (dict, list)):
            fill(item, choices, rng)
            if isinstance(item, list):
                item[:] = (
                    list(dict.fromkeys(item)) if all(isinstance(i, str) for i in item) else item
                )
        elif item in choices:
            if choices[item]:
                node[key] = rng.choice(choices[item])
            elif isinstance(node, dict):
                del node[key]
    if isinstance(node, dict):
        for key, item in list(node.items()):
            if isinstance(item, list) and any(isinstance(i, str) and i in choices for i in item):
                del node[key]


def clean(node):
    """Take out what is None."""
    if isinstance(node, dict):
        for key in [key for key, item in node.items() if item is None]:
            del node[key]
    for item in node.values() if isinstance(node, dict) else node:
        if isinstance(item, (dict, list)):
            clean(item)


def fields_used(value, schema, given=None, path=(), found=None):
    """(path of names, value of a closed set or None) of everything that a policy sets."""
    found = set() if found is None else found
    node = resolve(schema, given or schema)
    if "enum" in node or isinstance(value, bool):
        found.add((path, value))
    elif node.get("type") == "object" and "properties" in node:
        for key, item in value.items():
            found.add(((*path, key), None))
            fields_used(item, schema, node["properties"][key], (*path, key), found)
    elif node.get("type") == "array":
        for item in value:
            fields_used(item, schema, node["items"], path, found)
    return found


def fields_known(schema, given=None, path=(), found=None):
    """The same for everything that the schema allows."""
    found = set() if found is None else found
    node = resolve(schema, given or schema)
    if "enum" in node:
        found |= {(path, choice) for choice in node["enum"]}
    elif node.get("type") == "boolean":
        found |= {(path, True), (path, False)}
    elif node.get("type") == "object" and "properties" in node:
        for key, field in node["properties"].items():
            found.add(((*path, key), None))
            fields_known(schema, field, (*path, key), found)
    elif node.get("type") == "array":
        fields_known(schema, node["items"], path, found)
    return found
