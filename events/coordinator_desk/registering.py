"""What this package adds to the registries. Called when the site starts."""


def register():
    from django.db.models.signals import post_delete

    from events.coordinator_desk import notes

    for label in sorted(notes.KINDS):
        post_delete.connect(
            notes.go_with, sender=label, dispatch_uid=f"events.coordinator_desk.notes.{label}"
        )
