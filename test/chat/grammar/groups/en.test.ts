import {
  access,
  expectCommands,
  expectUnknown,
  health,
  history,
  incident,
  maintenance,
  overview,
} from '../sentences.ts';

expectCommands('history', [
  ['history', history('')],
  ['history for Contoso', history('Contoso')],
  ['Contoso history', history('Contoso')],
  ['/history contoso', history('contoso')],
  ['<at>Bot</at> History for Contoso please!', history('Contoso')],
  ['history Contoso Exchange 30 days', history('Contoso Exchange', '30 days')],
  ['history for Contoso since March', history('Contoso', 'since March')],
  ['HISTORY FOR CONTOSO SINCE MARCH', history('CONTOSO', 'SINCE MARCH')],
  ['history for Contoso, since March?', history('Contoso', 'since March')],
  ['history since March', history('', 'since March')],
  ['history for Contoso 90d', history('Contoso', '90d')],
  ['history Contoso since 2026-03-01', history('Contoso', 'since 2026-03-01')],
  ['history contoso from 1 october to 15 october', history('contoso', 'from 1 october to 15 october')],
  ['history for contoso between March 1 and March 15', history('contoso', 'between March 1 and March 15')],
  ['what happened at Contoso last week', history('Contoso', 'last week')],
  ['what happened with Exchange at Contoso last week', history('Contoso', 'last week', 'Exchange')],
  ['past incidents of Contoso', history('Contoso')],
  ['show me the history of Contoso please', history('Contoso')],
  ["show me Contoso's history for Teams", history('Contoso', '', 'Teams')],
  ['exchange history for contoso', history('contoso', '', 'exchange')],
  ['Contoso last 30 days', history('Contoso', 'last 30 days')],
  ['Contoso since March', history('Contoso', 'since March')],
  ['contoso history 2026', history('contoso', '2026')],
  ['past history of Contoso', history('Contoso')],
]);

expectCommands('troubles in the past', [
  ['incidents at Contoso in the last 90 days', history('Contoso', 'in the last 90 days')],
  ['outages at Contoso since 1 October', history('Contoso', 'since 1 October')],
  ['incidents at Contoso this week', history('Contoso', 'this week')],
  ["last week's incidents at Contoso", history('Contoso', 'last week')],
  ['how many outages did Contoso have last month', history('Contoso', 'last month')],
  ['Exchange outages at Contoso last week', history('Contoso', 'last week', 'Exchange')],
  ['did Contoso have any outages last week', history('Contoso', 'last week')],
  ['was Exchange down at Contoso yesterday', history('Contoso', 'yesterday', 'Exchange')],
]);

expectCommands('the present, however long it has been so', [
  ['incidents at Contoso', health('Contoso')],
  ['issues at Contoso today', health('Contoso')],
  ['is Exchange down at Contoso since yesterday', health('Contoso', 'Exchange')],
  ['status of Contoso since yesterday', health('Contoso')],
]);

expectCommands('words that only begin like a stretch of time', [
  ['history for Contoso since yesterday week', history('Contoso', 'since yesterday week')],
  ['history for Contoso since forever', history('Contoso', 'since forever')],
  ['history for Contoso last 30 bananas', history('Contoso', 'last 30 bananas')],
  ['history for Contoso 10,000 days', history('Contoso', '10,000 days')],
  ['history for Contoso next week', history('Contoso', 'next week')],
]);

expectCommands('names that hold command words and stretches of time', [
  ['health for History Museum', health('History Museum')],
  ['History Museum status', health('History Museum')],
  ['history museum status', health('history museum')],
  ['health for Maintenance Pro', health('Maintenance Pro')],
  ['Overview Ltd status', health('Overview Ltd')],
  ['health for Access Group', health('Access Group')],
  ['health for Last Minute Travel', health('Last Minute Travel')],
  ['incidents at Last Minute Travel', health('Last Minute Travel')],
  ['history for Since 1900 Ltd', history('Since 1900 Ltd')],
  ['history for 7 Days Bakery', history('7 Days Bakery')],
  ['history for 3M', history('3M')],
  ['3M history', history('3M')],
]);

