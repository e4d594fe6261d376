"""The line at the head of a page's form that leads to its part of the guide."""

from wagtail.admin.panels import Panel

from home.guide.links import guide_address


class GuidePanel(Panel):
    """Shows itself where the guide has a part on this type of page (home.registries.guide_places)."""

    def clean_name(self):
        return "guide"

    class BoundPanel(Panel.BoundPanel):
        template_name = "admin/guide_panel.html"

        @property
        def address(self):
            return guide_address(self.instance._meta.label)

        def is_shown(self):
            return bool(self.address)

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "address": self.address}
