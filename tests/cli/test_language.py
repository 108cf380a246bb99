"""Which language messages come in, and that click speaks it too."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pipeline.cli import council
from pipeline.cli.language import chosen_language
from pipeline.cli.spoken import commands
from pipeline.issues import Issue
from pipeline.messages import Messages, languages, load
from tests.cli.command import council as run

OTHERS = [language for language in languages() if language != "en"]
OURS = [(name, command) for name, command in commands(council)]


def chosen(folder: Path, *arguments: str, configured: str | None = None, **variables: str) -> tuple[str, list[Issue]]:
    if configured is not None:
        (folder / ".council.toml").write_text(configured, "utf-8")
    found: list[Issue] = []
    return chosen_language(arguments, variables, folder, found.append), found


@pytest.mark.parametrize(
    ("arguments", "configured", "variables", "language"),
    [
        ((), None, {}, "en"),
        ((), None, {"LANG": "fr_CH.UTF-8"}, "fr"),
        ((), None, {"LANG": "fr"}, "fr"),
        ((), None, {"LANG": "de_DE.UTF-8"}, "en"),
        ((), None, {"LANG": "fr_FR", "LC_MESSAGES": "en_GB"}, "en"),
        ((), None, {"LANG": "en_GB", "LC_MESSAGES": "fr_FR"}, "fr"),
        ((), None, {"LANG": "fr_FR", "LC_MESSAGES": "fr_FR", "LC_ALL": "C"}, "en"),
        ((), None, {"LANG": "fr_FR", "LC_ALL": ""}, "fr"),
        ((), None, {"LANG": "frisian"}, "en"),
        ((), 'ui = "en"', {"LANG": "fr_FR"}, "en"),
        ((), 'ui = "fr"', {}, "fr"),
        ((), "", {"LANG": "fr_FR"}, "fr"),
        ((), 'ui = "fr"', {"COUNCIL_UI": "en"}, "en"),
        (("--ui", "fr", "check"), 'ui = "en"', {"COUNCIL_UI": "en"}, "fr"),
        (("--ui=fr", "check"), None, {"COUNCIL_UI": "en"}, "fr"),
        (("check", "--ui", "fr"), None, {}, "fr"),
        (("--ui", "en", "check", "--ui", "fr"), None, {}, "fr"),
        (("check", "--", "--ui", "fr"), None, {}, "en"),
        (("check", "--ui"), None, {"LANG": "fr_FR"}, "fr"),
        (("--ui", "xx"), None, {"COUNCIL_UI": "fr"}, "fr"),
    ],
)
def test_who_asks_last_is_asked_first(
    tmp_path: Path, arguments: tuple[str, ...], configured: str | None, variables: dict[str, str], language: str
) -> None:
    assert chosen(tmp_path, *arguments, configured=configured, **variables) == (language, [])


@pytest.mark.parametrize(
    ("name", "language"), [("French_Switzerland", "fr"), ("fr_FR", "fr"), ("English_United States", "en"), (None, "en")]
)
def test_windows_is_asked_in_its_own_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str | None, language: str
) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("locale.getlocale", lambda: (name, "1252"))
    assert chosen(tmp_path)[0] == language


def test_the_configuration_of_a_folder_above_counts_and_the_nearest_first(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / ".council.toml").write_text('ui = "fr"')
    assert chosen(below)[0] == "fr"
    (tmp_path / "a" / ".council.toml").write_text('# mine\nui = "en"')
    assert chosen(below, LANG="fr_FR")[0] == "en"


@pytest.mark.parametrize(
    ("configured", "code", "place"),
    [
        ("ui = ", "CF101", "1:6"),
        ("ui = 'fr'\nx = [", "CF101", "2:6"),
        ("x = " + "[" * 5000, "CF101", "1:2001"),
        ("ui = 'fr'\ncolour = true", "CF102", "2:1"),
        ("[ui.x]\na = 1", "CF103", "1:2"),
        ("# a\nui = 'deutsch'", "CF103", "2:1"),
        ("ui = 7", "CF103", "1:1"),
        ("ui = ['fr']", "CF103", "1:1"),
    ],
)
def test_a_configuration_that_is_wrong_is_told_with_its_place_and_left_aside(
    tmp_path: Path, configured: str, code: str, place: str
) -> None:
    language, (found,) = chosen(tmp_path, configured=configured)
    assert (found.code, found.location.place) == (code, place)
    assert found.location.path == tmp_path / ".council.toml"
    assert language == ("fr" if code == "CF102" else "en")


def test_a_configuration_in_another_encoding_is_told_and_left_aside(tmp_path: Path) -> None:
    (tmp_path / ".council.toml").write_bytes("ui = 'fr' # été".encode("cp1252"))
    language, (found,) = chosen(tmp_path)
    assert (language, found.code, found.location.place) == ("en", "CF101", "1:13")


def test_a_wrong_configuration_is_said_once_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / ".council.toml").write_text('iu = "fr"\n')
    result = run("explain", "TX201", at=tmp_path)
    assert result.returncode == 0
    assert result.stderr.decode().count("warning CF102") == 1
    assert "the only key is “ui”" in result.stderr.decode()


def test_the_language_of_the_machine_is_spoken_in_a_process_of_its_own(tmp_path: Path) -> None:
    assert "erreur FS103" in run("check", at=tmp_path, env={"LANG": "fr_FR.UTF-8"}).stderr.decode()
    assert "error FS103" in run("check", at=tmp_path, env={"LANG": "xx_XX.UTF-8"}).stderr.decode()
    assert "erreur FS103" in run("check", at=tmp_path, env={"COUNCIL_UI": "fr"}).stderr.decode()


# click


def spoken_by_click() -> Iterator[str]:
    """Every sentence that click's own source gives to gettext."""
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                yield from (part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str))