expectCommands('incident', [
  ['incident EX226574', incident('EX226574')],
  ['EX226574', incident('EX226574')],
  ['ex 226574', incident('ex226574')],
  ['MC172851', incident('MC172851')],
  ['BC_1-FXZ', incident('BC_1-FXZ')],
  ['0nc8-l9z', incident('0nc8-l9z')],
  ['VKKN-9Z8', incident('VKKN-9Z8')],
  ['incident vkkn-9z8', incident('vkkn-9z8')],
  ['incident 226574', incident('226574')],
  ['what is EX226574?', incident('EX226574')],
  ['tell me about MO1234567', incident('MO1234567')],
  ['status of EX226574', incident('EX226574')],
  ['is EX226574 fixed?', incident('EX226574')],
  ['any update on EX226574?', incident('EX226574')],
  ['which customers have EX226574', incident('EX226574')],
  ['customers affected by EX226574', incident('EX226574')],
  ['details of EX226574 at Contoso', incident('EX226574', 'Contoso')],
  ['EX226574 at Contoso', incident('EX226574', 'Contoso')],
  ['Contoso EX226574', incident('EX226574', 'Contoso')],
]);

expectUnknown([
  ['contoso-365', 'contoso-365'],
  ['covid-19', 'covid-19'],
  ['Access Group Ltd', 'Access Group Ltd'],
  ['Overview Ltd', 'Overview Ltd'],
]);

expectCommands('maintenance', [
  ['maintenance', maintenance()],
  ['upcoming changes', maintenance()],
  ['maintenance for all customers', maintenance()],
  ['maintenance for Contoso', maintenance('Contoso')],
  ['Contoso maintenance', maintenance('Contoso')],
  ['planned changes for Contoso', maintenance('Contoso')],
  ["what's coming at Contoso", maintenance('Contoso')],
  ['what is planned for Contoso next week', maintenance('Contoso')],
  ['any planned maintenance for Contoso?', maintenance('Contoso')],
  ['message center Contoso', maintenance('Contoso')],
]);

expectCommands('overview', [
  ['overview', overview()],
  ["what's down", overview()],
  ['what is broken right now', overview()],
  ['all outages', overview()],
  ['any outages?', overview()],
  ['are there any issues', overview()],
  ['open incidents', overview()],
  ['is anything down?', overview()],
  ['status everywhere', overview()],
  ["what's up", { kind: 'help' }],
  ['is Microsoft down?', overview()],
  ['any issues anywhere?', overview()],
  ['which customers are affected', overview()],
  ['status of all customers', overview()],
  ['health of all customers', overview()],
  ['which customers are affected by Exchange', overview('Exchange')],
  ['who is affected by Teams', overview('Teams')],
  ['Exchange everywhere', overview('Exchange')],
  ['overview Exchange', overview('Exchange')],
  ['is Exchange down for anyone', overview('Exchange')],
  ['is Exchange down?', health('Exchange')],
  ["what's down at Contoso", health('Contoso')],
]);

expectCommands('access', [
  ['access', access()],
  ["who can't we read", access()],
  ["which customers can't be read?", access()],
  ['unreadable customers', access()],
  ['missing consent', access()],
  ['GDAP', access()],
  ['expiring relationships', access()],
]);

expectCommands('a stretch of time with both ends', [
  ['history for Contoso Ltd since 1 Jan until 1 Feb', history('Contoso Ltd', 'since 1 Jan until 1 Feb')],
  ['history for Contoso Ltd since 1 Jan to 1 Feb', history('Contoso Ltd', 'since 1 Jan to 1 Feb')],
  ['history for Contoso since January through March', history('Contoso', 'since January through March')],
  ['outages at Contoso since 1 Jan till 1 Feb', history('Contoso', 'since 1 Jan till 1 Feb')],
  ['Contoso since last Monday until yesterday', history('Contoso', 'since last Monday until yesterday')],
  ['history for Contoso until 1 Feb', history('Contoso', 'until 1 Feb')],
  ['history for Contoso since forever until 1 Feb', history('Contoso', 'since forever until 1 Feb')],
  ['history for Until Tomorrow Ltd', history('Until Tomorrow Ltd')],
]);

