from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/remove/", views.remove_team),
    path("<int:pk>/rename/", views.rename_team),
]
