"""Lists, answers, decisions and dates of the demo year, with the cases that go another way."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bosetting.bosatt import services as bosatt
from bosetting.demodata.personer import Husstandsplan
from bosetting.demodata.plan import Deltaker, Plan
from bosetting.fordeling import services as fordeling
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar
from bosetting.fordeling.services import Utkast
from bosetting.fordeling.states import Avslagskode, Linjetilstand, Listetilstand, Svar
from bosetting.innlesing import services as innlesing
from bosetting.person import services as person
from bosetting.person.models import Husstand, Sak
from bosetting.person.querysets import HusstandQuerySet
from bosetting.person.states import KOMMUNEN_SETTER_DATO, Avslutningsgrunn, Avviksslag, Kategori, Sakstilstand
from bosetting.vedtak import services as vedtak
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.kjerne import klokke

if TYPE_CHECKING:
    from bosetting.demodata.ar import Kalender

PER_LISTE = 10
BEGRUNNELSER = (
    (Avslagskode.MANGLER_BOLIG, "Kommunen har ingen ledig bolig av riktig størrelse før sommeren."),
    (Avslagskode.MANGLER_HELSETILBUD, "Fastlegene i kommunen har ikke plass nå."),
    (Avslagskode.MANGLER_SKOLE_BARNEHAGE, "Barnehagen er full fram til august."),
    (Avslagskode.UEGNET_HUSSTANDSSTORRELSE, "Boligene vi har ledig, er for én person."),
)


def planlegg(plan: Plan, kalender: "Kalender", klare: list[tuple[Husstandsplan, int]], dager: int) -> None:
    """Half of the households are put before a kommune in the days that follow; the rest wait."""
    valgte = [(en, pk) for en, pk in klare if plan.rng.random() < 0.5]
    bunker: dict[Deltaker, list[list[int]]] = {}
    vekter = [deltaker.plan.plasser for deltaker in plan.deltakere]
    for _en, pk in valgte:
        deltaker = plan.rng.choices(plan.deltakere, vekter)[0]
        egne = bunker.setdefault(deltaker, [[]])
        if len(egne[-1]) >= PER_LISTE:
            egne.append([])
        egne[-1].append(pk)
    for deltaker, lister in bunker.items():
        for ider in lister:
            om = dager - plan.rng.randint(0, 10)
            kalender.legg_inn(plan.for_(om, time=10), _Liste(plan, kalender, deltaker, ider, om).send)


class _Liste:
    """One list on its way: sent, answered, decided, settled."""

    def __init__(self, plan: Plan, kalender: "Kalender", deltaker: Deltaker, ider: list[int], dager: int) -> None:
        self.plan, self.kalender, self.deltaker, self.ider, self.dager = plan, kalender, deltaker, ider, dager

    def send(self) -> None:
        husstander = list(Husstand.objects.filter(pk__in=self.ider).order_by("pk"))
        liste = fordeling.opprett_liste(
            bruker=self.plan.bosetter,
            kommune=self.deltaker.kommune,
            plassaar=klokke.today().year,
            husstander=husstander,
        )
        self.liste = fordeling.send_liste(bruker=self.plan.bosetter, liste_id=liste.pk)
        self._om(self.plan.rng.randint(2, 6), self.svar)

    def svar(self) -> None:
        utkast = [self._utkast(rad) for rad in self.liste.husstandssvar.order_by("bokstav")]
        fordeling.lagre_alle(bruker=self.deltaker.skriv, liste_id=self.liste.pk, utkast=utkast)
        self.liste.refresh_from_db()
        fordeling.godkjenn_fordelingsliste(
            bruker=self.deltaker.skriv, liste_id=self.liste.pk, versjon=self.liste.versjon
        )
        self._om(self.plan.rng.randint(1, 4), self.fatt)

    def fatt(self) -> None:
        linjer = Fordelingslinje.objects.filter(liste=self.liste, tilstand=Linjetilstand.JA, avgjort_tid=None)
        ider = list(linjer.values_list("pk", flat=True))
        if not ider:
            return
        vedtak.fatt_vedtak(bruker=self.plan.bosetter, linje_ider=ider)
        for husstand_id in set(linjer.model.objects.filter(pk__in=ider).values_list("sak__husstand_id", flat=True)):
            self._om(self.plan.rng.randint(15, 50), partial(self.bosett, husstand_id))

    def bosett(self, husstand_id: int) -> None:
        """The kommune registers its own; mottak's dates come in a file. One in ten is late."""
        saker = list(Sak.objects.filter(husstand=husstand_id, tilstand=Sakstilstand.SOKT_UT).select_related("person"))
        if not saker or self.plan.rng.random() < 0.1:
            return
        dag = klokke.today()
        if saker[0].kategori in KOMMUNEN_SETTER_DATO:
            bosatt.registrer_for_husstand(bruker=self.deltaker.skriv, datoer={sak.pk: dag for sak in saker})
        else:
            self.plan.fra_mottak.extend(
                f"{sak.person.duf_nummer};{dag.isoformat()};Øvingsmottaket;{dag.isoformat()}T08:00" for sak in saker
            )

    def _om(self, dager: int, steg: Callable[[], None]) -> None:
        self.dager -= dager
        self.kalender.legg_inn(klokke.now() + timedelta(days=dager), steg)

    def _utkast(self, rad: Husstandssvar) -> Utkast:
        sier_nei = self.plan.rng.random() < 0.12
        kode, tekst = self.plan.rng.choice(BEGRUNNELSER) if sier_nei else ("", "")
        aar, uke = klokke.isouke(klokke.today() + timedelta(days=42))
        return Utkast(
            svar_id=rad.pk,
            versjon=rad.versjon,
            svar=Svar.NEI if sier_nei else Svar.JA,
            uke_aar=None if sier_nei else aar,
            uke=None if sier_nei else uke,
            avslagskode=kode,
            begrunnelse=tekst,
        )


