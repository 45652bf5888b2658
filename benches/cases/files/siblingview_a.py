from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render

from .models import Document


@login_required
def index(request):
    return render(request, "docs/index.html", {"docs": Document.objects.filter(owner=request.user)})


@login_required
def show(request, pk):
    doc = get_object_or_404(Document, pk=pk, owner=request.user)
    return render(request, "docs/show.html", {"doc": doc})


@login_required
def export(request, pk):
    doc = get_object_or_404(Document, pk=pk)
    return JsonResponse({"title": doc.title, "body": doc.body})


@login_required
def delete(request, pk):
    doc = get_object_or_404(Document, pk=pk, owner=request.user)
    doc.delete()
    return redirect("docs:index")
