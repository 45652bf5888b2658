from django.contrib.auth import authenticate, login
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme


def login_view(request):
    if request.method != "POST":
        return render(request, "login.html")
    user = authenticate(
        request, username=request.POST.get("username"), password=request.POST.get("password")
    )
    if user is None:
        return render(request, "login.html", {"error": True}, status=401)
    login(request, user)
    target = request.POST.get("next", "/")
    if not target.startswith("/"):
        target = "/"
    return redirect(target)