def les_inn_fra_mottak(plan: Plan) -> None:
    """The file with what mottakene have reported since the last one."""
    if plan.fra_mottak:
        importer(plan, plan.fra_mottak)
        plan.fra_mottak.clear()


def importer(plan: Plan, rader: list[str]) -> None:
    tekst = "\n".join(
        ["imdinett;mottak-bosettingsdato;2026-11-28", "duf;bosettingsdato;mottak;meldt_tidspunkt", *rader]
    )
    innlesing.les_inn(bruker=plan.bosetter, innhold=tekst.encode(), filnavn=f"mottak-{klokke.today()}.csv")


# ---- what goes another way
def avrund(plan: Plan) -> None:
    """So that no list is empty: avvik, recalls, a refusal, drafts, refused rows."""
    importer(plan, ["209999999999;2026-13-40;Øvingsmottaket;", f"209912345608;{plan.i_dag};Øvingsmottaket;"])
    _apne_lister(plan)
    _avvik(plan)
    _trekk(plan)
    _sporsmaal(plan)
    _utkast_hos_kommunen(plan)
    _utkast_hos_imdi(plan)


def _apne_lister(plan: Plan) -> None:
    """Every kommune has something to answer: one list in three is past its frist."""
    for nr, deltaker in enumerate(plan.deltakere):
        dager = 10 if nr % 3 == 2 else 3
        with klokke.flyttet_til(plan.for_(dager, time=11)):
            husstander = list(_ventende()[:3])
            if not husstander or Fordelingsliste.objects.ubesvart().filter(kommune=deltaker.kommune).exists():
                continue
            liste = fordeling.opprett_liste(
                bruker=plan.bosetter,
                kommune=deltaker.kommune,
                plassaar=klokke.today().year,
                husstander=husstander,
            )
            fordeling.send_liste(bruker=plan.bosetter, liste_id=liste.pk)


def _ventende() -> HusstandQuerySet:
    """Households that wait and can go to any kommune, longest first."""
    uten_krav = Husstand.objects.bosettingsklare().exclude(saker__kategori=Kategori.OVERFORINGSFLYKTNING)
    pa_liste = Fordelingslinje.objects.apne().values("sak__husstand")
    return uten_krav.exclude(saker__er_em=True).exclude(pk__in=pa_liste).order_by("pk")


def _avvik(plan: Plan) -> None:
    """Three open, one of them taken, and one that is closed."""
    rader = []
    for nr, sak in enumerate(Sak.objects.filter(tilstand=Sakstilstand.SOKT_UT).order_by("pk")[:4]):
        with klokke.flyttet_til(plan.for_(25 - 5 * nr)):
            rader.append(
                person.apne_avvik(
                    bruker=plan.bosetter,
                    sak=sak,
                    beskrivelse="Fødselsdatoen stemmer ikke med UDIs register.",
                    slag=Avviksslag.FEIL_DATO,
                )
            )
    if len(rader) == 4:
        person.ta_avvik(bruker=plan.bosetter, avvik_id=rader[0].pk)
        person.lukk_avvik(bruker=plan.bosetter, avvik=rader[3], grunn="UDI har rettet datoen.")


