"""What both drawers share: the order of the layers and the shapes in each. A pen says how a shape looks."""

from __future__ import annotations

from html import escape
from typing import Protocol

from programmes.processmap import marks
from programmes.processmap.ground import rounded
from programmes.processmap.items import State
from programmes.processmap.joined import isolated
from programmes.processmap.labels import (
    SEPARATOR,
    beside_lines,
    decided_line,
    drawn_title,
    note_line,
    passage_line,
    small_line,
)
from programmes.processmap.path import Point, number
from programmes.processmap.placed import (
    PlacedLine,
    PlacedLoop,
    PlacedMap,
    PlacedNow,
    PlacedQuiet,
    PlacedStation,
    PlacedText,
)

Named = PlacedStation | PlacedLoop | PlacedQuiet | PlacedNow


class Pen(Protocol):
    """Returns the attributes of a shape with this role: classes on screen, literal colours in print.

    `tone` is the phase's colour number (1-4) or 0; `walked` tells whether it lies behind "now".
    """

    def __call__(self, role: str, tone: int = 0, *, walked: bool = False) -> str: ...


def tone_of(phase_index: int) -> int:
    """Return the colour number of a phase: four colours, used again from the fifth phase on."""
    return phase_index % 4 + 1


def path(outline: str, attributes: str) -> str:
    """Return one path element."""
    return f'<path d="{outline}" {attributes}/>'


def text_line(line: PlacedLine, attributes: str) -> str:
    """Return one line of text; the words are escaped here."""
    anchor = "" if line.anchor == "start" else f' text-anchor="{line.anchor}"'
    turn = f' transform="rotate({" ".join(map(number, line.turn))})"' if line.turn else ""
    return (
        f'<text x="{number(line.x)}" y="{number(line.y)}" font-size="{number(line.size)}" '
        f'font-weight="{line.weight}"{anchor}{turn} {attributes}>{escape(isolated(line.text))}</text>'
    )


def text_block(block: PlacedText, pen: Pen, tone: int) -> str:
    """Return all lines of a block."""
    # The line ends keep the words of neighbouring lines apart for whoever reads the text and not the picture.
    words = "\n".join(text_line(line, pen(f"text-{line.role}", tone)) for line in block.lines)
    signs = (marks.promise(sign.promise, sign.x, sign.y, sign.radius) for sign in block.signs)
    return "".join(path(sign, pen("promise")) for sign in signs) + words


def ground_layer(placed: PlacedMap, pen: Pen) -> str:
    """Return fields and ribbon, with what was open beside it, chevrons, cuts for long silences and year ticks."""
    parts = [path(field.outline, pen("field", tone_of(field.index))) for field in placed.fields]
    last = tone_of(placed.fields[-1].index)
    is_finished = placed.stretches[-1].is_walked
    parts.append(path(placed.goal, pen("goal", last, walked=is_finished)))
    parts += [path(beside.outline, pen("beside", tone_of(beside.phase_index))) for beside in placed.besides]
    for stretch in placed.stretches:
        tone = tone_of(stretch.phase_index)
        parts.append(path(stretch.outline, pen("ribbon", tone, walked=stretch.is_walked)))
        if not stretch.is_walked:
            parts += [path(edge, pen("ribbon-edge", tone)) for edge in stretch.edges]
    for field in placed.fields[1:]:
        half = placed.sheet.ribbon / 2
        (x0, y0), (x1, y1) = placed.path.point(field.s0, half), placed.path.point(field.s0, -half)
        parts.append(_line((x0, y0), (x1, y1), pen("seam")))
    for chevron in placed.chevrons:
        outline = marks.chevron(chevron.x, chevron.y, chevron.angle, chevron.size)
        parts.append(path(outline, pen("chevron", tone_of(chevron.phase_index), walked=chevron.is_walked)))
    for quiet in placed.quiets:
        tone = tone_of(quiet.phase_index)
        parts.append(path(quiet.outline, pen("cut", tone)))
        parts += [_line(*edge, pen("cut-edge", tone)) for edge in quiet.edges]
        if quiet.label:
            parts.append(text_line(quiet.label, pen("text-year", tone, walked=quiet.is_walked)))
    for tick in placed.ticks:
        tone = tone_of(tick.phase_index)
        parts.append(_line(*tick.ends, pen("tick", tone, walked=tick.is_walked)))
        parts.append(text_line(tick.label, pen("text-year", tone, walked=tick.is_walked)))
    return "".join(parts)


