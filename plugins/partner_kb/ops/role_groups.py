"""What role lines say, as values: groups of a label and its strings, each with its place.

In: what `role_lines` found. Out: ids, what is unknown, and which stretches of text to remove.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from partner_kb.roles.vocabulary import Kind

Position = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Value:
    """One string of a line: what it says, the ids that it means (none: unknown), where it stands.

    `kind` is what the ids are, where there are any; a line may hold both kinds. `start` and
    `end` are offsets in the text given, `cut` what to remove to take it away; `line` and `column`
    count from 1.
    """

    text: str
    ids: tuple[str, ...]
    start: int
    end: int
    cut: tuple[int, int]
    line: int
    column: int
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A label and its values.

    `position` is (block below the H1, line in the block, part of the line), from 0.

    `cut` removes it all; `lines` are its first and last line, from 1; `whole_lines` says
    whether nothing else stands on them. `bound` groups of one block, such as a table, go together
    or not at all.
    """

    kind: Kind
    label: str
    values: tuple[Value, ...]
    form: Literal["line", "list"]
    position: Position
    cut: tuple[int, int]
    lines: tuple[int, int]
    whole_lines: bool
    splittable: bool = True
    bound: bool = False

    @property
    def unknown(self) -> tuple[Value, ...]:
        """The values that no role or service is known for."""
        return tuple(value for value in self.values if not value.ids)

    def cuts(self) -> tuple[tuple[int, int], ...]:
        """What to remove so that the label and the unknown values stay, or everything."""
        if not self.unknown:
            return (self.cut,)
        if len(self.unknown) == len(self.values) or not self.splittable:
            return ()
        if self.form == "list":
            return tuple(value.cut for value in self.values if value.ids)
        found: list[tuple[int, int]] = []
        kept_before = False
        for index, value in enumerate(self.values):
            if not value.ids:
                kept_before = True
            elif any(not later.ids for later in self.values[index:]):
                found.append((value.start, self.values[index + 1].start))
            elif kept_before:
                found.append((self.values[index - 1].end, value.end))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A string in a role line that no id is known for."""

    kind: Kind
    label: str
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Raw:
    """A line as it was read: its label and its values in their order."""

    kind: Kind
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleLines:
    """Everything that a page says about whom and what it is for.

    `stated` holds ids that another side of the page decided, instead of the groups' own.
    """

    groups: tuple[Group, ...] = ()
    stated: tuple[str, ...] | None = None
    stated_services: tuple[str, ...] | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """Role ids in the page's order, each once."""
        return self._ids("roles") if self.stated is None else self.stated

    @property
    def applies_to(self) -> tuple[str, ...]:
        """Service ids in the page's order, each once."""
        return self._ids("applies_to") if self.stated_services is None else self.stated_services

    @property
    def unknown(self) -> tuple[Unknown, ...]:
        """What to report."""
        return tuple(
            Unknown(group.kind, group.label, value.text, value.line, value.column)
            for group in self.groups
            for value in group.unknown
        )

    @property
    def raw(self) -> tuple[Raw, ...]:
        """The lines as they stand."""
        return tuple(
            Raw(group.kind, group.label, tuple(value.text for value in group.values))
            for group in self.groups
        )

    @property
    def cuts(self) -> tuple[tuple[int, int], ...]:
        """Ranges of offsets to remove from the text: all that is known, nothing else."""
        kept = {group.position[0] for group in self.groups if group.bound and group.unknown}
        return tuple(
            sorted(
                cut
                for group in self.groups
                if not (group.bound and group.position[0] in kept)
                for cut in group.cuts()
            )
        )

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The groups that are known and alone on their lines: first and last line, from 1.

        Coarser than `cuts`: a group with an unknown string or with text behind it is left out.
        """
        return tuple(
            group.lines
            for group in self.groups
            if group.whole_lines and not group.unknown and not group.bound
        )

    def _ids(self, kind: Kind) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                identifier
                for group in self.groups
                for value in group.values
                if (value.kind or group.kind) == kind
                for identifier in value.ids
            )
        )


def without_role_lines(markdown: str, found: RoleLines) -> str:
    """The text without the lines that were found."""
    parts: list[str] = []
    position = 0
    for start, end in found.cuts:
        parts.append(markdown[position:start])
        position = max(position, end)
    return "".join((*parts, markdown[position:]))
