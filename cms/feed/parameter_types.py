"""What values parameters can have, and how each is read."""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from cms.publication.search import stems

MOST_VALUES = 50  # of one parameter
MOST_OF_ADDRESS = 2000  # characters

_NAME = re.compile(r"[-\w]{1,255}")
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d([Tt+]\d\d:\d\d(:\d\d(\.\d{1,6})?)?([Zz]|[-+]\d\d:\d\d)?)?", re.ASCII
)
_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


class BadValueError(ValueError):
    """A value that a parameter does not allow."""


@dataclass(frozen=True)
class Parameter(ABC):
    """A parameter: its name, what it means and what it allows, in words for partners."""

    name: str
    meaning: str
    allowed: tuple[str, ...]
    repeatable: bool = False
    required: bool = False

    def read(self, values: list[str]) -> Any:
        """Give what the values mean. Raises BadValueError."""
        if not self.repeatable and len(values) > 1:
            raise BadValueError("Give it once.")
        if len(values) > MOST_VALUES:
            raise BadValueError(f"Give it at most {MOST_VALUES} times.")
        return self.understood(values)

    @abstractmethod
    def understood(self, values: list[str]) -> Any:
        """Give what the values mean, which are not too many. Raises BadValueError."""

    def schema(self) -> dict[str, Any]:
        """Describe one value, as OpenAPI does."""
        return {"type": "string"}


@dataclass(frozen=True)
class Number(Parameter):
    """A whole number from 1 to `most`."""

    most: int = 1
    default: int = 1

    def understood(self, values: list[str]) -> int:
        """Give the number."""
        if not _NUMBER.fullmatch(values[0]) or int(values[0]) > self.most:
            raise BadValueError(f"Give a whole number from 1 to {self.most}.")
        return int(values[0])

    def schema(self) -> dict[str, Any]:
        """Describe the number."""
        return {"type": "integer", "minimum": 1, "maximum": self.most, "default": self.default}


@dataclass(frozen=True)
class Flag(Parameter):
    """Yes or no."""

    def understood(self, values: list[str]) -> bool:
        """Give whether it is yes."""
        if values[0] not in self.allowed:
            raise BadValueError(f"Give {' or '.join(self.allowed)}.")
        return values[0] == "true"

    def schema(self) -> dict[str, Any]:
        """Describe the yes or no."""
        return {"type": "boolean", "default": False}


@dataclass(frozen=True)
class Moment(Parameter):
    """A date, which means its first second in UTC, or a moment (RFC 3339; UTC if it says none)."""

    def understood(self, values: list[str]) -> datetime:
        """Give the moment."""
        # A plus sign that was not escaped arrives as a blank.
        text = values[0].strip().replace(" ", "+")
        try:
            if not _MOMENT.fullmatch(text):
                raise ValueError
            moment = datetime.fromisoformat(text.upper())
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            wanted = " or ".join(self.allowed)
            raise BadValueError(f"{shown(values[0])} is not {wanted}.") from None

    def schema(self) -> dict[str, Any]:
        """Describe the moment."""
        return {"anyOf": [{"type": "string", "format": each} for each in ("date", "date-time")]}


@dataclass(frozen=True)
class Address(Parameter):
    """The address of a page: whole, or from the first slash of its path."""

    def understood(self, values: list[str]) -> str:
        """Give the address."""
        url = values[0].strip()
        try:
            parts = urlsplit(url)
            whole = parts.scheme in {"http", "https"} and parts.hostname
        except ValueError:
            whole = None
        if not url.isprintable() or len(url) > MOST_OF_ADDRESS:
            raise BadValueError(f"{shown(url)} is not an address.")
        if not whole and not (url.startswith("/") and not url.startswith("//")):
            raise BadValueError(f"{shown(url)} is not {' or '.join(self.allowed)}.")
        return url

    def schema(self) -> dict[str, Any]:
        """Describe the address."""
        pattern = r"^(https?://[A-Za-z0-9.-]+(:[0-9]+)?)?/([!-.0-~][!-~]*)?$"
        return {"type": "string", "pattern": pattern, "maxLength": MOST_OF_ADDRESS}