def _trekk(plan: Plan) -> None:
    """One open line, one decision reversed, one refugee who declines."""
    venter = Fordelingslinje.objects.filter(liste__tilstand=Listetilstand.SENDT, tilstand=Linjetilstand.VENTER)
    forste = venter.order_by("pk").first()
    if forste:
        ider = list(venter.filter(husstandssvar=forste.husstandssvar).values_list("pk", flat=True))
        fordeling.trekk_linjer(
            bruker=plan.bosetter, linje_ider=ider, grunn="Familien gjenforenes med slektninger i en annen kommune."
        )
    med_avvik = Sak.objects.exclude(avvik=None).values("husstand")
    sokt_ut = Bosettingsvedtak.objects.gjeldende().filter(sak__tilstand=Sakstilstand.SOKT_UT)
    gjeldende = sokt_ut.exclude(sak__husstand__in=med_avvik)
    husstander = list(dict.fromkeys(gjeldende.order_by("pk").values_list("sak__husstand_id", flat=True)))
    if len(husstander) > 3:
        opphev = gjeldende.filter(sak__husstand=husstander[0]).values_list("pk", flat=True)
        vedtak.opphev_vedtak(bruker=plan.bosetter, vedtak_ider=list(opphev), grunn="Reisen er utsatt på ubestemt tid.")
        nei = gjeldende.filter(sak__husstand=husstander[1]).values_list("pk", flat=True)
        vedtak.registrer_takket_nei(bruker=plan.bosetter, vedtak_ider=list(nei), slutt=Sakstilstand.SELVBOSATT)
        usikker = gjeldende.filter(sak__husstand=husstander[2]).values_list("pk", flat=True)
        vedtak.registrer_takket_nei(bruker=plan.bosetter, vedtak_ider=list(usikker))
        _avslutt(plan, gjeldende.filter(sak__husstand=husstander[3]).values_list("sak_id", flat=True)[0])


def _sporsmaal(plan: Plan) -> None:
    """W-14: every other kommune has asked before it answers; IMDi has answered half of them."""
    for nr, deltaker in enumerate(plan.deltakere[::2]):
        venter = Fordelingslinje.objects.filter(liste__in=Fordelingsliste.objects.ubesvart(), kommune=deltaker.kommune)
        linje = venter.filter(tilstand=Linjetilstand.VENTER).order_by("pk").last()
        if linje is None:
            continue
        with klokke.flyttet_til(plan.for_(1, time=10)):
            sporsmaal = fordeling.still_sporsmaal(
                bruker=deltaker.skriv,
                svar_id=linje.husstandssvar_id,
                tekst="Trenger noen i husstanden bolig uten trapp?",
            )
            if nr % 2:
                svar = "Ja, en av de voksne går dårlig i trapper. Heis er nok."
                fordeling.besvar_sporsmaal(bruker=plan.bosetter, sporsmaal_id=sporsmaal.pk, svar=svar)


def _avslutt(plan: Plan, sak_id: int) -> None:
    valg = bosatt.Avslutningsvalg(grunn=Avslutningsgrunn.REIST_FRA_NORGE, dato=plan.i_dag, merknad="Meldt av mottaket.")
    bosatt.avslutt_sak(bruker=plan.bosetter, sak_id=sak_id, valg=valg)


def _utkast_hos_kommunen(plan: Plan) -> None:
    for deltaker in plan.deltakere:
        liste = Fordelingsliste.objects.ubesvart().filter(kommune=deltaker.kommune).order_by("pk").last()
        svar = liste.husstandssvar.order_by("bokstav").first() if liste else None
        if liste and svar:
            aar, uke = klokke.isouke(plan.i_dag + timedelta(days=28))
            utkast = Utkast(svar.pk, svar.versjon, Svar.JA, aar, uke, "", "")
            fordeling.lagre_alle(bruker=deltaker.skriv, liste_id=liste.pk, utkast=[utkast])
            return


def _utkast_hos_imdi(plan: Plan) -> None:
    valgte = list(_ventende()[:2])
    if valgte:
        fordeling.opprett_liste(
            bruker=plan.bosetter,
            kommune=plan.deltakere[0].kommune,
            plassaar=plan.i_dag.year,
            husstander=valgte,
        )
