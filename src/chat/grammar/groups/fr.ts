import type { RuleGroup } from '../grammar.ts';
import { requests } from './fr-requests.ts';
import { staff } from './fr-staff.ts';
import { watches } from './fr-watch.ts';

/** `historique de Contoso depuis mars`; des pannes dans le passé sont aussi de l'historique. */
const history: RuleGroup = {
  hint: 'histori|passe|arrive|chronologie|ancien|precedent|\\d|depuis|hier|dernier|derniere|cette semaine|ce mois|cette annee|prochaine?|(?:en|courant) [jfmasond]',
  readsPeriods: true,
  lists: {
    history:
      "(?:historique(?: complet)?(?: des? (?:<troubles>|services?)| d'(?:incidents|etat))?|chronologie|anciens incidents|anciennes pannes|(?:<troubles>) (?:passés|passées|précédents|précédentes|anciens|anciennes|résolus|résolues|terminés|terminées|clos|closes))",
    when: '(?:,? {period})',
    went: "(?:que s'est-il passé|que s'est il passé|qu'est-ce qui s'est passé|qu'est ce qui s'est passé|il s'est passé quoi|qu'est-il arrivé|qu'est-ce qui est arrivé|qu'y a-t-il eu|qu'est-ce qu'il y a eu|que s'est passé)",
  },
  sentences: [
    ['history', '(?:<ask> )?(?:<art>|<any>)?<history>(?: (?:de|du|des|pour|chez))?<when>?'],
    [
      'history',
      '(?:<ask> )?(?:<art>|<any>)?<history><when>? (?:<de>)(?:<art>)?{service!} (?:<chez>){subject}<when>?',
    ],
    ['history', '(?:<ask> )?(?:<art>|<any>)?historique {service!}<when>? (?:<chez>){subject}<when>?'],
    ['history', '(?:<ask> )?(?:<art>|<any>)?<history><when>? (?:<de>){subject}<when>?'],
    ['history', '<went> (?:avec (?:<art>)?{service!} )?(?:<chez>){subject}<when>?'],
    ['history', '<went><when> (?:<chez>){subject}'],
    [
      'history',
      "(?:<there>|(?:y a-t-il|il y a|y a-t'il|y a) eu )?(?:<ask> )?<any>?<troubles><which>?(?: (?:avec|sur|de|d'|dans|pour) ?(?:<art>)?{service!})? (?:<chez>|sur ){subject}<when>",
    ],
    [
      'history',
      "(?:<there>|(?:y a-t-il|il y a|y a-t'il|y a) eu )?(?:<ask> )?<any>?<troubles><which>?<when> (?:<chez>|sur ){subject}",
    ],
    [
      'history',
      '(?:combien de|quels|quelles) <troubles> (?:a eu |a eus |a eues |ont eu |(?:y a-t-il eu )?(?:<chez>))(?:{subject})<when>',
    ],
    [
      'history',
      '<estce>?{subject} (?:a|ont|a-t-il|a-t-elle) eu <any>?<troubles>(?: (?:avec|sur|de|dans) (?:<art>)?{service!})?<when>',
    ],
    ['health', '<estce>?(?:<art>)?{service!} (?:<est> )?<down> (?:<chez>){subject}<when>'],
    ['health', '<estce>?(?:<art>)?{service!} <works> (?:<chez>){subject}<when>'],
    ['health', '<estce>?{subject} <est> <down><when>'],
  ],
  heads: [['history', '(?:<ask> )?(?:<art>)?<history>_(?:<de>)?{subject}<when>?']],
  tails: [
    ['history', '(?:<ask> )?{subject}_<history><when>?'],
    ['history', '(?:<ask> )?{subject}_<troubles><when>'],
    ['history', '(?:<ask> )?{subject},? {period} <history>'],
    // The word for history may be another language's.
    ['history', '(?!.*(?:histor|maint|prevue?s?|planifi|programme|a venir|changements)){subject}<when>'],
  ],
};

