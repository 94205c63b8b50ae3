"""Members of staff who may do something with the sign-ups of some pages."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Page

from cms.users.models import User
from offers.models import GroupSignUpPermission
from tests.factories.users import UserFactory


def staff_of(page: Page, *permissions: str, **names: str) -> User:
    """Give somebody who may do some things with the sign-ups of a page and those below it."""
    group = Group.objects.create(name=f"{', '.join(permissions)} of {page.pk}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupSignUpPermission.objects.bulk_create(
        GroupSignUpPermission(group=group, page=page, permission=one) for one in permissions
    )
    return UserFactory(groups=[group.name], **names)
