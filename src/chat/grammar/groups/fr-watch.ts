import type { RuleGroup } from '../grammar.ts';
import { NO_QUESTION, NO_STATE } from './no-question.ts';

/** `surveiller tout`, `surveiller Contoso`, `ne plus surveiller`, `surveillances`, `état du bot`. */
export const watches: RuleGroup = {
  hint: '^(?:ton|votre) |surveil|suiv|suis|abonn|monitor|oeil|œil|previen|preven|averti|alert|notifi|inform|tiens|tenez|tenir|post|publi|envo|alarme|arret|cess|stop|bot|statut|es-tu|es tu|tu es|tu march|tu fonct|marches|fonctionnes',
  lists: {
    want: "(?:(?:(?:je|on|nous) (?:veux|veut|voulons|voudrais|voudrait|voudrions|souhaite|souhaitons)|j' ?aimerais|il faut|comment|peux-tu|pouvez-vous) )?",
    to: '(?: à| au| aux| a)?',
    watch:
      "(?:surveille[rz]?|surveillons|suivre|suis|suivez|suivons|monitore[rz]?|(?:s'|m'|nous )?abonne[rz]?(?:-(?:nous|moi|toi|vous))?(?:<to>)|(?:garde[rz]? |avoir )(?:un |à l' ?)(?:œil|oeil)(?: sur)?|(?:(?:mettre en place|mets|mettre|créer|crée|ajouter|ajoute|démarrer|lancer) (?:une |la )?)?surveillance(?::| (?:de|pour|sur|du|des)))",
    us: '(?:-(?:moi|nous)| moi| nous)',
    tell: '(?:(?:me |nous )?(?:préviens|prévenez|prévenir|avertis|avertissez|avertir|alerte[rz]?|notifie[rz]?|informe[rz]?|tiens|tenez|tenir)(?:<us>)?(?: (?:informée?s?|au courant|à jour))?)',
    about: "(?: (?:de |du |des |d' ?|sur |pour |en cas de |en cas d' ?|à propos de |concernant |chez ))",
    here: '(?:(?:par )?ici|là|(?:dans|sur) (?:ce|cette) (?:canal|conversation|équipe|discussion|chat|groupe))',
    news: '(?:incidents|pannes|alertes|alarmes?|notifications|nouvelles|maintenances?|changements|tout)',
    post: '(?:poste[rz]?|publie[rz]?|publions|envoie|envoyez|envoyer|mets|mettre|affiche[rz]?)(?:<us>)?',
    stop: "(?:arrête[rz]?|cesse[rz]?|stoppe[rz]?|stop)(?: de| d')?",
    things:
      "(?:(?:la|les|le|cette|ces|toute|toutes|tous|nos|mes|l') ?){0,2}(?:surveillances?|suivis?|alertes|alarmes?|notifications|publications|rappels|abonnements?(?! azure))",
    name: `${NO_QUESTION}${NO_STATE}`,
  },
  sentences: [
    [
      'watch',
      "<want>(?:surveille[rz]?|suivre|suis|suivez|s'abonner|abonne[rz]?(?:-nous|-moi|-toi)?)(?: <here>| ce canal)?|(?:nouvelle |créer une |ajouter une |mettre en place une )surveillance|(?:nouveau |créer un |ajouter un )suivi|<tell>(?: <here>)?",
    ],
    [
      'watches',
      '(?:<ask> |<list> )?(?:les |nos |mes |toutes les |la liste des )?(?:surveillances|surveillance|suivis)(?: (?:en cours|actives|en place))?(?: <here>)?|liste des (?:surveillances|suivis)|(?:<list> )?(?:les |nos )?(?:clients|services) (?:surveillés|suivis)(?: <here>)?',
    ],
    [
      'watches',
      "(?:que|qui|quels clients|quels services|qu'est-ce que|qu'est ce que) (?:surveilles-tu|tu surveilles|surveillez-vous|vous surveillez|suis-tu|tu suis|surveille-t-on|on surveille)(?: <here>)?|tu surveilles (?:quoi|qui)(?: <here>)?|(?:qu'est-ce qui|qui|quels clients|quels services) (?:est|sont) (?:surveillée?s?|suivie?s?)(?: <here>)?",
    ],
    [
      'status',
      "(?:<ask> )?(?:l' ?|le |ton |votre )?(?:état|statut|santé|status) (?:du |de ce |de ton |de votre )?(?:bot|robot)|(?:<ask> )?(?:ton|votre) (?:état|statut)|statut|statut (?:de|d') ?toi|statut opérateur",
    ],
    [
      'status',
      '(?:est-ce que |est ce que )?(?:tu |vous |le bot |ce bot )(?:es |êtes |est )?(?:fonctionnes?|marches?|fonctionnez|marchez|opérationnel|en marche|en panne|en ligne|vivant|là)(?: bien| encore| toujours| correctement)?|(?:es-tu|êtes-vous|le bot est-il|es tu) (?:bien |encore |toujours )?(?:opérationnel|en marche|en panne|en ligne|vivant|là|ok)|(?:fonctionnes-tu|marches-tu|le bot fonctionne-t-il|le bot marche-t-il)(?: bien| encore)?',
    ],
    [
      'unwatch',
      '(?:ne plus|ne pas|plus|ne plus rien|plus rien) (?:surveiller|suivre|publier|poster)(?: rien)?(?: <here>)?|<stop> ?(?:surveiller|suivre|publier|poster|(?:la |les |cette |le |ce )?(?:surveillances?|suivis?))(?: <here>)?|(?:se |me |nous )?désabonne[rz]?(?:-nous|-moi|-toi)?|(?:retire[rz]?|supprime[rz]?|annule[rz]?|enlève[rz]?|désactive[rz]?) (?:la|cette|le|ce) (?:surveillance|suivi)|(?:plus de|aucune|pas de|stop|fin de la|fin de) surveillance',
    ],
    [
      'unwatch',
      '(?:ne plus|ne pas|plus) (?:surveiller|suivre) {text}|ne (?:surveille[sz]?|suis|suivez|publie[sz]?|poste[sz]?) (?:plus|pas) {text}',
    ],
    [
      'unwatch',
      '<stop> ?(?:surveiller|suivre|la surveillance(?: (?:de|du|des|pour))?|les surveillances (?:de|du|des|pour)|de surveiller) {text}',
    ],
    [
      'unwatch',
      '(?:<stop> ?(?:publier|poster|envoyer)|(?:ne plus|plus|ne pas) (?:publier|poster|envoyer)) {text}',
    ],
    ['unwatch', "(?:se |me |nous )?désabonne[rz]?(?:-nous|-moi|-toi)? (?:de |d' ?|du |des ){text}"],
    [
      'unwatch',
      "(?:retire[rz]?|supprime[rz]?|annule[rz]?|enlève[rz]?|désactive[rz]?|arrête[rz]?) (?:la |cette |le |ce )?(?:surveillance|suivi) (?:de |d' ?|du |des |pour |sur ){text}",
    ],
    [
      'unwatch',
      "(?:<stop>|retire[rz]?|supprime[rz]?|annule[rz]?|enlève[rz]?|désactive[rz]?|coupe[rz]?|plus d(?:e |')|pas d(?:e |')) ?(?=<things>(?: |$)){text}",
    ],
    ['watch', '<name><want><watch>(?:: ?| ){text}'],
    ['watch', '<name><tell><about>{text}'],
    [
      'watch',
      "<tell> (?:quand|dès que|dès qu'|lorsque|si) {text} (?:est|tombe|a|ont|sont) (?:<down>|<any>?<troubles>)<now>?",
    ],
    [
      'watch',
      '(?:<want>)?<post> (?=(?:.{0,80} )?<news>(?: |$)){text} <here>|(?:publie[rz]?|poste[rz]?) (?!.*(?:assistance|demande|ticket)){text} <here>',
    ],
    ['watch', '(?=(?:les )?(?:alarmes?|alertes|notifications)(?: du bot)? ){text} <here>'],
  ],
  heads: [],
  tails: [],
};
