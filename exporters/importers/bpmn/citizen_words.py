"""Whether a pool or a lane is the person whom a service is for, by its name.

The words are those with which English, French and German models call that person, with a few of their neighbours'.
They are compared without accents, and ä as well as ae.
"""

from __future__ import annotations

import difflib
import re

from visavis.blueprint.language.folded_words import fold_text

# Nobody but the person, whatever the service is: in English, French, German, and a few words of their neighbours.
_ENGLISH = """
applicant citizen customer costumer client patient claimant consumer buyer shopper guest passenger traveller traveler
visitor student pupil parent subscriber policyholder insured taxpayer resident inhabitant beneficiary tenant borrower
candidate jobseeker requester requestor petitioner complainant caller cardholder purchaser caregiver carer victim
refugee migrant pensioner retiree learner diner household family mother father child person individual plaintiff
"""
_FRENCH = """
usager usagere demandeur demandeuse citoyen citoyenne client cliente patiente beneficiaire administre administree
habitant habitante allocataire assure assuree contribuable particulier etudiant etudiante eleve famille requerant
requerante locataire voyageur voyageuse visiteur visiteuse consommateur consommatrice acheteur acheteuse candidat
candidate adherent adherente abonne abonnee retraite retraitee pensionne declarant declarante aidant aidante proche
menage victime plaignant plaignante foyer emprunteur souscripteur personne convive client patient candidate parent
"""
_GERMAN = """
antragsteller antragstellerin antragstellende burger burgerin kunde kundin kunden patientin versicherter versicherte
versicherungsnehmer versicherungsnehmerin einwohner einwohnerin studierende studierender studentin schuler schulerin
eltern elternteil gast besucher besucherin mandant mandantin klient klientin mieter mieterin steuerpflichtige
steuerpflichtiger bewerber bewerberin fahrgast reisende reisender kaufer kauferin besteller verbraucher privatperson
beschwerdefuhrer angehorige angehoriger leistungsempfanger leistungsberechtigte interessent interessentin anmelder
anspruchsteller anspruchstellerin geschadigte geschadigter familie hilfesuchende anmelderin anrufer
"""
_OTHERS = """
ciudadano ciudadana cliente solicitante paciente cittadino cittadina utente klant aanvrager inwoner cidadao
"""
# The person in some models, and in others somebody who works there.
_POSSIBLE = """
user owner member driver employee requestor seller sender participant learner self me
utilisateur utilisatrice proprietaire salarie salariee membre conducteur emetteur
nutzer nutzerin benutzer benutzerin eigentumer eigentumerin mitglied teilnehmer teilnehmerin halter fahrer usuario
"""
# Whoever is called by one of these works for an organisation, or is one.
_ORGANISATION = """
account accountant administration administrator advisor adviser agency agent application approver assistant authority
back backend bank billing board broker bureau call care carrier center centre chef clerk clinic committee company cook
council counter court crm database dealer delivery department desk direction director distributor division doctor
engine erp expert facility factory finance front garage government head helpdesk hospital hotel hr insurance insurer
it kitchen lab laboratory lawyer legal logistics machine mailbox management manager marketing ministry municipality
nurse office officer onboarding operations operator partner pharmacy physician platform portal postal process
processing production professor provider purchasing reception relations relationship representative restaurant sales
school secretary server service services shop software specialist staff store supervisor supplier support system
systems teacher team tribunal underwriter unit university vendor warehouse website worker journey experience database
agence agente assistante assurance assureur avocat banque bibliotheque caisse centre collectivite commission commune
comptable conseil conseiller conseillere cuisine departement direction directeur directrice ecole entreprise etat
fournisseur gestion gestionnaire guichet hopital infirmiere instructeur instructrice logiciel magasin mairie medecin
ministere organisme plateforme prefecture prestataire region secretariat secretaire serveur siege societe universite
usine ville vendeur vendeuse accueil relation parcours dossier
abteilung amt arzt bank behorde berater beraterin betreuer betrieb bibliothek buchhaltung buro firma gemeinde gericht
geschaftsfuhrung hochschule klinik krankenhaus kuche lager lieferant ministerium mitarbeiter mitarbeiterin personal
sachbearbeiter sachbearbeiterin schule sekretariat stadt stelle system universitat unternehmen verkauf verwaltung
vertrieb versicherung werkstatt zentrale dienst kasse ausschuss kammer vorgesetzter vorstand leiter leiterin
"""
_SYSTEM = """
system systems systeme server serveur engine software logiciel application app platform plateforme plattform database
backend datenbank anwendung crm erp sap api website portal portail webshop bot chatbot robot middleware ecm dms siebel
salesforce sharepoint software automated automation repository cloud service-bus esb
"""
# What stands between the person and what they are of: "client de la banque", "customer of the bank".
_OF = frozenset({"de", "du", "des", "d", "of", "from", "at", "with", "von", "der", "im", "in", "vom", "for"})
_LONG = 7
_NEARLY = 0.88
CERTAIN, POSSIBLE, NOBODY = 100, 40, -60


