"""What a member of staff does in the admin, in their words."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from cms.users.models import User

PASSWORD = "a long enough password"


@dataclass
class Staff:
    """A member of staff at work in the admin."""

    tab: Page
    site: str

    def sign_in(self, user: User) -> None:
        self.tab.goto(f"{self.site}/admin/")
        self.tab.get_by_label("Username").fill(user.username)
        self.tab.get_by_label("Password").fill(PASSWORD)
        self.tab.get_by_role("button", name="Sign in").click()
        self.tab.wait_for_url(f"{self.site}/admin/")

    def start(self, kind: str, parent_id: int) -> None:
        self.tab.goto(f"{self.site}/admin/pages/add/{kind}/{parent_id}/")

    def write(self, name: str, words: str) -> None:
        self.tab.get_by_role("textbox", name=name).last.fill(words)

    def choose(self, button: str, title: str) -> None:
        self.tab.get_by_role("button", name=button).last.click()
        dialog = self.tab.locator(".modal.in, .modal-dialog").last
        dialog.get_by_role("link", name=title).first.click()
        dialog.wait_for(state="hidden")

    def add_block(self, name: str) -> None:
        blocks = self.tab.locator("[data-streamfield-child]")
        before = blocks.count()
        self.tab.get_by_role("button", name="Insert a block").last.click()
        self.tab.get_by_role("option", name=name, exact=True).click()
        expect(blocks).to_have_count(before + 1)  # or `last` is still another block’s field

    def press_publish(self) -> None:
        self.tab.get_by_role("button", name="More actions").click()
        self.tab.get_by_role("button", name="Publish", exact=True).click()

    def publish(self) -> None:
        self.press_publish()
        self.tab.locator(".messages").get_by_text("published").first.wait_for()
