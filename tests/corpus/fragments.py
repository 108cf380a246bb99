"""Fragments: texts as editors, programs and other habits leave them."""

from __future__ import annotations

from tests.corpus.odd import TEXT, Odd
from tests.provoked.example import LINE


def fine(name: str, text: str | bytes, *shows: str, says: tuple[str, ...] = (), late: bool = False) -> Odd:
    return Odd(name, TEXT, text if isinstance(text, bytes) else text.encode(), says, shows, late=late)


def bad(name: str, text: str | bytes, *says: str, late: bool = False) -> Odd:
    return Odd(name, TEXT, text if isinstance(text, bytes) else text.encode(), says, late=late)


SAVED = (
    fine("with line ends of Windows", LINE.replace("\n", "\r\n"), "Le Conseil se réunit à Genève."),
    fine("with line ends of old Macs", LINE.replace("\n", "\r"), "Le Conseil se réunit à Genève."),
    fine("with a byte order mark", b"\xef\xbb\xbf" + LINE.encode(), "Le Conseil se réunit à Genève."),
    fine("without a line end", LINE.rstrip(), "Le Conseil se réunit à Genève."),
    bad("in Latin-1", LINE.encode("latin-1"), "TX101 1:20"),
    bad("in the encoding of Windows", "1.1\tL’œuvre d’été. {#p1}\n".encode("cp1252"), "FI123 1:6"),
    bad("in the encoding of old Macs", LINE.encode("mac-roman"), "TX101 1:20"),
    bad("in UTF-16", LINE.encode("utf-16"), "FI122"),
    bad("in UTF-16 without mark", LINE.encode("utf-16-le"), "FI122", late=True),
    bad("in UTF-32", LINE.encode("utf-32"), "FI122", late=True),
    bad("one wrong byte behind right accents", LINE.encode() + b"\xc3\n", "TX101 2:1", late=True),
    bad("surrogates in UTF-8", b"1.1\ta \xed\xa0\x80 b {#p1}\n", "TX101 1:7", late=True),
    bad("a character above the last", b"1.1\ta \xf4\x90\x80\x80 b {#p1}\n", "FI123 1:7", late=True),
    bad("an overlong slash", b"1.1\ta \xc0\xaf b {#p1}\n", "TX101 1:7", late=True),
    bad("with a zero", "1.1\tLe Conseil\0 {#p1}\n", "FI124 1:15"),
    bad("a Word file", b"PK\x03\x04" + bytes(30), "FI121"),
    bad("a web page", "<!DOCTYPE html><p>Le Conseil</p>", "FI121"),
    bad("RTF", b"{\\rtf1\\ansi Le Conseil}", "FI121"),
    bad("empty", "", "TX226"),
    bad("blank lines alone", "\n \n\t\n", "TX226", late=True),
    bad("one line of a megabyte", "1.1\t" + "Le Conseil " * 95_000 + "{#p1}\n", "FI125 1:32768"),
    bad("a million brackets", "[" * 30 + "\n" + ("[" * 30_000 + "\n") * 9, "FI129", late=True),
    bad("a merge conflict", f"<<<<<<< HEAD\n{LINE}=======\n1.1\tLe Conseil siège. {{#p1}}\n>>>>>>> es\n", "FI117 1:1"),
    bad("a merge conflict with three sides", f"<<<<<<< HEAD\r\n{LINE}||||||| base\r\n=======\r\n>>>>>>> es\r\n", "FI117 1:1", late=True),
    bad("half a merge conflict", f"<<<<<<< HEAD\n{LINE}", "FI117 1:1", late=True),
)  # fmt: skip