def _key(word: str) -> str:
    """Return a folded word with which umlauts compare in both their spellings."""
    return re.sub(r"([aou])e", r"\1", word)


def _keys(words: str) -> frozenset[str]:
    return frozenset(_key(fold_text(word)) for word in words.split())


_CERTAIN_KEYS = _keys(f"{_ENGLISH} {_FRENCH} {_GERMAN} {_OTHERS}")
_POSSIBLE_KEYS = _keys(_POSSIBLE)
# Where the last word says what somebody is: an insurance customer is one, and "service client" is none.
_HEADS = _keys(f"{_ENGLISH} {_GERMAN}") - _keys(_FRENCH)
_ORGANISATION_KEYS, _SYSTEM_KEYS = _keys(_ORGANISATION), _keys(_SYSTEM)
# German says more precisely who it is in front: Neukunde, Erstantragsteller.
_GERMAN_ENDS = tuple(map(_key, (
    "kunde", "kundin", "kunden", "antragsteller", "antragstellerin", "patient", "patientin", "nehmer", "nehmerin",
    "student", "studentin", "mieter", "burger", "burgerin", "gast")))


def score_name(name: str) -> int:
    """Return how much a name sounds like the person: 100 for certain, 40 perhaps, 0 not known, less for others."""
    words = fold_text(name).split()
    keys = [_key(word) for word in words]
    found = [_score_word(key) for key in keys]
    if not any(found):
        return 0
    if found[0] > 0 and len(words) > 1 and words[1] in _OF:
        return found[0]
    if keys[-1].removesuffix("s") in _HEADS:
        return CERTAIN
    if NOBODY in found:
        return NOBODY
    best = max(found)
    # "Customer Acquisition" is about them, "Acme Customer" is one of them.
    unknown = sum(1 for key, score in zip(keys, found, strict=True) if not score and len(key) > 2 and key.isalpha())
    return best if found[-1] > 0 or unknown == 0 else best - 30 * unknown


def is_system_name(name: str) -> bool:
    """Return whether a name is that of a machine."""
    return any(_key(word) in _SYSTEM_KEYS for word in fold_text(name).split())


def _score_word(key: str) -> int:
    for singular in (key, key.removesuffix("s"), key.removesuffix("x"), key.removesuffix("n"),
                     key.removesuffix("innen") + "in"):
        if singular in _CERTAIN_KEYS:
            return CERTAIN
        if singular in _ORGANISATION_KEYS or singular in _SYSTEM_KEYS:
            return NOBODY
        if singular in _POSSIBLE_KEYS:
            return POSSIBLE
    if key.endswith(_GERMAN_ENDS) and not key.endswith("arbeitnehmer"):
        return CERTAIN
    if len(key) >= _LONG and difflib.get_close_matches(key, _CERTAIN_KEYS, 1, _NEARLY) \
            and not difflib.get_close_matches(key, _ORGANISATION_KEYS, 1, _NEARLY):
        return CERTAIN
    return 0
