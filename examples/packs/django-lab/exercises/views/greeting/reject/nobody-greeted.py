from django.http import HttpResponse


def greet(name):
    return HttpResponse("<p>Welcome!</p>")
