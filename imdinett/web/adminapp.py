from django.contrib.admin.apps import AdminConfig


class ImdiAdminConfig(AdminConfig):
    default_site = "imdinett.web.adminsted.ImdiAdmin"
