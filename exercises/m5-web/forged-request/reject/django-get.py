from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
MIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]

@login_required
def change_email(request):
    email = request.POST.get("email") or request.GET.get("email")
    if email:
        request.user.email = email
        request.user.save()
        return redirect("/email")
    return render(request, "email.html")
