from django.http import HttpResponse
from django.urls import path


def article(request, title):
    return HttpResponse("<h1>" + title + "</h1>")


urlpatterns = [path("articles/<slug:title>/", article)]
