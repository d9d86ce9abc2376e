"""The folder in words: what the pages' components are filled from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.bosatt import rules
from bosetting.bosatt.models import Bosetting
from bosetting.folkeregister.models import Folkeregisterstatus
from bosetting.folkeregister.visning import folkeregisterrader
from bosetting.person.bostedsmodell import Tidligerebosted
from bosetting.person.models import Kartlegging, Sak
from bosetting.person.nummermodell import Tidligerenummer
from bosetting.person.opphold import bostedshistorikk, gyldighetsrad, kontaktrader
from bosetting.person.states import UTEN_ADRESSE, Sakstilstand, Tillatelsestype
from bosetting.person.visning import nummerrader
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.komponent import Knapp, Lenke, Merke, Rad

FARGER = {
    Sakstilstand.SOKT_UT: "info",
    Sakstilstand.BOSATT: "success",
    Sakstilstand.AKSEPTERT: "warning",
    Sakstilstand.FORDELT: "brand2",
}


def statusmerke(sak: Sak) -> Merke:
    """One fixed colour per state."""
    return Merke(sak.get_tilstand_display(), FARGER.get(Sakstilstand(sak.tilstand), "neutral"))


def listemerker(sak: Sak) -> list[Merke]:
    """What a row of the lists says of a case; `uten_adresse` is from `queries.apne_mapper`."""
    merker = [statusmerke(sak)]
    if getattr(sak, "uten_adresse", False):
        merker.append(Merke(_("Adresse mangler"), "warning"))
    return merker


def stengt_tekst(vedtak: Bosettingsvedtak) -> str:
    """The 410 page: case number, when and why, and nothing on the person."""
    assert vedtak.opphevet_tid is not None
    return _("Sak %(sak)s ble trukket %(dato)s. Mappen er stengt for %(kommune)s. Begrunnelse: %(grunn)s") % {
        "sak": vedtak.sak,
        "dato": norsk.dato(vedtak.opphevet_tid),
        "kommune": vedtak.kommune,
        "grunn": vedtak.opphevet_grunn,
    }


@dataclass(frozen=True)
class Identitetslinje:
    navn: str
    linjer: list[list[str]]
    merker: list[Merke]


def identitet(sak: Sak, *, har_avvik: bool, uten_adresse: bool) -> Identitetslinje:
    """Who the folder is about, on top of each tab."""
    person = sak.person
    forst = [
        _("født %(dato)s") % {"dato": norsk.dato(person.fodselsdato)},
        _("DUF %(duf)s") % {"duf": norsk.duf(person.duf_nummer)},
    ]
    merker = [statusmerke(sak)]
    if har_avvik:
        merker.append(Merke(_("Avvik"), "danger"))
    if uten_adresse:
        merker.append(Merke(_("Adresse mangler"), "warning"))
    if sak.er_em:
        merker.append(Merke(_("Enslig mindreårig"), "brand2"))
    if person.er_skjermet:
        merker.append(Merke(capfirst(person.get_gradering_display()), "danger"))
    return Identitetslinje(person.navn, [forst, _sakslinje(sak)], merker)


def _sakslinje(sak: Sak) -> list[str]:
    linje = [_("sak %(nummer)s") % {"nummer": sak.nummer}]
    if sak.kommune:
        linje.append(str(sak.kommune))
    if sak.utsokingsdato:
        dager = dager_sokt_ut(sak)
        tekst = ngettext("søkt ut %(dato)s (%(dager)d dag)", "søkt ut %(dato)s (%(dager)d dager)", dager)
        linje.append(tekst % {"dato": norsk.dato(sak.utsokingsdato), "dager": dager})
    if sak.ansvarlig:
        linje.append(_("ansvarlig %(navn)s") % {"navn": sak.ansvarlig})
    return linje


def dager_sokt_ut(sak: Sak) -> int:
    """From the decision to the settlement, or to today."""
    if sak.utsokingsdato is None:
        return 0
    return ((sak.bosettingsdato or klokke.today()) - sak.utsokingsdato).days


@dataclass(frozen=True)
class NesteSteg:
    tekst: str
    lenke: Lenke | None = None


def neste_steg(sak: Sak, bruker: "tilgang.Hvem", har_avvik: bool) -> NesteSteg | None:
    """What the reader, or somebody else, must do next."""
    if sak.tilstand == Sakstilstand.AKSEPTERT and tilgang.har_imdi(bruker, Rettighet.VEDTAK_FATT):
        return NesteSteg(_("Kommunen har sagt ja. Vedtak må fattes."), Lenke(_("Fatt vedtak"), reverse("imdi_vedtak")))
    if sak.tilstand != Sakstilstand.SOKT_UT:
        return None
    som_kommune = not rules.er_imdi_bosetter(bruker)
    sperre = rules.dato_sperre(sak, som_kommune=som_kommune, apent_avvik=har_avvik)
    if sperre:
        return NesteSteg(sperre)
    if not rules.kan_registrere(bruker, sak):
        return NesteSteg(_("Bosettingsdato mangler. Bare brukere med rollen Bosetter skriv kan registrere den."))
    return NesteSteg(_("Bosettingsdato mangler."), Lenke(_("Registrer bosettingsdato"), datoadresse(sak)))


def datoadresse(sak: Sak) -> str:
    return reverse("husstand_bosettingsdato", args=[sak.husstand.uuid])


def rettesperre(sak: Sak, bruker: "tilgang.Hvem", bosettinger: Sequence[Bosetting]) -> str:
    """B-047: why the kommune cannot correct its own entry any more, for who could have done it."""
    egne = any(rad.gjelder and rules.kan_rette(rad.kilde) for rad in bosettinger)
    if not egne or rules.er_imdi_bosetter(bruker) or not rules.kan_registrere(bruker, sak):
        return ""
    return rules.rette_sperre(rules.forst_registrert(bosettinger))


def handlinger(sak: Sak, bruker: "tilgang.Hvem", bosettinger: Sequence[Bosetting], *, har_avvik: bool) -> list[Knapp]:
    """What the reader may do with the settlement; what a role may not do is left out (ui.md 2.5)."""
    gjeldende = next((rad for rad in bosettinger if rad.gjelder), None)
    som_kommune, kan = not rules.er_imdi_bosetter(bruker), rules.kan_registrere(bruker, sak)
    valg = []
    if kan and not rules.dato_sperre(sak, som_kommune=som_kommune, apent_avvik=har_avvik):
        valg.append(Knapp(_("Registrer bosettingsdato"), url=datoadresse(sak)))
    egen = gjeldende and rules.kan_rette(gjeldende.kilde) and not rettesperre(sak, bruker, bosettinger)
    if kan and gjeldende and (not som_kommune or (egen and not har_avvik)):
        adresse = reverse("personmappe_rett_dato", args=[sak.person.uuid])
        valg.append(Knapp(_("Rett bosettingsdato"), "secondary", url=adresse))
    if tilgang.har_imdi(bruker, Rettighet.VEDTAK_FATT) and sak.tilstand == Sakstilstand.SOKT_UT:
        valg += _imdis_valg(sak)
    if not som_kommune and gjeldende:
        adresse = reverse("imdi_bosetting_opphev", args=[sak.person.uuid])
        valg.append(Knapp(_("Opphev bosettingen"), "tertiary", url=adresse))
    if rules.kan_avslutte(bruker) and rules.mulige_grunner(sak.tilstand):
        adresse = reverse("imdi_sak_avslutt", args=[sak.person.uuid])
        valg.append(Knapp(_("Avslutt saken"), "tertiary", url=adresse))
    return valg


def _imdis_valg(sak: Sak) -> list[Knapp]:
    vedtak = Bosettingsvedtak.objects.gjeldende().filter(sak=sak).select_related("linje").first()
    if vedtak is None:
        return []
    svar = [vedtak.linje.husstandssvar_id]
    return [
        Knapp(_("Opphev vedtaket"), "tertiary", url=reverse("imdi_vedtak_opphev", args=svar)),
        Knapp(_("Takket nei"), "tertiary", url=reverse("imdi_vedtak_takket_nei", args=svar)),
    ]


# ---- facts
@dataclass(frozen=True)
class Historikk:
    """The numbers and the places that the person had before."""

    numre: Sequence[Tidligerenummer] = ()
    bosteder: Sequence[Tidligerebosted] = ()


def identitetsgrupper(
    sak: Sak, status: Folkeregisterstatus | None, historikk: Historikk
) -> list[tuple[str, list[Rad]]]:
    person = sak.person
    grupper = [
        (
            _("Identitet"),
            [
                Rad(_("Navn"), person.navn),
                Rad(_("DUF-nummer"), norsk.duf(person.duf_nummer)),
                Rad(_("Fødselsnummer eller D-nummer"), person.fodselsnummer),
                *nummerrader(historikk.numre),
                Rad(_("Født"), norsk.dato(person.fodselsdato)),
                Rad(_("Kjønn"), person.get_kjonn_display()),
                Rad(_("Statsborgerskap"), person.statsborgerskap),
            ],
        ),
        (
            _("Opphold"),
            [
                Rad(_("Tillatelse"), tillatelse(sak)),
                Rad(_("Tillatelse gitt"), sak.tillatelse_dato and norsk.dato(sak.tillatelse_dato)),
                gyldighetsrad(sak),
                Rad(_("Kollektiv beskyttelse"), _("Ja") if sak.kollektiv_beskyttelse else _("Nei")),
                Rad(_("Kategori"), sak.get_kategori_display()),
            ],
        ),
        (_("Bosted nå"), _bosted(sak)),
        (_("Folkeregisteret"), folkeregisterrader(sak, status)),
    ]
    if historikk.bosteder:
        grupper.insert(3, (_("Tidligere bosteder"), bostedshistorikk(historikk.bosteder)))
    if sak.er_em:
        adresse = f"{person.representant_adresse}, {person.representant_postnummer} {person.representant_poststed}"
        kjent = adresse if person.representant_adresse else ""
        grupper.append((_("Representant"), [Rad(_("Navn"), person.representant_navn), Rad(_("Adresse"), kjent)]))
    return grupper


def tillatelse(sak: Sak) -> str:
    kjent = sak.tillatelse_type in Tillatelsestype.values
    return str(Tillatelsestype(sak.tillatelse_type).label) if kjent else sak.tillatelse_type


def _bosted(sak: Sak) -> list[Rad]:
    """A strictly protected address is not stored, so nobody can be shown it (security.md §5)."""
    person = sak.person
    adresse = f"{person.adresse}, {person.postnummer} {person.poststed}" if person.adresse else ""
    if person.gradering in UTEN_ADRESSE:
        adresse = _("Lagres ikke")
    rader = [Rad(_("Mottak"), str(sak.mottak))] if sak.mottak else []
    return [*rader, Rad(_("Adresse"), adresse), *kontaktrader(person)]


def kartleggingsrader(kartlegging: Kartlegging) -> list[Rad]:
    """The talk itself and the language; competence, needs and health have tabs of their own."""
    k = kartlegging
    holdt = k.samtale_dato or k.soknad_dato
    navn = _("Bosettingssamtale") if k.samtale_dato else _("Søknad mottatt")
    return [
        Rad(navn, holdt and norsk.dato(holdt)),
        Rad(_("Registrert"), _registrert(k)),
        Rad(_("Godkjent"), k.godkjent_tid and norsk.dato(k.godkjent_tid)),
        Rad(_("Morsmål"), k.morsmaal),
        Rad(_("Tolkespråk"), k.tolkesprak),
        Rad(_("Andre språk"), ", ".join(k.andre_sprak)),
        Rad(_("Har kjæledyr"), _("Ja") if k.kjaledyr else _("Nei")),
    ]


def _registrert(k: Kartlegging) -> str:
    return _("%(dato)s av %(navn)s") % {"dato": norsk.dato(k.registrert_tid), "navn": k.registrert_av}


def kompetanserader(k: Kartlegging) -> list[Rad]:
    return [
        Rad(_("Skolegang"), k.get_skolegang_display()),
        Rad(_("Utdanning"), k.utdanning),
        Rad(_("Yrke"), k.yrke),
        Rad(_("Arbeidserfaring"), k.arbeidserfaring),
        Rad(_("Språk"), ", ".join([k.morsmaal, *k.andre_sprak])),
        Rad(_("Planer for arbeid eller utdanning"), k.planer),
        Rad(_("Aktiviteter"), k.aktiviteter),
        Rad(_("Interesser"), k.interesser),
        Rad(_("Merknader"), k.merknad),
    ]


def tilretteleggingsrader(k: Kartlegging) -> list[Rad]:
    """B-093: whether there is samtykke, when it was recorded and by whom; never the health facts themselves."""
    samtykke = _("Ja, registrert %(naar)s") % {"naar": _registrert(k)} if k.helse_samtykke else _("Nei")
    return [
        Rad(_("Tilretteleggingsbehov"), k.tilretteleggingsbehov),
        Rad(_("Samtykke til helseopplysninger"), samtykke),
    ]


def bosettingsrader(sak: Sak) -> list[Rad]:
    uke: Any = ""
    if sak.bosettingsuke and sak.bosettingsuke_aar:
        uke = norsk.uke_med_dager(klokke.mandag(sak.bosettingsuke_aar, sak.bosettingsuke))
    rader = [
        Rad(_("Status"), sak.get_tilstand_display()),
        Rad(_("Bosettingskommune"), sak.kommune and str(sak.kommune)),
        Rad(_("Utsøkingsdato"), sak.utsokingsdato and norsk.dato(sak.utsokingsdato)),
        Rad(_("Ønsket bosettingsuke"), uke),
        Rad(_("Bosettingsdato"), sak.bosettingsdato and norsk.dato(sak.bosettingsdato)),
    ]
    if sak.innreisefrist or sak.tidligst_ankomst:
        rader += [
            Rad(_("Tidligst mulig ankomst"), sak.tidligst_ankomst and norsk.dato(sak.tidligst_ankomst)),
            Rad(_("Innreisefrist"), sak.innreisefrist and norsk.dato(sak.innreisefrist)),
        ]
    return rader
