"""The page of a form that anybody may send."""

from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from home.models.forms import FormReceipt
from home.public_forms import limits, tokens
from home.public_forms.origin import same_site

MOST_AN_HOUR = 20  # forms from one place; a church or a class may share an address


def never_stored(response):
    """Neither browsers nor caches keep it, and search engines don't list it."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@method_decorator(csrf_exempt, name="dispatch")  # no cookie, so no CSRF token: see home/public_forms
class PublicFormView(View):
    """Subclasses set `form_class` and `template_name` and write `accept(form) -> address of the answer`.

    `accept` runs in a transaction together with the note that the form was taken.
    """

    form_class = None
    template_name = ""
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        return never_stored(super().dispatch(request, *args, **kwargs))

    def get(self, request, *args, **kwargs):
        return self.show(self.make_form())

    def post(self, request, *args, **kwargs):
        if not same_site(request):
            return self.show(self.make_form(), status=403, foreign=True)
        form = self.make_form(request.POST, request.FILES)
        before = self.taken_before(request.POST.get(form.add_prefix("token_field")))
        if before:
            return self.answer(before)
        if not form.is_valid():
            return self.show(form, status=422)
        if limits.too_often(form.name, limits.sender(request), MOST_AN_HOUR):
            form.doubts.append("often")
        return self.answer(self.take(form))

    def make_form(self, *args):
        return self.form_class(*args, initial=None if args else self.get_initial())

    def get_initial(self):
        return {}

    def taken_before(self, token):
        found = tokens.read(token, self.form_class.name)
        return found and FormReceipt.objects.filter(nonce_hash=found.nonce_hash).first()

    def take(self, form):
        """Exactly once, however often it is sent."""
        try:
            with transaction.atomic():
                receipt = FormReceipt.objects.create(
                    nonce_hash=form.token.nonce_hash, form=form.name, answer=""
                )
                receipt.answer = self.accept(form)
                receipt.save(update_fields=["answer"])
        except IntegrityError:
            receipt = FormReceipt.objects.filter(nonce_hash=form.token.nonce_hash).first()
            if receipt is None:
                raise
        return receipt

    def answer(self, receipt):
        response = HttpResponseRedirect(receipt.answer)
        response.status_code = 303
        return response

    def accept(self, form):
        raise NotImplementedError(f"{type(self).__name__} takes no form")

    def get_context(self, form):
        return {}

    def show(self, form, status=200, **words):
        context = {"form": form, "page_type": self.form_class.name, "noindex": True}
        return render(
            self.request, self.template_name, {**context, **self.get_context(form), **words}, status=status
        )
