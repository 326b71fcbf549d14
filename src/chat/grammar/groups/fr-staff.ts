import type { RuleGroup } from '../grammar.ts';

/** `audit`, `audit de Contoso`, `qui a consulté Contoso`, `se reconnecter`. */
export const staff: RuleGroup = {
  hint: 'audit|journal|journaux|^qui |connexion|connect|consentement|utilisateurs? partenaire',
  lists: {
    trail:
      "(?:(?:le |un |les )?(?:journal|journaux|piste|trace|historique|registre) d' ?audit|audits?|journal des (?:accès|actions|activités))",
    the: "(?:l' ?|le |la |les |notre |nos )?",
    looked:
      '(?:consulté|regardé|vu|lu|ouvert|accédé à|vérifié|touché à|touché|travaillé (?:sur|pour|chez)|fait quoi (?:chez|pour|sur|à))',
    norequest: '(?!.*(?:demandes?|tickets?)(?: |$))',
  },
  sentences: [
    ['audit', '(?:<ask> |<list> )?<the><trail>(?: complet)?'],
    ['audit', "(?:<ask> |<list> )?<the><trail> (?:de |d' ?|du |des |pour |sur |chez |à ){subject}"],
    ['audit', 'qui (?:a|est-ce qui a) (?:fait quoi|consulté|regardé)'],
    ['audit', '<norequest>qui (?:a|avait|ont) (?:déjà )?<looked> {subject}<now>?'],
    ['consent', '(?:<ask> |<list> )?<the>(?:connexions?|utilisateurs? partenaires?|consentements?)'],
    [
      'consent',
      '(?:(?:se |me |nous )?reconnecter|reconnecte[rz]?(?:-(?:moi|nous|toi|vous))?|reconnexion|se connecter (?:à nouveau|de nouveau|encore)|(?:renouvele[rz]?|renouvelle|prolonge[rz]?|refaire|refais) <the>(?:connexions?|consentements?))',
    ],
    ['consent', 'quand (?:expirent?|expire-t-elle|se terminent?) <the>(?:connexions?|consentements?)'],
  ],
  heads: [['audit', '<trail>_{subject}']],
  tails: [['audit', '{subject}_<trail>']],
};
