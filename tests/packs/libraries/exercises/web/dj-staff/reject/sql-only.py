from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import JsonResponse
from shop.models import Profile


@login_required
def search(request):
    term = request.GET.get("term", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, title FROM shop_article WHERE title LIKE %s", ["%" + term + "%"])
        rows = cursor.fetchall()
    return JsonResponse({"rows": rows})


@login_required
def update_profile(request):
    profile = Profile.objects.get(user=request.user)
    for key, value in request.POST.items():
        if hasattr(profile, key):
            setattr(profile, key, value)
    profile.save()
    return JsonResponse({"ok": True})
