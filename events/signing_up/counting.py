"""How many took part stays, when who they were is erased."""

from collections import Counter

from django.db.models import F

from events.models import SignUp, SignUpCount

COUNTED = (SignUp.State.WAITING, SignUp.State.ACCEPTED)


def count_nameless(sign_ups):
    """Add these sign-ups to the counts, in the transaction that erases them: once for each of their cities."""
    rows = (
        sign_ups.filter(state__in=COUNTED, confirmed_at__isnull=False)
        .order_by()
        .values_list("edition_id", "cities", "kind", "language")
    )
    for (edition, city, kind, language), number in sorted(Counter(rows).items(), key=str):
        which = {"edition_id": edition, "city_id": city, "kind": kind, "language": language}
        SignUpCount.objects.get_or_create(**which)
        SignUpCount.objects.filter(**which).update(number=F("number") + number)
