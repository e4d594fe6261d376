"""`manage.py bench`: what public pages cost, beside a view that does nothing; what an upload costs; and what sending a site
for translation costs beside wagtail-localize as it comes. The pages need loaded content."""

import os
import statistics
import time
from io import BytesIO

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.models import Page

from events.finding import find
from home.cleaning.formats.encoding import JPEG_QUALITY
from home.cleaning.uploads import clean_upload
from home.routing import page_address
from hub.bench import translation


class Command(BaseCommand):
    help = "Measure queries and CPU of one page of every type, of an upload, and of sending a site for translation."

    def add_arguments(self, parser):
        parser.add_argument(
            "--only", choices=["pages", "translation"], help="Measure the public pages or sending alone."
        )
        parser.add_argument("--pages", type=int, default=200, help="How many pages are sent for translation.")
        parser.add_argument("--languages", type=int, default=8, help="Into how many languages.")

    def handle(self, *, only, pages, languages, **options):
        if only != "translation":
            self.public_pages()
            self.uploads()
            self.finding()
        if only != "pages":
            self.stdout.write("")
            for line in translation.lines(translation.compare(pages, languages), pages, languages):
                self.stdout.write(line)

    def public_pages(self):
        client = Client(SERVER_NAME="localhost")
        floor = self.cpu(client, "/healthz")
        self.stdout.write(f"{'page':34}{'queries, caches empty':>22}{'warm':>6}{'CPU ÷ floor':>13}")
        seen = set()
        for page in Page.objects.live().filter(depth__gte=2).order_by("path"):
            if page.content_type_id in seen:
                continue
            seen.add(page.content_type_id)
            address = page_address(page, "en")
            cache.clear()
            cold, warm = self.queries(client, address), self.queries(client, address)
            ratio = self.cpu(client, address) / floor
            name = page.specific_class.__name__
            self.stdout.write(f"{name:34}{cold:>22}{warm:>6}{ratio:>13.1f}")

    def finding(self):
        """What the search for a city costs, by what is typed: one letter, a beginning, a name, a slip, a name and its country."""
        texts = ["s", "san", "서울", "القاهرة", "Londno", "Paris, Texas", "xqzwk"]
        find(texts[0])
        with CaptureQueriesContext(connection) as captured:
            spent = [self.spent(lambda text=text: find(text)) for text in texts]
        each = len(captured) / len(texts) / 5
        self.stdout.write(
            f"{'search for a city':34}{each:.1f} queries, {1000 * max(spent):.0f} ms of CPU at most"
        )

    def uploads(self):
        """What an upload costs: a photograph of 12 million pixels, the child that cleans it included."""
        photo = BytesIO()
        noise = Image.effect_noise((1000, 750), 60).resize((4000, 3000), Image.Resampling.BICUBIC)
        Image.merge("RGB", [noise, noise.rotate(180), noise]).save(photo, "JPEG", quality=88)
        once = self.spent(lambda: self.encode(photo))
        cleaned = self.spent(lambda: clean_upload(ContentFile(photo.getvalue()), "a.jpg", "picture"))
        self.stdout.write(
            f"\n{'upload of 12 megapixels':34}CPU ÷ decoding and encoding it once: {cleaned / once:.1f}"
        )

    @staticmethod
    def encode(photo):
        with Image.open(photo) as picture:
            picture.save(BytesIO(), "JPEG", quality=JPEG_QUALITY)

    @staticmethod
    def spent(act, rounds=5):
        """Median CPU seconds of `act`, of this process and its children."""
        spent = []
        for _round in range(rounds):
            begun = os.times()[:4]
            act()
            spent.append(sum(os.times()[:4]) - sum(begun))
        return statistics.median(spent)

    @staticmethod
    def queries(client, address):
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    @staticmethod
    def cpu(client, address, rounds=20):
        """Median CPU seconds of a request, after one to warm up."""
        client.get(address)
        spent = []
        for _round in range(rounds):
            begun = time.process_time()
            client.get(address)
            spent.append(time.process_time() - begun)
        return statistics.median(spent)
