"""Catalogues of translations: as PO editors, git and programs leave them."""

from __future__ import annotations

from tests.corpus.odd import SPANISH, Odd
from tests.provoked.pages import HEADER, HEADINGS

WAS, NOW = "Le Conseil se réunit à Genève.", "El Consejo se reúne en Ginebra."
FULL = (
    'msgid ""\nmsgstr ""\n"Project-Id-Version: council\\n"\n"PO-Revision-Date: 2023-06-05 10:00+0200\\n"\n"Language: es\\n"\n'
    '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n"X-Generator: Poedit 3.4\\n"\n'
)


def entry(unit: str, was: str, now: str, before: str = "") -> str:
    return f'\n{before}msgctxt "{unit}"\nmsgid "{was}"\nmsgstr "{now}"\n'


def catalogue(header: str = HEADER, first: str = entry("p1", WAS, NOW), more: str = "") -> str:
    """The catalogue of the small project, with another header, another entry of its paragraph, or more behind it."""
    return header + "".join(entry(unit, *texts) for unit, texts in HEADINGS.items()) + first + more


def rows(text: str) -> int:
    """The line behind a text."""
    return text.count("\n") + 1


TOP = rows(catalogue(first="")) + 1
"""The line of the entry of the paragraph."""
END = rows(catalogue()) + 1
"""The line of an entry behind it."""


def fine(name: str, text: str | bytes, *says: str, late: bool = False) -> Odd:
    return Odd(name, SPANISH, text if isinstance(text, bytes) else text.encode(), says, late=late)


bad = fine
CUT = catalogue()[: catalogue().rindex("Ginebra")]

