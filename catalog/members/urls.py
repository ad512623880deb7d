from django.urls import path

from catalog.members import views

urlpatterns = [
    path("", views.members, name="members"),
    path("invite", views.invite, name="members-invite"),
    path("<int:membership_id>/role", views.change_role, name="members-role"),
    path("<int:membership_id>/remove", views.remove, name="members-remove"),
    path("invitations/<int:invitation_id>/withdraw", views.withdraw, name="members-withdraw"),
]
