"""Keep the words of a form once for all who answered them; find people by their addresses."""

import hashlib
import json
from datetime import timedelta

from django.db import migrations

from offers.models.sign_ups import addresses_in


def move(apps, schema_editor):
    """Give each sign-up its form’s version, its day of erasure, its addresses and suspicions."""
    FormVersion = apps.get_model("offers", "FormVersion")
    SignUp = apps.get_model("offers", "SignUp")
    SignUpAddress = apps.get_model("offers", "SignUpAddress")
    Suspicion = apps.get_model("offers", "Suspicion")
    for kept in SignUp.objects.select_related("form").order_by("pk").iterator():
        days = kept.form.retention_days if kept.form else 365
        worded = [str(kept.form.key if kept.form else ""), kept.questions, kept.consent, "", days]
        kept.version, _ = FormVersion.objects.get_or_create(
            digest=hashlib.sha256(json.dumps(worded, sort_keys=True).encode()).hexdigest(),
            defaults={
                "form": kept.form,
                "questions": kept.questions,
                "consent": kept.consent,
                "retention_days": days,
            },
        )
        offers = list(kept.form.offers.all()[:2]) if kept.form else []
        if len(offers) == 1:
            kept.offer, kept.offer_title = offers[0], offers[0].title
        said = [answer for answer in kept.answers.values() if isinstance(answer, str | list)]
        kept.words = "\n".join(
            ", ".join(map(str, answer)) if isinstance(answer, list) else answer for answer in said
        ).casefold()
        kept.erase_on = (kept.created_at + timedelta(days=days)).date()
        kept.save()
        SignUpAddress.objects.bulk_create(
            SignUpAddress(sign_up=kept, address=address) for address in addresses_in(kept.words)
        )
        Suspicion.objects.bulk_create(
            Suspicion(sign_up=kept, rule="trap", reason=reason[:255]) for reason in kept.suspicions
        )


class Migration(migrations.Migration):
    dependencies = [("offers", "0002_what_is_kept_of_sign_ups")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
