"""A step is skipped only while all its inputs are what they were."""

from pathlib import Path

from oppsett.stempel import Stempel, avtrykk


def test_ferskt_etter_sett_og_ikke_for(tmp_path: Path) -> None:
    stempel = Stempel("steg", "abc", mappe=tmp_path / "stempler")
    assert not stempel.ferskt()
    stempel.sett()
    assert Stempel("steg", "abc", mappe=tmp_path / "stempler").ferskt()
    assert not Stempel("steg", "abd", mappe=tmp_path / "stempler").ferskt()
    assert not Stempel("annet", "abc", mappe=tmp_path / "stempler").ferskt()


def test_avtrykk_endres_med_innhold_navn_tekst_og_sletting(tmp_path: Path) -> None:
    fil, annen = tmp_path / "a.txt", tmp_path / "b.txt"
    fil.write_text("en")
    for_ = avtrykk([fil])
    assert avtrykk([fil]) == for_
    assert avtrykk([fil], "valg") != for_
    fil.rename(annen)
    assert avtrykk([annen]) != for_
    annen.rename(fil)
    fil.write_text("to")
    assert avtrykk([fil]) != for_
    fil.unlink()
    assert avtrykk([fil]) not in {for_, avtrykk([])}


def test_rekkefolgen_betyr_ingenting(tmp_path: Path) -> None:
    filer = [tmp_path / navn for navn in "ab"]
    for fil in filer:
        fil.write_text(fil.name)
    assert avtrykk(filer) == avtrykk(reversed(filer))
