from django.http import HttpResponse
from django.utils.html import escape


def greet(name):
    return HttpResponse("<p>Welcome, " + escape(name) + "!</p>")
