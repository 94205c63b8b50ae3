"""Staff accounts."""

from typing import Any

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory, Password

from cms.users.models import User

PASSWORD = "correct horse battery staple"


class UserFactory(DjangoModelFactory):
    """A member of staff; `groups=["Editors"]` puts them into groups by name."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"staff-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = Password(PASSWORD)

    @factory.post_generation
    def groups(self: User, create: bool, names: list[str] | None, **kwargs: Any) -> None:
        if create and names:
            self.groups.set([Group.objects.get(name=name) for name in names])
