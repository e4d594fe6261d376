"""What conversations do in the background."""

from events.conversations import arriving
from home.background.tasks import durable_task


@durable_task(retries=6)
def introduce_waiting(edition_pk, city_pks, unanswered=False, after=0):
    arriving.go_on(edition_pk, city_pks, unanswered, after)
