"""What was agreed to together is agreed to one by one. By itself: PostgreSQL changes no table whose rows it is changing."""

from django.db import migrations


def one_by_one(apps, schema_editor):
    consents = apps.get_model("resources", "ConsentRecord").objects
    consents.filter(face_and_voice=True).update(face=True, voice=True)
    # Until now the account's own field said what was agreed to.
    for mode in ("real", "pseudonym"):
        consents.filter(testimony__name_mode=mode).update(name=mode)


def together(apps, schema_editor):
    consents = apps.get_model("resources", "ConsentRecord").objects
    consents.filter(face=True, voice=True).update(face_and_voice=True)


class Migration(migrations.Migration):
    dependencies = [("resources", "0008_consent_in_full")]

    operations = [migrations.RunPython(one_by_one, together)]
