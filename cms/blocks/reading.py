"""How long a text takes to read."""

from math import ceil

from wagtail.blocks import StreamValue

#: Adults read 175 to 300 words of English a minute; slower readers are the ones who want to know.
WORDS_A_MINUTE = 200


def words(body: StreamValue) -> int:
    """Count the words of a body."""
    texts = body.stream_block.get_searchable_content(body)
    return sum(len(str(text).split()) for text in texts)


def minutes(words: int) -> int:
    """Give the minutes it takes to read some words, rounded up; 0 for none."""
    return ceil(words / WORDS_A_MINUTE)
