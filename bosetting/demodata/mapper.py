"""What people have written in the folders, and one person whom only the group can see."""

from dataclasses import replace
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from bosetting.bosatt import mappe_services as mappe
from bosetting.bosatt.states import MOTTAKETS_PLANER, Dokumentslag
from bosetting.demodata.plan import Plan
from bosetting.person import services as person
from bosetting.person.models import Sak
from bosetting.person.rules import NyPerson
from bosetting.person.services import NyFamilieUte
from bosetting.person.states import MAPPE_APEN, Gjenforening, Gradering, Kategori, Kjonn, Relasjonstype, Sakstilstand
from imdinett.kjerne.nummer import duf_med_kontroll

NOTAT = "Familien er invitert til visning av bolig i neste uke. Tolk er bestilt."
RETTING = "Visningen er flyttet til uken etter. Tolken er bestilt på nytt."
FAMILIE_UTE = (
    NyFamilieUte(
        type=Relasjonstype.FORELDER, navn="Hanna Eksempel", land="Tyrkia", gjenforening=Gjenforening.IKKE_SOKT
    ),
    NyFamilieUte(type=Relasjonstype.SOSKEN, fodselsaar=2009, land="Libanon", gjenforening=Gjenforening.SOKT),
)
# The smallest file that is a PDF to whoever opens it.
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


@transaction.atomic
def fyll(plan: Plan) -> None:
    for deltaker in plan.deltakere:
        sokt_ut = Sak.objects.filter(kommune=deltaker.kommune, tilstand=Sakstilstand.SOKT_UT).order_by("pk")
        for sak in sokt_ut[:2]:
            forste = mappe.skriv_notat(bruker=deltaker.skriv, sak=sak, tekst=NOTAT)
            mappe.skriv_notat(bruker=deltaker.skriv, sak=sak, tekst=RETTING, retter_id=forste.pk)
            mappe.svar_pa_onsker(
                bruker=plan.bosetter, sak=sak, tekst="Kommunen har den utdanningen personen vil ta, og ledige plasser."
            )
            mappe.last_opp_dokument(bruker=plan.bosetter, sak=sak, ny=dokument(Dokumentslag.KARTLEGGING))
            for slektning in FAMILIE_UTE:
                person.registrer_familie_ute(bruker=plan.bosetter, sak=sak, ny=slektning)
        for sak in sokt_ut.select_related("person", "mottak", "amot_kommune")[:1]:
            _flyttet_og_kort_tillatelse(plan, sak)
        for sak in Sak.objects.filter(kommune=deltaker.kommune, tilstand__in=MAPPE_APEN, er_em=True).order_by("pk")[:1]:
            for slag in MOTTAKETS_PLANER:
                mappe.last_opp_dokument(bruker=plan.bosetter, sak=sak, ny=dokument(slag, plan.i_dag))
    _skjermet(plan)


def _flyttet_og_kort_tillatelse(plan: Plan, sak: Sak) -> None:
    """Somebody who has moved while the kommune prepared, and whose permit must soon be renewed."""
    flyttet = replace(person.som_registrert(sak), adresse="Øvingsveien 12", bosted_fra=plan.i_dag - timedelta(days=12))
    person.endre_person(bruker=plan.bosetter, sak=sak, versjon=sak.versjon, ny=flyttet)
    person.endre_gyldighet(bruker=plan.bosetter, sak=sak, gyldig_til=plan.i_dag + timedelta(days=45))


def dokument(slag: Dokumentslag, dato: date | None = None) -> mappe.NyttDokument:
    fil = SimpleUploadedFile(f"{slag.value}.pdf", PDF, "application/pdf")
    return mappe.NyttDokument(fil=fil, slag=slag, tittel=str(slag.label), dato=dato)


def _skjermet(plan: Plan) -> None:
    """Registered by the demo's IMDi user, so that there is a group to look at."""
    ny = NyPerson(
        duf_nummer=duf_med_kontroll(2099, 999_001),
        fornavn="Skjermet",
        etternavn="Eksempel",
        fodselsdato=plan.i_dag.replace(year=plan.i_dag.year - 30, day=1),
        kjonn=Kjonn.KVINNE,
        statsborgerskap="Syria",
        kategori=Kategori.MOTTAK,
        gradering=Gradering.STRENGT_FORTROLIG,
        mottak=plan.mottak[0],
    )
    person.registrer_husstand(bruker=plan.bosetter, personer=[ny])
