from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("resources", "0009_what_was_agreed_to")]

    operations = [migrations.RemoveField("consentrecord", "face_and_voice")]
