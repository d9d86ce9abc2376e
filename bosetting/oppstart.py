"""What bosetting adds to the shell at start: entries in the menu, sources of tasks."""

from django.utils.translation import gettext_lazy as _

from bosetting import henvendelser, loggkontroll, varsler
from bosetting.ankomst import oppgaver as ankomstoppgaver
from bosetting.anmodning import oppgaver as anmodningsoppgaver
from bosetting.anmodning import plasspanel
from bosetting.avstemming import oppgaver as avstemmingsoppgaver
from bosetting.bosatt import barn
from bosetting.bosatt import oppgaver as bosattoppgaver
from bosetting.bosatt.models import Bosetting
from bosetting.folkeregister import oppgaver as folkeregisteroppgaver
from bosetting.folkeregister.services import slett_sted
from bosetting.fordeling import lister, utkast
from bosetting.fordeling.models import Fordelingslinje
from bosetting.fordeling.services.trekk import trekk_skjermet
from bosetting.innlesing import oppgaver as innlesingsoppgaver
from bosetting.innmelding import oppgaver as innmeldingsoppgaver
from bosetting.innsynskopi.services import slett_ved_skjerming as slett_innsynskopier
from bosetting.overtakelse.services import slett_ved_skjerming as slett_overtakelsesrader
from bosetting.overtakelse.slag import SAKER
from bosetting.person import beboere, folger
from bosetting.person import oppgaver as personoppgaver
from bosetting.person.models import Person, Sak
from bosetting.person.services.familie import slett_omtale
from bosetting.person.services.skjerming import slett_skjemautkast
from bosetting.rapport.services import bestill_listefil, slett_ved_skjerming
from bosetting.soknad import letters as soknadsbrev
from bosetting.tidsplan import oppgaver as tidsplanoppgaver
from bosetting.vedtak import oppgaver as vedtaksoppgaver
from bosetting.vedtak import oversettbare as vedtaksbrev
from bosetting.vedtak import queries as vedtak
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.brev import oversettbar
from imdinett.overtakelse import slag
from imdinett.tilgang import skjerming
from imdinett.tilgang.rettighet import Rettighet as R
from imdinett.utboks import synlighet
from imdinett.web import arbeidssider, meny, oppgaver, paneler
from imdinett.web.arbeidssider import Arbeidsside
from imdinett.web.lister import jobb
from imdinett.web.meny import Menypunkt


