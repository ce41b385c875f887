"""Reading PO files: text in, a `PoFile` with the places of its messages out.

Everything that msgfmt would refuse is a problem, so that nothing is ever written from a broken
file.
"""

from __future__ import annotations

import re

from partner_kb.errors import Problem, SourceError
from partner_kb.translation.po import Message, PoFile, Previous
from partner_kb.translation.po_entries import MARKS, SIMPLE, read_entry, read_note
from partner_kb.translation.po_problems import structure_problems

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|={7}|\|{7})(?: |$)", re.MULTILINE)
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?[ \t]*(.*)\Z")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\Z')
_ESCAPE = re.compile(r'\\([abfnrtv\\"]|[0-7]{1,3}|x[0-9a-fA-F]{2}|.)')


def decode_po(content: bytes, path: str) -> str:
    """The text of a PO file in UTF-8, whatever line ends it has.

    Raises `SourceError` where the bytes are not UTF-8 or the header names another charset.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(
            Problem(
                path,
                line,
                1,
                "error",
                "po-charset",
                f"byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8, as in "
                '"Content-Type: text/plain; charset=UTF-8"',
            )
        ) from error
    return text.replace("\r\n", "\n")


def parse_po(text: str, path: str) -> PoFile:
    """Read a catalog.

    Raises `SourceError` with every conflict marker, broken line, duplicate msgid and impossible
    plural form, so that nothing is ever written from a file that msgfmt would refuse.
    """
    reader = _Reader(path)
    conflicts = [text.count("\n", 0, match.start()) + 1 for match in _CONFLICT.finditer(text)]
    if conflicts:
        raise SourceError(
            Problem(
                path,
                number,
                1,
                "error",
                "po-conflict-marker",
                "a merge conflict was left here; keep one of the two versions and delete the marks",
            )
            for number in conflicts
        )
    number = 1
    for entry in text.rstrip("\n").split("\n\n"):
        reader.read_entry(number, entry)
        number += entry.count("\n") + 2
    reader.finish()
    header, messages = _split_header(reader)
    catalog = PoFile(path, header, messages)
    problems = [*reader.problems, *structure_problems(catalog)]
    if problems:
        raise SourceError(sorted(problems))
    return catalog


def _split_header(reader: _Reader) -> tuple[Message, tuple[Message, ...]]:
    found = reader.messages
    if found and found[0].key == (None, "") and not found[0].obsolete:
        return found[0], tuple(found[1:])
    if not reader.problems:
        reader.problems.append(
            Problem(
                reader.path,
                1,
                1,
                "error",
                "po-header",
                'the file must begin with the header: msgid "" and a msgstr that holds '
                '"Content-Type: text/plain; charset=UTF-8\\n"',
            )
        )
    return Message(""), tuple(found)


class _Reader:
    """Collects the lines of one message after the other."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.messages: list[Message] = []
        self._reset()

    def _reset(self) -> None:
        self.raw: list[str] = []
        self.notes: dict[str, list[str]] = {mark: [] for mark in MARKS}
        self.previous: dict[str, str] = {}
        self.parts: dict[str, str] = {}
        self.forms: dict[int, str] = {}
        self.form_lines: dict[int, int] = {}
        self.line = 0
        self.obsolete = False
        self.target: tuple[dict[str, str], str] | int | None = None

    def read_entry(self, number: int, entry: str) -> None:
        """Read the lines up to a blank one, of which the first has that number."""
        message = None if self.raw else read_entry(entry, number)
        if message is not None:
            self.messages.append(message)
            return
        for at, line in enumerate(entry.split("\n"), number):
            self.read_line(at, line)
        self.finish()

    def read_line(self, number: int, line: str) -> None:
        text = line.strip()
        if not text:
            self.finish()
            return
        if text.startswith("#~"):
            self._start_unless(number, text[2:].strip(), line, obsolete=True)
        elif text.startswith("#"):
            if self.forms:
                self.finish()
            self.raw.append(line)
            self._comment(number, text)
        else:
            self._start_unless(number, text, line, obsolete=False)

    def _start_unless(self, number: int, text: str, line: str, *, obsolete: bool) -> None:
        """Begin a new message where this line cannot belong to the one before."""
        if self.forms and re.match(r"\|?\s*(?:msgctxt|msgid)\b(?!_)", text):
            self.finish()
        self.obsolete = self.obsolete or obsolete
        self.raw.append(line)
        if text.startswith("|"):
            self._string_line(number, text[1:].strip(), self.previous)
        elif text:
            self._string_line(number, text, self.parts)

    def _comment(self, number: int, text: str) -> None:
        if text.startswith("#|"):
            self._string_line(number, text[2:].strip(), self.previous)
            return
        mark, found = read_note(text)
        self.notes[mark] += found

    def _string_line(self, number: int, text: str, into: dict[str, str]) -> None:
        keyword = _KEYWORD.match(text)
        if keyword is None:
            if not text.startswith('"') or self.target is None:
                self._report(number, f"expected msgid, msgstr or a quoted string, found {text!r}")
                return
            self._add(self._unquote(number, text))
            return
        name, form, rest = keyword[1], keyword[2], keyword[3]
        if name == "msgstr" and into is self.parts:
            if "msgid" not in self.parts:
                self._report(number, "msgstr without a msgid before it")
            self.target = int(form or 0)
            if self.target in self.forms:
                self._report(number, f"{text.split(' ')[0]} stands here a second time")
            if (form is not None) != ("msgid_plural" in self.parts):
                self._report(
                    number,
                    "plural forms need msgid_plural and msgstr[0], msgstr[1] …; "
                    "a message without plural has msgstr",
                )
            self.forms.setdefault(self.target, "")
            self.form_lines.setdefault(self.target, number)
        else:
            if self.forms or name in into:
                self._report(number, f"{name} cannot stand here")
            if into is self.parts and not self.line:
                self.line = number
            into.setdefault(name, "")
            self.target = (into, name)
        self._add(self._unquote(number, rest))

    def _add(self, text: str) -> None:
        if isinstance(self.target, int):
            self.forms[self.target] += text
        elif self.target is not None:
            into, name = self.target
            into[name] += text

    def _unquote(self, number: int, text: str) -> str:
        match = _STRING.match(text.strip())
        if match is None:
            self._report(number, f"a string must stand between double quotes, found {text!r}")
            return ""
        return _ESCAPE.sub(lambda escape: self._escape(number, escape[1]), match[1])

    def _escape(self, number: int, code: str) -> str:
        if code in SIMPLE:
            return SIMPLE[code]
        if code[0] == "x" and len(code) == 3:
            return chr(int(code[1:], 16))
        if code[0] in "01234567":
            return chr(int(code, 8))
        self._report(number, f"unknown escape \\{code}; a backslash itself is written \\\\")
        return code

    def finish(self) -> None:
        """Close the message that is being read, if there is one."""
        if not self.parts and not self.forms:
            if self.raw and any(line.strip() for line in self.raw):
                return  # comments; they belong to the message that follows
            self._reset()
            return
        if "msgid" in self.parts and not self.forms:
            self._report(self.line, "msgid without a msgstr")
        self._check_forms()
        previous = self.previous.get("msgid")
        self.messages.append(
            Message(
                msgid=self.parts.get("msgid", ""),
                strings=tuple(text for _, text in sorted(self.forms.items())) or ("",),
                msgid_plural=self.parts.get("msgid_plural"),
                context=self.parts.get("msgctxt"),
                comments=tuple(self.notes["#"]),
                extracted=tuple(self.notes["#."]),
                locations=tuple(self.notes["#:"]),
                flags=tuple(self.notes["#,"]),
                previous=None
                if previous is None
                else Previous(
                    previous, self.previous.get("msgid_plural"), self.previous.get("msgctxt")
                ),
                obsolete=self.obsolete,
                line=self.line,
                string_lines=tuple(line for _, line in sorted(self.form_lines.items())),
                raw="\n".join(self.raw) + "\n",
            )
        )
        self._reset()

    def _check_forms(self) -> None:
        if sorted(self.forms) != list(range(len(self.forms))):
            self._report(self.line, "plural forms must be msgstr[0], msgstr[1] … without a gap")

    def _report(self, number: int, message: str) -> None:
        self.problems.append(Problem(self.path, number, 1, "error", "po-syntax", message))
