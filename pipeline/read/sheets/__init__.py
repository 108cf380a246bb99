"""The workbook format itself (ECMA-376 part 1, SpreadsheetML): parts, shared strings, number formats, cells, as a stream."""
