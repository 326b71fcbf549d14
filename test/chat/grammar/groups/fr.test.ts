import { access, expectCommands, health, history, incident, maintenance, overview } from '../sentences.ts';

expectCommands("l'historique", [
  ['historique', history('')],
  ['historique de Contoso', history('Contoso')],
  ['Contoso historique', history('Contoso')],
  ['historique de Contoso depuis mars', history('Contoso', 'depuis mars')],
  ['historique Exchange de Contoso sur 30 jours', history('Contoso', 'sur 30 jours', 'Exchange')],
  ['historique de Contoso du 1er au 15 octobre', history('Contoso', 'du 1er au 15 octobre')],
  ['historique de Contoso depuis toujours', history('Contoso', 'depuis toujours')],
  ['historique de Mars', history('Mars')],
  ["peux-tu me montrer l'historique de Contoso, merci", history('Contoso')],
  ['incidents passés de Contoso', history('Contoso')],
  ['pannes de Contoso depuis le 1er octobre', history('Contoso', 'depuis le 1er octobre')],
  ['incidents chez Contoso ces 90 derniers jours', history('Contoso', 'ces 90 derniers jours')],
  ["que s'est-il passé chez Contoso la semaine dernière ?", history('Contoso', 'la semaine dernière')],
  ['incidents chez Contoso', health('Contoso')],
]);

expectCommands('un incident', [
  ['incident EX226574 chez Contoso', incident('EX226574', 'Contoso')],
  ['détails de EX226574', incident('EX226574')],
  ["c'est quoi EX226574 ?", incident('EX226574')],
  ["où en est l'incident EX226574 ?", incident('EX226574')],
]);

expectCommands('la maintenance', [
  ['maintenance', maintenance()],
  ['prochains changements', maintenance()],
  ['changements prévus pour Contoso', maintenance('Contoso')],
  ['maintenances prévues chez Contoso', maintenance('Contoso')],
  ["qu'est-ce qui est prévu chez Contoso ?", maintenance('Contoso')],
]);

expectCommands("la vue d'ensemble", [
  ["vue d'ensemble", overview()],
  ["qu'est-ce qui est en panne ?", overview()],
  ['quels clients sont touchés ?', overview()],
  ['état de tous les clients', overview()],
  ['toutes les pannes', overview()],
  ['quels clients sont touchés par Exchange ?', overview('Exchange')],
  ['Exchange partout', overview('Exchange')],
  ["est-ce qu'Exchange est en panne partout ?", overview('Exchange')],
]);

expectCommands("l'accès", [
  ['accès', access()],
  ['quels clients ne sont pas accessibles ?', access()],
  ['consentements manquants', access()],
  ['relations GDAP', access()],
  ['clients illisibles', access()],
  ['quels clients ne peut-on pas lire ?', access()],
]);

expectCommands('une période avec ses deux bouts', [
  [
    "historique de Contoso depuis le 1er janvier jusqu'au 1er février",
    history('Contoso', "depuis le 1er janvier jusqu'au 1er février"),
  ],
  ["historique de Contoso depuis mars jusqu'à mai", history('Contoso', "depuis mars jusqu'à mai")],
  [
    'historique de Contoso du 1er janvier au 1er février',
    history('Contoso', 'du 1er janvier au 1er février'),
  ],
  ["Contoso depuis lundi jusqu'à hier", history('Contoso', "depuis lundi jusqu'à hier")],
  ["pannes chez Contoso jusqu'en mars", history('Contoso', "jusqu'en mars")],
  ['historique de Contoso -5 jours', history('Contoso', '-5 jours')],
  ['historique de Contoso moins 3 semaines', history('Contoso', 'moins 3 semaines')],
  ['historique de Contoso 0 jours', history('Contoso', '0 jours')],
  ['historique de Avant Garde', history('Avant Garde')],
]);

expectCommands('un incident sans numéro, et plusieurs', [
  ["l'incident", incident('')],
  ["détails de l'incident", incident('')],
  ['EX100001 et EX100060', incident('EX100001')],
  ['incident EX100001 et EX100060 chez Contoso', incident('EX100001', 'Contoso')],
]);

expectCommands('la maintenance un jour, ou d’un service', [
  ['maintenance la semaine prochaine', maintenance()],
  ['maintenance pour le mois prochain', maintenance()],
  ['maintenance pour Contoso en décembre', maintenance('Contoso')],
  ['maintenance Contoso la semaine prochaine', maintenance('Contoso')],
  ['changements prévus chez Contoso dans les 30 prochains jours', maintenance('Contoso')],
  ['maintenance Exchange chez Contoso', maintenance('Contoso', 'Exchange')],
  ["maintenance d'Exchange chez Contoso", maintenance('Contoso', 'Exchange')],
  ['changements prévus pour Exchange chez Contoso', maintenance('Contoso', 'Exchange')],
]);

expectCommands("l'accès à un client", [
  ['accès à Tailspin', access('Tailspin')],
  ['peut-on lire Tailspin ?', access('Tailspin')],
  ['pourquoi ne peut-on pas lire Tailspin ?', access('Tailspin')],
  ['avons-nous accès à Tailspin ?', access('Tailspin')],
  ['consentement de Tailspin', access('Tailspin')],
]);

expectCommands('Azure', [
  [
    'est-ce que les machines virtuelles sont en panne chez Contoso ?',
    health('Contoso', 'machines virtuelles'),
  ],
  ['la base de données SQL est en panne chez Contoso ?', health('Contoso', 'base de données SQL')],
]);

expectCommands('ce qui se passe et ce qui est prévu', [
  ['que se passe-t-il en ce moment ?', overview()],
  ['quelles maintenances sont prévues chez Contoso ?', maintenance('Contoso')],
  ['quels changements sont prévus ?', maintenance('')],
]);
