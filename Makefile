.PHONY: demo kode test bench ny-maskin

# make demo [PORT=8000] [RESET=1]
demo:
	@PORT='$(PORT)' RESET='$(RESET)' exec python3 -m oppsett demo

# make kode EPOST=... : the demo user's one-time code right now
kode:
	@exec python3 -m oppsett kode '$(EPOST)'

# make test [ARGS='tests/bosetting -k anmodning']
test:
	@exec python3 -m oppsett test $(ARGS)

bench:
	@exec python3 -m oppsett bench $(ARGS)

# Needs root and debootstrap; repeats everything in an empty Debian.
ny-maskin:
	@exec python3 -m oppsett ny-maskin $(ARGS)
