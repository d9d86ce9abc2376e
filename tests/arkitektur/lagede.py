"""Objects that an address names and the world does not have: made here, when they are first asked for."""

from collections.abc import Mapping

from django.urls import reverse

from bosetting.innlesing.models import Importrad
from bosetting.innsynskopi.models import Innsynskopi
from bosetting.innsynskopi.services import lag_innsynskopi
from bosetting.rapport.models import Rapportfil
from bosetting.rapport.queries.personer import BOSATTE
from bosetting.rapport.services import bestill_rapportfil
from imdinett.brev import oversetting
from imdinett.brev.models import Oversettelse
from imdinett.brev.rules import Oversatt
from imdinett.bruker.models import Bruker
from imdinett.loggkontroll.models import Kontrollrad
from imdinett.overtakelse import services as overtakelser
from imdinett.overtakelse.models import Overtakelse
from imdinett.tilgang.roller import Rolle
from imdinett.varsel.models import Brukervarsel
from imdinett.web.eksport import Format
from imdinett.web.skjemautkast import services as skjemautkast
from imdinett.web.skjemautkast.models import Skjemautkast
from imdinett.web.skjemautkast.rules import Skrevet
from tests.bosetting.overtakelse.hjelp import fil as sakfil
from tests.bosetting.overtakelse.hjelp import plassert
from tests.bosetting.overtakelse.hjelp import rad as sakrad
from tests.factories.imdinett import KontrollradFactory
from tests.imdinett.overtakelse.hjelp import avtalefil, brukerfil
from tests.verden import Kommuneverden, Verden

Args = tuple[object, ...]


def rapportfil(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    """Ordered by the kommune's skriv user, once for all."""
    fil = Rapportfil.objects.filter(kommune=ett.kommune).order_by("pk").first() or bestill_rapportfil(
        bruker=ett.skriv, rapport=BOSATTE, kommune=ett.kommune, aar=None, format=Format.CSV, formaal="", rader=1
    )
    return {"": (fil.uuid,)}


def varsel(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    """In the list of the kommune's skriv user: a colleague's is as foreign as another kommune's."""
    egne = Brukervarsel.objects.filter(bruker=ett.skriv, kommune=ett.kommune).order_by("pk")
    return {"": (egne.values_list("pk", flat=True)[0],)}


def paabegynt_skjema(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    """Written by the kommune's skriv user, once for all: nobody else's, not even a colleague's."""
    sti = reverse("henvendelse_ny")
    skrevet = [Skrevet(sti, (("emne", "Ikke sendt"), ("tekst", "Skrevet og ikke sendt.")))]
    utkast = Skjemautkast.objects.filter(bruker=ett.skriv).first()
    utkast = utkast or skjemautkast.ta_vare_paa(bruker=ett.skriv, adresse=sti, skrevet=skrevet)
    assert utkast
    return {"": (utkast.uuid,)}


def innsynskopi(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    """Made by IMDi's log reader, once for all."""
    hvem = {"bruker": verden.imdi[Rolle.IMDI_LOGG_LES], "saksnummer": ett.person("utsokt").sak.nummer}
    kopi = Innsynskopi.objects.filter(sak=ett.person("utsokt").sak).first() or lag_innsynskopi(**hvem)
    return {"": (kopi.uuid,)}


def oversettelse(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    """One that is in use, with its sheet, one that waits for somebody else to read it, and one that is not written."""
    ny = Oversatt(
        tittel="Decision",
        forbehold="The Norwegian text is the binding one.",
        tekst="IMDi decided on {utsokingsdato} on {kommune}.\n\n{personer}",
    )
    slag = "vedtak_flyktning"
    if not Oversettelse.objects.exists():
        for sprak in ("en", "uk"):
            oversetting.skriv(bruker=verden.imdi[Rolle.IMDI_ANMODNING], slag=slag, sprak=sprak, ny=ny)
        oversetting.godkjenn(bruker=verden.bosetter, slag=slag, sprak="en", revisjon=1)
        Oversettelse.objects.update(prove=b"%PDF-1.7")
    return {"i_bruk": (slag, "en"), "utkast": (slag, "uk"), "mangler": (slag, "so")}


def oversettelsesark(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {"": (*oversettelse(verden, ett)["i_bruk"], 1)}


def overtakelse(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    """A file that was tried, of each role's kind, and one that was read in; each with a row that does not go in."""
    sjef, bosetter = verden.imdi[Rolle.IMDI_ADMINISTRATOR], verden.bosetter
    return {
        "avtale": (_en_overtakelse("avtale.csv", sjef, avtalefil("0000;2025-03-01;A;;1")).uuid,),
        "sak": (
            _en_overtakelse("sak.csv", bosetter, sakfil(plassert(1, "sokt_ut", ett.kommune), sakrad(2, "bosatt"))).uuid,
        ),
        "lest": (_lest_overtakelse(sjef).uuid,),
    }


def _en_overtakelse(filnavn: str, bruker: Bruker, innhold: bytes) -> Overtakelse:
    kjent = Overtakelse.objects.filter(filnavn=filnavn).first()
    return kjent or overtakelser.prov(bruker=bruker, innhold=innhold, filnavn=filnavn)


def _lest_overtakelse(bruker: Bruker) -> Overtakelse:
    overtakelse = _en_overtakelse("lest.csv", bruker, brukerfil("feil;Kari;;kommune_bosetter_les;"))
    return overtakelser.les_inn(bruker=bruker, overtakelse_id=overtakelse.pk)


def kontrollrad(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    """A look of the kommune's skriv user, once for all."""
    person = ett.person("utsokt")
    felt = {"bruker": ett.skriv, "person_id": person.pk, "saksnummer": person.sak.nummer}
    rad = Kontrollrad.objects.filter(kommune=ett.kommune).first() or KontrollradFactory(kommune=ett.kommune, **felt)
    return {"": (rad.pk,)}


def importrad(verden: Verden, ett: Kommuneverden) -> Mapping[str, Args]:
    return {"": (Importrad.objects.order_by("pk").values_list("pk", flat=True)[0],)}
