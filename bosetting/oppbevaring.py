"""What bosetting keeps for a time only. How long is a dated setting; why stands in docs/decisions (oppbevaring)."""

from bosetting.innlesing.models import Folkeregisterside, Importrad, Lestrad
from bosetting.innlesing.services import oppbevaring as innlesing
from bosetting.innsynskopi import services as innsynskopi
from bosetting.innsynskopi.models import Innsynskopi
from bosetting.rapport import services as rapport
from bosetting.rapport.models import Rapportbit, Rapportfil
from bosetting.sok import services as sok
from bosetting.sok.models import Sok
from imdinett.kjerne import klokke
from imdinett.kjerne.oppbevaring import Oppbevaring, slett_i_bunker

OPPBEVARING = (
    Oppbevaring(
        "rapportfiler",
        (Rapportfil, Rapportbit),
        lambda: Rapportfil.objects.utlopt(klokke.now()).count(),
        rapport.fei,
        egen_jobb=True,
    ),
    Oppbevaring(
        "kopier til personen selv",
        (Innsynskopi,),
        lambda: Innsynskopi.objects.utlopt(klokke.now()).count(),
        innsynskopi.fei,
        egen_jobb=True,
    ),
    Oppbevaring("søk", (Sok,), lambda: sok.utlopte().count(), lambda: slett_i_bunker(sok.utlopte)),
    Oppbevaring(
        "avviste rader fra filer utenfra",
        (Importrad,),
        lambda: Importrad.objects.utlopt().count(),
        innlesing.slett_avviste_rader,
    ),
    Oppbevaring(
        "sider fra Folkeregisteret",
        (Folkeregisterside,),
        lambda: Folkeregisterside.objects.utlopt().count(),
        innlesing.slett_folkeregistersider,
    ),
    Oppbevaring(
        "avtrykk av leste rader",
        (Lestrad,),
        lambda: Lestrad.objects.utlopt().count(),
        lambda: slett_i_bunker(Lestrad.objects.utlopt),
    ),
)
# Kept with the case until it is settled how long: no public text gives a time (security.md §6 I, «avklares»). Every
# other table that tells of persons is in the table above; a test holds the two together.
BEHOLDES = frozenset(
    {
        "Husstand",
        "Person",
        "Tidligerenummer",
        "Tidligerebosted",
        "Bosted",
        "Familierelasjon",
        "FamilieUte",
        "Sak",
        "Kartlegging",
        "Avvik",
        "Skjermingsmedlem",
        "Graderingsendring",
        "Folkeregisterstatus",
        "Bolig",
        "BestemtPerson",
        "Fordelingslinje",
        "Bosettingsvedtak",
        "Ankomst",
        "Bosetting",
        "Avslutning",
        "Notat",
        "Mappedokument",
        "Onskesvar",
    }
)
