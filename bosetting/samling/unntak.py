"""The tables that tell of persons and are not in the person's own copy, with the reason (GDPR art. 15).

A test holds this list and `kilder.KILDER` together with the registry of data classes: a new table is in one of them.
"""

from typing import Final

UNNTATT: Final = {
    "imdinett.Brevfil": "PDF-en til et brev; brevet står i listen, og personen kan be om det",
    "imdinett.Innsyn": "oppslagene står i kopien med tid, enhet og hva; formål og beskrivelse kan navngi andre",
    "imdinett.Opplasting": "selve filen; dokumentet står i listen med tittel, og personen kan be om det",
    "imdinett.Overtakelse": "kryptert fil fra det gamle systemet; tømmes når den er lest inn",
    "imdinett.Overtakelsesrad": "kryptert rad fra det gamle systemet, uten kobling til en person; tømmes",
    "imdinett.Skjemautkast": "det en bruker har skrevet og ikke sendt; kryptert for eieren alene, og slettes",
    "imdinett.Vurdering": "en leders vurdering av en ansatts oppslag: gjelder den ansatte",
    "bosetting.Bolig": "en bolig kommunen har meldt inn",
    "bosetting.Innsynskopi": "kopien selv; slettes etter noen dager",
    "bosetting.Rapportbit": "en kopi av det samme, slettes etter noen dager; uttaket står blant oppslagene",
    "bosetting.Rapportfil": "formålet med et uttak, skrevet av en ansatt; uttaket står blant oppslagene",
    "bosetting.Skjermingsmedlem": "hvem som kan se en beskyttet person (popplyl. § 16 første ledd bokstav f)",
    "bosetting.Sok": "det en ansatt har søkt etter, uten kobling til en person; slettes etter noen dager",
}
