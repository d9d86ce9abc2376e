"""The people who use the demo: made by the services, as IMDi's administrator and the kommuner's own would."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.models import Melding
from imdinett.forvaltning.services import (
    avtaler,
    brukere,
    enheter,
    imdi,
    invitasjoner,
    konto,
    meldinger,
    skjermingsleder,
)
from imdinett.forvaltning.services import kontakt as kontakter
from imdinett.forvaltning.services.invitasjoner import Invitert
from imdinett.kjerne import klokke
from imdinett.kommune.models import Enhet, Kommune
from imdinett.tilgang.roller import ROLLER, Rolle

PASSORD = "ovelse-gir-trygghet-2026"  # the practice environment's, printed by make demo
DOMENE = "demo.example"


@dataclass(frozen=True)
class Demokommune:
    """A kommune with users. `plasser` is its part of the persons in the demo."""

    nummer: str
    kortnavn: str
    plasser: int
    to_skrivere: bool = False


KOMMUNER = (
    Demokommune("0301", "oslo", 24, to_skrivere=True),
    Demokommune("4601", "bergen", 16, to_skrivere=True),
    Demokommune("1101", "eigersund", 8, to_skrivere=True),
    Demokommune("4204", "kristiansand", 10),
    Demokommune("3411", "ringsaker", 7),
    Demokommune("1804", "bodo", 7),
    Demokommune("5603", "hammerfest", 4),
    Demokommune("5610", "karasjok", 2),
    Demokommune("4647", "sunnfjord", 6),
    Demokommune("4621", "voss", 5),
    Demokommune("1112", "lund", 3),
    Demokommune("1114", "bjerkreim", 2),
)
# The enheter of the demo, and who works there. The others have residents only.
ENHETER = (
    ("Øvingsmottaket Nord", Enhet.Type.MOTTAK, "mottak"),
    ("Bufetat region øst (øving)", Enhet.Type.BUFETAT, "bufetat"),
)
UTEN_AVTALE = Demokommune("1835", "traena", 0)
IMDI = (
    Rolle.IMDI_ADMINISTRATOR,
    Rolle.IMDI_BOSETTER_SKRIV,
    Rolle.IMDI_BOSETTER_LES,
    Rolle.IMDI_ANMODNING,
    Rolle.IMDI_SUPPORT,
    Rolle.IMDI_LOGG_LES,
)


@dataclass(frozen=True)
class Demobruker:
    epost: str
    navn: str
    hvem: str
    roller: tuple[Rolle, ...]

    @property
    def rolletekst(self) -> str:
        return " og ".join(ROLLER[rolle].kode for rolle in self.roller)


def hemmelighet(epost: str) -> str:
    """The secret of a demo user's authenticator app: the same every time, and only in the practice environment."""
    return base64.b32encode(hashlib.sha256(f"demo:{epost}".encode()).digest()[:20]).decode()


def imdi_brukere() -> list[Demobruker]:
    return [
        Demobruker(
            f"{rolle.value.removeprefix('imdi_')}.imdi@{DOMENE}", f"{ROLLER[rolle].navn} Eksempel", "IMDi", (rolle,)
        )
        for rolle in IMDI
    ]


def kommunebrukere(kommune: Demokommune) -> list[Demobruker]:
    navn = kommune.kortnavn
    sted = navn.capitalize()
    brukere_ = [
        Demobruker(f"admin.{navn}@{DOMENE}", f"Anne {sted} Eksempel", sted, (Rolle.KOMMUNE_ADMINISTRATOR,)),
        Demobruker(f"skriv.{navn}@{DOMENE}", f"Kari {sted} Eksempel", sted, (Rolle.KOMMUNE_BOSETTER_SKRIV,)),
        Demobruker(f"les.{navn}@{DOMENE}", f"Ola {sted} Eksempel", sted, (Rolle.KOMMUNE_BOSETTER_LES,)),
    ]
    if kommune.to_skrivere:
        roller = (Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_ADMINISTRATOR)
        brukere_.append(Demobruker(f"skriv2.{navn}@{DOMENE}", f"Siri {sted} Eksempel", sted, roller))
    return brukere_


def alle_brukere() -> list[Demobruker]:
    """The table that `make demo` prints."""
    kommunale = [bruker for kommune in (*KOMMUNER, UTEN_AVTALE) for bruker in kommunebrukere(kommune)]
    fylke = Demobruker(f"les.rogaland@{DOMENE}", "Frida Rogaland Eksempel", "Rogaland", (Rolle.FYLKE_LES,))
    return [*imdi_brukere(), *kommunale, *enhetsbrukere(), fylke]


def enhetsbrukere() -> list[Demobruker]:
    return [
        Demobruker(f"{navn}@{DOMENE}", f"Mona {navn.capitalize()} Eksempel", navn.capitalize(), (rolle_i(type),))
        for _enhet, type, navn in ENHETER
    ]


def rolle_i(type: Enhet.Type) -> Rolle:
    return Rolle.MOTTAK_SKRIV if type == Enhet.Type.MOTTAK else Rolle.BUFETAT_SKRIV


