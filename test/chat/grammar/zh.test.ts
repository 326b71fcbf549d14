import { expectCustomers, expectHealth, expectHelp, expectUnknown } from './sentences.ts';

expectHealth('名称与命令', [
  ['Contoso 的运行状况', 'Contoso'],
  ['Contoso运行状况', 'Contoso'],
  ['Contoso状态', 'Contoso'],
  ['Contoso 的服务状态', 'Contoso'],
  ['Ｃｏｎｔｏｓｏ　状态', 'Contoso'],
  ['状态 Contoso', 'Contoso'],
  ['状态：Contoso', 'Contoso'],
  ['「Contoso」的状态', 'Contoso'],
  ['Contoso Exchange 状态', 'Contoso Exchange'],
  ['Contoso公司的状态', 'Contoso'],
  ['客户 Contoso 的状态', 'Contoso'],
  ['世纪互联蓝云的状态', '世纪互联蓝云'],
  ['中国石油有限公司的状态', '中国石油有限公司'],
  ['美的状态', '美的'],
  ['美的的状态', '美的'],
  ['搜狗状态', '搜狗'],
  ['携程在线 状态', '携程在线'],
  ['状态', ''],
]);

expectHealth('提问', [
  ['Contoso 怎么样', 'Contoso'],
  ['Contoso 目前怎么样？', 'Contoso'],
  ['Contoso 怎么了？', 'Contoso'],
  ['Contoso 有问题吗', 'Contoso'],
  ['Contoso 有什么问题？', 'Contoso'],
  ['Contoso 有没有故障', 'Contoso'],
  ['Contoso 宕机了吗？', 'Contoso'],
  ['Contoso挂了吗', 'Contoso'],
  ['Contoso 正常吗？', 'Contoso'],
  ['Contoso 的服务正常吗？', 'Contoso'],
  ['Contoso 的服务运行状况怎么样？', 'Contoso'],
  ['上海微软怎么样', '上海微软'],
  ['美的集团宕机了吗', '美的集团'],
  ['Contoso 邮件有问题吗', 'Contoso 邮件'],
]);

expectHealth('说出服务的提问', [
  ['Contoso 的 Exchange 是否宕机？', 'Contoso', 'Exchange'],
  ['Contoso的Exchange是否宕机？', 'Contoso', 'Exchange'],
  ['Contoso 的邮件用不了', 'Contoso', '邮件'],
  ['Contoso的邮箱打不开了', 'Contoso', '邮箱'],
  ['Contoso 的 Teams 能用吗', 'Contoso', 'Teams'],
  ['Contoso 那边邮件有问题吗', 'Contoso', '邮件'],
  ['Exchange 在 Contoso 是否宕机', 'Contoso', 'Exchange'],
  ['Contoso 的 Exchange 状态', 'Contoso', 'Exchange'],
  ['Contoso 的 Universal Print 宕机了吗', 'Contoso', 'Universal Print'],
  ['美的集团的 Exchange 是否宕机', '美的集团', 'Exchange'],
]);

expectHealth('客气话', [
  ['查看Contoso的状态', 'Contoso'],
  ['查看Contoso', 'Contoso'],
  ['请查看 Contoso 的运行状况，谢谢', 'Contoso'],
  ['请问 Contoso 的状态', 'Contoso'],
  ['帮我查一下 Contoso 的状态', 'Contoso'],
  ['看看 Contoso 怎么样了', 'Contoso'],
  ['我想知道 Contoso 的健康状况', 'Contoso'],
]);

expectCustomers([
  ['客户', ''],
  ['列出客户', ''],
  ['查看所有客户', ''],
  ['我们有哪些客户？', ''],
  ['客户列表 Contoso', 'Contoso'],
  ['客户 Contoso', 'Contoso'],
  ['查找客户 Contoso', 'Contoso'],
  ['搜索 fabrikam', 'fabrikam'],
]);

expectHelp(['帮助', '你好', '您好！', '你能做什么？', '怎么用', '谢谢']);

expectUnknown([
  ['搜狗', '搜狗'],
  ['美好集团', '美好集团'],
  ['中青在线', '中青在线'],
]);
