import { access, audit, CONSENT, expectCommands, history } from '../sentences.ts';

expectCommands('审核日志', [
  ['审核日志', audit()],
  ['查看审计日志', audit()],
  ['谁做了什么', audit()],
  ['Contoso 的审核日志', audit('Contoso')],
  ['顺风玩具的审核记录', audit('顺风玩具')],
  ['审核日志 Contoso', audit('Contoso')],
  ['谁查看过 Contoso', audit('Contoso')],
  ['谁看过 Contoso 的数据？', audit('Contoso')],
]);

expectCommands('机器人的登录', [
  ['重新登录', CONSENT],
  ['登录状态', CONSENT],
  ['同意', CONSENT],
]);

expectCommands('相似的说法', [
  ['Contoso 的访问权限', access('Contoso')],
  ['Contoso 的历史记录', history('Contoso')],
]);
