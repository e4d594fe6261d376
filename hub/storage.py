"""Uploads in an S3-compatible bucket."""

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from home.filekeeping.sending import BLOCK


class BucketStorage(S3Storage):
    """Private, with signed addresses that expire, except for what stands in public pages.

    Renditions, videos, sound and their pictures get the plain address under S3_PUBLIC_URL: a page may be kept in a
    cache for longer than a signature lasts. Originals and documents never do; documents pass through Django.
    """

    def url(self, name, parameters=None, expire=None, http_method=None):
        if name.startswith(settings.PUBLIC_UPLOADS):
            return f"{settings.S3_PUBLIC_URL}/{filepath_to_uri(name)}"
        return super().url(name, parameters=parameters, expire=expire, http_method=http_method)

    def blocks(self, name, first, length):
        """A part of a file as the bucket sends it, for home.filekeeping.sending: `open` would fetch all of it first."""
        asked = f"bytes={first}-{first + length - 1}"
        body = self.bucket.Object(self._normalize_name(name)).get(Range=asked)["Body"]
        try:
            yield from body.iter_chunks(BLOCK)
        finally:
            body.close()
