"""What can be wrong, and where: the values that every room reports and only `cli` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class Severity(IntEnum):
    """How grave an issue is; a document is built only where nothing is an error."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


@dataclass(frozen=True, slots=True)
class Location:
    """A place that a person can open; locations sort as they stand in their files.

    `part` is the sheet of a workbook, the part of a template, or the unit of an entry of a catalogue, whose place is its first
    line; `row` counts rows, lines or paragraphs and `column` columns or characters, both from 1, 0 being the whole. `length` is
    how many characters the fault covers, where known.
    """

    path: Path
    part: str = ""
    row: int = 0
    column: int = 0
    length: int = 0

    @property
    def cell(self) -> str:
        """The name of the cell (`D4`), or of its row or column alone."""
        return letters(self.column) + (str(self.row) if self.row else "")

    @property
    def place(self) -> str:
        """The place inside the file: `meetings!D4`, `12:3`, `word/header1.xml, paragraph 2`, or nothing for all of it."""
        match self.path.suffix.lower():
            case ".xlsx":
                return f"{self.part}!{self.cell}" if self.cell else self.part
            case ".docx":
                return f"{self.part}, paragraph {self.row}" if self.row else self.part
            case _:
                return f"{self.row}:{self.column or 1}" if self.row else self.part

    def __lt__(self, other: Location) -> bool:
        return self._rank < other._rank

    @property
    def _rank(self) -> tuple[Path, str, int, int, int, str]:
        # A text has lines only; its units stand in the order of their lines.
        divided = self.path.suffix.lower() in (".xlsx", ".docx")
        return self.path, self.part if divided else "", self.row, self.column, self.length, self.part

    def __str__(self) -> str:
        return f"{self.path}  {self.place}".rstrip()


def letters(column: int) -> str:
    """The letters of a sheet's column, counted from 1: A, B … Z, AA; none for 0."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault: a code of the registry, its place, and what the message is made from."""

    code: str
    location: Location
    arguments: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """The severity that the registry gives this code."""
        return REGISTRY[self.code]

    def argument(self, name: str) -> str | None:
        """One of the arguments; None where it was not given.

        Two have a meaning of their own: `near` is the nearest name that there is, `put` the text that mends the fault in the
        place of what the location covers: a whole cell, or `length` characters of a line.
        """
        return dict(self.arguments).get(name)


Report = Callable[[Issue], None]
"""What a room is handed to report to: a list's `append`, most often."""


class SourceError(Exception):
    """A fault after which a file cannot be read any further."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue.code)
        self.issue = issue


def issue(code: str, location: Location, **arguments: object) -> Issue:
    """An issue whose arguments are given by name, as the message of its code uses them; one that is None is left out."""
    return Issue(code, location, tuple((name, str(value)) for name, value in arguments.items() if value is not None))


def nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Which of the known names is most like this one; nothing where none is like it."""
    from difflib import get_close_matches  # noqa: PLC0415 - where nothing is wrong, nobody asks

    return next(iter(get_close_matches(name, list(known), 1, cutoff)), "")


def failed(issues: list[Issue]) -> bool:
    """Whether one of the issues is an error."""
    return any(found.severity is Severity.ERROR for found in issues)


def of_machine(issues: list[Issue]) -> bool:
    """Whether one of the issues is an error of the machine or of a file on it, which no change of the sources mends."""
    return failed([found for found in issues if found.code.startswith("FS") and found.code not in ("FS103", "FS104")])


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

