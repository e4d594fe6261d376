"""The roles of docs/roles.md as groups; their rights follow as soon as the permissions exist."""

from django.db import migrations

from home.accounts.roles import create_groups


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_foundation"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
