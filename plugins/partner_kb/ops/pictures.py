"""Images and videos among inline content, in every form that a source has for them.

An image of the site is shown, one without a file says its words, and what is another site's is a
link: a reader's browser asks nobody else.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from partner_kb.ops.escaping import escape_href
from partner_kb.ops.inline_words import WordWriter
from partner_kb.ops.literal import without_literals
from partner_kb.ops.parser import plain_text
from partner_kb.ops.sanitize import is_safe_url

ELSEWHERE = "an image of another site is linked, not loaded"
IN_LINK = "an image of another site is not loaded; its description, if any, is shown"
FRAME_ELSEWHERE = "what a frame would load from another site is linked"
FRAMES = frozenset({"iframe", "embed", "object", "video", "audio", "source"})
"""Elements that load something from where they say."""

_SIZE = re.compile(r"\s*(\d{1,4}%?)(?:px)?\s*")


@dataclass(frozen=True, slots=True)
class Image:
    """An image as its author wrote it; `width` and `height` are HTML's, in pixels or percent.

    One for `decoration` says so by an empty `alt`: its words are nobody's loss.
    """

    source: str
    alt: str = ""
    title: str = ""
    lightbox: str = ""
    link: str = ""
    border: bool = False
    width: str = ""
    height: str = ""
    decoration: bool = False

    @classmethod
    def of_mark(cls, attributes: Mapping[str, str]) -> Image:
        """The image of `:::image …:::`."""
        return cls(
            attributes.get("source", ""),
            attributes.get("alt-text", ""),
            lightbox=attributes.get("lightbox", ""),
            link=attributes.get("link", ""),
            border=attributes.get("border") == "true",
        )

    @classmethod
    def of_tag(cls, attributes: Mapping[str, str]) -> Image:
        """The image of `<img …>`."""
        width, height = (_SIZE.fullmatch(attributes.get(key, "")) for key in ("width", "height"))
        return cls(
            attributes.get("src", ""),
            attributes.get("alt", ""),
            attributes.get("title", ""),
            width=width[1] if width else "",
            height=height[1] if height else "",
            decoration="alt" in attributes and not attributes["alt"].strip(),
        )

    @classmethod
    def of_node(cls, node: SyntaxTreeNode, lightbox: str = "") -> Image:
        """The image of `![…](…)`."""
        source, title = str(node.attrs.get("src", "")), str(node.attrs.get("title", ""))
        return cls(source, plain_text(node), title, lightbox)


def frame_address(attributes: Mapping[str, str]) -> str:
    """What an element of `FRAMES` loads, if that is somewhere else."""
    address = attributes.get("src") or attributes.get("data") or ""
    address = f"https:{address}" if address.startswith("//") else address
    return address if re.match(r"https?://", address, re.I) and is_safe_url(address) else ""


def where_shown(url: str) -> str:
    """An address as a reader is told it."""
    return re.sub(r"\A\w+://(?:www\.)?", "", url).split("?")[0]


class PictureWriter(WordWriter):
    """Words, and what is looked at between them; `link_has_words` besides an image."""

    link_has_words = False

    def image(self, image: Image) -> None:
        """An image, linked to its larger form or as it says, or marked as missing."""
        if image.link and not image.lightbox and not self.in_link:
            target = self.resolved(image.link)[0]
            self.parts.append("[" if target else "")
            self.in_link += bool(target)
            self._image(image)
            self.in_link -= bool(target)
            self.parts.append(f"]({target})" if target else "")
        else:
            self._image(image)

    def resolved(self, href: str) -> tuple[str, str]:
        """Where a link leads, if anywhere, and what that is called, if it says so."""
        raise NotImplementedError

    def _image(self, image: Image) -> None:
        alt = " ".join(without_literals(image.alt).split())
        title = " ".join(image.title.split())
        wordless = not alt and not title
        foreign = self.context.foreign_alts
        if foreign is not None and alt in foreign:
            alt = ""
        if not image.source or not is_safe_url(image.source):
            self.report("image-source", "an image without a usable source; its text is kept", alt)
            self.text(alt, None)
            return
        picture = self.context.picture(image.source, self.context.base)
        if "://" in picture.src:
            unseen = wordless and (image.decoration or self.link_has_words)
            message = IN_LINK if unseen or self.in_link else ELSEWHERE
            self.report("image-elsewhere", message, image.source)
            if not unseen:
                self._link_to(picture.src, alt or title or picture.src)
            return
        attributes = [".pkb-border"] if image.border else []
        if picture.missing:
            self._missing(image.source, picture.src)
            if wordless and (image.decoration or self.link_has_words or not self.in_link):
                return
            alt = posixpath.basename(image.source) if wordless else alt or title
            attributes.insert(0, ".pkb-image-missing")
        else:
            sizes = (("width", image.width), ("height", image.height))
            attributes += [f'{key}="{value}"' for key, value in sizes if value]
        text = self._markdown(picture.src, alt, title, attributes)
        large = self.context.picture(image.lightbox, self.context.base) if image.lightbox else None
        if large and not picture.missing and large.missing:
            self._missing(image.lightbox, large.src)
        elif large and not picture.missing and not self.in_link:
            text = f"[{text}]({escape_href(large.src)}){{ .pkb-lightbox }}"
        self.parts.append(text)

    def video(self, url: str, title: str = "") -> None:
        """A link to a video: nothing of another origin is ever embedded."""
        if not is_safe_url(url):
            self.report("link-unsafe", f'a video at "{url[:60]}" is not let through', url[:60])
            return
        words = " ".join(title.split()) or where_shown(url)
        self._link_to(url, words, f"{self.context.labels.video}: ", "{ .pkb-video }")

    def frame(self, attributes: Mapping[str, str]) -> None:
        """A link to what a frame would load."""
        url = frame_address(attributes)
        if url:
            self.report("frame-elsewhere", FRAME_ELSEWHERE, url)
            self.video(url, attributes.get("title", ""))

    def _missing(self, source: str, shown: str) -> None:
        message = f'the image file "{source}" is not there'
        self.context.missing(self.lines, source, "image-missing", message, shown)

    def _markdown(self, src: str, alt: str, title: str, attributes: list[str]) -> str:
        label = re.sub(r"([\\`\[\]])", r"\\\1", alt)
        words = title.replace('"', "&quot;")
        if self.in_table:
            label, words = label.replace("|", "\\|"), words.replace("|", "&#124;")
        target = f'{escape_href(src)} "{words}"' if title else escape_href(src)
        return f"![{label}]({target})" + (f"{{ {' '.join(attributes)} }}" if attributes else "")

    def _link_to(self, url: str, words: str, before: str = "", after: str = "") -> None:
        """A link with these words; words alone within another link."""
        if self.in_link:
            if self.last != "[":
                self.space()
            self.text(before + words, None)
            self.pending = " "
            return
        self.parts += ["[", before]
        self.in_link += 1
        self.text(words, None)
        self.in_link -= 1
        self.parts += ["](", escape_href(url), f"){after}"]
