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
  ['accès', access],
  ['consentement', access],
  ['relations GDAP', access],
  ['clients illisibles', access],
  ['quels clients ne peut-on pas lire ?', access],
]);
