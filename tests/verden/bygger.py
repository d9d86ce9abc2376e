"""Lists, letters, files and messages: the last of what the world is made of."""

from datetime import timedelta

from bosetting.bosatt import services as bosatt
from bosetting.fordeling import services as fordeling
from bosetting.fordeling.models import Fordelingsliste
from bosetting.fordeling.services import Utkast
from bosetting.fordeling.states import Avslagskode, Svar
from bosetting.innlesing import services as innlesing
from bosetting.innmelding.rules import NyBestemtPerson, NyBolig, NyEmKapasitet, NyePlasser, Regelinnhold
from bosetting.innmelding.services import innmeldinger
from bosetting.innmelding.services.selvbosetting import publiser_regel
from bosetting.innmelding.states import Aldersgruppe, Boligtype, Passer, Relasjon
from bosetting.person import services as person
from bosetting.person.models import Sak
from bosetting.person.states import Sakstilstand
from bosetting.rapport.services import importer_bosettingstall
from bosetting.tidsplan.rules import Maanedstall, NyForesporsel
from bosetting.tidsplan.services import be_om_tidsplan, sett_maanedsplan
from bosetting.vedtak import services as vedtak
from imdinett.brev import levering
from imdinett.forvaltning.services import brukere, meldinger
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.henvendelse import services as henvendelser
from imdinett.henvendelse.states import Henvendelsestilstand
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.services import Forsok, begynn, merk_avvist
from imdinett.utboks.states import Kanal
from tests.verden.modell import KANARI, Kommuneverden
from tests.verden.personer import Personer

PUBLISERT = (("1191", "Alfavik"), ("4691", "Betafjord"), ("1192", "Gammaneset"))


