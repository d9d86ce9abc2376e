"""Oppsett og drift av portalen på en bar maskin, bare med standardbiblioteket."""