REGISTRY: dict[str, Severity] = {
    # FI: any file from outside
    "FI101": _E,  # an empty file
    "FI102": _E,  # a text or CSV file instead of a package
    "FI103": _E,  # a web page
    "FI104": _E,  # a file of Office before 2007
    "FI105": _E,  # a password
    "FI106": _E,  # a file of OpenDocument or iWork
    "FI107": _E,  # another file of Office
    "FI108": _E,  # a binary workbook
    "FI109": _E,  # macros
    "FI110": _E,  # a template of Word or Excel where a document belongs
    "FI111": _E,  # a file that another program keeps beside an open one
    "FI112": _E,  # RTF, or XML in one piece
    "FI113": _E,  # PDF or a picture
    "FI114": _E,  # an archive
    "FI115": _E,  # a shortcut
    "FI116": _E,  # a pointer of Git LFS
    "FI117": _E,  # marks of a merge conflict
    "FI118": _E,  # a package that is cut off
    "FI119": _E,  # a package that is damaged
    "FI120": _E,  # no format that is known
    "FI121": _E,  # another format instead of a text
    "FI122": _E,  # UTF-16 or UTF-32
    "FI123": _E,  # an older encoding
    "FI124": _E,  # a zero character
    "FI125": _E,  # a line too long
    "FI126": _E,  # a file too large
    "FI127": _E,  # the main part is missing
    "FI128": _E,  # too many lines or entries
    "FI129": _E,  # too many marks
    "FI131": _E,  # too many parts
    "FI132": _E,  # too large unpacked
    "FI133": _E,  # a part that grows too much
    "FI134": _E,  # a name that no part may have
    "FI135": _E,  # two parts of one name
    "FI136": _E,  # a package that contradicts itself
    "FI137": _E,  # a part that is a link
    "FI138": _E,  # a part compressed in an unknown way
    "FI141": _E,  # a document type or entity
    "FI142": _E,  # an XML part in another encoding
    "FI143": _E,  # an XML part that is not well-formed
    "FI144": _E,  # an XML part that is too deep or too large
    "FI151": _E,  # a template that fetches something
    "FI152": _E,  # a template that holds a file or program
    "FI153": _E,  # a field that fetches, runs or asks
    "FI154": _E,  # a link that is no web or mail address
    "FI201": _E,  # a line of TOML that is not understood
    "FI202": _E,  # a key or table twice
    "FI203": _E,  # a text without its closing quotation mark
    "FI204": _E,  # settings nested too deep
    "FI205": _E,  # a setting that is missing or of another kind
    "FI206": _E,  # a table with another first line
    "FI207": _E,  # a row of a table that is not understood
    "FI208": _E,  # an expression that is none
    "FI209": _E,  # an expression that could take for ever
    "FI210": _E,  # a text of a catalogue too long
    # XL: the workbook
    "XL101": _E,  # a sound file that is no readable workbook
    "XL102": _E,  # a sheet that every document needs is missing
    "XL103": _E,  # a column is missing
    "XL104": _W,  # a column whose name is nearly that of a known one
    "XL105": _E,  # a column twice
    "XL116": _W,  # a hidden sheet that is read
    "XL117": _E,  # a header that does not stand in row 1
    "XL118": _E,  # a workbook or sheet with more cells than can be read
    "XL119": _W,  # a sheet whose name is nearly that of a known one
    "XL201": _E,  # a required cell is empty
    "XL202": _E,  # an id twice in a sheet
    "XL203": _E,  # text where a date belongs
    "XL204": _E,  # an end before its start
    "XL205": _E,  # a code that is not in its list
    "XL206": _E,  # a region, country or city that the language pack does not name
    "XL207": _E,  # a symbol that Excel turned into a date
    "XL208": _E,  # text where a number belongs
    "XL209": _E,  # an id that is not one
    "XL210": _E,  # an error value of Excel
    "XL211": _E,  # a formula without a stored value
    "XL212": _E,  # a parent that no row has as its id
    "XL213": _W,  # an unknown setting
    "XL214": _E,  # a setting is missing
    "XL215": _E,  # merged cells
    "XL216": _E,  # a date where something else belongs
    "XL217": _E,  # a control character in a cell
    "XL218": _E,  # parents in a circle
    "XL219": _E,  # a footnote call or an id in a cell
    "XL220": _W,  # a number typed into a text that is numbered
    "XL222": _E,  # a number that must be greater than 0
    "XL223": _W,  # a setting without which a line of the masthead is left out
    "XL301": _W,  # a hidden row that is read
    "XL302": _W,  # a row that a filter hides and that is read
    "XL303": _W,  # a hidden column that is read
    "XL304": _E,  # a day that the calendar does not have
    "XL305": _E,  # a time where a date belongs
    "XL306": _W,  # a time beside a date
    "XL307": _W,  # a per cent sign that a number format shows
    "XL308": _W,  # a number that its format shows otherwise
    "XL309": _E,  # a number typed as text
    "XL310": _E,  # a number typed as text that can be two numbers
    "XL311": _E,  # a date typed as text that can be two dates
    "XL312": _E,  # a number with more digits than Excel keeps
    "XL313": _E,  # a value that its cell cannot hold
    "XL314": _W,  # a cell with nothing but invisible characters
    "XL315": _W,  # a code or name with a sign that does not belong to it
    "XL316": _W,  # two ids that can be taken for one another
    "XL317": _W,  # a code with a letter that looks like another
    "XL318": _E,  # a cell that is twice in the file
    "XL319": _E,  # a mark that turns the direction of a text round
    "XL320": _E,  # a text longer than a cell can hold
    "XL321": _W,  # a column without a name that holds something
    "XL322": _W,  # a cell far from the table
    "XL323": _E,  # two sheets of one name
    # TX: the fragments
    "TX101": _E,  # the file is not UTF-8
    "TX102": _E,  # a control character
    "TX201": _E,  # a wrong number claim
    "TX202": _W,  # a paragraph without id, in a draft
    "TX203": _E,  # an id twice
    "TX204": _E,  # an unknown fact
    "TX205": _E,  # a pattern that the language pack does not have for such a value
    "TX206": _E,  # an unknown table or list
    "TX207": _E,  # a cross reference to nothing
    "TX208": _E,  # a footnote call without its text
    "TX209": _E,  # a footnote text that nothing calls
    "TX210": _E,  # a fragment that is not there
    "TX211": _W,  # a fragment that nothing uses
    "TX212": _W,  # a document symbol that is not registered
    "TX213": _E,  # a hyphen or star as a list marker
    "TX214": _E,  # a line in [[ ]] that is not understood
    "TX215": _E,  # a cross reference to a paragraph without number
    "TX216": _E,  # a link whose address is not http, https or mailto
    "TX217": _E,  # a paragraph without id, in a final
    "TX218": _E,  # a name that Word does not take as a bookmark
    "TX219": _E,  # a footnote called twice
    "TX220": _W,  # a reference of the box that is not cited there, or cited and not marked
    "TX221": _E,  # marks on a line that has none to carry, or a text that is empty
    "TX222": _E,  # a footnote inside a footnote
    "TX223": _E,  # a number that is too short for its section, as a heading's would be
    "TX224": _W,  # a registered document that no text cites
    "TX225": _W,  # what looks like a mark and is none
    "TX226": _W,  # a fragment without a line
    # TB: tables and lists from patterns
    "TB101": _E,  # a table without columns, a list without pattern
    "TB102": _E,  # an unknown sheet
    "TB103": _E,  # an unknown column in a pattern
    "TB104": _E,  # a filter that is not understood
    "TB105": _W,  # an empty cell that a pattern prints, without a default
    "TB106": _W,  # a table or list that nothing uses
    "TB107": _W,  # a table or list whose filter accepts no row
    "TB108": _E,  # no column pattern accepts a row
    "TB109": _E,  # a form asked of a text
    "TB110": _E,  # a table, list or agenda asked for twice
    "TB111": _E,  # an agenda without lines
    "TB112": _W,  # a row that no table prints
    # LG: the language pack
    "LG101": _E,  # a line of the labels that is not understood
    "LG102": _E,  # a label is missing
    "LG103": _E,  # no pack of that language
    "LG104": _E,  # a line of a table of the pack is not understood
    "LG105": _E,  # a pattern names something that its value does not have
    "LG106": _W,  # a catalogue whose language has no pack
    "LG201": _E,  # a key or label that the other packs have
    "LG202": _W,  # a key or label that no other pack has
    "LG203": _E,  # a name that another pack has
    "LG204": _E,  # a wording that is another language's
    "LG205": _E,  # one wording for two labels
    "LG206": _E,  # a letter of another script
    "LG207": _E,  # a letter in its shape on the page
    "LG208": _E,  # a label without its places, or with others
    "LG209": _E,  # an example that is printed otherwise
    "LG210": _E,  # an example that is not understood
    "LG211": _E,  # an example without its wording
    "LG212": _N,  # no reviser has signed
    "LG213": _E,  # a status that is not understood, or signed by nobody
    "LG214": _W,  # a file that the other packs have
    "LG216": _E,  # a code that is not the folder's name
    "LG217": _E,  # an accent that is not joined to its letter
    "LG218": _E,  # a letter that another pack has
    "LG301": _E,  # a new pack where there is one
    "LG302": _E,  # a new pack whose code CLDR does not know
    # TR: the catalogues of translations
    "TR101": _E,  # a line of the catalogue that is not understood
    "TR102": _E,  # an entry without a unit, or two of one
    "TR103": _E,  # a unit without translation, in a final
    "TR104": _E,  # a unit whose source has changed since it was translated, in a final
    "TR201": _E,  # other facts than the source
    "TR202": _E,  # other fields than the source
    "TR203": _E,  # other cross references than the source
    "TR204": _E,  # other footnotes than the source
    "TR205": _E,  # other addresses than the source
    "TR206": _E,  # other document symbols than the source
    "TR207": _E,  # other dates than the source
    "TR208": _E,  # other numbers than the source
    "TR209": _W,  # other emphasis than the source
    "TR210": _E,  # a translation of spaces
    "TR211": _E,  # the source's own text
    "TR212": _E,  # marks of direction that are not closed
    "TR213": _E,  # a letter in its shape on the page, or a foreign digit
    "TR214": _W,  # another sign at the end
    "TR215": _W,  # much shorter or longer
    "TR216": _W,  # more or fewer sentences
    "TR217": _E,  # a rule of the language's typography that is grave
    "TR218": _W,  # another rule of the language's typography
    "TR219": _W,  # a term that the language does not use
    "TR220": _W,  # a concept of the source that the translation does not name
    "TR221": _N,  # a check that an entry waives
    "TR222": _W,  # a waiver that nothing needs
    "TR223": _E,  # other sections, lists, tables or notes than the source
    "TR224": _W,  # the acronym of a concept that the source does not name
    # TP: the template
    "TP102": _E,  # a style is missing
    "TP103": _E,  # an unknown slot
    "TP104": _E,  # a slot that the document fills is not there
    "TP105": _E,  # a tag that is not a plain slot
    "TP106": _E,  # a tracked change
    "TP107": _E,  # text beside a block slot
    "TP108": _E,  # the template is not there
    "TP109": _E,  # a slot twice in the body
    "TP110": _E,  # a part that is damaged or missing
    "TP111": _E,  # saved as Strict Open XML
    "TP112": _E,  # moved text
    "TP113": _E,  # tracked formatting
    "TP114": _E,  # a comment
    "TP115": _W,  # a slot typed otherwise, and mended
    "TP116": _E,  # what is probably a slot
    "TP117": _E,  # a tag across paragraphs
    "TP118": _E,  # a command
    "TP119": _E,  # a tag where nothing is filled
    "TP120": _E,  # a slot in a field or a link
    "TP121": _E,  # a slot in a content control
    "TP122": _W,  # a slot in a text box
    "TP123": _E,  # a block slot where paragraphs and tables cannot stand
    "TP124": _E,  # a picture, break or field beside a block slot
    "TP125": _E,  # a slot only in a header or footer that is not shown
    "TP126": _E,  # a slot in hidden text
    "TP127": _E,  # a footnote or endnote of the template's own
    "TP131": _E,  # a style of another type
    "TP132": _E,  # a style of nearly that name
    "TP133": _W,  # two styles of one name
    "TP134": _E,  # a style that numbers
    "TP135": _E,  # a style that hides its text
    "TP136": _E,  # a style from right to left
    "TP141": _E,  # a bookmark twice
    "TP142": _E,  # a bookmark that is not closed, or not opened
    "TP143": _E,  # a bookmark that a draft has left
    "TP151": _E,  # a protected file
    "TP152": _E,  # a form field
    "TP153": _E,  # a text that asks to type another
    "TP154": _E,  # mail merge
    "TP155": _E,  # a field of mail merge
    "TP156": _E,  # a field that reaches outside the file
    "TP157": _E,  # a piece of another file
    "TP158": _W,  # fields that Word asks about
    "TP159": _W,  # paper that is not A4
    "TP160": _E,  # a picture without alternative text
    "TP161": _E,  # a text, table or section from right to left
    # PK: a produced package
    "PK101": _E,  # the file written breaks a rule of the format
    # RV: states of a document that are compared
    "RV101": _E,  # no such state
    "RV102": _E,  # a revision without the document
    "RV103": _E,  # a file that carries no document
    "RV104": _E,  # nothing was issued
    "RV105": _E,  # issued already, with another text
    "RV106": _E,  # two states in no common language
    "RV107": _E,  # no such text in a document
    "RV108": _E,  # a place that no document is made of
    "RV109": _E,  # two Word files of others, without what compares them
    "RV110": _E,  # a comparison that is not exact
    "RV111": _E,  # a file that carries another document
    "RV112": _E,  # a document that was edited, or is of another version
    # FS: the machine
    "FS101": _E,  # a file is open elsewhere
    "FS102": _E,  # a file or folder cannot be read or written, for a reason without code of its own
    "FS103": _E,  # no document in the sources
    "FS104": _E,  # no such document
    "FS105": _E,  # a file is open elsewhere, and the file beside it names who has it
    "FS106": _E,  # a file is open elsewhere, as a file beside it says
    "FS107": _E,  # the file to write beside an open one is open too
    "FS108": _E,  # the disk is full
    "FS109": _E,  # what a person or a file may take of the disk is used up
    "FS110": _E,  # no permission
    "FS111": _E,  # a disk or folder that is for reading only
    "FS112": _E,  # a name that is too long
    "FS113": _E,  # a file where a folder should be
    "FS114": _E,  # a folder where a file should be
    "FS115": _E,  # a file or folder is not there
    "FS116": _E,  # the disk says that it has a fault
    "FS117": _E,  # a network drive is away
    "FS118": _E,  # a file was changed while it was used
    "FS119": _E,  # another run holds the folder
    "FS120": _W,  # a manifest that this program did not write
    "FS121": _E,  # a process that was ended while it made a document
    "FS122": _E,  # what a cluster needs is not installed
    "FS123": _E,  # a cluster that does not answer
    "FS124": _E,  # another version of the program on a cluster
    "FS125": _E,  # what is to compress is not installed
    # CF: the configuration
    "CF101": _W,  # the configuration cannot be read
    "CF102": _W,  # an unknown key
    "CF103": _W,  # a value that the key cannot have
}
