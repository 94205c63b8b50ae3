"""What staff do to what pages share: topics, organisations, pictures, documents."""

from hypothesis import strategies as st
from hypothesis.stateful import rule
from wagtail.models import Collection, CollectionViewRestriction

from blog.models import AuthorPage, PostPage
from cms.media.models import LibraryDocument, LibraryImage
from cms.vocabulary.models import Organisation, Topic
from tests.proofs.site import small_picture
from tests.proofs.staff import WHICH, Staff, chosen

SHARED = st.sampled_from([Topic, Organisation, LibraryDocument, LibraryImage])


class Librarians(Staff):
    """Staff who keep the shared things in order."""

    @rule(model=SHARED, which=WHICH, address=st.booleans())
    def rename(self, model, which: int, address: bool) -> None:
        """Give something another name, and its page another address."""
        if row := chosen(model.objects.order_by("pk"), which):
            with self.at_work():
                for name in ("name", "title", "description", "credit", "place"):
                    if hasattr(row, name):
                        setattr(row, name, self.words())
                if address and hasattr(row, "slug"):
                    row.slug = self.slug()
                row.full_clean(exclude=["file"])
                row.save()

    @rule(model=SHARED, which=WHICH)
    def delete(self, model, which: int) -> None:
        """Delete something, unless it is needed."""
        if row := chosen(model.objects.order_by("pk"), which):
            with self.at_work():
                row.delete()

    @rule(model=st.sampled_from([Topic, Organisation]))
    def add(self, model) -> None:
        """Add a topic or an organisation."""
        with self.at_work():
            model.objects.create(name=self.words(), slug=self.slug())

    @rule(which=WHICH)
    def rename_an_author(self, which: int) -> None:
        """Give an author another name, which their posts show too."""
        if author := self.opened(which, AuthorPage):
            with self.at_work():
                author.title = self.words()
                author.save_revision().publish()

    @rule(which=WHICH, organisation=WHICH, picture=WHICH)
    def give_an_author_another_organisation(self, which, organisation, picture) -> None:
        """Let an author work for somebody else, with another portrait."""
        if author := self.opened(which, AuthorPage):
            with self.at_work():
                author.organisation = chosen(Organisation.objects.order_by("pk"), organisation)
                author.portrait = chosen(LibraryImage.objects.order_by("pk"), picture)
                author.save_revision().publish()

    @rule(which=WHICH, picture=WHICH)
    def give_a_post_another_picture(self, which: int, picture: int) -> None:
        """Let a post begin with another picture, or none."""
        if post := self.opened(which, PostPage):
            with self.at_work():
                post.picture = chosen(LibraryImage.objects.order_by("pk"), picture)
                post.picture_decorative = True
                post.save_revision().publish()

    @rule(which=WHICH, colour=st.sampled_from(["navy", "teal", "plum"]))
    def replace_a_picture(self, which: int, colour: str) -> None:
        """Give a picture another file, as the library's view does."""
        if image := chosen(LibraryImage.objects.order_by("pk"), which):
            with self.at_work():
                image.file = small_picture(colour)
                image._set_image_file_metadata()
                image.save()
                image.renditions.all().delete()

    @rule(which=WHICH)
    def open_or_close_a_collection(self, which: int) -> None:
        """Show the documents of a collection to those who sign in, or to everybody again."""
        with self.at_work():
            collection = chosen(Collection.objects.filter(depth__gt=1).order_by("pk"), which)
            restrictions = CollectionViewRestriction.objects.filter(collection=collection)
            if restrictions:
                restrictions.get().delete()
            else:
                restrictions.create(collection=collection, restriction_type="login")

    @rule(which=WHICH, collection=WHICH)
    def file_a_document_elsewhere(self, which: int, collection: int) -> None:
        """Put a document into another collection."""
        if document := chosen(LibraryDocument.objects.order_by("pk"), which):
            with self.at_work():
                document.collection = chosen(Collection.objects.order_by("pk"), collection)
                document.save()

    @rule(which=WHICH, to=WHICH)
    def move_a_collection(self, which: int, to: int) -> None:
        """Put a collection below another, as its view does: saved, then moved."""
        collection = chosen(Collection.objects.filter(depth__gt=1).order_by("pk"), which)
        target = chosen(Collection.objects.order_by("pk"), to)
        if not target.path.startswith(collection.path):
            with self.at_work():
                collection.save()
                collection.move(target, pos="sorted-child")
