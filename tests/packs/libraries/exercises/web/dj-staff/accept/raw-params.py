from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBadRequest, JsonResponse
from shop.models import Article, Profile


@login_required
def search(request):
    term = request.GET.get("term", "")
    found = Article.objects.raw(
        "SELECT id, title FROM shop_article WHERE title LIKE %(p)s", {"p": f"%{term}%"}
    )
    return JsonResponse({"rows": [[a.id, a.title] for a in found]})


@login_required
def update_profile(request):
    profile = Profile.objects.get(user=request.user)
    for key, value in request.POST.items():
        if key not in {"nickname", "city"}:
            return HttpResponseBadRequest("no such field")
        setattr(profile, key, value)
    profile.save()
    return JsonResponse({"ok": True})
