"""What a visitor is told about a question: by its name, in plain words, and what to do."""

import re

#: What a label asks for, when it asks for the visitor's own: the browser can fill it in.
MEANINGS = {
    "name": "name",
    "full name": "name",
    "first name": "given-name",
    "given name": "given-name",
    "last name": "family-name",
    "family name": "family-name",
    "surname": "family-name",
    "email": "email",
    "email address": "email",
    "phone": "tel",
    "phone number": "tel",
    "telephone": "tel",
    "telephone number": "tel",
    "mobile": "tel",
    "mobile number": "tel",
    "postcode": "postal-code",
    "post code": "postal-code",
    "address": "street-address",
    "organisation": "organization",
    "job title": "organization-title",
    "role": "organization-title",
    "date of birth": "bday",
    "website": "url",
}
_ASKING = re.compile(r"^(?:what is |what’s |what's )?(?:your |my |an? )?", re.IGNORECASE)
_ADDED = re.compile(r"(?:\s*\([^()]*\)|,? (?:if|in case|so that) .*)$", re.IGNORECASE)


def asked_of_visitor(label: str) -> str:
    """Give the `autocomplete` token for a label that plainly asks for the visitor’s own.

    “A telephone number, if you like” and “Telephone number (optional)” ask for nothing else.
    """
    return MEANINGS.get(_plain(_ASKING.sub("", _ADDED.sub("", label.strip()))), "")


def _plain(words: str) -> str:
    """Give what a label asks for as `MEANINGS` has it."""
    return words.strip().rstrip("?: ").lower().replace("e-mail", "email").replace("-", " ")


def meaning(label: str, field_type: str) -> str:
    """Give the `autocomplete` token for a question, or nothing where it asks for anything else."""
    found = asked_of_visitor(label)
    if found == "street-address" and field_type == "singleline":
        return "address-line1"  # the whole address has several lines
    return found or ("email" if field_type == "email" else "")


def named(label: str) -> str:
    """Name a question inside a sentence: “your name”, an answer to “Why now?”, “Charity number”."""
    if label.rstrip().endswith("?"):
        return f"an answer to “{label.strip()}”"
    if label.lower().startswith("your "):
        return f"your {label[5:]}"
    if _plain(label) in MEANINGS:
        return f"your {label[:1].lower()}{label[1:]}"
    return f"“{label}”"


def messages(label: str, field_type: str, limit: int | None = None) -> dict[str, str]:
    """Give the messages of a question by the code of what is wrong; `limit` is in characters."""
    name = named(label)
    subject = f"Your answer to “{label}”" if label.rstrip().endswith("?") else name
    subject = subject[:1].upper() + subject[1:]
    choice = f"Select one of the options for “{label}”"
    choices = f"Select at least one of the options for “{label}”"
    required = {
        "checkbox": f"Tick “{label}”",
        "checkboxes": choices,
        "multiselect": choices,
        "radio": choice,
        "dropdown": choice,
        "file": f"Choose a file for “{label}”",
    }
    invalid = {
        "email": f"Enter {name} in full, as in name@example.org",
        "url": f"Enter {name} in full, as in https://example.org",
        "number": f"{subject} must be a number, such as 12 or 7.5",
        "date": f"{subject} must be a real date, such as 27 3 2027",
        "datetime": f"{subject} must be a real date with a time, such as 27 3 2027, 14:30",
    }
    return {
        "required": required.get(field_type, f"Enter {name}"),
        "invalid": invalid.get(field_type, f"Enter {name} again"),
        "max_length": f"{subject} must be {limit} characters or fewer",
        **(_of_files(label) if field_type == "file" else {}),
        "invalid_choice": f"An option you chose for “{label}” is not offered: choose again",
    }


def _of_files(label: str) -> dict[str, str]:
    """Give what can be wrong with a file."""
    file = f"The file for “{label}”"
    return {
        "wrong_kind": f"{file} is damaged, or of a kind that we cannot take: choose another",
        "too_big": f"{file} is too big: it must be 10 MB or smaller",
        "too_much": f"{file} holds more than we can take: choose a smaller one",
        "macros": f"{file} holds macros: save it without them, or as a PDF",
        "empty": f"{file} is empty: choose another",
        "again": f"Choose the file for “{label}” again",
        "no_room": f"Choose the file for “{label}” again when all else is right: too many files "
        "wait to be sent for us to keep yours meanwhile",
    }


#: How to write an answer, for the types where that is not plain.
EXAMPLES = {
    "date": "For example, 27 3 2027",
    "datetime": "For example, 27 3 2027, 14:30",
    "file": "A PDF, a Word or Excel document, an OpenDocument, a photo (JPEG, PNG) or a plain "
    "text, up to 10 MB",
}


def same(words: str) -> str:
    """Give what spellings of the same words have in common."""
    return " ".join(words.split()).casefold()
