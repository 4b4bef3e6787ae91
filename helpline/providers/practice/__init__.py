"""The practice line: a phone company and a mail relay on loopback, for drills and tests."""
