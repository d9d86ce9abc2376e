"""security.md §5, B-095: levels, groups, and what follows at once."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse

from bosetting.fordeling.models import Fordelingslinje
from bosetting.person import services
from bosetting.person.models import Husstand, Person, Sak
from bosetting.person.skjermingsmodell import Graderingsendring, Skjermingsmedlem
from bosetting.person.states import UTEN_ADRESSE, Gradering
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.web.skjemautkast.models import Skjemautkast
from imdinett.web.skjemautkast.rules import Skrevet
from imdinett.web.skjemautkast.services import ta_vare_paa
from tests.bosetting.bosatt.hjelp import utsokt
from tests.bosetting.fordeling.hjelp import scene
from tests.bosetting.person.conftest import klar, ny, registrert
from tests.factories.bosetting import SkjermingsmedlemFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, lag_innsyn, logg_inn

pytestmark = pytest.mark.django_db
GRUNN = "Politiet har meldt trusler."


def bosetter():
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV)


def beskyttet(til: Gradering = Gradering.FORTROLIG):
    """A case søkt ut, the user who protected it, and the scene."""
    en, (sak,) = utsokt(1)
    leder = bosetter()
    services.endre_gradering(bruker=leder, sak=sak, til=til, grunn=GRUNN)
    sak.refresh_from_db()
    sak.person.refresh_from_db()
    return en, sak, leder


# ---- the level
@pytest.mark.parametrize("nivaa", sorted(set(Gradering) - {Gradering.INGEN}))
def test_b095_a_stricter_level_holds_at_once_for_all_but_the_group(nivaa: Gradering) -> None:
    en, sak, leder = beskyttet(nivaa)

    assert (sak.person.gradering, bool(sak.person.adresse)) == (nivaa, nivaa not in UTEN_ADRESSE)
    assert list(Sak.objects.all().synlig_for(leder)) == [sak]
    assert [list(Sak.objects.all().synlig_for(hvem)) for hvem in (en.imdi, en.kari)] == [[], []]


@pytest.mark.parametrize("modell", [Hendelse, Forsendelse])
def test_b095_what_is_read_of_one_object_is_what_is_read_of_all(modell) -> None:
    en, _sak, leder = beskyttet()
    annen, _apen = utsokt(1)
    modeller = {en.__name__.lower(): en for en in apps.get_models()}
    rader = modell.objects.order_by("pk").values_list("gjelder_type", "gjelder_id")
    objekter = [modeller[slag](pk=pk) for slag, pk in dict.fromkeys(rader)]

    sett = {}
    for bruker in (leder, en.imdi, en.kari, annen.kari):
        sett[bruker] = [set(modell.objects.om([ett], bruker)) for ett in objekter]
        assert sett[bruker] == [set(modell.objects.gjelder(ett).synlig_for(bruker)) for ett in objekter]
        assert set().union(*sett[bruker]) == set(modell.objects.om(objekter, bruker))

    antall = {bruker: len(set().union(*ett)) for bruker, ett in sett.items()}
    assert antall[leder] > antall[en.imdi] > 0
    assert antall[annen.kari] > 1
    assert not modell.objects.om([], leder).exists()


@pytest.mark.parametrize("nivaa", sorted(UTEN_ADRESSE))
def test_the_address_of_the_strictly_protected_is_never_stored(imdi, nivaa: Gradering) -> None:
    with pytest.raises(Domenefeil) as feil:
        registrert(imdi, ny(1, gradering=nivaa, adresse="Prøveveien 1"))
    sak = registrert(imdi, ny(1, gradering=nivaa))[0]

    assert (feil.value.kode, feil.value.felt) == ("adresse_lagres_aldri", "adresse")
    with pytest.raises(Domenefeil):
        services.endre_person(bruker=imdi, sak=sak, versjon=sak.versjon, ny=ny(1, adresse="Prøveveien 1"))
    with pytest.raises(IntegrityError, match="bosetting_person_uten_adresse"), transaction.atomic():
        Person.objects.filter(pk=sak.person_id).update(adresse="Prøveveien 1")


def test_only_two_persons_together_lower_a_level() -> None:
    _en, sak, leder = beskyttet()
    andre = bosetter()
    services.legg_til_medlem(bruker=leder, sak=sak, medlem=andre, grunn="Har overtatt saken.")

    forslag = services.endre_gradering(bruker=leder, sak=sak, til=Gradering.INGEN, grunn="Trusselen er borte.")

    assert (forslag.er_senking, forslag.godkjent) == (True, None)
    assert Person.objects.get(pk=sak.person_id).gradering == Gradering.FORTROLIG
    with pytest.raises(Domenefeil) as feil:
        services.avgjor_senking(bruker=leder, sak=sak, godkjent=True)
    assert feil.value.kode == "to_personer"
    with pytest.raises(Kollisjon):
        services.endre_gradering(bruker=andre, sak=sak, til=Gradering.EGNE_ANSATTE, grunn="Et annet forslag.")
    services.avgjor_senking(bruker=andre, sak=sak, godkjent=True)
    assert Person.objects.get(pk=sak.person_id).gradering == Gradering.INGEN
    with pytest.raises(Kollisjon):
        services.avgjor_senking(bruker=andre, sak=sak, godkjent=True)


def test_the_database_lets_nobody_approve_their_own_lowering() -> None:
    _en, sak, leder = beskyttet()
    forslag = services.endre_gradering(bruker=leder, sak=sak, til=Gradering.INGEN, grunn="Trusselen er borte.")

    with pytest.raises(IntegrityError, match="to_personer"), transaction.atomic():
        Graderingsendring.objects.filter(pk=forslag.pk).update(
            avgjort_av=leder, avgjort_tid=forslag.foreslatt_tid, godkjent=True
        )
    services.avgjor_senking(bruker=leder, sak=sak, godkjent=False)
    assert Person.objects.get(pk=sak.person_id).gradering == Gradering.FORTROLIG


@pytest.mark.parametrize(("grunn", "til"), [("for kort", Gradering.FORTROLIG), (GRUNN, Gradering.INGEN)])
def test_a_change_needs_a_reason_and_another_level(imdi, grunn: str, til: Gradering) -> None:
    sak = registrert(imdi, ny(1))[0]

    with pytest.raises(Domenefeil):
        services.endre_gradering(bruker=imdi, sak=sak, til=til, grunn=grunn)


def test_an_open_list_is_recalled_at_once_with_the_household() -> None:
    en = scene(2, 1)
    sak = en.husstander[0].saker.order_by("pk")[0]
    linjer = Fordelingslinje.objects.filter(sak__husstand=sak.husstand)
    leder = bosetter()

    services.endre_gradering(bruker=leder, sak=sak, til=Gradering.FORTROLIG, grunn=GRUNN)

    assert set(linjer.values_list("tilstand", "trukket_grunn")) == {("trukket", "IMDi har trukket saken.")}
    assert set(Sak.objects.filter(husstand=sak.husstand).values_list("tilstand", "kommune")) == {
        ("bosettingsklar", None)
    }
    synlige = Fordelingslinje.objects.all().synlig_for(en.kari).filter(liste=en.liste)
    assert sorted(synlige.values_list("betegnelse", flat=True)) == ["A2", "B1"]
    assert not Husstand.objects.bosettingsklare().filter(pk=sak.husstand_id).exists()


# ---- the group
def test_up_to_two_named_persons_in_the_kommune_of_the_case() -> None:
    en, sak, leder = beskyttet()
    folk = [bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune) for _nr in range(3)]
    for en_til in folk[:2]:
        services.legg_til_medlem(bruker=leder, sak=sak, medlem=en_til, grunn="Følger opp personen.")

    with pytest.raises(Domenefeil) as tredje:
        services.legg_til_medlem(bruker=leder, sak=sak, medlem=folk[2], grunn="Følger opp personen.")
    with pytest.raises(Domenefeil) as igjen:
        services.legg_til_medlem(bruker=leder, sak=sak, medlem=folk[0], grunn="Følger opp personen.")
    fremmed = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())
    with pytest.raises(Domenefeil) as utenfor:
        services.legg_til_medlem(bruker=leder, sak=sak, medlem=fremmed, grunn="Følger opp personen.")

    assert [en.value.kode for en in (tredje, igjen, utenfor)] == ["to_i_kommunen", "alt_medlem", "uten_rolle"]
    assert [list(Sak.objects.all().synlig_for(hvem)) for hvem in folk] == [[sak], [sak], []]
    klient = logg_inn(folk[0])
    assert klient.get(reverse("personmappe", args=[sak.person.uuid])).status_code == 302  # asked why, here too


def test_who_is_taken_out_of_the_group_sees_nothing_more_and_the_last_one_stays() -> None:
    en, sak, leder = beskyttet()
    rad = services.legg_til_medlem(bruker=leder, sak=sak, medlem=en.kari, grunn="Følger opp personen.")

    services.fjern_medlem(bruker=leder, sak=sak, medlem_id=rad.pk)

    assert list(Sak.objects.all().synlig_for(en.kari)) == []
    with pytest.raises(Kollisjon):
        services.fjern_medlem(bruker=leder, sak=sak, medlem_id=rad.pk)
    with pytest.raises(Domenefeil) as siste:
        services.fjern_medlem(bruker=leder, sak=sak, medlem_id=Skjermingsmedlem.objects.get(bruker=leder).pk)
    assert siste.value.kode == "siste_medlem"


@pytest.mark.parametrize("hva", ["nivå", "medlem", "fjern"])
def test_only_the_group_changes_the_level_and_the_group(hva: str) -> None:
    _en, sak, leder = beskyttet()
    utenfor = bosetter()
    kall = {
        "nivå": lambda: services.endre_gradering(bruker=utenfor, sak=sak, til=Gradering.STRENGT_FORTROLIG, grunn=GRUNN),
        "medlem": lambda: services.legg_til_medlem(bruker=utenfor, sak=sak, medlem=utenfor, grunn=GRUNN),
        "fjern": lambda: services.fjern_medlem(
            bruker=utenfor, sak=sak, medlem_id=Skjermingsmedlem.objects.get(bruker=leder).pk
        ),
    }

    with pytest.raises(IkkeTilgang):
        kall[hva]()


def test_a_person_is_in_a_group_once() -> None:
    rad = SkjermingsmedlemFactory()

    with pytest.raises(IntegrityError, match="skjermingsmedlem_en_gang"), transaction.atomic():
        SkjermingsmedlemFactory(person=rad.person, bruker=rad.bruker)
    with pytest.raises(IntegrityError, match="skjermingsmedlem_fjernet_av"), transaction.atomic():
        Skjermingsmedlem.objects.filter(pk=rad.pk).update(fjernet_av=rad.bruker)


# ---- what else tells of a person
def test_s07_events_letters_and_looks_on_a_protected_person_are_the_groups() -> None:
    en, sak, leder = beskyttet()
    administrator = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=en.kommune)
    lag_innsyn(
        tid=sak.opprettet_tid,
        bruker_navn="N",
        kommune_id=en.kommune.pk,
        handling="lese",
        utfall="vist",
        person_id=sak.person_id,
        saksnummer=sak.nummer,
        beskrivelse="Åpnet",
    )

    def sett(hvem) -> tuple[int, int]:
        om_saken = Hendelse.objects.synlig_for(hvem).gjelder(sak).count()
        return om_saken, Forsendelse.objects.brev().om_personer().synlig_for(hvem).count()

    assert [sett(hvem) for hvem in (en.kari, en.imdi)] == [(0, 0), (0, 0)]
    assert all(sett(leder))
    assert Innsyn.objects.synlig_for(administrator).count() == 0
    assert Innsyn.objects.synlig_for(bruker_med(Rolle.IMDI_LOGG_LES)).count() == 1


def test_no_count_below_the_country_holds_a_protected_person() -> None:
    en, sak, _leder = beskyttet()

    assert Sak.objects.all().bundet(en.kommune, sak.plassaar).count() == 0


# ---- the page
def test_the_page_lists_who_looked_in_the_last_30_days(imdi) -> None:
    sak = klar(imdi, ny(1))[0]
    for dager, navn in ((5, "Kari Nylig"), (31, "Ola Lenge")):
        lag_innsyn(
            tid=klokke.now() - timedelta(days=dager),
            bruker_navn=navn,
            handling="lese",
            utfall="vist",
            person_id=sak.person_id,
            beskrivelse="Åpnet",
        )
    klient, adresse = logg_inn(imdi), reverse("imdi_skjerming", args=[sak.person.uuid])
    assert "Kari Nylig" not in klient.get(adresse).content.decode()

    svar = klient.post(adresse, {"til": "fortrolig", "grunn": GRUNN}, follow=True)

    html = svar.content.decode()
    assert "Nivået er endret og gjelder nå." in html
    assert ("Kari Nylig" in html, "Ola Lenge" in html) == (True, False)


def test_group_and_level_are_kept_on_the_page(imdi) -> None:
    sak = registrert(imdi, ny(1, gradering=Gradering.FORTROLIG))[0]
    andre = bosetter()
    klient, side = logg_inn(imdi), reverse("imdi_skjerming", args=[sak.person.uuid])
    ny_i_gruppen = reverse("imdi_skjerming_medlem", args=[sak.person.uuid])

    ukjent = klient.post(ny_i_gruppen, {"epost": "ingen@eksempel.example", "grunn": GRUNN})
    assert (ukjent.status_code, set(ukjent.context["form"].errors)) == (422, {"epost"})
    assert andre.navn in klient.post(ny_i_gruppen, {"epost": andre.epost, "grunn": GRUNN}, follow=True).content.decode()
    assert klient.post(side, {"til": "", "grunn": ""}).status_code == 422
    assert "må godkjenne" in klient.post(side, {"til": "ingen", "grunn": GRUNN}, follow=True).content.decode()

    avgjor = reverse("imdi_skjerming_avgjor", args=[sak.person.uuid])
    assert klient.post(avgjor, {"svar": "ja"}).status_code == 422
    assert "Godkjenn nivået" in logg_inn(andre).get(side).content.decode()
    logg_inn(andre).post(avgjor, {"svar": "nei"})
    rad = Skjermingsmedlem.objects.get(bruker=andre)
    klient.post(reverse("imdi_skjerming_fjern", args=[sak.person.uuid, rad.pk]))
    assert logg_inn(andre).get(side).status_code == 404


def test_what_was_never_sent_of_a_person_goes_when_the_level_becomes_stricter() -> None:
    """security.md §5: at once, like searches, files and e-mails. What others were writing of others stays."""
    en, (sak,) = utsokt(1)
    leder, person = bosetter(), sak.person
    skrevet = {
        reverse("personmappe", args=[person.uuid]): "Ringte i dag.",
        f"{reverse('henvendelse_ny')}?nr=1": f"Gjelder {person.fornavn} {person.etternavn}, som ikke har svart.",
        f"{reverse('henvendelse_ny')}?nr=2": f"Gjelder sak {sak.nummer}.",
        f"{reverse('henvendelse_ny')}?nr=3": "Gjelder en annen.",
    }
    for adresse, tekst in skrevet.items():
        ta_vare_paa(bruker=en.kari, adresse=adresse, skrevet=[Skrevet(adresse, (("tekst", tekst),))])
    assert Skjemautkast.objects.count() == len(skrevet)

    services.endre_gradering(bruker=leder, sak=sak, til=Gradering.FORTROLIG, grunn=GRUNN)

    assert [utkast.adresse for utkast in Skjemautkast.objects.all()] == [f"{reverse('henvendelse_ny')}?nr=3"]