/** `incident EX226574 chez Contoso` */
const incident: RuleGroup = {
  hint: '\\d{4}|[a-z0-9_]{4,}-[a-z0-9]{3}|(?:incident|avis)(?: |$)',
  lists: {
    noun: '(?:incident|avis|panne|problème|message|annonce|événement|évènement|ticket|numéro de suivi|id|référence)s?(?: n°| numero)?',
    details:
      'détails?|chronologie|statut|état|nouvelles|informations?|infos?|mises? à jour|historique|suivi|résumé',
    what: "(?:qu'est-ce que|qu'est ce que|c'est quoi|qu'est-ce que c'est que|que dit|que se passe-t-il avec|où en est|quid de|parle-moi de|parle moi de|à propos de|et)",
  },
  sentences: [
    [
      'incident',
      "(?:<ask> )?(?:l' ?|un |le |cet )?(?:incident|avis)(?: n°| numero| (?:<details>))?|(?:<details>) (?:de l' ?|d'un |d' ?)incident",
    ],
    [
      'incident',
      '(?:<ask> )?(?:<art>)?(?:(?:<details>) )?(?:<de>|sur )?(?:<art>)?(?:<noun>_)?{id!}{more}(?:.{0,60}? (?:at|for|chez) {subject}|.*)',
    ],
    [
      'incident',
      "(?:<ask> )?(?:<what> )?(?:<art>|<any>)?(?:(?:<details>) )?(?:<de>|sur )?(?:l' ?|la |le )?(?:<noun>_)?{id!}(?: (?:<details>))?(?: (?:<chez>){subject})?",
    ],
    [
      'incident',
      "(?:<ask> )?(?:<what> )?(?:<art>|<any>)?(?:(?:<details>) )?(?:<de>|sur )?(?:l' ?|la |le )?(?:incident|avis)(?: n°| numero)?_{id}(?: (?:<chez>){subject})?",
    ],
    [
      'incident',
      "(?:qui|quels clients|combien de clients)(?: est| sont| a| ont)?(?: (?:touchés?|affectés?|concernés?|impactés?))?(?: par)? (?:l' ?|la |le )?(?:<noun> )?{id!}",
    ],
    [
      'incident',
      "(?:est-ce que )?(?:l' ?|la |le )?(?:<noun> )?{id!} (?:est(?:-il|-elle)?|a été) (?:encore |toujours |déjà )?(?:résolue?|terminée?|fini|finie|ouverte?|en cours|clos|active?|corrigée?)",
    ],
  ],
  heads: [],
  tails: [
    ['incident', '{subject}_(?:<noun>_)?{id!}{more}.*'],
    ['incident', '{subject}_(?:<noun>_)?{id!}'],
  ],
};

/** `changements prévus pour Contoso` */
const maintenance: RuleGroup = {
  readsPeriods: true,
  hint: 'maint|chang|prevu|planif|program|venir|centre de|message|annonce|evolution|nouveaut|retrait',
  lists: {
    planned:
      '(?:prévue?s?|planifiée?s?|programmée?s?|à venir|annoncée?s?|futurs?|futures?|prochains?|prochaines?|à prévoir)',
    maintenance:
      'maintenances?(?: <planned>)?|(?:changements?|travaux|évolutions?|modifications?|mises? à jour|interventions?|nouveautés|retraits?|coupures?|interruptions?|annonces?) <planned>|(?:prochains?|prochaines?|futurs?|futures?) (?:changements?|maintenances?|travaux|évolutions?|modifications?|mises? à jour|interventions?)|centre de messages?|centre des messages|changements|opérations de maintenance|fenêtres? de maintenance',
    coming:
      "(?:qu'est-ce qui|qu'est ce qui|que|qu'est-ce qu'il) (?:est (?:prévu|planifié|programmé)|va changer|change|arrive|y a de prévu)|quoi de prévu|(?:qu'y a-t-il|il y a quoi|qu'est-ce qu'il y a) de <planned>",
    soon: ",? (?:(?:dans|pour|pendant|sur|de|du) )?{period}| (?:(?:dans|pour|pendant|sur|au cours des) )?(?:les |ces )?(?:\\d{1,3} |quelques )?prochaine?s (?:\\d{1,3} )?(?:jours|semaines|mois)| la semaine prochaine| cette semaine| le mois prochain| ce mois-ci| ce mois| demain| aujourd'hui| bientôt| prochainement| dans les prochains jours",
    all: "(?:pour |chez |de |à )(?:tous|toutes|tout le monde|tous (?:les|nos|mes) clients|l'ensemble des clients)",
  },
  sentences: [
    [
      'maintenance',
      '(?:<ask> )?(?:<there>)?(?:<art>|<any>)?(?:<maintenance>)(?: (?:de|du|des|pour|chez))?(?: <all>)?(?:<soon>)?',
    ],
    [
      'maintenance',
      '(?:<ask> )?(?:<there>)?(?:<art>|<any>)?(?:<maintenance>) (?:<de>)?(?:<art>)?{service!}(?: <planned>)?(?:<soon>)? (?:<chez>){subject}(?:<soon>)?',
    ],
    [
      'maintenance',
      '(?:<ask> )?(?:<there>)?(?:<art>|<any>)?(?:<maintenance>)(?:<soon>)? (?:<chez>|sur ){subject}(?:<soon>)?',
    ],
    [
      'maintenance',
      '(?:quels|quelles) (?:maintenances|changements|travaux|interventions|mises à jour|évolutions) (?:sont )?<planned>(?: <all>)?(?:<soon>)?',
    ],
    [
      'maintenance',
      '(?:quels|quelles) (?:maintenances|changements|travaux|interventions|mises à jour|évolutions) (?:sont )?<planned>(?:<soon>)? (?:<chez>){subject}(?:<soon>)?',
    ],
    ['maintenance', '<coming>(?: <all>)?(?:<soon>)?'],
    [
      'maintenance',
      '<coming>(?:<soon>)? (?:<chez>|avec |sur )(?:<art>)?{service!} (?:<chez>){subject}(?:<soon>)?',
    ],
    ['maintenance', '<coming>(?:<soon>)? (?:<chez>){subject}(?:<soon>)?'],
  ],
  heads: [['maintenance', '(?:<maintenance>)_{subject}(?:<soon>)?']],
  tails: [['maintenance', '{subject}_(?:<maintenance>)(?:<soon>)?']],
};

