"""Valid published pages and users with no arguments, for tests and benchmarks."""

from io import BytesIO

import factory
from django.core.files.base import ContentFile
from wagtail.models import Locale, Page, Site

from home.models import ContentPage, HomePage, HubDocument, HubImage, Organisation, Topic, User


def _locale(code="en"):
    return Locale.objects.get_or_create(language_code=code)[0]


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password("a long enough pass phrase")


class OwnerFactory(UserFactory):
    is_staff = True
    is_superuser = True


class PageFactory(factory.django.DjangoModelFactory):
    """A live page below `parent`, which a subclass finds or makes."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")  # a title may have no letter that an address can hold
    summary = "What this page is about."
    live = True

    @classmethod
    def default_parent(cls, locale):
        return home_page(locale)

    @classmethod
    def _build(cls, model_class, *args, **kwargs):
        kwargs.pop("parent", None)
        return model_class(*args, **kwargs)

    @classmethod
    def _create(cls, model_class, *args, parent=None, locale=None, **kwargs):
        if parent is not None and locale is None:
            locale = parent.locale
        locale = _locale(locale) if isinstance(locale, str) else locale or _locale()
        parent = parent or cls.default_parent(locale)
        page = model_class(*args, locale=locale, **kwargs)
        parent.refresh_from_db()
        parent.add_child(instance=page)
        if page.live:
            page.save_revision().publish()
        page.refresh_from_db()
        return page


class HomePageFactory(PageFactory):
    class Meta:
        model = HomePage

    demand = "Stop sending them back."
    slug = None  # the language's code

    @classmethod
    def default_parent(cls, locale):
        return Page.get_first_root_node()

    @classmethod
    def _create(cls, model_class, *args, locale=None, **kwargs):
        locale = _locale(locale) if isinstance(locale, str) else locale or _locale()
        kwargs["slug"] = kwargs.get("slug") or locale.language_code
        page = super()._create(model_class, *args, locale=locale, **kwargs)
        if locale.language_code == "en":
            Site.objects.update_or_create(
                is_default_site=True, defaults={"hostname": "localhost", "root_page": page}
            )
        return page


def home_page(locale=None):
    """The home page of a language, made where there is none; all home pages are translations of each other."""
    locale = _locale(locale) if isinstance(locale, str) else locale or _locale()
    found = HomePage.objects.filter(locale=locale).first()
    if found:
        return found
    first = HomePage.objects.first()
    extra = {"translation_key": first.translation_key} if first else {}
    return HomePageFactory(locale=locale, **extra)


class ContentPageFactory(PageFactory):
    class Meta:
        model = ContentPage


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    title = factory.Sequence(lambda n: f"Topic {n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")
    locale = factory.LazyFunction(_locale)


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")
    locale = factory.LazyFunction(_locale)


def sample_pdf(words=""):
    """The bytes of a PDF of one page with these words (ASCII), empty without."""
    import pikepdf

    out = BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        if words:
            page.add_resource(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
                ),
                pikepdf.Name.Font,
                name=pikepdf.Name.F1,
            )
            page.contents_add(f"BT /F1 24 Tf 72 700 Td ({words}) Tj ET".encode())
        pdf.save(out)
    return out.getvalue()


def sample_picture(size=(64, 48), kind="JPEG"):
    """The bytes of a picture."""
    from PIL import Image

    out = BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, kind)
    return out.getvalue()


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HubDocument

    title = factory.Sequence(lambda n: f"Document {n}")
    file = factory.LazyFunction(lambda: ContentFile(sample_pdf(), "letter.pdf"))


class ImageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HubImage

    title = factory.Sequence(lambda n: f"Picture {n}")
    description = "What it shows."
    file = factory.LazyFunction(lambda: ContentFile(sample_picture(), "photo.jpg"))