def registrer() -> None:
    """Called once, when every model is loaded."""
    meny.registrer(
        Menypunkt(_("Fordelingslister"), "fordelingslister", frozenset({R.FORDELING_LES}), 20, lister.venter),
        Menypunkt(_("Beboere"), "beboere", frozenset({R.KARTLEGGING_SKRIV}), 25),
        Menypunkt(_("Barn under 15 år"), "barn_liste", frozenset({R.EM_SKRIV}), 26),
        Menypunkt(_("Kommunenes kapasitet"), "em_kapasitet", frozenset({R.EM_LES}), 27),
        Menypunkt(_("Tall om enslige mindreårige"), "rapport_em", frozenset({R.EM_LES}), 61),
        Menypunkt(_("Personer"), "personer", frozenset({R.SAK_LES}), 30),
        Menypunkt(_("Kommuner"), "kommuner", frozenset({R.KOMMUNE_LES}), 40),
        Menypunkt(_("Rapporter"), "rapporter", frozenset({R.RAPPORT_LES}), 60),
    )
    arbeidssider.registrer(
        Arbeidsside(
            _("Anmodning"),
            "anmodningsrunder",
            R.ANMODNING_LES,
            _("Be kommunene om plasser, send brevene og følg opp svarene."),
            10,
        ),
        Arbeidsside(
            _("Registrering"),
            "imdi_personer",
            R.SAK_LES,
            _("Registrer husstander, tillatelse og kartlegging, til de er bosettingsklare."),
            20,
        ),
        Arbeidsside(
            _("Søknader fra privatboende"),
            "imdi_soknader",
            R.SAK_LES,
            _("Behandle søknader fra dem som bor utenfor mottak."),
            25,
        ),
        Arbeidsside(
            _("Avvik"),
            "imdi_avvik",
            R.AVVIK_LES,
            _("Saker der noe ikke stemmer: hvem rydder opp, og hvor lenge har det ventet?"),
            27,
        ),
        Arbeidsside(
            _("Fordeling"),
            "imdi_fordeling",
            R.FORDELING_LES,
            _("Sett husstander på lister til kommunene, følg opp svarene og trekk saker."),
            30,
        ),
        Arbeidsside(
            _("Innmeldinger"),
            "imdi_innmeldinger",
            R.INNMELDING_LES,
            _("Se boliger, bestemte personer og kapasitet som kommunene har meldt inn, og svar dem."),
            35,
        ),
        Arbeidsside(
            _("Tidsplaner"),
            "imdi_tidsplaner",
            R.INNMELDING_LES,
            _("Be kommunene om en tidsplan uke for uke, og følg opp svarene."),
            37,
        ),
        Arbeidsside(
            _("IMDis plan måned for måned"),
            "imdi_maanedsplan",
            R.INNMELDING_LES,
            _("Si hvor mange dere venter å søke ut i hele landet. Kommunene ser planen."),
            38,
        ),
        Arbeidsside(
            _("Plasser uke for uke"),
            "imdi_ukeplan",
            R.INNMELDING_LES,
            _("Se hva kommunene har meldt inn per uke, hvem som er søkt ut og bosatt, og hva som er ledig."),
            38,
        ),
        Arbeidsside(
            _("Vedtak om bosetting"),
            "imdi_vedtak",
            R.SAK_LES,
            _("Fatt vedtak når kommunen har sagt ja, og opphev dem når det trengs."),
            40,
        ),
        Arbeidsside(
            _("Overføringsflyktninger"),
            "imdi_overforing",
            R.SAK_LES,
            _("Følg innreisefristene, og meld ankomst til kommunene."),
            45,
        ),
        Arbeidsside(
            _("Filer utenfra"),
            "imdi_datoimporter",
            R.SAK_LES,
            _("Les inn filer fra mottakene, UDI og Folkeregisteret, og behandle rader som ble avvist."),
            50,
        ),
        Arbeidsside(
            _("Avstemming"),
            "imdi_avstemming",
            R.BOSETTINGSDATO_LES,
            _("Se hvilke kommuner som har bekreftet tallet på bosatte i kvartalet, og purr de andre."),
            55,
        ),
        Arbeidsside(
            _("Overtakelse av saker"),
            "imdi_overtakelser",
            R.SAK_SKRIV,
            _("Les inn saker fra systemet som var før, husstand for husstand, og se hva som er ulikt."),
            86,
        ),
        Arbeidsside(
            _("Publiserte tall"),
            "tallimport",
            R.TALLIMPORT,
            _("Last inn tallene IMDi har publisert om anmodning, vedtak og bosetting."),
            80,
        ),
        Arbeidsside(
            _("Innsyn for personen selv"),
            "innsynskopi",
            R.INNSYNSLOGG_LES,
            _("Lag en kopi til en person som vil vite hvem som har sett opplysningene."),
            90,
        ),
    )
    slag.registrer(SAKER)
    oversettbar.registrer(*vedtaksbrev.alle(), *soknadsbrev.oversettbare())
    paneler.registrer(utkast.panel, plasspanel.panel)
    oppgaver.registrer(personoppgaver.til_registrering, anmodningsoppgaver.kommunens_vedtak)
    oppgaver.registrer(anmodningsoppgaver.imdis_runder)
    oppgaver.registrer(tidsplanoppgaver.kommunens_tidsplan, tidsplanoppgaver.imdis_tidsplaner)
    oppgaver.registrer(beboere.oppgaver, ankomstoppgaver.husstandenes_frister, barn.oppgaver)
    oppgaver.registrer(lister.oppgaver, innmeldingsoppgaver.til_svar)
    oppgaver.registrer(
        vedtaksoppgaver.til_avgjorelse, bosattoppgaver.uten_bosettingsdato, innlesingsoppgaver.avviste_rader
    )
    oppgaver.registrer(folkeregisteroppgaver.oppgaver)
    oppgaver.registrer(avstemmingsoppgaver.kommunens_avstemming, avstemmingsoppgaver.imdis_avstemming)
    _skjul_skjermede()
    varsler.registrer()
    jobb.registrer(bestill_listefil)
    loggkontroll.registrer()
    synlighet.registrer("bosettingsvedtak", vedtak.apne_vedtak)
    synlighet.registrer("husstandssvar", vedtak.apne_husstander)
    synlighet.registrer("fordelingsliste", vedtak.apne_lister)


def _skjul_skjermede() -> None:
    """security.md §5: what the core's logs and letters must not tell of, and what ends with a stricter level."""
    folger.registrer(
        slett_sted,
        trekk_skjermet,
        slett_ved_skjerming,
        slett_innsynskopier,
        slett_overtakelsesrader,
        slett_skjemautkast,
        slett_omtale,
    )
    skjerming.registrer(skjerming.PERSON, Person.objects.all().skjult_for)
    skjerming.registrer("sak", Sak.objects.all().skjult_for)
    skjerming.registrer("fordelingslinje", Fordelingslinje.objects.all().skjult_for)
    skjerming.registrer("husstandssvar", vedtak.skjulte_husstander)
    skjerming.registrer("fordelingsliste", vedtak.lister_med_skjulte)
    skjerming.registrer("bosettingsvedtak", Bosettingsvedtak.objects.all().skjult_for)
    skjerming.registrer("bosetting", Bosetting.objects.all().skjult_for)
    henvendelser.registrer()
