"""Texts, again: catalogues, fragments, packs as still other programs, people and transfers leave them."""

from __future__ import annotations

from tests.corpus import catalogues, fragments, packs
from tests.corpus.catalogues import END, FULL, NOW, TOP, WAS, catalogue, entry
from tests.corpus.packs import LAST, added, changed, own
from tests.provoked.example import LINE

po, md, toml = catalogues.fine, fragments.fine, packs.odd
bad = fragments.bad


def mixed(text: str) -> str:
    """Each line with another end, as an editor leaves a file that two systems have worked on."""
    ends = ("\r\n", "\n", "\r")
    rows = text.rstrip("\n").split("\n")
    return "".join(row + ends[at % 3] for at, row in enumerate(rows))


CATALOGUES = (
    po("with mixed line ends", mixed(catalogue()), late=True),
    po("with blanks behind its lines", catalogue().replace("\n", "  \n"), late=True),
    po("with tabs between keyword and text", catalogue().replace("msgid ", "msgid\t"), late=True),
    po("without blank lines between entries", catalogue().replace("\n\n", "\n"), late=True),
    po("with a header that is fuzzy", "#, fuzzy\n" + catalogue(FULL), late=True),
    po("with a header behind comments", f"# Spanish translations\n# Copyright (C) 2023\n#\n{catalogue(FULL)}", late=True),
    po("with a header that claims Windows-1252", catalogue(FULL.replace("UTF-8", "windows-1252")), late=True),
    po("with a header that claims UTF-16", catalogue(FULL.replace("UTF-8", "UTF-16")), late=True),
    po("with the header in the middle", catalogue("", more="\n" + FULL), late=True),
    po("with two headers", catalogue(FULL, more="\n" + FULL), f"TR102 {END + 7}:1", late=True),
    po("with the language of another", catalogue(FULL.replace("Language: es", "Language: fr")), late=True),
    po("with a line for the modeline of an editor", catalogue(more="\n# vim: set fileencoding=utf-8 :\n# Local Variables:\n# End:\n"), late=True),
    po("by Lokalise, with references of many lines", catalogue(first=entry("p1", WAS, NOW, "".join(f"#: document.xlsx:{n}\n" for n in range(200)))), late=True),
    po("by Weblate, with flags of many kinds", catalogue(first=entry("p1", WAS, NOW, "#, read-only, max-length:100, no-wrap\n")), late=True),
    po("with the mark fuzzy among others", catalogue(first=entry("p1", WAS, NOW, "#, c-format, fuzzy, no-wrap\n")), late=True),
    po("with the mark fuzzy in capitals", catalogue(first=entry("p1", WAS, NOW, "#, FUZZY\n")), late=True),
    po("with a former unit", catalogue(first=entry("p1", WAS, NOW, '#, fuzzy\n#| msgctxt "p0"\n#| msgid "Le Conseil siège."\n')), late=True),
    po("with a text of two lines by its escapes of Windows", catalogue(first=entry("p1", WAS, "El Consejo\\r\\nse reúne en Ginebra.")), late=True),
    po("with quotation marks of Word", catalogue(first=entry("p1", WAS, "El «Consejo» se reúne en Ginebra.")), f"TR217 {TOP}:1", late=True),
    po("with quotation marks escaped", catalogue(first=entry("p1", WAS, 'El \\"Consejo\\" se reúne en Ginebra.')), late=True),
    po("with characters by number", catalogue(first=entry("p1", WAS, "El Consejo se re\\303\\272ne en Ginebra.")), f"TR208 {TOP}:1", late=True),
    po("with characters by number of C", catalogue(first=entry("p1", WAS, "El Consejo se re\\xfane en Ginebra.")), late=True),
    po("with no-break spaces around", catalogue(first=entry("p1", WAS, "\u00a0El Consejo se reúne en Ginebra.\u00a0")), late=True),
    po("decomposed", catalogue(first=entry("p1", WAS, "El Consejo se reu\u0301ne en Ginebra.")), late=True),
    po("with the source decomposed", catalogue(first=entry("p1", "Le Conseil se re\u0301unit a\u0300 Gene\u0300ve.", NOW)), late=True),
    po("with line separators of Unicode", catalogue(first=entry("p1", WAS, "El Consejo\u2028se reúne en Ginebra.")), late=True),
    po("with a right-to-left override", catalogue(first=entry("p1", WAS, "El Consejo \u202ese reúne en Ginebra.")), f"TR212 {TOP}:1", f"TR217 {TOP}:1", late=True),
    po("with zero-width spaces in a unit's name", catalogue(first=entry("p1\u200b", WAS, NOW)), late=True),
    po("with blanks around a unit's name", catalogue(first=entry(" p1 ", WAS, NOW)), late=True),
    po("in which the order of msgid and msgctxt is turned", catalogue(first=f'\nmsgid "{WAS}"\nmsgctxt "p1"\nmsgstr "{NOW}"\n'), f"TR101 {TOP + 1}:1", late=True),
    po("with a domain", catalogue(first='\ndomain "council"\n' + entry("p1", WAS, NOW).lstrip()), f"TR101 {TOP}:1", late=True),
    po("with keywords in capitals", catalogue(first=entry("p1", WAS, NOW).replace("msgstr", "MSGSTR")), f"TR101 {TOP + 2}:1", late=True),
    po("with a text on a line behind nothing", catalogue(more='\n"texte"\n'), f"TR214 {TOP}:1", late=True),
    po("two translations of one entry", catalogue(first=entry("p1", WAS, NOW) + 'msgstr "Otro"\n'), f"TR101 {TOP + 3}:1", late=True),
    po("with half a merge conflict", catalogue(first=f"\n<<<<<<< HEAD{entry('p1', WAS, NOW)}"), f"FI117 {TOP}:1", late=True),
    po("by a translation memory: TMX", '<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"/>', "TR101 1:1", late=True),
    po("in UTF-7", b"msgid +ACIAIg-\nmsgstr +ACIAIg-\n", "TR101 1:1", late=True),
    po("in UTF-16 without a mark", catalogue().encode("utf-16-be"), "FI122", late=True),
    po("in Mac Roman", catalogue().encode("mac-roman", "replace"), "FI123", late=True),
    po("twice encoded", catalogue().encode().decode("latin-1").encode(), late=True),
    po("of zeros, as a disk left it", bytes(4096), "FI124", late=True),
)  # fmt: skip

