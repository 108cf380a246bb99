"""Language packs and the configuration: TOML, CSV and labels as they should not be."""

from __future__ import annotations

import re

from tests.conftest import ROOT
from tests.corpus.odd import CONFIGURATION, PACK, Odd


def odd(name: str, file: str, data: bytes | str, *says: str, late: bool = False) -> Odd:
    return Odd(
        name,
        file if file == CONFIGURATION else f"{PACK}/{file}",
        data if isinstance(data, bytes) else data.encode(),
        says,
        late=late,
    )


def own(file: str) -> str:
    """The committed file of the Spanish pack."""
    return (ROOT / PACK / file).read_text("utf-8")


def changed(file: str, pattern: str, new: str) -> str:
    """The file with the first match replaced; it must be there."""
    made, count = re.subn(pattern, lambda _: new, own(file), count=1, flags=re.MULTILINE)
    assert count, pattern
    return made


def added(file: str, text: str) -> str:
    return f"{own(file)}\n{text}\n"


def end(file: str) -> int:
    """The line of what is added."""
    return own(file).count("\n") + 2


LAST, PLACE = end("pack.toml"), end("names.csv")

TOML = (
    odd("dates, numbers and arrays beside what is known", "pack.toml", added("pack.toml", 'a = 2023-06-05\nb = 10:00:00\nc = [1, [2, "x"], {d = 1}]\n[e.f]\n"g h" = true'), late=True),
    odd("with line ends of Windows", "pack.toml", own("pack.toml").replace("\n", "\r\n")),
    odd("with a byte order mark", "pack.toml", b"\xef\xbb\xbf" + own("pack.toml").encode()),
    odd("keys of a language with points", "formats.toml", changed("formats.toml", r"^\[digits\]$", '[digits]\n"a.b" = "c"'), late=True),
    odd("a key twice", "pack.toml", added("pack.toml", 'code = "es"'), f"FI202 {LAST}:12"),
    odd("a table twice", "formats.toml", added("formats.toml", "[digits]"), f"FI202 {end('formats.toml')}:8"),
    odd("a text that is not closed", "pack.toml", added("pack.toml", 'x = "abc'), f"FI203 {LAST}:9"),
    odd("no value", "pack.toml", added("pack.toml", "x ="), f"FI201 {LAST}:4"),
    odd("French quotation marks", "pack.toml", added("pack.toml", "x = «abc»"), f"FI201 {LAST}:5", late=True),
    odd("a number of 5,000 digits", "pack.toml", added("pack.toml", f"x = {'9' * 1900}\ny = 0x{'f' * 1900}"), late=True),
    odd("a line of 5,000 signs", "pack.toml", added("pack.toml", f"x = {'9' * 5000}"), f"FI125 {LAST}:2001"),
    odd("a date that there is not", "pack.toml", added("pack.toml", "x = 2023-02-31"), f"FI201 {LAST}:5", late=True),
    odd("an escape that there is not", "pack.toml", added("pack.toml", r'x = "\d"'), "FI201", late=True),
    odd("deep arrays", "pack.toml", added("pack.toml", f"x = {'[' * 900}{']' * 900}"), "FI204"),
    odd("deep tables", "pack.toml", added("pack.toml", f"[{'.'.join('abcdefghij')}]"), "FI204", late=True),
    odd("a key of a thousand parts", "pack.toml", added("pack.toml", f"{'a.' * 900}b = 1"), f"FI204 {LAST}:1"),
    odd("a number where a text belongs", "pack.toml", changed("pack.toml", "^letter.*$", "letter = 5"), "FI205"),
    odd("a list where a text belongs", "pack.toml", changed("pack.toml", "^tag.*$", 'tag = ["es"]'), "FI205"),
    odd("a text where a table belongs", "formats.toml", 'digits = "x"\n', "FI205"),
    odd("a date where a table belongs", "layout.toml", "markers = 2023-06-05\n", "FI205", late=True),
    odd("a letter that leads out of the folder", "pack.toml", changed("pack.toml", "^letter.*$", 'letter = "../../x"'), "FI205", late=True),
    odd("a letter of two lines", "pack.toml", changed("pack.toml", "^letter.*$", r'letter = "S\nX"'), "FI205", late=True),
    odd("a locale that there is not", "pack.toml", changed("pack.toml", "^locale.*$", 'locale = "xx_YY_ZZ"'), "FI205", late=True),
    odd("a locale that leads out of the folder", "pack.toml", changed("pack.toml", "^locale.*$", 'locale = "../../etc/passwd"'), "FI205", late=True),
    odd("a tag with markup", "pack.toml", changed("pack.toml", "^tag.*$", "tag = '\"><x>'"), "FI205", late=True),
    odd("a control character by its escape", "layout.toml", changed("layout.toml", "^LETTER.*$", r'LETTER = "{sign}\u0007"'), "TX102 5:1", late=True),
    odd("a mark of ours by its escape", "layout.toml", changed("layout.toml", "^LETTER.*$", r'LETTER = "\uE000{sign}\uE001"'), "TX102 5:1", late=True),
    odd("a pattern that asks for a billion blanks", "layout.toml", changed("layout.toml", "^LETTER.*$", 'LETTER = "{sign:>999999999}"'), "LG104"),
    odd("a pattern that asks for the inside of a text", "layout.toml", changed("layout.toml", "^LETTER.*$", 'LETTER = "{sign.__class__}"'), "LG105"),
    odd("a pattern with a brace too many", "layout.toml", changed("layout.toml", "^LETTER.*$", 'LETTER = "{sign}}"'), "LG104"),
    odd("no number of hours", "layout.toml", added("layout.toml", "[sizes]\ncomplex_scale = nan"), "FI205", late=True),
    odd("a size without end", "layout.toml", added("layout.toml", "[sizes]\ncomplex_scale = inf"), "FI205", late=True),
    odd("a direction that there is not", "layout.toml", changed("layout.toml", "^direction.*$", 'direction = "up"'), "LG104"),
    odd("the code of another language", "pack.toml", changed("pack.toml", "^code.*$", 'code = "fr"'), "LG216 2:1", late=True),
    odd("a code that no pack has", "pack.toml", changed("pack.toml", "^code.*$", 'code = "xx"'), "LG216 2:1", late=True),
    odd("a font with markup", "layout.toml", added("layout.toml", "[fonts]\neast_asian = '\"><x>&'\ncomplex = '\"><x>&'"), late=True),
    odd("a marker with markup", "layout.toml", changed("layout.toml", "^LETTER.*$", "LETTER = '</w:t>&{sign}'"), late=True),
    odd("empty", "pack.toml", "", "FI205", late=True),
    odd("YAML under its name", "pack.toml", "code: es\nletter: S\n", "FI201 1:5"),
    odd("JSON under its name", "pack.toml", '{"code": "es"}', "FI201 1:1", late=True),
    odd("a merge conflict", "pack.toml", '<<<<<<< HEAD\ncode = "es"\n=======\ncode = "sp"\n>>>>>>> b\n', "FI117 1:1"),
    odd("in UTF-16", "pack.toml", own("pack.toml").encode("utf-16"), "FI122"),
    odd("an expression that takes for ever", "typography.toml", added("typography.toml", "[[forbid]]\npattern = '(a+)+b'\nmessage = 'x'\nseverity = 'error'"), "FI209"),
    odd("an expression that is none", "typography.toml", added("typography.toml", "[[forbid]]\npattern = '(a'\nmessage = 'x'\nseverity = 'error'"), "FI208"),
    odd("an expression that is a number", "typography.toml", added("typography.toml", "[[forbid]]\npattern = 5\nmessage = 'x'\nseverity = 'error'"), late=True),
    odd("an expression of alternatives that takes for ever", "typography.toml", added("typography.toml", "[[forbid]]\npattern = '(?:a|aa|a?)*b'\nmessage = 'x'\nseverity = 'error'"), "FI209", late=True),
    odd("a rule that is no table", "typography.toml", "forbid = [1, 2]\n", "FI205", late=True),
    odd("a severity that there is not", "typography.toml", added("typography.toml", "[[forbid]]\npattern = 'a'\nmessage = 'x'\nseverity = 'fatal'"), "LG104"),
)  # fmt: skip

