import re

import pytest
from django import forms

from imdinett.web import skjema
from imdinett.web.felt import Datofelt, Tallfelt
from imdinett.web.skjema import Feil, Skjema


class Eksempel(Skjema):
    navn = forms.CharField(label="Navn", max_length=5)
    svar = forms.ChoiceField(label="Kan dere ta imot?", choices=[("ja", "Ja")], widget=forms.RadioSelect)
    dato = Datofelt(label="Dato", required=False)
    antall = Tallfelt(label="Antall", min_value=1)
    tekst = forms.CharField(label="Tekst", min_length=10, max_length=500, widget=forms.Textarea)
    lest = forms.BooleanField(label="Jeg har lest vilkårene")


def feil(**data):
    return {navn: [str(f) for f in liste] for navn, liste in Eksempel(data).errors.items()}


def test_messages_begin_with_the_name_of_the_field():
    assert feil() == {
        "navn": ["Navn må fylles ut."],
        "svar": ["«Kan dere ta imot?»: velg ett av alternativene."],
        "antall": ["Antall må fylles ut."],
        "tekst": ["Tekst må fylles ut."],
        "lest": ["Jeg har lest vilkårene: kryss av for å gå videre."],
    }


def test_messages_say_what_is_wrong():
    assert feil(navn="for langt", svar="kanskje", dato="32.1.2026", antall="0", tekst="kort", lest="on") == {
        "navn": ["Navn kan ha høyst 5 tegn. Du har skrevet 9."],
        "svar": ["«Kan dere ta imot?»: velg ett av alternativene i listen."],
        "dato": ["Dato må være en dato, for eksempel 23.11.2026."],
        "antall": ["Antall må være minst 1."],
        "tekst": ["Tekst må ha minst 10 tegn."],
    }


def test_what_the_page_sends_by_itself_is_not_called_by_a_name_nobody_knows():
    class MedSkjult(Skjema):
        endret_nr = forms.IntegerField(widget=forms.HiddenInput)

    mangler = "Siden mangler noe den skal sende med. Last den på nytt og prøv igjen."

    assert MedSkjult({}).errors == {"endret_nr": [mangler]}
    assert MedSkjult({"endret_nr": "x"}).errors == {"endret_nr": [mangler]}


def test_message_set_by_the_author_is_left_alone():
    class Eget(Skjema):
        navn = forms.CharField(label="Navn", error_messages={"required": "Hva heter du?"})

    assert Eget({}).errors == {"navn": ["Hva heter du?"]}


def test_label_set_in_init_is_the_one_in_the_message():
    class Senere(Skjema):
        navn = forms.CharField()

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["navn"].label = "Etternavn"

    assert Senere({}).errors == {"navn": ["Etternavn må fylles ut."]}


def test_summary_links_to_the_first_control_in_page_order():
    form = Eksempel({"navn": "Kari", "tekst": "langt nok til å telle", "lest": "on"})

    assert skjema.feil_i(form) == [
        Feil("«Kan dere ta imot?»: velg ett av alternativene.", "id_svar_0"),
        Feil("Antall må fylles ut.", "id_antall"),
    ]


def test_a_group_with_nothing_to_choose_has_nowhere_to_lead():
    class Tomt(Skjema):
        saker = forms.MultipleChoiceField(label="Saker", choices=[], widget=forms.CheckboxSelectMultiple)

    assert [ett.felt_id for ett in skjema.feil_i(Tomt({}))] == [""]


def test_summary_takes_form_sets_lists_and_own_errors():
    Sett = forms.formset_factory(Eksempel, extra=0)
    sett = Sett({"form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0"})
    enkel = Eksempel({"navn": "Kari"})
    enkel.add_error(None, "Fristen er ute.")

    funn = skjema.feil_i([sett, enkel, Feil("Ingen er valgt.")])

    assert (funn[0], funn[-1], len(funn)) == (Feil("Fristen er ute."), Feil("Ingen er valgt."), 6)


def test_unbound_form_has_no_errors():
    assert skjema.feil_i(Eksempel()) == []


def _form(**krav):
    return type("F", (Skjema,), {navn: forms.CharField(required=k, label=navn) for navn, k in krav.items()})()


@pytest.mark.parametrize(
    ("krav", "regel", "merker"),
    [
        ({"a": True, "b": True}, "Alle felt må fylles ut.", ["", ""]),
        ({"a": True, "b": True, "c": False}, "", ["", "", "Valgfritt"]),
        ({"a": True, "b": False, "c": False}, "", ["Må fylles ut", "", ""]),
        ({"a": True}, "", [""]),
        ({"a": False}, "", [""]),
    ],
)
def test_required_is_said_once_or_on_the_few(krav, regel, merker):
    form = _form(**krav)

    assert (skjema.feltregel(form), [skjema.feltmerke(felt) for felt in form]) == (regel, merker)


def test_every_visible_control_gets_the_class_and_hidden_ones_do_not():
    class Blandet(Skjema):
        tekst = forms.CharField(widget=forms.TextInput(attrs={"class": "egen"}))
        liste = forms.ChoiceField(choices=[("a", "A")])
        radio = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
        fil = forms.FileField()
        skjult = forms.CharField(widget=forms.HiddenInput)

    html = str(Blandet())
    klasser = re.findall(r"<(?:input|select)[^>]*?name=\"(\w+)\"(?:[^>]*?class=\"([^\"]*)\")?", html)

    assert klasser == [
        ("tekst", "egen ds-input"),
        ("liste", "ds-input"),
        ("radio", "ds-input"),
        ("fil", "ds-input"),
        ("skjult", ""),
    ]


def test_field_is_tied_to_help_and_error():
    class Ett(Skjema):
        navn = forms.CharField(label="Navn", help_text="Slik det står i passet.")

    html = str(Ett({}))

    assert [bit in html for bit in ('aria-invalid="true"', 'aria-describedby="id_navn_helptext id_navn_error"')] == [
        True,
        True,
    ]
    assert [f'id="{ident}"' in html for ident in ("id_navn_helptext", "id_navn_error", "id_navn")] == [True] * 3


def test_group_has_its_question_as_legend():
    html = str(Eksempel())

    assert re.search(r"<fieldset[^>]*id=\"id_svar\"[^>]*>\s*<legend>\s*Kan dere ta imot\?", html) is not None


def test_counter_is_for_long_text_only():
    form = Eksempel()

    assert [skjema.tegngrense(form[navn]) for navn in ("tekst", "navn")] == [500, 0]


def test_label_suffix_and_browser_checks_are_off():
    html = str(Eksempel())

    assert ("Navn:" in html, " required" in html) == (False, False)
