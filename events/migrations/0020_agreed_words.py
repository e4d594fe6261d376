"""The words by which readers know people wait until the desk has looked at them. Who is shown by one now is shown as before."""

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Length, Now

import home.encryption


def agree_to_what_is_shown(apps, schema_editor):
    """The ciphertext is copied as it is. Of everybody else nobody has looked at the name yet."""
    Person, Coordinator, EventHost = (
        apps.get_model("events", name) for name in ("PrivateContact", "Coordinator", "EventHost")
    )
    by_group = Coordinator.objects.filter(display="organisation")
    by_group.update(agreed_word=F("organisation"))
    others = Coordinator.objects.exclude(display="organisation").annotate(length=Length("organisation"))
    others.filter(length__gt=0).update(word_waits_since=Now())
    shown = Q(pk__in=Coordinator.objects.filter(display="name").values("person")) | Q(
        pk__in=EventHost.objects.filter(display="name", person__isnull=False).values("person")
    )
    Person.objects.filter(shown).update(agreed_word=F("name"))
    named = Person.objects.annotate(length=Length("name")).filter(length__gt=0)
    named.exclude(shown).update(word_waits_since=Now())


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0019_untold_introductions"),
    ]

    operations = [
        migrations.AddField(
            model_name="coordinator",
            name="agreed_word",
            field=home.encryption.EncryptedTextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="coordinator",
            name="word_waits_since",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="privatecontact",
            name="agreed_word",
            field=home.encryption.EncryptedTextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="privatecontact",
            name="word_waits_since",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(agree_to_what_is_shown, migrations.RunPython.noop),
    ]
