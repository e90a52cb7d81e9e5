"""A small flow with its grid, and what was begun of it in English."""

from __future__ import annotations

__all__ = ["ENGLISH", "FILES", "FLOW", "REVIEW"]

FLOW = """\
format: 1
flow: small
title: Un petit parcours
language: fr
endings:
  - {ending: done, text: C’est fini.}
stages:
  - stage: start
    title: Le début
    cases:
      - {text: À Reims., source: "https://example.org"}
    questions:
      - id: name
        kind: text
        text: Comment vous appelez-vous ?
        hint: Le prénom suffit.
        example: Awa.
        nudge:
          - {if: {mentions: [synergie, gagnant]}, say: Plus simplement.}
          - {if: lacks_place, say: À quel endroit.}
      - id: sure
        kind: scale
        text: "Êtes-vous sûr, {name} ?"
        hint: De 1 à 3.
        from: 1
        to: 3
        labels: [Pas du tout, "{name}", Tout à fait]
"""
REVIEW = """\
format: 1
review: small
language: fr
category: name
delay: une semaine
criteria:
  - id: need
    title: Le besoin de {name}
    looks_at: Un public.
    question: À qui ?
"""
#: written by hand, with what its author wants to be kept
ENGLISH = """\
# The English of Léa.
format: 1
flow: small
language: en
title: A small flow
endings: {done: The end.}   # short is good
stages:
  start:
    cases: [In Reims.]
questions:
  name:
    # asked of everybody
    text: "What is your name?"
    nudge: [{if: {mentions: [synergy]}, say: More simply.}, say: Where.]
"""
FILES = {
    "flow.yaml": FLOW.encode(),
    "review.yaml": REVIEW.encode(),
    "flow.en.yaml": ENGLISH.encode(),
}
