"""The licences a post may be published under."""

from django.db import models


class Licence(models.TextChoices):
    """What others may do with a post."""

    CC_BY = "CC-BY-4.0", "Creative Commons Attribution 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "Creative Commons Attribution-ShareAlike 4.0"
    CC_BY_NC = "CC-BY-NC-4.0", "Creative Commons Attribution-NonCommercial 4.0"
    CC0 = "CC0-1.0", "Public domain (CC0 1.0)"
    ALL_RIGHTS_RESERVED = "all-rights-reserved", "All rights reserved"

    @property
    def url(self) -> str | None:
        """Give the address of the licence’s text; None where all rights are reserved."""
        return _TEXTS.get(self.value)


_TEXTS = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
