"""Escalation flows: a typed graph in YAML, a state machine, checks, pictures and pages."""