expectCommands('nothing and less', [
  ['history for Contoso Ltd -5 days', history('Contoso Ltd', '-5 days')],
  ['history for Contoso Ltd −5 days', history('Contoso Ltd', '−5 days')],
  ['Contoso history -5 days', history('Contoso', '-5 days')],
  ['Contoso -5 days', history('Contoso', '-5 days')],
  ['history for Contoso last -5 days', history('Contoso', 'last -5 days')],
  ['history for Contoso minus 3 weeks', history('Contoso', 'minus 3 weeks')],
  ['history for Contoso 0 days', history('Contoso', '0 days')],
  ['history for Contoso zero days', history('Contoso', 'zero days')],
  ['history for Contoso - 5 days', history('Contoso', '5 days')],
  ['history for Contoso-3 30 days', history('Contoso-3', '30 days')],
]);

expectCommands('an incident without its id', [
  ['incident', incident('')],
  ['incident?', incident('')],
  ['show me the incident', incident('')],
  ['incident details', incident('')],
  ['incident history', history('')],
  ['open incident', overview()],
  ['incident at Contoso', health('Contoso')],
  ['health for Incident Response Ltd', health('Incident Response Ltd')],
]);

expectCommands('several incidents: the first', [
  ['EX100001 EX100060', incident('EX100001')],
  ['incident EX100001 and EX100060', incident('EX100001')],
  ['incidents EX100001, EX100060, EX100061', incident('EX100001')],
  ['EX100001 or MO123456 at Contoso', incident('EX100001', 'Contoso')],
  ['Contoso EX100001 EX100060', incident('EX100001', 'Contoso')],
  ['EX100001 Contoso-365', incident('EX100001', 'Contoso-365')],
]);

expectCommands('maintenance at a time', [
  ['maintenance next week', maintenance()],
  ["next week's maintenance", maintenance()],
  ["what's planned this week", maintenance()],
  ['maintenance in March', maintenance()],
  ['maintenance from 1 December to 15 December', maintenance()],
  ['maintenance for Contoso next month', maintenance('Contoso')],
  ['maintenance Contoso next week', maintenance('Contoso')],
  ['Contoso maintenance next week', maintenance('Contoso')],
  ['maintenance for Contoso in December', maintenance('Contoso')],
  ['maintenance for Contoso over the next two weeks', maintenance('Contoso')],
  ['upcoming changes in the next few days at Contoso', maintenance('Contoso')],
  ["what's planned for tomorrow at Contoso", maintenance('Contoso')],
  ['maintenance for Next Week Ltd', maintenance('Next Week Ltd')],
  ['maintenance for March Networks', maintenance('March Networks')],
]);

expectCommands('maintenance of one service', [
  ['Exchange maintenance for Contoso', maintenance('Contoso', 'Exchange')],
  ['Azure maintenance at Contoso next week', maintenance('Contoso', 'Azure')],
  ['maintenance for Exchange at Contoso', maintenance('Contoso', 'Exchange')],
  ['upcoming Teams changes at Contoso', maintenance('Contoso', 'Teams')],
  ["Contoso's Exchange maintenance", maintenance('Contoso', 'Exchange')],
  ["show Contoso's Exchange maintenance", maintenance('Contoso', 'Exchange')],
  ['maintenance for Contoso Azure', maintenance('Contoso Azure')],
  ['planned changes for Contoso Exchange', maintenance('Contoso Exchange')],
]);

expectCommands('access to one customer', [
  ['access for Tailspin', access('Tailspin')],
  ['Tailspin access', access('Tailspin')],
  ['can we read Tailspin?', access('Tailspin')],
  ["why can't we read Tailspin?", access('Tailspin')],
  ["why can't I see Tailspin?", access('Tailspin')],
  ['do we have access to Tailspin?', access('Tailspin')],
  ['GDAP for Tailspin', access('Tailspin')],
  ['has Tailspin given consent?', access('Tailspin')],
  ['access for all customers', access()],
  ["Contoso can't access Teams", health('Contoso')],
]);

expectCommands('Azure', [
  ['is Azure down at Contoso?', health('Contoso', 'Azure')],
  ['are virtual machines down at Contoso?', health('Contoso', 'virtual machines')],
  ['is SQL database down at Contoso?', health('Contoso', 'SQL database')],
  ['any issues with storage accounts at Contoso?', health('Contoso', 'storage accounts')],
  ['is App Service down at Contoso?', health('Contoso', 'App Service')],
]);
