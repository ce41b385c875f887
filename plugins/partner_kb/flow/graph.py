"""A flow as a picture's description: Mermaid and DOT text, or the values of an SVG.

In: a `Flow` and a function that translates its strings. Out: text for other programs, or a
`Diagram` that the template `flow/diagram.svg` draws. No external program is needed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from partner_kb.flow.conditions import Test
from partner_kb.flow.explore import order
from partner_kb.flow.layout import Box, Edge, lay_out
from partner_kb.flow.model import Flow, Question, Route

Translate = Callable[[str], str]

WIDTH, GAP, SPACE = 196.0, 64.0, 14.0
FONT, LEAD, PAD, ROW_GAP = 12.0, 16.0, 8.0, 4.0
BOLD = 0.92
"""The part of a line's room that bold text may take by the estimate for plain text."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A way from a question to a node: by which responses, and whether other answers count too.

    `response` is None where the question as a whole leads on, or a bound's text for a number.
    """

    source: str
    target: str
    response: str | None
    label: str
    conditional: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One response in a question's box: its lines of text, and where the first one stands."""

    id: str
    lines: tuple[str, ...]
    y: float


@dataclass(frozen=True, slots=True)
class Shape:
    """One box of the diagram, in the units of the SVG."""

    id: str
    kind: str
    label: str
    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line of the diagram; `path` is the `d` of an SVG path."""

    source: str
    target: str
    response: str | None
    conditional: bool
    path: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """All that the SVG template needs."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    strokes: tuple[Stroke, ...]
    box_width: float = WIDTH
    font: float = FONT
    lead: float = LEAD
    pad: float = PAD
    row_gap: float = ROW_GAP


def turns(flow: Flow, translate: Translate) -> tuple[Turn, ...]:
    """Every turn, each once, in the order of the file."""
    found: dict[tuple[str, str, str | None], Turn] = {}
    reached = set(order(flow))
    for question in flow.questions.values():
        if question.id in reached:
            for turn in _turns(question, translate):
                key = (turn.source, turn.target, turn.response)
                found.setdefault(key, turn)
    return tuple(found.values())


def _turns(question: Question, translate: Translate) -> Iterator[Turn]:
    for route in question.routes:
        for own, conditional in _own_tests(question, route):
            if question.kind == "single" and own is not None and own.any:
                for name in own.any:
                    response = question.response(name)
                    label = translate(response.label) if response else name
                    yield Turn(question.id, route.to, name, label, conditional)
            elif own is not None and own.bounds:
                text = bounds_text(own)
                yield Turn(question.id, route.to, text, text, conditional)
            else:
                named = [question.response(item) for item in (own.responses if own else ())]
                label = ", ".join(translate(item.label) for item in named if item)
                yield Turn(question.id, route.to, None, label, conditional or bool(named))


def _own_tests(question: Question, route: Route) -> Iterator[tuple[Test | None, bool]]:
    """For each clause: the test on the question itself, and whether there are others."""
    if not route.when.clauses:
        yield None, route.otherwise
    for clause in route.when.clauses:
        own = [test for name, test in clause if name == question.id]
        yield (own[0] if own else None), len(clause) > 1 or route.otherwise


def bounds_text(test: Test) -> str:
    """A range without words: `≥ 31`, `< 8`, `8–30`."""
    low, high = test.at_least, test.below
    if low is None:
        return f"< {high}"
    if high is None:
        return f"≥ {low}"
    return f"{low}–{high - 1}" if isinstance(high, int) else f"{low} … < {high}"


def mermaid(flow: Flow, translate: Translate = str) -> str:
    """The flow in Mermaid's flowchart language."""
    lines = ["flowchart LR"]
    reached = order(flow)
    for name in reached:
        question = flow.questions.get(name)
        text = _mermaid_text(translate(question.text if question else flow.outcomes[name].title))
        lines.append(f'  {_word(name)}{{"{text}"}}' if question else f'  {_word(name)}(["{text}"])')
    for turn in turns(flow, translate):
        arrow = "-.->" if turn.conditional else "-->"
        label = f'|"{_mermaid_text(turn.label)}"|' if turn.label else ""
        lines.append(f"  {_word(turn.source)} {arrow}{label} {_word(turn.target)}")
    return "\n".join(lines) + "\n"


def _word(name: str) -> str:
    """An id that Mermaid can't take for a keyword such as `end`."""
    return f"n-{name}"


def _mermaid_text(text: str) -> str:
    escapes = {'"': "#quot;", "#": "#35;", "<": "#lt;", ">": "#gt;", "\n": " "}
    return "".join(escapes.get(letter, letter) for letter in text)


