"""The chat at a terminal that is a pipe: it talks, it stops, it comes back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

AGREE, NAME = "je suis d'accord", "Les Potagers d’Arc"


def chat(folder: Path, *lines: str, options: tuple[str, ...] = ()) -> tuple[str, str, int]:
    """What is printed for some lines, what is complained of, and how it ends."""
    command = (sys.executable, "-m", "cli.main", "chat", "--as", "leader", "--language", "fr")
    done = subprocess.run(
        (*command, "--database", f"sqlite:///{folder / 'talk.db'}", "--folder", folder, *options),
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout, done.stderr, done.returncode


def test_it_comes_back_to_where_it_stopped(tmp_path: Path) -> None:
    first, _, _ = chat(tmp_path, AGREE, NAME, "/stop", "never read")
    assert "À bientôt" in first
    assert "never read" not in first
    again, complaints, code = chat(tmp_path)
    assert "Bon retour" in again
    assert "Quel est votre rôle dans l’association" in again
    assert ("", 0) == (complaints, code)


def test_plain_lines_are_printed_where_there_is_no_terminal(tmp_path: Path) -> None:
    printed, _, _ = chat(tmp_path, AGREE)
    assert "\x1b" not in printed
    assert not any(line.endswith(" ") for line in printed.splitlines())


def test_what_a_terminal_would_obey_is_not_printed(tmp_path: Path) -> None:
    printed, _, _ = chat(tmp_path, AGREE, "Les \x1b[31mPotagers\x07 d’Arc")
    assert "\x1b" not in printed
    assert "\x07" not in printed
    assert "Potagers" in printed


def test_a_choice_is_taken_by_number_label_or_id(tmp_path: Path) -> None:
    printed, _, _ = chat(
        tmp_path, AGREE, NAME, "4", "/edit role", "direction", "/edit role", "president"
    )
    noted = [line for line in printed.replace("\u00a0", " ").splitlines() if "C’est noté" in line]
    assert ["Bénévole", "Direction", "Présidence"] == [
        each.rpartition(": ")[2] for each in noted[-3:]
    ]


#: each is followed by a command that says where its answer ends
NO_ANSWERS = ["", " ", "🙂🙂", "\u202e", "\u2066\u2069", "\x00\x01", "a" * 100_000, "?!…"]


def test_what_is_no_answer_gets_one_kind_sentence_and_the_question_again(tmp_path: Path) -> None:
    lines = [line for typed in NO_ANSWERS for line in (typed, "/privacy")]
    printed, complaints, code = chat(tmp_path, AGREE, *lines)
    _, *answers = printed.split("Comment s’appelle votre association")
    refusals = [sum(line.startswith("• ") for line in each.splitlines()) for each in answers]
    assert [1, 0] * len(NO_ANSWERS) == refusals[:-1]
    assert ("", 0) == (complaints, code)


def test_the_charter_is_given_as_files(tmp_path: Path) -> None:
    chat(tmp_path, AGREE, NAME, "/export")
    assert {"charte.pdf", "charte.docx", "charte.md"} <= {path.name for path in tmp_path.iterdir()}


def test_two_people_of_one_machine_have_a_walk_each(tmp_path: Path) -> None:
    chat(tmp_path, AGREE, NAME)
    other, _, _ = chat(tmp_path, options=("--as", "someone-else"))
    assert "Êtes-vous d’accord" in other.replace("\u202f", " ")


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    words = "not a database, only some words that are long enough to be read as a page"
    path.write_text(words)
    printed, complaints, code = chat(tmp_path, options=("--database", f"sqlite:///{path}"))
    assert "" == printed
    assert "notes.txt" in complaints
    assert "Traceback" not in complaints
    assert 0 != code
    assert words == path.read_text()
