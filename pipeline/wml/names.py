"""The namespaces of a Word package, and their names in Clark notation.

Source: ECMA-376, the transitional namespaces of part 4 and the package's own of part 2; those of Microsoft's extensions
are in [MS-DOCX] 2.2.
"""

from __future__ import annotations

from typing import Final

_SCHEMAS: Final = "http://schemas.openxmlformats.org"

W: Final = f"{_SCHEMAS}/wordprocessingml/2006/main"
R: Final = f"{_SCHEMAS}/officeDocument/2006/relationships"
"""The attributes that name a relationship; also the head of every office relationship type."""
M: Final = f"{_SCHEMAS}/officeDocument/2006/math"
MC: Final = f"{_SCHEMAS}/markup-compatibility/2006"
WP: Final = f"{_SCHEMAS}/drawingml/2006/wordprocessingDrawing"
A: Final = f"{_SCHEMAS}/drawingml/2006/main"
PIC: Final = f"{_SCHEMAS}/drawingml/2006/picture"
V: Final = "urn:schemas-microsoft-com:vml"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
ADEC: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"

CT: Final = f"{_SCHEMAS}/package/2006/content-types"
REL: Final = f"{_SCHEMAS}/package/2006/relationships"
"""The elements of a relationships part; also the head of the package's own relationship types."""
CP: Final = f"{_SCHEMAS}/package/2006/metadata/core-properties"
EP: Final = f"{_SCHEMAS}/officeDocument/2006/extended-properties"
CUSTOM: Final = f"{_SCHEMAS}/officeDocument/2006/custom-properties"
VT: Final = f"{_SCHEMAS}/officeDocument/2006/docPropsVTypes"
DC: Final = "http://purl.org/dc/elements/1.1/"
DCTERMS: Final = "http://purl.org/dc/terms/"
DCMITYPE: Final = "http://purl.org/dc/dcmitype/"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
XML: Final = "http://www.w3.org/XML/1998/namespace"

XML_SPACE: Final = f"{{{XML}}}space"


def w(local: str) -> str:
    """A WordprocessingML name in Clark notation: `w("p")` is `{…/wordprocessingml/2006/main}p`."""
    return f"{{{W}}}{local}"


def r(local: str) -> str:
    """The name of an attribute that points at a relationship, in Clark notation."""
    return f"{{{R}}}{local}"


def local(name: str) -> str:
    """The local part of a name in Clark notation."""
    return name.rpartition("}")[2]
