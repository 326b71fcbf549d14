import type { RuleGroup } from '../grammar.ts';

/** `demande pour Contoso`, `mes demandes`, `demande SR-1042`, `assistance ici`. */
export const requests: RuleGroup = {
  hint: 'demande|requete|ticket|sr[ #-]{0,2}\\d|dossier|escalad|remont|signal|declar|ouvr|contacte|assistance|support|help ?desk|service ?desk|centre de services?|miennes',
  lists: {
    kind: "(?: (?:de (?:service|services|support|prestation|dépannage)|d' ?(?:assistance|intervention|aide|incident)|au support|support))?",
    request: '(?:demande|requête|ticket)<kind>',
    loose: '<request>|dossier(?: de support| support)?|sr',
    requests: '(?:demandes|requêtes|tickets)<kind>',
    want: "(?:(?:je|on|nous) (?:veux|veut|voulons|voudrais|voudrait|voudrions|souhaite|souhaitons|dois|doit|devons|vais|va)|j' ?aimerais|(?:j'ai |on a )?besoin d(?:e |' ?)|il (?:me |nous )?(?:faut|faudrait)|aide-moi à|aidez-moi à|comment(?: puis-je| peut-on)?|merci de) ?",
    raise:
      '(?:ouvr(?:ir|e|ez|ons)|cré(?:er|e|ez)|dépos(?:er|e|ez)|lanc(?:er|e|ez)|envo(?:yer|ie|yez)|enregistr(?:er|e|ez)|ajout(?:er|e|ez)|escalad(?:er|e|ez)|sais(?:ir|is|issez)|fai(?:re|s|tes)|soumet(?:tre|s|tez)|transmet(?:tre|s|tez)|prépar(?:er|e|ez)|rempli(?:r|s|ssez)|mettre|passer)(?:[ -](?:moi|nous))? ',
    a: '(?:(?:une|un|la|le|cette|ce|notre|ma|mon) )?(?:(?:nouvelle|nouveau|autre) )?(?:(?:urgente?) )?',
    ahead: '(?:<want>)?(?:<raise>)?<a>',
    to: "(?: (?:à |au |à l' ?|auprès (?:de |du |de l' ?)|chez |avec |vers )(?:microsoft|ms|21vianet|support(?: microsoft)?|fournisseur|éditeur|<desk>))?",
    for: "(?:pour le compte de |pour le compte d' ?|au nom de |au nom d' ?|de la part de |pour |chez |concernant |côté |à |de |d' ?|du |des )",
    about:
      "(?:pour |sur |à propos de |à propos d' ?|au sujet de |au sujet d' ?|concernant |suite à |avec |à cause de |à cause d' ?|de |d' ?|du )(?:l' ?|la |le |les |un |une )?",
    trouble:
      '(?:incident|avis|panne|problème|souci|bug|message|annonce|erreur|dysfonctionnement)s?(?: n° ?| numéro)?',
    see: "(?:<ask>|<list>|(?:est-ce qu' ?|est ce qu' ?)?(?:il )?y a-t-il|(?:est-ce qu' ?)?il y a|a-t-on|avons-nous|on a|où en (?:est|sont)|suivi|état|statut|combien de|combien d'|quels|quelles|trouve|trouver|cherche|chercher)(?: (?:de|des|de la|de l'|du|la|le|les|l'|nos|une|un|toutes les|tous les|sont les|sont nos))?",
    all: '(?:(?:les|nos|toutes les|tous les|toutes nos|tous nos|toutes|tous|des) )?',
    open: '(?: (?:(?:qui sont |encore |toujours )?(?:ouvertes?|ouverts?|en cours|en attente|non résolue?s?|non résolus?|à traiter|actives?|actifs?|en suspens|pas (?:encore )?(?:résolue?s?|fermée?s?)|restantes?|récentes?|récents?|dernières|fermée?s?|résolue?s?|clos|closes|clôturée?s?)))?',
    no: '(?:#|n° ?|n ?o\\.? |numéro |nº ?)?',
    desk: "(?:centre d' ?assistance|service d' ?assistance|équipe d' ?assistance|assistance(?: technique)?|support(?: technique)?|centre de services?|help ?desk|service ?desk)",
    the: "(?:l' ?|le |la |notre |un |une |du |de l' ?|d' ?)?",
    here: '(?:(?:par )?ici|là|dans (?:ce|cette) (?:canal|conversation|équipe|discussion|chat|groupe)|sur ce canal|(?:ce|cette) (?:canal|conversation|équipe|discussion|chat|groupe))',
    // `ticket` is English too.
    french: "(?!.*(?:'s |s' | (?:open|new|active|pending|a|an|another|raise|create|log|file) ))",
    // `Demande Conseil 이력` porte sur un client.
    ours: '(?!.*(?:histor|maint|이력|기록|히스토리|변경|점검|유지|권한|접근|历史|记录|维护|变更|权限|访问))',
    noid: '(?!.*\\b[a-z]{2} ?\\d{5,8}\\b)',
  },
  sentences: [
    ['requestNumber', '(?:.{0,60}[^a-z0-9-])?sr-(?=\\d{4}){number}(?:[^a-z0-9-].*)?'],
    ['requestNumber', '(?:<see> )?<a>(?:(?:<loose>|<trouble>)_)?<no>sr[ #-]{0,2}{number}'],
    ['requestNumber', '(?:<see> )?<a>(?:<loose>)_<no>{number}'],
    ['incident', '<ahead>(?:<loose>)<to> (?:<about>)(?:<trouble> )?{id!}(?:,? (?:<for>){subject})?<to>'],
    ['incident', '<ahead>(?:<loose>)<to> (?:<for>){subject},? (?:<about>)?(?:<trouble> )?{id!}'],
    [
      'incident',
      "<want>?(?:escalader|escalade|escaladez|remonter|remonte|signaler|signale) (?:l' ?|la |le )?(?:<trouble> )?{id!}(?: (?:<for>){subject})?<to>",
    ],
    [
      'helpdeskHere',
      "(?:(?:définir|définis|mettre|mets|installer|placer|place|déplacer|déplace|activer|active|faire|utiliser) )?<the><desk>(?: (?:est|c'est|:|=))? <here>",
    ],
    [
      'helpdeskHere',
      "(?:(?:faire|fais|faites|utiliser|utilise|utilisez|définir|définis|définissez|prendre|désigner) (?:de )?)?<here>,? ?(?:(?:est|c' ?est|sera|comme|en tant que|devient|pour) )?<the><desk>",
    ],
    [
      'helpdeskOff',
      "(?:plus (?:d' ?|de )|pas (?:d' ?|de )|aucun |aucune |sans |non à |(?:(?:désactiv|retir|supprim|arrêt|annul|enlev|ferm|coup|stopp)(?:er|e|ez)|stop|ôter|ôte) )<the><desk>",
    ],
    [
      'helpdeskOff',
      '<the><desk> (?:non|off|stop|désactivée?|désactiver|arrêt|arrêter|supprimée?|retirée?|aucune?|nulle part|ailleurs)',
    ],
    [
      'helpdesk',
      "(?:<ask> )?(?:l' ?|le |la |notre )?(?!support$)<desk>|(?:où est|où se trouve|c'est où|quel(?:le)? (?:canal|conversation|équipe) (?:est|sert de|sert d'|fait)) ?<the><desk>|<the><desk> (?:est où|où|c'est où)|(?:y a-t-il|il y a|a-t-on|avons-nous) <the><desk>",
    ],
    [
      'myRequests',
      '(?:(?:<see>) )?(?:(?:toutes|tous) )?(?:mes (?:<requests>)<open>|(?:ma|mon) (?:<request>)<open>)',
    ],
    [
      'myRequests',
      "<all>(?:<requests>) (?:que j' ?ai (?:ouverte?s?|créée?s?|déposée?s?|envoyée?s?|faite?s?|prises?|pris|prises? en charge)|à moi|qui me sont (?:attribuée?s?|assignée?s?)|dont je m'occupe|à mon nom|les miennes)",
    ],
    [
      'requests',
      '(?:(?:<see>) )?<all>(?:liste (?:des|de nos|de toutes les|de tous les) )?(?:<requests>)<open><now>?',
    ],
    [
      'requests',
      '(?:(?:<see>) )?<all>(?:mes )?(?:liste (?:des|de nos|de toutes les|de tous les) )?(?:<requests>)<open> (?:<for>){subject}<now>?',
    ],
    [
      'requests',
      "(?:voir|montre|montre-moi|affiche|afficher|consulter|consulte|où en est|y a-t-il|il y a|quel est l' ?état de|état de|suivi de) (?:la |le |une |un )?(?:<loose>)<open> (?:<for>){subject}",
    ],
    [
      'requests',
      '<estce>?{subject} (?:a|ont|a-t-il|a-t-elle|ont-ils) (?:des |une |un |encore des )?(?:<requests>|<request>)<open><now>?',
    ],
    ['request', '<ahead>(?:<request>)<to>|(?:<want>)?(?:<raise>)<a>dossier<to>'],
    ['request', '<ahead>(?:<loose>)<to> (?:<about>)?{service!} (?:<for>){subject}<to>'],
    [
      'request',
      '<ahead>(?:<loose>)<to> (?:<for>){subject}(?:,|:| -)? (?:<about>)?(?:<art>)?{service!}(?: (?:<est> )?<down>| <works>)',
    ],
    [
      'request',
      "<ahead>(?:<loose>)<to> (?:<for>){subject},? (?:sur |à propos de |à propos d' ?|au sujet de |au sujet d' ?|concernant )(?:<art>)?{service!}<to>",
    ],
    // `demande d'accès` asks for something else.
    ['request', "<noid><ahead>(?!demande d' ?acces)(?:<loose>)<to> (?:<for>){subject}<to>"],
    [
      'request',
      "(?:<want>)?(?:<raise>|signaler |signale |signalez |déclarer |déclare |remonter |remonte )(?:un |une |l' ?|le |la )(?:nouvel |nouveau |nouvelle )?(?:<trouble>)(?: (?:sur |avec |de |d' ?|dans )?(?:<art>)?{service!})? (?:pour |chez |concernant |côté |à |de |d' ?|du ){subject}<to>",
    ],
    [
      'request',
      '(?:<want>)?(?:<raise>|signaler |signale |déclarer |déclare )(?:un |une )(?:nouvel |nouveau |nouvelle )?(?:<trouble>)<to>',
    ],
    [
      'request',
      '<want>?(?:contacter|contacte|contactez|appeler) (?:microsoft|ms|21vianet|le support(?: microsoft)?) (?:<for>){subject}',
    ],
  ],
  heads: [
    ['request', '<noid><ours><want>?(?:escalader|escalade|escaladez) {subject}<to>'],
    ['requests', '<noid><ours>(?:<requests>)<open>_{subject}'],
    ['request', "<noid><ours>(?:<raise>)?<a>(?:<request>)_(?!d' ?acces|#?\\d{4,}$){subject}"],
  ],
  tails: [
    ['requests', '<noid><french>{subject}_(?:<requests>)<open>'],
    [
      'request',
      '<noid><french>{subject}_(?:<raise>)?<a>(?:<request>)(?: (?:sur|pour|concernant) (?:<art>)?{service!})?',
    ],
  ],
};