/** `vue d'ensemble`, `quels clients sont touchés` */
const overview: RuleGroup = {
  hint: 'ensemble|apercu|panorama|tous|partout|tout|quels|qui|quoi|bord|synthese|recap|global|microsoft|office|situation|passe',
  lists: {
    overview:
      "vue d' ?ensemble|vue globale|aperçu(?: général| global)?|panorama|tableau de bord|synthèse|récap(?:itulatif)?|point global|état global|situation globale|situation générale|overview",
    every:
      "(?:partout|en général|globalement|dans le monde|quelque part|(?:chez|pour|de|à|sur) (?:tous|toutes|tout le monde|quelqu'un|n'importe qui|(?:tous|l'ensemble de|chacun de) ?(?:les |nos |mes |des )?(?:clients|tenants)|(?:plusieurs|d'autres) clients))",
    bad: '(?:<down>|touchés?|touchées?|concernés?|affectés?|impactés?)',
    microsoft: 'microsoft(?: 365)?|m365|office ?365|o365|le cloud(?: microsoft)?|tout',
  },
  sentences: [
    [
      'overview',
      '(?:<ask> )?(?:<art>|<any>)?(?:<overview>)(?: (?:<every>|des (?:pannes|incidents|problèmes|clients|services)|de la situation|de tous (?:les|nos) clients))?<now>?',
    ],
    ['overview', "(?:que se passe-t-il|qu'est-ce qui se passe|il se passe quoi)<now>?"],
    ['overview', '(?:<ask> )?(?:<art>|<any>)?(?:<overview>) (?:<de>|sur )(?:<art>)?{service!}<now>?'],
    [
      'overview',
      "(?:qu'est-ce qui|qu'est ce qui|c'est quoi qui|quels services|qu'est-ce qu'il y a|que) (?:ne marche pas|ne fonctionne pas|ne va pas|ne marche plus|ne fonctionne plus|plante|cloche|(?:<est> )?<down>|est cassé)<now>?",
    ],
    [
      'overview',
      "(?:<ask> )?(?:tous|toutes|l'ensemble des|la liste de(?:s)?) ?(?:les |nos )?(?:<troubles>)(?:<which>)?<now>?",
    ],
    [
      'overview',
      "(?:<there>|<ask> )?<any>?(?:<troubles>)(?:<which>)?(?: (?:avec|sur|de|d') ?(?:<art>)?{service!})? <every><now>?",
    ],
    ['overview', '<estce>?(?:<microsoft>) <est> <down>(?: <every>)?<now>?'],
    [
      'overview',
      "(?:quels|combien de|quels sont les|quels sont nos|liste des|liste de nos) clients (?:<est> |qui sont |sont-ils )?<bad>(?: (?:par|avec|sur)(?: la panne d'| la panne de| le problème)? ?(?:<art>)?{service})?<now>?",
    ],
    ['overview', "(?:qui|qui d'autre) <est> <bad>(?: (?:par|avec|sur) (?:<art>)?{service})?<now>?"],
    [
      'overview',
      '(?:quels|combien de) clients ont <any>?<troubles>(?: (?:avec|sur) (?:<art>)?{service})?<now>?',
    ],
    ['overview', 'clients (?:touchés|concernés|affectés|impactés)(?: par (?:<art>)?{service})?'],
    [
      'overview',
      "(?:<ask> )?(?:<art>)?(?:<health>) (?:de|pour|chez) (?:tous|toutes|l'ensemble de)(?: (?:les|nos|mes|des))? ?(?:clients|tenants)?<now>?",
    ],
    ['overview', '(?:<ask> )?(?:<art>)?{service!} <every><now>?'],
    ['overview', '<estce>?(?:<art>)?{service!} (?:<est> <down>|<down>|<works>) <every><now>?'],
  ],
  heads: [['overview', '(?:<overview>)_{service!}']],
  tails: [['overview', '{service!}_(?:<overview>)']],
};

