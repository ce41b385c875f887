"""Role lines side by side with English: who decides, and what is learned.

In: the lines of both sides of a page. Out: the target's lines with the English side's ids, and
pairs of strings that mean the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from partner_kb.ops.role_groups import Group, RoleLines
from partner_kb.roles.learn import Evidence


def decided_by_english(target: RoleLines, english: RoleLines) -> RoleLines:
    """The target's lines with the English side's ids: a translation may drop or bend a role.

    For a kind that the English states, only strings that the English does not know either stay
    unknown; a kind that it does not state is left to the target.
    """
    groups = list(target.groups)
    kinds = {value.kind or group.kind for group in english.groups for value in group.values} | {
        group.kind for group in english.groups
    }
    for theirs, ours in _pairs(english, target):
        index = target.groups.index(ours)
        if len(theirs.values) == len(ours.values):
            values = tuple(
                replace(value, ids=other.ids, kind=other.kind)
                for value, other in zip(ours.values, theirs.values, strict=True)
            )
        elif not theirs.unknown:
            ids = tuple(identifier for value in theirs.values for identifier in value.ids)
            values = tuple(
                value if value.ids else replace(value, ids=ids, kind=theirs.kind)
                for value in ours.values
            )
        else:
            values = ours.values
        groups[index] = replace(ours, kind=theirs.kind, values=values)
    return RoleLines(
        tuple(groups),
        english.roles if "roles" in kinds else None,
        english.applies_to if "applies_to" in kinds else None,
    )


def pair_evenly(english: RoleLines, target: RoleLines) -> bool:
    """Whether each line stands where the English has it, with as many values."""
    return [(group.position, len(group.values)) for group in english.groups] == [
        (group.position, len(group.values)) for group in target.groups
    ]


def evidence(english: RoleLines, target: RoleLines, locale: str) -> tuple[Evidence, ...]:
    """What the two sides of a page teach, pair by pair; uneven lists teach their label only."""
    found: list[Evidence] = []
    for theirs, ours in _pairs(english, target):
        if theirs.label and ours.label:
            found.append(Evidence(locale, ours.label, theirs.label, theirs.kind, label=True))
        if len(theirs.values) == len(ours.values):
            found += [
                Evidence(locale, value.text, other.text, theirs.kind)
                for value, other in zip(ours.values, theirs.values, strict=True)
            ]
    return tuple(found)


def _pairs(english: RoleLines, target: RoleLines) -> Iterator[tuple[Group, Group]]:
    """Groups that stand in the same place, else those of one kind in their order."""
    by_position = {group.position: group for group in target.groups}
    if all(group.position in by_position for group in english.groups):
        for group in english.groups:
            yield group, by_position[group.position]
        return
    for kind in ("roles", "applies_to"):
        theirs = [group for group in english.groups if group.kind == kind]
        ours = [group for group in target.groups if group.kind == kind]
        if len(theirs) == len(ours):
            yield from zip(theirs, ours, strict=True)
