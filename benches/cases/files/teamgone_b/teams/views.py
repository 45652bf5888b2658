from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from .models import Team
from .rights import may_manage


@login_required
@require_POST
def remove_team(request, pk):
    team = get_object_or_404(Team, pk=pk)
    if not may_manage(request.user, team):
        raise PermissionDenied
    team.delete()
    return redirect("teams")


@login_required
@require_POST
def rename_team(request, pk):
    team = get_object_or_404(Team, pk=pk)
    if not may_manage(request.user, team):
        raise PermissionDenied
    team.name = request.POST["name"][:60]
    team.save()
    return redirect("teams")
