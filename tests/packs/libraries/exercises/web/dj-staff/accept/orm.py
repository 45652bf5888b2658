from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from shop.models import Article, Profile


@login_required
def search(request):
    term = request.GET.get("term", "")
    rows = list(Article.objects.filter(title__contains=term).values_list("id", "title"))
    return JsonResponse({"rows": rows})


@login_required
def update_profile(request):
    profile = Profile.objects.get(user=request.user)
    profile.nickname = request.POST.get("nickname", profile.nickname)
    profile.city = request.POST.get("city", profile.city)
    profile.save(update_fields=["nickname", "city"])
    return JsonResponse({"ok": True})
