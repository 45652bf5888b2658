from django.contrib.auth.decorators import login_required
from django.db import connection
from django.forms import ModelForm
from django.http import JsonResponse
from shop.models import Profile


class ProfileForm(ModelForm):
    class Meta:
        model = Profile
        fields = ["nickname", "city"]


@login_required
def search(request):
    pattern = f"%{request.GET.get('term', '')}%"
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, title FROM shop_article WHERE title LIKE %s", (pattern,))
        rows = cursor.fetchall()
    return JsonResponse({"rows": rows})


@login_required
def update_profile(request):
    profile = Profile.objects.get(user=request.user)
    form = ProfileForm(request.POST, instance=profile)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    form.save()
    return JsonResponse({"ok": True})