CSV = (
    odd("with line ends of Windows", "names.csv", own("names.csv").replace("\n", "\r\n")),
    odd("with a byte order mark", "names.csv", b"\xef\xbb\xbf" + own("names.csv").encode()),
    odd("with blank lines at its end", "names.csv", own("names.csv") + "\n\n\n", late=True),
    odd("every cell in quotation marks", "names.csv", "\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in own("names.csv").splitlines() if '"' not in line), late=True),
    odd("with semicolons, as Excel writes it in French", "names.csv", own("names.csv").replace(",", ";"), "FI206 1:1"),
    odd("with tabs", "names.csv", own("names.csv").replace(",", "\t"), "FI206 1:1"),
    odd("in the encoding of Windows", "names.csv", own("names.csv").encode("cp1252", "replace"), "FI123"),
    odd("in UTF-16 with tabs, as Excel writes it", "names.csv", own("names.csv").replace(",", "\t").encode("utf-16"), "FI122"),
    odd("a workbook under its name", "names.csv", b"PK\x03\x04" + bytes(30), "FI121"),
    odd("a quotation mark that is not closed", "names.csv", added("names.csv", 'city,x,short,"abc,own'), "FI207"),
    odd("a row too short", "names.csv", own("names.csv") + "city,x,short\n", "LG104"),
    odd("a row too long", "names.csv", own("names.csv") + "city,x,short,a,b,c\n", "LG104"),
    odd("a name twice", "names.csv", own("names.csv") + "city,geneva,short,Ginebra,own\n", "LG104"),
    odd("a name with a formula", "names.csv", changed("names.csv", "^city,geneva,short,[^,]*", "city,geneva,short,=cmd|' /C calc'!A0"), late=True),
    odd("a name with a control character", "names.csv", changed("names.csv", "^city,geneva,short,[^,]*", "city,geneva,short,Gin\x07ebra"), "TX102", late=True),
    odd("a name with a mark of ours", "names.csv", changed("names.csv", "^city,geneva,short,[^,]*", "city,geneva,short,\ue000title\ue001"), "TX102", late=True),
    odd("a name over two lines", "names.csv", changed("names.csv", "^city,geneva,short,[^,]*", 'city,geneva,short,"Gine\nbra"'), late=True),
    odd("empty", "names.csv", "", "FI206 1:1", late=True),
    odd("its first line alone", "names.csv", own("names.csv").split("\n")[0] + "\n", "XL206", "XL206", "XL206", "XL206", "XL206", "XL206", "XL206", "XL206", late=True),
    odd("a term with an expression that takes for ever", "terms.csv", own("terms.csv") + "x,preferred,x,(a+)+b,own\n", "FI209"),
    odd("a term with a zero", "terms.csv", own("terms.csv") + "x,preferred,x,a\0b,own\n", "FI124", late=True),
)  # fmt: skip

LABELS = (
    odd("a label with a control character", "labels.po", changed("labels.po", 'msgstr "Documento', 'msgstr "Docu\x07mento'), "TX102", late=True),
    odd("a label with a control of the second set", "labels.po", changed("labels.po", 'msgstr "Documento', 'msgstr "Docu\x93mento'), "TX102", late=True),
    odd("a label with a footnote", "labels.po", changed("labels.po", 'msgstr "Documento', 'msgstr "Documento[^a]'), "TR223", late=True),
    odd("a label with a fact", "labels.po", changed("labels.po", 'msgstr "Documento', 'msgstr "Documento {{participants}}'), late=True),
    odd("a label with a link to a script", "labels.po", changed("labels.po", 'msgstr "Documento', 'msgstr "[Documento](javascript:x)'), "TX216", late=True),
    odd("a label that asks for the inside of a text", "labels.po", changed("labels.po", 'msgstr "Documento', 'msgstr "{symbol.__class__} Documento'), "TX225", late=True),
    odd("a label with another program's places", "labels.po", changed("labels.po", 'msgstr "Documento', 'msgstr "%s %(name)s ${a} Documento'), "LG105", late=True),
)  # fmt: skip

SETTINGS = (
    odd("a language that there is not", CONFIGURATION, 'ui = "xx"\n', "CF103 1:1"),
    odd("a number for the language", CONFIGURATION, "ui = 5\n", "CF103 1:1"),
    odd("a date for the language", CONFIGURATION, "ui = 2023-06-05\n", "CF103 1:1", late=True),
    odd("a table for the language", CONFIGURATION, "[ui]\nx = 1\n", "CF103 1:2", late=True),
    odd("a list for the language", CONFIGURATION, 'ui = ["fr"]\n', "CF103 1:1", late=True),
    odd("an unknown key", CONFIGURATION, 'colour = "red"\n', "CF102 1:1"),
    odd("an unknown key with points", CONFIGURATION, 'a.b.c = "red"\n', "CF102 1:1", late=True),
    odd("an unknown key in quotation marks with a line end", CONFIGURATION, '"a\\nb" = 1\n', "CF102", late=True),
    odd("not TOML", CONFIGURATION, "ui: fr\n", "CF101 1:3"),
    odd("in Latin-1", CONFIGURATION, "# é\n".encode("latin-1"), "CF101 1:3"),
    odd("deep arrays", CONFIGURATION, f"x = {'[' * 900}{']' * 900}\n", "CF101"),
    odd("a number of 5,000 digits", CONFIGURATION, f"x = {'9' * 5000}\n", "CF101 1:2001", late=True),
    odd("a key of many parts", CONFIGURATION, f"{'a.' * 900}b = 1\n", "CF102 1:1", late=True),
    odd("empty", CONFIGURATION, "", late=True),
)  # fmt: skip

PACKS = (*TOML, *CSV, *LABELS, *SETTINGS)