def _line(start: Point, end: Point, attributes: str) -> str:
    (x0, y0), (x1, y1) = start, end
    return path(f"M{number(x0)} {number(y0)}L{number(x1)} {number(y1)}", attributes)


def heading_layer(placed: PlacedMap, pen: Pen) -> str:
    """Return the phases' names and years."""
    return "".join(text_block(field.heading, pen, tone_of(field.index)) for field in placed.fields if field.heading)


def station(placed_station: PlacedStation, pen: Pen) -> str:
    """Return a station's leader, mark, voices and label."""
    it = placed_station
    tone = tone_of(it.phase_index)
    parts = [_line(*it.leader, pen("leader"))] if it.leader else []
    parts += [path(marks.circle(x, y, it.dot_radius), pen("voice", tone, walked=it.is_walked)) for x, y in it.dots]
    parts.append(_counted_mark(it, it.count, pen) if it.count else _mark(it, pen, tone))
    if it.label:
        parts.append(text_block(it.label, pen, tone))
    return "".join(parts)


def _counted_mark(it: PlacedStation, count: PlacedLine, pen: Pen) -> str:
    plate = marks.counted(it.x, it.y, it.half_width, max(it.radius * 0.85, count.size * 0.68))
    # The line end keeps the number apart from the words of the label, as between their lines.
    return path(plate, pen("plate")) + text_line(count, pen("text-count")) + "\n"


def loop(it: PlacedLoop, pen: Pen) -> str:
    """Return a phase taken up again: the loop with its arrows and words or, without room, a sign on the ribbon."""
    tone = tone_of(it.again_index)
    if not it.outline:
        plate = marks.circle(it.x, it.y, it.radius * 1.1)
        return path(plate, pen("plate")) + path(marks.again(it.x, it.y, it.radius), pen("again", tone))
    parts = [path(it.outline, pen("loop-open" if it.is_open else "loop", tone))]
    for arrow in it.chevrons:
        outline = marks.chevron(arrow.x, arrow.y, arrow.angle, arrow.size)
        parts.append(path(outline, pen("loop-chevron", tone, walked=arrow.is_walked)))
    if it.label:
        parts.append(text_block(it.label, pen, tone))
    return "".join(parts)


def _mark(it: PlacedStation, pen: Pen, tone: int) -> str:
    if it.state == State.OPEN_QUESTION:
        outline = marks.circle(it.x, it.y, it.radius * 1.12)
        size = it.radius * 1.75
        words = PlacedLine("?", it.x, it.y + size * 0.36, "middle", "question", size, 700, size)
        return (
            path(outline, pen("mark-open-ground"))
            + path(outline, pen("mark-open", tone))
            + text_line(words, pen("text-question", tone))
        )
    halo = "mark-open-halo" if it.state == State.PLANNED else "mark-halo"
    outline = marks.mark(it.kind, it.x, it.y, it.radius)
    ring = path(marks.circle(it.x, it.y, it.radius * 1.5), pen("mark-now-ring")) if it.state == State.NOW else ""
    parts = [ring, path(outline, pen(halo)), path(outline, pen(f"mark-{it.state.value}", tone))]
    if it.state == State.DROPPED:
        reach = it.radius * 1.25
        strike = ((it.x - reach, it.y + reach), (it.x + reach, it.y - reach))
        parts += [_line(*strike, pen("strike-halo")), _line(*strike, pen("strike"))]
    return "".join(parts)


