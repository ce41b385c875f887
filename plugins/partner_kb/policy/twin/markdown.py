"""The document's HTML as Markdown, from its elements.

In: a tree of elements and texts. Out: Markdown that Python-Markdown and CommonMark read alike.
Made from the HTML and not from templates of its own, so the two cannot say different things.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MARKDOWN_SIGNS = ["\\", "`", "*", "_", "[", "]", "<", ">", "#", "|", "&"]
BLOCKS = [
    "article", "section", "header", "footer", "nav", "aside", "div", "p", "h1", "h2", "h3", "h4",
    "ul", "ol", "dl", "table",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its name, attributes, and children (elements and texts)."""

    tag: str
    attributes: dict[str, str]
    children: list[Any]


def to_markdown(root: Element) -> str:
    """The whole document."""
    return "\n\n".join(markdown_blocks(root)) + "\n"


def markdown_blocks(element: Element) -> list[str]:
    """The blocks within an element."""
    found: list[str] = []
    words: list[Any] = []
    for child in element.children:
        if isinstance(child, str) or child.tag not in BLOCKS:
            words.append(child)
            continue
        found.extend(inline_block(words))
        words = []
        found.extend(markdown_block(child))
    found.extend(inline_block(words))
    return found


def inline_block(words: list[Any]) -> list[str]:
    """Text between blocks as a paragraph, if there is any."""
    text = inline(words).strip()
    return [text] if text != "" else []


def markdown_block(element: Element) -> list[str]:
    """One block element."""
    tag = element.tag
    if "hidden" in element.attributes:
        return []
    if tag in ["h1", "h2", "h3", "h4"]:
        signs = {"h1": "#", "h2": "##", "h3": "###", "h4": "####"}
        name = element.attributes.get("id", "")
        mark = f" {{#{name}}}" if name != "" else ""
        return [f"{signs[tag]} {inline(element.children).strip()}{mark}"]
    if tag == "p":
        return inline_block(element.children)
    if tag == "aside":
        quoted = "\n\n".join(markdown_blocks(element))
        return ["\n".join([("> " + line).strip() for line in quoted.split("\n")])]
    if tag in ["ul", "ol"]:
        return [list_text(element)]
    if tag == "dl":
        return [definitions_text(element)]
    if tag == "table":
        return [table_text(element)]
    return markdown_blocks(element)


def elements(element: Element, tags: list[str]) -> list[Element]:
    """The elements of those names below an element, in their order."""
    found: list[Element] = []
    for child in element.children:
        if not isinstance(child, str):
            if child.tag in tags:
                found.append(child)
            else:
                found.extend(elements(child, tags))
    return found


def list_text(element: Element) -> str:
    """A list; items are one paragraph each."""
    lines: list[str] = []
    found = elements(element, ["li"])
    for index in range(len(found)):
        item = found[index]
        mark = f"{index + 1}. " if element.tag == "ol" else "- "
        text = inline(item.children).strip().replace("\n", "\n    ")
        lines.append(mark + text)
    return "\n".join(lines)


def definitions_text(element: Element) -> str:
    """Terms and their descriptions as a list."""
    lines: list[str] = []
    for item in elements(element, ["dt", "dd"]):
        text = inline(item.children).strip().replace("\n", "\n    ")
        if item.tag == "dt":
            lines.append(f"- **{text}**:")
        else:
            lines[len(lines) - 1] = lines[len(lines) - 1] + " " + text
    return "\n".join(lines)


def table_text(element: Element) -> str:
    """A table with pipes; a line break in a cell is a semicolon's space."""
    lines: list[str] = []
    for row in elements(element, ["tr"]):
        cells = [
            " ".join(inline(cell.children).replace("  \n", "<br>").split())
            for cell in elements(row, ["th", "td"])
        ]
        lines.append("| " + " | ".join(cells) + " |")
        if len(lines) == 1:
            lines.append("|" + "|".join([" --- " for cell in cells]) + "|")
    return "\n".join(lines)


def inline(children: list[Any]) -> str:
    """Text with emphasis, links, code; white space as HTML shows it."""
    out = ""
    for child in children:
        if isinstance(child, str):
            text = escape_markdown(spaces(child))
            out += text.lstrip(" ") if out == "" or out.endswith("\n") else text
        elif child.tag == "br":
            out = out.rstrip(" ") + "  \n"
        elif child.tag == "strong":
            out += f"**{inline(child.children).strip()}**"
        elif child.tag == "code":
            out += f"`{plain_text(child).strip()}`"
        elif child.tag == "a":
            target = child.attributes.get("href", "")
            out += f"[{inline(child.children).strip()}]({target})"
        elif child.tag not in ["img", "script", "style"]:
            out += inline(child.children)
    return out


def spaces(text: str) -> str:
    """Runs of spaces and line breaks as one space; other spaces stay."""
    out = ""
    for char in text:
        if char in [" ", "\n", "\t", "\r"]:
            if not out.endswith(" "):
                out += " "
        else:
            out += char
    return out


def escape_markdown(text: str) -> str:
    """Signs that Markdown would read."""
    out = ""
    for char in text:
        out += "\\" + char if char in MARKDOWN_SIGNS else char
    return out


def plain_text(element: Element) -> str:
    """The text of an element, as it is."""
    out = ""
    for child in element.children:
        out += child if isinstance(child, str) else plain_text(child)
    return out
