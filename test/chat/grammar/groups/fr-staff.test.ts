import { access, audit, CONSENT, expectCommands, health, history } from '../sentences.ts';

expectCommands("le journal d'audit", [
  ['audit', audit()],
  ['journal d’audit', audit()],
  ["affiche le journal d'audit", audit()],
  ['qui a fait quoi ?', audit()],
  ['audit de Contoso', audit('Contoso')],
  ["audit d'Adventure Works", audit('Adventure Works')],
  ["journal d'audit pour Contoso", audit('Contoso')],
  ['qui a consulté Contoso ?', audit('Contoso')],
  ['qui a regardé Contoso', audit('Contoso')],
  ["Contoso journal d'audit", audit('Contoso')],
]);

expectCommands('la connexion du bot', [
  ['se reconnecter', CONSENT],
  ['renouveler la connexion', CONSENT],
  ['consentement', CONSENT],
]);

expectCommands('ce qui y ressemble', [
  ['consentement de Tailspin', access('Tailspin')],
  ['historique de Contoso', history('Contoso')],
  ["état d'Audit Conseil", health('Audit Conseil')],
]);
