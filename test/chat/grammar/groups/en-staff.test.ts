import {
  access,
  audit,
  CONSENT,
  expectCommands,
  expectUnknown,
  health,
  history,
  requests,
} from '../sentences.ts';

expectCommands('the audit trail', [
  ['audit', audit()],
  ['Audit!', audit()],
  ['audit trail', audit()],
  ['show me the audit log', audit()],
  ['audit for all customers', audit()],
  ['who did what?', audit()],
  ['audit for Contoso', audit('Contoso')],
  ['audit log of Contoso', audit('Contoso')],
  ['the audit trail about Contoso Ltd please', audit('Contoso Ltd')],
  ['audit Contoso', audit('Contoso')],
  ['Contoso audit', audit('Contoso')],
  ["Contoso's audit log", audit('Contoso')],
  ['who looked at Contoso', audit('Contoso')],
  ['who has looked at Contoso today?', audit('Contoso')],
  ['who opened Fabrikam', audit('Fabrikam')],
  ['who did what at Contoso', audit('Contoso')],
]);

expectCommands("the bot's own sign-in", [
  ['sign in again', CONSENT],
  ['sign-in', CONSENT],
  ['log in again please', CONSENT],
  ['consent', CONSENT],
  ['renew the sign-in', CONSENT],
  ['when does the sign-in expire?', CONSENT],
  ['partner user', CONSENT],
]);

expectCommands('what only sounds like it', [
  ['missing consent', access()],
  ['admin consent', access()],
  ['consent for Contoso', access('Contoso')],
  ["who can't we read", access()],
  ['who has open requests for Contoso', requests('Contoso')],
  ['health for Audit Partners', health('Audit Partners')],
  ['Audit Group status', health('Audit Group')],
  ['history for Audit Group', history('Audit Group')],
]);

expectUnknown([
  ['Audi', 'Audi'],
  ['Audio', 'Audio'],
  ['who opened a request for Contoso', 'who opened a request for Contoso'],
]);
