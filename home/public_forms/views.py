"""The page of a form that anybody may send."""

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from home.public_forms import limits, receipts, tokens
from home.public_forms.bodies import unreadable
from home.public_forms.forms import TOKEN
from home.public_forms.notices import never_stored, notice
from home.public_forms.origin import same_site

MOST_AN_HOUR = 20  # forms from one place; a church or a class may share an address


class PublicFormView(View):
    """Subclasses set `form_class` and `template_name` and write `accept(form) -> address of the answer`.

    `accept` runs in a transaction together with the note that the form was taken. It may raise a `ValidationError` (keyed by
    field, if need be): then nothing was taken and the form is shown again. `title` and `lead` may be properties.
    """

    form_class = None
    template_name = "form_page.html"
    title = lead = submit = note = ""
    most_bytes = 1_000_000  # of all that is sent; forms with files need more
    http_method_names = ["get", "head", "post"]

    @classmethod
    def as_view(cls, **initkwargs):
        """No cookie, so no CSRF token: see home/public_forms. Whatever a subclass does to `dispatch`."""
        return csrf_exempt(super().as_view(**initkwargs))

    def dispatch(self, request, *args, **kwargs):
        return never_stored(super().dispatch(request, *args, **kwargs))

    def get(self, request, *args, **kwargs):
        return self.show(self.make_form())

    def post(self, request, *args, **kwargs):
        refused = unreadable(request, self.most_bytes)
        if refused:
            return _not_read(request, refused)
        form = self.make_form(request.POST, request.FILES)
        if not same_site(request):
            form.ask_again("foreign")
            return self.show(form, status=403)
        self.sent = receipts.content_hash(request)
        before = self.taken_before(request.POST.get(TOKEN))
        if before:
            return self.answer_again(form, before)
        if not form.is_valid():
            return self.show(form, status=422)
        if limits.too_often(form.purpose(), limits.sender(request), MOST_AN_HOUR):
            form.doubts.append("often")
        try:
            receipt = self.take(form)
        except ValidationError as error:
            form.refuse(error)
            return self.show(form, status=422)
        return self.answer_again(form, receipt)

    def make_form(self, *args):
        return self.form_class(*args, initial=None if args else self.get_initial())

    def get_initial(self):
        return {}

    def taken_before(self, token):
        """The receipt of what came with this token; None where nothing did, or where that makes no difference."""
        return receipts.find(tokens.read(token, self.form_class.purpose()))

    def take(self, form):
        """Exactly once, however often it is sent. What it returns is given to `answer`."""
        return receipts.take(form, self.sent, self.accept)

    def answer_again(self, form, receipt):
        """The same answer, however often the same is sent. Something else under a token that was used is shown again."""
        if getattr(receipt, "content_hash", self.sent) != self.sent:
            form.ask_again("sent before")
            return self.show(form, status=422)
        return self.answer(receipt)

    def answer(self, receipt):
        return HttpResponseRedirect(receipt.answer, status=303)

    def accept(self, form):
        raise NotImplementedError(f"{type(self).__name__} takes no form")

    def get_context(self, form):
        return {}

    def show(self, form, status=200, **words):
        context = {
            "form": form,
            "title": self.title,
            "lead": self.lead,
            "submit": self.submit or gettext("Send"),
            "note": self.note,
            "page_type": form.purpose(),
            "noindex": True,
        }
        return render(
            self.request, self.template_name, {**context, **self.get_context(form), **words}, status=status
        )


def _not_read(request, status):
    title = gettext("This form could not be read")
    too_large = gettext("It was larger than what we can take. Send less at a time, or smaller pictures.")
    broken = gettext("It did not arrive in one piece. Go back, and send it once more.")
    return notice(request, title, [too_large if status == 413 else broken], status=status)
