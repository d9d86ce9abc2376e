"""Beat and the doorbell name their tasks by text: each name must be a task that takes what it is given."""

import inspect

import pytest
from celery import current_app
from django.conf import settings

from bosetting import tasks as bosettings_jobber
from imdinett import tasks
from imdinett.brev.services import LAG_PDF, LEVER
from imdinett.opplasting.services import SKANN
from imdinett.utboks.feiing import AVKLAR_BREV, LEVER_BREV
from imdinett.utboks.services import SEND_EPOST

assert tasks
assert bosettings_jobber


@pytest.mark.parametrize("navn", sorted({LAG_PDF, LEVER, LEVER_BREV, AVKLAR_BREV, SEND_EPOST, SKANN}))
def test_jobben_som_blir_vekket_tar_en_id(navn):
    inspect.signature(current_app.tasks[navn].run).bind(1)


@pytest.mark.parametrize("navn", settings.CELERY_BEAT_SCHEDULE)
def test_hver_linje_i_planen_er_en_jobb(navn):
    oppforing = settings.CELERY_BEAT_SCHEDULE[navn]

    inspect.signature(current_app.tasks[oppforing["task"]].run).bind(*oppforing.get("args", ()))