def dot(flow: Flow, translate: Translate = str) -> str:
    """The flow in Graphviz' DOT language."""
    lines = [f"digraph {_quoted(flow.id)} {{", "  rankdir=LR;", '  node [fontname="sans-serif"];']
    for name in order(flow):
        question = flow.questions.get(name)
        text = translate(question.text if question else flow.outcomes[name].title)
        shape = "box" if question else "note"
        lines.append(f"  {_quoted(name)} [shape={shape}, label={_quoted(text)}];")
    for turn in turns(flow, translate):
        style = ", style=dashed" if turn.conditional else ""
        ends = f"{_quoted(turn.source)} -> {_quoted(turn.target)}"
        lines.append(f"  {ends} [label={_quoted(turn.label)}{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'


def diagram(flow: Flow, translate: Translate = str) -> Diagram:
    """The flow placed for drawing; a flow without cycles."""
    names = order(flow)
    all_turns = turns(flow, translate)
    drafts = {name: _draft(flow, name, all_turns, translate) for name in names}
    edges = [Edge(t.source, t.target, _port(drafts[t.source], t)) for t in all_turns]
    boxes = [Box(name, drafts[name].height) for name in names]
    layout = lay_out(boxes, edges, width=WIDTH, gap=GAP, space=SPACE)
    shapes = []
    for name in names:
        x, y = layout.places[name]
        d = drafts[name]
        shapes.append(Shape(d.id, d.kind, d.label, round(x), _grid(y), d.height, d.lines, d.rows))
    strokes = [
        Stroke(turn.source, turn.target, turn.response, turn.conditional, _path(points))
        for turn, points in zip(all_turns, layout.lines, strict=True)
    ]
    return Diagram(round(layout.width), round(layout.height), tuple(shapes), tuple(strokes))


def _draft(flow: Flow, name: str, all_turns: tuple[Turn, ...], translate: Translate) -> Shape:
    """A box that has its size and not yet its place."""
    question = flow.questions.get(name)
    title = translate(question.text if question else flow.outcomes[name].title)
    room = WIDTH - 2 * PAD
    lines = tuple(wrap(title, room * BOLD))
    height = 2 * PAD + len(lines) * LEAD
    rows = []
    labels: dict[str, str] = {}
    if question is not None:
        labels = {item.id: translate(item.label) for item in question.responses} or {
            turn.response: turn.label
            for turn in all_turns
            if turn.source == name and turn.response is not None
        }
    for key, label in labels.items():
        texts = tuple(wrap(label, room - 10))
        rows.append(Row(key, texts, height))
        height += len(texts) * LEAD + ROW_GAP
    if rows:
        height += PAD - ROW_GAP
    kind = "question" if question else "outcome"
    return Shape(name, kind, title, 0, 0, height, lines, tuple(rows))


def _port(box: Shape, turn: Turn) -> float:
    row = next((item for item in box.rows if item.id == turn.response), None)
    return row.y + LEAD / 2 if row else PAD + LEAD / 2


def wrap(text: str, room: float) -> list[str]:
    """Lines that fit into `room`, by an estimate of letter widths; breaks anywhere in Chinese."""
    lines, line, used = [], "", 0.0
    for word in _pieces(text):
        size = sum(_advance(letter) for letter in word)
        if line.strip() and used + size > room:
            lines.append(line.strip())
            line, used = "", 0.0
            word = word.lstrip()
        line, used = line + word, used + size
    return [*lines, line.strip()]


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for letter in text:
        if letter == " ":
            yield piece
            piece = letter
        elif unicodedata.east_asian_width(letter) in "WF":
            # Chinese punctuation never begins a line, so it stays with what is before it.
            if unicodedata.category(letter).startswith("P"):
                piece += letter
                continue
            yield piece
            piece = letter
        else:
            piece += letter
    yield piece


def _advance(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return FONT
    if letter in "ilj.,:;'|!() ":
        return FONT * 0.32
    if "\u0400" <= letter <= "\u04ff" and letter.islower():
        return FONT * (0.78 if letter in "жшщюмыфд" else 0.6)
    return FONT * (0.68 if letter.isupper() or letter in "mwМЖШЩЮмжшщюы%" else 0.56)


def _path(points: tuple[tuple[float, float], ...]) -> str:
    """A calm curve through the points: level inside columns, S-shaped between them.

    Relative, because equal steps are equal text then, and that compresses.
    """
    (x, y), *rest = ((round(x), _grid(y)) for x, y in points)
    parts = [f"M{x} {y}"]
    for index, (to_x, to_y) in enumerate(rest):
        dx, dy = to_x - x, to_y - y
        parts.append(f"h{dx}" if index % 2 else f"c{dx // 2} 0 {dx // 2} {dy} {dx} {dy}")
        x, y = to_x, to_y
    return "".join(parts)


def _grid(y: float) -> int:
    """The nearest multiple of four: fewer different numbers, which compress better."""
    return round(y / 4) * 4
