import { access, audit, CONSENT, expectCommands, expectHelp, history } from '../sentences.ts';

expectCommands('감사 로그', [
  ['감사 로그', audit()],
  ['감사 기록 보여줘', audit()],
  ['누가 뭘 했어?', audit()],
  ['Contoso 감사 로그', audit('Contoso')],
  ['Contoso의 감사 로그', audit('Contoso')],
  ['신한은행 감사 로그 조회', audit('신한은행')],
  ['누가 Contoso를 봤나요?', audit('Contoso')],
  ['누가 Contoso를 조회했어', audit('Contoso')],
  ['Contoso를 누가 봤어?', audit('Contoso')],
]);

expectCommands('봇의 로그인', [
  ['다시 로그인', CONSENT],
  ['로그인 갱신', CONSENT],
  ['로그인', CONSENT],
  ['동의', CONSENT],
]);

expectCommands('비슷한 말', [
  ['Tailspin의 동의', access('Tailspin')],
  ['동의 상태', access()],
  ['Contoso 기록', history('Contoso')],
]);

expectHelp(['감사합니다']);
