"""Name, face and voice are agreed to one by one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("resources", "0007_format_in_addresses")]

    operations = [
        migrations.AddField(
            "consentrecord",
            "name",
            models.CharField(
                choices=[("real", "real name"), ("pseudonym", "pseudonym"), ("anonymous", "anonymous")],
                default="anonymous",
                help_text="The most that may be shown. Who agreed to their real name may be shown by a pseudonym, too.",
                max_length=20,
                verbose_name="name",
            ),
        ),
        migrations.AddField(
            "consentrecord",
            "face",
            models.BooleanField(
                default=False, help_text="The person's face may be shown.", verbose_name="face"
            ),
        ),
        migrations.AddField(
            "consentrecord",
            "voice",
            models.BooleanField(
                default=False, help_text="The person's voice may be heard.", verbose_name="voice"
            ),
        ),
    ]
