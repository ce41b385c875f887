"""Phone numbers by Google's metadata: whether one can exist, and how it is written.

The metadata is what `phonenumbers` holds, cut down to one calling code (`reference.phone_code`).
"""

from __future__ import annotations

from dataclasses import dataclass

from partner_kb.policy.twin.primitives import begins, groups


@dataclass(frozen=True, slots=True)
class PhoneFormat:
    """One way to group digits: the whole number's pattern, `$1 $2`, and how such numbers begin."""

    pattern: str
    format: str
    leading: str


@dataclass(frozen=True, slots=True)
class PhoneCode:
    """One calling code: the patterns of numbers that can exist, and the formats."""

    valid: list[str]
    formats: list[PhoneFormat]


def calling_code(codes: dict[str, PhoneCode], number: str) -> str:
    """The calling code that a number such as +5511… begins with; "" where there is none."""
    for length in [1, 2, 3]:
        code = number[1 : 1 + length]
        if code in codes:
            return code
    return ""


def phone_is_valid(codes: dict[str, PhoneCode], number: str) -> bool:
    """Whether a number of that form can exist."""
    code = calling_code(codes, number)
    if code == "":
        return False
    national = number[1 + len(code) :]
    return any(groups(pattern, national) is not None for pattern in codes[code].valid)


def format_phone(codes: dict[str, PhoneCode], number: str) -> str:
    """The number as it is written internationally: +55 11 5550-0123."""
    code = calling_code(codes, number)
    if code == "":
        return number
    national = number[1 + len(code) :]
    for form in codes[code].formats:
        if form.leading != "" and not begins(form.leading, national):
            continue
        found = groups(form.pattern, national)
        if found is None:
            continue
        out = form.format
        for index in range(1, len(found)):
            out = out.replace(f"${index}", found[index])
        return f"+{code} {out}"
    return f"+{code} {national}"
