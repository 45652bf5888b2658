"""Single sign-on: sends people back to the service they came from."""
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.http import HttpResponseBadRequest, HttpResponseRedirect
from django.views import View

SERVICES = ["wiki.example.org", "mail.example.org"]


def with_ticket(url, ticket):
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=urlencode({"ticket": ticket}), fragment=""))


class Return(View):
    http_method_names = ["get"]

    def service(self):
        url = self.request.GET.get("service", "")
        host = urlsplit(url).netloc
        if not [name for name in SERVICES if name == host]:
            return None
        return url

    def get(self, request):
        service = self.service()
        if service is None:
            return HttpResponseBadRequest()
        ticket = request.session["ticket"]
        return HttpResponseRedirect(with_ticket(service, ticket))
