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
  ['访问权限', access()],
  ['哪些客户读取不到', access()],
  ['权限', access()],
  ['无法读取的客户', access()],
  ['哪些客户无法读取', access()],
  ['即将到期的关系', access()],
]);

expectCommands('有起止的时间段', [
  ['Contoso 从1月1日到2月1日的历史记录', history('Contoso', '从1月1日到2月1日')],
  ['Contoso 1月1日以来至2月1日的历史记录', history('Contoso', '1月1日以来至2月1日')],
  ['Contoso 自1月1日起至2月1日止的历史记录', history('Contoso', '自1月1日起至2月1日止')],
  ['Contoso 从1月1日开始到2月1日为止的历史', history('Contoso', '从1月1日开始到2月1日为止')],
  ['上周之前 Contoso 的故障', history('Contoso', '上周之前')],
  ['Contoso -5天的历史', history('Contoso', '-5天')],
  ['Contoso 最近-5天的历史', history('Contoso', '最近-5天')],
  ['Contoso 负5天的历史', history('Contoso', '负5天')],
  ['Contoso 最近0天的历史', history('Contoso', '最近0天')],
  ['Contoso 零天的历史', history('Contoso', '零天')],
]);

expectCommands('没有编号的事件，多个事件', [
  ['事件', incident('')],
  ['事件？', incident('')],
  ['查看事件', incident('')],
  ['所有事件', overview()],
  ['事件 EX100001、EX100060', incident('EX100001')],
  ['EX100001 和 EX100060', incident('EX100001')],
]);

expectCommands('何时的维护，哪个服务的维护', [
  ['计划维护 下周', maintenance()],
  ['12月的计划维护', maintenance()],
  ['本周有什么计划', maintenance()],
  ['下周 Contoso 的计划维护', maintenance('Contoso')],
  ['Contoso 未来30天的计划维护', maintenance('Contoso')],
  ['Contoso 的 Exchange 计划维护', maintenance('Contoso', 'Exchange')],
  ['Contoso的Azure维护', maintenance('Contoso', 'Azure')],
]);

expectCommands('一个客户的访问权限', [
  ['Tailspin 的访问权限', access('Tailspin')],
  ['我们能读取 Tailspin 吗？', access('Tailspin')],
  ['为什么读不了 Tailspin', access('Tailspin')],
  ['Tailspin 的同意', access('Tailspin')],
  ['Contoso 无法访问', health('Contoso')],
]);

expectCommands('Azure', [
  ['Contoso的Azure宕机了吗', health('Contoso', 'Azure')],
  ['Contoso的虚拟机宕机了吗', health('Contoso', '虚拟机')],
  ['Contoso 的 SQL 数据库挂了吗', health('Contoso', 'SQL 数据库')],
]);
