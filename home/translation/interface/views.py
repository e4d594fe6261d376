"""The admin's page on the interface: each language's catalog, and every other thing that counts."""

from django.utils.translation import gettext_lazy as _

from home.languages import name_for_reader
from home.translation.coverage.columns import counted
from home.translation.coverage.views import TranslationView
from home.translation.interface.columns import catalog, is_source


class InterfaceView(TranslationView):
    template_name = "admin/translation/interface.html"
    page_title = _("Interface")

    def get_context_data(self, **kwargs):
        languages = [locale for locale in self.languages if not is_source(locale)]
        columns = counted(languages, without=["interface"])
        return super().get_context_data(
            table=[
                {
                    "name": name_for_reader(locale.language_code),
                    "code": locale.language_code,
                    "state": catalog(locale.language_code),
                    "columns": columns[locale.pk],
                }
                for locale in languages
            ],
            **kwargs,
        )
