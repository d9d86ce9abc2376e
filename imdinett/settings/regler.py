"""The rules of the house: what no source settles is dated here, and what a source says is one number in one place."""

from datetime import date

from imdinett.settings import miljo

AVTALE_KREVES = True
# (lines from, years): how long a line of the access log is kept; the proposal of security.md §8, to be settled.
INNSYNSLOGG_OPPBEVARES_AAR = ((date(2026, 1, 1), 5),)
SVARFRIST_DAGER = 7
# W-10, (valid from, days): how long before the svarfrist a kommune that has not answered is reminded, and how long
# after it once more. [inferred]
FORDELING_PAAMINNES_DAGER_FOR = ((date(2026, 1, 1), 2),)
FORDELING_PAAMINNES_DAGER_ETTER = ((date(2026, 1, 1), 1),)
# (valid from, weekdays): W-14, how long a question before the answer can hold the frist back. No source gives a number.
SPORSMAAL_PAUSE_ARBEIDSDAGER = ((date(2026, 1, 1), 5),)
# (valid from, value): what is unusual in the access log (security.md §8, which gives the kinds and no figures). Persons
# in one hour is the proposal of §6 F; hours of the night, persons in a line before it is a list, and days are ours.
LOGGKONTROLL_NATT_FRA = ((date(2026, 1, 1), 22),)
LOGGKONTROLL_NATT_TIL = ((date(2026, 1, 1), 6),)
LOGGKONTROLL_MANGE_PER_TIME = ((date(2026, 1, 1), 40),)
LOGGKONTROLL_ENKELTOPPSLAG_MAKS = ((date(2026, 1, 1), 10),)
# Who is told at once (§6 F): more than so many times the user's own median of so many days. Below so many days with
# looks there is no median, and below so many persons no bulk: these two are ours.
LOGGKONTROLL_ALARM_GANGER = ((date(2026, 1, 1), 3),)
LOGGKONTROLL_ALARM_DAGER = ((date(2026, 1, 1), 30),)
LOGGKONTROLL_ALARM_DAGER_MED = ((date(2026, 1, 1), 5),)
LOGGKONTROLL_ALARM_MINST = ((date(2026, 1, 1), 20),)
LOGGKONTROLL_VURDERES_INNEN_DAGER = ((date(2026, 1, 1), 14),)
# (weeks from, years): how long a weekly list and what was found are kept. As long as the lines that they are about:
# the proposal of security.md §8, which no public rule settles.
LOGGKONTROLL_OPPBEVARES_AAR = ((date(2026, 1, 1), 5),)
# (valid from, points): what a kommune is weighed by when IMDi looks for one for a household. ui.md 5.7 wants a score
# with its parts and bosetting.md §5 names what IMDi weighs, but no source gives figures. These are ours. The last three
# are W-18's, of the kommune's own profile: together 120, and 100 for a kommune that has written none.
MATCHING_VEKTER = {
    "tilknytning": ((date(2026, 11, 1), 25),),
    "ledig": ((date(2026, 11, 1), 25),),
    "meldt": ((date(2026, 11, 1), 20),),
    "bolig": ((date(2026, 11, 1), 15),),
    "behov": ((date(2026, 11, 1), 10),),
    "onske": ((date(2026, 11, 1), 5),),
    "utdanning": ((date(2026, 11, 1), 10),),
    "arbeid": ((date(2026, 11, 1), 5),),
    "helse": ((date(2026, 11, 1), 5),),
}
# (valid from, kilometres): W-18, how near a hospital is near; and (valid from, years): the ages in which somebody
# without videregående is on the way through it (from, to before). P46 says what people move for, no figures. [inferred]
MATCHING_SYKEHUS_KM = ((date(2026, 11, 1), 50),)
MATCHING_UNGDOM_FRA = ((date(2026, 11, 1), 16),)
MATCHING_UNGDOM_UNDER = ((date(2026, 11, 1), 25),)
# (valid from, weeks): how far ahead what a kommune has reported is weighed and shown week by week. A choice of ours.
MATCHING_UKER = ((date(2026, 11, 1), 12),)
# Our own aim for IMDi's first answer to a kommune; no source gives one.
HENVENDELSE_SVARFRIST_DAGER = 5
ANMODNING_MINSTE_ANTALL = 10
# How many years after this one a kommune can plan places for; ui.md 5.3 shows two.
TIDSPLAN_AAR_FRAM = 2
# (valid from, weeks): W-07, how many whole weeks the pace of settlement is measured over. A choice of ours: no source
# gives one.
BOSETTINGSTAKT_UKER = ((date(2026, 1, 1), 8),)
# Nasjonalt utvalg looks at the need again when it rises by more than this (B-015, mandate of 2016–17).
ANMODNING_VURDER_BEHOV_OVER = 750
ANMODNING_VURDER_EM_OVER = 150
# (valid from, months): B-062, imdi.no 2021 and 2024. Counted from the day on which the person heard of the permit.
PRIVATBOENDE_FRIST = ((date(2021, 1, 1), 6),)
# (valid from, days): how long before B-062's last day a household without an application is a task. [inferred]
PRIVATBOENDE_OPPGAVE_DAGER = ((date(2026, 1, 1), 30),)
# (valid from, days): how long after the bosettingsdato, or from today, a permit that runs out is marked. [inferred]
TILLATELSE_MERKES_DAGER = ((date(2026, 1, 1), 90),)
# (valid from, years): B-070. Below this age Bufetat settles an enslig mindreårig.
EM_BUFETAT_UNDER = ((date(2007, 12, 1), 15),)
# (valid from, months after the permit): B-072. Goals, not frister; the first is EM's, the second everybody else's.
MAAL_EM = ((date(2011, 1, 1), 3),)
MAAL_ANDRE = ((date(2011, 1, 1), 6),)
# B-066: how many days before the arrival the kommune should know of it.
ANKOMST_VARSLES_DAGER = 14
# (valid from, days): B-065, B-066: how long before the agreed week a missing notice of arrival is a task, and how long
# before the innreisefrist a household that nobody has taken yet is one. [inferred]
ANKOMST_OPPGAVE_DAGER = ((date(2026, 1, 1), 28),)
INNREISEFRIST_OPPGAVE_DAGER = ((date(2026, 1, 1), 30),)
# B-047, (registered from, days): how long after a bosettingsdato was first registered the kommune itself corrects it;
# then IMDi does. No source says how long, only that it should end when the grant is computed. Half a year is a choice
# of ours until it is computed here: what the avstemming of the quarter finds can be put right without IMDi.
BOSETTINGSDATO_RETTES_DAGER = ((date(2021, 1, 1), 182),)
# W-02: the first day of the first quarter that kommuner are asked about, and (quarters that end from, days after the
# end of the quarter): when the kommune should have answered, and when those that have not are reminded. Our choices.
AVSTEMMING_FRA = date(2026, 7, 1)
AVSTEMMING_FRIST_DAGER = ((date(2026, 1, 1), 30),)
AVSTEMMING_PAAMINNES_DAGER = ((date(2026, 1, 1), 21),)
# Days that each part of the way is measured against in the report on waiting (R5). The answer is B-035, the whole is
# B-072's six months; the others are a choice of ours until a source says otherwise.
VENTETID_GRENSER = {"klar": 30, "fordelt": 30, "svar": SVARFRIST_DAGER, "sokt_ut": 7, "bosatt": 60, "alt": 182}
RAPPORT_SOM_JOBB_OVER = 5_000
LOGGUTTREKK_XLSX_MAKS = 50_000
# How many rows of a list go into a file while the page waits (ui.md 4).
LISTEUTTREKK_MAKS_RADER = 5_000
# (valid from, saved filters): how many a user can have, all lists together. A choice of ours.
LAGREDE_UTVALG_MAKS = ((date(2026, 11, 1), 50),)
RAPPORTFIL_DAGER = 7
INNSYNSKOPI_DAGER = 7
RAPPORTFIL_STANSET_ETTER = 600
# (valid from, days): how long the rows of a file that the country is taken over from are kept, those that did not go in
# and a file that was tried and never read in. A choice of ours: long enough to put the old system's data right.
OVERTAKELSE_DAGER = ((date(2026, 11, 1), 30),)
# (valid from, rows): a file with no more new rows than this is read in while the page waits, a second at most; the
# worker reads a longer one. A choice of ours.
OVERTAKELSE_LESES_STRAKS_RADER = ((date(2026, 11, 1), 200),)
# (valid from, hours): how long what was typed when the session ended is kept for the one who typed it. A choice of
# ours: over a weekend, and no longer than it takes to come back to it.
SKJEMAUTKAST_TIMER = ((date(2026, 11, 1), 72),)
# (valid from, days or hours): how long what nobody needs any more is kept. No source gives a time; all are ours, marked
# «avklares» with the others. Rows of a file from outside hold what the file said of persons: those that somebody has
# dealt with, and those that nobody has.
IMPORTRAD_BEHANDLET_DAGER = ((date(2026, 11, 1), 90),)
IMPORTRAD_UBEHANDLET_DAGER = ((date(2026, 11, 1), 730),)
# The figures of a page of Folkeregisteret's feed; and the prints that tell a row that comes a second time.
FOLKEREGISTERSIDE_DAGER = ((date(2026, 11, 1), 730),)
LESTRAD_DAGER = ((date(2026, 11, 1), 730),)
# A link that has been used or cancelled; and the mark of a form that was sent: longer than a page can stand open.
INVITASJON_OPPBEVARES_DAGER = ((date(2026, 11, 1), 180),)
ENGANGSNOKKEL_TIMER = ((date(2026, 11, 1), 168),)
# A file that was uploaded, scanned and never taken into use.
OPPLASTING_UTEN_EIER_TIMER = ((date(2026, 11, 1), 24),)
# (valid from, files): how many files of rows a user takes out in a day (§6 F, which gives no figure). Ours: a good deal
# more than a day's work needs, far less than it takes to empty the register piece by piece.
UTTAK_MAKS_PER_DAG = {"imdi": ((date(2026, 11, 1), 100),), "andre": ((date(2026, 11, 1), 40),)}
UTTAK_OPPBEVARES_DAGER = ((date(2026, 11, 1), 180),)
# (valid from, per cent): how many of a day's kommuner a file with borders must have before any of it is kept. A choice
# of ours: a small island may be missing from a simplified file, a fylke may not.
KOMMUNEGRENSER_DEKNING_PROSENT = ((date(2026, 11, 1), 98),)
KONTAKT_IMDI_EPOST = "post@imdi.no"
# KS gets a copy of each kommune's vedtak. No source of ours gives the address; it is the operator's to check.
VEDTAK_KOPI_TIL = miljo.tekst("VEDTAK_KOPI_TIL", "ks@ks.no")
# Who is sent the alarms and the signed heads of the access log (security.md §8). Without it nobody is, and the page of
# the log reader says so.
SIKKERHETSANSVARLIG_EPOST = miljo.tekst("SIKKERHETSANSVARLIG_EPOST", "")
IMDI_ORGNR = "987879696"
# (valid from, days): how long a tilgangsnøkkel can last. A choice of ours: no source gives one.
TILGANGSNOKKEL_MAKS_DAGER = ((date(2026, 11, 1), 365),)
