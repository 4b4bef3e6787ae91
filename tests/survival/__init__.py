"""Processes die, Valkey forgets or stops, answers are lost: what people were told stays true."""