/** `accès`, `quels clients ne peut-on pas lire` */
const access: RuleGroup = {
  hint: 'acces|consent|gdap|dap|autoris|relation|permission|droit|lire|lisible|joignable|consultable|expir|delegu',
  lists: {
    access:
      "(?:problèmes? d'|erreurs? d'|droits? d'|état des |statut des )?accès(?: (?:clients?|perdus?|manquants?|refusés?|expirés?|délégués?|partenaires?))?|consentements?(?: (?:manquants?|administrateur|admin|expirés?|perdus?))?|(?:relations? )?gdap(?: (?:expirée?s?|qui expirent))?|dap|autorisations?(?: manquantes?)?|permissions?(?: manquantes?)?|relations?(?: (?:d'administration|déléguées?|admin|partenaires?))?|administration déléguée|droits",
    end: "expirées?|qui expirent|bientôt expirées?|arrivant à expiration|qui vont expirer|proches? de (?:l')?expiration|manquants?|manquantes?",
  },
  sentences: [
    [
      'access',
      '(?:<ask> )?(?:<art>|<any>|nos |tous les )?(?:<access>)(?: (?:<end>))?(?: bientôt)?(?: (?:de|des|pour|chez|aux|à) (?:tous )?(?:les |nos |mes )?(?:clients|tenants|tous))?',
    ],
    [
      'access',
      "(?:qui|quels clients|clients)(?: est-ce)? ?(?:que |qu')?(?:l'on |on |nous )?(?:ne |n')?(?:peut-on|pouvons-nous|peut|peuvent|pouvons|arrive-t-on|arrive)(?: pas| plus)?(?: à)?(?: être)? (?:lire|lus|lu|voir|vus|accéder|consulter|consultés)",
    ],
    [
      'access',
      "clients (?:illisibles|inaccessibles|non lus|sans (?:accès|consentement|autorisation|gdap)|injoignables|bloqués|qu'on ne peut pas lire|que nous ne pouvons pas lire)|(?:quels clients|qui) (?:ne sont (?:pas|plus) (?:accessibles|lisibles|joignables|consultables)|n'est (?:pas|plus) (?:accessible|lisible))|(?:quels clients|qui) (?:sont |n'ont pas (?:donné )?|n'a pas (?:donné )?|sans )(?:illisibles|inaccessibles|(?:leur |le |d'|de )?(?:accès|consentement|autorisation))",
    ],
    [
      'access',
      "(?:<ask> )?(?:<art>)?(?:<access>) (?:(?:pour|chez|à|au|aux|de|du|des|avec) |d' ?){subject}<now>?",
    ],
    [
      'access',
      "(?:pourquoi )?(?:est-ce qu(?:e |' ?))?(?:(?:l'on|on|nous|je) )?(?:ne |n')?(?:peut-on|peut on|pouvons-nous|puis-je|peut|pouvons|peux|arrive-t-on à|arrivons-nous à|arrive à|arrivons à)(?: pas| plus| toujours| encore| bien)?(?: à)? (?:lire|consulter|joindre|atteindre|accéder (?:chez|à|au|aux))(?: chez)? {subject}<now>?",
    ],
    [
      'access',
      "(?:pourquoi )?(?:est-ce qu(?:e |' ?))?(?:(?:on|nous) )?(?:n')?(?:avons-nous|a-t-on|ai-je|avons|a|ont-ils|n'avons-nous|n'a-t-on)(?: pas| plus| toujours| encore| bien)? (?:<art>|<any>)?(?:<access>) (?:(?:pour|chez|à|au|aux|de|du|des|avec) |d' ?){subject}<now>?",
    ],
    ['access', '<estce>?{subject} (?:est|est-il|est-elle) (?:lisible|illisible)<now>?'],
  ],
  heads: [],
  tails: [['access', "{subject}_(?:accès|droits d'accès|consentement|gdap|autorisations?)<now>?"]],
};

/** What French says besides health and customers. */
export const frenchGroups: readonly RuleGroup[] = [
  staff,
  watches,
  requests,
  incident,
  history,
  maintenance,
  access,
  overview,
];
