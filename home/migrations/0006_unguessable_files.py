from django.db import migrations

from home.models.files import new_token


def unguessable(apps, schema_editor):
    """Every picture gets a part of its addresses that nobody guesses; what was made under older ones goes, and is made anew."""
    HubImage = apps.get_model("home", "HubImage")
    for image in HubImage.objects.all():
        image.token = new_token()
        image.made = {"wanted": ["text"]}
        image.save(update_fields=["token", "made"])
    HubRendition = apps.get_model("home", "HubRendition")
    for rendition in HubRendition.objects.all():
        rendition.file.delete(save=False)
        rendition.delete()


class Migration(migrations.Migration):
    dependencies = [("home", "0005_clean_files")]

    operations = [migrations.RunPython(unguessable, migrations.RunPython.noop)]
