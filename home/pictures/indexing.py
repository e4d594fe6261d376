"""The search of the library knows each picture but the withheld ones, which nobody may find."""

from django.db.models.signals import post_delete, post_save
from modelsearch import index
from modelsearch.signal_handlers import post_save_signal_handler

from home.models.images import HubImage


def _saved(sender, instance, **kwargs):
    if not instance.withheld:
        post_save_signal_handler(instance, **kwargs)


def _deleted(sender, instance, **kwargs):
    index.remove_object(instance)


def connect():
    """In place of the handlers that `HubImage.search_auto_update` turns off."""
    post_save.connect(_saved, sender=HubImage, dispatch_uid="home.pictures.indexing.saved")
    post_delete.connect(_deleted, sender=HubImage, dispatch_uid="home.pictures.indexing.deleted")