class Bygger(Personer):
    # ---- lists
    def avgjorte(self) -> None:
        """A list that went all the way, with what was taken back, and one that was recalled whole."""
        for ett in (self.v.a, self.v.b):
            ett.lister["ferdig"] = self._liste(ett, "utsokt", "privat", "bosatt", "em_vedtak", "opphevet", "takket_nei")
            ett.lister["trukket"] = self._liste(ett, "trukket")
            fordeling.trekk_liste(
                bruker=self.v.bosetter, liste_id=ett.lister["trukket"].pk, grunn=f"Gjenforening{ett.merke}"
            )
            with self.for_(48):
                self._svar(ett, "ferdig")
            with self.for_(46):
                linjer = list(ett.lister["ferdig"].linjer.values_list("pk", flat=True))
                vedtak.fatt_vedtak(bruker=self.v.bosetter, linje_ider=linjer)
            self._etter_vedtak(ett)

    def _etter_vedtak(self, ett: Kommuneverden) -> None:
        with self.for_(40):
            saker = Sak.objects.filter(husstand=ett.husstander["bosatt"])
            bosatt.registrer_for_husstand(bruker=ett.skriv, datoer={sak.pk: klokke.today() for sak in saker})
            sak = saker.order_by("pk")[0]
            rettet = klokke.today() - timedelta(days=1)
            bosatt.rett_bosettingsdato(
                bruker=ett.skriv, sak_id=sak.pk, dato=rettet, grunn=f"Skrev feil dato{ett.merke}"
            )
        with self.for_(38):
            gjeldende = ett.lister["ferdig"].linjer.filter(sak__husstand=ett.husstander["opphevet"])
            ider = list(gjeldende.values_list("vedtak", flat=True))
            vedtak.opphev_vedtak(bruker=self.v.bosetter, vedtak_ider=ider, grunn=f"Reisen er utsatt{ett.merke}")
            nei = ett.lister["ferdig"].linjer.filter(sak__husstand=ett.husstander["takket_nei"])
            ider = list(nei.values_list("vedtak", flat=True))
            vedtak.registrer_takket_nei(bruker=self.v.bosetter, vedtak_ider=ider, slutt=Sakstilstand.SELVBOSATT)
            sak = Sak.objects.get(husstand=ett.husstander["utsokt"])
            person.apne_avvik(bruker=self.v.bosetter, sak=sak, beskrivelse=f"Fødselsdatoen stemmer ikke{ett.merke}")

    def svar(self) -> None:
        for ett in (self.v.a, self.v.b):
            ett.lister["besvart"] = self._liste(ett, "ja", "nei")
            self._svar(ett, "besvart", nei="nei")

    def apne(self) -> None:
        for ett in (self.v.a, self.v.b):
            self._innmeldinger(ett)
            ett.lister["sendt"] = self._liste(ett, "venter", "em_venter", "uten_svar")
            rad = ett.lister["sendt"].husstandssvar.get(bokstav="A")
            utkast = Utkast(
                rad.pk, rad.versjon, Svar.NEI, None, None, Avslagskode.ANNET, f"Vi mangler bolig{ett.merke}"
            )
            fordeling.lagre_alle(bruker=ett.skriv, liste_id=ett.lister["sendt"].pk, utkast=[utkast])
            self._sporsmaal(ett)
            ett.lister["utkast"] = self._liste(ett, "utkast", send=False)
        uke = klokke.isouke(klokke.today())
        be_om_tidsplan(
            bruker=self.v.imdi[Rolle.IMDI_ANMODNING],
            ny=NyForesporsel(
                fra=uke,
                til=uke,
                frist=klokke.today(),
                kommune_ider=[self.v.a.kommune.pk, self.v.b.kommune.pk],
                melding="Vi trenger tallene til neste fordeling.",
            ),
        )
        sett_maanedsplan(
            bruker=self.v.imdi[Rolle.IMDI_ANMODNING],
            ny=Maanedstall(maaned=klokke.today().replace(day=1), antall=900, merknad="Færre fra mottak i desember."),
        )

    def _sporsmaal(self, ett: Kommuneverden) -> None:
        """W-14: one that IMDi has answered, and one that waits."""
        for bokstav in ("A", "B"):
            svar = ett.lister["sendt"].husstandssvar.get(bokstav=bokstav)
            tekst = f"Trenger noen rullestol?{ett.merke}"
            ett.sporsmaal = fordeling.still_sporsmaal(bruker=ett.skriv, svar_id=svar.pk, tekst=tekst)
            if bokstav == "A":
                tekst = f"Nei, ingen trenger det.{ett.merke}"
                fordeling.besvar_sporsmaal(bruker=self.v.bosetter, sporsmaal_id=ett.sporsmaal.pk, svar=tekst)

    def _innmeldinger(self, ett: Kommuneverden) -> None:
        hvem = {"bruker": ett.skriv, "kommune": ett.kommune}
        # Published: every kommune may read it, so it does not say whose it is.
        kriterier = "Kontrakt i minst tre år"
        publiser_regel(**hvem, innhold=Regelinnhold(tillatt=True, kriterier=kriterier), sett_pk=None)
        bolig = NyBolig(
            omrade=f"Sentrum{ett.merke}",
            type=Boligtype.LEILIGHET,
            soverom=2,
            maks_personer=3,
            ledig_fra=klokke.today(),
            passer_for=(Passer.FAMILIE, Passer.ENSLIG),
            merknad=f"Nær skolen{ett.merke}",
        )
        # Somebody whom nobody knows: what a kommune types is not held against the register (T6).
        ukjent = NyBestemtPerson(
            duf_nummer="209999999999",
            navn=f"Nora Ukjent{ett.merke}",
            relasjon=Relasjon.FAMILIE,
            begrunnelse=f"Søsteren bor her{ett.merke}",
            avtalt_selvbosetting=True,
        )
        kapasitet = NyEmKapasitet(
            antall=2,
            uke=klokke.isouke(klokke.today()),
            aldersgruppe=Aldersgruppe.FRA_15,
            saerskilte_forhold=f"Rom for to brødre{ett.merke}",
        )
        plasser = NyePlasser(maks_antall_personer=3, uke=klokke.isouke(klokke.today()))
        ett.innmeldinger["antall-plasser"] = innmeldinger.meld_inn_plasser(**hvem, ny=plasser)
        ett.innmeldinger["bolig"] = innmeldinger.meld_inn_bolig(**hvem, ny=bolig)
        ett.innmeldinger["bestemt-person"] = innmeldinger.meld_inn_bestemt_person(**hvem, ny=ukjent)
        ett.innmeldinger["em-kapasitet"] = innmeldinger.meld_inn_em_kapasitet(**hvem, ny=kapasitet)

    def _liste(self, ett: Kommuneverden, *hvem: str, send: bool = True) -> Fordelingsliste:
        husstander = [ett.husstander[en] for en in hvem]
        liste = fordeling.opprett_liste(
            bruker=self.v.bosetter, kommune=ett.kommune, plassaar=self.v.aar, husstander=husstander
        )
        return fordeling.send_liste(bruker=self.v.bosetter, liste_id=liste.pk) if send else liste

    def _svar(self, ett: Kommuneverden, navn: str, *, nei: str = "") -> None:
        liste = ett.lister[navn]
        for rad in liste.husstandssvar.order_by("bokstav"):
            sier_nei = nei != "" and rad.husstand_id == ett.husstander[nei].pk
            kode, tekst = (Avslagskode.ANNET, f"Ingen ledig bolig{ett.merke}") if sier_nei else ("", "")
            utkast = Utkast(rad.pk, rad.versjon, Svar.NEI if sier_nei else Svar.JA, None, None, kode, tekst)
            fordeling.lagre_alle(bruker=ett.skriv, liste_id=liste.pk, utkast=[utkast])
        liste.refresh_from_db()
        fordeling.godkjenn_fordelingsliste(bruker=ett.skriv, liste_id=liste.pk, versjon=liste.versjon)
        liste.refresh_from_db()

    # ---- letters, files and messages
    def ellers(self) -> None:
        for ett in (self.v.a, self.v.b):
            self._brev(ett)
            self._henvendelser(ett)
            hendelse.logg_innsyn(
                ett.skriv,
                handling=Handling.LESE,
                beskrivelse=f"Åpnet personmappen{ett.merke}",
                person_id=ett.person("utsokt").pk,
                saksnummer=ett.person("utsokt").sak.nummer,
                kommune_id=ett.kommune.pk,
                formaal=f"Åpen sak{ett.merke}",
            )
        # Somebody who works for both: the one who could mix them up.
        brukere.inviter(
            bruker=self.v.b.administrator,
            kommune=self.v.b.kommune,
            navn="Ola Begge",
            epost=self.v.andre["begge"].epost,
            roller={Rolle.KOMMUNE_BOSETTER_LES},
        )
        self.v.melding = meldinger.publiser_melding(
            bruker=self.v.imdi[Rolle.IMDI_ADMINISTRATOR],
            innhold=meldinger.Innhold(
                "Ny frist", "Ny frist", "Teksten", "Teksten", "info", "alle", self.v.naa, self.v.naa + timedelta(days=9)
            ),
        )
        self._filer_fra_andre()

    def _brev(self, ett: Kommuneverden) -> None:
        egne = Forsendelse.objects.brev().filter(kommune=ett.kommune).order_by("pk")
        ett.brev["anmodning"] = egne.filter(slag__startswith="anmodning")[0]
        om_personer = egne.om_personer()
        sak = ett.person("utsokt").sak
        ett.brev["person"] = next(
            rad for rad in om_personer.filter(kanal=Kanal.UTSKRIFT) if rad.innhold["saksnummer"] == sak.nummer
        )
        stengt = ett.person("opphevet").sak
        ett.brev["stengt"] = next(rad for rad in om_personer if rad.innhold["saksnummer"] == stengt.nummer)
        for rad in ett.brev.values():
            levering.lag_pdf(rad)
        avvist = ett.brev["anmodning"]
        begynn(avvist)
        merk_avvist(Forsok(avvist.pk, avvist.forsok), feil=f"400 ukjent mottaker{ett.merke}")

    def _henvendelser(self, ett: Kommuneverden) -> None:
        """One on a person whose folder is open, one on a list that is closed again, and one that waits for IMDi and is
        about nobody, so that all who may ask see it."""
        stotte = self.v.imdi[Rolle.IMDI_SUPPORT]
        for navn, gjelder in (("sak", ett.person("utsokt").sak), ("lukket", ett.lister["besvart"])):
            ny = henvendelser.NyHenvendelse(
                "fordeling", f"Spørsmål{ett.merke}", f"Kan dere sjekke?{ett.merke}", gjelder
            )
            laget = henvendelser.opprett_henvendelse(
                bruker=ett.skriv, kommune=ett.kommune, ny=ny, vedlegg=[ett.filer["ren"]]
            )
            til = Henvendelsestilstand.LUKKET if navn == "lukket" else Henvendelsestilstand.VENTER_KOMMUNE
            ett.henvendelser[navn] = henvendelser.svar_fra_imdi(
                bruker=stotte, henvendelse_id=laget.pk, tekst=f"Det stemmer{ett.merke}", til=til
            )
        om_ingen = henvendelser.NyHenvendelse("rapport", f"Rapporten{ett.merke}", f"Hva betyr kolonnen?{ett.merke}")
        henvendelser.opprett_henvendelse(bruker=ett.skriv, kommune=ett.kommune, ny=om_ingen)

    def _filer_fra_andre(self) -> None:
        mottak = Sak.objects.get(husstand=self.v.b.husstander["utsokt"])
        linjer = ["duf;bosettingsdato;mottak;meldt_tidspunkt"]
        linjer += [f"{mottak.person.duf_nummer};2026-13-40;Mottaket {KANARI};", "209912345608;2026-01-05;Mottaket;"]
        innhold = "\n".join(linjer).encode()
        self.v.datoimport = innlesing.les_inn(bruker=self.v.bosetter, innhold=innhold, filnavn="mottak.csv")
        hode = "aar,per_dato,kommunenummer,kommunenummer_2024,navn,fylke,anmodet,vedtatt,vedtak_status,bosatt,"
        hode += "bosatt_kollektiv,avtalt,avtalt_kollektiv,em_anmodet,bosatt_em,merknad,kilde"
        rader = [f"2025,,{nr},{nr},{navn},F,9,8,vedtatt,7,6,,,,,,IMDi-2025" for nr, navn in PUBLISERT]
        tall = "\n".join([hode, *rader]).encode()
        importer_bosettingstall(bruker=self.v.imdi[Rolle.IMDI_ANMODNING], tall=tall)
