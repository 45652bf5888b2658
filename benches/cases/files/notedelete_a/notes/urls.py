from django.urls import path

from . import views

urlpatterns = [
    path("", views.NoteList.as_view(), name="notes"),
    path("new/", views.NoteCreate.as_view(), name="note-new"),
    path("<int:pk>/", views.NoteUpdate.as_view(), name="note"),
    path("<int:pk>/remove/", views.NoteDelete.as_view(), name="note-remove"),
]
