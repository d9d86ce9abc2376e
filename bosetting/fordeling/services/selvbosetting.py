"""B-060: avtalt selvbosetting runs as an ordinary list to the kommune that asked, after IMDi's check."""

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.anmodning.queries import laas_plasser
from bosetting.fordeling import kontroll, rules
from bosetting.fordeling.models import Fordelingsliste
from bosetting.fordeling.services.bygg import opprett_liste, send_liste
from bosetting.innmelding.models import BestemtPerson
from bosetting.innmelding.services.innmeldinger import behandle
from imdinett.bruker.models import Bruker
from imdinett.tilgang import tilgang


@transaction.atomic
def fordel_avtalt_selvbosetting(*, bruker: Bruker, innmelding_id: int, plassaar: int) -> Fordelingsliste:
    """Put the person's whole household before the kommune that asked, on a list of its own that says what it is.

    It binds places of the year like any other list (B-028); the kommune answers as usual, and is told so.
    """
    tilgang.krev(rules.kan_fordele(bruker))
    utkast = BestemtPerson.objects.select_related("kommune").get(pk=innmelding_id)
    laas_plasser(utkast.kommune, plassaar)
    innmelding = BestemtPerson.objects.select_for_update(of=("self",)).select_related("kommune").get(pk=innmelding_id)
    husstand = kontroll.krev_avtalt_selvbosetting(innmelding, bruker)
    liste = opprett_liste(bruker=bruker, kommune=innmelding.kommune, plassaar=plassaar, husstander=[husstand])
    liste.husstandssvar.update(bestemt_person=innmelding)
    liste = send_liste(bruker=bruker, liste_id=liste.pk)
    svar = _("IMDi har behandlet innmeldingen. Svar på fordelingsliste %(nummer)s.") % {"nummer": liste.nummer}
    behandle(bruker=bruker, innmelding=innmelding, svar=svar)
    return liste