CATALOGUES = (
    fine("by Poedit", catalogue(FULL)),
    fine("with line ends of Windows", catalogue().replace("\n", "\r\n")),
    fine("with line ends of old Macs", catalogue().replace("\n", "\r"), late=True),
    fine("with a byte order mark", b"\xef\xbb\xbf" + catalogue().encode()),
    fine("without a header", catalogue("")),
    fine("with a header that names another encoding", catalogue(FULL.replace("UTF-8", "ISO-8859-1"))),
    fine("with a header that names none there is", catalogue(FULL.replace("UTF-8", "X-NONE")), late=True),
    fine("with the template's CHARSET", catalogue(FULL.replace("UTF-8", "CHARSET")), late=True),
    bad("in Latin-1", catalogue(FULL.replace("UTF-8", "ISO-8859-1")).encode("latin-1"), "FI123"),
    bad("in UTF-16", catalogue().encode("utf-16"), "FI122"),
    fine("wrapped", catalogue(first='\nmsgctxt "p1"\nmsgid ""\n"Le Conseil "\n"se réunit à Genève."\nmsgstr ""\n"El Consejo "\n"se reúne en Ginebra."\n')),
    fine("with comments of all kinds", catalogue(first=entry("p1", WAS, NOW, "# a\n#. b\n#: c:1\n#, c-format\n"))),
    fine("with obsolete entries", catalogue(more='\n#~ msgctxt "p9"\n#~ msgid "Ancien"\n#~ msgstr "Antiguo"\n')),
    fine("with obsolete entries and their former texts", catalogue(more='\n#~| msgid "Vieux"\n#~ msgctxt "p9"\n#~ msgid "Ancien"\n#~ msgstr "Antiguo"\n')),
    fine("fuzzy with the former text", catalogue(first=entry("p1", WAS, NOW, '#, fuzzy\n#| msgid "Le Conseil siège."\n'))),
    fine("fuzzy without the former text", catalogue(first=entry("p1", WAS, NOW, "#, fuzzy\n"))),
    fine("an entry that is not translated", catalogue(first=entry("p1", WAS, ""))),
    fine("an orphan", catalogue(more=entry("p77", "Ancien", "Antiguo"))),
    fine("an obsolete entry of a unit that there is", catalogue(more=f'\n#~ msgctxt "p1"\n#~ msgid "{WAS}"\n#~ msgstr "Otro"\n'), late=True),
    bad("the same unit twice", catalogue(more=entry("p1", WAS, "Otro")), f"TR102 {END}:1"),
    bad("an entry without unit", catalogue(more='\nmsgid "Le Conseil"\nmsgstr "El Consejo"\n'), f"TR102 {END}:1"),
    bad("plural forms", catalogue(more='\nmsgctxt "p9"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'), f"TR101 {END + 2}:1", late=True),
    bad("plural forms of a unit that there is", catalogue(first=f'\nmsgctxt "p1"\nmsgid "{WAS}"\nmsgid_plural "{WAS}"\nmsgstr[0] "{NOW}"\nmsgstr[1] "{NOW}"\n'), f"TR101 {TOP + 2}:1", late=True),
    bad("a plural of a hundred thousand", catalogue(more='\nmsgctxt "p9"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[100000] "c"\n'), f"TR101 {END + 2}:1", late=True),
    bad("cut inside a text", CUT, f"TR101 {rows(CUT)}:1"),
    bad("cut behind msgid", catalogue(first='\nmsgctxt "p1"\nmsgid "Le Conseil"\n'), f"TR101 {TOP + 1}:1", late=True),
    bad("a line that is nothing", catalogue(more="\nvoilà\n"), f"TR101 {END}:1"),
    bad("a text without quotation marks", catalogue(more='\nmsgctxt "p9"\nmsgid Le Conseil\nmsgstr "x"\n'), f"TR101 {END + 1}:1"),
    bad("quotation marks inside a text", catalogue(first=entry("p1", WAS, 'El "Consejo"')), f"TR101 {TOP + 2}:1"),
    bad("texts in no order", catalogue(more='\nmsgstr "x"\nmsgid "a"\n'), f"TR101 {END + 1}:1", late=True),
    bad("an unknown escape", catalogue(first=entry("p1", WAS, "El Consejo \\q se reúne en Ginebra.")), late=True),
    bad("a backslash at the end", catalogue(first=entry("p1", WAS, "El Consejo se reúne en Ginebra.\\")), f"TR101 {TOP + 2}:1", late=True),
    bad("a merge conflict", catalogue(first=f'\n<<<<<<< HEAD\nmsgctxt "p1"\n=======\nmsgctxt "p2"\n>>>>>>> b\nmsgid "{WAS}"\nmsgstr "{NOW}"\n'), f"FI117 {TOP}:1"),
    bad("a control character", catalogue(first=entry("p1", WAS, "El Consejo\x07 se reúne en Ginebra.")), f"TX102 {TOP}:1", late=True),
    bad("a control character by its escape", catalogue(first=entry("p1", WAS, "El Consejo\\a se reúne en Ginebra.")), late=True),
    bad("a line end by its escape", catalogue(first=entry("p1", WAS, "El Consejo se reúne\\nen Ginebra.")), late=True),
    bad("a tab by its escape", catalogue(first=entry("p1", WAS, "El Consejo se reúne\\ten Ginebra.")), late=True),
    bad("a text without end", catalogue(first='\nmsgctxt "p1"\nmsgid "a"\nmsgstr ""\n' + '"aaaaaaaa"\n' * 10_000), "FI210", late=True),
    bad("a fact that the source has not", catalogue(first=entry("p1", WAS, "El Consejo {{participants}} se reúne en Ginebra.")), f"TR201 {TOP}:1"),
    bad("a link that the source has not", catalogue(first=entry("p1", WAS, "El [Consejo](https://evil.example) se reúne en Ginebra.")), f"TR205 {TOP}:1"),
    bad("a link to a script", catalogue(first=entry("p1", WAS, "El [Consejo](javascript:x) se reúne en Ginebra.")), f"TX216 {TOP}:1", f"TR205 {TOP}:1"),
    bad("a footnote that nobody wrote", catalogue(first=entry("p1", WAS, "El Consejo[^a] se reúne en Ginebra.")), f"TR204 {TOP}:1", late=True),
    bad("the source's own text", catalogue(first=entry("p1", WAS, WAS)), f"TR211 {TOP}:1", f"TR220 {TOP}:1"),
    bad("blanks alone", catalogue(first=entry("p1", WAS, "  ")), f"TR210 {TOP}:1", f"TR214 {TOP}:1", f"TR218 {TOP}:1", f"TR220 {TOP}:1"),
    bad("empty", "", late=True),
    bad("a header alone", HEADER, late=True),
    bad("a web page", "<!doctype html><title>Sign in</title>", "FI121", late=True),
    bad("XLIFF under its name", '<?xml version="1.0"?><xliff version="1.2"/>', "TR101 1:1", late=True),
    bad("JSON under its name", '{"p1": "El Consejo"}', "TR101 1:1", late=True),
    bad("a compiled catalogue", b"\xde\x12\x04\x95\0\0\0\0\1\0\0\0", "FI121", late=True),
)  # fmt: skip