def now_layer(now: PlacedNow, pen: Pen, corner: float) -> str:
    """Return the mark at today and its sign."""
    parts = [_line(*now.leader, pen("now-leader"))] if now.leader else []
    parts += [
        path(marks.circle(now.x, now.y, now.radius * 1.1), pen("now-halo")),
        path(marks.circle(now.x, now.y, now.radius), pen("now")),
    ]
    parts += [text_line(line, pen("text-now")) for line in now.words]
    if now.sign:
        parts.append(path(rounded(now.sign.box, corner), pen("sign")))
        parts += [text_line(line, pen(f"text-{line.role}")) for line in now.sign.lines]
    return "".join(parts)


def spoken_name(it: PlacedStation, placed: PlacedMap) -> str:
    """Return what a station is called where it is heard, not seen.

    The words of its label come first and in their order, so that they can also be spoken to reach it (WCAG 2.5.3).
    """
    texts = placed.process_map.texts
    if it.count:
        lines = [it.count, *(it.label.lines if it.label else ())]
        return SEPARATOR.join([" ".join(line.text for line in lines), *(item.title for item in it.items)])
    item = it.items[0]
    kind, state = texts.kind_of(item), texts.states[item.state]
    words = (small_line(item, texts), drawn_title(item), decided_line(item), note_line(item, texts))
    label = ", ".join(word for word in words if word)
    title = item.title if item.short_title else ""
    return ", ".join([label, *(word for word in (title, item.asked, kind, state) if word and word not in label)])


def spoken_loop(it: PlacedLoop, placed: PlacedMap) -> str:
    """Return what a phase taken up again is called where it is heard: which, when and why."""
    texts = placed.process_map.texts
    return SEPARATOR.join(f"{passage_line(passage, texts)}: {passage.title}" for passage in it.passages)


def spoken_quiet(it: PlacedQuiet, placed: PlacedMap) -> str:
    """Return what a long silence is called where it is heard."""
    return placed.process_map.texts.quiet.replace("{n}", str(it.months))


def in_order(placed: PlacedMap) -> list[Named]:
    """Return everything that is named, in the order of the ribbon: that of the keyboard and of those who listen."""
    return sorted((*placed.stations, *placed.loops, *placed.quiets, placed.now), key=lambda it: it.s)


def spoken(it: Named, placed: PlacedMap) -> str:
    """Return what one thing along the ribbon is called where it is heard."""
    if isinstance(it, PlacedStation):
        return spoken_name(it, placed)
    if isinstance(it, PlacedLoop):
        return spoken_loop(it, placed)
    return spoken_quiet(it, placed) if isinstance(it, PlacedQuiet) else spoken_now(placed)


def spoken_map(placed: PlacedMap) -> str:
    """Return the whole map in words, for readers of the PDF who do not see it: phases, stations, loops, now."""
    process_map = placed.process_map
    parts = [process_map.texts.map_label]
    beside = beside_lines(process_map)
    for field in placed.fields:
        if field.phase:
            heading = SEPARATOR.join(word for word in (field.phase.name, field.phase.years_label) if word)
            named = f"{field.phase.number} {heading}" if field.phase.number else heading
            parts.append(SEPARATOR.join(word for word in (named, beside[field.index]) if word))
        is_last = field is placed.fields[-1]
        inside = [it for it in in_order(placed) if field.s0 <= it.s and (it.s < field.s1 or is_last)]
        parts += [spoken(it, placed) for it in inside]
    return ". ".join(part.rstrip(".") for part in parts)


def spoken_now(placed: PlacedMap) -> str:
    """Return what stands at "now" in words."""
    process_map = placed.process_map
    return ", ".join(word for word in (process_map.texts.now, process_map.now_label, process_map.now_text) if word)
