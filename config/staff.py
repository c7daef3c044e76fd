"""Django's admin with the door of accounts/staff.py."""

from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    default_site = "accounts.staff.StaffSite"
