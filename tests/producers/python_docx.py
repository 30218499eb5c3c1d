"""Reports through python-docx.

    python_docx.py save BEFORE AFTER    opens every .docx in BEFORE and saves it in AFTER
    python_docx.py write BEFORE AFTER   writes a .docx in AFTER for every .json in BEFORE: a list of blocks,
                                        {"text", "style", "align"}, {"cells"} or {"layout": [blocks]};
                                        a cell is [row, column, rows, columns, [paragraph, ...]], from 0
"""

import json
import sys
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH


def add_paragraph(holder, block):
    paragraph = holder.add_paragraph(block["text"], style=block["style"])
    if block["align"]:
        paragraph.alignment = WD_ALIGN_PARAGRAPH[block["align"]]


def add_table(holder, cells):
    height = max(row + rows for row, _, rows, _, _ in cells)
    width = max(column + columns for _, column, _, columns, _ in cells)
    table = holder.add_table(rows=height, cols=width)
    grid = [list(row.cells) for row in table.rows]
    for row, column, rows, columns, text in cells:
        cell = grid[row][column]
        if rows > 1 or columns > 1:
            cell = cell.merge(grid[row + rows - 1][column + columns - 1])
        cell.paragraphs[0].text = text[0]
        for line in text[1:]:
            cell.add_paragraph(line)


def add(holder, blocks):
    for block in blocks:
        if "layout" in block:
            add(holder.add_table(rows=1, cols=1).cell(0, 0), block["layout"])
        elif "cells" in block:
            add_table(holder, block["cells"])
        else:
            add_paragraph(holder, block)


def main(task, before, after):
    for path in sorted(Path(before).iterdir()):
        if task == "save":
            document = Document(str(path))
        else:
            document = Document()
            add(document, json.loads(path.read_text(encoding="utf-8")))
        document.save(str(Path(after) / (path.stem + ".docx")))


main(*sys.argv[1:])
