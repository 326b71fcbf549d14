import { expectCustomers, expectHealth, expectHelp, expectUnknown } from './sentences.ts';

expectHealth('이름과 명령어', [
  ['Contoso 상태', 'Contoso'],
  ['Contoso상태', 'Contoso'],
  ['Contoso의 상태', 'Contoso'],
  ['콘토소 상태', '콘토소'],
  ['삼성전자상태', '삼성전자'],
  ['신한은행의 상태', '신한은행'],
  ['메가 상태', '메가'],
  ['상태 Contoso', 'Contoso'],
  ['상태: Contoso', 'Contoso'],
  ['Contoso 서비스 현황', 'Contoso'],
  ['Contoso Exchange 상태', 'Contoso Exchange'],
  ['고객 콘토소 상태', '콘토소'],
  ['Contoso 상태？', 'Contoso'],
  ['상태', ''],
]);

expectHealth('질문', [
  ['Contoso 상태 어때?', 'Contoso'],
  ['Contoso는 상태가 어때', 'Contoso'],
  ['Contoso 어때?', 'Contoso'],
  ['Contoso 지금 어때요?', 'Contoso'],
  ['Contoso는 괜찮아?', 'Contoso'],
  ['신한은행은 괜찮아?', '신한은행'],
  ['Contoso 장애 있어?', 'Contoso'],
  ['삼성전자 장애 있어?', '삼성전자'],
  ['Contoso에 문제 있나요?', 'Contoso'],
  ['Contoso에 장애가 있나요', 'Contoso'],
  ['Contoso 무슨 문제 있어?', 'Contoso'],
  ['Contoso에 무슨 일 있어?', 'Contoso'],
  ['Contoso가 다운됐나요?', 'Contoso'],
  ['삼성전자가 다운됐나요?', '삼성전자'],
  ['메가 다운됐어?', '메가'],
  ['Contoso 정상이야?', 'Contoso'],
  ['Contoso 서비스 정상인가요?', 'Contoso'],
  ['Contoso 접속이 안 돼요', 'Contoso'],
  ['Contoso 메일 안 되나요', 'Contoso 메일'],
]);

expectHealth('서비스를 밝힌 질문', [
  ['Contoso에서 Exchange가 다운됐나요?', 'Contoso', 'Exchange'],
  ['Contoso에서Exchange가다운됐나요?', 'Contoso', 'Exchange'],
  ['Exchange가 Contoso에서 다운됐나요?', 'Contoso', 'Exchange'],
  ['Contoso의 Exchange 상태', 'Contoso', 'Exchange'],
  ['Contoso에서 팀즈가 안 돼요', 'Contoso', '팀즈'],
  ['Contoso의 메일이 안 됩니다', 'Contoso', '메일'],
  ['Contoso에서 화상 회의가 안 돼요', 'Contoso', '화상 회의'],
  ['신한은행에서 메일이 안 돼요', '신한은행', '메일'],
  ['한국전력에 Exchange 장애 있나요?', '한국전력', 'Exchange'],
  ['Contoso에서 메일이 느려요', 'Contoso', '메일'],
]);

expectHealth('공손한 말', [
  ['Contoso의 상태 알려줘', 'Contoso'],
  ['Contoso 서비스 상태 보여줘', 'Contoso'],
  ['Contoso 상태 좀 알려주세요', 'Contoso'],
  ['Contoso의상태알려줘', 'Contoso'],
  ['Contoso 확인해줘', 'Contoso'],
  ['Contoso 상태 확인 부탁드립니다', 'Contoso'],
  ['안녕하세요, Contoso 상태 부탁드립니다.', 'Contoso'],
  ['혹시 Contoso 장애인가요?', 'Contoso'],
  ['Contoso 상태 알려줘 ㅠㅠ', 'Contoso'],
  ['Contoso status 알려줘', 'Contoso'],
]);

expectCustomers([
  ['고객', ''],
  ['고객 목록', ''],
  ['고객목록 보여줘', ''],
  ['우리 고객 목록', ''],
  ['고객 Contoso', 'Contoso'],
  ['고객 검색 Contoso', 'Contoso'],
  ['Contoso 고객 찾아줘', 'Contoso'],
  ['검색 fabrikam', 'fabrikam'],
]);

expectHelp(['도움말', '안녕하세요', '안녕~~', '도와줘', '뭐 할 수 있어?', '사용법', '감사합니다']);

expectUnknown([
  ['콘토소', '콘토소'],
  ['Contoso 알려줘', 'Contoso'],
  ['대한정상건설', '대한정상건설'],
  ['브릭스 다운타운', '브릭스 다운타운'],
  ['고객센터', '고객센터'],
]);