def test_every_sentence_of_click_is_there_in_its_own_words() -> None:
    ours = set(load("en")["click"].values())
    assert len(set(spoken_by_click())) > 50
    assert set(spoken_by_click()) - ours == set()
    assert "required" in ours, "which click looks up by a variable"


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_of_click_is_translated(language: str) -> None:
    same = {key for key, text in load(language)["click"].items() if text == load("en")["click"][key]}
    assert same <= {"options", "version_line"}


def parameters(command: click.Command) -> list[click.Parameter]:
    return command.get_params(click.Context(command, help_option_names=["-h", "--help"]))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("name", "command"), OURS, ids=[name for name, _ in OURS])
def test_every_command_and_parameter_is_explained(name: str, command: click.Command, language: str) -> None:
    result = CliRunner().invoke(council, ["--ui", language, *([] if name == "council" else name.split()), "--help"])
    assert result.exit_code == 0
    told = " ".join(result.output.split())
    assert " ".join(Messages(language).help(name).split()) in told
    for parameter in parameters(command):
        assert parameter.help, parameter.name
        if language != "en":
            english = Messages("en").help(name, "help" if parameter.name.endswith("help") else parameter.name)
            assert parameter.help != english, parameter.name


def test_no_word_of_a_command_stands_in_the_tables_for_nothing() -> None:
    named = {name for name, _ in OURS}
    assert set(load("en")["commands"]) == named
    own = {parameter.name for _, command in OURS for parameter in command.params} | {"help"}
    for table in ("parameters", "metavars"):
        for key in load("en")[table]:
            command, _, parameter = key.rpartition(" ")
            assert parameter in own | {"options", "command"}, key
            assert not command or command in named, key


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "Erreur: Il n'y a pas de commande 'chek'. Vouliez-vous dire 'check'?"),
        (["check", "--fromat", "json"], "Erreur: Il n'y a pas d'option '--fromat'. Vouliez-vous dire '--format'?"),
        (
            ["check", "--format", "xml"],
            "Erreur: Valeur impossible pour '--format': 'xml' n'est pas l'un de: 'text', 'json', 'github', 'sarif'.",
        ),
        (["check", "--format"], "Erreur: L'option '--format' demande une valeur."),
        (["text"], "Erreur: Il manque l'argument 'DOCUMENT'."),
        (["text", "a", "b"], "Erreur: Un argument de trop (b)"),
        (["pack", "new", "pt"], "Erreur: Il manque l'option '--from'."),
        (["build", "--final=yes"], "Erreur: L'option '--final' ne prend pas de valeur."),
        (
            ["check", "--sources", __file__],
            f"Erreur: Valeur impossible pour '--sources': Dossier '{__file__}': c'est un fichier.",
        ),
        (["pack"], "Commandes:"),
        (["--ui"], "Erreur: L'option '--ui' demande une valeur."),
    ],
)
def test_a_wrong_command_line_is_told_in_the_language(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(council, arguments, env={"COUNCIL_UI": "fr"})
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split()) or said in result.stderr
    assert ("Utilisation:" in result.stderr) == ("une valeur." not in said and "de valeur." not in said), "click's own way"
    assert not any(word in result.stderr for word in ("Usage", "Error", "Try ", "Missing", "No such"))


def test_each_run_speaks_its_own_language() -> None:
    for language, word in (("fr", "Utilisation:"), ("en", "Usage:"), ("fr", "Utilisation:")):
        assert CliRunner().invoke(council, ["--ui", language, "--help"]).output.startswith(word)


def test_no_other_library_is_made_to_speak_it() -> None:
    import argparse  # noqa: PLC0415 - it asks gettext as click does
    import gettext  # noqa: PLC0415

    CliRunner().invoke(council, ["--ui", "fr", "--help"])
    assert gettext.gettext("Usage:") == "Usage:"
    assert argparse.ArgumentParser(prog="x").format_usage().startswith("usage:")


def test_what_the_tables_say_of_click_has_the_places_that_click_fills() -> None:
    for language in languages():
        for key, text in load(language)["click"].items():
            english = load("en")["click"][key]
            assert sorted(_places(text)) == sorted(_places(english)), key
            assert text.count("%(") == english.count("%("), key


def _places(text: str) -> list[tuple[str, str | None]]:
    return [(name, conversion) for _, name, _, conversion in string.Formatter().parse(text) if name is not None]
