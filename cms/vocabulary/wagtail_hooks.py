"""Topics and organisations in the admin."""

from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.vocabulary.models import Organisation, Topic


class TopicViewSet(SnippetViewSet):
    """Topics: list, add, change, see where each is used."""

    model = Topic
    icon = "tag"
    list_display = ["name", "slug", UpdatedAtColumn()]
    list_per_page = 50


class OrganisationViewSet(SnippetViewSet):
    """Organisations: list, filter by kind, add, change, see where each is used."""

    model = Organisation
    icon = "group"
    list_display = ["name", "kind", "place", UpdatedAtColumn()]
    list_filter = ["kind"]
    list_per_page = 50


class VocabularyViewSetGroup(SnippetViewSetGroup):
    """One menu entry for the words that everything else refers to."""

    items = (TopicViewSet, OrganisationViewSet)
    menu_label = "Vocabulary"
    menu_icon = "tag"
    menu_name = "vocabulary"
    menu_order = 250


register_snippet(VocabularyViewSetGroup)
