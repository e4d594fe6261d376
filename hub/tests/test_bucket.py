"""Files in a bucket: what is fetched of them."""

import io

from hub.storage import BucketStorage

FILE = bytes(range(100))


class Body(io.BytesIO):
    def iter_chunks(self, size):
        while block := self.read(size):
            yield block


class Bucket:
    """What boto3 offers of a bucket, for one file."""

    def __init__(self):
        self.asked, self.body = [], None

    def Object(self, name):  # noqa: N802 - boto3's name
        self.asked.append(name)
        return self

    def get(self, Range):  # noqa: N803
        self.asked.append(Range)
        first, last = map(int, Range.removeprefix("bytes=").split("-"))
        self.body = Body(FILE[first : last + 1])
        return {"Body": self.body}


def test_only_the_part_that_is_sent_is_fetched(monkeypatch):
    bucket = Bucket()
    monkeypatch.setattr(BucketStorage, "bucket", bucket)
    storage = BucketStorage(bucket_name="files")
    blocks = storage.blocks("documents/x/letter.pdf", 4, 5)
    assert not bucket.asked  # nothing before somebody takes it
    assert b"".join(blocks) == FILE[4:9]
    assert bucket.asked == ["documents/x/letter.pdf", "bytes=4-8"]
    assert bucket.body.closed