def lag_enheter(sjef: Bruker) -> list[Bruker]:
    """A mottak and a region with its omsorgssenter, and one who works in each."""
    ansatte = []
    for (navn, type, _kort), plan in zip(ENHETER, enhetsbrukere(), strict=True):
        enhet = enheter.registrer_enhet(bruker=sjef, navn=navn, type=type)
        if type == Enhet.Type.BUFETAT:
            senter = Enhet.Type.OMSORGSSENTER
            enheter.registrer_enhet(bruker=sjef, navn="Øvingssenteret for barn", type=senter, overordnet=enhet)
        ny = enheter.inviter_enhetsbruker(bruker=sjef, enhet=enhet, navn=plan.navn, epost=plan.epost)
        ansatte.append(_godta(ny, plan))
    return ansatte


def lag_imdi() -> dict[Rolle, Bruker]:
    """IMDi's staff: the first administrator, then those the administrator invites."""
    planlagte = imdi_brukere()
    forste = imdi.opprett_forste_administrator(navn=planlagte[0].navn, epost=planlagte[0].epost)
    ansatte = {planlagte[0].roller[0]: _godta(forste, planlagte[0])}
    sjef = ansatte[Rolle.IMDI_ADMINISTRATOR]
    for plan in planlagte[1:]:
        ny = imdi.inviter(bruker=sjef, navn=plan.navn, epost=plan.epost, roller=set(plan.roller))
        ansatte[plan.roller[0]] = _godta(ny, plan)
    skjermingsleder.velg(bruker=sjef, gjelder=ansatte[Rolle.IMDI_LOGG_LES], grunn="Leser innsynsloggen i IMDi.")
    return ansatte


def lag_kommune(sjef: Bruker, plan: Demokommune, *, avtale: bool = True) -> list[Bruker]:
    """Agreement, first administrator by IMDi, the rest by the administrator, and the kommune's own address."""
    kommune = Kommune.objects.gyldige().get(nummer=plan.nummer)
    if avtale:
        signatur = avtaler.Signatur(
            versjon="2026-1", dato=klokke.today() - timedelta(days=5), av="Kommunedirektør Eksempel"
        )
        avtaler.registrer_avtale(bruker=sjef, kommune=kommune, signatur=signatur)
    forste, *andre = kommunebrukere(plan)
    invitert = brukere.registrer_administrator(bruker=sjef, kommune=kommune, navn=forste.navn, epost=forste.epost)
    administrator = _godta(invitert, forste)
    if not avtale:
        return [administrator]
    ansatte = [administrator, *_inviter(administrator, kommune, andre)]
    _kontakt(administrator, kommune)
    return ansatte


def _inviter(administrator: Bruker, kommune: Kommune, planer: Iterable[Demobruker]) -> list[Bruker]:
    return [
        _godta(
            brukere.inviter(
                bruker=administrator, kommune=kommune, navn=plan.navn, epost=plan.epost, roller=set(plan.roller)
            ),
            plan,
        )
        for plan in planer
    ]


def lag_fylke(sjef: Bruker) -> Bruker:
    plan = alle_brukere()[-1]
    fylke = Kommune.objects.gyldige().select_related("fylke").get(nummer="1101").fylke
    assert fylke is not None
    return _godta(imdi.inviter_fylkesbruker(bruker=sjef, fylke=fylke, navn=plan.navn, epost=plan.epost), plan)


def _kontakt(bruker: Bruker, kommune: Kommune) -> None:
    kontakter.registrer_kontakt(
        bruker=bruker,
        kommune=kommune,
        kontakt=kontakter.Kontakt(
            adresselinje="Postboks 1 (øving)",
            postnummer="0152",
            poststed="Oslo",
            postmottak=f"postmottak.{kommune.nummer}@{DOMENE}",
            telefon="22 24 00 00",
            kontaktperson="Kari Eksempel",
        ),
        sett_pk=None,
    )


def lag_melding(sjef: Bruker) -> None:
    """One on the front page, and one on why persons are late (W-07)."""
    naa = klokke.now()
    meldinger.publiser_melding(
        bruker=sjef,
        innhold=meldinger.Innhold(
            tittel_nb="Det kommer færre enn planlagt",
            tittel_nn="Det kjem færre enn planlagt",
            tekst_nb="Færre har fått tillatelse enn ventet. Derfor må flere vente med ledige plasser i vinter.",
            tekst_nn="Færre har fått løyve enn venta. Difor må fleire vente med ledige plassar i vinter.",
            slag="warning",
            maalgruppe="kommuner",
            vises_fra=naa - timedelta(days=1),
            vises_til=naa + timedelta(days=120),
            sted=Melding.Sted.STATUS,
        ),
    )
    meldinger.publiser_melding(
        bruker=sjef,
        innhold=meldinger.Innhold(
            tittel_nb="Velkommen til øvingsmiljøet",
            tittel_nn="Velkomen til øvingsmiljøet",
            tekst_nb="Alle personene her er oppdiktet. Prøv deg fram: ingenting du gjør, får følger for noen.",
            tekst_nn="Alle personane her er oppdikta. Prøv deg fram: ingenting du gjer, får følgjer for nokon.",
            slag="info",
            maalgruppe="alle",
            vises_fra=naa - timedelta(days=1),
            vises_til=naa + timedelta(days=365),
        ),
    )


def _godta(invitert: Invitert, plan: Demobruker) -> Bruker:
    bruker = invitasjoner.godta(nokkel=invitert.nokkel, passord=PASSORD)
    konto.sett_opp_app(bruker=bruker, hemmelighet=hemmelighet(plan.epost))
    return bruker
