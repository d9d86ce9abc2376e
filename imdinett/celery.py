import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imdinett.settings.production")
app = Celery("imdinett")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Web threads too must find this app as the current one.
app.set_default()
