"""The vocabulary app."""

from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    """The shared words of the programme: topics and organisations."""

    name = "cms.vocabulary"
    label = "vocabulary"
    verbose_name = "Vocabulary"
