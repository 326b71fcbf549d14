import { access, expectCommands, health, history, incident, maintenance, overview } from '../sentences.ts';

expectCommands('历史记录', [
  ['历史记录', history('')],
  ['Contoso 的历史记录', history('Contoso')],
  ['查看 Contoso 的历史', history('Contoso')],
  ['Contoso 三月以来的历史记录', history('Contoso', '三月以来')],
  ['Contoso 从10月1日到10月15日的历史', history('Contoso', '从10月1日到10月15日')],
  ['Contoso的Exchange历史记录', history('Contoso', '', 'Exchange')],
  ['Contoso 上周发生了什么', history('Contoso', '上周')],
  ['Contoso 最近30天的故障', history('Contoso', '最近30天')],
  ['过去90天 Contoso 的事件', history('Contoso', '过去90天')],
  ['上周 Contoso 有什么故障', history('Contoso', '上周')],
  ['Contoso 过去的故障', history('Contoso')],
  ['Contoso 昨天怎么了', history('Contoso', '昨天')],
  ['Contoso 最近有什么故障', health('Contoso')],
  ['今日头条的历史记录', history('今日头条')],
  ['三一重工的历史', history('三一重工')],
  ['七天酒店历史记录', history('七天酒店')],
]);

expectCommands('事件', [
  ['故障 EX226574', incident('EX226574')],
  ['EX226574 是什么', incident('EX226574')],
  ['Contoso 的 EX226574', incident('EX226574', 'Contoso')],
]);

expectCommands('计划维护', [
  ['计划维护', maintenance()],
  ['接下来有什么变更', maintenance()],
  ['Contoso 的计划维护', maintenance('Contoso')],
  ['Contoso 的维护计划', maintenance('Contoso')],
]);

expectCommands('总览', [
  ['总览', overview()],
  ['所有客户的状态', overview()],
  ['哪些客户受影响', overview()],
  ['现在哪些服务宕机了？', overview()],
  ['哪些客户受 Exchange 影响', overview('Exchange')],
  ['所有客户的 Exchange 状态', overview('Exchange')],
]);

expectCommands('访问权限', [
  ['访问权限', access],
  ['权限', access],
  ['无法读取的客户', access],
  ['哪些客户无法读取', access],
  ['即将到期的关系', access],
]);
