def may_manage(user, team):
    return user.is_staff or team.members.filter(user=user, role="lead").exists()
