"""Word templates: as other programs and hands leave them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.check.templates import (
    BODY,
    DOC,
    FIRST_FOOTER,
    HEADER,
    NOTES,
    RELS,
    SETTINGS,
    SOURCE,
    STYLES,
    SYMBOL,
    TITLE,
    Change,
    added,
    complex_field,
    control,
    run,
    save,
    text_box,
)
from tests.corpus.odd import TEMPLATE, Odd
from tests.gate.files import zipped
from tests.gate.test_containers import BAD
from tests.gate.test_containers import DOC as WANTED
from tests.project import parts

TITLE_AT, BODY_AT = f"{DOC}, paragraph 9", f"{DOC}, paragraph 11"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EVERYWHERE: tuple[Change, ...] = ((HEADER, SYMBOL, f"{SYMBOL}{run(' ')}{TITLE}"), (FIRST_FOOTER, "<w:r>", f"{TITLE}<w:r>"))
"""The title in a header and in a footer too."""


def made(*changes: Change) -> bytes:
    """The council template with these changes."""
    with tempfile.TemporaryDirectory() as folder:
        return save(changes, Path(folder) / "council.docx").read_bytes()


def repacked(change: dict[str, str | None]) -> bytes:
    """The council template with whole parts replaced, added, or, with None, taken away."""
    with tempfile.TemporaryDirectory() as folder:
        found = {**parts(save((), Path(folder) / "council.docx"))}
    for name, text in change.items():
        found.pop(name, None)
        if text is not None:
            found[name] = text.encode()
    return zipped(found)


def fine(name: str, data: bytes, *says: str, late: bool = False) -> Odd:
    return Odd(
        name, TEMPLATE, data, says, ("Préparation de la Conférence", "Le Conseil se réunit à Genève."), ("{{", "}}"), late=late
    )


def bad(name: str, data: bytes, *says: str, late: bool = False) -> Odd:
    return Odd(name, TEMPLATE, data, says, late=late)


def typed(text: str) -> bytes:
    """A title typed so."""
    return made((DOC, TITLE, run(text)))


def related(kind: str, target: str, part: str = RELS, mode: str = ' TargetMode="External"') -> bytes:
    relation = f'<Relationship Id="rIdX" Type="{R}/{kind}" Target="{target}"{mode}/></Relationships>'
    return made((part, "</Relationships>", relation))


MISSING = "TP104"
TEMPLATES = (
    fine("untouched", made()),
    fine("the title everywhere", made(*EVERYWHERE)),
    fine("a slot over four runs", made((DOC, TITLE, run("{") + run("{ ti") + run("tle }") + run("}"))), late=True),
    fine("proofing marks in a slot", made((DOC, TITLE, run("{{ ti") + '<w:proofErr w:type="spellStart"/>' + run("tle }}") + '<w:proofErr w:type="spellEnd"/>'))),
    fine("no-break spaces of a French Word", typed("{{\u00a0title\u00a0}}"), f"TP115 {TITLE_AT}"),
    fine("no blanks in a slot", typed("{{title}}"), f"TP115 {TITLE_AT}", late=True),
    fine("typographic quotation marks", typed("{{ «\u00a0title\u00a0» }}"), f"TP115 {TITLE_AT}"),
    fine("full-width braces", typed("｛｛ title ｝｝"), f"TP115 {TITLE_AT}", late=True),
    fine("another text beside a slot", typed("Objet: {{ title }} (fin)"), late=True),
    fine("braces that are none of ours", made((DOC, TITLE, TITLE + run("{ } ${x} %s"))), late=True),
    fine("the language of each run", made((DOC, TITLE, run("{{ title }}", '<w:lang w:val="fr-CH"/>')))),
    bad("a part that nothing leads to", repacked({"word/nothing.xml": "<x>{{ 7*7 }}</x>"}), "TP119 word/nothing.xml", late=True),
    bad("a calculation", typed("{{ 7*7 }}"), f"TP105 {TITLE_AT}", MISSING),
    bad("an attack", typed("{{ cycler.__init__.__globals__.os.popen('id').read() }}"), f"TP118 {TITLE_AT}", MISSING),
    bad("an attack by subscripts", typed("{{ title['__class__']['mro'] }}"), f"TP118 {TITLE_AT}", late=True),
    bad("a loop", typed("{% for a in b %}{{ title }}{% endfor %}"), f"TP105 {TITLE_AT}", f"TP105 {TITLE_AT}"),
    bad("a loop of ten milliards", typed("{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}"), *[f"TP105 {TITLE_AT}"] * 4, MISSING, late=True),
    bad("a comment of Jinja", typed("{# note #}{{ title }}"), f"TP105 {TITLE_AT}"),
    bad("an import", typed("{% include '/etc/passwd' %}"), f"TP105 {TITLE_AT}", MISSING, late=True),
    bad("a filter", typed("{{ title|attr('__class__') }}"), f"TP118 {TITLE_AT}", late=True),
    bad("a name that nobody knows", typed("{{ titel }}"), f"TP103 {TITLE_AT}", MISSING),
    bad("single braces", typed("{ title }"), f"TP116 {TITLE_AT}"),
    bad("the body twice", made((DOC, BODY, BODY + "</w:p><w:p>" + BODY)), "TP109"),
    bad("the body in a header", made((HEADER, SYMBOL, f"{SYMBOL}</w:p><w:p>{BODY}")), f"TP109 {BODY_AT}", "TP123", late=True),
    bad("no body", made((DOC, BODY, run("fin"))), MISSING),
    bad("a text beside the body", made((DOC, BODY, run("Texte: ") + BODY)), f"TP107 {BODY_AT}"),
    bad("a tracked insertion", made((DOC, TITLE, f'<w:ins w:id="9" w:author="A" w:date="2022-01-31T10:00:00Z">{TITLE}</w:ins>')), f"TP106 {TITLE_AT}"),
    bad("a tracked deletion with a slot in it", made((DOC, TITLE, f'{TITLE}<w:del w:id="9" w:author="A" w:date="2022-01-31T10:00:00Z"><w:r><w:delText>{{{{ source }}}}</w:delText></w:r></w:del>')), f"TP106 {TITLE_AT}", f"TP119 {TITLE_AT}"),
    bad("a slot in a field", made((DOC, TITLE, complex_field(" PAGE ", TITLE))), f"TP120 {TITLE_AT}"),
    bad("a slot in a text box", made((DOC, TITLE, TITLE + text_box(f"<w:p>{SOURCE}</w:p>"))), "TP122", late=True),
    bad("a slot in hidden text", made((DOC, TITLE, run("{{ title }}", "<w:vanish/>"))), f"TP126 {TITLE_AT}"),
    bad("a field that fetches a file", made((DOC, TITLE, TITLE + complex_field(' INCLUDETEXT "C:\\\\x.docx" ', run("x")))), f"TP156 {TITLE_AT}", late=True),
    bad("a field that runs a program", made((DOC, TITLE, TITLE + complex_field(' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" ', run("x")))), f"TP156 {TITLE_AT}"),
    bad("a field cut into runs", made((DOC, TITLE, TITLE + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO x y</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')), f"TP156 {TITLE_AT}", late=True),
    bad("a picture from elsewhere", related("image", "http://127.0.0.1:9/x.png"), f"FI151 {DOC}"),
    bad("a template from elsewhere", related("attachedTemplate", "http://127.0.0.1:9/x.dotm"), f"FI151 {DOC}"),
    bad("a link to a script", related("hyperlink", "javascript:alert(1)"), f"FI154 {DOC}"),
    bad("a link to a file", related("hyperlink", "file:///etc/passwd"), f"FI154 {DOC}", late=True),
    bad("an embedded workbook", made(*added("word/embeddings/a.xlsx", "package", "PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")), f"FI152 {DOC}", late=True),
    bad("another document inside", made((DOC, f"<w:p>{BODY}</w:p>", f'<w:altChunk r:id="rIdX"/><w:p>{BODY}</w:p>')), f"TP157 {DOC}"),
    bad("a document type", made((DOC, "<w:document ", '<!DOCTYPE d [<!ENTITY t SYSTEM "file:///etc/passwd">]><w:document ')), "FI141"),
    bad("without styles", repacked({STYLES: None}), "TP110", late=True),
    bad("without its page", repacked({DOC: None}), "FI127"),
    bad("without relationships", repacked({RELS: None}), MISSING, MISSING, "TP119", "TP119", "TP119", late=True),
    bad("a page that is no document", repacked({DOC: "<x/>"}), "TP110", late=True),
    bad("a page cut in the middle", made((DOC, "</w:body></w:document>", "")), "FI143"),
    bad("a header that is not there", made((RELS, "header1.xml", "header9.xml")), MISSING, MISSING, "TP119", "TP119", late=True),
    bad("a header that leads out of the file", made((RELS, "header1.xml", "../../../etc/passwd")), MISSING, MISSING, "TP119", "TP119", late=True),
    bad("a locked document", made((SETTINGS, "<w:defaultTabStop", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:defaultTabStop')), "TP151"),
    bad("mail merge", made((SETTINGS, "<w:defaultTabStop", '<w:mailMerge><w:mainDocumentType w:val="formLetters"/></w:mailMerge><w:defaultTabStop')), f"TP154 {SETTINGS}"),
    bad("a comment", made(*added("word/comments.xml", "comments", '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="1" w:author="a"><w:p><w:r><w:t>{{ title }}</w:t></w:r></w:p></w:comment></w:comments>'), (DOC, TITLE, f'{TITLE}<w:r><w:commentReference w:id="1"/></w:r>')), "TP114", "TP119", late=True),
    bad("a bookmark twice", made((DOC, TITLE, '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="2" w:name="A"/><w:bookmarkEnd w:id="2"/>' + TITLE)), "TP141", late=True),
    bad("a bookmark that is not closed", made((DOC, TITLE, '<w:bookmarkStart w:id="1" w:name="a"/>' + TITLE)), "TP142"),
    bad("a style of another type", made((STYLES, '<w:style w:type="paragraph" w:styleId="Heading1"', '<w:style w:type="character" w:styleId="Heading1"')), "TP131", late=True),
    bad("a footnote with a slot", made((NOTES, "</w:footnotes>", f'<w:footnote w:id="1"><w:p>{TITLE}</w:p></w:footnote></w:footnotes>')), "TP119", late=True),
    bad("the slot of the title in a control that is bound to a property", made((DOC, TITLE, control('<w:dataBinding w:xpath="/x" w:storeItemID="{1}"/>', TITLE))), f"TP121 {TITLE_AT}", late=True),
)  # fmt: skip
FOREIGN_TEMPLATES = tuple(bad(name, data, code) for name, (kind, data, code) in BAD.items() if kind is WANTED)
