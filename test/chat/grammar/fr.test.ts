import { expectCustomers, expectHealth, expectHelp, expectUnknown } from './sentences.ts';

expectHealth('la commande et un nom', [
  ['état de Contoso', 'Contoso'],
  ['etat Contoso', 'Contoso'],
  ['ÉTAT DE CONTOSO', 'CONTOSO'],
  ['état : Contoso', 'Contoso'],
  ['santé de Contoso', 'Contoso'],
  ['état de santé de Contoso', 'Contoso'],
  ["statut de l'entreprise Fabrikam", 'Fabrikam'],
  ['statut du client Fabrikam', 'Fabrikam'],
  ['statut Contoso', 'Contoso'],
  ['Contoso statut', 'Contoso'],
  ["état d'Adventure Works", 'Adventure Works'],
  ['état d’Adventure Works', 'Adventure Works'],
  ['état du Groupe Delmas', 'Groupe Delmas'],
  ['état des Galeries Lafayette', 'Galeries Lafayette'],
  ['santé de L’Oréal', 'L’Oréal'],
  ['état de La Poste', 'La Poste'],
  ['état de la Banque Postale', 'Banque Postale'],
  ["état de l'Atelier du Midi", 'Atelier du Midi'],
  ['la santé de Made in France SA', 'Made in France SA'],
  ['état des services chez Contoso', 'Contoso'],
  ['vérifie Contoso', 'Contoso'],
  ['Contoso en panne', 'Contoso'],
  ['pannes Contoso', 'Contoso'],
  ['état', ''],
]);

expectHealth('des questions', [
  ["quel est l'état des services de Contoso", 'Contoso'],
  ['quel est le statut de Contoso ?', 'Contoso'],
  ['Contoso est en panne ?', 'Contoso'],
  ['Contoso est-il en panne ?', 'Contoso'],
  ['Est-ce que Contoso est impacté ?', 'Contoso'],
  ['comment va Contoso', 'Contoso'],
  ['comment se porte Contoso ?', 'Contoso'],
  ['comment ça va chez Contoso ?', 'Contoso'],
  ['comment vont les services de Contoso', 'Contoso'],
  ['des problèmes chez Contoso ?', 'Contoso'],
  ['y a-t-il des problèmes chez Contoso ?', 'Contoso'],
  ['il y a un souci chez Contoso ?', 'Contoso'],
  ['des incidents en cours chez Contoso', 'Contoso'],
  ['panne chez Contoso', 'Contoso'],
  ['ça marche chez Contoso ?', 'Contoso'],
  ['tout va bien chez Contoso ?', 'Contoso'],
  ["qu'est-ce qui ne va pas chez Contoso", 'Contoso'],
  ['que se passe-t-il chez Contoso ?', 'Contoso'],
  ['quels services sont en panne chez Contoso ?', 'Contoso'],
  ['Contoso a des problèmes ?', 'Contoso'],
  ['où en est Contoso ?', 'Contoso'],
  ['est-ce que Contoso fonctionne bien', 'Contoso'],
]);

expectHealth('des questions qui nomment le service', [
  ["est-ce qu'Exchange est en panne chez Contoso ?", 'Contoso', 'Exchange'],
  ['est-ce qu’Exchange est en panne chez Contoso ?', 'Contoso', 'Exchange'],
  ['Exchange est-il en panne chez Contoso', 'Contoso', 'Exchange'],
  ['Est-ce que la messagerie est en panne chez Contoso ?', 'Contoso', 'messagerie'],
  ['la messagerie de Contoso est en panne', 'Contoso', 'messagerie'],
  ['Teams ne marche pas chez Contoso', 'Contoso', 'Teams'],
  ['Teams fonctionne-t-il chez Contoso ?', 'Contoso', 'Teams'],
  ['y a-t-il un problème avec Exchange chez Contoso ?', 'Contoso', 'Exchange'],
  ['un souci avec Teams chez Contoso', 'Contoso', 'Teams'],
  ["panne d'Exchange chez Contoso", 'Contoso', 'Exchange'],
  ['Exchange HS chez Contoso', 'Contoso', 'Exchange'],
  ['comment va Exchange chez Contoso', 'Contoso', 'Exchange'],
  ["état d'Exchange chez Contoso", 'Contoso', 'Exchange'],
  ['Contoso a-t-il un problème avec Exchange ?', 'Contoso', 'Exchange'],
]);

expectHealth('la politesse', [
  ['Bonjour, état de Contoso svp', 'Contoso'],
  ["donne-moi l'état de Contoso s'il te plaît", 'Contoso'],
  ["peux-tu me donner l'état de Contoso", 'Contoso'],
  ['peux-tu vérifier Contoso, merci', 'Contoso'],
]);

expectCustomers([
  ['liste des clients', ''],
  ['mes clients', ''],
  ['afficher tous les clients', ''],
  ['liste des clients cont', 'cont'],
  ['clients contoso', 'contoso'],
  ['recherche client cont', 'cont'],
  ['chercher contoso', 'contoso'],
]);

expectHelp(['aide', 'Aide-moi', 'bonjour', 'salut', 'que sais-tu faire ?', 'comment ça marche ?', 'merci']);

expectUnknown([
  ['bonjour contoso', 'contoso'],
  ['Sainte Marie SARL', 'Sainte Marie SARL'],
]);
