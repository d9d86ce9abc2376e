"""What the image needs beside the code: python -m oppsett.bygg, after npm ci and the Python packages."""

from oppsett.oversettelser import kompiler
from oppsett.ressurser import legg_ut
from oppsett.statisk import samle

if __name__ == "__main__":
    legg_ut()
    kompiler()
    samle()
