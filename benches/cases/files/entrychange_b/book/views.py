from django.contrib.auth.mixins import LoginRequiredMixin, UserPassesTestMixin
from django.urls import reverse_lazy
from django.views.generic import DetailView, ListView, UpdateView

from .models import Entry


class Entries(LoginRequiredMixin, ListView):
    model = Entry

    def get_queryset(self):
        return super().get_queryset().filter(user=self.request.user)


class Show(LoginRequiredMixin, DetailView):
    model = Entry

    def get_queryset(self):
        return Entry.objects.filter(user=self.request.user)


class Change(LoginRequiredMixin, UserPassesTestMixin, UpdateView):
    model = Entry
    fields = ["name", "phone"]
    success_url = reverse_lazy("entries")

    def test_func(self):
        return self.get_object().user == self.request.user
