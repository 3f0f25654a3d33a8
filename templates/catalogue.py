"""The blueprint templates that ship: what a workshop starts from, in French and in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
# Whole services, each as it is and as it could be.
SERVICES = FOLDER / "services"
LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Template:
    """A blueprint to start from. `title` and `summary` are texts by language.

    `redesigns` names the template of the service as it is, where this one is its redesign.
    """

    name: str
    title: Mapping[str, str]
    summary: Mapping[str, str]
    folder: Path = FOLDER
    redesigns: str = ""

    def content(self, language: str) -> bytes:
        """Return the bytes of the template's file in a language; languages it lacks get English."""
        chosen = language if language in self.title else "en"
        return (self.folder / f"{self.name}.{chosen}.blueprint.json").read_bytes()


_SHAPES = (
    Template(
        "blank",
        {"fr": "Page blanche", "en": "Blank"},
        {"fr": "Cinq couloirs et trois phases, aucune étape.", "en": "Five lanes and three phases, no step."},
    ),
    Template(
        "counter",
        {"fr": "Au guichet", "en": "At the counter"},
        {"fr": "Une demande déposée et vérifiée au guichet, puis retirée.",
         "en": "A request handed in and checked at the counter, then collected."},
    ),
    Template(
        "online",
        {"fr": "Démarche en ligne", "en": "Online procedure"},
        {"fr": "Une demande en ligne, son accusé de réception, et une aide humaine.",
         "en": "An online request, its receipt, and human help."},
    ),
    Template(
        "visit",
        {"fr": "Visite à domicile", "en": "Home visit"},
        {"fr": "Un rendez-vous pris, une visite chez la personne, une décision expliquée.",
         "en": "An appointment made, a visit to the person’s home, a decision explained."},
    ),
)


def _make_pair(name: str, title: Mapping[str, str], as_is: Mapping[str, str],
          to_be: Mapping[str, str]) -> tuple[Template, Template]:
    """Return the templates of a service, as it is (with that summary) and redesigned (with the other)."""
    redesigned = {"fr": f"{title['fr']} – parcours cible", "en": f"{title['en']} – to-be"}
    return (Template(name, title, as_is, SERVICES),
            Template(f"{name}-redesigned", redesigned, to_be, SERVICES, name))


_SERVICES = (
    _make_pair(
        "social-aid", {"fr": "Demander une aide sociale", "en": "Ask for social aid"},
        {"fr": "Demander au centre communal d’action sociale (CCAS) de l’aide pour payer une facture.",
         "en": "Asking the municipal social centre for help when a bill can no longer be paid."},
        {"fr": "La même aide : une porte d’entrée, une situation racontée une fois, une date promise et tenue.",
         "en": "The same help: one door, a situation told once, a date promised and kept."},
    ),
    _make_pair(
        "school-enrolment", {"fr": "Inscrire à l’école et au périscolaire", "en": "Enrol at school and after-school"},
        {"fr": "La mairie, puis l’école, puis la cantine : trois dossiers pour une seule rentrée.",
         "en": "The town hall, then the school, then the canteen: three files for one first day."},
        {"fr": "Un seul dossier famille : la mairie, l’école et la cantine y lisent la même chose.",
         "en": "One family file: town hall, school and canteen read the same in it."},
    ),
    _make_pair(
        "planning-permission", {"fr": "Obtenir un permis de construire", "en": "Get planning permission"},
        {"fr": "Agrandir sa maison : le formulaire, les plans, l’instruction et l’arrêté du maire.",
         "en": "Extending one’s home: the form, the plans, the casework and the mayor’s decision."},
        {"fr": "Le même permis : la règle dite avant les plans, un dossier vérifié au dépôt, une date promise.",
         "en": "The same permission: the rule told before the plans, a file checked on the spot, a promised date."},
    ),
    _make_pair(
        "france-services", {"fr": "Être aidé à France services", "en": "Get help at France services"},
        {"fr": "Demander sa retraite avec la conseillère, qui dépend du site et du téléphone du partenaire.",
         "en": "Asking for a pension with the adviser, who depends on the partner’s site and telephone."},
        {"fr": "Un rendez-vous utile, un dossier que les deux agents voient, une nouvelle à chaque attente.",
         "en": "One useful appointment, a file that both agents see, news at every wait."},
    ),
    _make_pair(
        "street-fault", {"fr": "Signaler un problème dans la rue", "en": "Report a street fault"},
        {"fr": "Un lampadaire éteint : un formulaire, trois services, et personne ne dit que c’est réparé.",
         "en": "A broken street light: a form, three services, and nobody says that it is mended."},
        {"fr": "Une photo ou un appel suffit ; l’équipe vient une fois, avec la pièce, et dit que c’est fait.",
         "en": "A photo or a call is enough; the team comes once, with the part, and says that it is done."},
    ),
    _make_pair(
        "appeal", {"fr": "Contester une décision", "en": "Appeal against a decision"},
        {"fr": "Une réclamation, puis un recours : une lettre recommandée, et deux mois de silence.",
         "en": "A complaint, then an appeal: a registered letter, and two months of silence."},
        {"fr": "Une explication d’abord, un recours dit de vive voix s’il le faut, un accusé et une date.",
         "en": "An explanation first, an appeal spoken if need be, a receipt and a date."},
    ),
    _make_pair(
        "birth", {"fr": "Accueillir un enfant", "en": "Welcome a child"},
        {"fr": "Mairie, caisse d’allocations familiales (CAF), assurance maladie : l’annoncer trois fois.",
         "en": "Town hall, family benefits, health insurance: the same birth announced three times."},
        {"fr": "La naissance se dit une fois ; la mairie prévient les autres, et chacun confirme.",
         "en": "The birth is told once; the town hall tells the others, and each of them confirms."},
    ),
    _make_pair(
        "agent-expenses", {"fr": "Se faire rembourser une mission", "en": "Claim travel expenses"},
        {"fr": "L’agent est ici l’usager : il part, il avance l’argent, puis il attend la paie.",
         "en": "Here the employee is the citizen: leaving, advancing the money, then waiting for payroll."},
        {"fr": "Une seule demande avant de partir, peu à avancer, le reste payé à une date connue.",
         "en": "One request before leaving, little to advance, the rest paid on a known date."},
    ),
)
TEMPLATES = (*_SHAPES, *(template for pair in _SERVICES for template in pair))


def pair_services(known: Iterable[Template]) -> tuple[tuple[Template, Template], ...]:
    """Return the pairs among templates: each service as it is, and its redesign."""
    by_name = {template.name: template for template in known}
    return tuple((by_name[redesign.redesigns], redesign) for redesign in by_name.values()
                 if redesign.redesigns in by_name)


def list_shapes(known: Iterable[Template]) -> tuple[Template, ...]:
    """Return the templates that belong to no such pair: how a service meets people, and what people saved."""
    every = tuple(known)
    paired = {template.name for pair in pair_services(every) for template in pair}
    return tuple(template for template in every if template.name not in paired)
