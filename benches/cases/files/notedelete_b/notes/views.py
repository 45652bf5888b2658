from django.contrib.auth.mixins import LoginRequiredMixin
from django.urls import reverse_lazy
from django.views.generic import CreateView, DeleteView, ListView, UpdateView

from .models import Note


class NoteList(LoginRequiredMixin, ListView):
    model = Note

    def get_queryset(self):
        return Note.objects.filter(owner=self.request.user)


class NoteCreate(LoginRequiredMixin, CreateView):
    model = Note
    fields = ["title", "text"]
    success_url = reverse_lazy("notes")

    def form_valid(self, form):
        form.instance.owner = self.request.user
        return super().form_valid(form)


class NoteUpdate(LoginRequiredMixin, UpdateView):
    model = Note
    fields = ["title", "text"]
    success_url = reverse_lazy("notes")

    def get_queryset(self):
        return Note.objects.filter(owner=self.request.user)


class NoteDelete(LoginRequiredMixin, DeleteView):
    model = Note
    success_url = reverse_lazy("notes")

    def get_queryset(self):
        return Note.objects.filter(owner=self.request.user)
