"""A page without a mouse."""

from playwright.sync_api import Locator, Page, expect

#: Nobody presses the tab key more often than this for one thing.
MOST = 60


def reach(tab: Page, thing: Locator, *, most: int = MOST, backwards: bool = False) -> None:
    """Press the tab key until a thing has the focus, and see that it shows there."""
    key = "Shift+Tab" if backwards else "Tab"
    for _ in range(most):
        if thing.evaluate("each => each === document.activeElement"):
            break
        tab.keyboard.press(key)
    expect(thing).to_be_focused()
    expect(thing).to_be_in_viewport()


def press(tab: Page, thing: Locator, *, key: str = "Enter", backwards: bool = False) -> None:
    """Reach a thing, and press a key on it."""
    reach(tab, thing, backwards=backwards)
    tab.keyboard.press(key)


def write(tab: Page, field: Locator, words: str) -> None:
    """Reach a field, and write into it; of a list of choices, the one that begins so."""
    reach(tab, field)
    tab.keyboard.type(words)
