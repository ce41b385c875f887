"""Blocks that stay HTML: their links, images and what is left of marks in their text.

In: a sanitized element. Out: its HTML on one line, which Python-Markdown passes through.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, NavigableString
from bs4 import Tag as Element

from partner_kb.ops.colon_marks import images_as_words
from partner_kb.ops.context import PageContext
from partner_kb.ops.escaping import escape_href
from partner_kb.ops.literal import has_literals, without_literals
from partner_kb.ops.pictures import (
    ELSEWHERE,
    FRAME_ELSEWHERE,
    FRAMES,
    IN_LINK,
    frame_address,
    where_shown,
)

_BOLD = re.compile(r"\*\*([^\s*](?:[^*]*[^\s*])?)\*\*")
_FRAME = re.compile(rf"<(?:{'|'.join(sorted(FRAMES))})\b", re.I)
_ESCAPED = re.compile(r"\\([*_])")
_BLANK, _BREAK = "\ue000", "\ue001"
"""Blanks and line ends of preformatted text while its element is put on one line."""


def keep(element: Element, context: PageContext) -> str:
    """An element on one line, its links and images as a browser must see them.

    MkDocs does not touch links in raw HTML, so a link to a page of the site becomes a relative
    URL of the built page: `x.md` of a page lies at `../x/`.
    """
    _mend_text(element, context)
    named = [element, *element.find_all(id=True)]
    context.anchors.update({str(part["id"]): None for part in named if part.get("id")})
    for link in element.find_all("a", href=True):
        target = context.link(str(link["href"]), context.base)
        if target.problem:
            context.report(
                lines_of_html(str(link["href"]), context), *target.problem, str(link["href"])
            )
        if target.href:
            link["href"] = _as_url(target.href, context.page)
        else:
            del link["href"]
    for image in element.find_all("img", src=True):
        _image(image, context)
    return _one_line(element)


def _image(image: Element, context: PageContext) -> None:
    """An image with its address on the site, or its words where it has none."""
    source = str(image["src"])
    picture = context.picture(source, context.base)
    if "://" not in picture.src and not picture.missing:
        image["src"] = _as_url(picture.src, context.page)
        return
    words, lines = str(image.get("alt") or image.get("title") or ""), lines_of_html(source, context)
    link = image.find_parent("a")
    if picture.missing:
        message = f'the image file "{source}" is not there'
        context.missing(lines, source, "image-missing", message, once=picture.src)
        image.replace_with(_element("span", words, "class", "pkb-image-missing") if words else "")
        return
    context.report(lines, "image-elsewhere", ELSEWHERE if link is None else IN_LINK, source)
    if not words and (image.has_attr("alt") or (link is not None and link.get_text(strip=True))):
        image.extract()
        return
    words = words or picture.src
    if link is not None:
        before, after = (
            " " if near else "" for near in (image.previous_sibling, image.next_sibling)
        )
        image.replace_with(f"{before}{words}{after}")
    else:
        image.replace_with(_element("a", words, "href", escape_href(picture.src)))


def frames_as_links(html: str, context: PageContext) -> str:
    """HTML with links to what its frames would load from elsewhere."""
    if not _FRAME.search(html):
        return html
    soup = BeautifulSoup(html, "html.parser")
    for frame in soup.find_all(FRAMES):
        attributes = {key: str(value) for key, value in frame.attrs.items()}
        url = frame_address(attributes)
        if url:
            context.report(lines_of_html(url, context), "frame-elsewhere", FRAME_ELSEWHERE, url)
            words = attributes.get("title") or where_shown(url)
            link = soup.new_tag("a", href=url)
            link.string = f"{context.labels.video}: {words}"
            frame.clear()
            frame.append(link)
            frame.name, frame.attrs = "p", {}
        elif frame.name in ("iframe", "source", "embed"):
            frame.clear()
        # changed in place: to take one out, its parent would count all its children
        frame.hidden = not url or frame.parent is not soup
    return str(soup)


def lines_of_html(text: str, context: PageContext) -> tuple[int, int]:
    """First and last line where a piece of HTML stands; the parser of HTML keeps no places."""
    if context.within is not None:
        return context.within
    source = context.text.text
    line = source.count("\n", 0, max(source.find(text), 0)) + 1
    return line, line


def _mend_text(element: Element, context: PageContext) -> None:
    """Emphasis in the text of HTML, which no Markdown parser reads, and what is left of marks."""
    for text in list(element.find_all(string=_has_marks)):
        if text.find_parent(["pre", "code"]):
            continue
        message = "marks in the text of an HTML block were read as Markdown or left out"
        context.report(
            lines_of_html(str(text), context), "html-text-mended", message, str(text)[:20]
        )
        parts: list[NavigableString | Element] = []
        for index, part in enumerate(_BOLD.split(images_as_words(_unescaped(str(text))))):
            string = NavigableString(without_literals(part))
            parts.append(_element("strong", string) if index % 2 else string)
        text.replace_with(*parts)


def _has_marks(text: str | None) -> bool:
    return bool(text) and (has_literals(text) or has_literals(_unescaped(text or "")))


def _unescaped(text: str) -> str:
    """Side-by-side pages escape stars and underscores in HTML, too, where nothing reads it."""
    return _ESCAPED.sub(r"\1", text)


def _element(name: str, text: str, attribute: str = "", value: str = "") -> Element:
    element = BeautifulSoup(f"<{name}></{name}>", "html.parser").find(name)
    if not isinstance(element, Element):  # pragma: no cover - the parser keeps the element
        raise TypeError
    element.append(text)
    if attribute:
        element[attribute] = value
    return element.extract()


def _as_url(href: str, page: str) -> str:
    path, mark, fragment = href.partition("#")
    if re.match(r"[a-z]+:|//|/", path) or not path:
        return escape_href(href)
    if path.endswith(".md"):
        path = re.sub(r"(?:\A|(?<=/))index\.md\Z", "", path)
        path = path.removesuffix(".md") + "/" if path.endswith(".md") else path
    up = "" if re.search(r"(?:\A|/)index\.\w+\Z", page) else "../"
    return escape_href(f"{up}{path}{mark}{fragment}")


def _one_line(element: Element) -> str:
    """An element's HTML on one line; what is preformatted keeps its lines as entities."""
    for text in [text for pre in element.find_all("pre") for text in pre.find_all(string=True)]:
        text.replace_with(NavigableString(str(text).replace(" ", _BLANK).replace("\n", _BREAK)))
    return " ".join(str(element).split()).replace(_BLANK, " ").replace(_BREAK, "&#10;")
