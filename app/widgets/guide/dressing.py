"""How a chapter looks: Qt's own Markdown, with the program's sizes, spaces and colours."""

from __future__ import annotations

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from app.widgets.common.style import colour, scaled

_SIZES = {1: 21.0, 2: 14.5, 3: 12.0}
_ABOVE = {1: 0, 2: 26, 3: 16}
_LINE = 138.0  # per cent of the letters' own height
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


def dress(document: QTextDocument, points: float) -> None:
    """Give a document just made of Markdown its look; ``points`` is the size of running text."""
    block = document.begin()
    while block.isValid():
        _dress_block(block, points)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)


def _dress_block(block: QTextBlock, points: float) -> None:
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    level = block.blockFormat().headingLevel()
    space, letters = block.blockFormat(), QTextCharFormat()
    in_table = cursor.currentTable() is not None
    if level:
        _without_adjustment(cursor)
        letters.setFontPointSize(_SIZES.get(level, points) * points / 11.0)
        letters.setFontWeight(QFont.Weight.Bold)
        letters.setForeground(colour("green"))
        space.setTopMargin(scaled(_ABOVE.get(level, 12)))
        space.setBottomMargin(scaled(6))
    else:
        space.setLineHeight(_LINE, _PROPORTIONAL)
        space.setTopMargin(0)
        space.setBottomMargin(0 if in_table else scaled(4 if block.textList() else 10))
    cursor.mergeBlockFormat(space)
    cursor.mergeCharFormat(letters)


def _without_adjustment(cursor: QTextCursor) -> None:
    """Take away the steps by which Markdown's headings are larger; they would go before a size in points."""
    letters = cursor.charFormat()
    letters.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
    cursor.setCharFormat(letters)


def _dress_table(table: QTextTable) -> None:
    look = table.format()
    look.setBorder(0.5)
    look.setBorderBrush(colour("line_strong"))
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderCollapse(True)
    look.setCellPadding(scaled(6))
    look.setCellSpacing(0)
    look.setTopMargin(scaled(6))
    look.setBottomMargin(scaled(14))
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(look)
