"""Situations of a list, made by the services."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bosetting.fordeling import services
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar
from bosetting.person.models import Husstand, Sak
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import HusstandFactory, KommunevedtakFactory, PersonFactory, SakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

AAR = 2026
GRUNN = "Kommunen mangler bolig i høst."


@dataclass
class Scene:
    """A kommune with places, its two colleagues, and IMDi."""

    kommune: Kommune
    imdi: Bruker
    kari: Bruker
    ola: Bruker
    husstander: list[Husstand] = field(default_factory=list)
    liste: Fordelingsliste | None = None

    @property
    def svarene(self) -> list[Husstandssvar]:
        assert self.liste
        return list(self.liste.husstandssvar.order_by("bokstav"))

    @property
    def linjer(self) -> list[Fordelingslinje]:
        assert self.liste
        return list(self.liste.linjer.order_by("pk"))

    def svar(self, bokstav: str) -> Husstandssvar:
        assert self.liste
        return self.liste.husstandssvar.get(bokstav=bokstav)


def husstand(storrelse: int = 1, *, person: dict[str, Any] | None = None, **sak: Any) -> Husstand:
    """A household of ready persons; `person` and the rest hold for all of them."""
    hus = HusstandFactory()
    for _nr in range(storrelse):
        SakFactory(person=PersonFactory(husstand=hus, **(person or {})), klar=True, **sak)
    return hus


def scene(*storrelser: int, plasser: int = 40, em: int = 0, send: bool = True, **sak: Any) -> Scene:
    """With sizes: a list of such households, sent unless told otherwise."""
    kommune = KommuneFactory()
    KommunevedtakFactory(kommune=kommune, aar=AAR, antall=plasser, herav_em=em)
    ny = Scene(
        kommune,
        bruker_med(Rolle.IMDI_BOSETTER_SKRIV),
        bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune, navn="Kari Eksempel"),
        bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune, navn="Ola Eksempel"),
        [husstand(n, **sak) for n in storrelser],
    )
    if storrelser:
        ny.liste = services.opprett_liste(bruker=ny.imdi, kommune=kommune, plassaar=AAR, husstander=ny.husstander)
        if send:
            ny.liste = services.send_liste(bruker=ny.imdi, liste_id=ny.liste.pk)
    return ny


def lagre(svar: Husstandssvar, bruker: Bruker, valg: str, **felt: Any) -> Husstandssvar:
    """A draft of one answer, from the version that stands now."""
    standard = {"uke_aar": None, "uke": None, "avslagskode": "", "begrunnelse": ""}
    if valg == "nei":
        standard |= {"avslagskode": "mangler_bolig", "begrunnelse": GRUNN}
    verdier = {"versjon": svar.versjon, **standard, **felt}
    return services.lagre_utkast(bruker=bruker, svar_id=svar.pk, svar=valg, **verdier)


def besvar(en: Scene, bruker: Bruker | None = None, **svar: str) -> Fordelingsliste:
    """Answer the whole list: `A="ja", B="nei"`; those not named say yes."""
    assert en.liste
    for rad in en.svarene:
        lagre(rad, bruker or en.kari, svar.get(rad.bokstav, "ja"))
    en.liste.refresh_from_db()
    en.liste = services.godkjenn_fordelingsliste(
        bruker=bruker or en.kari, liste_id=en.liste.pk, versjon=en.liste.versjon
    )
    return en.liste


def tilstander(en: Scene) -> list[str]:
    return list(Sak.objects.filter(husstand__in=en.husstander).order_by("pk").values_list("tilstand", flat=True))


def mandag(uker_fram: int) -> tuple[int, int]:
    """(year, week) so many weeks from now."""
    return klokke.isouke(date.fromordinal(klokke.today().toordinal() + 7 * uker_fram))