FRAGMENTS = (
    md("with mixed line ends", mixed(f"{LINE}1.2\tIl siège. {{#p2}}\n1.3\tIl vote. {{#p3}}\n"), "1.2\tIl siège.", "1.3\tIl vote.", late=True),
    bad("with a byte order mark in the middle", f"{LINE}\ufeff1.2\tIl siège. {{#p2}}\n", "TX221 2:1", late=True),
    md("with two byte order marks", b"\xef\xbb\xbf\xef\xbb\xbf" + LINE.encode(), "Le Conseil se réunit à Genève.", late=True),
    bad("in UTF-16 of Windows", LINE.replace("\n", "\r\n").encode("utf-16"), "FI122", late=True),
    bad("in UTF-16 cut in a character", LINE.encode("utf-16")[:-1], "FI122", late=True),
    bad("twice encoded", LINE.encode().decode("cp1252").encode(), late=True),
    md("decomposed, as a Mac writes it", LINE.replace("é", "e\u0301").replace("è", "e\u0300"), late=True),
    md("without a number", "Le Conseil se réunit. {#p1}\n", "Le Conseil se réunit.", late=True),
    md("with blanks before the number", f"  {LINE}", "Le Conseil se réunit à Genève.", late=True),
    md("with a no-break space before the number", f"\u00a0{LINE}", "Le Conseil se réunit à Genève.", late=True),
    md("with a figure space behind the number", "1.1\u2007\u2007Le Conseil se réunit. {#p1}\n", "1.1\tLe Conseil se réunit.", late=True),
    md("with the number of Word's own list, by an ideographic space", "1.1\u3000\u3000Le Conseil se réunit. {#p1}\n", "1.1\tLe Conseil se réunit.", late=True),
    bad("with a number in full width", "１.１\tLe Conseil se réunit. {#p1}\n", "TX201 1:1", late=True),
    bad("with a zero-width space in the id", "1.1\tLe Conseil se réunit. {#p\u200b1}\n", "TX218 1:27", late=True),
    md("with a soft hyphen and a word joiner", "1.1\tLe Con\u00adseil se\u2060réunit. {#p1}\n", "Le Con\u00adseil se\u2060réunit.", late=True),
    bad("with a right-to-left override", "1.1\tLe \u202eConseil se réunit. {#p1}\n", late=True),
    md("with braces of a dash of Word", "1.1\tLe Conseil – {participants} – siège. {#p1}\n", "{participants}", late=True),
    bad("with a fact in single quotation marks", "1.1\tIl y a {{«participants»}} personnes. {#p1}\n", "TX225 1:12", late=True),
    bad("with a fact with a no-break space", "1.1\tIl y a {{\u00a0participants\u00a0}} personnes. {#p1}\n", "TX225 1:12", late=True),
    md("bold, three thousand deep", f"1.1\t{'**' * 3000}Le Conseil{'**' * 3000} siège. {{#p1}}\n", "Le Conseil siège.", late=True),
    md("stars without end", f"1.1\tLe Conseil {'*' * 9000} siège. {{#p1}}\n", late=True),
    bad("a directive of blanks", f"[[table:{' ' * 30_000}x\n{LINE}", "TX202 1:1", "TX225 1:1", late=True),
    md("a first line of commas", f"1.1\t{', ' * 4000}fin. {{#p1}}\n", late=True),
    bad("a list of Word's own signs", "1.1\tLe Conseil: {#p1}\n\uf0b7\tvoter {#p2}\n", "TX221 2:1", late=True),
    bad("an Excel table pasted", f"{LINE}a\tb\tc\n1\t2\t3\n", "TX202 2:1", "TX202 3:1", "TX221 2:1", "TX223 3:1", late=True),
    bad("JSON", '{"id": "p1", "text": "Le Conseil"}\n', "TX202 1:1", late=True),
    bad("AsciiDoc", f"= Titre\n\n== Contexte\n\n{LINE}", "TX202 1:1", "TX202 3:1", late=True),
    bad("LaTeX", "\\section{Contexte}\nLe Conseil\n", "TX202 1:1", "TX202 2:1", late=True),
    bad("half a merge conflict from its end", f"{LINE}>>>>>>> branch\n", "FI117 2:1", late=True),
    bad("a conflict marked by a file service", f"{LINE}\n<<<<<<< yours\n1.2\tA {{#p2}}\n=======\n1.2\tB {{#p2}}\n>>>>>>> theirs\n", "FI117 3:1", late=True),
)  # fmt: skip

