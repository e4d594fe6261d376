"""The glossary of a language in the admin, for those who translate it."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import log

from home.languages import bcp47, direction, name_for_reader
from home.models import GlossaryConcept, GlossaryWord
from home.translation.coverage.views import TranslationView
from home.translation.glossary.forms import WordForm
from home.translation.glossary.terms import lines

PER_PAGE = 50


class GlossaryView(TranslationView):
    template_name = "admin/translation/glossary.html"
    page_title = gettext_lazy("Glossary")

    def get_context_data(self, **kwargs):
        locale = self.chosen() or self.languages[0]
        asked, missing = self.request.GET.get("q", "").strip(), self.request.GET.get("missing", "")
        page = Paginator(concepts(locale, asked, missing == "1"), PER_PAGE).get_page(
            self.request.GET.get("p")
        )
        query = self.request.GET.copy()
        query.pop("p", None)
        return super().get_context_data(
            page_obj=page,
            table=[_row(concept, locale) for concept in page],
            query=query.urlencode(),
            languages=self.named(),
            language=locale.language_code,
            language_name=name_for_reader(locale.language_code),
            lang=bcp47(locale.language_code),
            dir=direction(locale.language_code),
            words=asked,
            missing=missing,
            kinds=[("1", _("Without a word"))],
            may_add=self.request.user.has_perm("home.add_glossaryconcept"),
            **kwargs,
        )


class WordView(TranslationView):
    """The word for one concept in one language."""

    template_name = "admin/translation/glossary_word.html"

    def dispatch(self, request, *args, **kwargs):
        self.concept = get_object_or_404(GlossaryConcept, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def locale_here(self):
        code = self.kwargs["language"]
        found = next((locale for locale in self.languages if locale.language_code == code), None)
        if found is None:
            raise PermissionDenied
        return found

    @property
    def page_title(self):
        return f"{self.concept.name}: {name_for_reader(self.kwargs['language'])}"

    def word(self, lock=False):
        words = GlossaryWord.objects.select_for_update() if lock else GlossaryWord.objects
        known = {"concept": self.concept, "locale": self.locale_here}
        return words.filter(**known).first() or GlossaryWord(**known)

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        # The entry is locked too: two who write the first word at once wait for each other.
        GlossaryConcept.objects.select_for_update().get(pk=self.concept.pk)
        form = WordForm(request.POST, instance=self.word(lock=True), language=self.locale_here.language_code)
        if not form.is_valid():
            messages.error(request, _("The word could not be saved because of errors."))
            return self.render_to_response(self.get_context_data(form=form))
        form.save()
        log(instance=self.concept, action="wagtail.edit", user=request.user)
        messages.success(request, _("The word for “%(name)s” is saved.") % {"name": self.concept.name})
        return redirect(address(self.locale_here))

    def get_context_data(self, **kwargs):
        locale = self.locale_here
        kwargs.setdefault("form", WordForm(instance=self.word(), language=locale.language_code))
        return super().get_context_data(
            concept=self.concept,
            back=address(locale),
            **kwargs,
        )


def address(locale):
    return f"{reverse('translation_glossary')}?{urlencode({'language': locale.language_code})}"


def concepts(locale, asked="", missing=False):
    """Entries with `words_here`, [the word in this language]; those that hold what is asked for, in English or in it."""
    here = GlossaryWord.objects.filter(locale=locale)
    found = GlossaryConcept.objects.prefetch_related(Prefetch("words", queryset=here, to_attr="words_here"))
    if missing:
        found = found.exclude(words__locale=locale)
    if asked:
        in_words = here.filter(
            Q(word__icontains=asked) | Q(also__icontains=asked) | Q(avoid__icontains=asked)
        )
        found = found.filter(
            Q(name__icontains=asked) | Q(note__icontains=asked) | Q(pk__in=in_words.values("concept"))
        )
    return found


def _row(concept, locale):
    word = concept.words_here[0] if concept.words_here else None
    return {
        "concept": concept,
        "word": word,
        "also": lines(word.also) if word else (),
        "avoid": lines(word.avoid) if word else (),
        "edit": reverse("translation_glossary_word", args=[concept.pk, locale.language_code]),
    }
