"""Reads every paragraph and every cell of a .docx with python-docx: what benches/compare.sh holds gouji against."""

import sys

import docx

document = docx.Document(sys.argv[1])
seen = sum(len(paragraph.text) for paragraph in document.paragraphs)
for table in document.tables:
    for row in table.rows:
        for cell in row.cells:
            seen += len(cell.text)
print(seen)
