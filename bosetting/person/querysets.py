from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from bosetting.person import rules
from bosetting.person.states import BOR_I_MOTTAK, BUNDET, MAPPE_APEN, MOTTAKETS, Gradering, Sakstilstand
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.person.models import Husstand, Person, Sak  # noqa: F401
    from imdinett.kommune.models import Kommune

# B-095: a protected person stands on no list, and in national counts only.
SKJERMET = ~Q(person__gradering=Gradering.INGEN)


def synlig_person(bruker: "tilgang.Hvem", person: str = "person") -> Q:
    """security.md §5: the one filter on rows about persons. `person` is the way from the row to the person.

    A protected person exists for the named group only. It stands in every `synlig_for` of such rows, beside
    the right and the kommune, and never instead of them.
    """
    gruppe = apps.get_model("bosetting", "Skjermingsmedlem")._default_manager.filter(bruker=bruker.pk, fjernet_tid=None)
    return Q(**{f"{person}__gradering": Gradering.INGEN}) | Q(**{f"{person}__in": gruppe.values("person")})


class PersonQuerySet(QuerySet["Person"]):
    def skjult_for(self, bruker: "tilgang.Hvem") -> Self:
        """Protected persons in whose group the user is not."""
        gruppe = apps.get_model("bosetting", "Skjermingsmedlem")._default_manager
        egne = gruppe.filter(bruker=bruker.pk, fjernet_tid=None).values("person")
        return self.exclude(gradering=Gradering.INGEN).exclude(pk__in=egne)


class SakQuerySet(QuerySet["Sak"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """B-001, B-042, B-095: IMDi all; a kommune its own while the folder is open. Protected persons: the group."""
        synlige = self.filter(synlig_person(bruker))
        if tilgang.har_imdi(bruker, Rettighet.SAK_LES):
            return synlige
        return tilgang.avgrens(synlige.filter(tilstand__in=MAPPE_APEN), bruker, Rettighet.SAK_LES)

    def skjult_for(self, bruker: "tilgang.Hvem") -> Self:
        """Those who do not exist for this user, whatever else the user may read."""
        return self.exclude(synlig_person(bruker))

    def beboere_for(self, bruker: "tilgang.Hvem") -> Self:
        """Decision 14, security.md §4: those who live where the user works; who has moved out is gone (B-095)."""
        ider = tilgang.enhet_ider(bruker, Rettighet.KARTLEGGING_SKRIV)
        bor_der = self.filter(mottak__in=ider, kategori__in=MOTTAKETS, tilstand__in=BOR_I_MOTTAK)
        return bor_der.uten_skjermede()

    def bufetats_for(self, bruker: "tilgang.Hvem") -> Self:
        """B-070: enslige mindreårige below the limit, where the user works in Bufetat; never a shielded one (B-095)."""
        barn = Q(er_em=True, person__fodselsdato__gt=rules.bufetats_fodt_etter(klokke.today()))
        ute = (Sakstilstand.AVSLUTTET, Sakstilstand.SELVBOSATT)
        return (
            self.filter(barn, mottak__in=tilgang.enhet_ider(bruker, Rettighet.EM_SKRIV))
            .exclude(tilstand__in=ute)
            .uten_skjermede()
        )

    def avvikssaker_for(self, bruker: "tilgang.Hvem") -> Self:
        """W-06: the cases that avvik are about, by number; of protected persons the group's only (B-095)."""
        if not tilgang.har_imdi(bruker, Rettighet.AVVIK_LES):
            return self.none()
        return self.filter(synlig_person(bruker))

    def med_nummer(self, siffer: str) -> Self:
        """By a whole DUF number, or a fødselsnummer or D-number that the person has or once had."""
        if len(siffer) == 12:
            return self.filter(person__duf_nummer=siffer)
        if len(siffer) != 11:
            return self.none()
        gamle = apps.get_model("bosetting", "Tidligerenummer")._default_manager.filter(nummer=siffer)
        return self.filter(Q(person__fodselsnummer=siffer) | Q(person__in=gamle.values("person")))

    def i_tilstand(self, *tilstander: Sakstilstand) -> Self:
        return self.filter(tilstand__in=tilstander)

    def bundet(self, kommune: "Kommune", aar: int) -> Self:
        """B-028: what holds a place of the year. A protected person is counted nowhere below the country."""
        return self.uten_skjermede().filter(kommune=kommune, plassaar=aar, tilstand__in=BUNDET)

    def bosatt_i(self, kommune: "Kommune", aar: int) -> Self:
        """B-028, decision 22: what has used a place of the year of the bosettingsdato."""
        return self.uten_skjermede().filter(kommune=kommune, tilstand=Sakstilstand.BOSATT, bosettingsdato__year=aar)

    def uten_skjermede(self) -> Self:
        return self.exclude(SKJERMET)

    def uten_bosettingsdato(self) -> Self:
        return self.filter(tilstand=Sakstilstand.SOKT_UT)


class HusstandQuerySet(QuerySet["Husstand"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """A household is there for those who may see somebody in it."""
        saker = self.model._meta.get_field("saker").related_model
        assert isinstance(saker, type)
        egne = saker._default_manager.filter(synlig_person(bruker), husstand=OuterRef("pk"))
        if not tilgang.har_imdi(bruker, Rettighet.SAK_LES):
            egne = tilgang.avgrens(egne.filter(tilstand__in=MAPPE_APEN), bruker, Rettighet.SAK_LES)
        return self.filter(Exists(egne))

    def bosettingsklare(self) -> Self:
        """B-030, B-032, B-033, B-095: those that can be put on a list.

        Somebody waits; everybody else is ready too, or IMDi has said why the family is divided; nobody is shielded.
        """
        ikke_klar = Q(tilstand__in=(Sakstilstand.REGISTRERT, Sakstilstand.TIL_KARTLEGGING))
        saker = self.model._meta.get_field("saker").related_model
        assert isinstance(saker, type)
        alle = saker._default_manager.filter(husstand=OuterRef("pk"))
        return self.filter(
            Exists(alle.filter(tilstand=Sakstilstand.BOSETTINGSKLAR)),
            ~Exists(alle.filter(SKJERMET)),
            ~Q(overstyring="") | ~Exists(alle.filter(ikke_klar)),
        )
