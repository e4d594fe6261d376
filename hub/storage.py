"""Uploads in an S3-compatible bucket."""

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class BucketStorage(S3Storage):
    """Private, with signed addresses that expire, except for what stands in public pages.

    Renditions, videos, sound and their pictures get the plain address under S3_PUBLIC_URL: a page may be kept in a
    cache for longer than a signature lasts. Originals and documents never do; documents pass through Django.
    """

    def url(self, name, parameters=None, expire=None, http_method=None):
        if name.startswith(settings.PUBLIC_UPLOADS):
            return f"{settings.S3_PUBLIC_URL}/{filepath_to_uri(name)}"
        return super().url(name, parameters=parameters, expire=expire, http_method=http_method)
