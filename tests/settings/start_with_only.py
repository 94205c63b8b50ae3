"""Starts the product where nothing can be imported but what a file of requirements locks.

`python -m tests.settings.start_with_only requirements/base.txt [a module to leave out …]`
"""

import re
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ["cms", "blog", "offers", "home"]
#: What answers without a database.
ADDRESS = "/api/v1/schema/"


class OnlyLocked(MetaPathFinder):
    """Says of every package that is not locked that it is not there."""

    def __init__(self, requirements: Path) -> None:
        """Read what is locked, and to what each package belongs that is installed."""
        names = re.findall(r"^([\w.-]+)==", requirements.read_text(), re.MULTILINE)
        self.locked = {one_form(name) for name in names}
        self.owners = packages_distributions()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: object = None
    ) -> None:
        """Find nothing, and refuse what a fresh installation would not have."""
        owners = self.owners.get(name.partition(".")[0])
        if owners and not self.locked & {one_form(owner) for owner in owners}:
            raise ModuleNotFoundError(f"{name} is of {owners}, which is not locked", name=name)


def one_form(name: str) -> str:
    """Give the one form of the name of a distribution, by PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


def modules() -> list[str]:
    """Give the names of all modules of the product, its settings and migrations among them."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    return [name.removesuffix(".__init__") for name in names]


def main(requirements: str, *left_out: str) -> None:
    """Import everything, look at all that Django checks, and ask for something."""
    sys.meta_path.insert(0, OnlyLocked(ROOT / requirements))
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    wanted = modules()
    assert set(left_out) < set(wanted), f"There is no such module among {left_out}"
    for name in wanted:
        if name not in left_out:
            import_module(name)
    call_command("check", deploy=not settings.DEBUG, fail_level="WARNING")

    from django.test import Client

    answer = Client().get(ADDRESS, secure=True, headers={"host": settings.ALLOWED_HOSTS[0]})
    assert answer.status_code == 200, f"{ADDRESS}: {answer.status_code}"


if __name__ == "__main__":
    main(*sys.argv[1:])
