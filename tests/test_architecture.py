"""The rules of the house that no linter knows."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from wagtail.models import get_page_models

from cms.blocks.body import BodyBlock
from cms.pages.forms import BasePageForm, CopyPageForm, PicturePageForm
from cms.pages.models import PictureFields

ROOT = Path(settings.BASE_DIR)
PACKAGES = ["cms", "blog", "offers", "home"]
SOURCES = sorted(
    path
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))
#: Parts of screens of the admin, which Wagtail puts together.
PARTS = [
    path
    for path in sorted((ROOT / "templates" / "offers" / "staff").glob("*.html"))
    if not path.read_text().startswith("{% extends")
]
PAGE_TYPES = [model for model in get_page_models() if model._meta.app_label in PACKAGES]
BLOCKS = list(BodyBlock().child_blocks.values())
DRAWERS = {"utils", "helpers", "common", "core", "misc", "lib"}


def named(value):
    """Give a parameter its name in the report."""
    if isinstance(value, Path):
        return str(value.relative_to(ROOT))
    return value.__name__ if isinstance(value, type) else value.name


@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=named)
def test_a_page_type_has_its_template_and_tells_editors_what_it_is_for(page_type):
    get_template(page_type.template)
    assert page_type.page_description.endswith(".")


@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=named)
def test_a_page_type_says_what_may_stand_above_and_below_it(page_type):
    assert "parent_page_types" in vars(page_type)
    assert "subpage_types" in vars(page_type)


@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=named)
def test_a_page_type_is_edited_and_copied_with_the_checks_that_all_have(page_type):
    pictured = issubclass(page_type, PictureFields)
    assert issubclass(page_type.base_form_class, PicturePageForm if pictured else BasePageForm)
    assert issubclass(page_type.copy_form_class, CopyPageForm)


@pytest.mark.parametrize("block", BLOCKS, ids=named)
def test_a_block_has_its_own_template_an_icon_a_group_and_a_description(block):
    get_template(block.meta.template)
    snake_case = re.sub(r"(?<!^)(?=[A-Z])", "_", type(block).__name__).lower()
    assert block.meta.template == f"blocks/{snake_case}.html"
    assert block.meta.icon != "placeholder"
    assert block.meta.group
    assert block.meta.description.endswith(".")


@pytest.mark.parametrize("block", BLOCKS, ids=named)
def test_a_block_shows_an_editor_what_it_looks_like(block):
    assert block.is_previewable


@pytest.mark.parametrize("component", [*COMPONENTS, *PARTS], ids=named)
def test_a_component_names_its_inputs_in_its_first_line(component):
    first_line = component.read_text().splitlines()[0]
    assert re.fullmatch(r"\{# .+ #\}", first_line)


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_a_component_is_called_closed(template):
    calls = re.findall(r'\{% include "components/.*?%\}', template.read_text(), re.DOTALL)
    assert [call for call in calls if not call.endswith("only %}")] == []


def test_every_component_is_used():
    templates = "".join(template.read_text() for template in TEMPLATES)
    unused = [path.name for path in COMPONENTS if f'"components/{path.name}"' not in templates]
    assert unused == []


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_a_template_leaves_the_sizes_of_pictures_to_the_table_of_crops(template):
    assert not re.search(r"\{% (image|picture|srcset_image) ", template.read_text())


def test_no_file_is_a_drawer():
    drawers = [path for path in SOURCES if DRAWERS & {path.stem, *path.relative_to(ROOT).parts}]
    assert drawers == []


def test_signals_are_listened_to_in_one_file():
    listening = re.compile(r"@receiver\b|\.connect\(")
    files = {named(path) for path in SOURCES if listening.search(path.read_text())}
    # The app only calls the one function of that file.
    assert files - {"cms/publication/apps.py"} <= {"cms/publication/receivers.py"}


@pytest.mark.parametrize("source", SOURCES, ids=named)
def test_imports_stand_at_the_top(source):
    """Only an app's `ready()`, which runs before models can be imported, may import later."""
    tree = ast.parse(source.read_text())
    late = [
        function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.name != "ready"
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert late == []


def test_every_package_has_a_place_among_the_layers():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    stack = contracts["contracts"][0]["layers"]
    placed = {name for layer in stack for name in layer.split(" | ")}
    packages = {path.parent for path in SOURCES if path.name == "__init__.py"}
    of_cms = {f"cms.{path.name}" for path in packages if path.parent == ROOT / "cms"}
    assert placed == (of_cms - {"cms.settings"}) | {"cms.urls", "blog", "offers", "home"}
