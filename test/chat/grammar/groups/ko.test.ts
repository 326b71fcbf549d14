import { access, expectCommands, health, history, incident, maintenance, overview } from '../sentences.ts';

expectCommands('기록', [
  ['기록', history('')],
  ['Contoso 기록', history('Contoso')],
  ['Contoso의 기록', history('Contoso')],
  ['Contoso 이력 보여줘', history('Contoso')],
  ['Contoso 지난 30일 기록', history('Contoso', '지난 30일')],
  ['Contoso 3월부터 기록', history('Contoso', '3월부터')],
  ['Contoso Exchange 지난 30일 기록', history('Contoso Exchange', '지난 30일')],
  ['Contoso의 Exchange 이력', history('Contoso', '', 'Exchange')],
  ['삼성전자 최근 3개월 장애 이력', history('삼성전자', '최근 3개월')],
  ['지난 30일 동안 Contoso 장애', history('Contoso', '지난 30일 동안')],
  ['지난주 Contoso에서 무슨 일이 있었어?', history('Contoso', '지난주')],
  ['Contoso 어제 장애 있었어?', history('Contoso', '어제')],
  ['오늘의집 기록', history('오늘의집')],
  ['오늘의집 상태', health('오늘의집')],
  ['Contoso 과거 장애', history('Contoso')],
  ['Contoso 장애 있어?', health('Contoso')],
]);

expectCommands('인시던트', [
  ['장애 EX226574', incident('EX226574')],
  ['EX226574 상세', incident('EX226574')],
  ['EX226574이 뭐야?', incident('EX226574')],
  ['Contoso의 EX226574', incident('EX226574', 'Contoso')],
]);

expectCommands('예정된 변경', [
  ['예정된 변경', maintenance()],
  ['유지 관리', maintenance()],
  ['Contoso 예정된 변경', maintenance('Contoso')],
  ['Contoso 점검 예정', maintenance('Contoso')],
  ['다음 주 Contoso 예정된 점검 있어?', maintenance('Contoso')],
]);

expectCommands('전체 현황', [
  ['전체 현황', overview()],
  ['뭐가 다운됐어?', overview()],
  ['모든 고객 상태', overview()],
  ['어떤 고객이 영향을 받나요?', overview()],
  ['Exchange 영향을 받는 고객', overview('Exchange')],
]);

expectCommands('접근 권한', [
  ['접근', access()],
  ['조회할 수 없는 고객', access()],
  ['권한', access()],
  ['읽을 수 없는 고객', access()],
  ['동의 없는 고객', access()],
]);

expectCommands('양 끝이 있는 기간', [
  ['Contoso 1월 1일부터 2월 1일까지 기록', history('Contoso', '1월 1일부터 2월 1일까지')],
  [
    'Contoso 2026년 1월 1일부터 2026년 2월 1일까지 장애 이력',
    history('Contoso', '2026년 1월 1일부터 2026년 2월 1일까지'),
  ],
  ['Contoso 3월까지 기록', history('Contoso', '3월까지')],
  ['Contoso -5일 기록', history('Contoso', '-5일')],
  ['Contoso 지난 -5일 기록', history('Contoso', '지난 -5일')],
  ['Contoso 마이너스 3주 기록', history('Contoso', '마이너스 3주')],
  ['Contoso 0일 기록', history('Contoso', '0일')],
]);

expectCommands('번호 없는 인시던트, 여러 인시던트', [
  ['인시던트', incident('')],
  ['인시던트 보여줘', incident('')],
  ['Contoso 인시던트', health('Contoso')],
  ['인시던트 EX100001, EX100060', incident('EX100001')],
  ['EX100001와 EX100060', incident('EX100001')],
]);

expectCommands('언제의 점검, 어느 서비스의 점검', [
  ['예정된 변경 다음 주', maintenance()],
  ['12월 예정된 변경', maintenance()],
  ['다음 주에 무슨 점검이 있어?', maintenance()],
  ['Contoso 12월 예정된 점검', maintenance('Contoso')],
  ['Contoso 유지 관리 다음 주', maintenance('Contoso')],
  ['Contoso의 Exchange 예정된 변경', maintenance('Contoso', 'Exchange')],
  ['Contoso Exchange 예정된 변경', maintenance('Contoso Exchange')],
]);

expectCommands('고객 하나의 접근 권한', [
  ['Tailspin 접근 권한', access('Tailspin')],
  ['Tailspin의 동의', access('Tailspin')],
  ['Tailspin을 읽을 수 있어?', access('Tailspin')],
  ['Contoso 접속 불가', health('Contoso')],
]);

expectCommands('Azure', [
  ['Contoso의 가상 머신 다운됐어?', health('Contoso', '가상 머신')],
  ['Contoso에서 SQL 데이터베이스 안 돼?', health('Contoso', 'SQL 데이터베이스')],
  ['Contoso에서 애저 안 돼요', health('Contoso', '애저')],
]);