@dataclass(frozen=True)
class Opaque(Parameter):
    """A text that only we can read; whoever uses it says whether it is a right one."""

    def understood(self, values: list[str]) -> str:
        """Give the text as it is."""
        return values[0]


@dataclass(frozen=True)
class Name(Parameter):
    """Ids or slugs: any of them."""

    repeatable: bool = True

    def understood(self, values: list[str]) -> tuple[str, ...]:
        """Give each once, in order."""
        for value in values:
            if not _NAME.fullmatch(value):
                raise BadValueError(f"{shown(value)} is not {' or '.join(self.allowed)}.")
        return tuple(sorted(set(values)))

    def schema(self) -> dict[str, Any]:
        """Describe one id or slug."""
        return {"type": "string", "pattern": f"^{_NAME.pattern}$"}


@dataclass(frozen=True)
class Words(Parameter):
    """Words to look for, in any order. What is no letter or digit only parts them."""

    most_characters: int = 200
    most_words: int = 20

    def understood(self, values: list[str]) -> tuple[str, ...]:
        """Give the stems of the words, each once, in order."""
        if len(values[0]) > self.most_characters:
            raise BadValueError(f"Give at most {self.most_characters} characters.")
        if "\x00" in values[0]:
            raise BadValueError("A NUL character is no part of a word.")
        words = stems(values[0])
        if not words:
            raise BadValueError(f"There is no word in {shown(values[0])}.")
        if len(words) > self.most_words:
            raise BadValueError(f"Give at most {self.most_words} words.")
        return tuple(sorted(words))

    def schema(self) -> dict[str, Any]:
        """Describe the text."""
        return {"type": "string", "minLength": 1, "maxLength": self.most_characters}


@dataclass(frozen=True)
class Choice(Parameter):
    """Words of a list: any of them."""

    repeatable: bool = True

    def understood(self, values: list[str]) -> tuple[str, ...]:
        """Give each once, in order."""
        for value in values:
            if value not in self.allowed:
                raise BadValueError(f"{shown(value)} is not allowed.{nearest(value, self.allowed)}")
        return tuple(sorted(set(values)))

    def schema(self) -> dict[str, Any]:
        """Describe the words."""
        return {"type": "string", "enum": list(self.allowed)}


@dataclass(frozen=True)
class Selection(Parameter):
    """Words of a list, with commas between them; some, such as `none`, stand alone."""

    repeatable: bool = True
    alone: str = "none"

    def understood(self, values: list[str]) -> frozenset[str]:
        """Give the words; nothing for `none`."""
        words = [word for value in values for word in value.split(",")]
        for word in words:
            if word not in self.allowed:
                raise BadValueError(f"{shown(word)} is not allowed.{nearest(word, self.allowed)}")
        if self.alone in words and len(set(words)) > 1:
            raise BadValueError(f"“{self.alone}” excludes the others.")
        return frozenset(words) - {"none"}

    def schema(self) -> dict[str, Any]:
        """Describe the words as a list."""
        together = [word for word in self.allowed if word != self.alone]
        words = {"type": "array", "minItems": 1, "items": {"type": "string", "enum": together}}
        if self.alone not in self.allowed:
            return words
        alone = {"type": "array", "minItems": 1, "items": {"const": self.alone}}
        return {"anyOf": [words, alone]}


def shown(value: str) -> str:
    """Give what a client sent so that it can stand in a message."""
    printable = "".join(character if character.isprintable() else "�" for character in value)
    return f"“{printable[:60]}{'…' if len(printable) > 60 else ''}”"


def nearest(word: str, words: tuple[str, ...]) -> str:
    """Ask whether a similar word was meant."""
    found = get_close_matches(word[:60].lower(), words, n=1)
    return f" Did you mean “{found[0]}”?" if found else ""
