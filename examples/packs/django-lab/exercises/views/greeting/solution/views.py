from django.http import HttpResponse
from django.utils.html import format_html


def greet(name):
    page = format_html("<p>Welcome, {}!</p>", name)
    return HttpResponse(page)
