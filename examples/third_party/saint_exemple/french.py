"""The French of this package: each English sentence of its rule and formats as people read it in French."""

from __future__ import annotations

TRANSLATIONS = {"fr": {
    # the rule
    "Sent from office to office": "Renvoyé de bureau en bureau",
    "Sent around": "Renvoi de bureaux",
    "Ask which one office can answer for all.": "Demandez quel bureau peut répondre pour tous les autres.",
    "Each office is a door, a queue and a story to tell again.":
        "Chaque bureau est une porte, une file d’attente et une histoire à raconter de nouveau.",
    "More than two offices of the town speak to people on one journey.":
        "Plus de deux bureaux de la ville s’adressent à l’usager au cours d’un même parcours.",
    "The citizen's work of the contacts with the offices beyond the second.":
        "Le temps de travail de l’usager pour les contacts avec les bureaux au-delà du deuxième.",
    "Let one office speak for the others.": "Confier à un seul bureau la parole des autres.",
    "The office that speaks for all must be told what the others know.":
        "Le bureau qui parle pour tous doit savoir ce que savent les autres.",
    "Offices that never speak to people.": "Les bureaux qui ne s’adressent jamais à l’usager.",
    "People also turn to {offices}": "L’usager s’adresse aussi à {offices}",
    "One office for all": "Un seul bureau pour tous",
    # the export
    "List of offices (CSV)": "Liste des bureaux (CSV)",
    "Which offices people meet, and for what: for the reception desk.":
        "Les bureaux que rencontre l’usager, et pourquoi : pour l’accueil.",
    "Order": "Ordre",
    "as people meet them": "dans l’ordre du parcours",
    "by name": "par ordre alphabétique",
    "Office": "Bureau",
    "Step": "Étape",
    "no step of this blueprint says which office does it":
        "aucune étape de ce blueprint ne dit quel bureau s’en charge",
    # the import
    "Register of procedures (CSV)": "Registre des procédures (CSV)",
    "The town's own register: one line a step, with the office and the minutes.":
        "Le registre de la ville : une ligne par étape, avec le bureau et les minutes.",
    "Where the offices work": "Place des bureaux",
    "in front of people": "au contact (front office)",
    "behind the scenes": "en coulisses (back office)",
    "line {number} has no step": "la ligne {number} n’a pas d’étape",
    "line {number}: '{minutes}' is no number of minutes":
        "ligne {number} : « {minutes} » n’est pas un nombre de minutes",
    "this is no register: its first line must be {headings}":
        "ce n’est pas un registre : sa première ligne doit être {headings}",
}}
