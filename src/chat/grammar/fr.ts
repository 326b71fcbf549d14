import type { Grammar } from './grammar.ts';
import { frenchGroups } from './groups/fr.ts';

/** French. Accents, hyphens and the space before `?` are optional, as on a phone; `est-ce que` and inversion are both usual. */
export const french: Grammar = {
  language: 'fr',
  script: /[a-z]/,
  words: {
    health: ['état', 'santé', 'statut', 'pannes', 'problèmes'],
    customers: ['clients', 'client'],
    help: ['aide', 'bonjour'],
    history: ['historique'],
    incident: ['incident', 'incidents'],
    maintenance: ['maintenance', 'maintenances'],
    overview: ["vue d'ensemble", 'aperçu', 'panorama'],
    access: ['accès', 'consentement', 'autorisations'],
    request: ['demande', 'demande de service', 'ticket'],
    requestNumber: ['demande'],
    requests: ['demandes', 'tickets'],
    myRequests: ['mes demandes'],
    helpdeskHere: ['assistance ici'],
    helpdeskOff: ['assistance non'],
    helpdesk: ['assistance'],
    watch: ['suivre', 'suivre tout', 'surveiller', 'surveille'],
    unwatch: ['ne plus suivre', 'ne plus surveiller', 'arrêter de surveiller'],
    watches: ['suivis', 'surveillances'],
    status: ['état du bot', 'statut du bot'],
  },
  notSlips: [
    'statue',
    'statuts',
    'aidé',
    'aider',
    'aides',
    'cliente',
    'clientes',
    'sante',
    'sainte',
    'etats',
    'panneau',
    'demandé',
    'demander',
    'demandez',
    'demandée',
    'assistante',
    'assistant',
    'assistances',
    'surveillé',
    'surveillée',
    'surveillant',
    'cuivre',
    'suivie',
    'suivi',
  ],
  slips: {},
  openings: [
    ...['bonjour', 'bonsoir', 'salut', 'coucou', 'allo', 'hello', 'bjr', 'slt', 'svp', 'stp', 'alors', 'dis'],
    ...["s'il te plaît", "s'il vous plaît", 'merci de', 'bonjour à tous', 'pardon', "j'aimerais savoir si"],
    ...[
      'dis-moi',
      'dites-moi',
      'sais-tu si',
      'savez-vous si',
      'peux-tu',
      'pouvez-vous',
      'tu peux',
      'vous pouvez',
      'pourrais-tu',
      'pourriez-vous',
      'tu sais si',
      'vous savez si',
      'je voudrais savoir si',
    ],
  ],
  closings: [
    ...["s'il te plaît", "s'il vous plaît", 'sil te plait', 'sil vous plait', 'svp', 'stp', 'merci', 'mci'],
    ...['merci beaucoup', "merci d'avance", 'merci bien', 'je te prie', 'je vous prie', 'vite'],
  ],
  lists: {
    health:
      'état de santé|état de service|état (?:actuel )?(?:de tous )?(?:des|de ses|de leurs) services|état du service|état général|état actuel|statut des services|statut du service|statut actuel|santé des services|santé du service|bilan de santé|état|statut|santé|situation',
    troubles:
      'problèmes|problème|soucis|souci|incidents|pannes|panne|interruptions|interruption|coupures|coupure|perturbations|perturbation|dysfonctionnements|dysfonctionnement|anomalies|bugs|erreurs',
    which:
      ' en cours| connus| connues| connu| signalés| signalées| actuels| actuelles| particuliers| particulier| ouverts',
    any: "des |un |une |d'|de |les |l'|quelques |le |la |du |d'autres |quels |quelles |quelque ",
    // Each preposition brings its own space, because the elided ones have none.
    de: "de |d' ?|du |des |pour |chez |à |au |aux |sur |dans |concernant ",
    chez: "chez |à |au |aux |pour |dans |de |d' ?|du |des |côté ",
    art: "le |la |les |l' ?|leur |leurs |notre |nos |mon |mes |un |une |tous les ",
    now: " en ce moment| actuellement| maintenant| aujourd'hui| là| ce matin| encore| toujours| à nouveau",
    est: "est|sont|est-il|est-elle|sont-ils|sont-elles|est il|est elle|était|n'est pas|ne sont pas|n'est plus|semble|a l'air|serait",
    estce:
      "pourquoi est-ce qu(?:e |' ?)|pourquoi |est-ce qu(?:e |' ?)|est ce qu(?:e |' ?)|esce qu(?:e |' ?)|c'est vrai qu(?:e |' ?)|si |qu(?:e |')",
    down: '(?:encore |bien |toujours |vraiment |complètement )?(?:en panne|hors service|hors ligne|down|ko|hs|h\\.s|tombée?s?(?: en panne)?|indisponibles?|disponibles?|inaccessibles?|accessibles?|plantée?s?|cassée?s?|opérationnel(?:le)?s?|lente?s?|ralentie?s?|impactée?s?|touchée?s?|affectée?s?|en rade|coupée?s?|dégradée?s?|ok|en forme|en marche|par terre|perturbée?s?|fonctionnel(?:le)?s?|bloquée?s?|impossibles?)',
    works:
      "(?:ne |n')?(?:fonctionne|marche|tourne|plante|rame|bugue|répond|va|déconne)(?:nt)?(?:-t-(?:il|elle|ils|elles|on))?(?: pas| plus| mal| bien| encore| toujours| correctement| normalement)?(?: bien)?",
    ask: "donne-moi|donne moi|donnez-moi|donnez moi|montre-moi|montre moi|montrez-moi|montre|montrer|affiche-moi|affiche|affichez|afficher|voir|vérifie|vérifiez|vérifier|contrôle|contrôler|consulter|consulte|regarde|regarder|je veux|je voudrais|j'aimerais|je souhaite|il me faut|(?:me )?(?:donner|montrer|vérifier|regarder|dire|afficher)|je peux avoir|quel est|quelle est|quels sont|quelles sont|c'est quoi|dis-moi|dites-moi|connaître|savoir",
    thing: 'tout|ça|cela|les services|tous les services|tout le monde',
    there:
      "(?:est-ce qu'il y a|est ce qu'il y a|y a-t-il|y a t-il|y a t il|y-a-t-il|il y a|y a|y'a|ya|existe-t-il|a-t-on|on a|avons-nous|avez-vous) ",
    cust: 'clients|client|clientèle|locataires|tenants|répertoire clients|liste clients|liste client',
    list: 'liste|lister|listez|affiche|afficher|affiche-moi|montre|montre-moi|montrer|voir|donne-moi|donner|quels sont|qui sont|consulter|ouvrir',
    find: 'trouve|trouver|trouve-moi|trouvez|cherche|chercher|cherchez|rechercher|recherche|recherchez|je cherche|retrouve|retrouver|où est',
    named:
      'nommés |nommé |appelés |appelé |comme |contenant |avec |commençant par |qui contiennent |dont le nom contient |pour |: ?',
  },
  sentences: [
    [
      'help',
      "aide|aide-moi|aidez-moi|aide moi|à l'aide|j'ai besoin d'aide|besoin d'aide|de l'aide|au secours|(?:aide|help) .*|help|commandes|liste des commandes|menu|mode d'emploi|démarrer|commencer|bonjour|bonsoir|salut|coucou|hello|bjr|slt|(?:bonjour|salut|bonsoir) (?:à tous|tout le monde|le bot)|que (?:sais|peux)-tu faire.*|que (?:savez|pouvez)-vous faire.*|qu'est-ce que (?:tu (?:sais|peux)|vous (?:savez|pouvez)) faire.*|tu (?:sais|peux) faire quoi.*|qui es-tu|qui êtes-vous|comment (?:ça|cela) (?:marche|fonctionne)|comment (?:t'|vous )?utiliser.*|comment (?:ça va|vas-tu|allez-vous)|ça va",
    ],
    [
      'customers',
      '(?:<list> )?(?:la )?(?:liste )?(?:complète )?(?:de |des |de tous )?<art>?(?:les )?<cust>|liste|(?:combien de|quels) clients avons-nous|<find>',
    ],
    ['customers', '(?:<list> |<find> )?(?:la )?liste (?:de |des |de tous )?<art>?<cust> <named>?{text}'],
    ['customers', '(?:<list>|<find>) (?:parmi )?<art>?<cust> <named>?{text}'],
    [
      'health',
      '<there>?<any>?<troubles><which>? (?:avec|sur|de|dans|pour) <art>?{service!} <chez>{subject}<now>?',
    ],
    ['health', "<there>?<any>?<troubles> (?:d'|de )?{service!} <chez>{subject}<now>?"],
    ['health', '<there><any>?<troubles><which>? (?:<chez>|avec |sur ){subject}<now>?'],
    ['health', '(?:<ask> )?<any>?<troubles><which>? (?:<chez>|sur ){subject}<now>?'],
    [
      'health',
      '(?:<there>)?(?:quelque chose|rien) (?:qui cloche|qui ne va pas|de cassé|en panne|à signaler) <chez>{subject}<now>?',
    ],
    [
      'health',
      '<estce>?<thing> (?:<est> <down>|<works>|va-t-il bien|va bien|fonctionne bien|est normal|est en ordre) <chez>{subject}<now>?',
    ],
    ['health', '<estce>?<art>?{service!} <de>{subject} (?:<est> )?<down><now>?'],
    ['health', '<estce>?<art>?{service!} <de>{subject} <works><now>?'],
    [
      'health',
      '(?:comment|où en) (?:va|vont|ça va pour|se porte(?:nt)?|est|sont) <art>?{service!} <chez>{subject}<now>?',
    ],
    [
      'health',
      'comment (?:ça )?(?:va|vont|se porte(?:nt)?|se présente|est)(?:-t-il|-t-elle)? (?:<chez>)?(?:les services (?:<de>))?{subject}<now>?',
    ],
    [
      'health',
      '(?:où en (?:est|sont)|comment vont les choses|ça va|quoi de neuf|ça donne quoi|ça dit quoi) (?:<chez>)?{subject}<now>?',
    ],
    [
      'health',
      "(?:qu'est-ce qui|qu'est ce qui|c'est quoi qui|quels services|quel service|lesquels|que|qu'est-ce qu'il) (?:ne va pas|ne fonctionne pas|ne marche pas|ne marche plus|se passe-t-il|se passe|cloche|plante|<est> <down>|y a) <chez>{subject}<now>?",
    ],
    ['health', '<estce>?<art>?{service} <est> <down><now>? <chez>{subject}<now>?'],
    ['health', '<estce>?<art>?{service} <works> <chez>{subject}<now>?'],
    ['health', '<art>?{service!} <down> <chez>{subject}<now>?'],
    ['health', '(?:<ask> )?<art>?<health> <de>(?:<art>)?{service!} (?:chez |pour |côté ){subject}'],
    ['health', '(?:<ask> )?<art>?(?:<health>) <de>{subject}<now>?'],
    ['health', '(?:<ask> )?<art>?services <de>{subject}'],
    [
      'health',
      '<estce>?<art>?{subject} (?:a|ont|a-t-il|a-t-elle|ont-ils|ont-elles|rencontrent?|subit|connaît) <any>?<troubles><which>? (?:avec|sur|de|dans) <art>?{service!}<now>?',
    ],
    [
      'health',
      '<estce>?{subject} (?:a|ont|a-t-il|a-t-elle|ont-ils|ont-elles|rencontrent?|subit|connaît) <any>?<troubles><which>?<now>?',
    ],
    ['health', '<estce>?{subject} <est> <down><now>?'],
    ['health', '<estce>{subject} <works><now>?'],
  ],
  heads: [
    ['health', '(?:<ask> )?(?:<art>|<any>)?(?:<health>|<troubles>)(?:<which>)?(?: (?:de|du|des|pour|chez))?'],
    ['health', '(?:<ask> )?<art>?(?:<health>|<troubles>)_(?:<de>)?{subject}'],
    [
      'health',
      '(?:me )?(?:vérifie|vérifier|jeter un œil à|vérifiez|contrôle|contrôler|regarde|montre|montre-moi|affiche|des nouvelles de|et pour|et chez) {subject}',
    ],
    ['customers', '<cust>_<named>?{text}'],
    ['customers', '<find>_<named>?{text}'],
    ['customers', 'liste_<named>?{text}'],
  ],
  tails: [
    ['health', '{subject} (?:en panne|hors service|hors ligne|indisponible|ko|hs)<now>?'],
    ['health', '(?:<ask> )?{subject}_(?:<health>|<troubles>)(?:<which>)?<now>?'],
    [
      'health',
      "{subject} (?:ne |n')?(?:fonctionne|marche|répond)(?:nt)?(?:-t-(?:il|elle))? ?(?:pas|plus|bien|mal)?<now>?",
    ],
    ['health', '{subject} (?:va|vont) (?:bien|mal|comment)'],
  ],
  groups: frenchGroups,
  beforeName:
    "(?:(?:le |la |les |l' ?|notre |nos |mon |un |une )?(?:client|cliente|clients|entreprise|société|compagnie|organisation|compte|locataire|tenant) |le |la |les |l' ?)",
  nobody:
    '(?:<art>|tous |toutes )?(?:<art>)?(?:<cust>|tous|toutes|tout|ça|services|moi|nous|tout le monde|en cours)?',
};
