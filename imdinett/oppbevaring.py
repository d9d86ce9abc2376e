"""What the core keeps for a time only. How long is a dated setting; why stands in docs/decisions (oppbevaring)."""

from django.contrib.sessions.models import Session

from imdinett.forvaltning.models import Invitasjon
from imdinett.forvaltning.services import okter
from imdinett.hendelse import oppbevaring as innsynslogg
from imdinett.hendelse.models import Innsyn
from imdinett.kjerne import klokke
from imdinett.kjerne.oppbevaring import Oppbevaring, slett_i_bunker
from imdinett.loggkontroll import services as loggkontroll
from imdinett.loggkontroll.models import Kontrollrad, Kontrolluke, Oppslagsalarm, Vurdering
from imdinett.opplasting import services as opplasting
from imdinett.opplasting.models import Opplasting
from imdinett.overtakelse import services as overtakelse
from imdinett.overtakelse.models import Overtakelse, Overtakelsesrad
from imdinett.varsel import services as varsel
from imdinett.varsel.models import Brukervarsel
from imdinett.web.models import Engangsnokkel, Uttak
from imdinett.web.skjemautkast import services as skjemautkast
from imdinett.web.skjemautkast.models import Skjemautkast

OPPBEVARING = (
    Oppbevaring(
        "linjer i innsynsloggen",
        (Innsyn,),
        lambda: innsynslogg.utlopte().count(),
        innsynslogg.slett_utlopte,
        egen_jobb=True,
    ),
    Oppbevaring(
        "uker i loggkontrollen",
        (Kontrolluke, Kontrollrad, Vurdering),
        lambda: len(loggkontroll.utlopte()),
        loggkontroll.slett_utlopte,
        egen_jobb=True,
    ),
    Oppbevaring(
        "alarmer om oppslag",
        (Oppslagsalarm,),
        lambda: loggkontroll.utlopte_alarmer().count(),
        loggkontroll.slett_utlopte_alarmer,
    ),
    Oppbevaring(
        "skjemautkast",
        (Skjemautkast,),
        lambda: Skjemautkast.objects.utlopt().count(),
        skjemautkast.slett_utlopte,
        egen_jobb=True,
    ),
    Oppbevaring("utløpte økter", (Session,), lambda: okter.utlopte().count(), okter.slett_utlopte, egen_jobb=True),
    Oppbevaring("varsler", (Brukervarsel,), lambda: Brukervarsel.objects.utlopt().count(), varsel.rydd, egen_jobb=True),
    Oppbevaring(
        "filer som er overtatt",
        (Overtakelse, Overtakelsesrad),
        lambda: Overtakelse.objects.utlopt(klokke.now()).count(),
        overtakelse.fei,
        egen_jobb=True,
    ),
    Oppbevaring(
        "opplastinger ingen har tatt i bruk",
        (Opplasting,),
        lambda: Opplasting.objects.utlopt().count(),
        opplasting.slett_uten_eier,
    ),
    Oppbevaring(
        "invitasjoner",
        (Invitasjon,),
        lambda: Invitasjon.objects.utlopt().count(),
        lambda: slett_i_bunker(Invitasjon.objects.utlopt),
    ),
    Oppbevaring(
        "engangsnøkler",
        (Engangsnokkel,),
        lambda: Engangsnokkel.objects.utlopt().count(),
        lambda: slett_i_bunker(Engangsnokkel.objects.utlopt),
    ),
    Oppbevaring(
        "merker for uttak av filer",
        (Uttak,),
        lambda: Uttak.objects.utlopt().count(),
        lambda: slett_i_bunker(Uttak.objects.utlopt),
    ),
)
# Kept as long as somebody needs them or until it is settled how long (security.md §6 I, «avklares»). Every other table
# that tells of persons or holds a secret is in the table above; a test holds the two together.
BEHOLDES = frozenset({"Bruker", "Tilgangsnokkel", "Forsendelse", "Brevfil", "Henvendelse", "Innlegg"})
