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
  ['접근', access],
  ['권한', access],
  ['읽을 수 없는 고객', access],
  ['동의 없는 고객', access],
]);
