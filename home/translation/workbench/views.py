"""The workbench in the admin: an original and its translation side by side, saved passage by passage."""

from itertools import groupby

from django.contrib.humanize.templatetags.humanize import intcomma
from django.forms import Media
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import PreviewableMixin

from home.languages import bcp47, direction, name_for_reader
from home.translation import memory
from home.translation.coverage.words import count_words
from home.translation.glossary import terms_for
from home.translation.machine.gates import refusals
from home.translation.machine.tools import tools_for
from home.translation.workbench.actions import offered
from home.translation.workbench.opening import open_work
from home.translation.workbench.overrides import choices
from home.translation.workbench.passages import counts, passages, shown
from home.translation.workbench.places import thumbnails


class WorkbenchView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "admin/translation/workbench.html"
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, *args, **kwargs):
        self.work, self.tries = open_work(request, kwargs["pk"]), {}
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.work.title

    def get_breadcrumbs_items(self):
        code = self.work.translation.target_locale.language_code
        desk = reverse("translation_desk") + f"?language={code}"
        return [
            *self.breadcrumbs_items,
            {"url": desk, "label": _("Translation desk")},
            {"url": "", "label": self.work.title},
        ]

    def get_context_data(self, **kwargs):
        work, asked = self.work, self.request.GET
        translation = work.translation
        terms = terms_for(translation.source.locale, translation.target_locale)
        found = passages(translation, terms)
        left = shown(found, asked.get("show", ""), asked.get("q", ""), keep=self.tries)
        remember(left, work)
        chosen = choices(work)
        return super().get_context_data(
            **common(work),
            groups=[list(each) for _group, each in groupby(left, key=lambda one: one.place.group)],
            thumbnails=thumbnails(
                [*(each.place.picture for each in left), *(each.picture for each in chosen)]
            ),
            tries=self.tries,
            filters=counts(found),
            show=asked.get("show", ""),
            words=asked.get("q", ""),
            summary=summary(found),
            offered=offered(work, found),
            tools=tools_for(translation.source.locale, translation.target_locale),
            refusals=refusals(translation),
            choices=chosen,
            original=original_address(work),
            previewed=isinstance(work.target, PreviewableMixin) and work.target.is_previewable(),
            choice_media=sum((each.form.media for each in chosen), Media()),
            **kwargs,
        )


def with_tries(request, work, tries):
    """The page once more, with what somebody typed and could not store in its place: {segment pk: Try}."""
    view = WorkbenchView()
    view.setup(request, pk=work.translation.pk)
    view.work, view.tries = work, tries
    return view.render_to_response(view.get_context_data(), status=422)


def common(work):
    """What a passage's template needs to know of its translation."""
    source = work.translation.source.locale.language_code
    target = work.translation.target_locale.language_code
    return {
        "work": work,
        "translation": work.translation,
        "locked": bool(work.lock),
        "lock_message": work.lock.get_message(work.user) if work.lock else "",
        "source_lang": bcp47(source),
        "source_dir": direction(source),
        "source_name": name_for_reader(source),
        "target_lang": bcp47(target),
        "target_dir": direction(target),
        "target_name": name_for_reader(target),
        "target_code": target,
    }


def summary(found):
    """How far it is, in numbers and in words."""
    done = sum(passage.done for passage in found)
    left = sum(count_words(passage.source) for passage in found if not passage.done)
    return {
        "percent": 100 * done // len(found) if found else 100,
        "progress": _("%(done)s of %(total)s passages")
        % {"done": intcomma(done), "total": intcomma(len(found))},
        "words_left": ngettext("%(number)s word to go", "%(number)s words to go", left)
        % {"number": intcomma(left)},
    }


def remember(found, work):
    """Give those passages that are not done what was translated before. A constant number of queries."""
    translation = work.translation
    texts_left = list({passage.text_id: passage.source for passage in found if not passage.done}.items())
    if not texts_left or work.lock:
        return
    matches = memory.matches_for_many(
        texts_left,
        translation.source.locale,
        translation.target_locale,
        target=work.target,
        user=work.user,
    )
    for passage in found:
        if not passage.done:
            passage.matches = matches.get(passage.text_id, [])


def original_address(work):
    """Where readers see the original, or ""."""
    if not work.is_page:
        return ""
    source = work.translation.source
    original = type(work.target)._base_manager.filter(
        translation_key=source.object_id, locale_id=source.locale_id, live=True
    )
    page = original.first()
    return reverse("wagtailadmin_pages:view_draft", args=[page.pk]) if page else ""
