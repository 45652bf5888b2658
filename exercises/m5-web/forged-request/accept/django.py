from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

# settings.py: MIDDLEWARE holds django.middleware.csrf.CsrfViewMiddleware
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]

# email.html: <form method="post">{% csrf_token %}<input name="email"></form>

@login_required
@require_http_methods(["GET", "POST"])
@csrf_protect
def change_email(request):
    if request.method == "POST":
        request.user.email = request.POST["email"]
        request.user.save()
        return redirect("/email")
    return render(request, "email.html")