MARKED = (
    fine("HTML", "1.1\tLe <b>Conseil</b> <script>alert(1)</script> <!-- x --> siège. {#p1}\n", "Le <b>Conseil</b> <script>alert(1)</script> <!-- x --> siège."),
    fine("entities", "1.1\tLe Conseil &amp; &#233; &lt; &nbsp; {#p1}\n", "Le Conseil &amp; &#233; &lt; &nbsp;"),
    fine("a code in its signs", "1.1\tLe `Conseil` siège. {#p1}\n", "Le `Conseil` siège."),
    fine("underscores", "1.1\tLe _Conseil_ __siège__. {#p1}\n", "Le _Conseil_ __siège__."),
    fine("quotation marks of Word", "1.1\tLe « Conseil » l’a dit: “oui”. {#p1}\n", "Le « Conseil » l’a dit: “oui”."),
    fine("an address that is no link", "1.1\tVoir https://www.itu.int/_a_*b et <https://x.org>. {#p1}\n", "https://www.itu.int/_a_*b et <https://x.org>."),
    fine("a picture", "1.1\t![Plan](https://www.itu.int/a.png) {#p1}\n", "!Plan", late=True),
    bad("a picture of the machine", "1.1\t![Plan](../../etc/passwd) {#p1}\n", "TX216 1:5"),
    bad("a link to a script", "1.1\t[Plan](javascript:alert(1)) {#p1}\n", "TX216 1:5"),
    fine("a link to a script, hidden by a tab", "1.1\t[Plan](java\tscript:alert(1)) {#p1}\n", "[Plan](java\tscript:alert(1))", late=True),
    bad("a link to data", "1.1\t[Plan](data:text/html;base64,PHg+) {#p1}\n", "TX216 1:5"),
    bad("a link to a share", "1.1\t[Plan](//server/share) {#p1}\n", "TX216 1:5"),
    bad("a link to a share of Windows", "1.1\t[Plan](\\\\\\\\server\\\\share) {#p1}\n", "TX216 1:5", late=True),
    bad("a link with a title", '1.1\t[Plan](https://x.org "titre") {#p1}\n', "TX216 1:5", late=True),
    fine("a link inside a link", "1.1\t[Plan [A](https://x.org)](https://y.org) {#p1}\n", "[Plan A](https://y.org)", late=True),
    bad("a link without words", "1.1\tLe [](https://x.org) Conseil. {#p1}\n", "TX221 1:5", late=True),
    fine("a reference link of CommonMark", "1.1\tLe [Conseil][1] siège. {#p1}\n", "Le [Conseil][1] siège.", late=True),
    fine("stars that mark nothing", "1.1\t2 * 3 * 4, a**b, ***, * {#p1}\n", "2 * 3 * 4, a**b, ***, *", late=True),
    fine("stars in stars", "1.1\t***Conseil*** **a *b* c** {#p1}\n", "Conseil a b c", late=True),
    fine("backslashes", "1.1\tC:\\Users\\a \\* \\\\ \\é \\ {#p1}\n", "C:\\Users\\a * \\ \\é \\", late=True),
    fine("hats", "1.1\t1^er^ et 2^ e^ et x^2 {#p1}\n", "1er et 2^ e^ et x^2", late=True),
    fine("invisible signs", "1.1\tLe\u00a0Con\u00adseil\u2011a\u200b\u2060\u200d\u202fb {#p1}\n", "Le\u00a0Con\u00adseil\u2011a\u200b\u2060\u200d\u202fb"),
    fine("line separators of Unicode", "1.1\tLe\u2028Conseil\u2029siège {#p1}\n", "Le\u2028Conseil\u2029siège", late=True),
    bad("a line end of old mainframes", "1.1\tLe Conseil\x85siège {#p1}\n", "TX102 1:15", late=True),
    bad("where a character was lost", "1.1\tLe Conseil si\ufffdge {#p1}\n", "TX102 1:18", late=True),
    bad("a form feed", "1.1\tLe Conseil\fsiège. {#p1}\n", "TX102 1:15"),
    bad("a vertical tab", "1.1\tLe Conseil\vsiège. {#p1}\n", "TX102 1:15"),
    bad("a delete", "1.1\tLe Conseil\x7fsiège. {#p1}\n", "TX102 1:15", late=True),
    bad("a mark of ours", "1.1\t\ue000title\ue001 {#p1}\n", "TX102 1:5", late=True),
    bad("a character of no use", "1.1\tLe\uffff {#p1}\n", "TX102 1:7", late=True),
    fine("an emoji with its joiners, and letters above the basic plane", "1.1\tLe 👩‍👩‍👧 et 𝒜 et 𠮷 {#p1}\n", "Le 👩‍👩‍👧 et 𝒜 et 𠮷", late=True),
    fine("decomposed accents", "1.1\tLe Conseil a e\u0301te\u0301 re\u0301uni. {#p1}\n", "Le Conseil a", late=True),
)  # fmt: skip

