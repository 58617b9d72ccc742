"""Writes drawings as SVG: one user unit is a millimetre, text is text, the font's used letters are inside.

Each group that stands for a figure or a tie is a ``<g role="img">`` with a title that says in words what it shows.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from app.drawing import fonts
from app.drawing.ops import Drawing, Ellipse, Group, Image, Op, Path, Segment, Style, Text, Weight
from app.drawing.outlines import outline

FAMILY = "SamkartaText"
"""What the embedded letters are called: they are a part of the bundled font, which keeps its own name."""
_WEIGHTS: dict[Weight, int] = {"regular": 400, "semibold": 600, "bold": 700}
_FALLBACK = f"'{FAMILY}','{fonts.FAMILY}','Source Sans 3','Noto Sans','DejaVu Sans',sans-serif"


def to_svg(drawing: Drawing) -> str:
    """Return the drawing as an SVG document (UTF-8 when written)."""
    title = escape(fonts.clean(drawing.title))
    spoken = [fonts.clean(op.alt) for op in _groups(drawing.ops) if op.alt]
    size = f'width="{_n(drawing.width)}mm" height="{_n(drawing.height)}mm"'
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"'
        f' xml:lang={quoteattr(drawing.language)} role="img" aria-labelledby="title desc">',
        f'<title id="title">{title}</title>',
        f'<desc id="desc">{escape(" ".join(spoken))}</desc>',
        f"<style>{_style(drawing.ops)}</style>",
    ]
    if drawing.background:
        background = Style(fill=drawing.background)
        size = f'width="{_n(drawing.width)}" height="{_n(drawing.height)}"'
        parts.append(f"<rect {size}{_paint(background)}/>")
    parts += [_op(op) for op in drawing.ops]
    return "\n".join([*parts, "</svg>", ""])


def _n(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _groups(ops: Iterable[Op]) -> Iterable[Group]:
    for op in ops:
        if isinstance(op, Group):
            yield op
            yield from _groups(op.ops)


def _texts(ops: Iterable[Op]) -> Iterable[Text]:
    for op in ops:
        if isinstance(op, Text):
            yield op
        elif isinstance(op, Group):
            yield from _texts(op.ops)


def _style(ops: Sequence[Op]) -> str:
    letters: dict[Weight, set[str]] = {}
    for text in _texts(ops):
        letters.setdefault(text.weight, set()).update(fonts.clean(text.text))
    faces = [
        f"@font-face{{font-family:'{FAMILY}';font-weight:{_WEIGHTS[weight]};"
        f"src:url(data:font/ttf;base64,{_subset(weight, letters[weight])}) format('truetype')}}"
        for weight in _WEIGHTS
        if weight in letters
    ]
    rule = f"text{{font-family:{_FALLBACK};font-kerning:none;font-variant-ligatures:none;white-space:pre}}"
    return "\n".join([*faces, rule])


def _subset(weight: Weight, letters: set[str]) -> str:
    """Return the part of the font that draws ``letters``, as base64."""
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    options = Options(layout_features=[], name_IDs=[0, 13, 14], hinting=False, notdef_outline=True)
    font = TTFont(str(fonts.font_file(weight)), recalcTimestamp=False)
    for table in ("GPOS", "GSUB", "GDEF", "BASE", "DSIG"):  # kerning and the like, not used and slow to read
        if table in font:
            del font[table]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(c) for c in letters])
    subsetter.subset(font)
    file = BytesIO()
    font.save(file)
    return b64encode(file.getvalue()).decode("ascii")


def _op(op: Op) -> str:
    match op:
        case Path():
            return f'<path d="{_data(op.segments)}"{_paint(op.style)}/>'
        case Ellipse():
            where = f'cx="{_n(op.cx)}" cy="{_n(op.cy)}" rx="{_n(op.rx)}" ry="{_n(op.ry)}"'
            return f"<ellipse {where}{_paint(op.style)}/>"
        case Text():
            return _text(op)
        case Image():
            kind = "png" if op.data.startswith(b"\x89PNG") else "jpeg"
            where = f'x="{_n(op.x)}" y="{_n(op.y)}" width="{_n(op.width)}" height="{_n(op.height)}"'
            data = b64encode(op.data).decode("ascii")
            return f'<image {where} preserveAspectRatio="none" href="data:image/{kind};base64,{data}"/>'
        case Group():
            return _group(op)


def _group(op: Group) -> str:
    moved = f"translate({_n(op.dx)} {_n(op.dy)})" if op.dx or op.dy else ""
    scaled = f"scale({_n(op.scale)})" if op.scale != 1.0 else ""
    attributes = f' transform="{f"{moved} {scaled}".strip()}"' if moved or scaled else ""
    if op.id is not None:
        attributes += f" data-id={quoteattr(fonts.clean(op.id))}"
    title = ""
    if op.alt:
        attributes += f' role="img" aria-label={quoteattr(fonts.clean(op.alt))}'
        title = f"<title>{escape(fonts.clean(op.alt))}</title>"
    return f"<g{attributes}>{title}{''.join(_op(each) for each in op.ops)}</g>"


def _data(segments: Sequence[Segment]) -> str:
    return "".join(segment[0] + " ".join(_n(v) for v in segment[1:] if not isinstance(v, str)) for segment in segments)


def _paint(style: Style) -> str:
    parts = [f' fill="{style.fill or "none"}"']
    if style.stroke and style.width > 0:
        parts.append(f' stroke="{style.stroke}" stroke-width="{_n(style.width)}" stroke-linejoin="round"')
        parts.append(f' stroke-linecap="{style.cap}"')
        if style.dash:
            parts.append(f' stroke-dasharray="{" ".join(_n(d) for d in style.dash)}"')
    if style.opacity < 1.0:
        parts.append(f' opacity="{_n(style.opacity)}"')
    return "".join(parts)


def _text(op: Text) -> str:
    text = fonts.clean(op.text)
    if not text.strip():
        return ""
    size = op.size * fonts.MM_PER_POINT
    width = fonts.measure(text, op.size, op.weight, op.spacing)
    x = op.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[op.anchor] * width
    centred = op.anchor == "middle" and not op.spacing  # stays centred under a figure in another font too
    attributes = f'x="{_n(op.x if centred else x)}" y="{_n(op.y)}" font-size="{_n(size)}" fill="{op.colour}"'
    if centred:
        attributes += ' text-anchor="middle"'
    if op.weight != "regular":
        attributes += f' font-weight="{_WEIGHTS[op.weight]}"'
    if op.spacing:
        attributes += f' letter-spacing="{_n(op.spacing * fonts.MM_PER_POINT)}"'
    else:
        attributes += f' textLength="{_n(width)}" lengthAdjust="spacingAndGlyphs"'  # the same in any font
    halo = ""
    if op.halo:  # a shape: many programs know no paint-order, and a second text would be found twice
        edge = Style(stroke=op.halo, width=2 * fonts.HALO * size)
        data = _data(outline(text, op.size, op.weight, op.spacing))
        halo = f'<path transform="translate({_n(x)} {_n(op.y)})" d="{data}"{_paint(edge)}/>'
    return f"{halo}<text {attributes}>{escape(text)}</text>"