TOML = (
    toml("with mixed line ends", "pack.toml", own("pack.toml").replace("\n", "\r\n", 2), late=True),
    toml("with a line end of old Macs", "pack.toml", own("pack.toml").replace("\n", "\r"), late=True),
    toml("with no-break spaces around its equals signs", "pack.toml", own("pack.toml").replace(" = ", "\u00a0=\u00a0"), "FI201 1:7", late=True),
    toml("with typographic quotation marks, as Word corrects", "pack.toml", changed("pack.toml", "^letter.*$", "letter = “S”"), "FI201 5:10", late=True),
    toml("with a key in French", "pack.toml", added("pack.toml", 'clé = "x"'), f"FI201 {LAST}:3", late=True),
    toml("with a comment in the encoding of Windows", "pack.toml", b"# \xe9t\xe9\n" + own("pack.toml").encode(), "FI123 1:3", late=True),
    toml("with a byte order mark in the middle", "pack.toml", added("pack.toml", "\ufeffx = 1"), f"FI201 {LAST}:1", late=True),
    toml("in UTF-16 without a mark", "pack.toml", own("pack.toml").encode("utf-16-le"), "FI122", late=True),
    toml("with True of Python", "pack.toml", added("pack.toml", "x = True"), f"FI201 {LAST}:5", late=True),
    toml("with a text over several lines that does not end", "pack.toml", added("pack.toml", 'x = """a\nb'), "FI203", late=True),
    toml("with a control character in a comment", "pack.toml", "# \x07\n" + own("pack.toml"), "FI201 1:3", late=True),
    toml("with a surrogate by its escape", "pack.toml", added("pack.toml", r'x = "\uD83D"'), f"FI201 {LAST}:12", late=True),
    toml("with half a merge conflict", "pack.toml", "<<<<<<< HEAD\n" + own("pack.toml"), "FI117 1:1", late=True),
    toml("with a table that is a value already", "pack.toml", added("pack.toml", "[code]\na = 1"), f"FI202 {LAST}:6", late=True),
    toml("with a table in line that is added to", "pack.toml", added("pack.toml", "x = {a = 1}\nx.b = 2"), f"FI202 {LAST + 1}:8", late=True),
    toml("INI under its name", "pack.toml", "[pack]\ncode: es\n; x\n", "FI201 2:5", late=True),
    toml("with a date of the United States", "pack.toml", added("pack.toml", "x = 06/05/2023"), f"FI201 {LAST}:6", late=True),
    toml("with a number with a comma", "pack.toml", added("pack.toml", "x = 1,5"), f"FI201 {LAST}:6", late=True),
    toml("with an expression of blanks that takes for ever", "typography.toml", added("typography.toml", "[[forbid]]\npattern = '(\\s*\\s*)*x'\nmessage = 'x'\nseverity = 'error'"), "FI209", late=True),
    toml("with a first line of commas", "pack.toml", "# " + "," * 1900 + "\n" + own("pack.toml"), late=True),
    toml("names with a first line of commas", "names.csv", own("names.csv") + "," * 4000 + "\n", "LG104", late=True),
    toml("names with mixed line ends", "names.csv", mixed(own("names.csv")), late=True),
    toml("names with quotation marks inside", "names.csv", own("names.csv") + 'city,x,short,a "b" c,own\n', late=True),
    toml("names with blanks around commas", "names.csv", own("names.csv") + "city , x , short , a , own\n", late=True),
    toml("names with the line that Excel tells its separator by", "names.csv", "sep=;\n" + own("names.csv").replace(",", ";"), "FI206 1:1", late=True),
    toml("names in UTF-16 of Windows", "names.csv", own("names.csv").encode("utf-16"), "FI122", late=True),
)  # fmt: skip

HABITS = (*CATALOGUES, *FRAGMENTS, *TOML)
