"""A form is taken once: the receipt of its nonce says what it said (a keyed hash of it) and where the answer stands."""

import hashlib
import json

from django.db import IntegrityError, transaction
from django.utils import timezone

from home.encryption import lookup_hash
from home.models.forms import FormReceipt
from home.public_forms import tokens
from home.public_forms.forms import TOKEN

KEPT_FOR = tokens.VALID_FOR * 2  # longer than any token is good


def content_hash(request):
    """What a request sends and to where, without its token. Of no use without the key."""
    said = sorted((name, values) for name, values in request.POST.lists() if name != TOKEN)
    files = []
    for name, chosen in sorted(request.FILES.lists()):
        for file in chosen:
            digest = hashlib.sha256()
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
            files.append([name, file.name, digest.hexdigest()])
    whole = json.dumps([request.path, said, files])
    return lookup_hash(f"sent:{hashlib.sha256(whole.encode()).hexdigest()}")


def find(token):
    return FormReceipt.objects.filter(nonce_hash=token.nonce_hash).first() if token else None


def take(form, sent, accept):
    """The receipt. `accept(form)` runs once for a token, however often the form is sent at a time."""
    try:
        with transaction.atomic():
            receipt = FormReceipt.objects.create(
                nonce_hash=form.token.nonce_hash, form=form.purpose(), content_hash=sent
            )
            receipt.answer = accept(form)
            receipt.save(update_fields=["answer"])
    except IntegrityError:
        receipt = find(form.token)
        if receipt is None:
            raise
    return receipt


def forget_old():
    """When their tokens have long been stale, receipts serve nobody."""
    FormReceipt.objects.filter(taken_at__lt=timezone.now() - KEPT_FOR).delete()
