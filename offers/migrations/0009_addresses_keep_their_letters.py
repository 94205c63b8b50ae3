"""Write the addresses of old sign-ups as people are looked for by them: “straße@”, not “strasse@”."""

import re

from django.db import migrations

ADDRESS = re.compile(r"[^\s@<>,;:()\"]{1,64}@[^\s@<>,;:()\"]{1,189}")


def addresses_in(text):
    """Give the e-mail addresses in a text, in lower case."""
    found = {address.strip(".'").strip().lower() for address in ADDRESS.findall(text)}
    return {address for address in found if len(address) <= 254}


def written(answers):
    """Give all that was written, a line for each answer."""
    said = (answer for answer in answers.values() if isinstance(answer, str | list))
    return "\n".join(", ".join(map(str, one)) if isinstance(one, list) else one for one in said)


def keep_letters(apps, schema_editor):
    """Replace what was folded for search, as ß and a last ς were, by what was written."""
    SignUp = apps.get_model("offers", "SignUp")
    SignUpAddress = apps.get_model("offers", "SignUpAddress")
    SignUpEvent = apps.get_model("offers", "SignUpEvent")
    for kept in SignUp.objects.order_by("pk").only("answers").iterator():
        text = written(kept.answers)
        if text.lower() == text.casefold():
            continue
        given, folded = addresses_in(text), addresses_in(text.casefold())
        if given != folded:
            notes = SignUpEvent.objects.filter(sign_up=kept, kind="note")
            noted = addresses_in("\n".join(notes.values_list("text", flat=True)))
            gone = folded - given - noted
            SignUpAddress.objects.filter(sign_up=kept, address__in=gone).delete()
            SignUpAddress.objects.bulk_create(
                [
                    SignUpAddress(sign_up=kept, address=address)
                    for address in sorted(given - folded)
                ],
                ignore_conflicts=True,
            )


class Migration(migrations.Migration):
    dependencies = [("offers", "0008_where_a_waiting_file_came_from")]

    operations = [migrations.RunPython(keep_letters, migrations.RunPython.noop)]
