"""Logs out and goes back."""
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST


def allowed(request, address):
    return url_has_allowed_host_and_scheme(address, allowed_hosts={"shop.example"}, require_https=True)


@require_POST
def leave(request):
    logout(request)
    address = request.POST.get("next", "")
    return redirect(address if allowed(request, address) else "home")
