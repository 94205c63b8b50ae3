"""The shorthand that the sample texts are written in, and the blocks it becomes."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]

_HEADING = re.compile(r"(#{2,3}) (.+)")
_BULLET = re.compile(r"- |\d+\. ")
_OUTWARD = re.compile(r"\[([^\[\]|]+)\]\(([^)\s]+)\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_EMPHASIS = re.compile(r"\*(.+?)\*")


@dataclass(frozen=True)
class Ref:
    """Another piece of the sample content, to be found when it is loaded.

    In running text the same is written `[[kind:name|words]]`.
    """

    kind: str
    name: str


def ref(address: str) -> Ref:
    """Give the reference written `kind:name`."""
    kind, _, name = address.partition(":")
    return Ref(kind, name)


def rich(text: str) -> str:
    """Give paragraphs and lists, written with blank lines and hyphens, as stored rich text."""
    return "".join(_element(chunk) for chunk in _chunks(text))


def words(text: str) -> str:
    """Give a text that was wrapped for the eye as paragraphs of one line each."""
    return "\n".join(" ".join(chunk.split()) for chunk in _chunks(text))


def body(*parts: str | Block) -> list[Block]:
    """Give the blocks of a body; texts become headings (`##`, `###`) and paragraphs."""
    blocks: list[Block] = []
    for part in parts:
        blocks.extend(_text_blocks(part) if isinstance(part, str) else [part])
    return blocks


def pull(said: str, who: str = "") -> Block:
    """Give a pull quote."""
    return _block("quote", role="pull", words=words(said), attribution=who)


def quotation(said: str, who: str = "") -> Block:
    """Give a quotation that is part of the argument."""
    return _block("quote", role="inline", words=words(said), attribution=who)


def testimonial(said: str, who: str = "") -> Block:  # noqa: PT028 - not a test
    """Give a testimonial; without a name it is anonymous."""
    return _block("testimonial", words=words(said), attribution=who, anonymous=not who)


def questions(title: str, *asked: str) -> Block:
    """Give questions in speech bubbles."""
    return _block("questions", title=title, questions=list(asked))


def example(title: str, text: str) -> Block:
    """Give a worked example in a box."""
    return _block("callout", kind="example", title=title, text=rich(text))


def note(title: str, text: str) -> Block:
    """Give something to note, in a box."""
    return _block("callout", kind="note", title=title, text=rich(text))


def picture(name: str, caption: str = "") -> Block:
    """Give a picture from the library, with the alternative text it has there."""
    return _block(
        "picture",
        image=Ref("picture", name),
        alt_text=Ref("alt", name),
        decorative=False,
        caption=caption,
    )


def ornament(name: str) -> Block:
    """Give a picture that only decorates."""
    return _block("picture", image=Ref("picture", name), alt_text="", decorative=True, caption="")


def film(url: str, title: str) -> Block:
    """Give a film on another site."""
    return _block("embed", url=url, title=title)


def table(caption: str, columns: dict[str, str], *rows: tuple[str, ...]) -> Block:
    """Give a table; `columns` pairs each heading with what its column holds."""
    value = {
        "caption": caption,
        "columns": [{"heading": heading, "type": kind} for heading, kind in columns.items()],
        "rows": [{"values": list(row)} for row in rows],
    }
    return {"type": "table", "value": value}


def call(label: str, target: str) -> Block:
    """Give a call to action that leads to `kind:name`, or to an address on another site."""
    places: dict[str, Any] = {"page": None, "form": None, "document": None, "address": ""}
    if target.startswith("https:"):
        places["address"] = target
    else:
        aim = ref(target)
        places[aim.kind if aim.kind in places else "page"] = aim
    return _block("call_to_action", label=label, **places)


def documents(title: str, *names: str) -> Block:
    """Give files to download."""
    return _block("documents", title=title, documents=[Ref("document", name) for name in names])


def read_next(title: str, *addresses: str) -> Block:
    """Give links to other pages, each written `kind:name`."""
    return _block("related_pages", title=title, pages=[ref(address) for address in addresses])


def sign_up(name: str, title: str = "") -> Block:
    """Give a sign-up form."""
    return _block("sign_up_form", title=title, form=Ref("form", name))


def _block(block_type: str, **value: Any) -> Block:
    return {"type": block_type, "value": value}


def _chunks(text: str) -> list[str]:
    return [chunk.strip() for chunk in re.split(r"\n\s*\n", text) if chunk.strip()]


def _text_blocks(text: str) -> Iterator[Block]:
    running: list[str] = []
    for chunk in _chunks(text):
        heading = _HEADING.fullmatch(chunk)
        if not heading:
            running.append(_element(chunk))
            continue
        if running:
            yield {"type": "paragraph", "value": "".join(running)}
            running = []
        yield _block("heading", text=heading[2], level=f"h{len(heading[1])}", anchor="")
    if running:
        yield {"type": "paragraph", "value": "".join(running)}


def _element(chunk: str) -> str:
    lines = [line.strip() for line in chunk.splitlines()]
    if not _BULLET.match(lines[0]):
        return f"<p>{_inline(' '.join(lines))}</p>"
    items: list[str] = []
    for line in lines:
        if mark := _BULLET.match(line):
            items.append(line[mark.end() :])
        else:
            items[-1] += f" {line}"
    tag = "ul" if chunk.startswith("- ") else "ol"
    return f"<{tag}>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + f"</{tag}>"


def _inline(text: str) -> str:
    text = html.escape(text, quote=False)
    text = _OUTWARD.sub(r'<a href="\2">\1</a>', text)
    text = _STRONG.sub(r"<b>\1</b>", text)
    return _EMPHASIS.sub(r"<i>\1</i>", text)