LINES = (
    fine("a no-break space for the tab", "1.1\u00a0\u00a0Le Conseil siège. {#p1}\n", "1.1\tLe Conseil siège."),
    fine("many tabs", "1.1\t\t\tLe Conseil siège. {#p1}\n", "1.1\tLe Conseil siège."),
    fine("blanks behind the id", "1.1\tLe Conseil siège. {#p1} \t\u00a0\n", "Le Conseil siège."),
    fine("a number of another script", "١.١\tLe Conseil siège. {#p1}\n", says=("TX201 1:1",), late=True),
    bad("a wrong number", "1.2\tLe Conseil siège. {#p1}\n", "TX201 1:1"),
    bad("a number of a thousand digits", f"1.{'9' * 1000}\tLe Conseil siège. {{#p1}}\n", "TX201 1:1", late=True),
    bad("an id twice", f"{LINE}1.2\tIl siège. {{#p1}}\n", "TX203 2:1"),
    bad("two ids in one line", "1.1\tLe Conseil siège. {#p1} {#p2}\n", "TX221 1:23", late=True),
    bad("an id in the middle", "1.1\tLe Conseil {#p1} siège.\n", "TX202 1:1", "TX221 1:16"),
    bad("an id with blanks", "1.1\tLe Conseil siège. { #p1 }\n", "TX202 1:1", late=True),
    bad("an empty id", "1.1\tLe Conseil siège. {#}\n", "TX202 1:1", "TX218 1:23", late=True),
    bad("an id with markup", "1.1\tLe Conseil siège. {#<p>}\n", "TX218 1:23", late=True),
    bad("a bookmark of Word's own", "1.1\tLe Conseil siège. {#p1 #_GoBack}\n", late=True),
    bad("a bookmark too long", f"1.1\tLe Conseil siège. {{#p1 #{'a' * 41}}}\n", "TX218 1:23"),
    bad("a hyphen as marker", f"{LINE}-\tIl siège. {{#p2}}\n", "TX213 2:1"),
    bad("a heading of three signs", f"{LINE}### Titre {{#p2}}\n", "TX221 2:1"),
    bad("a heading without a blank", f"{LINE}#Titre {{#p2}}\n", "TX221 2:1", late=True),
    bad("a heading underlined", f"Titre {{#p2}}\n=====\n{LINE}", "TX202 2:1", late=True),
    bad("a fence", f"```\n{LINE}```\n", "TX202 1:1", "TX202 3:1", late=True),
    bad("a table of Markdown", f"{LINE}| a | b |\n|---|---|\n| 1 | 2 |\n", "TX202 2:1", "TX202 3:1", "TX202 4:1"),
    bad("front matter", f"---\ntitle: x\n---\n{LINE}", "TX202 1:1", "TX202 2:1", "TX202 3:1", late=True),
    bad("a quotation of Markdown", f"> Le Conseil\n{LINE}", "TX202 1:1", late=True),
    bad("a call without a text", "1.1\tLe Conseil[^a] siège. {#p1}\n", "TX208 1:15"),
    bad("a text without a call", f"{LINE}[^a]: Ici.\n", "TX209 2:1"),
    bad("a footnote in a footnote", "1.1\tLe Conseil[^a] siège. {#p1}\n[^a]: Ici[^a].\n", "TX222 2:1"),
    bad("a footnote called twice", "1.1\tLe Conseil[^a] siège[^a]. {#p1}\n[^a]: Ici.\n", "TX219 1:25"),
    bad("two texts of one footnote", "1.1\tLe Conseil[^a]. {#p1}\n[^a]: Ici.\n[^a]: Là.\n", "TX203 3:1"),
    bad("an empty footnote", "1.1\tLe Conseil[^a]. {#p1}\n[^a]:\n", "TX221 2:1", late=True),
    fine("a footnote before its call", "[^a]: Ici.\n1.1\tLe **Conseil[^a]** siège. {#p1}\n", "Ici.", "Le Conseil siège.", late=True),
    fine("a footnote in a heading", f"{LINE}# Titre[^a] {{#p2}}\nIl siège. {{#p3}}\n[^a]: Ici.\n", "Ici.", "Titre", late=True),
    fine("a footnote in a link", "1.1\t[Le Conseil[^a]](https://x.org) siège. {#p1}\n[^a]: Ici.\n", "Ici.", late=True),
    bad("a fact that is not there", "1.1\tLe {{conseil}} siège. {#p1}\n", "TX204 1:8"),
    bad("a pattern that is not there", "1.1\tLe {{participants:x}}. {#p1}\n", "TX205 1:8"),
    bad("a fact that lacks a brace", "1.1\tLes {{participants} siègent. {#p1}\n", "TX225 1:9", late=True),
    bad("a reference that lacks a bracket", "1.1\tVoir [[ref: p1]. {#p1}\n", "TX225 1:10", late=True),
    bad("a link that lacks a bracket", "1.1\tVoir [Plan](https://x.org ici. {#p1}\n", "TX225 1:10", late=True),
    bad("a footnote that lacks a bracket", "1.1\tLe Conseil[^a siège. {#p1}\n", "TX225 1:15", late=True),
    fine("a fact inside braces", "1.1\t{{a{{participants}}}} {#p1}\n", "{{a1\u00a0300}}", says=("TX225 1:5",), late=True),
    bad("a reference to nothing", "1.1\tVoir [[ref: p9]]. {#p1}\n", "TX207 1:10"),
    bad("a reference to itself inside itself", "1.1\tVoir [[ref: [[ref: p1]]]]. {#p1}\n", "TX225 1:10", late=True),
    bad("a directive that is not there", f"{LINE}[[include: /etc/passwd]]\n", "TX214 2:1"),
    bad("a directive with a blank before", f"{LINE} [[table: nosuch]]\n", "TX206 2:2", late=True),
    bad("a table in a line", "1.1\tVoir [[table: rpm]] ici. {#p1}\n", "TX225 1:10", late=True),
    bad("what looks like a mark", "1.1\tLe {{ 7*7 }} siège. {#p1}\n", "TX225 1:8"),
    bad("capitals and a colon by chance", f"{LINE}NOTE BIEN: le Conseil siège. {{#p2}}\n", late=True),
    bad("an agenda without lines twice", f"{LINE}[[agenda]]\n[[agenda]]\n", "TB110 3:1", late=True),
    fine("five hundred paragraphs", "".join(f"1.{n}\tLe Conseil. {{#p{n}}}\n" for n in range(1, 501)), "1.500\tLe Conseil.", late=True),
)  # fmt: skip

FRAGMENTS = (*SAVED, *MARKED, *LINES)
