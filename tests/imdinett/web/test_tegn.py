from django import forms
from django.utils.safestring import SafeString

from imdinett.web import tegn
from imdinett.web.skjema import Skjema


class Piece:
    html = SafeString("<b>1</b>")


def test_what_is_put_in_is_escaped_and_what_is_drawn_is_not() -> None:
    tekst = tegn.tegn('<a href="{0}" title="{1}">{1}</a>{2}', "/?a=1&b=2", "<Lund> \"og' Å", Piece.html)

    assert tekst == (
        '<a href="/?a=1&amp;b=2" title="&lt;Lund&gt; &quot;og&#x27; Å">&lt;Lund&gt; &quot;og&#x27; Å</a><b>1</b>'
    )
    assert isinstance(tekst, SafeString)


def test_the_pieces_stand_one_after_another() -> None:
    assert tegn.samlet([Piece(), Piece()]) == "<b>1</b><b>1</b>"


class Valg(Skjema):
    sted = forms.ChoiceField(
        label="Sted",
        choices=[("", "Velg"), ("a&b", "<Alta>"), ("Rogaland", [("1111", "Sokndal"), ("1112", "Lund")])],
    )


def test_a_list_of_choices_says_what_djangos_own_says_without_a_template_for_each() -> None:
    html = " ".join(str(Valg({"sted": "1112"})["sted"]).replace(">", "> ").replace("<", " <").split())

    assert '<option value=""> Velg </option>' in html
    assert '<option value="a&amp;b"> &lt;Alta&gt; </option>' in html
    assert '<optgroup label="Rogaland"> <option value="1111"> Sokndal </option>' in html
    assert '<option value="1112" selected> Lund </option> </optgroup>' in html
    assert html.count(" selected") == 1
    assert html.startswith('<select name="sted"')
