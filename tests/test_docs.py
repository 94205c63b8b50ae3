"""The documentation is true: what it names exists, and what exists it names."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.urls import resolve

ROOT = Path(settings.BASE_DIR)
README = ROOT / "README.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
DOCUMENTS = [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
MADE_LOCALLY = {"var", "__pycache__"}
FILE = re.compile(r"(?!/)[\w./-]+\.(?:py|html|css|md|txt|toml|example)")

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def folders(parent):
    """Give the folders of the project in a folder."""
    inside = (path for path in parent.iterdir() if path.is_dir())
    return {path.name for path in inside if path.name[0] != "." and path.name not in MADE_LOCALLY}


def sources():
    """Give the text of all Python, and the names of all files."""
    files = [
        path
        for name in folders(ROOT)
        for path in (ROOT / name).rglob("*")
        if path.is_file() and not MADE_LOCALLY & set(path.parts)
    ]
    code = "\n".join(path.read_text() for path in files if path.suffix == ".py")
    return code, {path.name for path in [*files, *ROOT.iterdir()]}


def code_in(document):
    """Give what a document sets as code within its sentences."""
    prose = re.sub(r"```.*?```", "", document.read_text(), flags=re.DOTALL)
    return re.findall(r"`([^`\n]+)`", prose)


def fenced(document):
    """Give the blocks that a document sets as code."""
    return re.findall(r"^```\w*\n(.*?)^```", document.read_text(), re.DOTALL | re.MULTILINE)


@every_document
def test_every_link_leads_to_a_file(document):
    links = re.findall(r"\]\(([^)#]+)", document.read_text())
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (document.parent / link).exists()] == []


@every_document
def test_every_file_that_is_named_exists(document):
    _, names = sources()
    named = [word for word in code_in(document) if FILE.fullmatch(word)]
    missing = [
        word for word in named if not ((ROOT / word).exists() if "/" in word else word in names)
    ]
    assert missing == []


@every_document
def test_every_folder_that_is_named_exists(document):
    named = [word for word in code_in(document) if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/", word)]
    ours = [word for word in named if word.split("/")[0] in folders(ROOT)]
    assert [word for word in ours if not (ROOT / word).is_dir()] == []


@every_document
def test_every_command_that_is_named_exists(document):
    named = re.findall(r"manage\.py (\w+)", document.read_text())
    assert set(named) <= set(get_commands())


@every_document
def test_every_make_target_that_is_named_exists(document):
    named = re.findall(r"(?<!\w)make ([a-z]+)\b", "\n".join(code_in(document) + fenced(document)))
    assert set(named) <= make_targets()


@every_document
def test_every_name_of_code_or_setting_that_is_named_exists(document):
    code, _ = sources()
    known = code + (ROOT / ".env.example").read_text() + (ROOT / "Makefile").read_text()
    words = "\n".join(code_in(document))
    named = re.findall(r"\b[A-Z][A-Z0-9_]{3,}(?==|$)", words, re.MULTILINE)
    named += re.findall(r"^[A-Z][a-z]+[A-Z]\w+$", words, re.MULTILINE)
    named += re.findall(r"^(\w+)\(\)$", words, re.MULTILINE)
    assert [name for name in named if not re.search(rf"\b{name}\b", known)] == []


@every_document
def test_every_address_of_the_feed_that_is_named_exists(document):
    for address in re.findall(r"(?<!\w)/api/v1/[\w/]*", document.read_text()):
        assert resolve(address).url_name


def make_targets():
    """Give the targets of the Makefile that a person calls."""
    [line] = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    return set(line.split())


def test_make_help_lists_every_target():
    run = subprocess.run(
        ["make", "--no-print-directory", "help"],  # noqa: S607 - the make that runs this
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(re.findall(r"^  make (\w+)", run.stdout, re.MULTILINE)) == make_targets()


def test_the_readme_names_every_target():
    named = set(re.findall(r"make ([a-z]+)", README.read_text()))
    assert make_targets() <= named | {"help"}


def test_the_map_of_the_tree_shows_the_tree():
    [map_of_tree] = [block for block in fenced(README) if block.startswith("blog/")]
    outer = re.findall(r"^(\w+)/ ", map_of_tree, re.MULTILINE)
    inner = re.findall(r"^  (\w+)/ ", map_of_tree, re.MULTILINE)
    assert outer == sorted(folders(ROOT))
    assert inner == sorted(folders(ROOT / "cms"))


def test_the_picture_shows_the_layers_that_are_checked():
    picture = fenced(ARCHITECTURE)[0]
    drawn = [
        set(re.findall(r"(?:cms\.)?\w+(?= |$)", line.strip().split(" " * 12)[0]))
        for line in picture.splitlines()
        if re.search(r"[a-z]", line)
    ]
    layers = PYPROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    checked = [set(layer.split(" | ")) for layer in layers]
    names = set.union(*checked)
    assert [words & names for words in drawn] == checked


def test_the_changelog_has_a_section_for_this_version():
    assert f"## [{PYPROJECT['project']['version']}]" in (ROOT / "CHANGELOG.md").read_text()


def test_continuous_integration_runs_what_a_developer_runs():
    script = (ROOT / ".ci" / "run").read_text()
    assert re.findall(r"^make .*$", script, re.MULTILINE) == ["make check", "make test"]


LOCKS = ["base", "production", "dev"]


def locked(name):
    """Give the versions that a lock holds, by package."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([\w.-]+(?:\[[\w,-]+\])?)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address_and_has_a_hash_for_everything(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert "://" not in text
    assert "--index" not in text
    packages = re.split(r"^(?=[\w.-]+(?:\[[\w,-]+\])?==)", text, flags=re.MULTILINE)
    assert [one for one in packages if one.strip() and "--hash=sha256:" not in one] == []


def test_the_locks_agree_with_each_other():
    base, production, dev = map(locked, LOCKS)
    assert base.items() <= production.items() <= dev.items()
